"""Fetches one page that the person named: the only place where Onward goes out, and only when a button is pressed.

One chain of requests to one host: the name is looked up once for each and the connection goes to the very address
that was checked. No cookies, no passwords, nothing of the journal goes along.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.capture.addresses import is_public
from onward.capture.wire import Late, TooMuch, Wire

AGENT: Final = "Onward/0.1 (keeps one job posting for the person who asked for it)"
#: Bytes of a page, unpacked; all that is received may be a little more.
MAX_BYTES: Final = 5_000_000
_ABOUT: Final = 300_000
MAX_REDIRECTS: Final = 5
#: Seconds for everything together.
PATIENCE: Final = 20.0
_MANY_ADDRESSES: Final = 4
_PIECE: Final = 65_536
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_MAX_URL: Final = 2000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: where it was in the end, through which addresses, and its bytes, unpacked."""

    url: str
    through: tuple[str, ...]
    content: bytes
    charset: str


class Elsewhere(Problem):
    """The page has moved to another host, which the person has not named: they decide whether to go there."""

    def __init__(self, url: str, sentence: str) -> None:
        super().__init__(sentence)
        self.url = url


def _look_up(host: str, port: int) -> Sequence[str]:
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Network:
    """How the outside is reached. There is one; tests pass another to reach a server on their own machine."""

    look_up: Callable[[str, int], Sequence[str]] = _look_up
    may_ask: Callable[[str], bool] = is_public
    may_use_port: Callable[[int], bool] = lambda port: port in {80, 443} or port > 1023
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    patience: float = PATIENCE
    clock: Callable[[], float] = field(default=time.monotonic)


def fetch(url: str, network: Network = Network()) -> Fetched:
    """Fetch the page at the address; what stands in the way is one sentence (Problem)."""
    deadline = network.clock() + network.patience
    through: list[str] = []
    here = _checked(url)
    for _step in range(MAX_REDIRECTS + 1):
        address = urlunsplit(here)
        if address in through:
            raise Problem(_("%(host)s sends this address round in a circle.") % {"host": here.hostname})
        through.append(address)
        answer = _Asked(here, network, deadline).answer()
        if isinstance(answer, str):
            here = _followed(here, answer, network)
            continue
        content, charset = answer
        return Fetched(address, tuple(through), content, charset)
    raise Problem(_("%(host)s sends this address on too often.") % {"host": here.hostname})


def _checked(url: str) -> SplitResult:
    """The address taken apart, its host in plain letters; a sentence for what Onward does not ask."""
    given = url.strip()
    if "://" not in given and "." in given.partition("/")[0]:
        given = f"https://{given}"
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port
    except ValueError as error:  # UnicodeError is one
        raise Problem(
            _("This is no web address. It should look like https://employer.example/job.")
        ) from error
    if parts.scheme.lower() not in {"http", "https"} or not host or len(given) > _MAX_URL:
        raise Problem(_("This is no web address. It should look like https://employer.example/job."))
    if parts.username is not None or parts.password is not None:
        raise Problem(_("This address carries a name or a password. Leave it out; Onward sends none."))
    if any(ord(char) <= 32 or ord(char) == 127 or char in "\\" for char in given):
        raise Problem(_("This address has a blank or a stray sign in it. Copy it once more."))
    shown = f"[{host}]" if ":" in host else host
    place = f"{shown}:{port}" if port else shown
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return SplitResult(parts.scheme.lower(), place, path, query, "")


def _followed(here: SplitResult, location: str, network: Network) -> SplitResult:
    """Where a redirect leads, checked like an address that was typed in; another host has to be named first."""
    there = _checked(urljoin(urlunsplit(here), location))
    if here.scheme == "https" and there.scheme == "http":
        raise Problem(
            _("%(host)s sends this address on to one that is not encrypted.") % {"host": here.hostname}
        )
    if _bare(there.hostname) != _bare(here.hostname):
        if _is_number(there.hostname or "") and not network.may_ask(there.hostname or ""):
            raise Problem(_closed(there.hostname or ""))
        names = {"host": here.hostname, "other": there.hostname}
        raise Elsewhere(
            urlunsplit(there),
            _("%(host)s sends this address on to %(other)s. Nothing was asked there yet.") % names,
        )
    return there


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _closed(host: str) -> str:
    return _("%(host)s is on this machine or a private network. Onward fetches from the open web only.") % {
        "host": host
    }


