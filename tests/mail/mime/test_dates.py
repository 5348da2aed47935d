"""Dates are aware, and the impossible ones are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onward.mail.mime import parse
from onward.mail.mime.dates import read_date

from .mails import mail


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 6 Jan 2025 10:00:00 +0100",
        "6 Jan 2025 10:00 +0100",
        "Mon, 06 Jan 2025 04:00:00 EST",
        "Mon Jan  6 09:00:00 2025",
        "2025-01-06T10:00:00+01:00",
        "2025-01-06 10:00:00 +0100",
        "Mon, 6 Jan 2025 10:00:00 +0100 (CET)",
        "Mon, 6 Jan 0125 10:00:00 +0100",
    ],
)
def test_forms_of_one_time(written: str) -> None:
    assert read_date(written.encode()) == datetime(2025, 1, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "Mon, 6 Jan 9999 10:00:00 +0000", "1 Jan 1970 00:00:00 +0000", "31 Feb 2025 10:00:00 +0000"],
)
def test_absurd_dates_are_none(written: str) -> None:
    assert parse(mail(f"Date: {written}")).date is None


def test_a_date_days_after_the_arrival_is_none() -> None:
    arrival = "Received: from a by b; Mon, 6 Jan 2025 10:00:00 +0000"
    late = parse(mail(arrival, "Date: Mon, 20 Jan 2025 10:00:00 +0000"))
    assert late.date is None
    assert late.received == datetime(2025, 1, 6, 10, tzinfo=UTC)
    assert parse(mail(arrival, "Date: Tue, 7 Jan 2025 10:00:00 +0000")).date is not None
    assert parse(mail(arrival, "Date: Mon, 6 May 2024 10:00:00 +0000")).date is not None
