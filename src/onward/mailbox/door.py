"""Opens the door of a mailbox: finds the server, signs in with what the vault holds, says one sentence otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from imapclient import exceptions

from onward.base.errors import Problem
from onward.mailbox import oauth, providers, vault
from onward.mailbox.client import Client
from onward.mailbox.models import Mailbox
from onward.mailbox.server import Server, broke_off, later, told
from onward.mailbox.vault import Secret


class NoSecret(Problem):
    """The password, or the leave given by OAuth, is not there."""


def server_of(mailbox: Mailbox) -> Server:
    """The mailbox's server as it is connected to."""
    return Server(mailbox.host, mailbox.port, mailbox.security, mailbox.fingerprint)


def name_of(mailbox: Mailbox) -> str:
    """The name of its secret in the vault."""
    return f"{mailbox.owner_id}:{mailbox.address}"


def enter(mailbox: Mailbox, secret: Secret | None = None) -> Client:
    """A connection that is signed in, with what the vault holds or with a secret on trial; the caller ends it."""
    secret = vault.read(name_of(mailbox)) if secret is None else secret
    server = server_of(mailbox)
    if mailbox.sign_in == "oauth":
        token = oauth.access_token(mailbox.client, secret, lambda new: vault.keep(name_of(mailbox), new))
        return _enter(server, mailbox, token=token)
    if not secret.get("password"):
        raise NoSecret(_("The password of %(address)s is not here. Give it once more.") % _named(mailbox))
    return _enter(server, mailbox, password=str(secret["password"]))


def _enter(server: Server, mailbox: Mailbox, password: str = "", token: str = "") -> Client:
    client = None
    try:
        with told(server, mailbox.login):
            client = Client(server)
            if not token:
                client.sign_in(mailbox.login, password)
                return client
            try:
                client.sign_in_by_token(mailbox.login, token)
            except exceptions.LoginError as error:
                if later(error) or broke_off(error):
                    raise
                raise Problem(
                    _("%(host)s did not take the leave that was given for %(login)s. Give it once more.")
                    % {"host": server.host, "login": mailbox.login}
                ) from None
            return client
    except BaseException as problem:
        if client is not None:
            client.shutdown()
        hint = providers.guess(mailbox.address).hint
        if hint and type(problem) is Problem and "password" in str(problem) and not token:
            raise Problem(f"{problem} {hint}") from None
        raise


@contextmanager
def opened(mailbox: Mailbox, secret: Secret | None = None) -> Iterator[Client]:
    """The mailbox for one short piece of work."""
    client = enter(mailbox, secret)
    try:
        with told(server_of(mailbox), mailbox.login):
            yield client
    finally:
        client.leave()


def _named(mailbox: Mailbox) -> dict[str, str]:
    return {"address": mailbox.address}
