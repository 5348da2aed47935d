"""Whether the statistics keep their word, on invented searches of which the truth is known.

`python -m bench.statistics` prints: how often the 90 % intervals hold the truth, in all and by size and rate; their width
against the exact interval of Clopper and Pearson and the plain band of Kaplan and Meier; how often two groups that are
the same are called different when somebody looks every week for half a year; how often a real difference is found; and
how long the figures of 5,000 applications take. It exits with 1 when a target is missed.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.simulated_searches import NEVER, Search, courses, draw, draw_search, draw_truth
from onward.statistics import funnel, proportions
from onward.statistics.comparisons import CLEAR, ENOUGH, Cases, evidence_of_difference
from onward.statistics.insights import Insights, as_json
from onward.statistics.waiting import SILENT_DAYS, Times, Waiting, times

Floats = NDArray[np.float64]

#: What an interval that says 90 % may hold.
COVERS = (0.87, 0.94)
SIZES = ((10, 25), (25, 60), (60, 150), (150, 500))
RATES = ((0.02, 0.05), (0.05, 0.10), (0.10, 0.20), (0.20, 0.35), (0.35, 0.60))
NEVERS = ((0.10, 0.30), (0.30, 0.50), (0.50, 0.65), (0.65, 0.80))
LOOKS = 26
#: Of the searches by cell.
SEED = 77
#: (share of one group, of the other, applications of each) for which the power is told.
DIFFERENCES = (
    (0.08, 0.16, 255),
    (0.08, 0.16, 480),
    (0.05, 0.10, 860),
    (0.08, 0.24, 130),
    (0.10, 0.40, 60),
    (0.20, 0.40, 170),
)
MILLISECONDS = 300


@dataclass
class Tally:
    """How often intervals held the truth, and how wide they were beside another method's."""

    held: list[float] = field(default_factory=list)
    wide: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    def add(self, truth: Floats, low: Floats, high: Floats, other: Floats) -> None:
        """Count the intervals of one search; where the other method has none (nan) widths are not compared."""
        self.held.append(float(((low <= truth) & (truth <= high)).mean()))
        known = ~np.isnan(other)
        if known.any():
            self.wide.append(float((high - low)[known].mean()))
            self.others.append(float(other[known].mean()))

    @property
    def covers(self) -> float:
        """The share of intervals that held the truth."""
        return float(np.mean(self.held))

    @property
    def noise(self) -> float:
        """The standard error of that share."""
        return float(np.std(self.held) / np.sqrt(len(self.held)))

    @property
    def beside(self) -> float:
        """The mean width beside the other method's."""
        return float(np.mean(self.wide) / np.mean(self.others))


@dataclass
class Measured:
    """The tallies of the three kinds of figure, in all and by cell."""

    all: dict[str, Tally] = field(default_factory=dict)
    cells: dict[tuple[str, int, int], Tally] = field(default_factory=dict)

    def add(self, name: str, size: int, row: int, *figures: Floats) -> None:
        """Count one search's figures for all and for its cell."""
        self.all.setdefault(name, Tally()).add(*figures)
        self.cells.setdefault((name, size, row), Tally()).add(*figures)


def cover(searches: Iterable[Search], draws: int = 400) -> Measured:
    """Hold the intervals of funnel and waiting against the truth, for searches with ten matured cases or more."""
    found = Measured()
    days = list(SILENT_DAYS)
    for search in searches:
        known = courses(search)
        seen = times(known)
        waiting = Waiting(seen, draws=draws)
        steps = {step.begin: step for step in funnel.funnel(known, waiting)}
        first = steps["applied"]
        size = _cell(first.n, SIZES)
        if size is None:
            continue
        truth = search.truth
        rate, never = _cell(truth.rate, RATES), _cell(truth.never, NEVERS)
        if rate is not None:
            _add_share(found, "funnel, to interview", first, truth.rate, size, rate)
        later = steps["interview"]
        if (size_later := _cell(later.n, SIZES)) is not None:
            row = _cell(truth.offer, RATES)
            assert row is not None
            _add_share(found, "funnel, to offer", later, truth.offer, size_later, row)
        if never is None:
            continue
        curve = [interval for _day, interval in waiting.curve(days)]
        low, high = np.array([one.low for one in curve]), np.array([one.high for one in curve])
        found.add(
            "waiting, curve",
            size,
            never,
            truth.answered_by()[days],
            low,
            high,
            kaplan_meier_width(seen, days),
        )
        silent = [waiting.still_to_come(day) for day in days]
        low, high = np.array([one.low for one in silent]), np.array([one.high for one in silent])
        nothing = np.full(len(days), np.nan)
        found.add("waiting, if silent", size, never, truth.still_to_come()[days], low, high, nothing)
    return found


