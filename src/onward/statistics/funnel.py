"""Which share goes on at each step, counted on applications old enough to have been answered.

An application counts for a step once it is `MATURE_DAYS` old, whatever became of it: counting those that ended early and
leaving out those that still wait would make the share of the quick ones the share of all. Those that count and still
wait are no failures either: each speaks against the share only as far as an answer would have come by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from onward.statistics import proportions
from onward.statistics.base_rates import BASE_RATES, UNKNOWN, BaseRate
from onward.statistics.proportions import ENOUGH, Floats, Interval, Share, interval
from onward.statistics.record import Course
from onward.statistics.waiting import Ints, Waiting

#: Days after applying from which an application counts. Fixed, so that the number of cases never falls as a search goes
#: on; what still waits then is counted in part.
MATURE_DAYS = 30
#: Days after an interview or an assessment until it counts: twice the US process of 24 days (2017) [A].
LATER_MATURE_DAYS = 45
#: The improvement that is tried out: of ten that end at the step, so many would go on.
IMPROVED = 0.1
_DRAWS = 4000
#: How far to both sides of its mean the part that would have come is tried, in standard deviations. At √2 two quarters of
#: the say have the spread of the draws; searches differ from the templates by more, most of all in late steps further.
_PARTS_OFF = 2.5
_PARTS_SAY = (0.5, 0.25, 0.25)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: of `n` that are old enough, `k` went on; with the usual share beside it."""

    begin: str
    end: str
    n: int
    k: int
    share: Share
    base: BaseRate
    #: The share elsewhere with its 90 % range, of referred and other applications as they are mixed here: an assumption
    #: made from `base.evidence`. None: nothing is known.
    elsewhere: Interval | None
    #: Days after which a case counts.
    mature_day: int

    @property
    def interval(self) -> Interval:
        """The estimate with its 90 % interval."""
        return self.share.interval

    @property
    def standing(self) -> str:
        """ "above" or "below" what is seen elsewhere, or "" where that cannot be told.

        Both are uncertain, so their ranges must lie apart, as anybody can see who reads them. How wide one's own is does not
        matter: that a share differs and how large it is are two questions.
        """
        own, others = self.interval, self.elsewhere
        if others is None or self.n < ENOUGH:
            return ""
        return "above" if own.low > others.high else "below" if own.high < others.low else ""


@dataclass(frozen=True, slots=True)
class Improvement:
    """Offers per 100 applications now, and how many more if one in ten that end at a step went on instead."""

    step: Step
    now: Interval
    more: Interval


def matured(courses: Sequence[Course]) -> list[Course]:
    """The applications that count: their day of applying is known and at least `MATURE_DAYS` ago.

    What the person withdrew before any answer is left out: nobody knows what would have come.
    """
    return [one for one in courses if one.begun and one.age >= MATURE_DAYS and not _withdrawn_first(one)]


def funnel(courses: Sequence[Course], waiting: Waiting) -> list[Step]:
    """The steps of the search: applied to interview, interview to offer; with assessments, those in between."""
    steps = [applied_to_interview(matured(courses), waiting)]
    assessed = [one for one in courses if "assessment" in one.reached]
    if assessed:
        steps.append(_later(assessed, "assessment", "interview", UNKNOWN))
    interviewed = [one for one in courses if one.interview_on is not None]
    steps.append(_later(interviewed, "interview", "offer", BASE_RATES["interview_offer"]))
    return steps


def applied_to_interview(counted: Sequence[Course], waiting: Waiting) -> Step:
    """The first step, of applications that are old enough."""
    cold, referred = BASE_RATES["cold_interview"], BASE_RATES["referred_interview"]
    n, k = len(counted), sum(one.interview_on is not None for one in counted)
    part = sum(one.referred for one in counted) / n if n else 0.0
    prior = proportions.robust([(1.001 - part, cold.a, cold.b), (part + 0.001, referred.a, referred.b)], n)
    # A step further that may have come by now, nobody wrote when, is as one that may still come.
    pending = [one for one in counted if one.interview_on is None and (one.waiting or one.untold == "yes")]
    ages, counts = _ages(pending, waiting)
    come, off = waiting.yes_come[ages], _PARTS_OFF * waiting.yes_come_spread[ages]
    # The part that would have come is not known exactly: half of the say has its mean, a quarter each side of it.
    told = [
        proportions.posterior(prior, proportions.pending_likelihood(k, n - k - len(pending), by_now, counts))
        for by_now in (come, np.maximum(come - off, 0.01), np.minimum(come + off, 1.0))
    ]
    share = Share(np.average([one.weights for one in told], axis=0, weights=_PARTS_SAY))
    return Step("applied", "interview", n, k, share, cold, elsewhere(cold, referred, part), MATURE_DAYS)


def pending_parts(pending: Sequence[Course], waiting: Waiting) -> tuple[Floats, Floats]:
    """For what waits: which part of the steps further would have come by its age on average, and how many are so old."""
    ages, counts = _ages(pending, waiting)
    return waiting.yes_come[ages], counts


def _ages(pending: Sequence[Course], waiting: Waiting) -> tuple[Ints, Floats]:
    """The different ages of what waits, and how many are of each."""
    ages = np.minimum([one.age for one in pending], len(waiting.yes_come) - 1).astype(np.int64)
    found, counts = np.unique(ages, return_counts=True)
    return found, counts.astype(float)


def elsewhere(base: BaseRate, other: BaseRate | None = None, part: float = 0.0) -> Interval:
    """The share elsewhere, where that part of the applications is of the other kind; none of it is known exactly."""
    own = Share(np.exp(proportions.beta(base.a, base.b)))
    if other is None or not part:
        return own.interval
    drawn = Share(np.exp(proportions.beta(other.a, other.b))).draws(_DRAWS, seed=2)
    return interval((1 - part) * own.draws(_DRAWS, seed=1) + part * drawn)


def standing_out(steps: Sequence[Step]) -> list[Step]:
    """The steps that lie apart from what is seen elsewhere, those above it first."""
    return sorted((step for step in steps if step.standing), key=lambda step: step.standing != "above")


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
    others = elsewhere(base) if base.evidence else None
    return Step(begin, end, n, k, share, base, others, LATER_MATURE_DAYS)


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
