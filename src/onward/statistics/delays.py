"""How answers may be spread over the days: a few hundred invented employers' habits, as a prior for waiting.

Each template says how large the part is that this answer comes to at all, and when: a quick hump (a rule, a robot, a
recruiter who looks every morning) and a slow one (people who meet about it). The range of the templates is an
assumption [A] that holds the one log of times that we know (61, 77, 81 and 95 % of the answers by day 7, 21, 30 and 90)
and the shares of EVIDENCE: never answered 55 % (27 to 82), a step further 8 % (1 to 20) or quite another share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Where the chance a day is taken as even: from each edge to the next, in days since applying. An answer on the day of
#: applying lies in the first. The last edge is a year: what comes later is not counted on.
EDGES = np.array([0, 1, 2, 3, 4, 6, 8, 11, 15, 22, 31, 46, 61, 91, 121, 181, 366])
LENGTHS = np.diff(EDGES)
DAYS = int(EDGES[-1])
_COUNT = 512
#: How many cases a template's word about one span of days weighs against: loose and firm templates in turns; late spans
#: are looser, for there a template knows least.
_FIRMNESS = (0.5, 1.2)
_LOOSER = np.select([EDGES[:-1] >= 61, EDGES[:-1] >= 31], [0.5, 0.7], 1.0)


@dataclass(frozen=True)
class Templates:
    """Chances a day by template and span, and how many cases each of them weighs."""

    hazards: Floats
    firmness: Floats


@cache
def templates(kind: str) -> Templates:
    """The templates for "no" and for "yes" (a step further); always the same."""
    if kind == "no":
        # One part as EVIDENCE has it, one for everybody who is different; likewise below.
        return _make(11, [(0.35, 3.2, 4.8), (0.65, 0.7, 1.0)], quick_at_most=1.0)
    return _make(12, [(0.3, 1.6, 18.4), (0.7, 0.5, 2.2)], quick_at_most=0.7)


def _make(seed: int, parts: Sequence[tuple[float, float, float]], quick_at_most: float) -> Templates:
    random = np.random.default_rng(seed)
    share = np.concatenate([random.beta(a, b, round(_COUNT * weight)) for weight, a, b in parts])
    share = random.permutation(np.clip(share, 0.002, 0.98))
    count = len(share)
    quick_part = random.uniform(0, quick_at_most, count)
    quick, quick_spread = _between(random, 0.5, 6, count), random.uniform(0.4, 1.1, count)
    slow, slow_spread = _between(random, 10, 60, count), random.uniform(0.35, 1.0, count)
    by = _hump(quick, quick_spread) * quick_part[:, None] + _hump(slow, slow_spread) * (
        1 - quick_part[:, None]
    )
    left = 1 - share[:, None] * by / by[:, -1:]
    hazards = np.maximum(np.log(left[:, :-1] / left[:, 1:]) / LENGTHS, 1e-6)
    firmness = np.resize(np.array(_FIRMNESS), count)[:, None] * _LOOSER
    return Templates(hazards, firmness)


def _between(random: np.random.Generator, low: float, high: float, count: int) -> Floats:
    return np.asarray(np.exp(random.uniform(np.log(low), np.log(high), count)))


def _hump(median: Floats, spread: Floats) -> Floats:
    """The chance to have come by each edge, for delays whose logarithm is normal."""
    by = np.zeros((len(median), len(EDGES)))
    by[:, 1:] = normal(np.log(EDGES[1:] / median[:, None]) / spread[:, None])
    return by


def normal(x: Floats) -> Floats:
    """The normal distribution function to seven places (Abramowitz and Stegun 26.2.17)."""
    t = 1 / (1 + 0.2316419 * np.abs(x))
    series = 0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    tail = np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * t * series
    return np.asarray(np.where(x > 0, 1 - tail, tail))
