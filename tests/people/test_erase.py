"""Erasing leaves nothing of the person, and everything of everybody else."""

import os
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from onward.applications.actions import create_application, merge
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.calendar.models import Feed
from onward.capture.models import Bookmark, Handover, Posting, RawPosting
from onward.feedback.models import Feedback, Point
from onward.imports.models import ImportLayout, ImportTable
from onward.journal.models import Entry, Lesson
from onward.letters.models import Draft
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.mailbox.models import Folder, Glance, Mailbox
from onward.people import erase, sign_in
from onward.people.belongings import paths_to_owner
from onward.people.models import User
from onward.plan.models import Choice, Day, Goal, Review, Week
from onward.record.models import OtherActivity
from onward.rejections.models import Print, Step
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def live(person: User) -> None:
    """A little of everything that a person can have."""
    facts = [Fact("applied", NOON), Fact("rejected", NOON)]
    one = create_application(person, {"company": "Nordlicht"}, facts).applications[0]
    two = create_application(person, {"company": "Nordlicht Energie"}, facts).applications[0]
    merge(person, one, two)
    message = Message.objects.create(owner=person, kind="rejection", confidence=1, subject="a secret subject")
    RawMessage.objects.create(message=message, content=zlib.compress(b"Subject: a secret subject\n\nno"))
    LedgerEntry.objects.create(owner=person, fingerprint=b"x" * 16, source="in.mbox#1", message=message)
    Proposal.objects.create(owner=person, message=message, question="kind", why="it could be either")
    Reading.objects.create(owner=person, started_at=NOON)
    ImportTable.objects.create(
        owner=person, name="a secret table", brought_at=NOON, content=b"x", fingerprint="x"
    )
    ImportLayout.objects.create(owner=person, fingerprint="x", saved_at=NOON)
    no = Event.objects.filter(owner=person, kind="rejected").first()
    assert no is not None
    Step.objects.create(owner=person, event=no, kind="let_go", at=NOON)
    Print.objects.create(owner=person, message_id=message.pk, position=0, family=1, words="a secret print")
    entry = Entry.objects.create(owner=person, kind="note", event=no, begun_at=NOON, saved_at=NOON)
    Lesson.objects.create(owner=person, text="a secret lesson", entry=entry, made_at=NOON)
    draft = Draft.objects.create(
        owner=person, purpose="feedback", application=no.current, begun_at=NOON, saved_at=NOON
    )
    told = Feedback.objects.create(
        owner=person, draft=draft, manner="mail", giver="employer", at=NOON, recorded_at=NOON
    )
    Point.objects.create(feedback=told, position=0, quote="a secret point")
    posting = Posting.objects.create(
        owner=person, how="pasted", given_at=NOON, changed_at=NOON, text="a secret posting", digest="x"
    )
    RawPosting.objects.create(posting=posting, content=zlib.compress(b"a secret posting"), suffix="txt")
    Bookmark.objects.create(owner=person, secret=person.username, made_at=NOON)
    Handover.objects.create(owner=person, key=person.username, content=b"x", received_at=NOON)
    Forecast.objects.create(
        owner=person, application=no.current, asked="offer", chance=5, by=NOON.date(), made_at=NOON
    )
    Mark.objects.create(owner=person, application=no.current, question="resume", value="a secret", at=NOON)
    Look.objects.create(owner=person, question="channel", day=NOON.date())
    lots = Experiment.objects.create(
        owner=person, usual=8, better=16, planned=255, until=NOON.date(), seed=1, begun_at=NOON
    )
    Lot.objects.create(experiment=lots, application=no.current, place=0, arm=1, drawn_at=NOON)
    OtherActivity.objects.create(owner=person, on=NOON.date(), activity="a secret workshop", recorded_at=NOON)
    day = NOON.date()
    Choice.objects.create(owner=person, kind="thank", what="done", title="a secret choice", at=NOON)
    Day.objects.create(owner=person, on=day, changed_at=NOON)
    Week.objects.create(owner=person, monday=day, saved_at=NOON)
    Goal.objects.create(owner=person, kind="learning", text="a secret goal", made_at=NOON, changed_at=NOON)
    Review.objects.create(owner=person, monday=day, wins="a secret win", saved_at=NOON)
    Feed.objects.create(owner=person, digest=person.username, changed_at=NOON)
    box = Mailbox.objects.create(
        owner=person,
        address=f"{person.username}@example.org",
        host="imap.example.org",
        login="x",
        made_at=NOON,
    )
    inbox = Folder.objects.create(mailbox=box, name="INBOX", title="INBOX", role="inbox", chosen=True)
    Glance.objects.create(folder=inbox, uid=1)
    sign_in.make_link(person)


def counts(person: User) -> dict[str, int]:
    return {
        model.__name__: model._base_manager.filter(**{path: person}).count()
        for model, path in paths_to_owner().items()
    }


def test_every_table_is_known_to_belong_to_somebody(db: None) -> None:
    assert set(paths_to_owner()) == set(apps.get_app_config("onward").get_models()) - {User}
    assert paths_to_owner()[RawMessage] == "message__owner"


def test_nothing_of_the_person_is_left_and_all_of_the_others(owner: User, other: User) -> None:
    live(owner)
    live(other)
    assert all(counts(owner).values()), "this test must fill every table"
    before = counts(other)
    gone = owner.pk
    # The row of the owner stays in memory; the tables are asked by its key.
    erase_rows(owner)
    assert not User.objects.filter(pk=gone).exists()
    assert not any(counts(User(pk=gone)).values())
    assert counts(other) == before


def erase_rows(person: User) -> None:
    """Erase without rewriting the file: that cannot happen inside a test's transaction."""
    vendor = connection.vendor
    try:
        connection.vendor = "another"
        erase.erase(person)
    finally:
        connection.vendor = vendor


def test_sessions_of_the_person_end(owner: User, other: User, signed_in: Client) -> None:
    theirs = Client(headers={"host": "127.0.0.1"})
    theirs.force_login(other)
    erase_rows(owner)
    assert Session.objects.count() == 1
    assert theirs.get("/settings/").status_code == 200


def test_the_word_has_to_be_typed(owner: User, signed_in: Client) -> None:
    page = signed_in.post("/settings/erase/", {"word": "yes"})
    assert "Nothing was erased" in page.content.decode()
    assert User.objects.filter(pk=owner.pk).exists()


SCRIPT = """
from onward.commands import journal
journal.prepare()
from onward.people.owner import local_owner
from onward.people import erase
from onward.mail.models import LedgerEntry, Message
owner = local_owner()
Message.objects.create(owner=owner, kind="rejection", confidence=1, text="a secret sentence")
from onward.people import backups
LedgerEntry.objects.create(owner=owner, fingerprint=b"x" * 16, source="x")
assert b"a secret sentence" in backups.anew(journal.file()).read_bytes()
print(journal.file().with_name("journal.sqlite3-wal").read_bytes().count(b"a secret sentence") > 0)
erase.erase(owner)
"""


def test_a_real_file_holds_no_trace(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**environment, "ONWARD_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n", "the sentence must have been there before"
    assert not (tmp_path / "backups").exists()
    left = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"secret sentence" not in left


@pytest.mark.django_db(transaction=True)
def test_the_page_erases_and_signs_out(owner: User, signed_in: Client) -> None:
    live(owner)
    page = signed_in.post("/settings/erase/", {"word": " Erase "})
    assert "Everything is erased" in page.content.decode()
    assert not User.objects.exists()
    assert signed_in.get("/settings/").status_code == 302
