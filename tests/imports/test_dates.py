"""Days as cells have them, and what only their column can tell."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.imports import date_columns, dates
from tests.imports.saying import telling

TODAY = date(2025, 6, 1)
MARCH = date(2025, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-03", "2025/3/3", "2025.03.03", "20250303", "3.3.2025", "03.03.25", "3/3/2025", "3-3-2025", "3 Mar 2025",
        "03-Mar-25", "Mar 3, 2025", "March 3rd, 2025", "3. März 2025", "3 mars 2025", "3 de marzo de 2025", "3 marzo 2025",
        "3 maart 2025", "3 de março de 2025", "3 Maret 2025", "3 marca 2025", "Montag, 3. März 2025", "lun. 3 mars 2025",
        "2025年3月3日", "45719", "2025-03-03T10:00:00Z", "2025-03-03 10:00:00+02:00", "Mon 3 Mar 2025 at 10:00",
        "March 3, 2025 → March 5, 2025", "3/3/2025 - 5/3/2025",
    ],
)  # fmt: skip
def test_the_third_of_march(text: str) -> None:
    written = dates.read(text)
    assert written is not None
    assert written.day("dmy") == written.day("mdy") == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "55,000",
        "60k",
        "Q3",
        "3 of 5",
        "phone 3/4",
        "2/3 done",
        "12345",
        "31.2.2025",
        "99/99/2025",
        "0.0.",
        "room 3.3.2025 b",
        "",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert dates.read(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [("3.3.2025 17:00", (17, 0)), ("3/3/25, 11:39 PM", (23, 39)), ("3 mars 2025 à 9h30", (9, 30)), ("3.3.2025 14 Uhr", (14, 0)),
     ("3/3/2025 12:05 AM", (0, 5))],
)  # fmt: skip
def test_the_hour(text: str, hour: tuple[int, int]) -> None:
    written = dates.read(text)
    assert written is not None
    assert written.hour == time(*hour)


def test_an_hour_with_a_zone_is_told_on_the_persons_clocks() -> None:
    written = dates.read("2025-03-03T23:30:00Z")
    assert written is not None
    assert written.moment("dmy", ZoneInfo("Europe/Helsinki")) == (date(2025, 3, 4), time(1, 30))


def orders(*columns: list[str], language: str | None = None) -> list[tuple[str, bool]]:
    found = date_columns.orders(dict(enumerate(columns)), language, "dmy", TODAY)
    return [(one.name, one.sure) for one in found.values()]


def test_one_day_settles_its_column_and_those_beside_it() -> None:
    assert orders(["3/4/2025", "3/25/2025"], ["4/5/2025"]) == [("mdy", True), ("mdy", True)]
    assert orders(["3/4/2025", "25/3/2025"], ["4/5/2025"]) == [("dmy", True), ("dmy", True)]


def test_rows_in_the_order_of_time_settle_it_too() -> None:
    assert orders([f"{month}/{day}/2024" for month in (1, 2, 3) for day in (1, 4, 8, 11)]) == [("mdy", True)]


def test_the_language_is_a_reason_and_a_doubt() -> None:
    assert orders(["3/4/2025"], language="fr") == [("dmy", False)]
    assert orders(["3/4/25, 9:00 PM"], language="en") == [("mdy", False)]


def test_a_day_written_the_other_way_is_named() -> None:
    column = ["3/13/2025", "3/14/2025", "25/3/2025"]
    order = date_columns.orders({0: column}, None, "dmy", TODAY)[0]
    assert date_columns.contradictions(column, order) == ["25/3/2025"]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_shape_of_every_day(day: date) -> None:
    for text, order in (
        (f"{day:%d/%m/%Y}", "dmy"),
        (f"{day:%m/%d/%Y}", "mdy"),
        (f"{day.day}.{day.month}.{day.year}", "dmy"),
        (f"{day:%Y-%m-%d}", "mdy"),
        (f"{day:%b} {day.day}, {day.year}", "dmy"),
        (f"{day.day} {day:%B} {day.year}", "mdy"),
        (
            str(
                (datetime(day.year, day.month, day.day, tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)).days
            ),
            "mdy",
        ),
    ):
        written = dates.read(text)
        assert written is not None, text
        assert written.day(order) == day, text


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    dates.read(text)
    dates.find(text)


#: Typed in America, opened where the day comes first: 3/4 became the third of April, 3/13 stayed text.
TURNED = [
    "2025-04-03",
    "2025-06-03",
    "2025-09-03",
    "2025-10-03",
    "2025-12-03",
    "3/13/2025",
    "3/25/2025",
    "2025-02-04",
]


def test_days_that_a_spreadsheet_program_turned_round_are_turned_back() -> None:
    rows = "".join(f"Firm {n},Clerk,{day}\n" for n, day in enumerate(TURNED))
    found = telling(f"Company,Role,Applied\n{rows}")
    days = [one.applied_on.isoformat() for one in found.told if one.applied_on]
    assert days == [
        "2025-03-04", "2025-03-06", "2025-03-09", "2025-03-10", "2025-03-12", "2025-03-13", "2025-03-25", "2025-04-02",
    ]  # fmt: skip
    assert [doubt.rows for doubt in found.doubts if "taken months for days" in doubt.why] == [
        (2, 3, 4, 5, 6, 9)
    ]


@pytest.mark.parametrize(
    "column",
    [
        # Somebody who wrote days in another way from the thirteenth of March on.
        [
            "2025-03-01",
            "2025-03-03",
            "2025-03-05",
            "2025-03-08",
            "2025-03-10",
            "3/13/2025",
            "3/25/2025",
            "3/28/2025",
        ],
        [*TURNED, "2025-03-14"],
        TURNED[:5],
    ],
)
def test_days_that_fit_as_they_stand_are_left(column: list[str]) -> None:
    assert not date_columns.turned(column)
