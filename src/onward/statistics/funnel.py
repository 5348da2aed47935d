"""Which share goes on at each step, counted on applications old enough to have been answered.

An application counts for a step once it is as old as the day by which nine of ten steps further have come
(`mature_day`), whatever became of it: counting those that ended early and leaving out those that still wait would
make the share of the quick ones the share of all. Those that count and still wait are no failures either: each speaks
against the share only as far as an answer would have come by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from onward.statistics import proportions
from onward.statistics.base_rates import BASE_RATES, UNKNOWN, BaseRate
from onward.statistics.proportions import Floats, Interval, Share, interval
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting

#: The part of all steps further that must have come by the day from which applications count.
MATURE_PART = 0.9
_MATURE_DAYS = (14, 60)
#: Days after an interview or an assessment until it counts: twice the US process of 24 days (2017) [A].
LATER_MATURE_DAYS = 45
#: How sure it must be that a share lies below the usual before it is said to stand out; two steps share the 5 %.
_SURE = 0.975
#: The improvement that is tried out: of ten that end at the step, so many would go on.
IMPROVED = 0.1
_DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Step:
    """One step: of `n` that are old enough, `k` went on; with the usual share beside it."""

    begin: str
    end: str
    n: int
    k: int
    share: Share
    base: BaseRate
    #: The usual share for this search: of referred and other applications as they are mixed here; None: not known.
    usual: float | None
    #: Days after which a case counts.
    mature_day: int

    @property
    def interval(self) -> Interval:
        """The estimate with its 90 % interval."""
        return self.share.interval

    @property
    def below_usual(self) -> float:
        """The chance that the share lies below the usual; one half where no usual share is known."""
        if self.usual is None:
            return 0.5
        return float(self.share.weights[self.usual > proportions.GRID].sum())


@dataclass(frozen=True, slots=True)
class Improvement:
    """Offers per 100 applications now, and how many more if one in ten that end at a step went on instead."""

    step: Step
    now: Interval
    more: Interval


def matured(courses: Sequence[Course], day: int) -> list[Course]:
    """The applications that count: their day of applying is known and at least so many days ago.

    What the person withdrew before any answer is left out: nobody knows what would have come.
    """
    return [one for one in courses if one.begun and one.age >= day and not _withdrawn_first(one)]


def mature_day(waiting: Waiting) -> int:
    """The age in days from which applications count: nine of ten steps further have come by then."""
    low, high = _MATURE_DAYS
    return int(np.clip(np.argmax(waiting.yes_come >= MATURE_PART), low, high))


def funnel(courses: Sequence[Course], waiting: Waiting) -> list[Step]:
    """The steps of the search: applied to interview, interview to offer; with assessments, those in between."""
    day = mature_day(waiting)
    counted = matured(courses, day)
    steps = [applied_to_interview(counted, waiting, day)]
    assessed = [one for one in courses if "assessment" in one.reached]
    if assessed:
        steps.append(_later(assessed, "assessment", "interview", UNKNOWN))
    interviewed = [one for one in courses if one.interview_on is not None]
    steps.append(_later(interviewed, "interview", "offer", BASE_RATES["interview_offer"]))
    return steps


def applied_to_interview(counted: Sequence[Course], waiting: Waiting, day: int) -> Step:
    """The first step, of applications that are old enough."""
    cold, referred = BASE_RATES["cold_interview"], BASE_RATES["referred_interview"]
    n, k = len(counted), sum(one.interview_on is not None for one in counted)
    part = sum(one.referred for one in counted) / n if n else 0.0
    prior = proportions.robust([(1.001 - part, cold.a, cold.b), (part + 0.001, referred.a, referred.b)], n)
    # A step further that may have come by now, nobody wrote when, is as one that may still come.
    pending = [one for one in counted if one.interview_on is None and (one.waiting or one.untold == "yes")]
    seen = proportions.pending_likelihood(k, n - k - len(pending), *pending_parts(pending, waiting))
    usual = (1 - part) * cold.mean + part * referred.mean
    return Step("applied", "interview", n, k, proportions.posterior(prior, seen), cold, usual, day)


def pending_parts(pending: Sequence[Course], waiting: Waiting) -> tuple[Floats, Floats]:
    """For what waits: which part of the steps further would have come by its age, and how many are of that age.

    The part is taken at its mean. Averaging over what is not known of it was tried and is worse: long tails that the
    record cannot rule out pull the share up, and the interval holds the truth less often.
    """
    ages = np.minimum([one.age for one in pending], len(waiting.yes_come) - 1).astype(np.int64)
    found, counts = np.unique(ages, return_counts=True)
    return waiting.yes_come[found], counts.astype(float)


def holding_back(steps: Sequence[Step]) -> Step | None:
    """The step that is surely below the usual and whose rise to it would bring most; None when none stands out."""
    low = [step for step in steps if step.n >= 10 and step.below_usual >= _SURE]
    return max(low, key=lambda step: (step.usual or 0) / max(step.share.estimate, 1e-6), default=None)


def improvements(steps: Sequence[Step]) -> list[Improvement]:
    """What would follow for offers per 100 applications if one in ten that end at a step went on instead.

    The steps that every offer passes are multiplied; an assessment is a part of the first.
    """
    main = [step for step in steps if step.begin != "assessment"]
    drawn = [step.share.draws(_DRAWS, seed=number) for number, step in enumerate(main)]
    now = np.prod(drawn, axis=0)
    found = []
    for step, own in zip(main, drawn, strict=True):
        more = now / own * (own + IMPROVED * (1 - own)) - now
        found.append(Improvement(step, interval(100 * now), interval(100 * more)))
    return found


def _later(cases: Sequence[Course], begin: str, end: str, base: BaseRate) -> Step:
    counted = [one for one in cases if _old_enough(one, begin) and not _withdrawn_at(one, end)]
    n, k = len(counted), sum(_got_to(one, end) for one in counted)
    prior = proportions.robust([(1, base.a, base.b)], n)
    share = proportions.posterior(prior, proportions.likelihood(k, n - k))
    return Step(begin, end, n, k, share, base, base.mean if base.evidence else None, LATER_MATURE_DAYS)


def _old_enough(one: Course, begin: str) -> bool:
    day: date | None = one.reached.get(begin) if begin == "assessment" else one.interview_on
    return day is not None and (one.seen_on - day).days >= LATER_MATURE_DAYS


def _got_to(one: Course, end: str) -> bool:
    return one.offer_on is not None if end == "offer" else one.interview_on is not None


def _withdrawn_first(one: Course) -> bool:
    return one.withdrawn_on is not None and (one.answer is None or one.answer[1] > one.withdrawn_on)


def _withdrawn_at(one: Course, end: str) -> bool:
    """Whether the person left before it could be known whether it would have gone on."""
    return one.withdrawn_on is not None and not _got_to(one, end) and one.rejected_on is None
