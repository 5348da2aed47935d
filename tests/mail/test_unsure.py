"""What is certain of an uncertain mail is filed; what it is waits for the person."""

import pytest

from onward.applications.actions import create_application
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.mail import queries
from onward.mail.filing import correspondents, file_waiting
from onward.mail.keeping import look_again_at_unsure
from onward.mail.models import Message, Proposal
from onward.mail.workers import Workers
from onward.people.models import User

pytestmark = pytest.mark.django_db


def kept(owner: User, kind: str, **fields: object) -> Message:
    """A mail that was read and waits to be filed."""
    given = {
        "at": clock.now(), "confidence": 0.55, "needs_review": True, "belongs": 0.98, "company": "Nordlicht",
        "role": "Data Analyst", "sender_address": "ana.ruiz@nordlicht.example", "subject": "Your application",
        "evidence": ["We have decided."],
    }  # fmt: skip
    return Message.objects.create(owner=owner, kind=kind, **{**given, **fields})


def kinds(owner: User) -> list[str]:
    return list(
        Event.objects.filter(owner=owner, active=True)
        .exclude(kind="detail")
        .order_by("pk")
        .values_list("kind", flat=True)
    )


def test_an_uncertain_no_of_a_known_application_is_a_word_from_them_and_a_question(owner: User) -> None:
    create_application(
        owner, {"company": "Nordlicht", "role": "Data Analyst"}, [Fact("applied", clock.now())]
    )
    message = kept(owner, "rejection", second="update")
    file_waiting(owner)
    assert kinds(owner) == ["applied", "update"]
    assert Event.objects.get(message_id=message.pk, kind="update").data["unsure"] is True
    assert Application.objects.get().status == "open"
    assert Proposal.objects.get().question == "kind"


def test_it_waits_when_it_may_be_about_something_else(owner: User) -> None:
    create_application(
        owner, {"company": "Nordlicht", "role": "Data Analyst"}, [Fact("applied", clock.now())]
    )
    kept(owner, "rejection", second="other", belongs=0.6)
    file_waiting(owner)
    assert kinds(owner) == ["applied"]
    assert Proposal.objects.count() == 1


def test_what_answers_a_mail_of_an_application_belongs_to_it_whatever_it_is(owner: User) -> None:
    kept(owner, "interview", needs_review=False, header_id="1@x")
    file_waiting(owner)
    kept(owner, "rejection", second="other", belongs=0.6, header_id="2@x", thread=["1@x"])
    file_waiting(owner)
    assert kinds(owner) == ["interview", "update"]
    assert Proposal.objects.get().question == "kind"


def test_a_confirmation_or_a_delay_means_that_there_is_an_application(owner: User) -> None:
    kept(owner, "update", second="acknowledgement")
    file_waiting(owner)
    assert [(one.company, one.status) for one in Application.objects.filter(visible=True)] == [
        ("Nordlicht", "open")
    ]
    assert Proposal.objects.get().question == "kind"


def test_an_uncertain_no_begins_no_application(owner: User) -> None:
    kept(owner, "rejection", second="update")
    file_waiting(owner)
    assert not Application.objects.filter(visible=True).exists()
    assert Proposal.objects.count() == 1


def test_a_veiled_mail_is_not_filed(owner: User) -> None:
    create_application(
        owner, {"company": "Nordlicht", "role": "Data Analyst"}, [Fact("applied", clock.now())]
    )
    kept(owner, "rejection", second="update", veiled=True)
    file_waiting(owner)
    assert kinds(owner) == ["applied"]


def test_what_ties_a_mail_to_the_search(owner: User) -> None:
    kept(owner, "interview", needs_review=False, header_id="1@x", thread=["0@x"])
    kept(owner, "interview", sender_address="jonas@halden.example", header_id="2@x")
    kept(owner, "acknowledgement", needs_review=False, sender_address="no-reply@greenhouse.io")
    known = correspondents(owner, owner.addresses)
    assert known.tie("ana.ruiz@nordlicht.example", [])
    assert known.tie("bruno.sa@nordlicht.example", []), "a colleague at the employer"
    assert not known.tie("no-reply@nordlicht.example", []), "a machine there may write of anything"
    assert known.tie("anyone@elsewhere.example", ["0@x"])
    assert not known.tie("jonas@halden.example", []), "what is not certain ties nothing, not even itself"
    assert not known.tie("somebody@greenhouse.io", [])
    assert not known.tie("friend@example.org", []), "the person's own domain is no employer's"


