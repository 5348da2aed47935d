"""Lines of the timeline: what lies ahead, what was heard last, and hours that only stand for a day."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from onward.applications import actions, glimpses, queries, timeline
from onward.applications.glimpses import Glimpse
from onward.applications.stages import Fact
from onward.people.models import User

from .conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def told(owner: User, *facts: Fact) -> list[timeline.Line]:
    key = actions.create_application(owner, {"company": "Nordlicht"}, facts, source="mail").applications[0]
    return timeline.lines(queries.timeline(owner, key), {}, UTC)


def test_what_was_arranged_lies_ahead_though_it_was_said_before(owner: User) -> None:
    lines = told(
        owner,
        Fact("interview", day(38), "mail", 1, {"interview_at": "2024-04-12T10:30:00"}),
        Fact("assessment", day(41), "hand"),
        Fact("interview", day(20), "mail", 2, {"interview_at": "2024-03-25T10:30:00+01:00"}),
    )
    assert [line.ahead for line in lines] == [False, True, True]
    coming = timeline.coming(lines)
    assert coming is not None
    assert coming.event.kind == "assessment"
    assert timeline.heard([line.event for line in lines]) == day(38)


@pytest.mark.parametrize("written", ["soon", "2024-13-45T99:00", 7, None, ["2024-04-12"], ""])
def test_a_time_that_cannot_be_read_is_none(owner: User, written: object) -> None:
    (line,) = told(
        owner, Fact("interview", day(38), "mail", 1, {"interview_at": written, "quote": 7, "text": []})
    )
    assert (line.takes_place, line.quote, line.text) == (None, "", "")


def test_the_quote_kept_with_the_entry_counts_before_the_messages(owner: User) -> None:
    (line,) = told(owner, Fact("rejected", day(38), "mail", 1, {"quote": "No."}))
    assert glimpses.quote(line.event, Glimpse(quote="Other.")) == "No."
    assert timeline.lines([line.event], {1: Glimpse("Re", "Ana")}, UTC)[0].message.sender == "Ana"


@pytest.mark.parametrize(
    ("written", "zone", "shown"),
    [
        ("2024-06-18T14:00+01:00", "UTC", "14:00 UTC+1"),
        ("2024-06-18T14:00+01:00", "Europe/London", ""),
        ("2024-06-18T14:00+01:00", "Europe/Lisbon", ""),
        ("2024-06-18T14:00", "Asia/Tokyo", ""),
        ("2024-06-18T09:30:00+05:30", "Europe/Berlin", "09:30 UTC+5:30"),
        ("2024-06-18T10:00:00-04:00", "Europe/Berlin", "10:00 UTC−4"),
        ("2024-06-18T12:00Z", "Europe/London", "12:00 UTC"),
        ("2024-06-18T20:00-07:00", "Europe/Berlin", "18 June, 20:00 UTC−7"),
        ("soon", "Europe/Berlin", ""),
        (None, "Europe/Berlin", ""),
    ],
)
def test_an_hour_that_was_converted_is_told_as_it_was_written(written: object, zone: str, shown: str) -> None:
    assert timeline.their_clock(written, ZoneInfo(zone)) == shown


def test_a_talk_for_a_day_after_its_no_says_so(owner: User) -> None:
    lines = told(
        owner,
        Fact("interview", day(28), "mail", 1, {"interview_at": "2024-04-09T15:00:00+00:00"}),
        Fact("rejected", day(33), "mail", 2),
        Fact("interview", day(36), "mail", 3, {"interview_at": "2024-04-20T15:00:00+00:00"}),
    )
    assert {line.event.message_id: line.no_before for line in lines} == {1: day(33), 2: None, 3: None}
