"""A forecast is looked at once its day has passed, and not after a yes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from onward.applications.actions import create_application
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User
from onward.statistics import actions
from onward.statistics.suggestions import suggestions

MAY = date(2024, 5, 1)
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def _forecast(owner: User, freeze: Callable[[date | datetime], None]) -> None:
    freeze(NOON)
    place = create_application(owner, {"company": "Nordlicht"}, [Fact("applied", NOON)]).applications[0]
    actions.forecast(owner, place, "interview", 30, MAY + timedelta(days=9))


def told(owner: User) -> list[str]:
    return [one.title for one in suggestions(owner, clock.now())]


@pytest.mark.usefixtures("_forecast")
@pytest.mark.parametrize(("days", "comes"), [(8, False), (9, False), (10, True), (30, True), (31, False)])
def test_from_the_day_after_its_last_one_for_three_weeks(
    owner: User, freeze: Callable[[date | datetime], None], days: int, comes: bool
) -> None:
    freeze(NOON + timedelta(days=days))
    assert told(owner) == ["See what became of your forecast for Nordlicht"] * comes


@pytest.mark.usefixtures("_forecast")
def test_after_a_yes_no_forecast_is_looked_at(owner: User, freeze: Callable[[date | datetime], None]) -> None:
    freeze(NOON + timedelta(days=10))
    create_application(owner, {"company": "Corvo"}, [Fact("accepted", NOON)])
    assert told(owner) == []
