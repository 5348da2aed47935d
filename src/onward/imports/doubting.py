"""What was settled without certainty, in sentences for the person."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from django.utils.translation import gettext as _

from onward.applications.details import POSTED
from onward.applications.stages import Fact, in_zone
from onward.imports import date_columns, wording
from onward.imports.date_columns import Order
from onward.imports.headings import Table
from onward.imports.meanings import KIND_FIELDS, Meaning
from onward.imports.told import Doubt, Told, Word

_USED = frozenset({*KIND_FIELDS, "responded", "ended", "reached", "updated", "happened", POSTED})
_SHOWN = 50
#: Nobody is invited for a day further away than this.
_PLANNED_AHEAD = timedelta(days=180)


def of_columns(
    table: Table,
    meanings: Sequence[Meaning],
    orders: Mapping[int, Order],
    years: Mapping[int, Sequence[int]],
    turned: Mapping[int, Collection[str]],
) -> list[Doubt]:
    """Days whose order nothing settles, days that do not fit their column or were turned, and years that were left out."""
    found: list[Doubt] = []
    for number, order in orders.items():
        heading = table.headings[number]
        if meanings[number].field not in _USED:
            continue
        if not order.sure:
            ways = {"dmy": _("the day first"), "mdy": _("the month first")}
            why = _("“%(column)s” fits both ways of writing a day; it was read with %(way)s.")
            found.append(Doubt(why % {"column": heading, "way": ways[order.name]}, column=heading))
        if turned.get(number):
            rows = tuple(line.number for line in table.lines if line.cells[number] in turned[number])
            why = _(
                "In “%(column)s” a spreadsheet program seems to have taken months for days. These were turned back."
            )
            found.append(Doubt(why % {"column": heading}, rows[:_SHOWN], heading))
        if odd := set(date_columns.contradictions(table.column(number), order)):
            rows = tuple(line.number for line in table.lines if line.cells[number] in odd)
            why = _("In “%(column)s” these days are written the other way round than the rest.")
            found.append(Doubt(why % {"column": heading}, rows[:_SHOWN], heading))
    for number, inferred in years.items():
        why = _("In “%(column)s” days have no year; it was worked out from the days around them.")
        heading = table.headings[number]
        found.append(Doubt(why % {"column": heading}, tuple(inferred[:_SHOWN]), heading))
    return found


def of_days(
    told: Sequence[Told], early: Sequence[int], ahead: Sequence[int], now: datetime, zone: tzinfo
) -> list[Doubt]:
    """Answers before the application (`early`: their rows), and days that are still to come.

    What cannot be planned and has such a day was left out (`ahead`); talks and applications of a far day are only asked.
    """
    found = []
    if early:
        why = _(
            "Here an answer lies before the application: one of the two days may be mistyped. How long the answer took "
            "counts as not known."
        )
        found.append(Doubt(why, tuple(early[:_SHOWN])))
    later = [one.numbers[0] for one in told if any(_is_to_come(fact, now, zone) for fact in one.facts)]
    if later:
        why = _(
            "These days are still to come: a year may be mistyped. In the figures what has such a day counts from then on."
        )
        found.append(Doubt(why, tuple(later[:_SHOWN])))
    if ahead:
        why = _(
            "These days are still to come, and what they tell has not happened yet: a year may be mistyped. It stands in "
            "the note. Bring the table in again when the day has come, or with the day put right."
        )
        found.append(Doubt(why, tuple(ahead[:_SHOWN])))
    return found


def _is_to_come(fact: Fact, now: datetime, zone: tzinfo) -> bool:
    """Whether a day is later than today, or for what is planned later than anybody plans."""
    ahead = _PLANNED_AHEAD if fact.kind in {"assessment", "interview"} else timedelta()
    return fact.kind != "note" and in_zone(fact.at, zone).date() > in_zone(now, zone).date() + ahead


def of_words(words: Sequence[Word]) -> list[Doubt]:
    """Statuses that could mean something else."""
    why = _("It is not certain what “%(word)s” means. It was read as: %(kinds)s.")
    return [
        Doubt(why % {"word": one.shown, "kinds": wording.kinds(one.kinds)}) for one in words if not one.sure
    ]