def test_a_person_in_the_subject_of_a_mail_without_names(owner: User) -> None:
    """An employer that only the subject names is found by it."""
    create_application(
        owner, {"company": "Primavera Publishing Ltd", "role": "Editor"}, [Fact("applied", clock.now())]
    )
    create_application(
        owner, {"company": "Halden Marine", "role": "Deckhand"}, [Fact("applied", clock.now())]
    )
    kept(
        owner, "interview", needs_review=False, company="", role="", subject="Next steps with Primavera",
        sender_address="hr@tidewell-group.example",
    )  # fmt: skip
    file_waiting(owner)
    assert Application.objects.get(company="Primavera Publishing Ltd").stage == "interview"


def test_a_role_in_the_subject_tells_two_applications_apart(owner: User) -> None:
    for role in ("Executive Assistant", "Warehouse Lead"):
        create_application(owner, {"company": "Nordlicht", "role": role}, [Fact("applied", clock.now())])
    kept(owner, "rejection", needs_review=False, role="", subject="News on Executive Assistant")
    file_waiting(owner)
    assert Application.objects.get(role="Executive Assistant").status == "rejected"
    assert Application.objects.get(role="Warehouse Lead").status == "open"


def test_what_only_sounds_like_an_answer_is_asked_about_and_is_no_word_from_them(owner: User) -> None:
    create_application(
        owner, {"company": "Nordlicht", "role": "Data Analyst"}, [Fact("applied", clock.now())]
    )
    known = Application.objects.get(visible=True)
    kept(owner, "offer", second="other", belongs=0.04, role="")
    kept(
        owner,
        "rejection",
        second="other",
        belongs=0.04,
        company="",
        role="",
        sender_address="mo@club.example",
    )
    file_waiting(owner)
    assert kinds(owner) == ["applied"]
    asked = list(Proposal.objects.order_by("message_id"))
    assert [one.question for one in asked] == ["both", "both"]
    assert [[entry["application"] for entry in one.candidates] for one in asked] == [[known.pk], []]
    assert all("sounds like an answer" in one.why for one in asked)


def test_what_only_sounds_like_an_answer_belongs_to_the_thread_in_which_it_stands(owner: User) -> None:
    kept(owner, "interview", needs_review=False, header_id="1@x")
    file_waiting(owner)
    kept(owner, "rejection", second="other", belongs=0.04, header_id="2@x", thread=["1@x"])
    file_waiting(owner)
    assert kinds(owner) == ["interview", "update"]
    assert Proposal.objects.get().question == "kind"


def test_own_mail_lies_with_the_first_answer_that_is_filed(owner: User) -> None:
    kept(owner, "acknowledgement", needs_review=False, header_id="1@x")
    kept(
        owner, "other", needs_review=False, outgoing=True, own_kind="reply", header_id="q@x",
        sender_address="mira@example.org", recipients=["x@else.example"], company="", role="",
    )  # fmt: skip
    kept(owner, "interview", belongs=0.7, thread=["q@x"], sender_address="x@else.example")
    kept(owner, "interview", needs_review=False, thread=["q@x"], sender_address="x@else.example")
    file_waiting(owner)
    assert sorted(kinds(owner)) == ["acknowledged", "interview", "note"]
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(("kind", "belongs", "doubted"), [
    ("rejection", 0.25, True), ("rejection", 0.4, False), ("outreach", 0.1, False), ("alert", 0.1, False),
])  # fmt: skip
def test_only_an_answer_that_nothing_ties_is_doubted(
    owner: User, kind: str, belongs: float, doubted: bool
) -> None:
    message = kept(owner, kind, belongs=belongs)
    assert message.doubted is doubted
    asked = Proposal.objects.create(owner=owner, message=message)
    assert Proposal.objects.filter(queries.DOUBTED).exists() is doubted
    assert asked.message.doubted is doubted


def test_what_lies_with_an_application_already_is_not_filed_a_second_time(owner: User) -> None:
    message = kept(owner, "rejection", second="other", belongs=0.1, filed=True)
    asked = Proposal.objects.create(owner=owner, message=message, question="kind")
    with Workers() as spread:
        assert look_again_at_unsure(owner, lambda _sender, _thread: True, spread) == []
    message.refresh_from_db()
    assert message.filed
    assert Proposal.objects.get() == asked
