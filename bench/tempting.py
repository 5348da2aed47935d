"""How often two ways that are alike are called different, in searches with the flaws that real logs have.

`python -m bench.tempting` prints, for every flaw, in how many of the invented searches the question of the way of applying
is answered "clear difference" although the way has no part in it; and for comparison how often a real one is found. It
exits with 1 where more than 5 % are misled.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from onward.statistics.comparisons import IS_CLEAR
from onward.statistics.insights import Insights
from onward.statistics.record import Course

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_DAY_0 = date(2024, 1, 1)
_WAYS = ("direct", "job board")
#: Flaw → what is wrong with it. "real" is no flaw: there the way has a part.
FLAWS = {
    "none": "nothing is wrong",
    "young": "one way was taken up late",
    "slow": "one way is answered late, most is fresh",
    "quick noes": "one way says no at once, most is fresh",
    "employers": "few employers, each with its own mind, each reached one way",
    "followed": "one way until a day, the other since, and the market changed that day",
    "drifted": "the way taken up more since the market changed",
    "places": "the way goes with the place, which decides",
    "undated": "of one way the days of answers are not noted, read as of a day before the table",
    "real": "a real difference, four times as many interviews",
}


@dataclass
class _Drawn:
    """One search: the way, days of applying, delays of what comes, whether it comes, and names."""

    way: Ints
    applied: Ints
    yes: NDArray[np.bool_]
    no: NDArray[np.bool_]
    yes_after: Ints
    no_after: Ints
    employer: Ints
    place: Ints
    seen: int


def draw(flaw: str, seed: Sequence[int]) -> list[Course]:
    """The applications of one search with that flaw."""
    random = np.random.default_rng(seed)
    size, share = int(np.exp(random.uniform(np.log(80), np.log(450)))), random.uniform(0.05, 0.4)
    fresh = flaw in {"slow", "quick noes"}
    span = 70 if fresh else int(random.uniform(90, 300))
    one = _Drawn(
        way=(random.uniform(size=size) < random.uniform(0.25, 0.75)).astype(np.int64),
        applied=np.sort(random.integers(0, span, size)),
        yes=np.zeros(size, dtype=bool),
        no=np.zeros(size, dtype=bool),
        yes_after=_delays(random, random.uniform(6, 25), size),
        no_after=_delays(random, random.uniform(4, 15), size),
        employer=np.arange(size),
        place=np.zeros(size, dtype=np.int64),
        seen=span + (30 if fresh else int(random.integers(0, 40))),
    )
    shares = _shares(flaw, one, share, random)
    one.yes = random.uniform(size=size) < shares
    one.no = ~one.yes & (random.uniform(size=size) < random.uniform(0.2, 0.7))
    if flaw == "slow":
        late = _delays(random, random.uniform(35, 70), size, 0.6)
        one.yes_after = np.where(one.way == 1, late, _delays(random, 6, size))
    if flaw == "quick noes":
        one.no = ~one.yes & (one.way == 1) & (random.uniform(size=size) < 0.9)
        one.no_after = _delays(random, 3, size)
        one.yes_after = _delays(random, random.uniform(25, 50), size, 0.6)
    hidden = (one.way == 1) & (random.uniform(size=size) < 0.8) & (flaw == "undated")
    return [_course(one, number, bool(hidden[number])) for number in range(size)]


def _shares(flaw: str, one: _Drawn, share: float, random: np.random.Generator) -> Floats:
    """The chance of a step further of each application; sets what the flaw makes of ways, employers and places."""
    size = len(one.way)
    span = int(one.applied[-1]) + 1
    if flaw == "real":
        low = share / 4
        return np.where(one.way == 1, min(4 * low, 0.7), low)
    if flaw == "young":
        one.way = (one.applied > span * random.uniform(0.4, 0.7)).astype(np.int64)
    if flaw == "employers":
        count = max(size // 6, 6)
        one.employer = random.choice(count, size, p=random.dirichlet(np.full(count, 0.5)))
        one.way = random.integers(0, 2, count)[one.employer]
        return random.beta(0.7 * share, 0.7 * (1 - share), count)[one.employer]
    if flaw in {"followed", "drifted"}:
        later = one.applied >= span * random.uniform(0.35, 0.65)
        part = np.where(later, 1.0, 0.0) if flaw == "followed" else np.where(later, 0.8, 0.2)
        one.way = (random.uniform(size=size) < part).astype(np.int64)
        return np.where(later, min(0.6, share * random.uniform(2.5, 6)), share)
    if flaw == "places":
        one.place = random.integers(0, 3, size)
        one.way = (random.uniform(size=size) < np.array([0.5, 0.1, 0.9])[one.place]).astype(np.int64)
        return np.array([share, 0.4 * share, min(0.7, 3 * share)])[one.place]
    return np.full(size, share)


def _delays(random: np.random.Generator, middle: float, size: int, spread: float = 0.8) -> Ints:
    return np.exp(np.log(middle) + spread * random.normal(size=size)).astype(np.int64)


def _course(one: _Drawn, number: int, hidden: bool) -> Course:
    """An application as it is known on the last day; `hidden`: a step further is noted without its day."""
    applied = int(one.applied[number])

    def day(comes: bool, after: int) -> date | None:
        known = comes and applied + after <= one.seen
        return _DAY_0 + timedelta(days=applied + after) if known else None

    yes = day(bool(one.yes[number]), int(one.yes_after[number]))
    no = day(bool(one.no[number]), int(one.no_after[number]))
    made = Course(
        number,
        _DAY_0 + timedelta(days=one.seen),
        company=f"Employer {one.employer[number]}",
        channel=_WAYS[one.way[number]],
        location="ABC"[one.place[number]],
        applied_on=_DAY_0 + timedelta(days=applied),
        basis="applied",
        reached={"interview": yes} if yes else {},
        rejected_on=no,
        status="rejected" if no else "open",
        furthest_stage="interview" if yes else "applied",
    )
    return replace(made, reached={}, untold="interview") if yes and hidden else made


def called_clear(flaw: str, searches: int, seed: int = 99) -> float:
    """The share of searches in which the ways are called different."""
    clear = 0
    for number in range(searches):
        courses = draw(flaw, [seed, number])
        found = Insights(courses, courses[0].seen_on).comparison("channel")
        clear += found is not None and found.verdict == IS_CLEAR
    return clear / searches


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=200)
    searches = parser.parse_args(arguments).searches
    met = True
    for flaw, told in FLAWS.items():
        rate = called_clear(flaw, searches)
        met &= rate <= 0.05 or flaw == "real"
        print(f"{flaw:12}{rate:7.1%}  {told}", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
