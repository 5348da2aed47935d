"""An invented person with a journal, and facts that are quick to write."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def day(number: float) -> datetime:
    """Nine o'clock on the n-th day of the story."""
    return START + timedelta(days=number)


def story(text: str, source: str = "mail") -> list[Fact]:
    """Facts from words like "applied@0 acknowledged@1 rejected@20": kind and day."""
    return [
        Fact(kind, day(float(number)), source)
        for kind, _, number in (word.partition("@") for word in text.split())
    ]


@pytest.fixture
def in_april() -> Iterator[None]:
    """The story began on 1 March 2024; it is day 40 of it."""
    clock.travel_to(day(40))
    yield
    clock.travel_to(None)


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create(username="mira")


@pytest.fixture
def stranger(db: None) -> User:
    return User.objects.create(username="teodor")
