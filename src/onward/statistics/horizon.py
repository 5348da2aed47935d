"""How long it might take until an offer: further applications and weeks, as far as this record can tell.

Drawn from what is known of each step: an offer may still come from what is under way, or from applications yet to be
sent, each with a chance that is itself not known. It is a range for one search at the present rate, not a promise, and
nobody gets it unasked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from onward.statistics.concentration import hope
from onward.statistics.funnel import Step
from onward.statistics.proportions import LEVEL, Floats
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting

_DRAWS = 4000
#: The rate of applying is that of the last weeks.
RECENT_WEEKS = 8
#: What is further away is said to be "more than two years".
FAR_WEEKS = 104
#: A range of weeks that is wider than this says nothing that anybody could plan by.
WIDEST_WEEKS = 52
FAR_APPLICATIONS = 2000
#: Weeks from an application to its offer: the US process of 24 days and the wait before it, with half as much spread [A].
_PROCESS_WEEKS = 6.0


@dataclass(frozen=True, slots=True)
class Change:
    """What the person would do otherwise: a rate a week (None: as now), and the steps' odds multiplied."""

    a_week: float | None = None
    interview_odds: float = 1.0
    offer_odds: float = 1.0


AS_NOW = Change()


@dataclass(frozen=True, slots=True)
class Range:
    """The middle of what was drawn and its 90 % range; None where more than half, or one in twenty, lies too far."""

    middle: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Horizon:
    """Further applications and weeks until an offer."""

    a_week: float
    applications: Range
    weeks: Range
    #: The chance that an offer comes from what is under way already.
    under_way: float
    #: The chance of an offer within so many weeks, for 4, 13, 26 and 52.
    within: tuple[tuple[int, float], ...]
    #: Whether an offer is open. Much that is under way may make one all but certain, too.
    offered: bool = False

    @property
    def tells(self) -> bool:
        """Whether the weeks are known well enough to be told: to a year."""
        low, high = self.weeks.low, self.weeks.high
        return low is not None and high is not None and high - low <= WIDEST_WEEKS


def a_week(courses: Sequence[Course]) -> float:
    """Applications a week over the last weeks, or since the first if that is less long ago."""
    ages = [course.age for course in courses if course.applied_on is not None]
    if not ages:
        return 0.0
    days = min(max(max(ages), 6) + 1, 7 * RECENT_WEEKS)
    return 7 * sum(age < days for age in ages) / days


def horizon(
    courses: Sequence[Course], steps: Sequence[Step], waiting: Waiting, change: Change = AS_NOW
) -> Horizon:
    """What the record says of how long it might take, at the present rate or with a change."""
    random = np.random.default_rng(3)
    first = next(step for step in steps if step.begin == "applied")
    last = next(step for step in steps if step.begin == "interview")
    to_interview = _odds(first.share.draws(_DRAWS, 1), change.interview_odds)
    to_offer = _odds(last.share.draws(_DRAWS, 2), change.offer_odds)
    rate = a_week(courses) if change.a_week is None else change.a_week
    soon = random.uniform(size=_DRAWS) < 1 - _none_under_way(courses, waiting, last.share.draws(_DRAWS, 2))
    chance = np.clip(to_interview * to_offer, 1e-6, 1)
    more = np.minimum(random.geometric(chance), FAR_APPLICATIONS + 1)
    # What is under way may bring the offer first, after part of its process is over.
    process = _PROCESS_WEEKS * random.gamma(4, 1 / 4, _DRAWS)
    fresh = more / rate + process if rate > 0 else np.full(_DRAWS, np.inf)
    weeks = np.where(soon, np.minimum(process * random.uniform(size=_DRAWS), fresh), fresh)
    sent = np.where(soon & (rate > 0), np.minimum(np.floor(np.minimum(weeks, FAR_WEEKS) * rate), more), more)
    return Horizon(
        rate,
        _range(sent, FAR_APPLICATIONS),
        _range(weeks, FAR_WEEKS),
        float(soon.mean()),
        tuple((until, float((weeks <= until).mean())) for until in (4, 13, 26, 52)),
        _offered(courses),
    )


def _none_under_way(courses: Sequence[Course], waiting: Waiting, to_offer: Floats) -> Floats:
    """The chance that nothing that is under way becomes an offer."""
    if _offered(courses):
        return np.zeros(len(to_offer))
    # Many wait equally long and have the same hope, in proportion to the chance from interview to offer.
    hopes = Counter(hope(course, 1.0, waiting) for course in courses if course.going_on)
    none = np.ones(len(to_offer))
    for chance, count in hopes.items():
        if chance > 0:
            none *= (1 - to_offer * chance) ** count
    return none


def _offered(courses: Sequence[Course]) -> bool:
    return any(course.offer_on is not None for course in courses if course.going_on)


def _odds(share: Floats, factor: float) -> Floats:
    return share * factor / (1 - share + share * factor)


def _range(drawn: Floats, far: float) -> Range:
    side = (1 - LEVEL) / 2
    ordered = np.sort(drawn)
    found = [float(ordered[ceil(chance * (len(ordered) - 1))]) for chance in (0.5, side, 1 - side)]
    middle, low, high = (one if one <= far else None for one in found)
    return Range(middle, low, high)
