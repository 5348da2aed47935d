"""A no that the person wants to see later is nowhere until then, and nothing is lost by it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from onward.applications import queries
from onward.applications.models import Application, Event
from onward.mail import intake, sealing
from onward.mail.models import Message, Proposal, Reading
from onward.people import showing
from onward.people.models import User
from tests.mail.letters import as_mbox, search

pytestmark = pytest.mark.django_db
Freeze = Callable[[date | datetime], None]
WEDNESDAY = datetime(2026, 7, 15, 11, 0, tzinfo=UTC)


@pytest.fixture
def at_six(owner: User, freeze: Freeze) -> User:
    freeze(WEDNESDAY)
    owner.show_no, owner.show_no_hour = showing.DAILY, 18
    owner.save()
    return owner


def read(owner: User, folder: Path) -> Reading:
    return intake.read(owner, [as_mbox(folder / "search.mbox", search())])


def statuses(owner: User) -> dict[str, str]:
    return {one.company: one.status for one in Application.objects.filter(owner=owner, visible=True)}


def test_until_then_it_is_as_if_it_had_not_come(at_six: User, tmp_path: Path) -> None:
    reading = read(at_six, tmp_path)
    assert reading.kept == 3  # two confirmations and an invitation; the no is kept and not counted
    assert "rejection" not in reading.kinds
    assert statuses(at_six) == {"Nordlicht": "open", "Corvo Foods": "open"}
    assert not Event.objects.filter(kind="rejected").exists()
    assert Message.objects.filter(sealed_at__isnull=False).count() == 1


def test_at_its_hour_it_is_filed_like_any_other(at_six: User, tmp_path: Path, freeze: Freeze) -> None:
    read(at_six, tmp_path)
    freeze(datetime(2026, 7, 15, 16, 59, tzinfo=UTC))
    assert sealing.open_due(at_six) is None
    freeze(datetime(2026, 7, 15, 17, 0, tzinfo=UTC))  # 18:00 in Lisbon
    assert sealing.open_due(at_six) is not None
    assert statuses(at_six) == {"Nordlicht": "rejected", "Corvo Foods": "open"}
    assert sealing.open_due(at_six) is None


def test_a_page_opens_what_is_due(at_six: User, tmp_path: Path, signed_in: Client, freeze: Freeze) -> None:
    read(at_six, tmp_path)
    assert "They said no" not in signed_in.get("/applications/").content.decode().partition("<table")[2]
    freeze(datetime(2026, 7, 16, 8, 0, tzinfo=UTC))
    assert "They said no" in signed_in.get("/applications/").content.decode().partition("<table")[2]


def test_reading_again_brings_nothing_out(at_six: User, tmp_path: Path) -> None:
    read(at_six, tmp_path)
    again = read(at_six, tmp_path)
    assert again.kept == 0
    assert statuses(at_six) == {"Nordlicht": "open", "Corvo Foods": "open"}


def test_showing_at_once_again_brings_it_out(at_six: User, tmp_path: Path, signed_in: Client) -> None:
    read(at_six, tmp_path)
    signed_in.post("/settings/", {"show_no": "at_once", "show_no_hour": "18", "show_no_day": "4"})
    signed_in.get("/settings/")
    assert statuses(at_six)["Nordlicht"] == "rejected"


def test_what_is_opened_by_hand(owner: User, tmp_path: Path, signed_in: Client) -> None:
    signed_in.post("/settings/", {"show_no": "when_opened", "show_no_hour": "18", "show_no_day": "4"})
    owner.refresh_from_db()
    read(owner, tmp_path)
    before = signed_in.get("/waiting/").content.decode()
    assert statuses(owner)["Nordlicht"] == "open"
    assert signed_in.post("/waiting/").headers["Location"] == "/rejections/"
    assert statuses(owner)["Nordlicht"] == "rejected"
    after = signed_in.get("/waiting/").content.decode()
    main = [page.partition("<main")[2].partition("csrfmiddlewaretoken")[0] for page in (before, after)]
    assert main[0] == main[1], "the page tells whether something waits"


def test_what_only_may_be_a_no_is_veiled_not_closed(at_six: User, signed_in: Client) -> None:
    one = Message(
        owner=at_six, kind="interview", second="rejection", confidence=0.5, needs_review=True, subject="About Thursday", text="We chose",
        sender_name="Ana", at=WEDNESDAY, evidence=["We chose"],
    )  # fmt: skip
    sealing.seal(at_six, one)
    one.filed = True
    one.save()
    asked = Proposal.objects.create(
        owner=at_six, message=one, question="kind", why="It says no and sets a time."
    )
    assert one.veiled
    assert one.sealed_at is None
    for path in ("/review/", f"/messages/{one.pk}/"):
        page = signed_in.get(path).content.decode()
        assert "A mail that waits" in page
        assert not any(words in page for words in ("About Thursday", "We chose", "It says no"))
    assert signed_in.get(f"/messages/{one.pk}/body/").status_code == 404
    assert signed_in.get(f"/messages/{one.pk}/raw/").status_code == 404
    refused = signed_in.post("/review/", {"do": "new", "question": str(asked.pk)})
    assert refused.status_code == 422
    assert queries.applications(at_six).count() == 0
    signed_in.post(f"/messages/{one.pk}/show/")
    assert "About Thursday" in signed_in.get("/review/").content.decode()


def test_an_interview_is_never_closed(at_six: User) -> None:
    one = Message(owner=at_six, kind="interview", second="rejection", confidence=0.9)
    sealing.seal(at_six, one)
    assert not one.veiled
    assert one.sealed_at is None
