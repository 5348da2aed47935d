"""Forecasts against what came."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onward.statistics.expectations import Forecast, already, calibration, outcome

from .conftest import DAY_0, course


def expect(application: int, chance: float, asked: str = "interview", by: int = 60) -> Forecast:
    return Forecast(application, asked, chance, DAY_0, DAY_0 + timedelta(days=by))


@pytest.mark.parametrize(
    ("told", "asked", "by", "came"),
    [
        ("applied@0 interview@20", "interview", 60, True),
        ("applied@0 interview@70", "interview", 60, False),
        ("applied@0 rejected@20", "answer", 60, True),
        ("applied@0 rejected@20", "interview", 400, False),
        ("applied@0 withdrawn@20", "offer", 400, False),
        ("applied@0", "answer", 60, False),
        ("applied@0", "answer", 400, None),
        ("applied@0 interview@20", "offer", 400, None),
    ],
)
def test_a_forecast_is_settled_once_it_came_or_no_longer_can(
    told: str, asked: str, by: int, came: bool | None
) -> None:
    assert outcome(expect(1, 0.5, asked, by), course(told)) is came


def test_who_made_no_forecast_is_shown_none() -> None:
    assert calibration([], {}) is None


def test_open_forecasts_wait() -> None:
    found = calibration([expect(1, 0.5, by=400)], {1: course("applied@0")})
    assert found is not None
    assert (found.settled, found.open, found.share, found.leaning) == (0, 1, None, "too few")


@pytest.mark.parametrize(
    ("chance", "came", "leaning"), [(0.6, 2, "hopeful"), (0.1, 12, "cautious"), (0.3, 6, "fitting")]
)
def test_which_way_forecasts_lean(chance: float, came: int, leaning: str) -> None:
    known = {
        number: course("applied@0 interview@20" if number < came else "applied@0") for number in range(20)
    }
    found = calibration([expect(number, chance) for number in known], known)
    assert found is not None
    assert (found.settled, found.came, found.leaning) == (20, came, leaning)
    assert found.brier == pytest.approx((came * (1 - chance) ** 2 + (20 - came) * chance**2) / 20)
    [band] = found.bands
    assert (band.n, band.came) == (20, came)
    assert band.expected == pytest.approx(chance)
    assert band.share.low < came / 20 < band.share.high


def test_every_chance_has_a_band_and_few_say_nothing() -> None:
    known = {number: course("applied@0") for number in range(6)}
    found = calibration([expect(number, number / 5) for number in known], known)
    assert found is not None
    assert sum(band.n for band in found.bands) == 6
    assert found.leaning == "too few"
    assert calibration([expect(99, 0.5)], known) is not None  # an application that is not there any more
    assert date(2024, 1, 1) == DAY_0


def test_what_had_come_before_is_no_forecast() -> None:
    made = [replace(expect(1, 1.0), made_on=DAY_0 + timedelta(days=day)) for day in (19, 20, 21)]
    found = calibration(made, {1: course("applied@0 interview@20")})
    assert found is not None
    assert (found.settled, found.came, found.open) == (2, 2, 0)
    assert [already(one, course("applied@0 interview@20")) for one in made] == [False, False, True]
    assert not already(made[2], course("applied@0"))
