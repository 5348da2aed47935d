"""Rows that say the very same: one application copied, or two openings of one employer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from onward.imports.told import Doubt


@dataclass
class Doubles:
    """What was made of rows that say the very same; rows are places in the table."""

    #: Row → the number in the file of the first that says the very same.
    same_as: dict[int, int] = field(default_factory=dict)
    #: Rows that count as one application with the first, unless the person keeps them.
    once: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)


def doubles(same: Sequence[tuple[Sequence[int], Mapping[str, str]]], numbers: Sequence[int]) -> Doubles:
    """Settle each group (its rows and what their fields say); `numbers` are those of the rows in the file.

    With a link or a number of theirs they are one application, and so are three or more with employer and role: a table
    that was copied. Two of a day without a link are kept: in the one log whose links are known all seven such pairs were
    two openings. Without employer and role nothing is asked of the person: rows of a table without names look alike.
    """
    found = Doubles()
    kept: list[int] = []
    joined: list[int] = []
    for rows, fields in same:
        numbered = bool(fields.get("url") or fields.get("requisition"))
        named = bool(fields.get("company") and fields.get("role"))
        if numbered or named:
            found.same_as |= dict.fromkeys(rows[1:], numbers[rows[0]])
        if numbered or (named and len(rows) > 2):
            found.once |= set(rows[1:])
            joined += [numbers[row] for row in rows]
        else:
            kept += [numbers[row] for row in rows]
    if joined:
        why = _(
            "These rows say the very same, so they count as one application. Keep those that are more than that."
        )
        found.doubts.append(Doubt(why, tuple(joined)))
    if kept:
        why = _("These rows say the very same; each is kept. Leave out those that are one application.")
        found.doubts.append(Doubt(why, tuple(kept)))
    return found
