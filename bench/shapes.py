"""Whether the intervals of waiting keep their word where answers come in a way that no template has.

`python -m bench.shapes` draws invented searches (`bench.simulated_searches`) whose delays have another shape: evenly up to
some day, on one day of the week alone, with a tail that never ends. Printed for each: how often the 90 % intervals of the
curve and of "if silent" held the truth.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from bench.simulated_searches import HORIZON, Floats, Search, draw_search, draw_truth
from bench.statistics import Measured, cover

_DAY = np.arange(1, HORIZON + 1)


def _even(random: np.random.Generator) -> Floats:
    return np.minimum(_DAY / random.integers(20, 61), 1.0)


def _exponential(random: np.random.Generator) -> Floats:
    return 1 - np.exp(-_DAY / random.uniform(5, 40))


def _weibull(random: np.random.Generator) -> Floats:
    return 1 - np.exp(-((_DAY / random.uniform(8, 40)) ** random.uniform(0.6, 1.8)))


def _log_normal(random: np.random.Generator) -> Floats:
    # A logistic curve of the logarithm: the same hump, with tails a little longer.
    return 1 / (1 + (_DAY / random.uniform(5, 35)) ** (-1.7 / random.uniform(0.5, 1.1)))


def _stopped(random: np.random.Generator) -> Floats:
    return 1 - np.exp(-np.minimum(_DAY, 45) / random.uniform(5, 40))


def _weekly(random: np.random.Generator) -> Floats:
    # On day 7, 14, 21: the very days on which the curve is read.
    return 1 - np.exp(-((_DAY - 1) // 7 * 7) / random.uniform(5, 40))


def _endless(random: np.random.Generator) -> Floats:
    return _DAY / (_DAY + random.uniform(30, 50))


#: Shape → the chance that what comes has come by the end of each day; all of it by the end of the horizon.
SHAPES: dict[str, Callable[[np.random.Generator], Floats]] = {
    "exponential": _exponential,
    "Weibull": _weibull,
    "one hump": _log_normal,
    "even up to a day from 20 to 60": _even,
    "exponential, nothing after day 45": _stopped,
    "on one day of each week": _weekly,
    "one in ten after a year": _endless,
}


def draw(shape: str, seed: Sequence[int]) -> Search:
    """A search of 15 to 500 applications whose answers come in that shape, noes and steps further each with its own pace."""
    random = np.random.default_rng(seed)
    size = int(np.exp(random.uniform(np.log(15), np.log(500))))
    no_by, yes_by = (SHAPES[shape](random) for _ in range(2))
    truth = replace(
        draw_truth(random),
        no_by=np.stack([no_by / no_by[-1]] * 2),
        yes_by=np.stack([yes_by / yes_by[-1]] * 2),
    )
    return draw_search(random, truth, size)


def measured(shape: str, searches: int, seed: int) -> Measured:
    """The tallies of so many searches of a shape."""

    def drawn() -> Iterator[Search]:
        for number in range(searches):
            yield draw(shape, [seed, number])

    return cover(drawn(), draws=300)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how often the intervals held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=600)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args(arguments)
    print(f"{'':36}{'searches':>9}{'curve':>16}{'if silent':>16}")
    for shape in SHAPES:
        found = measured(shape, given.searches, given.seed).all
        tallies = [found["waiting, curve"], found["waiting, if silent"]]
        shown = "".join(f"{f'{one.covers:.1%} ± {one.noise:.1%}':>16}" for one in tallies)
        print(f"{shape:36}{len(tallies[0].held):9}{shown}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
