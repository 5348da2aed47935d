"""The file: valid, the same in the same bytes, and nothing that is written breaks out of its line."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from onward.applications.diary import Item
from onward.base.invisible import one_line
from onward.calendar.writing import Manner, written

CHANGED = datetime(2024, 5, 13, 8, 0, 30, 123456, tzinfo=UTC)
MANNER = Manner("Onward", "mira")
TALK = Item(
    "talk", {"invitation": "a"}, "Interview at Nordlicht", datetime(2024, 5, 16, 15, tzinfo=ZoneInfo("Europe/Berlin")),
    CHANGED, 45, "Hafenstr. 1, Kiel", "Data Analyst",
)  # fmt: skip
DAY = Item("deadline", {"message": 1}, "Task for Corvo Foods", date(2024, 5, 20), CHANGED)
PLAN = Item("plan", {"block": "Rest"}, "Rest", datetime(2024, 5, 14, 13, tzinfo=UTC), CHANGED, 30)


def lines(*items: Item, manner: Manner = MANNER) -> list[str]:
    return written(items, manner).decode().replace("\r\n ", "").split("\r\n")


def test_an_hour_is_an_event_and_a_day_a_day() -> None:
    told = lines(TALK, DAY)
    for line in (
        "DTSTART:20240516T130000Z", "DTEND:20240516T134500Z", "SUMMARY:Interview at Nordlicht",
        "LOCATION:Hafenstr. 1\\, Kiel", "TRANSP:OPAQUE", "DTSTART;VALUE=DATE:20240520", "DTEND;VALUE=DATE:20240521",
        "TRANSP:TRANSPARENT", "DTSTAMP:20240513T080030Z", "LAST-MODIFIED:20240513T080030Z", "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ):  # fmt: skip
        assert line in told
    assert told.count("BEGIN:VEVENT") == 2
    assert not [line for line in told if "VALARM" in line]


def test_what_stands_at_the_ends_of_the_calendar_stops_nothing() -> None:
    last = replace(TALK, when=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    first = replace(DAY, when=date(1, 1, 1))
    assert lines(last, TALK, first) == lines(TALK)


def test_a_change_counts_up() -> None:
    def number(item: Item, manner: Manner = MANNER) -> int:
        return int(next(line for line in lines(item, manner=manner) if line.startswith("SEQUENCE:"))[9:])

    later = Item(
        **{
            **{name: getattr(TALK, name) for name in Item.__slots__},
            "changed_at": CHANGED + timedelta(seconds=1),
        }
    )
    assert number(later) == number(TALK) + 1
    assert number(TALK, Manner("Onward", "mira", since=CHANGED + timedelta(days=1))) == number(TALK) + 86400
    assert 0 < number(TALK) < 1 << 31


def test_discreet_titles_tell_nothing() -> None:
    told = "\n".join(
        lines(
            TALK,
            DAY,
            PLAN,
            manner=Manner(
                "Onward", "mira", {"talk": "Appointment", "deadline": "Reminder", "plan": "Appointment"}
            ),
        )
    )
    for word in ("Nordlicht", "Kiel", "Analyst", "Corvo", "Rest\n", "Interview"):
        assert word not in told
    assert told.count("SUMMARY:Appointment") == 2


def test_reminders_only_where_chosen_and_only_for_talks() -> None:
    told = lines(TALK, DAY, PLAN, manner=Manner("Onward", "mira", reminder=30))
    assert told.count("BEGIN:VALARM") == 1
    assert "TRIGGER:-PT30M" in told


def test_a_cancelled_talk_is_told_as_cancelled() -> None:
    off = Item(**{**{name: getattr(TALK, name) for name in Item.__slots__}, "cancelled": True})
    told = lines(off, manner=Manner("Onward", "mira", reminder=30))
    assert "STATUS:CANCELLED" in told
    assert "BEGIN:VALARM" not in told


TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)


@given(TEXT, TEXT, TEXT)
def test_whatever_is_written_no_line_is_too_long_and_all_comes_back(
    title: str, where: str, note: str
) -> None:
    item = Item("talk", {"message": 1}, title, datetime(2024, 5, 14, 9, tzinfo=UTC), CHANGED, 30, where, note)
    content = written([item], MANNER)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event.get("SUMMARY", "")) == one_line(title)[:200]
    assert str(event.get("LOCATION", "")) == one_line(where)
    assert str(event.get("DESCRIPTION", "")) == one_line(note)


@given(st.permutations([TALK, DAY, PLAN]))
def test_the_same_in_the_same_bytes(items: list[Item]) -> None:
    assert written(items, MANNER) == written([TALK, DAY, PLAN], MANNER)
