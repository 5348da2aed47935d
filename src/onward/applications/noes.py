"""The noes of the last days that the person can see: when each was said and recorded, and how far it had come."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from onward.applications.models import Event
from onward.people.models import User


class No(NamedTuple):
    """A no to one application; one that had waited to be shown was recorded when it was."""

    said_at: datetime
    recorded_at: datetime
    furthest_stage: str
    company: str


def said(owner: User, after: datetime, until: datetime) -> Iterator[No]:
    """Those said in that time, the latest of each application, the latest first; in one query."""
    seen: set[int] = set()
    rows = Event.objects.filter(
        owner=owner, active=True, kind="rejected", at__gt=after, at__lte=until, current__visible=True
    ).values_list("current_id", "at", "recorded_at", "current__furthest_stage", "current__company")
    for place, at, recorded_at, stage, company in rows.order_by("-at", "-pk"):
        if place not in seen:
            seen.add(place)
            yield No(at, recorded_at, stage, company)
