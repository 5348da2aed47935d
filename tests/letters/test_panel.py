"""Where an application's page begins a letter: thanks for a talk that took place lately, and for no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from onward.applications import actions
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User

NOW = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def at(days: float) -> str:
    return (NOW + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("talk", "thanks"),
    [
        ({"interview_at": at(-1)}, True),
        ({"interview_at": at(2)}, False),
        ({"interview_at": at(-9)}, False),
        ({"cancelled": at(-1)}, False),
    ],
)
def test_thanks_are_for_a_talk_that_was(
    signed_in: Client, owner: User, talk: dict[str, str], thanks: bool
) -> None:
    facts = [
        Fact("applied", NOW - timedelta(days=30)),
        Fact("interview", NOW - timedelta(days=12), "mail", None, talk),
    ]
    place = actions.create_application(owner, {"company": "Tarn"}, facts, "mail").applications[0]
    page = signed_in.get(f"/applications/{place}/").content.decode()
    assert ("/thanks/" in page) == thanks
    assert ('id="letters"' in page) == thanks, "a heading with nothing beneath it says nothing"
