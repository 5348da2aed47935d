"""How often somebody whose search is just like a stated source is told to lie apart from other searches.

`python -m bench.standing` prints, for every share that a source of the evidence states, how often a search with that very
share is told that fewer or more go on than elsewhere: exact sums over all outcomes for several numbers of cases, and in
searches that are looked at after every tenth case up to 300. It exits with 1 when "fewer" comes in more than 5 %.
"""

import sys
from functools import cache
from math import exp, lgamma, log

import numpy as np

from onward.statistics import proportions
from onward.statistics.base_rates import BASE_RATES
from onward.statistics.funnel import Step, elsewhere

#: What the sources of the evidence state, by step; 42 % of 19 is left out, for it may be anything from 25 to 60 %.
SOURCES = {"applied": (0.03, 0.036, 0.13, 0.19, 0.24), "interview": (0.27, 1.5 / 4.7)}
_BASE = {"applied": BASE_RATES["cold_interview"], "interview": BASE_RATES["interview_offer"]}
_CASES = (10, 20, 40, 60, 100, 200, 400)


@cache
def standing(begin: str, n: int, k: int) -> str:
    """What a step of `n` cases of which `k` went on is told."""
    base = _BASE[begin]
    prior = proportions.robust([(1, base.a, base.b)], n)
    share = proportions.posterior(prior, proportions.likelihood(k, n - k))
    return Step(begin, "", n, k, share, base, elsewhere(base), 30).standing


def told_apart(begin: str, truth: float, n: int) -> tuple[float, float]:
    """The chance to be told "fewer" and "more" with that true share and so many cases."""
    told = {"below": 0.0, "above": 0.0, "": 0.0}
    for k in range(n + 1):
        choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        chance = exp(choose + k * log(truth) + (n - k) * log(1 - truth))
        if chance > 1e-7:
            told[standing(begin, n, k)] += chance
    return told["below"], told["above"]


def told_ever(begin: str, truth: float, searches: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The share of searches that are ever told "fewer" and "more" when looked at after every tenth of 300 cases."""
    random = np.random.default_rng(seed)
    below = above = 0
    for _ in range(searches):
        came = np.cumsum(random.uniform(size=300) < truth)
        seen = {standing(begin, n, int(came[n - 1])) for n in range(10, 301, 10)}
        below, above = below + ("below" in seen), above + ("above" in seen)
    return below / searches, above / searches


#: Shares to an offer so low that a person should be told, and the numbers of interviews for which the price is printed.
_LOW, _FEW = 0.05, (20, 40, 56, 100)


def main() -> int:
    """Print the rates."""
    met = True
    print(f"{'fewer / more, at cases':24}" + "".join(f"{n:>14}" for n in _CASES) + f"{'ever, to 300':>16}")
    for begin, truths in SOURCES.items():
        for truth in truths:
            rates = [told_apart(begin, truth, n) for n in _CASES]
            ever = told_ever(begin, truth)
            met &= max(below for below, _above in [*rates, ever]) <= 0.05
            shown = "".join(f"{f'{below:.1%} / {above:.1%}':>14}" for below, above in rates)
            print(f"{begin:12}{truth:<12.1%}{shown}{f'{ever[0]:.1%} / {ever[1]:.1%}':>16}")
    price = ", ".join(f"{told_apart('interview', _LOW, n)[0]:.0%} of {n}" for n in _FEW)
    print(f'who truly gets an offer from {_LOW:.0%} of interviews is told "fewer" with {price} interviews')
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
