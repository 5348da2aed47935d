"""Keeps the stored columns of applications and events equal to the folds over the events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from onward.applications import corrections, details, stages
from onward.applications.models import Application, Event
from onward.people.models import User

COLUMNS = (
    *details.DETAIL_FIELDS,
    "applied_on",
    "applied_basis",
    "stage",
    "furthest_stage",
    "status",
    "last_event_at",
    "last_word_at",
    "event_count",
    "visible",
    "merged_into_id",
    "search_text",
)
#: Databases limit the values in one statement; the lowest limit still in use is about 32,000.
_CHUNK = 10_000


class Row(NamedTuple):
    """An event as the folds read it, with its stored columns."""

    id: int
    kind: str
    application_id: int
    at: Any
    source: str
    target_id: int | None
    data: Mapping[str, Any]
    active: bool
    current_id: int


@dataclass(frozen=True)
class Difference:
    """A stored column that was not what the events say."""

    table: str
    id: int
    column: str
    stored: Any
    computed: Any


def zone_of(owner: User) -> tzinfo:
    """The zone whose dates the person reads: their own, else that of the settings."""
    try:
        return ZoneInfo(owner.time_zone) if owner.time_zone else timezone.get_default_timezone()
    except (ValueError, OSError):  # an unknown zone is a mistake of a setting, not of the record
        return timezone.get_default_timezone()


def refresh(owner: User, touched: Collection[int]) -> None:
    """Recompute the columns of these applications and of those that moves and merges tie to them."""
    if not touched:
        return
    tied = _tied(owner, touched)
    rows = [row for ids in chunks(sorted(tied)) for row in _rows(owner, application__in=ids)]
    stored = [
        application
        for ids in chunks(sorted(tied))
        for application in Application.objects.filter(owner=owner, pk__in=ids)
    ]
    _write(_differences(rows, stored, zone_of(owner)), stored)


def recompute(owner: User, *, repair: bool = True) -> list[Difference]:
    """Compare every stored column of the owner's record with the folds, mend it, and say what differed."""
    stored = list(Application.objects.filter(owner=owner))
    found = _differences(_rows(owner), stored, zone_of(owner))
    if repair:
        _write(found, stored)
    return found


def application_columns(
    facts: Iterable[stages.Fact],
    fields: Mapping[str, str],
    zone: tzinfo,
    *,
    by_hand: bool = False,
    merged_into: int | None = None,
) -> dict[str, Any]:
    """All columns of one application from its facts and details.

    It is visible while it has a fact, or a detail that the person gave: an application that was only
    read from mail disappears with its last fact.
    """
    stands = stages.standing(facts, zone)
    named = {field: fields.get(field, "")[:limit] for field, limit in details.LIMITS.items()}
    return {
        **named,
        "applied_on": stands.applied_on,
        "applied_basis": stands.applied_basis,
        "stage": stands.stage,
        "furthest_stage": stands.furthest_stage,
        "status": stands.status,
        "last_event_at": stands.last_event_at,
        "last_word_at": stands.last_word_at,
        "event_count": stands.event_count,
        "visible": merged_into is None and (stands.event_count > 0 or by_hand),
        "merged_into_id": merged_into,
        "search_text": details.searchable(named["company"], named["role"], named["location"], named["note"]),
    }


def chunks(values: Sequence[int]) -> Iterator[list[int]]:
    """The values in lists short enough for one statement."""
    source = iter(values)
    while part := list(islice(source, _CHUNK)):
        yield part


def _tied(owner: User, touched: Collection[int]) -> set[int]:
    """The touched applications and all that moves and merges, in force or not, tie to them."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    ties = Event.objects.filter(owner=owner, kind__in=["moved", "merged"])
    for kind, here, origin, data in ties.values_list(
        "kind", "application_id", "target__application_id", "data"
    ):
        there = data["application"] if kind == "merged" else origin
        neighbours[here].add(there)
        neighbours[there].add(here)
    reached: set[int] = set()
    waiting = list(touched)
    while waiting:
        application = waiting.pop()
        if application not in reached:
            reached.add(application)
            waiting.extend(neighbours.get(application, ()))
    return reached


def _rows(owner: User, **where: Any) -> list[Row]:
    found = Event.objects.filter(owner=owner, **where).values_list(*Row._fields)
    return [Row(*values) for values in found]


def _differences(rows: Sequence[Row], stored: Iterable[Application], zone: tzinfo) -> list[Difference]:
    """What the folds over these events say differently from the stored columns."""
    ledger = corrections.fold(
        corrections.Entry(row.id, row.kind, row.application_id, row.at, row.source, row.target_id, row.data)
        for row in rows
    )
    facts: dict[int, list[stages.Fact]] = defaultdict(list)
    by_hand: set[int] = set()
    differ: list[Difference] = []
    for row in rows:
        place = ledger.places[row.id]
        if row.active != place.active:
            differ.append(Difference("event", row.id, "active", row.active, place.active))
        if row.current_id != place.application:
            differ.append(Difference("event", row.id, "current_id", row.current_id, place.application))
        if not place.active:
            continue
        if row.kind == "detail" and row.source == "hand":
            by_hand.add(place.application)
        elif row.kind not in corrections.CORRECTIONS:
            facts[place.application].append(stages.Fact(row.kind, row.at, row.source))
    for application in stored:
        key = application.pk
        computed = application_columns(
            facts.get(key, ()),
            ledger.details.get(key, {}),
            zone,
            by_hand=key in by_hand,
            merged_into=ledger.root(key) if key in ledger.merged else None,
        )
        for column, value in computed.items():
            was = getattr(application, column)
            if was != value:
                differ.append(Difference("application", key, column, was, value))
    return differ


def _write(differ: Iterable[Difference], stored: Iterable[Application]) -> None:
    """Write the computed values, in few statements however many rows."""
    by_id = {application.pk: application for application in stored}
    changed: dict[int, Application] = {}
    events: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for one in differ:
        if one.table == "event":
            events[one.column, one.computed].append(one.id)
        else:
            changed[one.id] = by_id[one.id]
            setattr(changed[one.id], one.column, one.computed)
    for (column, value), ids in events.items():
        for part in chunks(ids):
            Event.objects.filter(pk__in=part).update(**{column: value})
    # An insert that meets its own row and updates it takes a whole batch at once; bulk_update's CASE
    # over eighteen columns is several times slower.
    Application.objects.bulk_create(
        list(changed.values()),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[column.removesuffix("_id") for column in COLUMNS],
    )
