"""How many answers are foretold: more widely where answers came in waves, and never by what was not known."""

from datetime import timedelta
from math import lgamma, log

import numpy as np
import pytest
from bench.simulated_searches import NEVER, courses, draw_search, draw_truth
from bench.waves import pace

from onward.statistics import swings
from onward.statistics.record import Course
from onward.statistics.swings import VARIANCES, Coming, Swings, past
from onward.statistics.waiting import Waiting, times

from .conftest import DAY_0, course, many


def of(known: list[Course]) -> Swings:
    return Swings(known, Waiting(times(known)))


def test_expected_and_come_are_counted_from_the_same_applications() -> None:
    today = DAY_0 + timedelta(days=100)
    known = [course(f"applied@{day} rejected@{day + 5 + day % 7}", today=today) for day in range(80)]
    known += many((40, "applied@30"), (5, "applied@3 withdrawn@40"), today=today)
    found = past(known, Waiting(times(known)))
    assert found.came.sum() == 80
    assert found.expected.sum() == pytest.approx(80, rel=0.1), "what is expected adds up to what came"
    by_hand = [
        sum(0 <= 100 - (day + 5 + day % 7) - 15 * span < 15 for day in range(80)) for span in range(len(found.came))
    ]  # fmt: skip
    assert list(found.came) == by_hand


def test_what_is_exposed_is_worked_out_by_hand() -> None:
    known = [
        course("applied@0 rejected@20", today=DAY_0 + timedelta(days=40)),
        *many((8, "applied@2 rejected@9")),
    ]
    waiting = Waiting(times(known))
    come, left = waiting.come.mean(axis=0), waiting.left.mean(axis=0)
    a_day = [
        (come[day] - (come[day - 1] if day else 0)) / (left[day - 1] if day else 1) for day in range(366)
    ]
    found = past(known[:1], waiting)
    # Days 26 to 40, 11 to 25 and 0 to 10 of the calendar; it was answered on day 20.
    assert list(found.came) == [0, 1, 0]
    assert found.expected == pytest.approx([0, sum(a_day[11:21]), sum(a_day[:11])])


def test_answers_without_a_day_tell_nothing_of_waves() -> None:
    span = {"rejected": (DAY_0, DAY_0 + timedelta(days=90))}
    known = [*many((12, "applied@0 rejected@9")), *many((30, "applied@0 rejected@5"), between=span)]
    assert past(known, Waiting(times(known))).came.sum() == 12


def test_a_no_after_the_person_had_left_is_neither_expected_nor_come() -> None:
    left = course("applied@0 withdrawn@5 rejected@40", today=DAY_0 + timedelta(days=44))
    known = [left, *many((12, "applied@0 rejected@9"))]
    found = past([left], Waiting(times(known)))
    assert list(found.came) == [0, 0, 0]
    assert found.expected[:2] == pytest.approx([0, 0])


def test_waves_widen_and_evenness_narrows() -> None:
    """The same numbers of answers after the same days, on even days or on a few."""
    today = DAY_0 + timedelta(days=400)
    even = [course(f"applied@{day} rejected@{day + 10}", day, today) for day in range(0, 360, 3)]
    heaps = [
        course(f"applied@{day // 90 * 90 + day % 12} rejected@{day // 90 * 90 + 10 + day % 12}", day, today)
        for day in range(0, 360, 3)
    ]
    shared = [
        course(f"applied@{day} rejected@{(day // 60 + 1) * 60 + 5}", day, today) for day in range(0, 360, 2)
    ]
    open_ = many((60, "applied@396"), today=today)
    calm, wild = of([*even, *open_]), of([*shared, *open_])
    assert calm.believed[0] > 0.3
    assert wild.believed[-3:].sum() > 0.9
    assert of([*heaps, *open_]).believed @ VARIANCES < 0.15, "who applies in heaps is answered in heaps"
    # Who heard nothing for a month from sixty that would usually have been answered had a wave, too.
    assert of([*even, *many((60, "applied@370"), today=today)]).believed[0] < 0.1


def test_evidence_by_hand() -> None:
    came, expected = np.array([3.0, 0.0, 7.0]), np.array([2.0, 4.0, 4.0])

    def negative_binomial(k: float, mean: float, variance: float) -> float:
        shape = 1 / variance
        return (
            lgamma(k + shape) - lgamma(shape) + shape * log(shape / (shape + mean)) + k * log(mean / (shape + mean))
        )  # fmt: skip

    by_hand = [
        np.log(
            sum(
                np.exp(sum(negative_binomial(k, level * mean, variance) for k, mean in zip(came, expected, strict=True)))
                for level in np.exp(np.linspace(-1.6, 1.6, 33))
            )
        )
        for variance in (0.3, 0.000001)
    ]  # fmt: skip
    assert swings._evidence(came, expected, 0.3) == pytest.approx(by_hand[0], abs=1e-6)
    assert swings._evidence(came, expected, 0.0) == pytest.approx(by_hand[1], abs=1e-3)


def test_with_nothing_known_the_prior_stays() -> None:
    none = of(many((12, "applied@170")))
    assert none.believed.sum() == pytest.approx(1)
    assert none.believed[0] == pytest.approx(0.25)
    assert of([]).coming == Coming(0, 0.0, 0, 0)


def test_what_is_not_open_is_not_waited_for() -> None:
    found = of(many((20, "applied@150"), (10, "applied@150 rejected@160"), (3, "applied@100 withdrawn@150")))
    assert found.coming.waiting == 20
    assert 0 <= found.coming.low <= found.coming.expected <= found.coming.high <= 20


def test_the_same_record_says_the_same() -> None:
    known = many((20, "applied@150"), (10, "applied@120 rejected@130"))
    assert of(known).coming == of(known).coming


def test_the_range_holds_what_comes_where_answers_come_in_waves() -> None:
    """120 searches of which the truth is known; the figures for many more are in `bench.waves`."""
    held = looks = 0
    for number in range(120):
        random = np.random.default_rng([97, number])
        truth = draw_truth(random)
        search = draw_search(random, truth, int(random.integers(40, 250)), pace=pace(random))
        on = int(random.integers(40, max(search.as_of, 41)))
        known, later = courses(search, on), {one.id: one for one in courses(search, on + swings.AHEAD)}
        waits = [one for one in known if one.waiting]
        if len(waits) < 10:
            continue
        found = Swings(known, Waiting(times(known), draws=300)).coming
        came = sum(later[one.id].answer is not None for one in waits)
        held, looks = held + (found.low <= came <= found.high), looks + 1
    assert looks > 80
    assert 0.84 <= held / looks <= 0.99


def test_a_pace_moves_answers_and_loses_none() -> None:
    truth = draw_truth(np.random.default_rng(5))
    usual = draw_search(np.random.default_rng(6), truth, 200, weeks=20)
    even = draw_search(np.random.default_rng(6), truth, 200, weeks=20, pace=np.ones(2000))
    slow = draw_search(np.random.default_rng(6), truth, 200, weeks=20, pace=np.full(2000, 0.5))
    came = usual.yes < NEVER
    assert (came.sum(), usual.yes[came].sum()) == ((even.yes < NEVER).sum(), even.yes[even.yes < NEVER].sum())
    waited, longer = (usual.yes - usual.applied)[came], (slow.yes - slow.applied)[came]
    assert (longer >= 2 * waited).all()
