"""Invitations become talks of the record; changes move them, cancellations take their time away."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from onward.applications import actions, diary
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.journal import queries as looking_back
from onward.mail import actions as decisions
from onward.mail import intake
from onward.mail.models import Message, Proposal
from onward.people.models import User
from tests.mail.letters import ME, RECEIVED, answer

pytestmark = pytest.mark.django_db
MAILS = Path(__file__).parent / "mails"
Freeze = Callable[[date | datetime], None]


def read(owner: User, *names: str, more: list[bytes] | None = None, folder: Path) -> None:
    """Read mails of the folder, and others, in one go."""
    folder.mkdir(exist_ok=True)
    for number, raw in enumerate(more or []):
        (folder / f"more{number}.eml").write_bytes(raw)
    for name in names:
        (folder / f"{name}.eml").write_bytes((MAILS / f"{name}.eml").read_bytes())
    intake.read(owner, [str(folder)], [ME])


def talks(owner: User) -> list[Event]:
    return list(Event.objects.filter(owner=owner, active=True, kind="interview").order_by("at", "pk"))


def kinds(owner: User) -> list[str]:
    found = Event.objects.filter(owner=owner, active=True).exclude(kind="detail").exclude(kind="retracted")
    return [one.kind for one in found.order_by("at", "pk")]


def test_an_invitation_is_a_talk_with_its_time_and_place(owner: User, tmp_path: Path) -> None:
    read(owner, "outlook-invites", folder=tmp_path)
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-14T10:00+02:00"
    assert talk.data["minutes"] == 60
    assert talk.data["where"].startswith(
        "Microsoft Teams-Besprechung · https://teams.microsoft.com/l/meetup-join/"
    )
    assert (talk.current.company, talk.current.role) == ("Corvo Foods", "Support Engineer")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_change_moves_the_same_talk_and_a_cancellation_takes_its_time(
    owner: User, tmp_path: Path, at_once: bool
) -> None:
    told = [answer(RECEIVED, "Nordlicht", "Data Analyst", 1)]
    names = ["google-invites", "google-moves", "google-cancels"]
    if at_once:
        read(owner, *names[:2], more=told, folder=tmp_path / "all")
    else:
        read(owner, more=told, folder=tmp_path / "first")
        for name in names[:2]:
            read(owner, name, folder=tmp_path / name)
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-16T13:00+00:00"
    assert talk.data["invitation"]["sequence"] == 1
    assert talk.at.date() == date(2024, 4, 3), "it was said when they first invited"
    assert Application.objects.filter(owner=owner, visible=True).count() == 1
    read(owner, names[2], folder=tmp_path / "last")
    [talk] = talks(owner)
    assert "interview_at" not in talk.data
    assert talk.data["cancelled"] == "2024-05-16T13:00+00:00"
    assert kinds(owner) == ["acknowledged", "interview", "update", "update"]
    assert talk.current.furthest_stage == "interview"


def test_a_change_that_is_undone_was_never_made(owner: User, tmp_path: Path) -> None:
    read(owner, "google-invites", folder=tmp_path / "one")
    read(owner, "google-moves", folder=tmp_path / "two")
    actions.undo(owner, Act.objects.filter(owner=owner).latest("pk").pk)
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-14T08:00+00:00"
    actions.redo(owner, Act.objects.filter(owner=owner, undoes=None).latest("pk").pk)
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-16T13:00+00:00"


def test_what_comes_late_moves_nothing(owner: User, tmp_path: Path) -> None:
    """The first invitation is found after the change, in another mailbox."""
    read(owner, "google-moves", folder=tmp_path / "two")
    read(owner, "google-invites", folder=tmp_path / "one")
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-16T13:00+00:00"


def test_the_mail_of_a_person_and_the_invitation_after_it_are_one_talk(owner: User, tmp_path: Path) -> None:
    said = (
        "Thank you for your application for the {role} position at {company}. We would like to invite you to an"
        " interview on 14 May 2024 at 08:00 UTC."
    )
    read(owner, "google-invites", more=[answer(said, "Nordlicht", "Data Analyst", 1)], folder=tmp_path)
    [talk] = talks(owner)
    assert talk.data["where"] == "https://meet.google.com/abc-defg-hij"
    assert talk.data["invitation"]["uid"] == "4t2k9nordlicht7q1@google.com"


def test_what_the_person_says_is_no_talk_stays_none(owner: User, tmp_path: Path) -> None:
    read(owner, "google-invites", folder=tmp_path / "one")
    [talk] = talks(owner)
    actions.change_event(owner, talk.pk, kind="update")
    read(owner, "google-moves", folder=tmp_path / "two")
    assert talks(owner) == []


def test_a_time_corrected_by_hand_is_moved_by_a_later_change(owner: User, tmp_path: Path) -> None:
    read(owner, "google-invites", folder=tmp_path / "one")
    [talk] = talks(owner)
    actions.change_event(owner, talk.pk, data={**talk.data, "interview_at": "2024-05-14T11:00+02:00"})
    read(owner, "google-moves", folder=tmp_path / "two")
    [talk] = talks(owner)
    assert talk.data["interview_at"] == "2024-05-16T13:00+00:00"


@pytest.mark.parametrize("name", ["dentist", "lunch-of-colleagues", "panel-of-colleagues"])
def test_other_appointments_are_no_application(owner: User, tmp_path: Path, name: str) -> None:
    read(owner, name, more=[answer(RECEIVED, "Nordlicht", "Data Analyst", 1)], folder=tmp_path)
    assert Application.objects.filter(owner=owner).count() == 1
    assert not Proposal.objects.filter(owner=owner).exists()


def test_an_invitation_is_set_aside_and_filed_by_hand(owner: User, tmp_path: Path) -> None:
    read(owner, "google-invites", folder=tmp_path / "one")
    message = Message.objects.get(owner=owner)
    decisions.set_aside(owner, [message])
    assert talks(owner) == []
    filed = decisions.file(owner, [decisions.Choice(message, None, "interview", {"company": "Nordlicht"})])
    [talk] = talks(owner)
    assert talk.current_id == filed.applications[0]
    assert talk.data["invitation"]["uid"] == "4t2k9nordlicht7q1@google.com"
    decisions.file(owner, [decisions.Choice(message, talk.current_id, "update")])
    assert talks(owner) == []


def test_a_talk_keeps_its_identity_whatever_moves_it(owner: User, tmp_path: Path, freeze: Freeze) -> None:
    now = datetime(2024, 4, 20, 9, tzinfo=UTC)
    freeze(datetime(2024, 4, 4, 9, tzinfo=UTC))
    read(owner, "google-invites", folder=tmp_path / "one")
    [before] = diary.items(owner, now)
    freeze(datetime(2024, 4, 11, 9, tzinfo=UTC))
    read(owner, "google-moves", folder=tmp_path / "two")
    [after] = diary.items(owner, now)
    assert before.about == after.about
    assert (before.changed_at, after.changed_at) == (
        datetime(2024, 4, 4, 9, tzinfo=UTC),
        datetime(2024, 4, 11, 9, tzinfo=UTC),
    )
    freeze(datetime(2024, 4, 18, 9, tzinfo=UTC))
    read(owner, "google-cancels", folder=tmp_path / "three")
    [gone] = diary.items(owner, now)
    assert (gone.about, gone.cancelled, gone.when) == (after.about, True, after.when)


def test_a_talk_entered_and_corrected_by_hand_keeps_its_identity(owner: User, freeze: Freeze) -> None:
    freeze(datetime(2024, 4, 20, 9, tzinfo=UTC))
    talk = Fact("interview", datetime(2024, 5, 2, 9, 30, tzinfo=UTC))
    place = actions.create_application(owner, {"company": "Nordlicht"}, [talk]).applications[0]
    seen = []
    for day in (3, 4, 5):
        [item] = diary.items(owner, datetime(2024, 4, 20, 9, tzinfo=UTC))
        seen.append(item.about)
        [event] = talks(owner)
        actions.change_event(owner, event.pk, at=datetime(2024, 5, day, 9, 30, tzinfo=UTC))
    assert seen[0] == seen[1] == seen[2]
    assert Application.objects.get(pk=place).furthest_stage == "interview"


def test_nobody_is_asked_how_a_cancelled_talk_went(owner: User, tmp_path: Path, signed_in: Client) -> None:
    read(owner, "google-invites", folder=tmp_path / "one")
    [talk] = talks(owner)
    assert talk in looking_back.recent(owner)
    page = signed_in.get(f"/applications/{talk.current_id}/").content.decode()
    assert "https://meet.google.com/abc-defg-hij" in page
    read(owner, "google-cancels", folder=tmp_path / "two")
    [talk] = talks(owner)
    assert looking_back.recent(owner) == []
    page = signed_in.get(f"/applications/{talk.current_id}/").content.decode()
    assert "cancelled" in page
