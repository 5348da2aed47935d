"""Talks that lie ahead: named with the clock of both sides, and asked about where a no came in between."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from onward.applications import actions, lately, suggested_talks
from onward.applications.lately import Happening
from onward.applications.stages import Fact
from onward.people.models import User

from .conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
NOW = day(40)


def happened(owner: User, *facts: Fact) -> list[Happening]:
    told = [Fact("applied", day(10), "mail", 1), *facts]
    actions.create_application(owner, {"company": "Merriweather"}, told, source="mail")
    return lately.happenings(owner, NOW)


def test_a_talk_tomorrow_is_told_by_both_clocks(owner: User) -> None:
    at = {"interview_at": "2024-04-11T14:00+01:00"}
    (one,) = happened(owner, Fact("interview", day(38), "mail", 2, at))
    prepare = suggested_talks.ahead(one, NOW, UTC)[0]
    assert (
        prepare.title
        == "Prepare for the interview with Merriweather, tomorrow at 13:00 your time (14:00 UTC+1)"
    )
    there = suggested_talks.ahead(one, NOW, ZoneInfo("Europe/London"))[0]
    assert there.title == "Prepare for the interview with Merriweather, tomorrow at 14:00"


def test_a_talk_after_its_no_is_asked_about_until_it_took_place(owner: User) -> None:
    at = {"interview_at": "2024-04-14T15:00:00+00:00"}
    found = happened(owner, Fact("interview", day(35), "mail", 2, at), Fact("rejected", day(38), "mail", 3))
    (asked,) = suggested_talks.still_on(found, NOW, UTC)
    assert (asked.kind, asked.due) == ("still_on", date(2024, 4, 14))
    assert asked.why == "They said no on 8 April, and an interview stands in your record for 14 April."
    assert suggested_talks.still_on(found, NOW + timedelta(days=5), UTC) == []


def test_a_talk_arranged_after_a_no_goes_on_and_is_not_asked_about(owner: User) -> None:
    at = {"interview_at": "2024-04-14T15:00:00+00:00"}
    found = happened(owner, Fact("rejected", day(35), "mail", 2), Fact("interview", day(38), "mail", 3, at))
    assert suggested_talks.still_on(found, NOW, UTC) == []


def test_who_invited_without_a_time_is_not_said_to_have_been_spoken_to(owner: User) -> None:
    found = happened(owner, Fact("interview", NOW - timedelta(days=9), "mail", 2))
    assert suggested_talks.asking(found, NOW, UTC, {}) == [], "their question waits for an answer until then"
    (asked,) = suggested_talks.asking(found, NOW + timedelta(days=3), UTC, {})
    assert asked.why.startswith("An interview stands in your record without its day")


def test_a_talk_of_which_a_table_knows_no_day_is_asked_about_without_one(owner: User) -> None:
    found = happened(
        owner, Fact("interview", NOW - timedelta(days=9), "spreadsheet", None, {"date": "not_after"})
    )
    (asked,) = suggested_talks.asking(found, NOW, UTC, {})
    assert asked.why.startswith("An interview stands in your record without its day")


def test_after_a_talk_that_was_it_is_said_how_long_ago(owner: User) -> None:
    at = {"interview_at": (NOW - timedelta(days=9)).isoformat()}
    found = happened(owner, Fact("interview", NOW - timedelta(days=14), "mail", 2, at))
    (asked,) = suggested_talks.asking(found, NOW, UTC, {})
    assert asked.why.startswith("You spoke 9 days ago")
