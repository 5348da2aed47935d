"""Where a mail server is and how its certificate is checked, and the sentence for each way in which it can say no."""

import hashlib
import ipaddress
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _
from imapclient import exceptions

from onward.base.errors import Problem

#: Seconds for a connection, and for each answer.
CONNECT, ANSWER = 20, 90
#: What a server says when it will let the person in a little later.
_LATER = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|THROTTLED|SERVERBUG)\]|too many|try again|temporar", re.I)
_GONE = re.compile(r"socket error|\beof\b", re.I)
_EXPIRED, _OTHER_NAME = 10, 62


class Cut(Problem):
    """The connection ended before the answer came; trying again may help."""


class Unvouched(Problem):
    """Nobody vouches for the server's certificate; `fingerprint` is its SHA-256."""

    def __init__(self, sentence: str, fingerprint: str) -> None:
        super().__init__(sentence)
        self.fingerprint = fingerprint


@dataclass(frozen=True, slots=True)
class Server:
    """A server as it is connected to; `security` is tls, starttls or plain."""

    host: str
    port: int
    security: str = "tls"
    fingerprint: str = ""

    @property
    def on_this_machine(self) -> bool:
        """Whether it can only be this machine itself."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def context(self) -> ssl.SSLContext:
        """How its certificate is verified: as the system does, or by its fingerprint alone."""
        made = ssl.create_default_context()
        if self.fingerprint:
            # The one certificate is compared after the handshake, before anything is said.
            made.check_hostname = False
            made.verify_mode = ssl.CERT_NONE
        return made

    def check(self, certificate: bytes | None) -> None:
        """Compare the certificate with the fingerprint, where one is given."""
        if not self.fingerprint:
            return
        found = hashlib.sha256(certificate or b"").hexdigest()
        if found != self.fingerprint.lower():
            raise Unvouched(
                _(
                    "%(host)s shows another certificate than the one that you confirmed; its fingerprint (SHA-256) is "
                    "%(fingerprint)s. Nothing was sent. Confirm it only if you know that it was renewed."
                )
                % {"host": self.host, "fingerprint": shown(found)},
                found,
            )


def later(error: Exception) -> bool:
    """True when the server says that it can be asked again in a while."""
    return _LATER.search(str(error)) is not None


def broke_off(error: Exception) -> bool:
    """True when signing in failed because the connection went away, which says nothing of name and password."""
    cause = error.__context__
    return isinstance(cause, exceptions.IMAPClientAbortError) and _GONE.search(str(cause)) is not None


def shown(fingerprint: str) -> str:
    """A fingerprint as it is compared by eye: pairs of digits."""
    upper = fingerprint.upper()
    return ":".join(upper[at : at + 2] for at in range(0, len(upper), 2))


def read_fingerprint(text: str) -> str:
    """The 64 digits of a fingerprint however it was written; a Problem for anything else."""
    digits = re.sub(r"(?i)^\s*sha-?256( fingerprint)?\s*[=:]?\s*", "", text)
    digits = re.sub(r"[\s:.-]", "", digits).lower()
    if digits and not re.fullmatch("[0-9a-f]{64}", digits):
        raise Problem(_("A fingerprint (SHA-256) has 64 digits from 0 to 9 and A to F."))
    return digits


@contextmanager
def told(server: Server, login: str = "") -> Iterator[None]:
    """Say in one sentence what went wrong with a server; a Cut where trying again may help."""
    host = server.host
    try:
        yield
    except Problem:
        raise
    except ssl.SSLCertVerificationError as error:
        raise _about_certificate(server, error) from None
    except ssl.SSLError:
        raise Problem(
            _("%(host)s does not speak TLS at port %(port)s. Look at port and encryption again.")
            % {"host": host, "port": server.port}
        ) from None
    except exceptions.LoginError as error:
        if later(error):
            raise Cut(_("%(host)s lets nobody in at the moment.") % {"host": host}) from None
        if broke_off(error):
            raise Cut(_("The mailbox closed the connection.")) from None
        raise Problem(
            _("%(host)s did not take the name or the password of %(login)s.") % {"host": host, "login": login}
        ) from None
    except exceptions.CapabilityError:
        raise Problem(
            _("%(host)s offers no encryption at port %(port)s (STARTTLS), so Onward does not sign in there.")
            % {"host": host, "port": server.port}
        ) from None
    except exceptions.IMAPClientAbortError:
        raise Cut(_("The mailbox closed the connection.")) from None
    except socket.gaierror:
        raise Cut(
            _("There is no server called %(host)s, or this machine is not connected.") % {"host": host}
        ) from None
    except ConnectionRefusedError:
        raise Cut(
            _("Nothing answers at %(host)s, port %(port)s.") % {"host": host, "port": server.port}
        ) from None
    except TimeoutError:
        raise Cut(_("%(host)s did not answer in time.") % {"host": host}) from None
    except (OSError, EOFError):
        raise Cut(_("The connection to %(host)s broke off.") % {"host": host}) from None
    except (exceptions.IMAPClientError, UnicodeError) as error:
        if later(error):
            raise Cut(_("%(host)s asks to wait.") % {"host": host}) from None
        raise Problem(
            _("%(host)s refused what Onward asked: “%(said)s”.")
            % {"host": host, "said": re.sub(r"[^ -~]", "", str(error))[:160]}
        ) from None


def _about_certificate(server: Server, error: ssl.SSLCertVerificationError) -> Problem:
    """What is wrong with a certificate, with the fingerprint that would name it."""
    body = certificate(server)
    found = hashlib.sha256(body).hexdigest()
    words = {"host": server.host, "fingerprint": shown(found), "day": ""}
    if error.verify_code == _EXPIRED:
        sentence = _(
            "The certificate of %(host)s is out of date, so nothing was sent. If the server is your own, confirm "
            "this fingerprint (SHA-256): %(fingerprint)s."
        )
    elif error.verify_code == _OTHER_NAME:
        sentence = _(
            "The certificate that answers at %(host)s was made for another name, so nothing was sent. If the server "
            "is your own, confirm this fingerprint (SHA-256): %(fingerprint)s."
        )
    else:
        sentence = _(
            "Nobody that this machine trusts vouches for the certificate of %(host)s, so nothing was sent. If the "
            "server is your own, compare and confirm this fingerprint (SHA-256): %(fingerprint)s."
        )
    return Unvouched(sentence % words, found)


def certificate(server: Server) -> bytes:
    """The certificate that a server shows, unverified; nothing else is said to it."""
    from onward.mailbox.client import Client

    unverified = ssl.create_default_context()
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    try:
        client = Client(server, unverified)
        try:
            return client.certificate() or b""
        finally:
            client.shutdown()
    except (OSError, exceptions.IMAPClientError):
        return b""
