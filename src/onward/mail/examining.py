"""Examines messages: from their place in a file to what they say. Pure and picklable: workers run it.

Two steps, so that a mailbox of which two in a hundred messages belong to a search is read quickly: the gate looks at
bytes, and only what it lets through is parsed and understood.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from onward.mail import gate
from onward.mail.containers import Loader, Locator, MailFileError
from onward.mail.examined import Examined
from onward.mail.mime import parse
from onward.mail.understanding import sent
from onward.mail.understanding.reading import understand

#: Of a message that belongs to the search, the bytes kept; what exceeds them is attachments.
KEEP_BYTES = 25 << 20
#: Of a header field, the lines and the bytes that are looked at.
MAX_FOLDS, MAX_FIELD = 20, 40_000

_NAMES = ("message-id", "date", "from", "subject", "in-reply-to", "references", "list-id", "precedence")
_MARKS = tuple((name, f"\n{name}:".encode()) for name in _NAMES)
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?[!-9;-~]{1,80}[ \t]*:")
_SPACE = re.compile(rb"\s*")
_TAIL = 256
_ID = re.compile(rb"<([^<>\s]{3,250})>")
#: A mail for whose understanding everything is needed that is loaded.
_INVITATION = b"""\
From: Jo Marlow <jo@nordlicht.example>
Subject: Next step
Precedence: bulk