class _Asked:
    """One request and its answer."""

    def __init__(self, place: SplitResult, network: Network, deadline: float) -> None:
        self.place, self.network, self.deadline = place, network, deadline
        self.host = place.hostname or ""
        self.port = place.port or (443 if place.scheme == "https" else 80)

    def answer(self) -> str | tuple[bytes, str]:
        """Where it leads on, or the page's bytes with the character set that the server states."""
        names = {"host": self.host}
        wire = self._connected()
        try:
            return self._asked(wire)
        except (TimeoutError, Late) as error:
            raise Problem(_("%(host)s took too long. Try again later, or paste the text.") % names) from error
        except (TooMuch, zlib.error) as error:
            raise Problem(
                _("The page at %(host)s is too large to be a posting. Paste its text.") % names
            ) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Problem(
                _("%(host)s broke off or gave an answer that cannot be read. Paste the text.") % names
            ) from error
        finally:
            wire.end()

    def _addresses(self) -> list[str]:
        """The addresses behind the name, looked up once; one that is not open to everybody closes them all."""
        if not self.network.may_use_port(self.port):
            raise Problem(_("Web pages are not kept at port %(port)s.") % {"port": self.port})
        found: list[Sequence[str]] = []
        looking = threading.Thread(target=self._look_up, args=(found,), daemon=True)
        looking.start()
        looking.join(max(0.0, self._time_left()))
        if not found or not found[0]:
            raise Problem(
                _("%(host)s was not found. Is the address right, and is this machine online?")
                % {"host": self.host}
            )
        addresses = list(dict.fromkeys(found[0]))
        if not all(self.network.may_ask(one) for one in addresses):
            raise Problem(_closed(self.host))
        return addresses[:_MANY_ADDRESSES]

    def _look_up(self, found: list[Sequence[str]]) -> None:
        try:
            found.append(self.network.look_up(self.host, self.port))
        except (OSError, UnicodeError):
            found.append(())

    def _connected(self) -> Wire:
        """A connection to one of the addresses; names are not looked up again."""
        names = {"host": self.host}
        for address in self._addresses():
            try:
                plain = socket.create_connection((address, self.port), timeout=self._left())
            except OSError:
                continue
            if self.place.scheme == "http":
                return Wire(plain, self._time_left, MAX_BYTES + _ABOUT)
            try:
                secured = self.network.tls().wrap_socket(plain, server_hostname=self.host)
                return Wire(secured, self._time_left, MAX_BYTES + _ABOUT)
            except ssl.SSLCertVerificationError as error:
                plain.close()
                raise Problem(
                    _("%(host)s could not prove that it is what it says (its certificate is not valid).")
                    % names
                ) from error
            except (OSError, ValueError) as error:
                plain.close()
                raise Problem(_("No encrypted connection to %(host)s could be made.") % names) from error
        raise Problem(_("%(host)s does not answer. Try again later, or paste the text.") % names)

    def _time_left(self) -> float:
        return self.deadline - self.network.clock()

    def _left(self) -> float:
        left = self._time_left()
        if left <= 0:
            raise Problem(
                _("%(host)s took too long. Try again later, or paste the text.") % {"host": self.host}
            )
        return left

    def _asked(self, wire: Wire) -> str | tuple[bytes, str]:
        connection = http.client.HTTPConnection(self.host, self.port)
        connection.sock = cast("socket.socket", wire)
        target = f"{self.place.path}?{self.place.query}" if self.place.query else self.place.path
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        for name, value in (("Host", self.place.netloc), ("User-Agent", AGENT), ("Accept", "text/html, text/plain;q=0.5"),
                            ("Accept-Encoding", "gzip"), ("Connection", "close")):  # fmt: skip
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            return location
        self._refuse(response.status)
        kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if kind not in _TYPES:
            said = {"host": self.host, "kind": kind[:60]}
            raise Problem(
                _("At this address %(host)s keeps no page but a file (%(kind)s). Paste its text.") % said
            )
        return _unpacked(response), str(response.headers.get_content_charset() or "")

    def _refuse(self, status: int) -> None:
        names = {"host": self.host, "status": status}
        if status in {404, 410}:
            raise Problem(_("There is nothing any more at this address (%(host)s said %(status)s).") % names)
        if status in {401, 403, 405, 406, 407, 429, 451, 999}:
            raise Problem(
                _(
                    "%(host)s shows this page to people only (it said %(status)s). Open it yourself and paste its text."
                )
                % names
            )
        if status != 200:
            raise Problem(
                _("%(host)s could not show the page (it said %(status)s). Try later, or paste its text.")
                % names
            )


def _unpacked(response: http.client.HTTPResponse) -> bytes:
    """The body, at most MAX_BYTES of it, whatever it is packed in."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise ValueError(packing)
    opened = zlib.decompressobj(wbits=47) if packing not in {"identity", ""} else None
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        if opened is not None:
            piece = opened.decompress(piece, MAX_BYTES + 1 - size)
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise TooMuch
    return b"".join(pieces)