def _add_share(found: Measured, name: str, step: funnel.Step, truth: float, size: int, row: int) -> None:
    low, high = np.array([step.share.low]), np.array([step.share.high])
    found.add(
        name, size, row, np.array([truth]), low, high, np.array([clopper_pearson_width(step.k, step.n)])
    )


def clopper_pearson_width(k: int, n: int) -> float:
    """The width of the exact 90 % interval."""
    low = proportions.Share(np.exp(proportions.beta(k, n - k + 1))).quantile(0.05) if k else 0.0
    high = proportions.Share(np.exp(proportions.beta(k + 1, n - k))).quantile(0.95) if k < n else 1.0
    return high - low


def kaplan_meier_width(seen: Times, days: Sequence[int]) -> Floats:
    """The width of the plain 90 % band (Greenwood), cut to 0 and 1; nan beyond the last day that anything waited."""
    answers = np.concatenate([seen.yes, seen.no])
    every = np.concatenate([answers, seen.withdrawn, seen.open])
    on, died = np.unique(answers, return_counts=True)
    at_risk = (every[:, None] >= on).sum(axis=0)
    left = np.cumprod(1 - died / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = left * np.sqrt(np.cumsum(died / (at_risk * (at_risk - died).astype(float))))
    widths = []
    for day in days:
        place = int(np.searchsorted(on, day, side="right")) - 1
        if day > every.max() or (place >= 0 and not np.isfinite(error[place])):
            widths.append(np.nan)
        elif place < 0:
            widths.append(0.0)
        else:
            middle, half = 1 - left[place], 1.645 * error[place]
            widths.append(min(middle + half, 1.0) - max(middle - half, 0.0))
    return np.array(widths)


def stratified(each: int, seed: int = SEED) -> Iterable[Search]:
    """Searches spread evenly over sizes, rates and never-answered parts, so that no cell is thin."""
    for size_number, (least, most) in enumerate(SIZES):
        for rate_number, rates in enumerate(RATES):
            for number in range(each):
                random = np.random.default_rng([seed, size_number, rate_number, number])
                rate = random.uniform(*rates)
                never = random.uniform(0.10, min(0.80, 0.97 - rate))
                # About two thirds of a search are old enough when somebody looks.
                size = int(1.4 * random.uniform(least, most)) + 3
                yield draw_search(random, draw_truth(random, rate, never), size)


def false_alarms(searches: int, seed: int = 5) -> tuple[float, float]:
    """The share of searches in which groups that are the same are once called different, in 26 weekly looks.

    First for one chosen question with two groups, then for the four standing questions together.
    """
    one = several = 0
    for number in range(searches):
        random = np.random.default_rng([seed, number])
        search = draw_search(
            random, draw_truth(random, alike=True), int(np.exp(random.uniform(np.log(40), np.log(500)))), 26
        )
        waiting = Waiting(times(courses(search)), draws=60)
        ripe = funnel.MATURE_DAYS
        weekday = search.applied % 7 > 2
        questions = (search.channel, search.channel == 2, weekday, search.applied // 91)
        by_lot = random.integers(0, 2, len(search.applied))
        looks = [ripe + 7 * look for look in range(1, LOOKS + 1)]
        one += any(_evidence(search, by_lot, day, ripe, waiting) >= CLEAR for day in looks)
        several += any(
            any(evidence >= CLEAR * max(sum(one > 0 for one in found), 1) for evidence in found)
            for day in looks
            for found in [[_evidence(search, groups, day, ripe, waiting) for groups in questions]]
        )
    return one / searches, several / searches


def _evidence(search: Search, groups: NDArray[np.int64], day: int, ripe: int, waiting: Waiting) -> float:
    """How much speaks for a difference on a day; 0 where fewer than two groups are large enough."""
    counted = (search.applied <= day - ripe) & ~((search.withdrawn <= day) & (search.yes == NEVER))
    yes = counted & (search.yes <= day)
    pending = counted & ~yes & (search.no > day)
    age = np.minimum(day - search.applied, waiting.come.shape[1] - 1)
    cases = []
    for group in np.unique(groups[counted]):
        own = groups == group
        if (n := int((counted & own).sum())) >= ENOUGH:
            ages, counts = np.unique(age[pending & own], return_counts=True)
            cases.append(
                Cases(
                    str(group), n, int((yes & own).sum()), waiting.silence_against[ages], counts.astype(float)
                )
            )
    return evidence_of_difference(cases) if len(cases) > 1 else 0.0


def power(worse: float, better: float, each: int, searches: int, seed: int = 9) -> float:
    """How often a real difference is called clear by the last of 26 looks at two groups that grow to their size."""
    random = np.random.default_rng(seed)
    nothing = np.zeros(0)
    found = 0
    for _ in range(searches):
        one, other = random.uniform(size=each) < worse, random.uniform(size=each) < better
        for look in range(1, LOOKS + 1):
            n = each * look // LOOKS
            cases = [
                Cases(str(number), n, int(group[:n].sum()), nothing, nothing)
                for number, group in enumerate((one, other))
            ]
            if n >= ENOUGH and evidence_of_difference(cases) >= CLEAR:
                found += 1
                break
    return found / searches


def fast(size: int = 5000) -> float:
    """Milliseconds of processor for every figure of the page, the facts being read: the median of five."""
    random = np.random.default_rng(2)
    known = courses(draw_search(random, draw_truth(random, 0.15, 0.5), size, 60))
    taken = []
    for _ in range(6):
        begun = time.process_time()
        insights = Insights(known, known[0].seen_on)
        as_json(insights)
        _ = insights.improvements, insights.concentration, insights.curves_by_channel, insights.still_waiting
        insights.horizon()
        insights.comparison("channel")
        taken.append(1000 * (time.process_time() - begun))
    # The first one makes what is made once in a process.
    return float(np.median(taken[1:]))


class Report:
    """Prints figures with their targets and remembers whether all were met."""

    def __init__(self) -> None:
        self.met = True

    def line(self, text: str, met: bool | None = None) -> None:
        """One line; with a target its result."""
        if met is not None:
            self.met &= met
            text += "  met" if met else "  MISSED"
        print(text, flush=True)

    def overall(self, found: Measured) -> None:
        """Coverage and widths in all."""
        for name, tally in sorted(found.all.items()):
            fits = COVERS[0] <= tally.covers <= COVERS[1]
            self.line(
                f"{name:24}{len(tally.held):6} searches  holds {tally.covers:6.1%} ± {tally.noise:.1%}", fits
            )
            if tally.others:
                other = "Clopper-Pearson" if name.startswith("funnel") else "Kaplan-Meier"
                self.line(
                    f"{'':24}mean width {np.mean(tally.wide):.3f}, {tally.beside:.2f} of {other}'s",
                    tally.beside < 1,
                )

    def grid(self, found: Measured, name: str, rows: Sequence[tuple[float, float]]) -> None:
        """Coverage by size (across) and rate (down); ! marks a cell outside by more than its noise."""
        self.line(f"{name}: by cases old enough (across) and rate (down)")
        self.line(f"{'':12}" + "".join(f"{f'{low} to {high - 1}':>18}" for low, high in SIZES))
        for row, (least, most) in enumerate(rows):
            shown = []
            for size in range(len(SIZES)):
                tally = found.cells.get((name, size, row))
                shown.append(
                    f"{'-':>18}" if tally is None or len(tally.held) < 50 else f"{self._cell(tally):>18}"
                )
            self.line(f"{f'{least:.0%} to {most:.0%}':12}" + "".join(shown))

    def _cell(self, tally: Tally) -> str:
        out = max(COVERS[0] - tally.covers, tally.covers - COVERS[1])
        mark = " " if out <= 0 else "~" if out <= 2 * tally.noise else "!"
        self.met &= mark != "!"
        return f"{tally.covers:.1%} ({len(tally.held)}){mark}"


def _cell(value: float, cells: Sequence[tuple[float, float]]) -> int | None:
    return next(
        (
            number
            for number, (low, high) in enumerate(cells)
            if low <= value < high or value == high == cells[-1][1]
        ),
        None,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=1000)
    parser.add_argument("--each", type=int, default=200, help="searches for each cell of the grid")
    parser.add_argument("--seed", type=int, default=0, help="other searches: 0 are those of the benchmarks")
    given = parser.parse_args(arguments)
    report = Report()
    begun = time.perf_counter()
    print(f"{given.searches:,} searches drawn at random")
    report.overall(cover(draw([1 + given.seed, number]) for number in range(given.searches)))
    print(
        f"\n{given.each} searches for each size and rate; ~ is outside {COVERS[0]:.0%} to {COVERS[1]:.0%} within two standard errors"
    )
    cells = cover(stratified(given.each, SEED + given.seed), draws=300)
    report.grid(cells, "funnel, to interview", RATES)
    report.grid(cells, "funnel, to offer", RATES)
    report.grid(cells, "waiting, curve", NEVERS)
    report.grid(cells, "waiting, if silent", NEVERS)
    print()
    one, several = false_alarms(given.searches)
    report.line(
        f"two groups that are the same, one question, {LOOKS} looks: called different in {one:.1%}",
        one <= 0.05,
    )
    report.line(f"four questions at once, nothing in any: called different in {several:.1%}", several <= 0.05)
    for worse, better, each in DIFFERENCES:
        print(
            f"{worse:.0%} against {better:.0%}, {each} of each: found in {power(worse, better, each, 400):.0%}",
            flush=True,
        )
    taken = fast()
    report.line(f"every figure of 5,000 applications: {taken:.0f} ms", taken < MILLISECONDS)
    print(f"{time.perf_counter() - begun:.0f} seconds")
    return 0 if report.met else 1


if __name__ == "__main__":
    sys.exit(main())
