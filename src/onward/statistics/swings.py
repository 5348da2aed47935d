"""How many of those that wait will be answered soon, when answers come in waves: holidays, seasons, batches.

Every application's chance is that of `waiting`; were answers to come each by itself, their number would vary little. They
do not: half a month may bring twice what is usual, or hardly anything, for all at once. How much is read from the search's
own past, in spans of 15 days back from the day of looking: what came in each beside what was to be expected of those that
waited then. The spread is a gamma's around one pace, with a prior over its variance; the level of all spans is left open,
for few spans tell it badly. What is foretold has chance, what is not known of waiting, and one shared swing in its range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lgamma

import numpy as np

from onward.statistics.delays import DAYS
from onward.statistics.proportions import Floats, ends
from onward.statistics.record import Course
from onward.statistics.waiting import Ints, Waiting

#: Days for which the number of answers is foretold.
AHEAD = 30
#: Days of a span, and how many of them are looked at: two years.
SPAN, _MOST = 15, 48
#: Variances that the pace of a span may have around its mean, and how much each is believed in beforehand [A]: one in four
#: that there are no waves, else as the invented searches of `bench.waves` have it.
VARIANCES: Floats = np.array([0.0, 0.03, 0.08, 0.15, 0.30, 0.60, 1.20])
_BELIEVED: Floats = np.array([0.25, 0.13, 0.19, 0.19, 0.15, 0.07, 0.02])
#: A month's pace varies so much less than that of half a month: waves last for some weeks (`bench.waves`).
_MONTH = 0.8
#: Levels that all spans together may have beside what was expected.
_LEVELS: Floats = np.exp(np.linspace(-1.6, 1.6, 33))


@dataclass(frozen=True, slots=True)
class Coming:
    """How many answers are expected to `waiting` applications within `AHEAD` days, with their 90 % range."""

    waiting: int
    expected: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Past:
    """Answers that came in each span, the latest first, and how many were to be expected of what waited."""

    came: Floats
    expected: Floats


class Swings:
    """What is known of the waves of a search."""

    def __init__(self, courses: Sequence[Course], waiting: Waiting) -> None:
        self._waiting = waiting
        self._ages = np.array(
            [course.age for course in courses if course.waiting and course.going_on], dtype=np.int64
        )
        self.past = past(courses, waiting)

    @cached_property
    def believed(self) -> Floats:
        """How much each of `VARIANCES` is believed in after what came."""
        came, expected = self.past.came, self.past.expected
        if came.sum() == 0:
            return np.asarray(_BELIEVED / _BELIEVED.sum())
        expected = expected * came.sum() / expected.sum()
        log = np.log(_BELIEVED) + [_evidence(came, expected, variance) for variance in VARIANCES]
        weights = np.exp(log - log.max())
        return np.asarray(weights / weights.sum())

    @cached_property
    def coming(self) -> Coming:
        """How many of those that wait will be answered within `AHEAD` days."""
        chances, counts = self._chances()
        random = np.random.default_rng(8)
        pace = self._paces(random, len(chances))
        # One pace for all: it works on the chance a day, so that none becomes more than certain.
        swung = -np.expm1(pace[:, None] * np.log1p(-np.minimum(chances, 1 - 1e-9)))
        low, high = ends(random.binomial(counts, swung).sum(axis=1).astype(float))
        expected = float((chances.mean(axis=0) * counts).sum())
        return Coming(len(self._ages), expected, int(np.floor(low)), int(np.ceil(high)))

    def _chances(self) -> tuple[Floats, Ints]:
        """Draws of the chance of an answer within `AHEAD` days, a column an age, and how many wait so long."""
        ages, counts = np.unique(np.minimum(self._ages, DAYS - 1), return_counts=True)
        end = np.minimum(ages + AHEAD, DAYS - 1)
        come, left = self._waiting.come, self._waiting.left
        return (come[:, end] - come[:, ages]) / left[:, ages], counts

    def _paces(self, random: np.random.Generator, draws: int) -> Floats:
        """Draws of the pace of the days to come beside that of the past, which was itself made by few swings."""
        chosen = np.searchsorted(np.cumsum(self.believed), (np.arange(draws) + random.uniform()) / draws)
        variance = random.permutation(VARIANCES[np.minimum(chosen, len(VARIANCES) - 1)])
        part = self.past.expected / max(float(self.past.expected.sum()), 1e-9)
        variance = variance * (_MONTH + float((part**2).sum()))
        shape = 1 / np.maximum(variance, 1e-6)
        return np.asarray(random.standard_gamma(shape) / shape)


def past(courses: Sequence[Course], waiting: Waiting) -> Past:
    """What came in each span back from the day of looking; answers whose day is not known stay out on both sides."""
    timed = [
        one for one in courses if one.timed and one.answer_between is None and one.applied_on is not None
    ]
    age = np.array([one.age for one in timed], dtype=np.int64)
    answered = np.array([_after(one) for one in timed], dtype=np.int64)
    end = np.array([_ended(one) for one in timed], dtype=np.int64)
    spans = min(int(age.max(initial=0)) // SPAN + 1, _MOST)
    # The chance a day added up, from none before the day of applying: what waits until a day is exposed to so much.
    before = np.concatenate([[0.0], np.cumsum(_a_day(waiting))])
    edges = age[:, None] - SPAN * np.arange(spans + 1)
    until = before[np.clip(np.minimum(edges, end[:, None]) + 1, 0, DAYS)]
    came = (
        (answered[:, None] <= edges[:, :-1]) & (answered[:, None] > edges[:, 1:]) & (answered[:, None] >= 0)
    )
    return Past(came.sum(axis=0).astype(float), (until[:, :-1] - until[:, 1:]).sum(axis=0))


def _a_day(waiting: Waiting) -> Floats:
    """The chance of an answer on each day to what still waits."""
    come, left = waiting.come.mean(axis=0), waiting.left.mean(axis=0)
    return np.asarray(np.diff(come, prepend=0.0) / np.concatenate([[1.0], left[:-1]]))


def _after(one: Course) -> int:
    """The day of waiting on which it was answered; -1 where it was not, or only after the person had left."""
    assert one.applied_on is not None
    left = one.withdrawn_on
    if one.answer is None or (left is not None and left < one.answer[1]):
        return -1
    return min((one.answer[1] - one.applied_on).days, one.age)


def _ended(one: Course) -> int:
    """The day of waiting on which it ended, or that of looking."""
    assert one.applied_on is not None
    days = [one.age]
    if (after := _after(one)) >= 0:
        days.append(after)
    if one.withdrawn_on is not None:
        days.append(max((one.withdrawn_on - one.applied_on).days, 0))
    return min(days)


def _evidence(came: Floats, expected: Floats, variance: float) -> float:
    """The logarithm of the chance of these counts with that variance of the pace, averaged over the level of them all."""
    mean = expected * _LEVELS[:, None]
    if variance == 0:
        log = (came * np.log(np.maximum(mean, 1e-12)) - mean).sum(axis=1)
    else:
        shape = 1 / variance
        log = (came * np.log(np.maximum(mean, 1e-12)) - (came + shape) * np.log(shape + mean)).sum(axis=1)
        log += sum(lgamma(one + shape) - lgamma(shape) for one in came) + len(came) * shape * np.log(shape)
    top = log.max()
    return float(top + np.log(np.exp(log - top).sum()))
