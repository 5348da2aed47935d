"""The package against scipy and lifelines, which worked the same cases out elsewhere (`bench/oracle.py` says how)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onward.statistics import funnel
from onward.statistics.comparisons import Cases, compare
from onward.statistics.waiting import Times, Waiting, times

from .conftest import many

ORACLE = json.loads((Path(__file__).parents[2] / "bench" / "oracle.json").read_text(encoding="utf-8"))
DAYS = [7, 14, 21, 30, 45, 60, 90]


def cases(name: str) -> list[Any]:
    return [
        pytest.param(one["given"], one["found"], id=str(number)) for number, one in enumerate(ORACLE[name])
    ]


@pytest.mark.parametrize(("given", "found"), cases("funnel"))
def test_the_funnel(given: dict[str, float], found: dict[str, float]) -> None:
    k, n = int(given["k"]), int(given["n"])
    ended = "applied@0 rejected@5" if given["a"] == 1.6 else "applied@0 interview@2 rejected@5"
    went = "applied@0 interview@5" if given["a"] == 1.6 else "applied@0 interview@2 offer@5"
    courses = many((n - k, ended), (k, went))
    steps = {step.begin: step for step in funnel.funnel(courses, Waiting(times(courses)))}
    one = steps["applied" if given["a"] == 1.6 else "interview"]
    assert (one.n, one.k) == (n, k)
    own = one.interval
    assert (own.estimate, own.low, own.high) == pytest.approx(
        (found["mean"], found["low"], found["high"]), abs=0.001
    )


@pytest.mark.parametrize(("given", "found"), cases("waiting"))
def test_competing_risks(given: dict[str, list[int]], found: dict[str, list[float]]) -> None:
    kinds = ("yes", "no", "withdrawn", "open_")
    record = Times(*(np.array(given[kind], dtype=np.int64) for kind in kinds))
    waiting = Waiting(record)
    # Templates are a prior, which is worth a few cases: the more there are, the nearer it comes.
    near = 0.02 if record.n < 1000 else 0.008
    assert waiting.come[:, DAYS].mean(axis=0) == pytest.approx(found["answered"], abs=near)
    assert waiting._yes[:, DAYS].mean(axis=0) == pytest.approx(found["yes"], abs=near)


@pytest.mark.parametrize(("given", "found"), cases("pooling"))
def test_pooling(given: dict[str, list[list[int]]], found: dict[str, Any]) -> None:
    nothing = np.zeros(0)
    told = compare("", [Cases(str(i), n, k, nothing, nothing) for i, (n, k) in enumerate(given["groups"])])
    assert [one.estimate for one in told.groups] == pytest.approx(found["means"], abs=0.003)
    assert told.evidence == pytest.approx(found["evidence"], rel=0.03)


def test_it_is_said_with_what_it_was_worked_out() -> None:
    assert set(ORACLE["with"]) == {"lifelines", "scipy"}
