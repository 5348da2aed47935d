"""Questions that lots decide: how many it takes, who gets which version, and what came of it.

Question, versions, number and last day are fixed before the first lot is drawn; the result is read once, at the end.
Only here may a difference be said to come from the version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from onward.statistics import proportions
from onward.statistics.proportions import Interval

#: Error of a test that is read once, two-sided, and the power that is asked of it.
_ALPHA_Z, _POWER_Z = 1.959964, 0.841621
_BLOCK = 4
_DRAWS = 20_000
#: Sure enough that one version is better: 95 % two-sided.
_SURE = 0.975
RUNNING, TOO_FEW, NOT_CLEAR, IS_CLEAR = "running", "too few", "no clear difference", "clear difference"


@dataclass(frozen=True, slots=True)
class Arm:
    """A version: `n` applications old enough, of which `k` went a step further."""

    name: str
    n: int
    k: int


@dataclass(frozen=True, slots=True)
class Result:
    """What the experiment says: the second version's share minus the first's, and how sure that it is greater."""

    verdict: str
    difference: Interval | None = None
    second_better: float | None = None


def needed(usual: float, better: float) -> int:
    """How many applications each version needs to tell the shares apart: two-sided 5 %, found four times in five.

    The usual formula for two shares with their own variances: 5 → 10 % needs 432 each, 8 → 16 % 255.
    """
    if usual == better:
        raise ValueError("equal shares cannot be told apart")
    spread = usual * (1 - usual) + better * (1 - better)
    return round((_ALPHA_Z + _POWER_Z) ** 2 * spread / (better - usual) ** 2)


def weeks_needed(each: int, a_week: float) -> float | None:
    """How many weeks two versions of so many applications take; None when nobody applies."""
    return 2 * each / a_week if a_week > 0 else None


def smallest_difference(each: int, usual: float) -> float:
    """The rise over the usual share that so many of each version would find four times in five."""
    low, high = 0.0, 1 - usual
    if each <= 0 or needed(usual, usual + high) > each:
        return high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if needed(usual, usual + middle) <= each else (middle, high)
    return high


def arm_of(seed: int, place: int, arms: int = 2) -> int:
    """The version of the n-th application (from 0), by lot: in every block of four (two arms) each comes equally often.

    Only seed and place decide, so that a lot can be checked and is never drawn twice.
    """
    size = arms * (_BLOCK // 2)
    block, within = divmod(place, size)
    order = np.random.default_rng([seed, block]).permutation(np.resize(np.arange(arms), size))
    return int(order[within])


def result(arms: Sequence[Arm], planned: int, ended: bool) -> Result:
    """What came of it; nothing is told before the end, for who looks in between sees differences that pass.

    An experiment has ended when its number is reached or its last day is past; with less than a third of its number it
    says too little whatever it shows.
    """
    first, second = arms
    if not ended:
        return Result(RUNNING)
    if min(first.n, second.n) < max(10, ceil(planned / 3)):
        return Result(TOO_FEW)
    drawn = [
        proportions.posterior(proportions.beta(1, 1), proportions.likelihood(arm.k, arm.n - arm.k)).draws(
            _DRAWS, seed=number
        )
        for number, arm in enumerate((first, second))
    ]
    apart = drawn[1] - drawn[0]
    better = float((apart > 0).mean())
    verdict = IS_CLEAR if max(better, 1 - better) >= _SURE else NOT_CLEAR
    return Result(verdict, proportions.interval(apart), better)
