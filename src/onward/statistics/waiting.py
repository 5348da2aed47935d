"""Will they still answer? Competing risks with a part that is never answered, averaged over many templates.

An application ends its wait with a no, with a step further, or by the person's own withdrawal; each has its own chance a
day, even within spans of days (`delays.EDGES`), and what has none of them yet speaks only for the days that it has
waited. Every template of `delays` is a gamma prior for the chances of the spans; the days seen weigh the templates and
sharpen the chances, both in closed form. What never comes is what is left after a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onward.statistics import delays
from onward.statistics.delays import DAYS, EDGES, LENGTHS
from onward.statistics.proportions import LEVEL, Interval, ends, interval
from onward.statistics.record import Course

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Days of silence for which the chance of an answer is told.
SILENT_DAYS = (7, 14, 21, 30, 45, 60, 90)
#: Draws of the posterior. The ends of the intervals then vary by about a hundredth of their width.
_DRAWS = 1000
#: A chance below this cannot be told from none: some employers answer within weeks or never. An interval that begins there
#: begins at 0, and has all of its tenth at the upper end: to keep both halves would make of it one that holds 95 in 100.
_HARDLY = 0.005
#: Days of waiting are told from so many answers on, those of hope from so many steps further: with fewer they would be
#: the templates' and not the search's.
ENOUGH_ANSWERS = 5
#: Waiting counts as over when this part of all answers that come at all has come.
NEARLY_ALL = 0.95
#: When what is left of the chance of a step further is this part of what a new application has, a new one brings more
#: for the same hope; our assumption [A], shown with it.
WORTH = 0.25


@dataclass(frozen=True, slots=True)
class Times:
    """Days from applying to the first of: a step further, a no, the person's withdrawal; or to today."""

    yes: Ints
    no: Ints
    withdrawn: Ints
    #: Days that what is still open has waited.
    open: Ints
    #: Answers whose day is not known: "yes" or "no", the first and the last day on which it can have come.
    between: tuple[tuple[str, int, int], ...] = ()
    #: The same of answers that may also have come after today, with the days waited until today.
    perhaps: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def n(self) -> int:
        """All applications that tell something of waiting."""
        return self.answered + len(self.perhaps) + len(self.withdrawn) + len(self.open)

    @property
    def answered(self) -> int:
        """Those that were answered for certain."""
        return len(self.yes) + len(self.no) + len(self.between)


def times(courses: Iterable[Course]) -> Times:
    """How long answers took and how long what is open has waited."""
    found: dict[str, list[int]] = {"yes": [], "no": [], "withdrawn": [], "open": []}
    between: list[tuple[str, int, int]] = []
    perhaps: list[tuple[str, int, int, int]] = []
    for course in courses:
        if course.begun and course.answer is None and course.untold_between and course.applied_on is not None:
            first, last = _bounds(course.untold_between, course.applied_on)
            perhaps.append(("no" if course.untold == "no" else "yes", first, last, course.age))
            continue
        if not course.timed or course.applied_on is None:
            continue
        answer, left = course.answer, course.withdrawn_on
        if answer is not None and (left is None or answer[1] <= left):
            if bounds := course.answer_between:
                between.append((answer[0], *_bounds(bounds, course.applied_on)))
                continue
            found[answer[0]].append((answer[1] - course.applied_on).days)
        elif left is not None:
            found["withdrawn"].append(max((left - course.applied_on).days, 0))
        else:
            found["open"].append(course.age)
    days = {name: np.array(listed, dtype=np.int64) for name, listed in found.items()}
    return Times(**days, between=tuple(between), perhaps=tuple(perhaps))


def _bounds(days: tuple[date | None, date], applied_on: date) -> tuple[int, int]:
    """The first and the last day of waiting on which something can have come."""
    first = max(((days[0] or applied_on) - applied_on).days, 0)
    return first, max((days[1] - applied_on).days, first)


