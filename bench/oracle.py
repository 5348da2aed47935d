"""What others make of the same cases: funnel, competing risks and pooling by scipy and lifelines, kept as figures.

    python -m venv other && other/bin/pip install lifelines==0.30.3
    other/bin/python bench/oracle.py

reads the cases of `bench/oracle.json`, works them out again and writes what it found beside them. Nothing of Onward is
imported here, and Onward needs neither package: `tests/statistics/test_oracle.py` holds its figures against these.
"""

import json
from pathlib import Path

import lifelines
import numpy as np
import pandas
import scipy
from scipy import integrate, optimize, special, stats

FIGURES = Path(__file__).with_suffix(".json")
DAYS = (7, 14, 21, 30, 45, 60, 90)
#: How far log-odds of groups may lie apart, and the shares between which their middle lies; as the docs say.
SPREADS = (0.15, 0.3, 0.6, 1.0, 1.6)
MIDDLES = (-5.5, 3.5)


def funnel(k: int, n: int, a: float, b: float) -> dict[str, float]:
    """Mean and 90 % interval after k of n: Beta(a, b) with 1 / (1 + n) of the say, at least a tenth, beside Beta(1, 1)."""
    say = max(0.1, 1 / (1 + n))
    parts = [(say, a, b), (1 - say, 1, 1)]
    logs = np.array(
        [np.log(w) + special.betaln(p + k, q + n - k) - special.betaln(p, q) for w, p, q in parts if w]
    )
    weights = np.exp(logs - special.logsumexp(logs))
    mixed = [stats.beta(p + k, q + n - k) for w, p, q in parts if w]

    def quantile(chance: float) -> float:
        return float(
            optimize.brentq(
                lambda x: sum(w * one.cdf(x) for w, one in zip(weights, mixed, strict=True)) - chance, 0, 1
            )
        )

    mean = float(sum(w * one.mean() for w, one in zip(weights, mixed, strict=True)))
    return {"mean": mean, "low": quantile(0.05), "high": quantile(0.95)}


def waiting(yes: list[int], no: list[int], withdrawn: list[int], open_: list[int]) -> dict[str, list[float]]:
    """The shares that went on, and that were answered at all, by each of the days: Aalen and Johansen's estimate."""
    rows = [(d, code) for code, days in ((1, yes), (2, no), (3, withdrawn), (0, open_)) for d in days]
    table = pandas.DataFrame(rows, columns=["day", "end"])
    # An end lies within its day, who waits has waited to the end of today: so that ties fall as they do there.
    days = table["day"] + np.where(table["end"] == 0, 1.0, 0.5)
    found = {}
    for name, code in (("yes", 1), ("no", 2)):
        fitted = lifelines.AalenJohansenFitter(calculate_variance=False, jitter_level=1e-6, seed=1)
        fitted.fit(days, table["end"], event_of_interest=code)
        curve = fitted.cumulative_density_.iloc[:, 0]
        found[name] = [float(curve[curve.index <= day + 1].iloc[-1]) for day in DAYS]
    return {"yes": found["yes"], "answered": [a + b for a, b in zip(found["yes"], found["no"], strict=True)]}


def pooling(groups: list[list[int]]) -> dict[str, object]:
    """Pooled means of groups (n, k) and the evidence for a difference, by quadrature."""
    low, high = special.expit(MIDDLES[0]), special.expit(MIDDLES[1])

    def seen(n: int, k: int, middle: float, spread: float, power: int) -> float:
        def at(z: float) -> float:
            p = special.expit(special.logit(middle) + spread * z)
            return float(p**power * stats.binom.pmf(k, n, p) * stats.norm.pdf(z))

        return float(integrate.quad(at, -7, 7, limit=200, points=[-2, 0, 2])[0])

    def all_seen(spread: float, which: int | None) -> float:
        def at(middle: float) -> float:
            return float(
                np.prod(
                    [seen(n, k, middle, spread, int(number == which)) for number, (n, k) in enumerate(groups)]
                )
            )

        top = sum(k for _n, k in groups) / sum(n for n, _k in groups)
        return float(integrate.quad(at, low, high, limit=100, points=[top], epsrel=1e-4)[0]) / (high - low)

    whole = sum(all_seen(spread, None) for spread in SPREADS)
    means = [sum(all_seen(spread, one) for spread in SPREADS) / whole for one in range(len(groups))]
    n, k = sum(n for n, _k in groups), sum(k for _n, k in groups)
    ways = sum(np.log(special.comb(n, k)) for n, k in groups)
    alike = np.exp(special.betaln(k + 1, n - k + 1) + ways)
    return {"means": means, "evidence": float(whole / len(SPREADS) / alike)}


def main() -> None:
    """Work the cases out again."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    kept["with"] = {"lifelines": lifelines.__version__, "scipy": scipy.__version__}
    for name, work in (("funnel", funnel), ("waiting", waiting), ("pooling", pooling)):
        for one in kept[name]:
            one["found"] = work(**one["given"])
    FIGURES.write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
