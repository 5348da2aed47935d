"""Lines of the timeline: what lies ahead, what was heard last, and hours that only stand for a day."""

from datetime import UTC

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
