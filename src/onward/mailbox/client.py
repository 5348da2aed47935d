"""A connection to a mail server that can only look: folders are examined, messages are peeked at, no flag changes.

The one thing that it writes is a draft, by `append`, which the person asks for each time.
"""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _
from imapclient import IMAPClient, SocketTimeout, exceptions
from imapclient.exceptions import ProtocolError

from onward.base.errors import Problem
from onward.mail.containers import MAX_MESSAGE_BYTES
from onward.mailbox import server as servers
from onward.mailbox.server import Server

#: The header fields that are asked for.
FIELDS = (
    "FROM", "TO", "SUBJECT", "IN-REPLY-TO", "REFERENCES", "LIST-ID", "PRECEDENCE", "CONTENT-TRANSFER-ENCODING"
)  # fmt: skip
#: A server that announces more than this in one piece is not believed.
MAX_LITERAL = MAX_MESSAGE_BYTES + (1 << 20)
# The library would write what is said into a log, were one kept in detail: mails, and tokens among them.
logging.getLogger("imapclient").setLevel(logging.WARNING)
_HEADER = f"BODY.PEEK[HEADER.FIELDS ({' '.join(FIELDS)})]"
_BODY = re.compile(rb"BODY\[")


class Client:
    """One connection; it is encrypted, and the certificate verified, before anything is said."""

    def __init__(self, server: Server, context: ssl.SSLContext | None = None) -> None:
        self.server = server
        if server.security == "plain" and not server.on_this_machine:
            raise Problem(
                _(
                    "Without encryption anybody on the way could read the password, so Onward does not sign in."
                )
            )
        tls = context or server.context()
        self._imap = _Imap(
            server.host,
            server.port,
            ssl=server.security == "tls",
            ssl_context=tls if server.security == "tls" else None,
            timeout=SocketTimeout(servers.CONNECT, servers.ANSWER),
        )
        # Names are kept as they are on the wire: some servers do not write them as they should.
        self._imap.folder_encode = False
        if server.security == "starttls":
            self._imap.starttls(tls)
        if context is None and server.security != "plain":
            try:
                server.check(self.certificate())
            except Problem:
                self.shutdown()
                raise

    def certificate(self) -> bytes | None:
        """The certificate of the other end, as bytes."""
        made = self._imap.socket()
        return made.getpeercert(binary_form=True) if isinstance(made, ssl.SSLSocket) else None

    def sign_in(self, login: str, password: str) -> None:
        """Sign in with a password; names and passwords of any letters."""
        if not (login + password).isascii() and self._imap.has_capability("AUTH=PLAIN"):
            self._imap.plain_login(login, password)
            return
        self._imap.login(login, password)

    def sign_in_by_token(self, login: str, token: str) -> None:
        """Sign in with an access token of OAuth 2."""
        if self._imap.has_capability("AUTH=OAUTHBEARER"):
            self._imap.oauthbearer_login(login, token)
        else:
            self._imap.oauth2_login(login, token)

    def folders(self) -> list[tuple[tuple[bytes, ...], bytes | None, bytes]]:
        """Every folder: flags, separator, name on the wire."""
        return list(self._imap.list_folders())

    def standing(self, name: str) -> tuple[int, int, int]:
        """UIDVALIDITY, UIDNEXT and number of messages of a folder; 0 where the server does not say."""
        said = self._imap.folder_status(name.encode("latin-1"), ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
        return tuple(int(said.get(key) or 0) for key in (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES"))  # type: ignore[return-value]

    def examine(self, name: str) -> tuple[int, int, int]:
        """Open a folder for looking only; UIDVALIDITY, UIDNEXT and number of messages, 0 where it is not said."""
        said = self._imap.select_folder(name.encode("latin-1"), readonly=True)
        return tuple(_number(said.get(key)) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))  # type: ignore[return-value]

    def numbers(self, first: int, last: int) -> list[int]:
        """The UIDs from the first to the last that are there, in order; last 0: to the end."""
        found = self._imap.search(["UID", f"{first}:{last or '*'}"])
        # "n:*" names the last message also when it lies before n.
        return sorted({int(one) for one in found if one >= first})

    def heads(self, uids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
        """UID → size of the message and the header fields that choosing asks for; what is gone is left out."""
        said = self._imap.fetch(uids, ["RFC822.SIZE", _HEADER])
        return {
            uid: (_number(parts.get(b"RFC822.SIZE")), _body(parts) or b"")
            for uid, parts in said.items()
            if b"RFC822.SIZE" in parts or _body(parts) is not None
        }

    def texts(self, uids: Sequence[int], size: int, begin: int = 0) -> dict[int, bytes]:
        """UID → so many bytes of the text."""
        said = self._imap.fetch(uids, [f"BODY.PEEK[TEXT]<{begin}.{size}>"]) if uids else {}
        return {uid: (_body(parts) or b"")[:size] for uid, parts in said.items()}

    def whole(self, uids: Sequence[int]) -> dict[int, bytes]:
        """UID → the message as it came, so much of it as is read of any."""
        said = self._imap.fetch(uids, [f"BODY.PEEK[]<0.{MAX_MESSAGE_BYTES}>"]) if uids else {}
        found = {uid: _body(parts) for uid, parts in said.items()}
        if None in found.values():
            raise ProtocolError("a message without its bytes")
        return {uid: body for uid, body in found.items() if body is not None}

    def append(self, name: str, message: bytes) -> None:
        """Put a draft into a folder."""
        self._imap.append(name.encode("latin-1"), message, flags=(b"\\Draft",))

    def still_there(self) -> None:
        """Ask for nothing; an error when the connection is gone."""
        self._imap.noop()

    def shutdown(self) -> None:
        """Close the connection, without ceremony."""
        with suppress(OSError, exceptions.IMAPClientError, AttributeError):
            self._imap.shutdown()

    def leave(self) -> None:
        """Say good-bye."""
        try:
            self._imap.logout()
        except (OSError, exceptions.IMAPClientError):
            self.shutdown()


class _Imap(IMAPClient):  # type: ignore[misc]
    """The library's client, which believes no announced size without bound."""

    def _create_IMAP4(self) -> Any:
        made = super()._create_IMAP4()
        read = made.read

        def bounded(size: int) -> bytes:
            if size > MAX_LITERAL:
                raise imaplib.IMAP4.abort(f"a literal of {size} bytes")
            return bytes(read(size))

        made.read = bounded
        return made

    def _normalise_folder(self, folder_name: Any) -> Any:
        """A name of bytes that are no ASCII is asked for as the server wrote it."""
        if isinstance(folder_name, bytes) and not folder_name.isascii():
            return b'"' + folder_name.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        return super()._normalise_folder(folder_name)


def _body(parts: dict[bytes, Any]) -> bytes | None:
    """What a reply has of the message, however the server names it."""
    found = next((value for key, value in parts.items() if _BODY.match(key)), None)
    if found is None:
        return None
    if not isinstance(found, bytes):
        raise ProtocolError("the body is no text")
    return found


def _number(said: object) -> int:
    if isinstance(said, list | tuple):
        said = said[0] if said else 0
    try:
        return int(said or 0)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return 0


def in_groups(sizes: Iterable[tuple[int, int]], most: int) -> Iterator[list[int]]:
    """UIDs in groups of at most so many bytes together; (UID, bytes) each."""
    group: list[int] = []
    total = 0
    for uid, size in sizes:
        if group and total + size > most:
            yield group
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group
