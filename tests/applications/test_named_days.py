"""The day that an employer named: before it nothing rests and nobody is asked; after it once."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.applications import actions, suggested
from onward.applications.lines import Detail
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
NOW = datetime(2024, 4, 30, 9, tzinfo=UTC)


def told(owner: User, *facts: tuple[str, int, dict[str, str]]) -> int:
    filing = actions.Filing(
        None,
        [Fact(kind, NOW - timedelta(days=days), "mail", None, data) for kind, days, data in facts],
        [Detail({"company": "Falkenried"}, NOW)],
    )
    return actions.record_many(owner, [filing], "Filed").applications[0]


def kinds(owner: User, days: int = 0) -> dict[str, str]:
    now = NOW + timedelta(days=days)
    clock.travel_to(now)
    return {one.kind: one.link for one in suggested.suggestions(owner, now)}


def test_before_the_day_it_does_not_rest_and_after_it_they_are_asked_once_then_it_rests(owner: User) -> None:
    told(owner, ("applied", 60, {}), ("acknowledged", 45, {"decides_by": "2024-05-10"}))
    assert not {"let_rest", "ask_status"} & set(kinds(owner))
    assert not {"let_rest", "ask_status"} & set(kinds(owner, 12)), "two days late is no silence"
    asked = kinds(owner, 14)
    assert asked["ask_status"].endswith("/status/")
    assert "let_rest" not in asked
    assert "ask_status" not in kinds(owner, 45)
    assert "let_rest" in kinds(owner, 45)


def test_without_a_day_it_rests_after_a_month(owner: User) -> None:
    told(owner, ("applied", 60, {}), ("acknowledged", 45, {}))
    assert "let_rest" in kinds(owner)


def test_a_day_that_is_none_changes_nothing(owner: User) -> None:
    told(owner, ("applied", 60, {}), ("acknowledged", 45, {"decides_by": "2024-99-99"}))
    assert "let_rest" in kinds(owner)


def test_after_a_talk_the_day_that_they_named_comes_first(owner: User) -> None:
    told(owner, ("applied", 40, {}), ("interview", 20, {"interview_at": "2024-04-18T09:00:00+00:00"}))
    assert "ask_status" in kinds(owner)
    told(
        owner,
        ("interview", 20, {"interview_at": "2024-04-18T09:00:00+00:00"}),
        ("update", 11, {"decides_by": "2024-05-10"}),
    )
    waiting = [one for one in suggested.suggestions(owner, NOW) if one.kind == "ask_status"]
    assert len(waiting) == 1
    later = NOW + timedelta(days=14)
    named = [one for one in suggested.suggestions(owner, later) if one.kind == "ask_status"]
    assert any("10" in one.why for one in named)


def test_a_word_after_the_named_day_ends_the_wait(owner: User) -> None:
    told(
        owner,
        ("applied", 60, {}),
        ("acknowledged", 45, {"decides_by": "2024-04-20"}),
        ("update", 2, {}),
    )
    assert "ask_status" not in kinds(owner)


def test_where_a_talk_is_still_ahead_nobody_is_asked(owner: User) -> None:
    told(
        owner,
        ("applied", 60, {}),
        ("interview", 20, {"interview_at": "2024-05-02T09:00:00+00:00", "decides_by": "2024-04-20"}),
    )
    assert "ask_status" not in kinds(owner)
