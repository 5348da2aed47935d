"""Weeks from whichever day they begin on."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.record import weeks

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_wednesday_is_in_three_different_weeks() -> None:
    day = date(2026, 7, 15)
    assert weeks.begins(day, weeks.MONDAY) == date(2026, 7, 13)
    assert weeks.begins(day, weeks.SUNDAY) == date(2026, 7, 12)
    assert weeks.begins(day, weeks.SATURDAY) == date(2026, 7, 11)


@given(days, st.integers(0, 120), st.sampled_from([0, 5, 6]), st.lists(st.integers(-10, 130), max_size=20))
def test_every_line_is_in_the_week_of_its_day(first: date, span: int, start: int, offsets: list[int]) -> None:
    last = first + timedelta(days=span)
    lines = sorted(first + timedelta(days=offset) for offset in offsets)
    found = weeks.by_week(((day, day) for day in lines), first, last, start)
    assert [day for week in found for day in week.lines] == [day for day in lines if first <= day <= last]
    assert all(week.first <= day <= week.last for week in found for day in week.lines)
    assert all(week.first.weekday() == start for week in found)
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    assert [one.first + timedelta(days=7) for one in found[:-1]] == [one.first for one in found[1:]]
