"""Waiting: what comes, what never comes, and how sure that is; against independent ways and known truth."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from onward.statistics import delays
from onward.statistics import waiting as waiting_module
from onward.statistics.delays import DAYS, EDGES, LENGTHS
from onward.statistics.waiting import SILENT_DAYS, Times, Waiting, _perhaps_none, times

from .conftest import DAY_0, course, many


def seen(yes: list[int], no: list[int], withdrawn: list[int], open_: list[int]) -> Times:
    return Times(*(np.array(days, dtype=np.int64) for days in (yes, no, withdrawn, open_)))


NOTHING = Waiting(seen([], [], [], []))
FIFTEEN = seen([9, 23], [1, 2, 5, 17, 30], [12], [3, 20, 45, 60, 80, 90, 100])


def test_times_are_taken_from_what_was_timed() -> None:
    found = times(
        [
            course("applied@0 rejected@4"),
            course("applied@0 interview@9 rejected@30"),
            course("applied@0 withdrawn@7 rejected@9"),
            course("applied@100"),
            course("interview@3"),
            course("applied@5 rejected@5", basis="answered"),
        ]
    )
    assert [list(days) for days in (found.yes, found.no, found.withdrawn, found.open)] == [
        [9],
        [4],
        [7],
        [82],
    ]
    assert (found.n, found.answered) == (4, 2)


def test_answers_without_a_day_neither_pile_up_nor_vanish() -> None:
    days = [3, 6, 10, 14, 21, 30]
    dated = [course(f"applied@0 rejected@{day}", today=DAY_0 + timedelta(days=90)) for day in days * 5]
    silent = many((30, "applied@0"), today=DAY_0 + timedelta(days=90))
    span = {"rejected": (DAY_0, DAY_0 + timedelta(days=90))}
    loose = [replace(one, rejected_on=DAY_0, between=span) for one in dated]
    known = Waiting(times(dated + silent))
    half = Waiting(times(dated[::2] + loose[1::2] + silent))
    piled = Waiting(times(dated[::2] + [replace(one, between={}) for one in loose[1::2]] + silent))
    left_out = Waiting(times(dated[::2] + silent))
    for on in (7, 14, 30, 60):
        true = known.answered_by(on).estimate
        assert half.answered_by(on).estimate == pytest.approx(true, abs=0.07)
    assert half.n == known.n
    assert piled.answered_by(2).estimate > half.answered_by(2).estimate + 0.1
    assert left_out.never.estimate > half.never.estimate + 0.08


def test_as_of_a_past_day_answers_without_one_are_answers_still() -> None:
    """Of a table without days of answers only what was never answered would be left, and nobody would ever answer."""
    today = DAY_0 + timedelta(days=90)
    span = DAY_0, DAY_0 + timedelta(days=300)
    silent = many((30, "applied@0"), today=today)
    loose = many((30, "applied@0"), today=today, untold="no", untold_between=span)
    found = Waiting(times(silent + loose))
    assert found.n == 60
    assert 24 <= found.answered <= 30, "some of them may have come since"
    assert found.answered_by(365).estimate == pytest.approx(0.5, abs=0.07)
    fresh = many((30, "applied@88"), today=today, untold="interview", untold_between=(DAY_0, span[1]))
    assert Waiting(times(silent + fresh)).answered < 20, "most of them wait still"


def test_an_answer_lies_within_its_days_and_no_order_of_rows_matters() -> None:
    spans = [("no", 20, 25), ("yes", 0, 400), ("no", 20, 25), ("no", 500, 600)]
    seen_ = seen([9], [3, 8], [], [40, 50])
    first = waiting_module._placed(replace(seen_, between=tuple(spans)), Waiting(seen_))
    again = waiting_module._placed(replace(seen_, between=tuple(spans[::-1])), Waiting(seen_))
    assert sorted(first.no) == sorted(again.no)
    assert all(20 <= day <= 25 or day == DAYS - 1 for day in first.no[2:])
    assert len(first.yes) == 2


def test_before_anything_is_known_it_says_what_others_saw() -> None:
    assert NOTHING.never.estimate == pytest.approx(0.55, abs=0.04)
    assert NOTHING.never.low < 0.27
    assert NOTHING.never.high > 0.82
    assert NOTHING.expected_yes_to_come[0] == pytest.approx(0.08, abs=0.05)
    # The one log that we know: 61, 77, 81 and 95 % of the answers had come by these days.
    by = (NOTHING.come / NOTHING.come[:, -1:]).mean(axis=0)
    assert by[[7, 21, 30, 90]] == pytest.approx([0.61, 0.77, 0.81, 0.95], abs=0.12)


def test_a_curve_rises_and_silence_lowers_hope() -> None:
    waiting = Waiting(FIFTEEN)
    curve = [one for _day, one in waiting.curve(range(0, 365, 5))]
    assert all(before.estimate <= after.estimate for before, after in pairwise(curve))
    assert all(0 <= one.low <= one.estimate <= one.high <= 1 for one in curve)
    hopes = [waiting.still_to_come(day).estimate for day in SILENT_DAYS]
    assert hopes == sorted(hopes, reverse=True)
    assert waiting.yes_to_come(7).estimate < waiting.still_to_come(7).estimate
    assert waiting.within(30, 30).estimate < waiting.still_to_come(30).estimate
    assert waiting.answered_by(10_000).estimate == pytest.approx(float(waiting.come[:, -1].mean()))


def test_fifteen_applications_give_a_sensible_curve() -> None:
    waiting = Waiting(FIFTEEN)
    assert 0.3 < waiting.answered_by(90).estimate < 0.7
    assert waiting.answered_by(90).high - waiting.answered_by(90).low < 0.45
    assert waiting.nearly_all is not None
    assert 30 < waiting.nearly_all.estimate < 200
    assert waiting.nearly_all.low < waiting.nearly_all.estimate < waiting.nearly_all.high
    assert waiting.hope_is_small is None, "two steps further are too few to tell"


def test_days_are_told_from_five_answers_and_five_steps_further_on() -> None:
    assert Waiting(seen([], [1, 2, 5, 17], [], [40] * 20)).nearly_all is None
    assert Waiting(seen([], [1, 2, 5, 17, 30], [], [40] * 20)).nearly_all is not None
    small = Waiting(seen([9, 12, 17, 23, 30], [5, 6], [], [40] * 20)).hope_is_small
    assert small is not None
    assert 7 < small.estimate < 120
    assert small.low < small.estimate < small.high
    assert NOTHING.nearly_all is None


def test_the_same_record_gives_the_same_figures() -> None:
    assert (Waiting(FIFTEEN).come == Waiting(FIFTEEN).come).all()


def test_withdrawing_is_no_answer_and_no_silence() -> None:
    left = Waiting(seen([], [5] * 20, [8] * 20, []))
    stayed = Waiting(seen([], [5] * 20, [], [170] * 20))
    assert left.come[:, -1].mean() < 0.75
    # Who left might have been answered: less is known of never than where twenty wait in vain.
    assert left.never.high - left.never.low > stayed.never.high - stayed.never.low


def by_hand(record: Times, days: list[int], count: int = 30_000) -> np.ndarray:
    """The mean curve by weighing draws from the prior with the chance of the record: no formula of the package."""
    random = np.random.default_rng(5)
    chances = {}
    weights = np.zeros(count)
    for kind, ends in (("no", record.no), ("yes", record.yes)):
        prior = delays.templates(kind)
        which = random.integers(0, len(prior.hazards), count)
        firmness = prior.firmness[which]
        hazard = random.gamma(firmness, prior.hazards[which] / firmness)
        daily = np.repeat(hazard, LENGTHS, axis=1)
        chances[kind] = daily
        until = np.cumsum(daily, axis=1)
        for day in ends:
            weights += np.log(daily[:, day]) - (until[:, day] - daily[:, day] / 2)
        for day in [*(record.yes if kind == "no" else record.no), *record.withdrawn]:
            weights -= until[:, day] - daily[:, day] / 2
        for day in record.open:
            weights -= until[:, day]
    weights = np.exp(weights - weights.max())
    every = chances["no"] + chances["yes"]
    left = np.exp(-np.cumsum(every, axis=1))
    return np.asarray(weights @ (1 - left[:, days]) / weights.sum())


def test_the_closed_form_agrees_with_weighing_the_prior_by_hand() -> None:
    record = seen([9], [1, 5, 17], [], [20, 45, 60, 90])
    days = [3, 7, 21, 45, 90]
    waiting = Waiting(record, draws=4000)
    # Withdrawing is left out by hand; its chance is tiny here.
    assert waiting.come[:, days].mean(axis=0) == pytest.approx(by_hand(record, days), abs=0.015)


def aalen_johansen(record: Times, days: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """The shares of yes and of no by day, as Aalen and Johansen estimate them; plain loops."""
    ends = sorted(
        [(int(day), "yes") for day in record.yes]
        + [(int(day), "no") for day in record.no]
        + [(int(day), "withdrawn") for day in record.withdrawn]
        + [(int(day), "open") for day in record.open]
    )
    left, share, by = 1.0, {"yes": 0.0, "no": 0.0}, {}
    for day in range(DAYS):
        at_risk = sum(end >= day for end, _kind in ends)
        died = {kind: ends.count((day, kind)) for kind in ("yes", "no", "withdrawn")}
        if at_risk:
            for kind in share:
                share[kind] += left * died[kind] / at_risk
            left *= 1 - sum(died.values()) / at_risk
        by[day] = dict(share)
    return (np.array([by[day][kind] for day in days]) for kind in ("yes", "no"))


def test_with_many_cases_it_is_aalen_and_johansens_estimate() -> None:
    random = np.random.default_rng(3)
    kind = random.choice(4, 1500, p=[0.15, 0.35, 0.02, 0.48])
    late = np.where(
        random.uniform(size=1500) < 0.5, random.gamma(2, 1.2, 1500), random.gamma(3, 12, 1500)
    ).astype(int)
    age = random.integers(5, 200, 1500)
    known = (late <= age) & (kind < 3)
    record = seen(
        list(late[known & (kind == 0)]),
        list(late[known & (kind == 1)]),
        list(late[known & (kind == 2)]),
        list(age[~known]),
    )
    days = [7, 14, 21, 30, 45, 60, 90]
    yes, no = aalen_johansen(record, days)
    waiting = Waiting(record)
    assert waiting.come[:, days].mean(axis=0) == pytest.approx(yes + no, abs=0.01)
    assert waiting._yes[:, days].mean(axis=0) == pytest.approx(yes, abs=0.01)


def test_templates_are_chances_that_end_within_a_year() -> None:
    for kind in ("yes", "no"):
        prior = delays.templates(kind)
        assert prior.hazards.shape == prior.firmness.shape == (512, len(LENGTHS))
        assert (prior.hazards > 0).all()
        assert (np.exp(-(prior.hazards @ LENGTHS)) > 0.01).all()
    assert EDGES[-1] == DAYS == 366


def test_what_all_applications_share_is_seen_in_their_curve() -> None:
    quick = Waiting(times(many((60, "applied@0 rejected@2"), (5, "applied@0"))))
    assert quick.answered_by(7).estimate > 0.8
    assert quick.still_to_come(21).high < 0.4
    assert quick.nearly_all is not None
    assert quick.nearly_all.estimate < 40


def test_a_chance_that_may_be_none_has_its_tenth_at_the_upper_end() -> None:
    """From 0 to the end of nine draws in ten: with both halves of the tenth it would hold 95 of 100."""
    found = Waiting(seen([3, 5], [1, 2, 2, 4, 6, 7], [], [100] * 30))
    drawn = np.sort((found.come[:, -1] - found.come[:, 90]) / found.left[:, 90])
    told = found.still_to_come(90)
    assert drawn[50] < 0.005
    assert (told.low, told.estimate) == (0.0, pytest.approx(drawn.mean()))
    assert drawn[898] <= told.high <= drawn[901]
    few = _perhaps_none(np.array([0.0] * 92 + [0.02] * 8))
    assert few.high == few.estimate == pytest.approx(0.0016), (
        "a few large draws have the mean beyond nine of ten"
    )
    early = found.still_to_come(2)
    assert early.low > 0.005
    assert ((found.come[:, -1] - found.come[:, 2]) / found.left[:, 2] > early.high).mean() == pytest.approx(
        0.05, abs=0.002
    )
