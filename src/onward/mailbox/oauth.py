"""OAuth 2 with a client of the person's own: by the browser with PKCE, by a code for another device, renewed alone.

Onward ships no client of its own: a secret in a public program is none, and who hands it out watches who uses it.
Every address that is asked stands in the settings of the mailbox; the answer is read up to a bound, no redirect is
followed, and what is secret goes into the body of the request, never into an address.
"""

import base64
import hashlib
import json
import secrets
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.mailbox.server import Cut, Server
from onward.mailbox.vault import Secret

TIMEOUT: Final = 20
MAX_ANSWER: Final = 256 * 1024
#: Seconds before its end from which on an access token is renewed, and those for which leave is waited for.
EARLY, PATIENCE = 120, 900
#: So many may wait at once.
_MOST = 20


@dataclass(slots=True)
class Asked:
    """Leave that was asked for and not given yet; it lives in the memory of the process that serves."""

    mailbox: int
    owner: int
    verifier: str
    redirect: str
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)


@dataclass(slots=True)
class Device:
    """A code that the person types in elsewhere; `code` is the secret half of it."""

    code: str
    shown: str
    where: str
    every: int
    until: float
    next_at: float = 0.0


_asked: dict[str, Asked] = {}
_devices: dict[int, Device] = {}


def begin(client: Mapping[str, str], login: str, mailbox: int, owner: int, redirect: str) -> str:
    """The address at which the person gives leave in their browser (authorisation code with PKCE, RFC 7636)."""
    _sweep()
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    _asked[state] = Asked(mailbox, owner, verifier, redirect)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": client.get("id", ""), "response_type": "code", "redirect_uri": redirect,
        "scope": client.get("scope", ""), "state": state,
        "code_challenge": challenge, "code_challenge_method": "S256", "login_hint": login,
        # Without these Google renews nothing.
        "access_type": "offline", "prompt": "consent",
    }  # fmt: skip
    where = _checked(client.get("authorize", ""))
    return f"{where}{'&' if '?' in where else '?'}{urlencode(query)}"


def take(state: str) -> Asked:
    """What was asked for under this state, once."""
    _sweep()
    found = _asked.pop(state, None)
    if found is None:
        raise Problem(_("This answer was not asked for, or came too late. Ask for leave once more."))
    return found


def redeem(client: Mapping[str, str], secret: Secret, asked: Asked, code: str) -> Secret:
    """Turn the code that came back into tokens."""
    given = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": asked.redirect,
        "code_verifier": asked.verifier,
    }  # fmt: skip
    return _tokens(secret, _post(client.get("token", ""), given | _who(client, secret)))


def begin_device(client: Mapping[str, str], secret: Secret, mailbox: int) -> Device:
    """A code to type in elsewhere (RFC 8628)."""
    said = _post(
        client.get("device", ""), {"client_id": client.get("id", ""), "scope": client.get("scope", "")}
    )
    where = str(said.get("verification_uri") or said.get("verification_url") or "")
    if not (
        said.get("device_code") and said.get("user_code") and urlsplit(where).scheme in ("https", "http")
    ):
        raise Problem(_("The server that gives leave answered something that Onward does not understand."))
    lasts = min(PATIENCE, _seconds(said.get("expires_in"), PATIENCE))
    made = Device(
        str(said["device_code"]), str(said["user_code"])[:40], where[:300],
        max(1, _seconds(said.get("interval"), 5)), time.monotonic() + lasts,
    )  # fmt: skip
    _devices[mailbox] = made
    return made


def device(mailbox: int) -> Device | None:
    """The code that waits to be typed in."""
    found = _devices.get(mailbox)
    if found and found.until < time.monotonic():
        del _devices[mailbox]
        return None
    return found


def ask_device(client: Mapping[str, str], secret: Secret, mailbox: int) -> Secret | None:
    """The tokens once the person has given leave; None while they have not."""
    waiting = device(mailbox)
    if waiting is None:
        raise Problem(_("The code is out of date. Ask for a new one."))
    if time.monotonic() < waiting.next_at:
        return None
    given = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": waiting.code}
    said = _post(client.get("token", ""), given | _who(client, secret), errors=True)
    if error := said.get("error"):
        if error == "slow_down":
            waiting.every += 5
        if error in ("authorization_pending", "slow_down"):
            waiting.next_at = time.monotonic() + waiting.every
            return None
        _devices.pop(mailbox, None)
        raise _refused(said)
    _devices.pop(mailbox, None)
    return _tokens(secret, said)


