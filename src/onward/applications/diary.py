"""What has a day or an hour: each room that owns some of it tells it here, and the calendar asks them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from onward.applications import suggestions
from onward.base.hooks import Hook

if TYPE_CHECKING:
    from onward.people.models import User

#: talk, deadline (of a task or an offer), closing (of a posting), follow_up, in_touch, again (an employer to look at
#: again), plan (of a week).
KINDS = ("talk", "deadline", "closing", "follow_up", "in_touch", "again", "plan")
#: What lies further back than this stands in no calendar any more.
KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the person's calendar: an hour with its length, or a whole day."""

    kind: str
    #: What it is about, the same however often it is changed: the name of a model in small letters → its number.
    about: Mapping[str, int | str]
    title: str
    when: datetime | date
    #: When anything about it changed last; never earlier than what it said before.
    changed_at: datetime
    minutes: int | None = None
    where: str = ""
    note: str = ""
    #: It was arranged and does not take place.
    cancelled: bool = False
    #: Where its work is, in Onward.
    link: str = ""


#: All that a room has from KEPT before the moment on.
Source = Callable[["User", datetime], list[Item]]
sources: Hook[Source] = Hook()
register, unregister = sources.register, sources.unregister


def items(owner: User, now: datetime) -> list[Item]:
    """What all rooms have, without what is about something that the person is done with; in no order."""
    with suggestions.asking():
        over = suggestions.settled(owner)
        found = [one for source in sources for one in source(owner, now)]
    return [one for one in found if one.about.get("event") not in over]
