"""A plan as its page shows it: columns, statuses and rows, each with what can be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onward.applications.wording import KINDS
from onward.imports import wording
from onward.imports.joining import Known
from onward.imports.plans import Entry, Plan

#: So many columns and words are shown to correct; a table with more is one that nobody corrects by hand.
MOST_COLUMNS = 120
MOST_WORDS = 150
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is taken for, and some of what lies in it."""

    number: int
    heading: str
    field: str
    sure: bool
    order: str
    order_sure: bool
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One wording of a status."""

    number: int
    key: str
    shown: str
    times: int
    kinds: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a row: its kind in words, its moment, and whether the day is known."""

    words: str
    at: datetime
    known: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One application of the table."""

    number: int
    key: str
    name: str
    role: str
    events: list[Happened]
    #: What was sent, to compare by, in words.
    marks: list[str]
    state: str
    #: What it may be: (value, words), the first is what stands.
    choices: list[tuple[str, str]]
    asked: bool


def columns(plan: Plan) -> list[Column]:
    """The columns that hold anything, in the order of the table."""
    found: list[Column] = []
    for number, meaning in enumerate(plan.telling.meanings):
        cells = list(dict.fromkeys(cell for cell in plan.table.column(number) if cell))
        if not cells or len(found) >= MOST_COLUMNS:
            continue
        order = plan.telling.orders.get(number)
        is_day = order is not None and meaning.field not in {"note", "other"}
        found.append(
            Column(
                number,
                plan.table.headings[number],
                meaning.field,
                meaning.sure,
                order.name if order and is_day else "",
                order is None or order.sure,
                [_cut(cell) for cell in cells[:_EXAMPLES]],
            )
        )
    return found


def words(plan: Plan) -> list[Word]:
    """The statuses of the table, those that are not certain first."""
    found = [
        Word(number, one.key, one.shown, one.times, wording.kinds(one.kinds), one.sure)
        for number, one in enumerate(plan.telling.words[:MOST_WORDS])
    ]
    return sorted(found, key=lambda one: one.sure)


def rows(entries: Sequence[Entry], known: Mapping[int, Known], first: int) -> list[Row]:
    """The rows of one page."""
    return [_row(number, one, known) for number, one in enumerate(entries, start=first)]


def in_order(plan: Plan) -> list[Entry]:
    """Rows that are a question come first, then those that are known, then the rest."""
    return sorted(
        plan.entries, key=lambda one: (not _asked(one), one.join.target is None or one.join.known_row)
    )


def _asked(one: Entry) -> bool:
    """Whether the person should look at it: it may be known, or another row says the very same."""
    return one.join.asked or (one.told.same_as is not None and not one.join.known_row)


def _row(number: int, one: Entry, known: Mapping[int, Known]) -> Row:
    fields = one.told.fields
    name = fields.get("company") or fields.get("role") or _("Row %(n)d") % {"n": one.told.numbers[0]}
    new = set(map(id, one.facts))
    events = [
        Happened(str(KINDS[fact.kind]), fact.at, "date" not in fact.data, id(fact) in new)
        for fact in one.told.facts
        if fact.kind != "note"
    ]
    state = ""
    if one.join.left_out:
        state = _("left out")
    elif one.join.target is not None:
        state = _("you have it already")
    return Row(
        number,
        one.told.keys[0],
        name,
        fields.get("role", "") if fields.get("company") else "",
        events,
        [wording.marked(question, said) for question, said in one.told.marks.items()],
        state,
        _choices(one, known),
        _asked(one),
    )


def _choices(one: Entry, known: Mapping[int, Known]) -> list[tuple[str, str]]:
    """Where the row may go, what stands first."""
    new = ("new", _("A new application"))
    out = ("out", _("Leave it out"))
    target = one.join.target
    keys = ([target] if target is not None else []) + [key for key in one.join.candidates if key != target]
    those = [
        (str(key), _("The same as %(name)s") % {"name": _named(known[key])}) for key in keys if key in known
    ]
    if one.join.left_out:
        return [out, new, *those]
    if target is not None:
        return [*those, out] if one.join.known_row else [*those, new, out]
    return [new, *those, out]


def _named(one: Known) -> str:
    name = ", ".join(filter(None, (one.company, one.role))) or _("an application")
    return f"{name} ({wording.day(one.applied_on)})" if one.applied_on else name


def _cut(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if len(cell) <= 60 else cell[:59] + "…"
