"""Experiments: how many it takes, lots that cannot be steered, a result that is read once."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.statistics import experiments
from onward.statistics.experiments import Arm, arm_of, needed, result


def test_the_number_it_takes_is_that_of_the_usual_formula() -> None:
    assert needed(0.05, 0.10) == 432
    assert needed(0.08, 0.16) == 255
    with pytest.raises(ValueError, match="equal"):
        needed(0.1, 0.1)


def test_how_long_it_takes() -> None:
    assert experiments.weeks_needed(432, 8) == 108
    assert experiments.weeks_needed(432, 0) is None


@given(st.integers(20, 2000), st.floats(0.02, 0.6))
def test_the_smallest_difference_is_what_that_number_finds(each: int, usual: float) -> None:
    rise = experiments.smallest_difference(each, usual)
    assert 0 < rise <= 1 - usual
    if usual + rise < 0.999:
        assert needed(usual, usual + rise) <= each <= needed(usual, usual + rise * 0.98) + 1


@given(st.integers(0, 2**62), st.integers(1, 60))
def test_lots_are_even_in_every_block_and_always_the_same(seed: int, blocks: int) -> None:
    drawn = [arm_of(seed, place) for place in range(4 * blocks)]
    assert drawn == [arm_of(seed, place) for place in range(4 * blocks)]
    for start in range(0, len(drawn), 4):
        assert Counter(drawn[start : start + 4]) == {0: 2, 1: 2}


def test_lots_of_different_experiments_differ() -> None:
    assert len({tuple(arm_of(seed, place) for place in range(40)) for seed in range(30)}) == 30


def test_nothing_is_told_before_the_end() -> None:
    arms = [Arm("short", 200, 10), Arm("long", 200, 90)]
    assert result(arms, 255, ended=False) == experiments.Result(experiments.RUNNING)
    assert result(arms, 255, ended=True).verdict == experiments.IS_CLEAR
    assert result(arms, 900, ended=True).verdict == experiments.TOO_FEW


def test_a_result_names_the_better_version() -> None:
    found = result([Arm("short", 255, 50), Arm("long", 255, 20)], 255, ended=True)
    assert found.verdict == experiments.IS_CLEAR
    assert found.second_better is not None
    assert found.second_better < 0.01
    assert found.difference is not None
    assert found.difference.low < found.difference.estimate < found.difference.high < 0
    assert result([Arm("a", 255, 20), Arm("b", 255, 24)], 255, ended=True).verdict == experiments.NOT_CLEAR


def test_it_errs_and_finds_as_often_as_it_says() -> None:
    random = np.random.default_rng(2)

    def clear(first: float, second: float) -> int:
        arms = [
            Arm("a", 255, int(random.binomial(255, first))),
            Arm("b", 255, int(random.binomial(255, second))),
        ]
        return int(result(arms, 255, ended=True).verdict == experiments.IS_CLEAR)

    assert sum(clear(0.1, 0.1) for _ in range(200)) <= 20
    assert sum(clear(0.08, 0.16) for _ in range(200)) >= 145
