"""Invented searches of which the truth is known: rates, delays with two humps, seasons, channels, silence.

Every search is made from a seed alone. Days are whole numbers from its first day. Nothing here comes from a real log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from onward.statistics.record import Course

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Days for which the truth of waiting is worked out.
HORIZON = 720
#: What has not happened, as a day.
NEVER = 10**6
_DAY_0 = date(2024, 1, 1)
CHANNELS = ("direct", "job board", "referral", "recruiter")


@dataclass(frozen=True, slots=True)
class Truth:
    """What the searcher cannot see."""

    #: Chance of each channel, and of a yes (assessment or interview) and a no by channel.
    mix: Floats
    yes: Floats
    no: Floats
    #: Chance by day 0, 1, 2 … that a yes or a no that comes has come, one row a season (0 usual, 1 slow).
    yes_by: Floats
    no_by: Floats
    #: Part of the applications that were made in the slow season.
    slow: float
    #: Chance on any day that the person withdraws what is still open.
    withdrawing: float
    #: Chance that an interview leads to an offer.
    offer: float

    @property
    def rate(self) -> float:
        """The chance that an application leads to a yes if the person never withdraws."""
        return float(self.mix @ self.yes)

    @property
    def never(self) -> float:
        """The chance that an application is never answered."""
        return 1 - float(self.mix @ (self.yes + self.no))

    def answered_by(self) -> Floats:
        """The chance that an answer has come by the end of day 0, 1, 2 …, withdrawals taken into account."""
        arriving = np.diff(self._sent_by(), prepend=0.0)
        return np.asarray(np.cumsum(arriving * (1 - self.withdrawing) ** np.arange(HORIZON)))

    def still_to_come(self) -> Floats:
        """The chance that an answer comes after the end of day 0, 1, 2 …, to what has had none until then."""
        come = self.answered_by()
        left = (1 - self._sent_by()) * (1 - self.withdrawing) ** np.arange(1, HORIZON + 1)
        return np.asarray((come[-1] - come) / left)

    def _sent_by(self) -> Floats:
        seasons = np.array([1 - self.slow, self.slow])
        yes, no = float(self.mix @ self.yes), float(self.mix @ self.no)
        return np.asarray(yes * (seasons @ self.yes_by) + no * (seasons @ self.no_by))


@dataclass(frozen=True, slots=True)
class Search:
    """One search as it will have gone when everything has come; `NEVER` for what does not come."""

    truth: Truth
    channel: Ints
    applied: Ints
    #: Days of the calendar of the search; at most one of yes, no and withdrawn comes first.
    yes: Ints
    no: Ints
    withdrawn: Ints
    offer: Ints
    #: The day on which the search is looked at.
    as_of: int


def draw_truth(
    random: np.random.Generator, rate: float | None = None, never: float | None = None, alike: bool = False
) -> Truth:
    """A truth at random: a yes for 2 to 60 %, never an answer for 10 to 80 %, delays with two humps.

    Channels differ in how often they bring a yes, unless they are all `alike`.
    """
    if rate is None:
        rate = float(np.exp(random.uniform(np.log(0.02), np.log(0.60))))
    if never is None:
        never = random.uniform(0.10, min(0.80, 0.97 - rate))
    mix = random.dirichlet(np.array([3.0, 4.0, 1.0, 1.0]))
    lift = np.exp(random.normal(0, 0.0 if alike else 0.3, len(CHANNELS)))
    yes = np.minimum(rate * lift / float(mix @ lift), 0.9)
    no = np.maximum(1 - never - rate, 0.01) * np.ones(len(CHANNELS))
    no = np.minimum(no, 0.99 - yes)
    stretch = random.uniform(1.0, 1.4)
    humps = (random.uniform(0.1, 0.8), *_humps(random)), (random.uniform(0.0, 0.5), *_humps(random))
    no_by, yes_by = (np.stack([_two_humps(hump, 1.0), _two_humps(hump, stretch)]) for hump in humps)
    return Truth(
        mix=mix,
        yes=yes,
        no=no,
        yes_by=yes_by,
        no_by=no_by,
        slow=random.uniform(0.0, 0.4),
        withdrawing=random.choice([0.0, 0.0003, 0.001]),
        offer=random.uniform(0.1, 0.6),
    )


def draw_search(
    random: np.random.Generator,
    truth: Truth,
    size: int,
    weeks: float | None = None,
    pace: Floats | None = None,
) -> Search:
    """A search of that size; the person applies in waves, and looks up to a month after the last one.

    With `pace`, how fast employers answer on each day of the calendar, answers come in waves too (`bench.waves`).
    """
    length = 7 * (random.uniform(6, 40) if weeks is None else weeks)
    days = np.arange(max(int(length), 1))
    waves = 1 + 0.8 * np.sin(2 * np.pi * (days / random.uniform(30, 120) + random.uniform()))
    applied = np.sort(random.choice(days, size, p=waves / waves.sum()))
    channel = random.choice(len(CHANNELS), size, p=truth.mix)
    slow = (random.uniform(size=size) < truth.slow).astype(int)
    luck = random.uniform(size=size)
    says_yes = luck < truth.yes[channel]
    says_no = ~says_yes & (luck < truth.yes[channel] + truth.no[channel])
    after = _delays(random, np.where(says_yes[:, None], truth.yes_by[slow], truth.no_by[slow]))
    if pace is not None:
        after = _paced(random, applied, after, pace)
    leaving = (
        random.geometric(truth.withdrawing, size) - 1
        if truth.withdrawing
        else np.full(size, NEVER, dtype=np.int64)
    )
    first = np.where(says_yes | says_no, after, NEVER)
    left = leaving < first
    yes = np.where(says_yes & ~left, applied + after, NEVER)
    no = np.where(says_no & ~left, applied + after, NEVER)
    withdrawn = np.where(left & (leaving < NEVER), applied + leaving, NEVER)
    told = yes + random.integers(5, 46, size)
    offered = (yes < NEVER) & (random.uniform(size=size) < truth.offer)
    offer = np.where(offered, told, NEVER)
    # An interview that led to no offer ends with a no, as often as not said aloud.
    refused = (yes < NEVER) & ~offered & (random.uniform(size=size) < 0.6)
    no = np.where(refused, told, no)
    as_of = int(days[-1] + random.integers(0, 31))
    return Search(truth, channel, applied, yes, no, withdrawn, offer, as_of)


def draw(seed: int | Sequence[int]) -> Search:
    """A search of 15 to 500 applications made from the seed."""
    random = np.random.default_rng(seed)
    size = int(np.exp(random.uniform(np.log(15), np.log(500))))
    return draw_search(random, draw_truth(random), size)


def courses(search: Search, as_of: int | None = None) -> list[Course]:
    """The search as it is known at the end of its day, or of another, as the package reads it."""
    as_of = search.as_of if as_of is None else as_of
    seen_on = _DAY_0 + timedelta(days=as_of)

    def day(number: int) -> date | None:
        return _DAY_0 + timedelta(days=int(number)) if number <= as_of else None

    made = []
    for number, applied in enumerate(search.applied):
        if applied > as_of:
            continue
        yes, offer, no = day(search.yes[number]), day(search.offer[number]), day(search.no[number])
        withdrawn = day(search.withdrawn[number])
        reached = {"interview": yes, "offer": offer}
        made.append(
            Course(
                number,
                seen_on,
                company=f"Employer {number % 40}",
                channel=CHANNELS[search.channel[number]],
                applied_on=day(applied),
                basis="applied",
                reached={stage: on for stage, on in reached.items() if on is not None},
                rejected_on=no,
                withdrawn_on=withdrawn,
                status="withdrawn" if withdrawn else "rejected" if no else "offer" if offer else "open",
                furthest_stage="offer" if offer else "interview" if yes else "applied",
            )
        )
    return made


def _humps(random: np.random.Generator) -> tuple[float, float, float, float]:
    """Median days and spread of a quick and of a slow hump."""
    return (
        float(np.exp(random.uniform(np.log(0.7), np.log(5)))),
        random.uniform(0.4, 1.0),
        float(np.exp(random.uniform(np.log(10), np.log(45)))),
        random.uniform(0.35, 0.9),
    )


def _two_humps(hump: tuple[float, ...], stretch: float) -> Floats:
    """The chance that what comes has come by the end of each day; all of it by the end of the horizon."""
    weight, quick, quick_spread, late, late_spread = hump
    day = np.arange(1, HORIZON + 1)
    by = weight * _normal(np.log(day / (quick * stretch)) / quick_spread) + (1 - weight) * _normal(
        np.log(day / (late * stretch)) / late_spread
    )
    return by / by[-1]


def _normal(x: Floats) -> Floats:
    """The normal distribution function, to a ten-thousandth (Zelen and Severo 26.2.17)."""
    t = 1 / (1 + 0.2316419 * np.abs(x))
    tail = np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )  # fmt: skip
    return np.where(x > 0, 1 - tail, tail)


def _paced(random: np.random.Generator, applied: Ints, after: Ints, pace: Floats) -> Ints:
    """Delays on a calendar of which some days go faster than others: as many usual days have to go by."""
    gone = np.concatenate([[0.0], np.cumsum(pace)])
    needed = gone[applied] + after + random.uniform(size=len(after))
    return np.asarray(np.searchsorted(gone, needed) - 1 - applied, dtype=np.int64).clip(0)


def _delays(random: np.random.Generator, by: Floats) -> Ints:
    """A day for each row of chances by day."""
    return (random.uniform(size=len(by))[:, None] > by).sum(axis=1).astype(np.int64)
