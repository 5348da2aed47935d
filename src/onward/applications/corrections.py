"""What the corrections among an application's events amount to: what counts, where, and under which name.

Nothing is changed or deleted: a retraction takes another event out, a move carries an event to another
application, a merge carries everything of one application to another. A correction can be retracted like
any other event, so undo and redo are the same fold over one more event.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onward.applications import named
from onward.applications.details import DETAIL_FIELDS

#: By hand, on the application itself, when, and which.
Rank = tuple[bool, bool, datetime, int]

_NAMED = {"company": named.employer, "role": named.role}
CORRECTIONS = frozenset({"detail", "retracted", "moved", "merged"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record: an event reduced to what the fold needs. Ids grow with time of recording."""

    id: int
    kind: str
    application: int
    at: datetime
    source: str = "hand"
    target: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Whether an event counts, and for which application."""

    active: bool
    application: int


@dataclass(frozen=True)
class Ledger:
    """The record with its corrections applied."""

    places: dict[int, Place]
    #: absorbed application → the one it was merged into directly; never a circle.
    merged: dict[int, int]
    #: application → field → value, for the applications that stand for themselves.
    details: dict[int, dict[str, str]]

    def root(self, application: int) -> int:
        """The application that stands for this one today."""
        return follow(self.merged, application)


def follow(merged: Mapping[int, int], application: int) -> int:
    """Follow merges from an application to the one that stands for it."""
    while application in merged:
        application = merged[application]
    return application


def fold(entries: Iterable[Entry]) -> Ledger:
    """Apply the corrections; the entries may come in any order and must hold every correction's target."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    retracted = _retracted(ordered)
    moved_to: dict[int, int] = {}
    merged: dict[int, int] = {}
    for entry in ordered:
        if entry.id in retracted:
            continue
        if entry.kind == "moved" and entry.target is not None:
            moved_to[entry.target] = entry.application
        elif entry.kind == "merged":
            absorbed = int(entry.data["application"])
            # Undo and redo can bring back a merge whose opposite was made meanwhile: the first one stands.
            if not _leads_to(merged, entry.application, absorbed):
                merged[absorbed] = entry.application
    places = {
        entry.id: Place(
            active=entry.id not in retracted,
            application=follow(merged, moved_to.get(entry.id, entry.application)),
        )
        for entry in ordered
    }
    return Ledger(places, merged, _details(ordered, places))


def _retracted(ordered: Sequence[Entry]) -> set[int]:
    """Ids that do not count. A retraction is younger than its target, so one pass backwards settles all."""
    out: set[int] = set()
    for entry in reversed(ordered):
        if entry.kind == "retracted" and entry.target is not None and entry.id not in out:
            out.add(entry.target)
    return out


def _leads_to(merged: Mapping[int, int], application: int, other: int) -> bool:
    """Whether the application is the other one, or was merged into it at any remove."""
    while application != other and application in merged:
        application = merged[application]
    return application == other


def _details(ordered: Sequence[Entry], places: Mapping[int, Place]) -> dict[int, dict[str, str]]:
    """For each field the value that counts.

    By hand before anything read; then what was recorded on the application itself before what came in by
    a move or a merge; then the latest by date, and of one date the latest recorded. Of names that were read the one
    that most readings share.
    """
    given: dict[int, dict[str, list[tuple[Rank, str]]]] = defaultdict(lambda: defaultdict(list))
    for entry in ordered:
        place = places[entry.id]
        if entry.kind != "detail" or not place.active:
            continue
        rank = (entry.source == "hand", entry.application == place.application, entry.at, entry.id)
        for name, value in entry.data.items():
            if name in DETAIL_FIELDS:
                given[place.application][name].append((rank, str(value)))
    return {
        application: {name: _value(name, values) for name, values in fields.items()}
        for application, fields in given.items()
    }


def _value(field_name: str, values: list[tuple[Rank, str]]) -> str:
    """Which of the values of one field counts."""
    values.sort(key=lambda value: value[0])
    (by_hand, own, *_), latest = values[-1]
    if by_hand or field_name not in _NAMED:
        return latest
    readings = [value for rank, value in values if rank[:2] == (by_hand, own) and value]
    return _NAMED[field_name](readings) if len(readings) > 1 else latest
