"""Dates and counts as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from onward.ui.templatetags import words

#: A Wednesday.
NOW = datetime(2024, 3, 13, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wednesday(freeze) -> None:
    freeze(NOW)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (NOW, "today"),
        (NOW - timedelta(days=1), "yesterday"),
        (NOW + timedelta(days=1), "tomorrow"),
        (NOW - timedelta(days=2), "Monday"),
        (NOW - timedelta(days=6), "Thursday"),
        (NOW - timedelta(days=7), "6 March"),
        (NOW + timedelta(days=2), "15 March"),
        (datetime(2023, 12, 20, tzinfo=UTC), "20 December"),
        (datetime(2023, 3, 3, tzinfo=UTC), "3 March 2023"),
        (date(2024, 3, 12), "yesterday"),
        (None, ""),
    ],
)
def test_day(when: datetime | date | None, said: str) -> None:
    assert words.day(when) == said


def test_day_is_the_persons_own() -> None:
    late = datetime(2024, 3, 12, 22, 30, tzinfo=UTC)
    assert words.day(late) == "yesterday"
    with timezone.override("Asia/Jakarta"):
        assert words.day(late) == "today"
        assert words.moment(late) == "today, 05:30"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "today"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=12), "12 days ago"),
        (timedelta(days=91), "3 months ago"),
        (timedelta(days=800), "2 years ago"),
        (-timedelta(days=1), "tomorrow"),
        (-timedelta(days=5), "in 5 days"),
    ],
)
def test_ago(gone: timedelta, said: str) -> None:
    assert f">{said}</time>" in words.ago(NOW - gone)


def test_time_has_the_full_date_for_machines() -> None:
    found = words.ago(datetime(2024, 3, 1, 9, 5, tzinfo=UTC))
    assert (
        found == '<time datetime="2024-03-01T09:05:00+00:00" title="1 March 2024, 09:05">12 days ago</time>'
    )
    assert words.on(date(2024, 3, 12)) == (
        '<time datetime="2024-03-12" title="12 March 2024">yesterday</time>'
    )
    assert words.ago(None) == words.on(None) == ""


def test_a_bound_is_said_as_one_and_claims_no_hour() -> None:
    late = datetime(2024, 2, 1, 21, 0, tzinfo=UTC)
    assert words.on(late, "not_before") == (
        '<time datetime="2024-02-01" title="1 February 2024">1 February or later</time>'
    )
    assert ">1 February or before</time>" in words.on(late, "not_after")
    assert words.on(late, "") == words.on(late)


def test_count() -> None:
    assert words.count(1, "application") == "1 application"
    assert words.count(0, "entry") == "0 entries"
    assert words.count(3412, "message") == "3,412 messages"
    assert words.count(None, "day") == "0 days"


def test_every_noun_has_two_forms() -> None:
    for noun in words.NOUNS:
        assert words.count(1, noun) == f"1 {noun}"
        assert words.count(2, noun) != f"2 {noun}"
