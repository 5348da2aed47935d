"""After a yes the search is over, but for who still expects the person, and a no that came after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from onward.applications import actions, suggested
from onward.applications.stages import Fact
from onward.applications.suggestions import Suggestion
from onward.base import clock
from onward.people.models import User

NOW = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def application(owner: User, company: str, *facts: Fact) -> int:
    applied = Fact("applied", NOW - timedelta(days=40))
    return actions.create_application(owner, {"company": company}, [applied, *facts], "mail").applications[0]


def fact(kind: str, days: float, source: str = "mail", **data: str) -> Fact:
    return Fact(kind, NOW + timedelta(days=days), source, None, data)


def found(owner: User) -> list[Suggestion]:
    return suggested.suggestions(owner, clock.now())


def test_who_expects_the_person_is_told(owner: User) -> None:
    application(owner, "Nordlicht", fact("offer", -5), fact("accepted", -1))
    talk = (NOW + timedelta(days=3)).isoformat()
    application(owner, "Corvo", fact("interview", -6, interview_at=talk))
    application(owner, "Helvika", fact("interview", -16, interview_at=(NOW - timedelta(days=9)).isoformat()))
    (one,) = found(owner)
    assert (one.kind, one.title) == ("step_back", "Tell Corvo that you have said yes elsewhere")
    assert one.due == (NOW + timedelta(days=3)).date()


def test_whose_offer_still_waits_is_told(owner: User) -> None:
    application(owner, "Nordlicht", fact("offer", -5), fact("accepted", -1))
    application(owner, "Corvo", fact("offer", -6))
    place = application(owner, "Helvika", fact("offer", -8))
    actions.record(owner, place, [fact("declined", -1, "hand")])
    application(owner, "Tarn", fact("assessment", -2), fact("update", -1))
    (one,) = found(owner)
    assert (one.kind, one.title) == ("decline", "Tell Corvo that you have said yes elsewhere")
    assert one.link.endswith("/step_back/")


def test_who_was_written_to_since_is_not_told_again(owner: User) -> None:
    application(owner, "Nordlicht", fact("offer", -5), fact("accepted", -1))
    # What was written before the yes asked for time; a note by hand is no mail.
    application(owner, "Corvo", fact("offer", -6), fact("note", -4), fact("note", -0.5, "hand"))
    assert [one.title for one in found(owner)] == ["Tell Corvo that you have said yes elsewhere"]
    place = application(owner, "Helvika", fact("offer", -6))
    talk = (NOW + timedelta(days=3)).isoformat()
    other = application(owner, "Tarn", fact("interview", -6, interview_at=talk), fact("note", -5))
    assert {one.kind for one in found(owner)} == {"decline", "step_back"}
    assert len(found(owner)) == 3
    # On the day of the yes, of which the hour is not known.
    actions.record(owner, place, [fact("note", -1.1)])
    actions.record(owner, other, [fact("note", -0.2)])
    assert [one.title for one in found(owner)] == ["Tell Corvo that you have said yes elsewhere"]


def test_a_task_or_an_invitation_that_was_answered_waits_for_nothing(owner: User) -> None:
    application(owner, "Nordlicht", fact("offer", -5), fact("accepted", -1))
    task = application(owner, "Corvo", fact("note", -4), fact("assessment", -3))
    talk = application(owner, "Tarn", fact("interview", -4))
    assert [one.kind for one in found(owner)] == ["decline", "decline"]
    for place in (task, talk):
        actions.record(owner, place, [fact("note", -2)])
    assert found(owner) == []


def test_the_search_begins_anew_by_the_day_of_the_yes_whatever_came_since(owner: User) -> None:
    application(owner, "Nordlicht", fact("offer", -100), fact("accepted", -91), fact("note", -2))
    application(owner, "Corvo", fact("offer", -6))
    assert [one.kind for one in found(owner)] == ["offer"]


def test_a_yes_that_was_taken_back_ends_nothing(owner: User) -> None:
    place = application(owner, "Nordlicht", fact("offer", -9), fact("accepted", -7))
    application(owner, "Corvo", fact("offer", -6))
    assert [one.kind for one in found(owner)] == ["decline"]
    actions.record(owner, place, [fact("declined", -1, "hand")])
    assert [one.kind for one in found(owner)] == ["offer"]


def test_a_mail_that_says_no_after_the_yes_is_asked_about_and_ends_nothing(owner: User) -> None:
    place = application(owner, "Nordlicht", fact("offer", -9), fact("accepted", -7), fact("rejected", -1))
    (one,) = found(owner)
    assert one.kind == "still_yes"
    actions.record(owner, place, [fact("rejected", -0.5, "hand")])
    assert "still_yes" not in [other.kind for other in found(owner)]


def test_a_no_from_before_the_yes_is_no_question(owner: User) -> None:
    application(owner, "Nordlicht", fact("rejected", -9), fact("offer", -7), fact("accepted", -5))
    assert found(owner) == []


def test_who_expects_the_person_and_who_else_talks_is_one_press_from_the_letter(owner: User) -> None:
    talk = (NOW + timedelta(days=3)).isoformat()
    application(owner, "Corvo", fact("interview", -6, interview_at=talk))
    place = application(owner, "Nordlicht", fact("offer", -5))
    telling = {one.kind: one.link for one in found(owner)}
    assert telling["tell_others"].startswith("/letters/begin/")
    assert telling["tell_others"].endswith("/other_offer/")
    actions.record(owner, place, [fact("accepted", -1, "hand")])
    assert {one.kind: one.link for one in found(owner)}["step_back"].endswith("/step_back/")
