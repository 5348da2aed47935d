"""Shares on a grid, against exact figures and against an independent slow way."""

from math import comb, lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.statistics import proportions
from onward.statistics.base_rates import BASE_RATES
from onward.statistics.proportions import Share, beta, likelihood, posterior, robust


def by_hand(parts: list[tuple[float, float, float]], k: int, n: int) -> tuple[float, float, float]:
    """Mean and interval of a mixture of betas after k of n: an even grid of shares, nothing shared with the package."""
    p = (np.arange(200_000) + 0.5) / 200_000
    density = np.zeros_like(p)
    for weight, a, b in parts:
        scale = lgamma(a + b) - lgamma(a) - lgamma(b)
        density += weight * np.exp(scale + (a - 1 + k) * np.log(p) + (b - 1 + n - k) * np.log1p(-p))
    reached = np.cumsum(density) / density.sum()
    ends = (float(p[np.searchsorted(reached, chance)]) for chance in (0.05, 0.95))
    return float(p @ density / density.sum()), *ends


@pytest.mark.parametrize(("k", "n"), [(0, 1), (0, 12), (3, 15), (40, 100), (230, 500), (7, 7), (60, 3000)])
def test_the_mixture_agrees_with_an_independent_one(k: int, n: int) -> None:
    share = posterior(robust([(1, 1.6, 18.4)], n), likelihood(k, n - k))
    say = max(0.1, 1 / (1 + n))
    expected = by_hand([(say, 1.6, 18.4), (1 - say, 1, 1)], k, n)
    assert (share.estimate, share.low, share.high) == pytest.approx(expected, abs=5e-4)


def test_without_cases_the_stated_prior_speaks_alone() -> None:
    for rate in BASE_RATES.values():
        share = posterior(robust([(1, rate.a, rate.b)], 0), likelihood(0, 0))
        assert share.estimate == pytest.approx(rate.mean, abs=1e-3)
        assert (share.low, share.high) == pytest.approx((rate.low, rate.high), abs=0.011), rate.name


def coverage(n: int, truth: float) -> float:
    """The exact chance that the interval of n cases holds a true share."""
    prior = robust([(1, 1.6, 18.4)], n)
    held = 0.0
    for k in range(n + 1):
        share = posterior(prior, likelihood(k, n - k))
        if share.low <= truth <= share.high:
            held += comb(n, k) * truth**k * (1 - truth) ** (n - k)
    return held


@pytest.mark.parametrize("n", [10, 25, 60])
@pytest.mark.parametrize("rates", [(0.02, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.35), (0.35, 0.6)])
def test_intervals_hold_the_truth_as_often_as_they_say(n: int, rates: tuple[float, float]) -> None:
    truths = np.exp(np.linspace(log(rates[0]), log(rates[1]), 12))
    assert 0.86 <= np.mean([coverage(n, float(truth)) for truth in truths]) <= 0.955


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_estimate_and_lies_within_0_and_1(k: int, failed: int) -> None:
    share = posterior(robust([(1, 4, 8)], k + failed), likelihood(k, failed))
    assert 0 <= share.low < share.high <= 1
    assert share.low < share.estimate < share.high
    assert share.weights.sum() == pytest.approx(1)


def test_draws_are_the_same_each_time_and_follow_the_share() -> None:
    share = posterior(beta(1, 1), likelihood(5, 20))
    drawn = share.draws(2000)
    assert (drawn == share.draws(2000)).all()
    assert proportions.interval(drawn).low == pytest.approx(share.low, abs=0.003)
    assert proportions.interval(drawn).high == pytest.approx(share.high, abs=0.003)
    assert drawn.mean() == pytest.approx(share.estimate, abs=0.002)


def test_ends_are_those_of_numpy() -> None:
    drawn = np.random.default_rng(1).normal(size=(501, 3))
    low, high = proportions.ends(drawn)
    assert np.allclose(low, np.quantile(drawn, 0.05, axis=0))
    assert np.allclose(high, np.quantile(drawn, 0.95, axis=0))
    assert isinstance(Share(np.ones(2000) / 2000).interval.low, float)
