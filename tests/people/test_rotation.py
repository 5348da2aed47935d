"""Which backups stay: seven days, four weeks, six months."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.people import rotation

TODAY = date(2026, 7, 15)


def test_a_year_of_daily_use_leaves_days_weeks_and_months() -> None:
    stay: set[date] = set()
    for number in range(365):
        stay = rotation.kept({*stay, TODAY - timedelta(days=364 - number)})
    latest = sorted(stay, reverse=True)
    assert latest[:7] == [TODAY - timedelta(days=number) for number in range(7)]
    assert len({day.isocalendar()[:2] for day in latest}) >= 4
    assert len({(day.year, day.month) for day in latest}) == 6
    assert len(latest) <= 7 + 4 + 6


def test_a_long_pause_throws_nothing_away() -> None:
    days = {TODAY - timedelta(days=400 + number) for number in range(7)}
    assert rotation.kept({*days, TODAY}) >= {TODAY, *sorted(days, reverse=True)[:6]}


@given(st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=60))
def test_the_latest_always_stays_and_choosing_again_changes_nothing(days: set[date]) -> None:
    stay = rotation.kept(days)
    assert stay <= days
    assert len(stay) <= 17
    assert not days or max(days) in stay
    assert rotation.kept(stay) == stay
