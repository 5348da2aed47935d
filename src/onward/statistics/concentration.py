"""Leaning on one hope: how what is under way is spread, and what it would be without the best of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from onward.statistics.funnel import Step
from onward.statistics.proportions import Floats, Interval, interval
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting

#: One thing that carries at least this part of all hope is leaned on; of what is known of less than this nothing is said.
LEANING = 0.5
_DRAWS_SEED = 4
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
    """The chance of an offer from what is under way, and what is left of it without the best application."""

    under_way: int
    #: The chance of at least one offer from all of it, and without the best; each with its interval.
    chance: Interval
    without_best: Interval
    best: int | None
    spreads: tuple[Spread, ...]
    #: Of these (keys of `BY`) hardly anything is noted, so that nothing can be said.
    unknown: tuple[str, ...] = ()


_NONE = Interval(0.0, 0.0, 0.0)


def concentration(courses: Sequence[Course], steps: Sequence[Step], waiting: Waiting) -> Concentration:
    """How the hope that is under way is spread; hope is each application's chance of an offer."""
    share = next(step for step in steps if step.begin == "interview").share
    hopes = [
        (course, chance)
        for course in courses
        if course.going_on and (chance := hope(course, share.estimate, waiting)) > 0
    ]
    if not hopes:
        return Concentration(0, _NONE, _NONE, None, ())
    best, _chance = max(hopes, key=lambda one: one[1])
    to_offer = share.draws(len(waiting.come), _DRAWS_SEED)
    everything = [course for course, _chance in hopes]
    spreads = {by: _spread(by, key, hopes) for by, key in BY.items()}
    return Concentration(
        len(hopes),
        _any(everything, to_offer, waiting),
        _any([course for course in everything if course is not best], to_offer, waiting),
        best.id,
        tuple(one for one in spreads.values() if one is not None),
        tuple(by for by, one in spreads.items() if one is None),
    )


def hope(course: Course, to_offer: float, waiting: Waiting) -> float:
    """The chance that an application that goes on becomes an offer; in proportion to `to_offer`, but for an offer."""
    if course.offer_on is not None:
        return 1.0
    if course.progress_on is not None:
        return to_offer * _left(course)
    if course.waiting:
        come = waiting.expected_yes_to_come
        return to_offer * float(come[min(course.age, len(come) - 1)])
    return 0.0


def _left(course: Course) -> float:
    """What is left of the hope of a step further, by its age."""
    part = 1.0 if course.interview_on is not None else _SCREENED
    reached = course.interview_on or course.progress_on or course.seen_on
    return part * exp(-log(2) * max((course.seen_on - reached).days, 0) / _HALF_LIFE)


def _any(courses: Sequence[Course], to_offer: Floats, waiting: Waiting) -> Interval:
    """The chance of at least one offer, over what is not known of steps and of waiting."""
    if any(course.offer_on is not None for course in courses):
        return Interval(1.0, 1.0, 1.0)
    none = np.ones(len(to_offer))
    # Many wait equally long and have the same hope.
    ages = Counter(course.age for course in courses if course.progress_on is None)
    for age, count in ages.items():
        none *= (1 - to_offer * waiting.chances_of_yes(age)) ** count
    for course in courses:
        if course.progress_on is not None:
            none *= 1 - to_offer * _left(course)
    return interval(1 - none)


def _spread(by: str, key: Callable[[Course], str], hopes: Sequence[tuple[Course, float]]) -> Spread | None:
    """How hope is spread by one of them; None where most of it has no name there."""
    parts: dict[str, float] = defaultdict(float)
    nameless = []
    for course, chance in hopes:
        if name := key(course):
            parts[name] += chance
        else:
            nameless.append(chance)
    total = sum(parts.values()) + sum(nameless)
    if not parts or sum(parts.values()) < LEANING * total:
        return None
    top = max(parts, key=lambda name: parts[name])
    # What has no name is no one thing: each of these stands for itself and is never the largest.
    alone = [*parts.values(), *nameless]
    return Spread(by, top, parts[top] / total, total * total / sum(part * part for part in alone))
