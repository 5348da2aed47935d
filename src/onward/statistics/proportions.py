"""Chances that are not known exactly: a posterior over the whole range of a share, on a grid.

The grid is even in arcsin √p, where shares near 0 and 1 get the room that they need; with it any prior and any
likelihood, also of trials that are not over, can be used without approximation by a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Every interval of this package holds the truth nine times in ten.
LEVEL = 0.90
#: A share is told from so many cases on whose time has come,
ENOUGH = 10
#: and its size only where its interval is at most so wide.
WIDE = 0.20
_STEPS = 2000
_ANGLE = (np.arange(_STEPS) + 0.5) / _STEPS * (np.pi / 2)
#: The shares of the grid, ascending, none of them 0 or 1.
GRID: Floats = np.sin(_ANGLE) ** 2
_LOG_P = np.log(GRID)
_LOG_Q = np.log1p(-GRID)
#: What the stated prior keeps of its say, however many cases there are; see `robust`.
_AT_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 90 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """What is known of a share: the weight of each point of `GRID`."""

    weights: Floats

    @property
    def estimate(self) -> float:
        """The posterior mean."""
        return float(self.weights @ GRID)

    def quantile(self, chance: float) -> float:
        """The share below which the truth lies with that chance."""
        reached = np.cumsum(self.weights) - self.weights / 2
        return float(np.interp(chance, reached, GRID))

    @property
    def interval(self) -> Interval:
        """The estimate with its interval."""
        return Interval(self.estimate, self.low, self.high)

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.quantile((1 - LEVEL) / 2)

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.quantile((1 + LEVEL) / 2)

    def draws(self, count: int, seed: int = 1) -> Floats:
        """Shares drawn from the posterior in random order; the same seed gives the same."""
        random = np.random.default_rng(seed)
        chances = (np.arange(count) + random.uniform(size=count)) / count
        reached = np.cumsum(self.weights) - self.weights / 2
        return random.permutation(np.interp(chances, reached, GRID))


def beta(a: float, b: float) -> Floats:
    """The logarithm of a Beta(a, b) prior on the grid, of total weight one."""
    log = (a - 0.5) * _LOG_P + (
        b - 0.5
    ) * _LOG_Q  # by the angle, not by the share: its slope takes the halves
    top = log.max()
    return np.asarray(log - top - np.log(np.exp(log - top).sum()))


def robust(parts: Sequence[tuple[float, float, float]], n: int) -> Floats:
    """The logarithm of a stated prior that gives way: a mixture of (weight, a, b), and an even one beside it.

    A prior taken from other people's searches is a good guess while one's own is young, and a bad one for who differs
    from them: with Beta(1.6, 18.4) alone, a true share of 50 % would lie in the interval in one search of ten. So the
    stated prior keeps 1 / (1 + n) of the say, never less than a tenth; the rest is even over all shares. With a tenth
    the interval holds the truth in 88 to 94 of 100 searches for shares of 2 to 60 % and 10 cases or more.
    """
    say = max(_AT_LEAST, 1 / (1 + n))
    total = sum(weight for weight, _a, _b in parts)
    logs = [np.log(say * weight / total) + beta(a, b) for weight, a, b in parts]
    if say < 1:
        logs.append(np.log(1 - say) + beta(1, 1))
    return np.asarray(np.logaddexp.reduce(logs, axis=0))


def likelihood(k: int, failed: float) -> Floats:
    """The logarithm of the likelihood of each share of the grid: `k` came, `failed` did not and will not."""
    return np.asarray(k * _LOG_P + failed * _LOG_Q)


def posterior(prior: Floats, likelihood_log: Floats) -> Share:
    """What is known after the cases."""
    log = prior + likelihood_log
    weights = np.exp(log - log.max())
    return Share(weights / weights.sum())


def ends(drawn: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The ends of the interval of draws, along their first axis. (`np.quantile` would load another tenth of a second.)"""
    ordered = np.sort(drawn, axis=0)
    found = []
    for chance in ((1 - level) / 2, (1 + level) / 2):
        below, part = divmod(chance * (len(ordered) - 1), 1)
        above = min(int(below) + 1, len(ordered) - 1)
        found.append(ordered[int(below)] * (1 - part) + ordered[above] * part)
    return found[0], found[1]


def interval(drawn: Floats) -> Interval:
    """The mean of draws with their interval."""
    low, high = ends(drawn)
    return Interval(float(drawn.mean()), float(low), float(high))
