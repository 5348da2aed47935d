"""Where applications went: how many passed from each stage to the next, and to where they stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onward.statistics.record import STEPS, Course

#: Where an application can stand, besides a stage: what is open and was answered goes on, what was not waits.
ENDS = ("waiting", "going_on", "offer_open", "rejected", "withdrawn", "declined", "accepted")


@dataclass(frozen=True, slots=True)
class Link:
    """So many applications went from one stage to another, or came to stand there."""

    begin: str
    end: str
    count: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which applications are looked at; empty means all. Days are those of applying, both included."""

    since: date | None = None
    until: date | None = None
    channel: str = ""
    #: Words that must all be in the role.
    role: str = ""


def narrowed(courses: Sequence[Course], by: Narrowing) -> list[Course]:
    """The applications that pass; with a period those without a day of applying do not."""
    words = by.role.casefold().split()
    return [
        one
        for one in courses
        if (by.since is None or (one.applied_on is not None and one.applied_on >= by.since))
        and (by.until is None or (one.applied_on is not None and one.applied_on <= by.until))
        and (not by.channel or one.channel.casefold() == by.channel.casefold())
        and all(word in one.role.casefold() for word in words)
    ]


def flow(courses: Sequence[Course]) -> list[Link]:
    """The links in the order of the stages; what comes in adds up to what goes out at every stage."""
    counts: Counter[tuple[str, str]] = Counter()
    for course in courses:
        stages = ["applied", *_passed(course)]
        counts.update(zip(stages, [*stages[1:], end_of(course)], strict=True))
    order = {name: number for number, name in enumerate(("applied", *STEPS, *ENDS))}
    links = sorted(counts.items(), key=lambda item: (order[item[0][0]], order[item[0][1]]))
    return [Link(begin, end, count) for (begin, end), count in links]


def end_of(course: Course) -> str:
    """Where an application stands. Silence is a wait, however long it lasts: nobody has ended it."""
    if course.status == "offer":
        return "offer_open"
    if course.status != "open":
        return course.status
    return "going_on" if course.progress_on is not None or course.answered_on is not None else "waiting"


def sankeymatic(links: Sequence[Link], names: Mapping[str, str]) -> str:
    """The links in the notation of SankeyMATIC; `names` are shown for stages and ends, no employer is named."""
    return "\n".join(f"{names[link.begin]} [{link.count}] {names[link.end]}" for link in links)


def _passed(course: Course) -> list[str]:
    """The stages after applying that the record shows, in the order of the stages."""
    return [stage for stage in STEPS if stage in course.reached]
