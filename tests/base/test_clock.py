"""The clock: a day that was travelled to ends where the person lives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from onward.base import clock

LISBON, TOKYO = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo")


@pytest.fixture(autouse=True)
def _real_time_after() -> Iterator[None]:
    yield
    clock.travel_to(None)


@pytest.mark.parametrize("zone", [LISBON, TOKYO, UTC, ZoneInfo("America/Los_Angeles")])
def test_a_day_is_that_day_for_the_person(zone: ZoneInfo) -> None:
    clock.travel_to(date(2026, 6, 12))
    assert clock.is_day()
    clock.settle(zone)
    there = clock.now().astimezone(zone)
    assert (there.date(), there.hour, there.minute) == (date(2026, 6, 12), 23, 59)


def test_a_moment_and_the_real_time_stay_as_they_are() -> None:
    moment = datetime(2026, 6, 12, 9, tzinfo=UTC)
    clock.travel_to(moment)
    clock.settle(TOKYO)
    assert clock.now() == moment
    assert not clock.is_day()
    clock.travel_to(date(2026, 6, 12))
    clock.travel_to(None)
    clock.settle(TOKYO)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 60
