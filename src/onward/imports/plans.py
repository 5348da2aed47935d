"""All that an import would do, worked out before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from onward.applications.stages import Fact, in_zone
from onward.base.errors import Problem
from onward.imports import grids, joining, sheets
from onward.imports.choices import Choices, fingerprint
from onward.imports.headings import Aside, Table
from onward.imports.joining import Join, Known, KnownFact, Record
from onward.imports.telling import tell
from onward.imports.told import Doubt, Telling, Told

#: So many days apart two accounts of the same step may be: people write down a day late.
_SAME = {
    "applied": 3,
    "acknowledged": 3,
    "rejected": 5,
    "offer": 5,
    "withdrawn": 7,
    "declined": 7,
    "accepted": 7,
}


@dataclass(frozen=True)
class Entry:
    """One application of the table, where it belongs, and what of it is new."""

    told: Told
    join: Join
    facts: tuple[Fact, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether it becomes an application of its own."""
        return self.join.target is None and not self.join.left_out


@dataclass(frozen=True)
class Plan:
    """The whole import."""

    table: Table
    telling: Telling
    entries: list[Entry]
    doubts: list[Doubt]
    skipped: list[tuple[int, str]]

    @property
    def columns(self) -> dict[str, str]:
        """Heading → what the column was taken for."""
        return {
            heading: meaning.field
            for heading, meaning in zip(self.table.headings, self.telling.meanings, strict=True)
        }

    @property
    def new(self) -> list[Entry]:
        """Those that become applications."""
        return [one for one in self.entries if one.is_new]

    @property
    def joined(self) -> list[Entry]:
        """Those that the record has already."""
        return [one for one in self.entries if one.join.target is not None]

    @property
    def brings(self) -> bool:
        """Whether anything of it is new."""
        written = (one for one in self.entries if not one.join.left_out)
        return any(one.is_new or one.facts or one.details or one.marks for one in written)

    @property
    def events(self) -> int:
        """How many events are new."""
        return sum(len(one.facts) for one in self.entries if not one.join.left_out)

    def as_json(self) -> dict[str, Any]:
        """The contract of `onward import --json`."""
        return {
            "rows": len(self.table.lines),
            "applications": len(self.new),
            "joined": len(self.joined),
            "events": self.events,
            "skipped": [{"row": row, "why": why} for row, why in self.skipped],
            "columns": self.columns,
            "doubts": [
                {"rows": list(one.rows), "column": one.column or None, "why": one.why} for one in self.doubts
            ],
        }


@dataclass(frozen=True)
class Opened:
    """A file as its tables; the one that is imported, and what was said of the others."""

    table: Table
    doubts: tuple[Doubt, ...]
    fingerprint: str


def opened(content: bytes) -> Opened:
    """The table of a file: of several sheets all that tell of applications."""
    table, doubts = sheets.together(grids.read(content))
    if not table.lines:
        raise Problem(_("There are headings and no rows below them. Nothing was changed."))
    return Opened(table, tuple(doubts), fingerprint(table.headings))


def plan(
    source: Opened,
    choices: Choices,
    record: Record,
    answers: Mapping[str, str],
    zone: tzinfo,
    now: datetime,
    usual: str,
) -> Plan:
    """What importing the table would do to the record."""
    telling = tell(source.table, choices, zone, now, usual)
    joins = joining.join(telling.told, record, answers)
    known = {one.key: one for one in record.applications}
    entries = [
        _entry(told, one, known.get(one.target) if one.target is not None else None, zone)
        for told, one in zip(telling.told, joins, strict=True)
    ]
    skipped = [(aside.number, _why(aside)) for aside in source.table.asides if aside.kind != "title"]
    skipped += [
        (row, _left_out(one.told, answers))
        for one in entries
        if one.join.left_out
        for row in one.told.numbers
    ]
    doubts = [*source.doubts, *telling.doubts]
    for one in entries:
        if one.join.asked:
            why = _("This may be an application that you have already; it was kept apart.")
            doubts.append(Doubt(why, one.told.numbers))
    return Plan(source.table, telling, entries, doubts, sorted(skipped))


def _entry(told: Told, join: Join, known: Known | None, zone: tzinfo) -> Entry:
    if join.left_out:
        return Entry(told, join)
    if known is None:
        fields = {**told.fields, **({"note": told.note} if told.note else {})}
        return Entry(told, join, told.facts, fields, told.marks)
    facts = [fact for fact in told.facts if not _is_known(fact, known, zone)]
    marks = {question: said for question, said in told.marks.items() if question not in known.marks}
    if join.known_row:
        steps = tuple(fact for fact in facts if fact.kind not in {"note", "update"})
        return Entry(told, join, steps, marks=marks)
    fields = {name: value for name, value in told.fields.items() if not getattr(known, name)}
    note = told.note
    if note and not known.note:
        fields["note"] = note
    elif note and note not in known.note:
        at = min(fact.at for fact in told.facts)
        data = {"row": told.keys[0], "sheet_row": told.numbers[0], "text": note}
        facts.append(Fact("note", at, "spreadsheet", None, data))
    return Entry(told, join, tuple(facts), fields, marks)


def _is_known(fact: Fact, known: Known, zone: tzinfo) -> bool:
    """Whether the record has this step already, told by mail or by an earlier table."""
    if fact.kind == "note":
        return bool(known.facts)
    bounded = "date" in fact.data
    day = in_zone(fact.at, zone).date()
    if fact.kind == "update":
        return any(abs((day - other.day).days) <= 1 and other.kind != "applied" for other in known.facts)
    return any(other.kind == fact.kind and _same_day(fact.kind, day, bounded, other) for other in known.facts)


def _same_day(kind: str, day: date, bounded: bool, other: KnownFact) -> bool:
    if bounded or other.bounded:
        return True
    if other.takes_place is not None and abs((day - other.takes_place).days) <= 1:
        return True
    return abs(day - other.day) <= timedelta(days=_SAME.get(kind, 1))


def _left_out(told: Told, answers: Mapping[str, str]) -> str:
    if told.once and told.keys[0] not in answers:
        return _("It says the very same as row %(n)d.") % {"n": told.same_as or 0}
    return _("You left it out.")


def _why(aside: Aside) -> str:
    reasons = {
        "heading": _("A heading inside the table: “%(text)s”."),
        "again": _("The headings once more."),
        "beside": _("It belongs to another table beside yours: “%(text)s”."),
        "sum": _("A sum, no application: “%(text)s”."),
    }
    return (
        reasons[aside.kind] % {"text": aside.text[:80]} if "%" in reasons[aside.kind] else reasons[aside.kind]
    )


def named(headings_of: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Columns named by the person → fields; a Problem names what there is."""
    from onward.imports.meanings import FIELDS
    from onward.imports.words import plain_header

    known = {plain_header(name): name for name in headings_of}
    found = {}
    for column, meant in pairs:
        heading = known.get(plain_header(column))
        if heading is None:
            there = ", ".join(f"“{name}”" for name in headings_of[:40])
            raise Problem(
                _("There is no column “%(column)s”. There are: %(there)s.")
                % {"column": column, "there": there}
            )
        if meant not in FIELDS:
            raise Problem(
                _("“%(field)s” is nothing that a column can hold. It can hold: %(fields)s.")
                % {"field": meant, "fields": ", ".join(FIELDS)}
            )
        found[heading] = meant
    return found
