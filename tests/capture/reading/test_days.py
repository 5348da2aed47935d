"""Days as postings write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.capture.reading import days

SEEN = date(2025, 2, 10)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("2025-03-15T23:59:00-05:00", "", date(2025, 3, 15)),
        ("20250207", "", date(2025, 2, 7)),
        ("02.03.2025", "de", date(2025, 3, 2)),
        ("31/05/2025", "", date(2025, 5, 31)),
        ("03/02/2025", "pt-BR", date(2025, 2, 3)),
        ("03/02/2025", "en-US", date(2025, 3, 2)),
        ("03/02/2025", "en-GB", date(2025, 2, 3)),
        ("03/02/2025", "en", None),
        ("Friday 14 March 2025, 12 noon", "en", date(2025, 3, 14)),
        ("March 3rd, 2025", "en", date(2025, 3, 3)),
        ("Wed Mar 05 02:00:00 UTC 2025", "", date(2025, 3, 5)),
        ("20 de enero de 2025", "es", date(2025, 1, 20)),
        ("1er février 2025", "fr", date(2025, 2, 1)),
        ("28 lutego 2025", "pl", date(2025, 2, 28)),
        ("3 april", "nl", date(2025, 4, 3)),
        ("28 December", "en", date(2024, 12, 28)),
        ("3 days ago", "en", date(2025, 2, 7)),
        ("vor 2 Wochen", "de", date(2025, 1, 27)),
        ("il y a 5 jours", "fr", date(2025, 2, 5)),
        ("hace un día", "es", date(2025, 2, 9)),
        ("5 hours ago", "en", SEEN),
        ("30+ days ago", "en", None),
        ("gestern", "de", date(2025, 2, 9)),
        ("31.02.2025", "de", None),
        ("as soon as possible", "en", None),
        ("12.03.1871", "de", None),
    ],
)
def test_a_day(text: str, language: str, found: date | None) -> None:
    assert days.find(text, language, SEEN) == found


def test_without_knowing_when_the_page_was_seen_a_day_without_a_year_is_none() -> None:
    assert days.find("28 February") is None
    assert days.find("yesterday") is None


@given(st.dates(date(2015, 1, 1), date(2034, 12, 31)))
def test_iso_days_are_read_in_any_language(day: date) -> None:
    assert {days.find(day.isoformat(), tongue) for tongue in ("", "en-US", "de", "sv")} == {day}


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    days.find(text, "", SEEN)
