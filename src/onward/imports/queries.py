"""What importing reads from the record; a constant number of queries."""

import zlib
from collections import defaultdict
from datetime import tzinfo

from django.db.models import QuerySet

from onward.applications import columns, timeline
from onward.applications.corrections import CORRECTIONS
from onward.applications.marked import marked
from onward.applications.models import Application, Event
from onward.applications.stages import in_zone
from onward.base import clock
from onward.imports import plans
from onward.imports.choices import Choices, from_json, merged
from onward.imports.joining import Known, KnownFact, Record
from onward.imports.models import ImportLayout, ImportTable
from onward.imports.plans import Opened, Plan
from onward.people.models import User

#: Zones of the country that writes the month first.
_MONTH_FIRST = frozenset(
    f"America/{city}"
    for city in (
        "New_York Chicago Denver Los_Angeles Phoenix Anchorage Detroit Boise Juneau Adak Nome Sitka Menominee".split()
    )
) | {"Pacific/Honolulu"}


def record(owner: User) -> Record:
    """The applications with their facts, and the rows of earlier tables that still stand.

    A fact that the person took out or corrected counts as known, so that it does not come back; an import
    that was undone as a whole is as if it had never been.
    """
    zone = columns.zone_of(owner)
    events = (
        Event.objects.filter(owner=owner, active__in=[True, False])
        .exclude(kind__in=CORRECTIONS)
        .order_by("at", "pk")
        .values_list("current_id", "kind", "at", "source", "data", "active", "act_id")
    )
    rows = list(events)
    standing = {act for _place, _kind, _at, _source, _data, active, act in rows if active}
    facts: dict[int, list[KnownFact]] = defaultdict(list)
    brought: dict[str, int] = {}
    for place, kind, at, source, data, active, act in rows:
        if not active and not (source == "spreadsheet" and act in standing):
            continue
        facts[place].append(_known_fact(kind, at, data, zone))
        if source == "spreadsheet" and isinstance(data.get("row"), str):
            brought.setdefault(data["row"], place)
    marks = marked(owner)
    applications = [
        Known(
            one.pk,
            one.company,
            one.role,
            one.location,
            one.url,
            one.note,
            one.applied_on,
            one.applied_basis,
            tuple(facts[one.pk]),
            one.channel,
            one.requisition,
            marks.get(one.pk, {}),
        )
        for one in Application.objects.filter(owner=owner, visible=True).defer("search_text").order_by("pk")
    ]
    return Record(applications, brought)


def table(owner: User, key: int) -> QuerySet[ImportTable]:
    """The row of one table of the owner's, as a query."""
    return ImportTable.objects.filter(owner=owner, pk=key)


def content(one: ImportTable) -> bytes:
    """The file as it came."""
    return zlib.decompress(bytes(one.content))


def choices(owner: User, one: ImportTable, source: Opened) -> Choices:
    """What was corrected of this table, on top of what is remembered of its layout."""
    kept = ImportLayout.objects.filter(owner=owner, fingerprint=source.fingerprint).first()
    return merged(from_json(kept.choices if kept else {}), from_json(one.choices))


def plan(owner: User, one: ImportTable, source: Opened) -> Plan:
    """What importing this table would do now."""
    return plans.plan(
        source,
        choices(owner, one, source),
        record(owner),
        one.answers,
        columns.zone_of(owner),
        clock.now(),
        usual_order(owner),
    )


def usual_order(owner: User) -> str:
    """How the person's country writes a day."""
    return "mdy" if str(columns.zone_of(owner)) in _MONTH_FIRST else "dmy"


def stands(one: ImportTable) -> bool:
    """Whether the table is imported and was not taken back."""
    return (
        one.act_id is not None and Event.objects.filter(owner=one.owner, act=one.act_id, active=True).exists()
    )


def _known_fact(kind: str, at: object, data: dict[str, object], zone: tzinfo) -> KnownFact:
    from datetime import datetime

    assert isinstance(at, datetime)
    takes_place = timeline.moment(data.get("interview_at"), zone)
    return KnownFact(
        kind,
        in_zone(at, zone).date(),
        in_zone(takes_place, zone).date() if takes_place else None,
        "date" in data,
    )
