"""Searches with delays of another shape have that shape, and the truth that they say."""

import numpy as np
import pytest
from bench.shapes import SHAPES, draw, measured
from bench.simulated_searches import HORIZON, NEVER


@pytest.mark.parametrize("shape", SHAPES)
def test_what_comes_has_come_by_the_end_and_never_goes_back(shape: str) -> None:
    for number in range(20):
        by = SHAPES[shape](np.random.default_rng([3, number]))
        assert by.shape == (HORIZON,)
        assert (np.diff(by) >= 0).all()
        assert 0 <= by[0] <= by[-1] <= 1


def test_answers_come_in_the_shape_that_was_asked_for() -> None:
    def days(shape: str) -> set[int]:
        searches = [draw(shape, [4, number]) for number in range(20)]
        first = [np.minimum(one.yes, one.no) - one.applied for one in searches]
        return {int(day) for one in first for day in one if day < NEVER / 2}

    assert {day % 7 for day in days("on one day of each week")} == {0}
    assert max(days("even up to a day from 20 to 60")) < 60
    assert max(days("exponential, nothing after day 45")) < 45
    assert max(days("one in ten after a year")) > 365


def test_an_even_spread_is_held() -> None:
    found = measured("even up to a day from 20 to 60", 60, 5).all
    assert found["waiting, curve"].covers > 0.8
    assert found["waiting, if silent"].covers > 0.75
