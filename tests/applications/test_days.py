"""Days as people write them; today is Wednesday, 6 March 2024."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.applications.days import UnclearDay, moment, parse_day
from onward.applications.stages import Fact, standing

TODAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T10:00:00+01:00", date(2024, 3, 5)),
        ("5.3.2024", date(2024, 3, 5)),
        ("05. 03. 24", date(2024, 3, 5)),
        ("25/12/2023", date(2023, 12, 25)),
        ("12/25/2023", date(2023, 12, 25)),
        ("4/4/23", date(2023, 4, 4)),
        ("5 March 2024", date(2024, 3, 5)),
        ("March 5th, 2024", date(2024, 3, 5)),
        ("3rd mar", date(2024, 3, 3)),
        ("24 Dec", date(2023, 12, 24)),
        (" Yesterday ", date(2024, 3, 5)),
        ("today", TODAY),
    ],
)
def test_days_are_read_as_meant(written: str, meant: date) -> None:
    assert parse_day(written, TODAY) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("5/3/2024", "ambiguous"),
        ("31.2.2024", "unreadable"),
        ("soon", "unreadable"),
        ("", "unreadable"),
        ("5 March 2024 or so", "unreadable"),
        ("9999-01-01", "far"),
        ("1024-03-05", "far"),
    ],
)
def test_what_is_unclear_is_said_to_be(written: str, why: str) -> None:
    with pytest.raises(UnclearDay) as unclear:
        parse_day(written, TODAY)
    assert unclear.value.why == why


@given(st.text(max_size=30) | st.from_regex(r"\d{1,4}[-./ ]\d{1,4}[-./ ]\d{1,4}", fullmatch=True))
def test_anything_is_a_day_or_unclear(written: str) -> None:
    try:
        assert 1970 <= parse_day(written, TODAY).year <= 2029
    except UnclearDay as unclear:
        assert unclear.why in {"unreadable", "ambiguous", "far"}  # noqa: PT017


def test_on_one_day_applying_comes_first_and_the_ending_last() -> None:
    facts = [Fact(kind, moment(TODAY, kind, UTC)) for kind in ("rejected", "interview", "applied")]
    assert standing(facts, UTC).status == "rejected"
    assert standing(facts, UTC).applied_on == TODAY
    assert moment(TODAY, "applied", ZoneInfo("Asia/Jakarta")).date() == TODAY
