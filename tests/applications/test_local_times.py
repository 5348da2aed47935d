"""Moments of a database as the person's clock shows them: the same as the slow way, in every zone and on every day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.applications.local_times import LocalTimes
from onward.applications.stages import in_zone

ZONES = (
    "UTC", "Europe/Lisbon", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Jakarta",
    "Africa/Casablanca", "Pacific/Kiritimati",
)  # fmt: skip


@given(
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59))
    | st.datetimes(datetime(2023, 1, 1), datetime(2025, 1, 1)),
    st.booleans(),
    st.sampled_from(ZONES),
    st.booleans(),
)
def test_quick_and_slow_say_the_same(at: datetime, whole: bool, zone: str, marked: bool) -> None:
    at = at.replace(microsecond=0) if whole else at
    told = LocalTimes(ZoneInfo(zone)).tell(f"{at}{'+00' if marked else ''}")
    assert told == in_zone(at.replace(tzinfo=UTC), ZoneInfo(zone)).isoformat()


@pytest.mark.parametrize(("zone", "year"), [("Europe/Lisbon", 2024), ("Australia/Lord_Howe", 2023)])
def test_every_hour_of_a_year_of_one_clock(zone: str, year: int) -> None:
    times, there = LocalTimes(ZoneInfo(zone)), ZoneInfo(zone)
    for hour in range(366 * 24):
        at = datetime(year, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        assert times.tell(f"{at:%Y-%m-%d %H:%M:%S}") == at.astimezone(there).isoformat()


def test_parts_of_a_second_that_postgresql_shortens() -> None:
    told = LocalTimes(ZoneInfo("Europe/Lisbon")).tell("2024-07-01 09:00:00.5+00")
    assert told == "2024-07-01T10:00:00.500000+01:00"
