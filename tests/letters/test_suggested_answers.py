"""A no that offers help or asks something stands on Today until it is answered; stock ones and machines' never do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from onward.applications import actions
from onward.applications.stages import Fact
from onward.applications.suggestions import Suggestion
from onward.base import clock
from onward.letters.models import Draft
from onward.letters.suggestions import suggestions
from onward.mail.models import Message
from onward.people.models import User

NOW = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)
ASKS = (
    "Hello Jo, the client has chosen somebody else. I have two other posts. When could I ring you this week?"
)
HELPS = "Dear Jo, we decided otherwise. If you agree I will pass your name to a friend at another charity."
STOCK = (
    "Thank you for your interest. After careful consideration we have decided to move forward with others."
)


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def mail(
    owner: User, text: str, days: float, address: str = "ana.ruiz@tarn.example", **fields: object
) -> Message:
    return Message.objects.create(
        owner=owner, kind="rejection", confidence=1, at=NOW + timedelta(days=days), text=text, language="en",
        filed=True, sender_name="Ana Ruiz", sender_address=address, company="Tarn", subject="Your application",
        **fields,
    )  # fmt: skip


def no(owner: User, text: str, days: float = -2, address: str = "ana.ruiz@tarn.example") -> int:
    said = mail(owner, text, days, address)
    facts = [Fact("applied", NOW - timedelta(days=40)), Fact("rejected", said.at or NOW, "mail", said.pk)]
    return actions.create_application(owner, {"company": "Tarn"}, facts, "mail").applications[0]


def offered(owner: User) -> list[Suggestion]:
    return [one for one in suggestions(owner, clock.now()) if one.kind == "answer"]


@pytest.mark.parametrize(("text", "quote"), [(ASKS, "When could I ring you"), (HELPS, "pass your name")])
def test_it_is_offered_with_their_words(owner: User, text: str, quote: str) -> None:
    no(owner, text)
    (one,) = offered(owner)
    assert one.title == "Answer Tarn"
    assert quote in one.why
    assert one.link.startswith("/rejections/")


def test_stock_machines_and_what_is_long_ago_wait_for_nothing(owner: User) -> None:
    no(owner, STOCK)
    no(owner, ASKS, address="no-reply@tarn.example")
    no(owner, ASKS, days=-15)
    assert offered(owner) == []


def test_it_goes_once_the_person_wrote_or_began_to(owner: User) -> None:
    first, second = no(owner, ASKS), no(owner, HELPS, -3)
    reply = mail(
        owner, "Thursday suits me.", -1, "jo@example.org", outgoing=True, recipients=["ana.ruiz@tarn.example"]
    )
    actions.record(owner, first, [Fact("note", reply.at or NOW, "mail", reply.pk)])
    (one,) = offered(owner)
    assert "pass your name" in one.why
    Draft.objects.create(
        owner=owner, purpose="answer", application_id=second, event_id=one.about["event"], body="Dear Ana",
        begun_at=NOW, saved_at=NOW,
    )  # fmt: skip
    assert offered(owner) == []


def test_no_letter_that_asks_for_feedback_stands_beside_it(owner: User) -> None:
    said = mail(owner, HELPS, -2)
    facts = [
        Fact("applied", NOW - timedelta(days=40)), Fact("interview", NOW - timedelta(days=20), "hand"),
        Fact("rejected", said.at or NOW, "mail", said.pk),
    ]  # fmt: skip
    actions.create_application(owner, {"company": "Tarn"}, facts, "mail")
    assert [one.kind for one in suggestions(owner, NOW)] == ["answer"]