Thank you for your application for the position of Data Analyst at Nordlicht. We would like to invite you to an
interview on Monday, 13 January 2025 at 10:00 with our team in Bremen.
"""
_ADDRESS = re.compile(rb"([^\s<>\"'(),:;]{1,64}@[^\s<>\"'(),:;]{1,190})")


def examine(
    locators: Sequence[Locator], me: Collection[str] = (), everything: bool = False
) -> list[Examined]:
    """Look at messages one after the other; one that cannot be read is named and stops nothing.

    `everything` parses also what the gate stops, for a listing of every message.
    """
    return _each(locators, lambda raw: _looked_at(raw, me, everything))


def look_again(locators: Sequence[Locator], me: Collection[str] = ()) -> list[Examined]:
    """Understand messages that the search is known to have a part in, past the gate."""
    return _each(locators, lambda raw: _understood(raw, me, fingerprint(raw)[0], expected=True))


def load() -> None:
    """Load every pattern and model now, for processes that will share them."""
    _looked_at(_INVITATION, (), everything=False)


def _each(locators: Sequence[Locator], look: Callable[[bytes], Examined]) -> list[Examined]:
    found = []
    with Loader() as loader:
        for locator in locators:
            try:
                raw = loader.load(locator)
            except MailFileError as error:
                found.append(Examined(str(error)))
                continue
            try:
                one = look(raw)
            except (
                Exception
            ) as error:  # the promise: one bad message never stops a batch, whatever is wrong with it
                # Reading it again would not help.
                one = _nothing(raw, f"It could not be understood ({type(error).__name__}).")
            found.append(one._replace(size=len(raw), stamp=loader.stamp))
    return found


def fingerprint(raw: bytes) -> tuple[bytes, dict[str, bytes], int]:
    """16 bytes that are equal for equal messages, whatever program stored them; the fields they rest on; the body.

    Mail programs add their own header lines and change line ends; the identifying lines and the body stay. The last
    is where the body begins.
    """
    head, body_at = _head(raw)
    fields = _fields(head)
    digest = hashlib.blake2b(digest_size=16)
    for name in ("message-id", "date", "from", "subject"):
        digest.update(b" ".join(fields.get(name, b"").split()))
        digest.update(b"\0")
    if raw.find(b"\r", body_at) >= 0:
        digest.update(raw[body_at:].replace(b"\r\n", b"\n").strip())
    else:
        digest.update(_stripped(raw, body_at))
    return digest.digest(), fields, body_at


def _stripped(raw: bytes, start: int) -> memoryview:
    """What stands from `start` on without the white space around it, and without a copy of what can be megabytes."""
    space = _SPACE.match(raw, start)
    start, end = space.end() if space else start, len(raw)
    while end > start:
        tail = raw[max(start, end - _TAIL) : end]
        end -= len(tail) - len(kept := tail.rstrip())
        if kept:
            break
    return memoryview(raw)[start:end]


def is_bulk(fields: dict[str, bytes]) -> bool:
    """True when header fields say that a message was sent to many."""
    return "list-id" in fields or fields.get("precedence", b"").strip().lower() in (b"bulk", b"list", b"junk")


def _nothing(raw: bytes, problem: str) -> Examined:
    return Examined(problem, hashlib.blake2b(raw, digest_size=16).digest())


def _looked_at(raw: bytes, me: Collection[str], everything: bool) -> Examined:
    if not raw or raw.isspace():
        return _nothing(raw, "The message is empty.")
    if not _FIELD.match(raw):
        return _nothing(raw, "This is no mail: it does not begin with a header.")
    identity, fields, body_at = fingerprint(raw)
    sender, subject = fields.get("from", b""), fields.get("subject", b"")
    found = _ADDRESS.search(sender)
    address = found[1].decode("ascii", "replace").lower() if found else ""
    bulk = is_bulk(fields)
    if address in me or gate.passes(sender, subject, raw, body_at, bulk):
        return _understood(raw, me, identity, not bulk, everything=everything)
    stopped = Examined("", identity, address=address, thread=_thread(fields), personal=not bulk)
    return stopped._replace(message=parse(raw)) if everything else stopped


def _understood(
    raw: bytes,
    me: Collection[str],
    identity: bytes,
    personal: bool = True,
    *,
    expected: bool = False,
    everything: bool = False,
) -> Examined:
    message = parse(raw)
    said = understand(message, me, expected=expected)
    thread = tuple(dict.fromkeys((*message.in_reply_to, *message.references)))
    belongs = expected or said.kind != "other"
    one = Examined("", identity, address=message.from_address, thread=thread, personal=personal)
    if not (belongs or everything):
        # What was parsed stays behind: a mailbox can hold a hundred thousand of these.
        return one
    return one._replace(
        # Its text says all; the page it was sent as can be large.
        message=replace(message, html=None, plain=None),
        understood=said,
        raw=zlib.compress(raw[:KEEP_BYTES], 6) if belongs else b"",
        sent=sent.of_mail(message, said.role) if message.from_address in me else None,
    )


def _head(raw: bytes) -> tuple[bytes, int]:
    """The header, and where the body begins; a message without a blank line is all header."""
    unix = raw.find(b"\n\n")
    end = unix if unix != -1 else len(raw)
    # A single byte is found many at a time, and most headers have none.
    windows = raw.find(b"\r\n\r\n", at, end) if (at := raw.find(b"\r", 0, end)) != -1 else -1
    if windows != -1:
        return raw[: windows + 2], windows + 4
    if unix != -1:
        return raw[: unix + 1], unix + 2
    return raw, len(raw)


def _fields(head: bytes) -> dict[str, bytes]:
    """The first field of each of the names, as it stands."""
    lowered = b"\n" + head.lower()
    fields: dict[str, bytes] = {}
    for name, mark in _MARKS:
        at = lowered.find(mark)
        if at < 0:
            continue
        start = at + len(mark) - 1
        end = head.find(b"\n", start)
        folds = 0
        while end >= 0 and folds < MAX_FOLDS and head[end + 1 : end + 2] in (b" ", b"\t"):
            end = head.find(b"\n", end + 1)
            folds += 1
        fields[name] = head[start : end if end >= 0 else len(head)][:MAX_FIELD]
    return fields


def _thread(fields: dict[str, bytes]) -> tuple[str, ...]:
    return tuple(
        identifier.decode("ascii", "replace")
        for name in ("in-reply-to", "references")
        if name in fields
        for identifier in _ID.findall(fields[name])[-20:]
    )
