"""The share of applications that get so far, with an interval that holds what it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.rejections import reach, wording


def test_the_example_of_the_voice() -> None:
    found = reach.share(3, 41)
    assert (round(100 * found.low), round(100 * found.high)) == (3, 16)
    assert found.enough


@pytest.mark.parametrize(("k", "n"), [(1, 3), (0, 0), (2, 12)])
def test_few_are_too_few(k: int, n: int) -> None:
    assert not reach.share(k, n).enough


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # Quantiles at 5 and 95 % of Beta(k + 1/2, n - k + 1/2), from scipy.stats.beta.ppf.
    [(1, 10, 0.0179, 0.3306), (5, 10, 0.2619, 0.7381), (30, 200, 0.1123, 0.1952)],
)
def test_the_interval_is_that_of_the_beta_distribution(k: int, n: int, low: float, high: float) -> None:
    found = reach.share(k, n)
    assert found.low == pytest.approx(low, abs=2e-3)
    assert found.high == pytest.approx(high, abs=2e-3)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_share_lies_within_and_more_data_says_more(k: int, more: int) -> None:
    n = k + more
    found = reach.share(k, n)
    assert 0 <= found.low <= found.high <= 1
    if n:
        assert found.low <= k / n <= found.high
        wider = found.high - found.low
        again = reach.share(10 * k, 10 * n)
        assert again.high - again.low <= wider + 1e-9
    assert np.isfinite([found.low, found.high]).all()


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="k of n"):
        reach.share(3, 2)


def test_every_figure_of_others_has_its_source_and_grade_in_words() -> None:
    for rate in reach.RATES.values():
        assert rate.low < rate.likely < rate.high
        assert rate.sources
        for key, grade in rate.sources:
            assert str(wording.SOURCES[key])
            assert str(wording.GRADES[grade])
