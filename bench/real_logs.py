"""How well waiting is foretold on real logs, which lie beside the project and are no part of it.

`python -m bench.real_logs FOLDER` reads FOLDER/log-us-177 and FOLDER/log-fr-447 as of several days. For every application
that waited, the chance of an answer within 30 days is foretold from what was known on that day; what came is known too.
Printed: the mean logarithmic score (natural; nearer to 0 is better), the same for the plain rate so far, for
Kaplan-Meier, and for Kaplan-Meier of the answered ones alone; expected against come, with the noise of chance (95 %); and
the 90 % range of how many would come, in which what is not known of waiting and shared swings have their part.
"""

import csv
import itertools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from onward.statistics.record import Course
from onward.statistics.swings import Swings
from onward.statistics.waiting import Times, Waiting, times

AHEAD = 30
#: A forecast never says "certainly": Kaplan-Meier beyond its last answer would, and be wrong at an infinite price.
_LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Line:
    """One application of a log; days that are not there are None."""

    applied: date
    no: date | None
    yes: date | None


def us(folder: Path) -> tuple[list[Line], date]:
    """The log of 177 applications, and the day on which it ends."""
    lines = []
    for row in _rows(folder / "Merged.csv"):
        applied = _american(row["Date sent"])
        given = row["Date of 1st Response"].strip()
        first = _american(given) if given else None
        kind = row["Response?"]
        if first is not None and first < applied:
            first = applied
        yes = first if kind in {"Interview", "Inter+Rejec", "Offer"} else None
        lines.append(Line(applied, first if yes is None else None, yes))
    return lines, date(2023, 3, 13)


def fr(folder: Path) -> tuple[list[Line], date]:
    """The log of 447 applications: those that began with an application."""
    lines = []
    for row in _rows(folder / "10_2023_processed.csv"):
        if not row["application"]:
            continue
        applied = date.fromisoformat(row["application"])
        steps = [
            row[name]
            for name in ("phone_call", "1st_interview", "2nd_interview", "3rd_interview", "proposition")
        ]
        yes = min((date.fromisoformat(day[:10]) for day in steps if day), default=None)
        final = date.fromisoformat(row["final_answer"][:10]) if row["final_answer"] else None
        lines.append(Line(applied, final, yes if yes is None or yes >= applied else applied))
    return lines, date(2023, 11, 6)


def courses(lines: Iterable[Line], on: date) -> list[Course]:
    """The log as it was known at the end of that day."""
    return [
        Course(
            number,
            on,
            applied_on=line.applied,
            basis="applied",
            reached={"interview": line.yes} if line.yes and line.yes <= on else {},
            rejected_on=line.no if line.no and line.no <= on else None,
            status="rejected" if line.no and line.no <= on else "open",
        )
        for number, line in enumerate(lines)
        if line.applied <= on
    ]


def model(seen: Times) -> Callable[[int], float]:
    """What Onward foretells, by age."""
    waiting = Waiting(seen)
    return lambda age: waiting.within(age, AHEAD).estimate


def plain(seen: Times) -> Callable[[int], float]:
    """The share answered so far, whatever the age."""
    return lambda _age: seen.answered / max(seen.n, 1)


def kaplan_meier(seen: Times) -> Callable[[int], float]:
    """Kaplan and Meier's curve; what waits counts until its age."""
    return _conditional(seen, with_open=True)


def answered_alone(seen: Times) -> Callable[[int], float]:
    """The same of the answered ones alone, as if everything were answered in the end."""
    return _conditional(seen, with_open=False)


METHODS = {
    "onward": model,
    "plain rate": plain,
    "Kaplan-Meier": kaplan_meier,
    "answered alone": answered_alone,
}


