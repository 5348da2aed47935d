"""How many answers come within 30 days, where answers come in waves: whether the range that is told holds them.

`python -m bench.waves` draws invented searches of which nobody's waiting is even: a season, slow weeks and quick ones that
last a while, holidays with a heap of answers after them. Printed, with waves and without: how often the 90 % range of how
many of those that wait are answered within 30 days held what came, as it is told and as it would be if every answer came
by itself; the mean logarithmic score of single chances beside the plain rate so far and Kaplan-Meier, for young searches
too; and how the pace of 30 days varies in these truths, from which the prior of `statistics.swings` is made.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field

import numpy as np

from bench.real_logs import cautious, kaplan_meier, plain
from bench.simulated_searches import HORIZON, Floats, Search, courses, draw_search, draw_truth
from onward.statistics.swings import VARIANCES, Coming, Swings
from onward.statistics.waiting import Waiting, times

#: Days of the calendar for which a pace is drawn: the longest search and what is foretold of it.
DAYS = 7 * 40 + 31 + HORIZON
AHEAD = 30
#: Of 100 ranges that say 90 so many must hold.
LEAST = 0.85


def pace(random: np.random.Generator) -> Floats:
    """How fast employers answer on each day of the calendar: 1 as usual, 0.2 a fifth of that."""
    day = np.arange(DAYS)
    season = 1 + random.uniform(0, 0.4) * np.sin(2 * np.pi * (day / 365 + random.uniform()))
    spread, lasts = random.uniform(0, 0.7), random.uniform(5, 40)
    keeps = np.exp(-1 / lasts)
    steps = random.normal(size=DAYS) * np.sqrt(1 - keeps**2)
    level = np.empty(DAYS)
    level[0] = random.normal()
    for one in day[1:]:
        level[one] = keeps * level[one - 1] + steps[one]
    found = season * np.exp(spread * level - spread**2 / 2)
    for begin in np.cumsum(random.integers(60, 200, 12)):
        if random.uniform() < 0.5 and begin < DAYS - 40:
            away = int(random.integers(7, 22))
            found[begin : begin + away] *= random.uniform(0.1, 0.5)
            found[begin + away : begin + away + 7] *= random.uniform(1, 2)
    weekend = random.uniform(0.05, 0.5)
    found *= np.where((day + random.integers(7)) % 7 > 4, weekend, (7 - 2 * weekend) / 5)
    return np.asarray(found)


@dataclass
class Tally:
    """What was foretold on some days of looking, and what came."""

    #: Whether the range held, lay above or below what came: as told, and with every answer by itself.
    told: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    wide: list[float] = field(default_factory=list)
    wide_alone: list[float] = field(default_factory=list)
    came: float = 0.0
    expected: float = 0.0
    #: Mean scores of a day of looking: Onward, plain rate, Kaplan-Meier.
    scores: list[list[float]] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The figures in one line."""
        told, alone = np.array(self.told), np.array(self.alone)
        scores = np.array(self.scores)
        better = (scores[:, 1] > scores[:, 0]).mean()
        return (
            f"{name:34}{len(told):6}{(told == 0).mean():8.1%} ({(told < 0).mean():4.1%} below, {(told > 0).mean():4.1%} above)"
            f"{np.mean(self.wide) / np.mean(self.wide_alone):7.2f}{(alone == 0).mean():9.1%}"
            f"{self.came / self.expected:8.3f}"
            + "".join(f"{one:9.4f}" for one in scores.mean(axis=0))
            + f"{better:8.1%}"
        )


