"""What could be done next about the search: each room offers it here, and Today ranks what it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

from onward.applications.stages import in_zone
from onward.base.hooks import Hook

if TYPE_CHECKING:
    from onward.people.models import User


class Worth(IntEnum):
    """What doing it is worth for the search; the steps between are our own assumption."""

    #: It takes weight off; the search goes on as well without it.
    EASES = 2
    #: It keeps a door or the record open.
    KEEPS = 3
    #: What is learnt helps each application that follows.
    TEACHES = 5
    #: It opens a way that was not there: an application, an answer, somebody to speak to.
    OPENS = 6
    #: An interview or an offer that is there already hangs on it.
    TURNS = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the advice rests on. Grade: seen (in a public source), cited (not read again), assumed, record (their own)."""

    says: str
    grade: str = "assumed"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing that could be done, with why, what it rests on, and how long it is worth doing."""

    #: Names what is suggested, in code: prepare, thank, tray. Two of one kind are never shown at once.
    kind: str
    #: What it is about: the name of a model in small letters → its number, or week, month, day → which.
    about: Mapping[str, int | str]
    title: str
    #: One sentence.
    why: str
    evidence: Evidence
    effort_minutes: int
    #: Where the work is, at most one click before it begins.
    link: str
    worth: Worth
    #: What all of its kind are called, in words: "Thank-you letters".
    others: str
    #: The day by which it has to be done; None where there is none.
    due: date | None = None
    #: From then on it is not worth doing.
    ends: datetime | None = None
    #: It takes courage or a clear head: one such thing a day.
    hard: bool = False
    #: Its day is the person's own: on a hard day it can wait.
    movable: bool = False
    #: In short, what pressing its link does: "Open the letter".
    action: str = ""
    #: Where saying so is all there is to do, the words of the button that says it: "Let them rest".
    done: str = ""
    #: When it takes place, of what takes place on its day and is not to be done by it.
    at: datetime | None = field(default=None, compare=False)

    def last_day(self, zone: tzinfo) -> date | None:
        """The last day on which it is worth doing; None where there is none."""
        # What ends at midnight is no more worth doing on the day that begins then.
        last = self.ends - timedelta(microseconds=1) if self.ends else None
        return self.due or (in_zone(last, zone).date() if last else None)

    @property
    def key(self) -> str:
        """The same for the same thing, whenever it is worked out."""
        return key(self.kind, self.about)


def key(kind: str, about: Mapping[str, int | str]) -> str:
    """The name of one suggestion: "thank:event-12"."""
    return f"{kind}:" + "+".join(f"{name}-{value}" for name, value in sorted(about.items()))


#: A stretch of time, or a heap that grows: what is about one of these alone is the only one of its kind, and next week or
#: with one mail more it is the same thing under another name.
_PASSING = frozenset({"day", "heap", "month", "week"})


def alone(about: Mapping[str, int | str]) -> bool:
    """Whether what is about this is the only one of its kind."""
    return not set(about) - _PASSING


#: All that a room has to offer at a moment; it orders nothing and leaves out nothing but what is long past.
Source = Callable[["User", datetime], list[Suggestion]]
#: The events that the person is done with: nothing is suggested about them any more.
Settled = Callable[["User"], set[int]]
Worked = TypeVar("Worked")
_worked_out: ContextVar[dict[str, Any] | None] = ContextVar("worked_out", default=None)
sources: Hook[Source] = Hook()
done_with: Hook[Settled] = Hook()
#: Where links lead whose work has begun: the room offers what is begun by itself.
begun: Hook[Callable[[User], set[str]]] = Hook()
register, unregister = sources.register, sources.unregister


def settled(owner: User) -> set[int]:
    """The events that the person is done with."""
    return {event for source in done_with for event in source(owner)}


@contextmanager
def asking() -> Iterator[None]:
    """While rooms are asked: what several of them need is worked out once."""
    token = _worked_out.set({})
    try:
        yield
    finally:
        _worked_out.reset(token)


def offered(owner: User, now: datetime) -> list[Suggestion]:
    """What all rooms offer, without what is about something that the person is done with."""
    with asking():
        over = settled(owner)
        found = [one for source in sources for one in source(owner, now)]
        under_way = {link for source in begun for link in source(owner)}
    return [one for one in found if one.about.get("event") not in over and one.link not in under_way]


def once(name: str, work: Callable[[], Worked]) -> Worked:
    """What several rooms need, worked out for the first that asks; kept no longer than rooms are being asked."""
    kept = _worked_out.get()
    if kept is None:
        return work()
    if name not in kept:
        kept[name] = work()
    found: Worked = kept[name]
    return found