class Waiting:
    """What is known of waiting: draws of the chance of each kind of answer on each day up to a year.

    `left`, `come` and `_yes` have a row for each draw and a column for each day, 0 to `DAYS` - 1.
    """

    def __init__(self, seen: Times, draws: int = _DRAWS, seed: int = 1) -> None:
        self.n = seen.n
        #: Answers, and steps further, whose day is known: only these tell when.
        self.dated, self.dated_further = len(seen.yes) + len(seen.no), len(seen.yes)
        if seen.between or seen.perhaps:
            seen = _placed(seen, Waiting(replace(seen, between=(), perhaps=()), draws, seed))
        #: Of answers without a day as many as are likely to have come.
        self.answered = seen.answered
        random = np.random.default_rng(seed)
        # An end lies within its day; who waits has waited to the end of today.
        until = np.concatenate([seen.yes + 0.5, seen.no + 0.5, seen.withdrawn + 0.5, seen.open + 1.0])
        waited = np.clip(until[:, None] - EDGES[:-1], 0, LENGTHS).sum(axis=0)
        no = _hazards("no", seen.no, waited, random, draws)
        yes = _hazards("yes", seen.yes, waited, random, draws)
        # Withdrawing is the person's own doing: one even chance, seen rarely.
        leaving = random.standard_gamma(0.5 + len(seen.withdrawn), (draws, 1)) / (1000 + waited.sum())
        answering = np.repeat(no + yes, LENGTHS, axis=1)
        every = answering + leaving
        #: Chance to wait still at the end of day 0, 1, 2 …, one row a draw.
        self.left: Floats = np.exp(-np.cumsum(every, axis=1))
        ended = -np.diff(self.left, axis=1, prepend=1.0)
        part = ended / every
        self._yes = np.cumsum(part * np.repeat(yes, LENGTHS, axis=1), axis=1)
        #: Chance to have been answered by the end of day 0, 1, 2 …
        self.come: Floats = np.cumsum(part * answering, axis=1)

    def answered_by(self, day: int) -> Interval:
        """The share of applications that is answered within so many days."""
        return interval(self.come[:, min(day, DAYS - 1)])

    def curve(self, days: Iterable[int]) -> list[tuple[int, Interval]]:
        """The share answered by each of the days."""
        wanted = [min(day, DAYS - 1) for day in days]
        low, high = ends(self.come[:, wanted])
        middle = self.come[:, wanted].mean(axis=0)
        return [
            (day, Interval(*map(float, one)))
            for day, one in zip(wanted, zip(middle, low, high, strict=True), strict=True)
        ]

    def still_to_come(self, day: int) -> Interval:
        """The chance that an application without an answer until the end of that day is still answered."""
        return _perhaps_none(self._to_come(self.come, day))

    def yes_to_come(self, day: int) -> Interval:
        """The chance that an application without an answer until then still brings a step further."""
        return _perhaps_none(self._to_come(self._yes, day))

    def within(self, age: int, days: int) -> Interval:
        """The chance that an application silent until that age is answered within so many days more."""
        start, end = min(age, DAYS - 1), min(age + days, DAYS - 1)
        return interval((self.come[:, end] - self.come[:, start]) / self.left[:, start])

    @property
    def never(self) -> Interval:
        """The share that is not answered within a year."""
        return interval(1 - self.come[:, -1])

    @cached_property
    def expected_to_come(self) -> Floats:
        """The chance that an answer still comes, by days of silence."""
        return np.asarray(((self.come[:, -1:] - self.come) / self.left).mean(axis=0))

    @cached_property
    def expected_yes_to_come(self) -> Floats:
        """The chance that a step further still comes, by days of silence."""
        return np.asarray(((self._yes[:, -1:] - self._yes) / self.left).mean(axis=0))

    def chances_of_yes(self, ages: int | Ints) -> Floats:
        """Draws of the chance that an application silent until that age still brings a step further; a column an age."""
        days = np.atleast_1d(np.minimum(ages, DAYS - 1))
        found = (self._yes[:, -1:] - self._yes[:, days]) / self.left[:, days]
        return np.asarray(found if np.ndim(ages) else found[:, 0])

    @cached_property
    def silence_against(self) -> Floats:
        """How far silence until the end of each day speaks against a step further: 0 not at all, 1 as much as a no.

        What is silent still has had no step further, and no no either. Where noes come soon and steps further late it is
        among the better half, and its silence speaks for a step: then this is below 0.
        """
        new = self._yes[:, -1:]
        to_come = np.maximum(new - self._yes, 0)
        odds = to_come / np.maximum(self.left - to_come, 1e-12)
        return np.asarray((1 - odds * (1 - new) / new).mean(axis=0))

    @cached_property
    def nearly_all(self) -> Interval | None:
        """The first day by which 95 of 100 answers that come at all have come; None with too few answers to tell."""
        if self.dated < ENOUGH_ANSWERS:
            return None
        come = self.come / self.come[:, -1:]
        return _first_day(come.mean(axis=0) >= NEARLY_ALL, come >= NEARLY_ALL)

    @cached_property
    def hope_is_small(self) -> Interval | None:
        """The first day on which a silent application has `WORTH` or less of a new one's chance of a step further.

        From then on holding anything back for it (a day, another application, a hope) costs more than it brings. None with
        too few steps further to tell.
        """
        if self.dated_further < ENOUGH_ANSWERS:
            return None
        hope, new = (self._yes[:, -1:] - self._yes) / self.left, self._yes[:, -1:]
        return _first_day(self.expected_yes_to_come <= WORTH * float(new.mean()), hope <= WORTH * new)

    def _to_come(self, what: Floats, day: int) -> Floats:
        day = min(day, DAYS - 1)
        return np.asarray((what[:, -1] - what[:, day]) / self.left[:, day])


