"""The invented searches have the truth that they say, and the intervals keep their word on some of them."""

import numpy as np
import pytest
from bench.simulated_searches import HORIZON, NEVER, courses, draw, draw_search, draw_truth

from bench import statistics


def test_a_seed_gives_the_same_search_again() -> None:
    one, other = draw([3, 1]), draw([3, 1])
    assert (one.applied == other.applied).all()
    assert (one.no == other.no).all()
    assert one.as_of == other.as_of
    assert len(draw([3, 2]).applied) != len(one.applied)


def test_truths_lie_in_their_ranges() -> None:
    truths = [draw([3, number]).truth for number in range(200)]
    assert all(0.018 <= truth.rate <= 0.61 for truth in truths)
    assert all(0.08 <= truth.never <= 0.81 for truth in truths)
    assert all(truth.answered_by().shape == (HORIZON,) for truth in truths)
    sizes = [len(draw([3, number]).applied) for number in range(200)]
    assert min(sizes) >= 15
    assert max(sizes) <= 500


def test_a_large_search_shows_its_truth() -> None:
    random = np.random.default_rng(4)
    truth = draw_truth(random, 0.2, 0.5)
    search = draw_search(random, truth, 40_000)
    first = np.minimum(search.yes, search.no) - search.applied
    assert (search.yes < NEVER).mean() == pytest.approx(truth.rate, abs=0.02)
    for day in (3, 14, 60):
        assert (first <= day).mean() == pytest.approx(truth.answered_by()[day], abs=0.01)
        silent = (first > day) & (search.withdrawn - search.applied > day)
        assert (first[silent] < NEVER / 2).mean() == pytest.approx(truth.still_to_come()[day], abs=0.02)


def test_nothing_of_the_future_is_known() -> None:
    search = draw([3, 7])
    for course in courses(search):
        days = [*course.reached.values(), course.rejected_on, course.withdrawn_on, course.applied_on]
        assert all(day is None or day <= course.seen_on for day in days)


def test_intervals_hold_the_truth_in_a_small_sample() -> None:
    found = statistics.cover([draw([8, number]) for number in range(120)], draws=300)
    for name in ("funnel, to interview", "waiting, curve", "waiting, if silent"):
        # Nine in ten, within what chance allows for so few.
        assert 0.81 <= found.all[name].covers <= 0.97, name
    assert found.all["funnel, to interview"].beside < 1
    assert found.all["waiting, curve"].beside < 1


def test_groups_that_are_the_same_are_rarely_called_different() -> None:
    one, several = statistics.false_alarms(25)
    assert one <= 0.08
    assert several <= 0.08


def test_the_exact_interval_and_the_plain_band_are_those_of_the_books() -> None:
    # 3 of 12: 0.0719 to 0.5273, from tables of the beta distribution.
    assert statistics.clopper_pearson_width(3, 12) == pytest.approx(0.5273 - 0.0719, abs=0.002)
    assert statistics.clopper_pearson_width(0, 10) == pytest.approx(1 - 0.05 ** (1 / 10), abs=0.002)
