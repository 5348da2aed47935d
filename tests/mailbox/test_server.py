"""Signing in: certificates, passwords, and one clear sentence for each way in which it does not go."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from bench.dovecot import PASSWORD, USER, Dovecot

from bench import dovecot
from onward.base.errors import Problem
from onward.mail import intake
from onward.mailbox import actions, vault
from onward.mailbox.models import Mailbox
from onward.mailbox.server import Server, Unvouched, read_fingerprint, shown
from onward.people.models import User
from tests.mail.letters import search
from tests.mailbox.test_reading import SOURCE


@pytest.fixture(scope="module")
def out_of_date() -> Iterator[Dovecot]:
    with dovecot.running(expired=True) as server:
        yield server


def one_sentence(problem: Problem) -> str:
    said = str(problem)
    assert said.endswith(".")
    assert "\n" not in said
    assert PASSWORD not in said
    return said


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_the_system_trusts(
    server: Dovecot, set_up: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
    port = server.tls if security == "tls" else server.plain
    assert set_up(host="localhost", port=port, security=security).folders.count() == 6


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_one_that_nobody_vouches_for_needs_its_fingerprint(
    server: Dovecot, set_up: Callable[..., Mailbox], security: str
) -> None:
    port = server.tls if security == "tls" else server.plain
    with pytest.raises(Unvouched, match="Nobody that this machine trusts vouches") as told:
        set_up(host="localhost", port=port, security=security)
    assert dovecot.fingerprint(server) in one_sentence(told.value)
    assert not Mailbox.objects.exists()
    found = read_fingerprint(dovecot.fingerprint(server))
    assert set_up(host="localhost", port=port, security=security, fingerprint=found).folders.count() == 6


def test_another_certificate_than_the_confirmed_one_is_refused(
    server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    with pytest.raises(Unvouched, match="another certificate than the one that you confirmed") as told:
        set_up(host="localhost", port=server.tls, security="tls", fingerprint="ab" * 32)
    assert dovecot.fingerprint(server) in one_sentence(told.value)


def test_a_certificate_out_of_date(
    out_of_date: Dovecot, set_up: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(out_of_date.authority))
    with pytest.raises(Unvouched, match="out of date") as told:
        set_up(host="localhost", port=out_of_date.tls, security="tls")
    assert dovecot.fingerprint(out_of_date) in one_sentence(told.value)


def test_a_wrong_password(owner: User, server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    given = {"address": USER, "host": "127.0.0.1", "port": server.plain, "security": "plain", "login": USER,
             "sign_in": "password"}  # fmt: skip
    with pytest.raises(Problem, match="did not take the name or the password of mira") as told:
        actions.set_up(owner, given, {"password": "another"})
    one_sentence(told.value)
    assert not Mailbox.objects.exists()
    # The password was changed elsewhere since.
    set_up()
    vault.keep(f"{owner.pk}:{USER}", {"password": "old"})
    with pytest.raises(Problem, match="did not take the name or the password") as told:
        intake.read(owner, [SOURCE])
    one_sentence(told.value)


@pytest.mark.parametrize("word", ["wörd mit ümlaut", 'with "quotes" and \\', "two  spaces and %"])
def test_passwords_of_any_letters(
    server: Dovecot, owner: User, set_up: Callable[..., Mailbox], word: str
) -> None:
    server.set_users({USER: word})
    try:
        given = {"address": USER, "host": "127.0.0.1", "port": server.plain, "security": "plain", "login": USER,
                 "sign_in": "password"}  # fmt: skip
        assert actions.set_up(owner, given, {"password": word})
    finally:
        server.set_users({USER: PASSWORD})


def test_without_encryption_only_to_this_machine(set_up: Callable[..., Mailbox]) -> None:
    with pytest.raises(Problem, match="anybody on the way could read the password"):
        set_up(host="mail.example.org", security="plain")
    for host in ("127.0.0.1", "::1", "localhost"):
        assert Server(host, 143).on_this_machine
    for host in ("localhost.example.org", "10.0.0.1", "127.0.0.1.example.org", ""):
        assert not Server(host, 143).on_this_machine


def test_nothing_answers_or_no_such_name(set_up: Callable[..., Mailbox]) -> None:
    with pytest.raises(Problem, match=r"Nothing answers at 127\.0\.0\.1, port 1"):
        set_up(port=1)
    with pytest.raises(Problem, match=r"no server called nowhere\.invalid"):
        set_up(host="nowhere.invalid", security="tls")


def test_tls_where_there_is_none(server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    with pytest.raises(Problem, match="does not speak TLS at port"):
        set_up(port=server.plain, security="tls")


@pytest.mark.django_db(transaction=True)
def test_a_full_disk(owner: User, server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("SQLite says it so")
    ballast = random.Random(1).randbytes(60_000).hex().encode()
    server.deliver([one + ballast + b"\n" for one in search()])
    set_up()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages + 2}")
    try:
        with pytest.raises(Problem, match=r"The disk is full\. Nothing is lost") as told:
            intake.read(owner, [SOURCE])
        one_sentence(told.value)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count=2147483646")
    assert intake.read(owner, [SOURCE]).state == "done"
    from onward.mail.models import Message

    assert Message.objects.count() == 4


@pytest.mark.parametrize(
    "text", ["AB:" * 31 + "AB", "sha256 Fingerprint=" + "ab" * 32, " " + "Ab " * 32, "SHA-256: " + "AB" * 32]
)
def test_fingerprints_however_they_are_written(text: str) -> None:
    assert read_fingerprint(text) == "ab" * 32
    assert shown("ab" * 32) == "AB:" * 31 + "AB"


def test_what_is_no_fingerprint() -> None:
    assert read_fingerprint("  ") == ""
    with pytest.raises(Problem, match="64 digits"):
        read_fingerprint("AB:CD")
