"""A real server for the tests of this folder, and mailboxes on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from bench.dovecot import PASSWORD, USER, Dovecot
from django.conf import settings

from bench import dovecot

if TYPE_CHECKING:
    from onward.mailbox.models import Mailbox
    from onward.people.models import User


@pytest.fixture(scope="session")
def running() -> Iterator[Dovecot]:
    """A server that all tests of this folder share."""
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(running: Dovecot) -> Iterator[Dovecot]:
    """The server with nothing in its mailboxes yet."""
    yield running
    shutil.rmtree(running.place / "mail" / USER, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_secrets_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No keyring of whoever runs the tests; nothing stays in the folder."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    import keyring.core

    keyring.core.init_backend()
    yield
    shutil.rmtree(settings.HOME / "secrets", ignore_errors=True)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other without a pause."""
    monkeypatch.setattr("onward.mailbox.session.WAITS", (0.0,) * 7)
    monkeypatch.setattr("onward.mailbox.actions.AGAIN", 0.1)


@pytest.fixture
def set_up(owner: User, server: Dovecot) -> Callable[..., Mailbox]:
    """`set_up(port=…)`: the owner's mailbox, by the pages' own act."""
    from onward.mailbox import actions

    def make(**changed: object) -> Mailbox:
        given = {
            "address": USER, "host": "127.0.0.1", "port": server.plain, "security": "plain", "login": USER,
            "sign_in": "password",
        }  # fmt: skip
        return actions.set_up(owner, given | changed, {"password": PASSWORD})

    return make
