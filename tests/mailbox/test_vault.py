"""Secrets lie in the system's keyring, or in an encrypted file where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import keyring
import pytest
from bench.dovecot import PASSWORD, USER
from keyring.backend import KeyringBackend

from onward.base.errors import Problem
from onward.mailbox import actions, vault
from onward.mailbox.models import Mailbox
from onward.people import erase
from onward.people.models import User


class Ring(KeyringBackend):
    """A keyring of the system, as the package asks for one."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_in_the_keyring_and_nowhere_else(ring: Ring) -> None:
    vault.keep("1:a@b.example", {"password": PASSWORD})
    assert vault.in_keyring()
    assert vault.read("1:a@b.example") == {"password": PASSWORD}
    assert not vault.place().exists()
    assert [name for name, _ in ring.kept] == ["Onward"]
    vault.forget("1:a@b.example")
    assert ring.kept == {}
    assert vault.read("1:a@b.example") == {}


def test_in_a_file_where_there_is_no_keyring() -> None:
    assert not vault.in_keyring()
    vault.keep("1:a@b.example", {"password": PASSWORD})
    vault.keep("1:c@d.example", {"password": "another"})
    assert vault.read("1:a@b.example") == {"password": PASSWORD}
    assert PASSWORD.encode() not in vault.place().read_bytes()
    vault.forget("1:a@b.example")
    assert (vault.read("1:a@b.example"), vault.read("1:c@d.example")) == ({}, {"password": "another"})
    vault.forget("1:c@d.example")
    assert not vault.place().exists()


def test_a_keyring_that_comes_later_takes_over(ring: Ring) -> None:
    ring.locked = True
    vault.keep("1:a@b.example", {"password": "old"})
    assert vault.place().exists()
    ring.locked = False
    vault.keep("1:a@b.example", {"password": "new"})
    assert not vault.place().exists()
    assert vault.read("1:a@b.example") == {"password": "new"}
    ring.locked = True
    with pytest.raises(Problem, match="Unlock it"):
        vault.read("1:a@b.example")


def test_without_its_key_the_file_is_nothing() -> None:
    vault.keep("1:a@b.example", {"password": PASSWORD})
    vault.place().with_name("key").unlink()
    assert vault.read("1:a@b.example") == {}
    vault.keep("1:a@b.example", {"password": "given again"})
    assert vault.read("1:a@b.example") == {"password": "given again"}


def test_erasing_everything_empties_the_keyring(
    owner: User, ring: Ring, set_up: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up()
    assert len(ring.kept) == 1
    from django.db import connection

    monkeypatch.setattr(connection, "vendor", "another")
    erase.erase(owner)
    assert ring.kept == {}


def test_another_address_takes_its_secret_along(owner: User, set_up: Callable[..., Mailbox]) -> None:
    one = set_up()
    given = {"address": "new@example.org", "host": one.host, "port": one.port, "security": "plain", "login": USER,
             "sign_in": "password"}  # fmt: skip
    actions.set_up(owner, given, {}, one.pk)
    assert vault.read(f"{owner.pk}:new@example.org") == {"password": PASSWORD}
    assert vault.read(f"{owner.pk}:{USER}") == {}
