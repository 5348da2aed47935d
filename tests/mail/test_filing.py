"""Filing: every message of the search lies on its application, and many readings give what one gives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from random import Random
from typing import Any

import pytest
from bench.matching import KINDS
from bench.searches import search
from bench.truth import TrueMessage
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.applications.corrections import CORRECTIONS
from onward.applications.models import Application, Event
from onward.mail.filing import file_waiting
from onward.mail.models import Message, Proposal
from onward.people.models import User

from .pages.conftest import mail

_people = count()


def person(addresses: tuple[str, ...]) -> User:
    return User.objects.create(
        username=f"reader{next(_people)}", addresses=list(addresses), time_zone="Europe/Lisbon"
    )


def worn(random: Random, true: TrueMessage) -> TrueMessage:
    """A message as it is read now and then: without employer, role, number or thread, or as another kind."""
    if true.kind in ("alert", "account"):
        return true
    if random.random() < 0.25:
        true = replace(true, **{random.choice(("company", "role", "requisition", "message_id")): ""})
    if random.random() < 0.1:
        true = replace(true, thread=())
    if not true.outgoing and random.random() < 0.05:
        true = replace(true, kind=random.choice(KINDS))
    return true


def keep(owner: User, read: tuple[TrueMessage, ...]) -> None:
    """Messages as they were understood, waiting to be filed."""
    Message.objects.bulk_create(
        Message(
            owner=owner,
            header_id=true.message_id,
            at=true.at,
            sender_name=true.from_name,
            sender_address=true.from_address,
            recipients=list(true.to),
            subject=true.subject,
            thread=list(true.thread),
            outgoing=true.outgoing,
            own_kind=true.kind if true.outgoing else "",
            kind="other" if true.outgoing else true.kind,
            confidence=1,
            company=true.company,
            role=true.role,
            requisition=true.requisition,
            text=true.text,
        )
        for true in read
    )


def outcome(owner: User) -> tuple[set[frozenset[tuple[int, str]]], set[int]]:
    """Each application as the places of its messages in the mailbox with their facts; and what is asked."""
    keys = Message.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True)
    place = {key: number for number, key in enumerate(keys)}
    found: dict[int, set[tuple[int, str]]] = {}
    facts = Event.objects.filter(owner=owner, active=True).exclude(kind__in=CORRECTIONS)
    for application, message, kind in facts.values_list("current_id", "message_id", "kind"):
        found.setdefault(application, set()).add((place[message], kind))
    asked = Proposal.objects.filter(owner=owner).values_list("message_id", flat=True)
    return {frozenset(one) for one in found.values()}, {place[message] for message in asked}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6), cuts=st.lists(st.floats(0, 1), min_size=1, max_size=9), wears=st.booleans()
)
def test_many_readings_file_as_one_does(db: None, seed: int, cuts: list[float], wears: bool) -> None:
    """A mailbox that is read again as it grows ends where one that is read at once does."""
    random, one = Random(seed), search(seed, 20)
    truth = tuple(worn(random, true) for true in one.truth) if wears else one.truth
    at_once, bit_by_bit = person(one.addresses), person(one.addresses)
    keep(at_once, truth)
    file_waiting(at_once)
    for first, last in pairwise([0, *sorted(int(cut * len(truth)) for cut in cuts), len(truth)]):
        keep(bit_by_bit, truth[first:last])
        file_waiting(bit_by_bit)
    assert outcome(at_once)[0]
    assert outcome(bit_by_bit) == outcome(at_once)


def told(day: float, kind: str, sender: str, **fields: Any) -> TrueMessage:
    name = fields.pop("name", "")
    at = datetime(2026, 1, 12, 9, tzinfo=UTC) + timedelta(days=day)
    return TrueMessage(kind, at, from_name=name, from_address=sender, text=f"{kind} {day}", **fields)


STORIES = {
    "the name of an office": (
        told(0, "acknowledgement", "noreply@ashbyhq.com", name="Fernhill Recruiting"),
        told(11, "interview", "fiona@fernhill.example", company="Fernhill", role="Business Analyst"),
    ),
    "a thread that the person's own answer stands in": (
        told(0, "acknowledgement", "jobs@nordlicht.example", company="Nordlicht", role="Cook", message_id="a"),
        told(
            3, "reply", "mira@example.org", outgoing=True, to=("jobs@nordlicht.example",),
            message_id="b", thread=("a",),
        ),
        told(9, "rejection", "hr@another-group.example", thread=("b",)),
    ),
    "who confirmed it": (
        told(0, "acknowledgement", "jobs-noreply@linkedin.com", company="Fernhill", role="Analyst"),
        told(12, "acknowledgement", "noreply@ashbyhq.com", company="Fernhill", role="Analyst"),
    ),
    "an own mail that its answer shows to have begun it": (
        told(
            0, "reply", "mira@example.org", outgoing=True, to=("ada@rillbakery.example",), message_id="q",
            subject="Your notice",
        ),
        told(2, "interview", "ada@rillbakery.example", thread=("q",), message_id="r", subject="Re: Your notice"),
    ),
    "a no to an approach": (
        told(0, "outreach", "paula@agency.example", role="Analyst", message_id="o"),
        told(
            1, "decline", "mira@example.org", outgoing=True, to=("paula@agency.example",),
            message_id="p", thread=("o",), subject="Re: a role",
        ),
        told(
            2, "reply", "mira@example.org", outgoing=True, to=("paula@agency.example",), thread=("o", "p"),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_what_one_reading_showed_the_next_still_knows(db: None, story: str) -> None:
    at_once, one_by_one = person(("mira@example.org",)), person(("mira@example.org",))
    keep(at_once, STORIES[story])
    file_waiting(at_once)
    for one in STORIES[story]:
        keep(one_by_one, (one,))
        file_waiting(one_by_one)
    assert len(outcome(at_once)[0]) == (story != "a no to an approach")
    assert outcome(one_by_one) == outcome(at_once)


def test_a_mail_without_news_lies_on_its_application(owner: User, signed_in: Client) -> None:
    said = {"confidence": 1, "filed": False, "header_id": "no@nordlicht"}
    mail(owner, kind="acknowledgement", day=1, **{**said, "header_id": "first@nordlicht"})
    mail(owner, kind="rejection", day=5, **said)
    again = mail(owner, kind="rejection", day=6, **{**said, "header_id": "again@nordlicht"})
    answer = mail(
        owner,
        kind="other",
        day=7,
        **{**said, "header_id": "mine"},
        outgoing=True,
        own_kind="reply",
        sender_address="mira@example.org",
        recipients=["karla@nordlicht.example"],
        thread=["no@nordlicht"],
        company="",
        role="",
    )
    assert file_waiting(owner)
    place = Application.objects.get(owner=owner)
    kinds = Event.objects.filter(current=place, active=True).exclude(kind__in=CORRECTIONS).order_by("at")
    assert list(kinds.values_list("kind", flat=True)) == ["acknowledged", "rejected", "update", "note"]
    page = signed_in.get(f"/applications/{place.pk}/").content.decode()
    for one in (again, answer):
        assert page.count(f'href="/messages/{one.pk}/"') == 2, "in the timeline and in the list"
    assert "You wrote" in page
    assert "Your note" not in page.partition('id="add"')[0]
    assert place.status == "rejected"
    assert page.count("They said no") >= 1


@pytest.mark.parametrize(
    ("outgoing", "days"), [(False, ["2024-06-12"]), (True, [])], ids=["theirs", "the person's own"]
)
def test_the_day_that_they_name_for_deciding_lies_with_the_fact(
    db: None, outgoing: bool, days: list[str]
) -> None:
    owner = person(("mira@example.org",))
    Message.objects.create(
        owner=owner, at=datetime(2024, 5, 13, 9, tzinfo=UTC), kind="acknowledgement", confidence=1, language="en",
        own_kind="application" if outgoing else "", outgoing=outgoing, company="Nordlicht", role="Cook",
        sender_address="jobs@nordlicht.example", recipients=["jobs@nordlicht.example"], subject="Your application",
        text="Thank you for your application. You will hear from us by 12 June 2024.",
    )  # fmt: skip
    file_waiting(owner)
    assert Event.objects.filter(owner=owner).exists()
    told = Event.objects.filter(owner=owner, data__has_key="decides_by").values_list(
        "data__decides_by", flat=True
    )
    assert sorted(set(told)) == days


def test_what_answers_why_after_the_no_is_feedback(owner: User) -> None:
    ann = "ann@larkfield.example"
    given = {"company": "Larkfield", "role": "Buyer", "filed": False}
    mail(owner, kind="rejection", sender_address=ann, header_id="no@x", **given)
    asked = {
        "outgoing": True,
        "own_kind": "reply",
        "recipients": [ann],
        "thread": ["no@x"],
        "header_id": "q@x",
    }
    mail(owner, kind="other", day=6, sender_address="mira@example.org", **given, **asked)
    mail(owner, kind="rejection", day=7, sender_address=ann, thread=["no@x", "q@x"], says_why=True, **given)
    file_waiting(owner)
    facts = Event.objects.filter(owner=owner).exclude(kind__in=CORRECTIONS).order_by("at")
    assert [one.kind for one in facts] == ["rejected", "note", "feedback"]


def test_an_application_is_called_by_the_house_of_its_address_until_a_mail_names_one(owner: User) -> None:
    house = {"sender_address": "ada@rillbakery.example", "sender_name": "Ada", "filed": False}
    mail(owner, kind="interview", company="", sender_employer="Rill Bakery", role="Baker", **house)
    file_waiting(owner)
    assert [one.company for one in Application.objects.filter(owner=owner)] == ["Rill Bakery"]
    mail(owner, kind="offer", day=9, company="Rill Lane Bakery Ltd", role="Baker", **house)
    file_waiting(owner)
    assert [one.company for one in Application.objects.filter(owner=owner)] == ["Rill Lane Bakery Ltd"]


def test_the_person_s_own_address_calls_no_application(owner: User) -> None:
    own = {"outgoing": True, "own_kind": "application", "sender_address": "mira@valefamily.example"}
    mail(
        owner,
        kind="other",
        company="",
        sender_employer="Vale Family",
        recipients=["jobs@gmail.com"],
        filed=False,
        **own,
    )
    file_waiting(owner)
    assert "Vale Family" not in [one.company for one in Application.objects.filter(owner=owner)]


def test_an_application_is_called_by_its_agency_only_until_an_employer_is_named(owner: User) -> None:
    agency = {"sender_address": "dan@halden-recruitment.example", "sender_name": "Dan Cole", "filed": False}
    mail(owner, "Dan Cole, Halden Recruitment", kind="acknowledgement", company="", role="Buyer", **agency)
    file_waiting(owner)
    place = Application.objects.get(owner=owner)
    assert (place.company, place.role) == ("Halden Recruitment", "Buyer")
    mail(owner, kind="interview", day=9, company="Larkfield", role="Buyer", **agency)
    file_waiting(owner)
    place = Application.objects.get(owner=owner)
    assert place.company == "Larkfield"
