"""Free writing rests: once a day, five days in a row at most."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.journal import rest
from onward.journal.rest import Rest

FIRST = date(2024, 3, 4)


def days(*numbers: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in numbers]


def test_nothing_written_nothing_to_rest_from() -> None:
    assert rest.rest([], FIRST) is None
    assert rest.rest(days(0, 1, 2, 3), days(4)[0]) is None


def test_once_a_day() -> None:
    assert rest.rest(days(0), FIRST) == Rest(days(1)[0], 1)
    assert rest.rest(days(0), days(1)[0]) is None


def test_five_days_in_a_row_and_then_a_week() -> None:
    for today in range(4, 12):
        assert rest.rest(days(0, 1, 2, 3, 4), days(today)[0]) == Rest(days(12)[0], 5)
    assert rest.rest(days(0, 1, 2, 3, 4), days(12)[0]) is None


def test_a_gap_begins_a_new_count() -> None:
    assert rest.rest(days(0, 1, 3, 4, 5, 6), days(7)[0]) is None
    assert rest.rest(days(0, 1, 3, 4, 5, 6, 7), days(8)[0]) == Rest(days(15)[0], 5)


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(0, 70))
def test_never_six_days_in_a_row_and_the_order_does_not_matter(written: list[int], today: int) -> None:
    kept = days(*written)
    found = rest.rest(kept, days(today)[0])
    assert found == rest.rest(reversed(kept), days(today)[0])
    before = {FIRST + timedelta(days=today - back) for back in range(1, 6)}
    if before <= set(kept):
        assert found is not None
    if found is not None:
        assert found.until > days(today)[0]


@given(st.integers(1, 60))
def test_somebody_who_writes_whenever_it_is_offered_writes_five_days_of_twelve(number: int) -> None:
    written: list[date] = []
    for today in days(*range(number)):
        if rest.rest(written, today) is None:
            written.append(today)
    assert [(day - FIRST).days % 12 < 5 for day in written] == [True] * len(written)
