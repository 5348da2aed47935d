"""Leaning on one hope: how what is under way is spread, and what it would be without the best of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, prod

from onward.statistics.funnel import Step
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting

#: One thing that carries at least this part of all hope is leaned on.
LEANING = 0.5
#: Days after which half of the chance of an interview is gone [A]; the US process took 24 days (2017).
_HALF_LIFE = 21
#: What a screening or assessment has of the chance of an interview: 10 % to 33 % in the base rates.
_SCREENED = 0.3

BY: Mapping[str, Callable[[Course], str]] = {
    "employer": lambda course: course.company,
    "role": lambda course: course.role,
    "channel": lambda course: course.channel,
    "stage": lambda course: course.furthest_stage,
}


@dataclass(frozen=True, slots=True)
class Spread:
    """How hope is spread over employers, roles, channels or stages."""

    by: str
    #: The largest and its part of all hope.
    top: str
    part: float
    #: As many equal ones would be spread as evenly (one over the sum of squared parts).
    equal_to: float

    @property
    def leans(self) -> bool:
        """Whether the largest carries at least half."""
        return self.part >= LEANING


@dataclass(frozen=True, slots=True)
class Concentration:
    """The offers to be expected from what is under way, and what is left without the best application."""

    under_way: int
    #: The chance of at least one offer from all of it, and without the best.
    chance: float
    without_best: float
    best: int | None
    best_chance: float
    spreads: tuple[Spread, ...]


def concentration(courses: Sequence[Course], steps: Sequence[Step], waiting: Waiting) -> Concentration:
    """How the hope that is under way is spread; hope is each application's chance of an offer."""
    to_offer = next(step for step in steps if step.begin == "interview").share.estimate
    hopes = [
        (course, chance)
        for course in courses
        if course.going_on and (chance := hope(course, to_offer, waiting)) > 0
    ]
    if not hopes:
        return Concentration(0, 0.0, 0.0, None, 0.0, ())
    best, best_chance = max(hopes, key=lambda one: one[1])
    return Concentration(
        len(hopes),
        _any(chance for _course, chance in hopes),
        _any(chance for course, chance in hopes if course is not best),
        best.id,
        best_chance,
        tuple(_spread(by, key, hopes) for by, key in BY.items() if any(key(course) for course, _ in hopes)),
    )


def hope(course: Course, to_offer: float, waiting: Waiting) -> float:
    """The chance that an application that goes on becomes an offer; in proportion to `to_offer`, but for an offer."""
    if course.offer_on is not None:
        return 1.0
    if course.progress_on is not None:
        part = 1.0 if course.interview_on is not None else _SCREENED
        reached = course.interview_on or course.progress_on
        return to_offer * part * exp(-log(2) * max((course.seen_on - reached).days, 0) / _HALF_LIFE)
    if course.waiting:
        come = waiting.expected_yes_to_come
        return to_offer * float(come[min(course.age, len(come) - 1)])
    return 0.0


def _any(chances: Iterable[float]) -> float:
    """The chance of at least one."""
    return 1 - prod(1 - chance for chance in chances)


def _spread(by: str, key: Callable[[Course], str], hopes: Sequence[tuple[Course, float]]) -> Spread:
    parts: dict[str, float] = defaultdict(float)
    for course, chance in hopes:
        parts[key(course)] += chance
    # What has no name is no one thing: it spreads hope and is never the largest.
    total = sum(parts.values())
    named = {name: part for name, part in parts.items() if name}
    top = max(named, key=lambda name: named[name])
    return Spread(by, top, named[top] / total, total * total / sum(part * part for part in parts.values()))