def look(search: Search, on: int, tally: Sequence[Tally]) -> None:
    """Foretell the answers of the days after one and count what came; nothing where fewer than ten wait."""
    known, later = courses(search, on), courses(search, on + AHEAD)
    waits = [one for one in known if one.waiting]
    if len(waits) < 10:
        return
    seen = times(known)
    waiting = Waiting(seen, draws=400)
    swings = Swings(known, waiting)
    after = {one.id: one for one in later}
    came = np.array([after[one.id].answer is not None for one in waits])
    found, alone = swings.coming, alone_coming(swings)
    scores = []
    for method in (lambda age: waiting.within(age, AHEAD).estimate, plain(seen), kaplan_meier(seen)):
        chances = cautious(method(one.age) for one in waits)
        scores.append(float(np.log(np.where(came, chances, 1 - chances)).mean()))
    for one in tally:
        one.told.append(_side(came.sum(), found))
        one.alone.append(_side(came.sum(), alone))
        one.wide.append(found.high - found.low)
        one.wide_alone.append(alone.high - alone.low)
        one.came += came.sum()
        one.expected += found.expected
        one.scores.append(scores)


def alone_coming(swings: Swings) -> Coming:
    """The range as it would be if every answer came by itself: no variance of the pace is believed in."""
    other = copy(swings)
    vars(other).pop("coming", None)
    vars(other)["believed"] = np.eye(len(VARIANCES))[0]
    return other.coming


def _side(came: int, found: Coming) -> int:
    return -1 if came < found.low else int(came > found.high)


def measure(searches: int, *, waves: bool, seed: int) -> dict[str, Tally]:
    """The tallies by age of the search and by how many wait."""
    found = {name: Tally() for name in ("all", *(name for name, _of in BY))}
    for number in range(searches):
        random = np.random.default_rng([seed, number])
        size = int(np.exp(random.uniform(np.log(30), np.log(500))))
        truth = draw_truth(random)
        goes = pace(random) if waves else None
        search = draw_search(random, truth, size, pace=goes)
        for on in np.unique(random.integers(10, max(search.as_of, 11), 2)):
            age, waits = int(on - search.applied[0]), int((search.applied <= on).sum())
            fits = [found[name] for name, of in BY if of(age, waits)]
            look(search, int(on), [found["all"], *fits])
    return found


#: Part of the days of looking → whether one belongs to it, by the days since the first application and how many were sent.
BY: Sequence[tuple[str, Callable[[int, int], bool]]] = (
    ("  searches of at most 30 days", lambda age, _n: age <= 30),
    ("  of 31 to 90 days", lambda age, _n: 30 < age <= 90),
    ("  of more than 90 days", lambda age, _n: age > 90),
    ("  fewer than 40 applications", lambda _age, n: n < 40),
    ("  40 to 119", lambda _age, n: 40 <= n < 120),
    ("  120 and more", lambda _age, n: n >= 120),
)


def variances(count: int = 500) -> tuple[Floats, Floats]:
    """How much the pace of half a month, and of a month, varies beside its mean, over drawn calendars."""
    random = np.random.default_rng(1)
    drawn = [pace(random)[:720] for _ in range(count)]
    found = [
        np.array([one.reshape(-1, days).mean(axis=1).var() / one.mean() ** 2 for one in drawn])
        for days in (15, 30)
    ]
    return found[0], found[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements; 1 where a range holds fewer than 85 of 100."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=31)
    given = parser.parse_args(arguments)
    half, month = variances()
    for days, found in ((15, half), (30, month)):
        quantiles = np.quantile(found, (0.05, 0.25, 0.5, 0.75, 0.95))
        print(f"variance of the pace of {days} days: " + ", ".join(f"{one:.2f}" for one in quantiles))
    print(f"a month's beside that of half a month: {month.mean() / half.mean():.2f}")
    met = True
    for waves in (True, False):
        print(f"\n{'with waves' if waves else 'without waves':34}{'looks':>6}{'range held':>35}{'wider':>7}{'by itself':>9}"
              f"{'came/exp':>8}{'Onward':>9}{'plain':>9}{'K-M':>9}{'plain >':>8}")  # fmt: skip
        for name, tally in measure(given.searches, waves=waves, seed=given.seed).items():
            if not tally.told:
                continue
            print(tally.line(name), flush=True)
            met &= bool(np.mean(np.array(tally.told) == 0) >= LEAST)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
