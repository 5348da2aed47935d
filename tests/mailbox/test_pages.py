"""The pages of mailboxes: set up, tested, chosen from, read, changed and forgotten, and what they never show."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.dovecot import PASSWORD, USER, Dovecot
from django.conf import settings
from django.test import Client

from bench import dovecot
from onward.applications.models import Application
from onward.mail import reading_process
from onward.mail.models import Reading
from onward.mailbox import vault
from onward.mailbox.models import Folder, Mailbox
from onward.people.models import User
from tests.mail.letters import search


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes into the background is done before the page answers."""
    monkeypatch.setattr(reading_process, "launch", lambda reading, me: reading_process.read(reading.pk, me))


def given(server: Dovecot, **changed: object) -> dict[str, object]:
    """What the form sends."""
    return {
        "address": USER, "sign_in": "password", "password": PASSWORD, "host": "127.0.0.1", "port": server.plain,
        "security": "plain", "login": USER, "fingerprint": "",
    } | changed  # fmt: skip


def test_from_an_address_to_a_read_mailbox(signed_in: Client, server: Dovecot) -> None:
    server.deliver(search())
    assert "None is set up yet" in signed_in.get("/mailbox/").content.decode()
    page = signed_in.get("/mailbox/new/", {"address": "Mira@Gmail.com"}).content.decode()
    assert "imap.gmail.com" in page
    assert "App password" in page
    assert "imap.example.org" in signed_in.get("/mailbox/new/", {"address": USER}).content.decode()
    answer = signed_in.post("/mailbox/new/", given(server), follow=True)
    page = answer.content.decode()
    assert "lets Onward in and shows 6 folders" in page
    one = Mailbox.objects.get()
    assert Folder.objects.filter(chosen=True).count() == 3
    answer = signed_in.post(f"/mailbox/{one.pk}/read/", follow=True)
    assert "All of it is read." in answer.content.decode()
    assert USER in answer.content.decode()
    assert "imap:" not in answer.content.decode()
    assert Application.objects.count() == 2
    assert "All that was there is read" in signed_in.get(f"/mailbox/{one.pk}/").content.decode()


def test_an_address_that_is_none(signed_in: Client) -> None:
    answer = signed_in.get("/mailbox/new/", {"address": "mira"})
    assert answer.status_code == 422
    assert "valid email" in answer.content.decode()


