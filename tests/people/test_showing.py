"""The moment up to which what had waited is shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from onward.people.showing import AT_ONCE, DAILY, WEEKLY, WHEN_OPENED, last_moment

LISBON = ZoneInfo("Europe/Lisbon")
#: A Wednesday.
NOON = datetime(2026, 7, 15, 11, 0, tzinfo=UTC)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Lisbon", "Asia/Kolkata", "America/New_York", "Pacific/Auckland")]
)


def test_at_once_is_now_and_when_opened_never() -> None:
    assert last_moment(AT_ONCE, 18, 4, NOON, LISBON) == NOON
    assert last_moment(WHEN_OPENED, 18, 4, NOON, LISBON) is None
    assert last_moment("a mode of a later Onward", 18, 4, NOON, LISBON) is None


def test_an_hour_of_each_day_on_the_clocks_of_the_person() -> None:
    assert last_moment(DAILY, 12, 0, NOON, LISBON) == NOON  # 11:00 UTC is 12:00 in Lisbon in summer
    assert last_moment(DAILY, 13, 0, NOON, LISBON) == datetime(2026, 7, 14, 13, tzinfo=LISBON)


def test_a_day_of_the_week() -> None:
    assert last_moment(WEEKLY, 18, 4, NOON, LISBON) == datetime(2026, 7, 10, 18, tzinfo=LISBON)
    assert last_moment(WEEKLY, 9, 2, NOON, LISBON) == datetime(2026, 7, 15, 9, tzinfo=LISBON)
    assert last_moment(WEEKLY, 20, 2, NOON, LISBON) == datetime(2026, 7, 8, 20, tzinfo=LISBON)


@given(moments, zones, st.integers(0, 23), st.integers(0, 6))
def test_it_has_come_and_the_next_has_not(now: datetime, zone: ZoneInfo, hour: int, day: int) -> None:
    for mode, days in ((DAILY, 1), (WEEKLY, 7)):
        moment = last_moment(mode, hour, day, now, zone)
        assert moment is not None
        # An hour that the clocks skip or repeat moves the moment by one.
        assert timedelta(0) <= now - moment <= timedelta(days=days, hours=1)
        assert mode == DAILY or moment.weekday() == day
