"""Which share goes on at each step, counted on applications old enough to have been answered.

An application counts for a step once it is `MATURE_DAYS` old, whatever became of it: counting those that ended early and
leaving out those that still wait would make the share of the quick ones the share of all. Those that count and still
wait are no failures either: they are filled in, many times, as what is known of waiting has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from onward.statistics import proportions
from onward.statistics.base_rates import BASE_RATES, UNKNOWN, BaseRate
from onward.statistics.proportions import ENOUGH, Interval, Share, interval
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
    assessed = [one for one in courses if "assessment" in one.reached]
    between = [_later(assessed, "assessment", "interview", UNKNOWN)] if assessed else []
    steps = [applied_to_interview(matured(courses), waiting, between[0].share if between else None), *between]
    interviewed = [one for one in courses if one.interview_on is not None]
    steps.append(_later(interviewed, "interview", "offer", BASE_RATES["interview_offer"]))
    return steps


def applied_to_interview(counted: Sequence[Course], waiting: Waiting, tested: Share | None = None) -> Step:
    """The first step, of applications that are old enough; `tested` is the share that goes on from an assessment.

    What may still bring an interview is filled in as often as waiting was drawn, each time as that draw has it: noes take
    away what waits with it, so that what is silent still may be likelier to go on than a new one.
    """
    cold, referred = BASE_RATES["cold_interview"], BASE_RATES["referred_interview"]
    n, k = len(counted), sum(one.interviewed for one in counted)
    part = sum(one.referred for one in counted) / n if n else 0.0
    prior = proportions.robust([(1.001 - part, cold.a, cold.b), (part + 0.001, referred.a, referred.b)], n)
    filled, times = np.unique(k + _to_come(counted, waiting, tested), return_counts=True)
    told = [
        proportions.posterior(prior, proportions.likelihood(int(went), n - int(went))).weights
        for went in filled
    ]
    share = Share(np.average(told, axis=0, weights=times))
    return Step("applied", "interview", n, k, share, cold, elsewhere(cold, referred, part), MATURE_DAYS)


def _to_come(counted: Sequence[Course], waiting: Waiting, tested: Share | None) -> Ints:
    """Draws of how many of these will still bring an interview."""
    random = np.random.default_rng(6)
    draws = len(waiting.come)
    under_test = [one for one in counted if _under_test(one)]
    on = tested.draws(draws, seed=5) if tested is not None else np.ones(draws)
    ages, counts = np.unique([one.age for one in counted if one.waiting], return_counts=True)
    come = np.zeros(draws, dtype=np.int64)
    if len(ages):
        # A step further may be an assessment, and not every one of these brings an interview.
        first = sum(one.interviewed and "assessment" not in one.reached for one in counted) + 1
        later = sum("assessment" in one.reached for one in counted)
        chances = waiting.chances_of_yes(ages) * ((first + later * on) / (first + later))[:, None]
        come += random.binomial(counts, np.clip(chances, 0, 1)).sum(axis=1)
    return np.asarray(come + random.binomial(len(under_test), on))


def _under_test(one: Course) -> bool:
    """Whether an assessment is so recent that it may still bring an interview."""
    begun = one.reached.get("assessment")
    recent = begun is not None and (one.seen_on - begun).days < LATER_MATURE_DAYS
    return recent and not one.interviewed and one.going_on


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