def test_nothing_is_kept_of_what_the_server_refuses(signed_in: Client, server: Dovecot) -> None:
    answer = signed_in.post("/mailbox/new/", given(server, password="not it"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "did not take the name or the password of mira@example.org" in page
    assert "not it" not in page
    assert not Mailbox.objects.exists()
    assert not vault.place().exists()


def test_a_certificate_is_confirmed_by_a_press(signed_in: Client, server: Dovecot) -> None:
    asked = given(server, host="localhost", port=server.tls, security="tls")
    answer = signed_in.post("/mailbox/new/", asked)
    page = answer.content.decode()
    assert dovecot.fingerprint(server) in page
    found = dovecot.fingerprint(server).replace(":", "").lower()
    assert f'name="fingerprint" value="{found}"' in page
    answer = signed_in.post("/mailbox/new/", asked | {"fingerprint": found}, follow=True)
    assert dovecot.fingerprint(server) in answer.content.decode()
    assert Mailbox.objects.get().fingerprint == found


@pytest.mark.parametrize(
    "changed", [{"host": "two words"}, {"port": "0"}, {"fingerprint": "ABC"}, {"login": ""}]
)
def test_what_cannot_be_is_said_at_its_field(
    signed_in: Client, server: Dovecot, changed: dict[str, str]
) -> None:
    answer = signed_in.post("/mailbox/new/", given(server, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{next(iter(changed))}_error"' in page
    assert "<details open>" in page


def test_folders_and_how_often_are_chosen(signed_in: Client, set_up: Callable[..., Mailbox]) -> None:
    one = set_up()
    inbox = one.folders.get(role="inbox")
    signed_in.post(f"/mailbox/{one.pk}/", {"folders": [inbox.pk], "every_minutes": "30"})
    one.refresh_from_db()
    assert [each.title for each in one.folders.filter(chosen=True)] == ["INBOX"]
    assert one.every_minutes == 30
    answer = signed_in.post(f"/mailbox/{one.pk}/", {"folders": ["999999"], "every_minutes": "30"})
    assert answer.status_code == 422


def test_testing_says_one_sentence_and_looks_for_new_folders(
    signed_in: Client, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    one = set_up()
    one.folders.filter(role="inbox").update(chosen=False)
    server.deliver(search(), "Jobs")
    assert "shows 7 folders" in signed_in.post(f"/mailbox/{one.pk}/test/", follow=True).content.decode()
    assert set(one.folders.filter(chosen=True).values_list("title", flat=True)) == {"Sent", "Archive", "Jobs"}
    Mailbox.objects.update(port=1)
    assert "Nothing answers at" in signed_in.post(f"/mailbox/{one.pk}/test/", follow=True).content.decode()


def test_changed_without_typing_the_password_again(
    signed_in: Client, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    one = set_up()
    page = signed_in.get(f"/mailbox/{one.pk}/change/").content.decode()
    assert "Leave it empty" in page
    assert PASSWORD not in page
    answer = signed_in.post(f"/mailbox/{one.pk}/change/", given(server, password=""))
    assert answer.status_code == 302
    # Another server is not shown the password that was given for this one.
    answer = signed_in.post(f"/mailbox/{one.pk}/change/", given(server, password="", host="localhost"))
    assert "Give the password of this mailbox." in answer.content.decode()
    assert Mailbox.objects.get().host == "127.0.0.1"


def test_forgotten_with_its_secret_and_what_was_read_stays(
    signed_in: Client, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    server.deliver(search())
    one = set_up()
    signed_in.post(f"/mailbox/{one.pk}/read/")
    assert vault.read(f"{one.owner_id}:{USER}") == {"password": PASSWORD}
    assert "stays in your journal" in signed_in.get(f"/mailbox/{one.pk}/forget/").content.decode()
    assert Mailbox.objects.exists()
    signed_in.post(f"/mailbox/{one.pk}/forget/")
    assert not Mailbox.objects.exists()
    assert vault.read(f"{one.owner_id}:{USER}") == {}
    assert Application.objects.count() == 2
    # A reading of it that was stopped says so when it is continued.
    old = Reading.objects.get()
    assert (
        "not set up any more" in signed_in.post(f"/reading/{old.pk}/continue/", follow=True).content.decode()
    )


def test_a_reading_that_broke_off_names_why(
    signed_in: Client, owner: User, set_up: Callable[..., Mailbox]
) -> None:
    one = set_up()
    vault.keep(f"{owner.pk}:{USER}", {"password": "changed elsewhere"})
    signed_in.post(f"/mailbox/{one.pk}/read/")
    page = signed_in.get(f"/reading/{Reading.objects.get().pk}/").content.decode()
    assert "127.0.0.1 did not take the name or the password of mira@example.org." in page


def test_the_secret_is_nowhere_but_in_the_vault(
    signed_in: Client,
    server: Dovecot,
    set_up: Callable[..., Mailbox],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.deliver(search())
    one = set_up()
    signed_in.post(f"/mailbox/{one.pk}/read/")
    from django.db import connection

    pages = [signed_in.get(f"/mailbox/{one.pk}/{part}").content for part in ("", "change/", "forget/")]
    assert all(PASSWORD.encode() not in page for page in pages)
    assert PASSWORD not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PASSWORD not in str(cursor.fetchall())
    monkeypatch.setattr(settings, "HOSTED", True)  # without the copy of the database, which was looked at
    exported = b"".join(signed_in.get("/settings/journal.zip").streaming_content)
    (tmp_path / "journal.zip").write_bytes(exported)
    import zipfile

    with zipfile.ZipFile(tmp_path / "journal.zip") as made:
        assert all(PASSWORD.encode() not in made.read(name) for name in made.namelist())
    sealed = vault.place()
    assert PASSWORD.encode() not in sealed.read_bytes()
    assert (sealed.stat().st_mode & 0o777, sealed.with_name("key").stat().st_mode & 0o777) == (0o600, 0o600)
    assert sealed.parent.stat().st_mode & 0o777 == 0o700


def test_hosted_there_are_none(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOSTED", True)
    assert signed_in.get("/mailbox/").status_code == 404
    assert signed_in.get("/mailbox/new/").status_code == 404


def test_the_pages_lead_there(signed_in: Client) -> None:
    assert 'href="/mailbox/"' in signed_in.get("/welcome/").content.decode()
    assert 'href="/mailbox/"' in signed_in.get("/settings/").content.decode()