def _placed(seen: Times, known: Waiting) -> Times:
    """Answers without a day at the days where they are likely to have come, by what the others show.

    Spread over the whole of it (each at another quantile), so that they say how many were answered and nothing new about
    when; what falls after today waits still. Left out they would make answers rarer than they are, on their first possible
    day far too quick.
    """
    by_kind = {"yes": known._yes.mean(axis=0), "no": (known.come - known._yes).mean(axis=0)}
    placed = {"yes": seen.yes.tolist(), "no": seen.no.tolist(), "open": seen.open.tolist()}
    certain = [(*one, DAYS) for one in seen.between]
    for number, (kind, first, last, age) in enumerate(sorted([*certain, *seen.perhaps])):
        come = by_kind[kind]
        first, last = min(first, DAYS - 1), min(last, DAYS - 1)
        low = come[first - 1] if first else 0.0
        # The golden ratio's multiples spread evenly whatever their number, so that no order of the rows matters.
        level = low + (come[last] - low) * ((number * 0.6180339887 + 0.5) % 1.0)
        day = int(np.clip(np.searchsorted(come, level), first, last))
        placed[kind if day <= age else "open"].append(min(day, age))
    days = {kind: np.array(listed, dtype=np.int64) for kind, listed in placed.items()}
    return replace(seen, **days, between=(), perhaps=())


def _first_day(expected: NDArray[np.bool_], drawn: NDArray[np.bool_]) -> Interval:
    """The first day on which something holds, as expected and by draws."""
    low, high = ends(np.argmax(drawn, axis=1).astype(float))
    return Interval(float(np.argmax(expected)), float(low), float(high))


def _perhaps_none(drawn: Floats) -> Interval:
    """The interval of a chance; from 0 to what nine of ten draws lie below, where its low end is hardly more than none."""
    told = interval(drawn)
    if told.low >= _HARDLY:
        return told
    # The two ends of an interval of 80 in 100 have a tenth beyond each. A few large draws may have the mean beyond that.
    return replace(told, low=0.0, high=max(float(ends(drawn, 2 * LEVEL - 1)[1]), told.estimate))


def _hazards(kind: str, days: Ints, waited: Floats, random: np.random.Generator, draws: int) -> Floats:
    """Draws of the chance a day of one kind of end, by span of days."""
    prior = delays.templates(kind)
    events = np.histogram(days, bins=EDGES)[0]
    rate = prior.firmness / prior.hazards
    # The chance of the days seen under each template, but for what is the same for all.
    log = (prior.firmness * np.log(rate) - (prior.firmness + events) * np.log(rate + waited)).sum(axis=1)
    for span in np.flatnonzero(events):
        log += np.log(prior.firmness[:, span, None] + np.arange(events[span])).sum(axis=1)
    weights = np.cumsum(np.exp(log - log.max()))
    chosen = np.searchsorted(weights / weights[-1], (np.arange(draws) + random.uniform()) / draws)
    drawn = random.standard_gamma(prior.firmness[chosen] + events) / (rate[chosen] + waited)
    return np.asarray(np.maximum(random.permutation(drawn), 1e-12))
