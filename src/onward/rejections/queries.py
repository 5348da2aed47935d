"""Every no that came, with what a plain list says of it, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, DateTimeField, OuterRef, Subquery

from onward.applications import columns, glimpses
from onward.applications.details import searchable
from onward.applications.glimpses import Glimpse
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.people.models import User

#: What opens an application again after a no; a second mail that says the same no is none of them.
_REOPENING = ("applied", "assessment", "interview", "offer")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One no: its event, and what is told of it."""

    event: Event
    #: The first day of the month in which it came, in the person's zone.
    month: date
    #: Days from applying to the no; None where the day of applying is not known.
    days: int | None
    quote: str
    message: Glimpse


def keys(owner: User, text: str = "") -> list[int]:
    """The ids of the events by which applications ended with a no, latest first, in two queries.

    A no that repeats one, with nothing in between that reopened the application, is not counted again.
    """
    found = Event.objects.filter(owner=owner, active=True, kind="rejected", current__visible=True)
    for word in searchable(text).split():
        found = found.filter(current__search_text__contains=word)
    several = found.values("current").annotate(n=Count("pk")).filter(n__gt=1).values("current")
    reopened: dict[int, list[datetime]] = defaultdict(list)
    for place, at in Event.objects.filter(
        owner=owner, active=True, kind__in=_REOPENING, current__in=several
    ).values_list("current_id", "at"):
        reopened[place].append(at)
    latest: dict[int, datetime] = {}
    counted = []
    for key, place, at in found.order_by("at", "pk").values_list("pk", "current_id", "at"):
        before = latest.get(place)
        if before is None or any(before < other <= at for other in reopened[place]):
            counted.append(key)
        latest[place] = at
    return counted[::-1]


def page(owner: User, text: str = "", number: int | str = 1, size: int = 50) -> Page[Any]:
    """One page of events, each with its application and `applied_at`; beyond the end comes the last page."""
    applied = Event.objects.filter(
        current=OuterRef("current"), active=True, kind="applied", at__lte=OuterRef("at")
    ).order_by("-at")
    paginator: Paginator[Any] = Paginator(keys(owner, text), size)
    shown = paginator.get_page(number)
    events = (
        Event.objects.filter(owner=owner, pk__in=list(shown.object_list))
        .select_related("current")
        .annotate(applied_at=Subquery(applied.values("at")[:1], output_field=DateTimeField()))
        .order_by("-at", "-pk")
    )
    shown.object_list = list(events)
    return shown


def told(owner: User, found: Sequence[Event]) -> list[Rejection]:
    """What the list says of each, with one look at the messages for all."""
    zone = columns.zone_of(owner)
    seen = glimpses.of(owner, found)
    told_of = []
    for event in found:
        message = seen.get(event.message_id or 0, glimpses.NOTHING)
        ended = in_zone(event.at, zone).date()
        applied_at = getattr(event, "applied_at", None)
        begun: date | None
        if applied_at is not None:
            begun = in_zone(applied_at, zone).date()
        else:
            begun = event.current.applied_on if event.current.applied_basis == "acknowledged" else None
        days = (ended - begun).days if begun and begun <= ended else None
        told_of.append(Rejection(event, ended.replace(day=1), days, glimpses.quote(event, message), message))
    return told_of
