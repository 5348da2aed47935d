"""Erasing leaves nothing of the person, and everything of everybody else."""

import zlib
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from onward.applications.actions import create_application, merge
from onward.applications.stages import Fact
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.people import erase, sign_in
from onward.people.belongings import paths_to_owner
from onward.people.models import User

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


@pytest.mark.django_db(transaction=True)
def test_the_file_holds_no_trace(owner: User, signed_in: Client) -> None:
    live(owner)
    page = signed_in.post("/settings/erase/", {"word": " Erase "})
    assert "Everything is erased" in page.content.decode()
    assert not User.objects.exists()
    assert signed_in.get("/settings/").status_code == 302
    if connection.vendor == "sqlite" and (settings.HOME / "journal.sqlite3").exists():
        assert b"a secret subject" not in (settings.HOME / "journal.sqlite3").read_bytes()