def access_token(client: Mapping[str, str], secret: Secret, keep: Callable[[Secret], None]) -> str:
    """A token that is good for now; renewed, and kept by `keep`, when it is about to end."""
    if secret.get("access_token") and float(secret.get("ends") or 0) > time.time() + EARLY:
        return str(secret["access_token"])
    if not secret.get("refresh_token"):
        raise Problem(_("Leave to read this mailbox was not given yet, or is over. Give it once more."))
    given = {"grant_type": "refresh_token", "refresh_token": str(secret["refresh_token"])}
    if client.get("scope"):
        given["scope"] = client["scope"]
    renewed = _tokens(secret, _post(client.get("token", ""), given | _who(client, secret)))
    keep(renewed)
    return str(renewed["access_token"])


def _who(client: Mapping[str, str], secret: Secret) -> dict[str, str]:
    own = {"client_id": client.get("id", "")}
    return own | ({"client_secret": str(secret["client_secret"])} if secret.get("client_secret") else {})


def _tokens(secret: Secret, said: Mapping[str, Any]) -> Secret:
    if not said.get("access_token"):
        raise Problem(_("The server that gives leave answered something that Onward does not understand."))
    new = {**secret, "access_token": str(said["access_token"])}
    new["ends"] = time.time() + _seconds(said.get("expires_in"), 3600)
    if said.get("refresh_token"):
        new["refresh_token"] = str(said["refresh_token"])
    return new


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def _post(where: str, fields: Mapping[str, str], *, errors: bool = False) -> dict[str, Any]:
    """What an endpoint answers to a form, as JSON; `errors` returns its errors too."""
    request = urllib.request.Request(  # noqa: S310 - checked
        _checked(where),
        data=urlencode(fields).encode(),
        headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
    )
    # No proxy of the environment, no cookies: this host, this once.
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        _NoRedirect(),
    )
    host = urlsplit(where).hostname
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            body = answer.read(MAX_ANSWER + 1)
    except urllib.error.HTTPError as error:
        body = error.read(MAX_ANSWER)
        said = _json(body)
        if errors and said.get("error"):
            return said
        raise (
            _refused(said)
            if said.get("error")
            else Cut(
                _("%(host)s did not answer as it should (%(code)s).") % {"host": host, "code": error.code}
            )
        ) from None
    except (OSError, ValueError):
        raise Cut(_("%(host)s, which gives leave, could not be reached.") % {"host": host}) from None
    return _json(body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _refused(said: Mapping[str, Any]) -> Problem:
    """What the server says of itself, in its words; they hold no secret of ours, which it was sent in the body."""
    code = "".join(letter for letter in str(said.get("error", ""))[:60] if letter.isalnum() or letter in "_-")
    if code == "invalid_grant":
        return Problem(_("Leave to read this mailbox is over, or was taken back. Give it once more."))
    if code in ("access_denied", "expired_token"):
        return Problem(_("Leave was not given. Nothing was changed."))
    if code in ("invalid_client", "unauthorized_client"):
        return Problem(
            _("The server that gives leave does not know this client; look at its id and secret again.")
        )
    return Problem(_("The server that gives leave said no (%(code)s).") % {"code": code or "?"})


def _checked(where: str) -> str:
    """An endpoint that may be asked: by https, or on this machine itself."""
    parts = urlsplit(where)
    host = parts.hostname or ""
    if parts.scheme == "https" and host:
        return where
    if parts.scheme == "http" and Server(host, 0).on_this_machine:
        return where
    raise Problem(_("The addresses of OAuth have to begin with https://."))


def _seconds(said: object, otherwise: int) -> int:
    try:
        return max(1, int(str(said)))
    except (TypeError, ValueError):
        return otherwise


def _sweep() -> None:
    for state, one in list(_asked.items()):
        if one.until < time.monotonic() or len(_asked) > _MOST:
            del _asked[state]
