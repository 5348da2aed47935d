"""While noes wait to be shown, Today, the week and the terminal are what they would be if none had come."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onward.base import clock
from onward.mail import intake
from onward.people import showing
from onward.people.models import User
from onward.plan import queries, summary, wording_week
from tests.mail.letters import INVITED, ME, NO, RECEIVED, answer, as_mbox, chat

pytestmark = pytest.mark.django_db


def mailbox(*, noes: bool) -> list[bytes]:
    """Four employers; with noes three of them say no on 6, 9 and 10 April 2024, one after a talk was arranged."""
    return [
        answer(RECEIVED, "Nordlicht", "Data Analyst", 1),
        answer(RECEIVED, "Corvo Foods", "Support Engineer", 3),
        answer(INVITED, "Corvo Foods", "Support Engineer", 4),
        answer(NO, "Nordlicht", "Data Analyst", 5) if noes else chat(5),
        answer(NO, "Corvo Foods", "Support Engineer", 8) if noes else chat(8),
        answer(NO, "Halden Marine", "Deckhand", 9) if noes else chat(9),
    ]


def said(person: User, day: int) -> str:
    """All that plan says on that day of April, without the numbers of rows."""
    clock.travel_to(datetime(2024, 4, day, 18, 0, tzinfo=UTC))
    found = queries.today(person)
    assert found.hard is None
    week = wording_week.told(queries.happened_in(person, queries.this_monday(person)), None)
    told = [queries.as_json(found), summary.lines(found, queries.stands(person)), found.why_first, week]
    return re.sub(r"(?<=-)\d+|(?<=/)\d+", "N", json.dumps(told))


def test_nothing_tells_of_a_no_that_waits(owner: User, other: User, tmp_path: Path) -> None:
    try:
        clock.travel_to(datetime(2024, 4, 10, 18, 0, tzinfo=UTC))
        for person, noes in ((owner, True), (other, False)):
            person.show_no, person.addresses, person.time_zone = showing.WHEN_OPENED, [ME], "Europe/Lisbon"
            person.save()
            intake.read(person, [as_mbox(tmp_path / "search.mbox", mailbox(noes=noes))])
        for day in (10, 11, 12, 15, 20, 25):
            assert said(owner, day) == said(other, day), day
    finally:
        clock.travel_to(None)


def test_once_opened_they_make_the_day_hard(owner: User, tmp_path: Path) -> None:
    from onward.mail import sealing

    try:
        clock.travel_to(datetime(2024, 4, 10, 18, 0, tzinfo=UTC))
        owner.show_no, owner.addresses = showing.WHEN_OPENED, [ME]
        owner.save()
        intake.read(owner, [as_mbox(tmp_path / "search.mbox", mailbox(noes=True))])
        clock.travel_to(datetime(2024, 4, 20, 18, 0, tzinfo=UTC))
        assert sealing.open_all(owner) == 3
        assert queries.today(owner).shown[0].suggestion.kind == "rest"
    finally:
        clock.travel_to(None)