def measure(name: str, lines: list[Line], dates: list[date], last: date) -> bool:
    """Print the scores of one log; True when Onward's is the best."""
    scores: dict[str, list[float]] = {method: [] for method in METHODS}
    within = 0
    foretold: list[float] = []
    came: list[bool] = []
    print(f"{name}: {len(lines)} applications")
    print(
        f"{'as of':12}{'waiting':>8}{'came':>6}{'expected':>10}{'range':>10}"
        + "".join(f"{method:>16}" for method in METHODS)
    )
    for on in dates:
        known = courses(lines, on)
        after = {one.id: one for one in courses(lines, min(on + timedelta(AHEAD), last))}
        waits = [one for one in known if one.waiting]
        outcome = np.array([after[one.id].answer is not None for one in waits])
        row = []
        for method, make in METHODS.items():
            chances = cautious([make_age(one.age) for make_age in [make(times(known))] for one in waits])
            score = np.log(np.where(outcome, chances, 1 - chances))
            scores[method] += list(score)
            row.append(score.mean())
            if method == "onward":
                foretold += list(chances)
                expected = chances.sum()
        came += list(outcome)
        coming = Swings(known, Waiting(times(known))).coming
        within += coming.low <= outcome.sum() <= coming.high
        print(
            f"{on.isoformat():12}{len(waits):8}{outcome.sum():6}{expected:10.1f}{f'{coming.low} to {coming.high}':>10}"
            + "".join(f"{one:16.4f}" for one in row)
        )
    means = {method: float(np.mean(all_scores)) for method, all_scores in scores.items()}
    print(f"  the 90 % range of how many would come held {within} of {len(dates)}")
    print(f"{'all':46}" + "".join(f"{mean:16.4f}" for mean in means.values()))
    _calibration(np.array(foretold), np.array(came))
    return max(means, key=lambda method: means[method]) == "onward"


def _calibration(foretold: np.ndarray, came: np.ndarray) -> None:
    print(
        f"  in all: n {len(came)}, expected {foretold.sum():.1f}, came {came.sum()} (an application counts once a date)"
    )
    edges = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 1.0]
    for low, high in itertools.pairwise(edges):
        own = (foretold >= low) & (foretold < high)
        if own.sum():
            noise = 1.96 * np.sqrt((foretold[own] * (1 - foretold[own])).sum())
            inside = abs(came[own].sum() - foretold[own].sum()) <= noise + 0.5
            print(
                f"  foretold {low:.0%} to {high:.0%}: n {own.sum()}, expected {foretold[own].sum():.1f} ± {noise:.1f}, "
                f"came {came[own].sum()}{'' if inside else '  OUTSIDE'}"
            )


def _conditional(seen: Times, *, with_open: bool) -> Callable[[int], float]:
    answers = np.concatenate([seen.yes, seen.no])
    others = np.concatenate([seen.withdrawn, seen.open]) if with_open else np.zeros(0, dtype=np.int64)
    left, curve = 1.0, {}
    every = np.concatenate([answers, others])
    for day in np.unique(answers):
        left *= 1 - (answers == day).sum() / (every >= day).sum()
        curve[int(day)] = left

    def of(day: int) -> float:
        return next((curve[one] for one in sorted(curve, reverse=True) if one <= day), 1.0)

    return lambda age: 1 - of(age + AHEAD) / of(age) if of(age) > 0 else 0.5


def cautious(chances: Iterable[float]) -> np.ndarray:
    """Chances as a forecast may say them."""
    return np.clip(np.array(list(chances), dtype=float), _LEAST, 1 - _LEAST)


def _american(text: str) -> date:
    month, day, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: list[str]) -> int:
    """Measure both logs."""
    folder = Path(arguments[0])
    lines, last = us(folder / "log-us-177")
    dates = [date(2021, 12, 31) + timedelta(30 * step) for step in range(10)]
    good = measure("US log", lines, dates, last)
    print()
    lines, last = fr(folder / "log-fr-447")
    dates = [date(2023, 9, 10) + timedelta(7 * step) for step in range(4)]
    good &= measure("French log", lines, dates, last)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
