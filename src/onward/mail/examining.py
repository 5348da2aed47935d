"""Examines messages: from their place in a file to what they say. Pure and picklable: workers run it.

Three steps of rising cost, so that a mailbox of which two in a hundred belong to a search is read quickly: the gate
looks at bytes, the anchors at text, and only then is the whole mail understood.
"""

import hashlib
import re
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onward.mail import gate
from onward.mail.containers import Locator, MailFileError, load
from onward.mail.mime import ParsedMessage, parse
from onward.mail.understanding.reading import Understood, understand

#: Of a message that belongs to the search, the bytes kept; what exceeds them is attachments.
KEEP_BYTES = 25 << 20

_FIELD = re.compile(
    rb"^(message-id|date|from|subject|in-reply-to|references|list-id|list-unsubscribe|precedence):[ \t]*"
    rb"(.{0,2000}(?:\r?\n[ \t].{0,2000}){0,20})",
    re.I | re.M,
)
_ID = re.compile(rb"<([^<>\s]{3,250})>")
_ADDRESS = re.compile(rb"([^\s<>\"'(),:;]{1,64}@[^\s<>\"'(),:;]{1,190})")


@dataclass(frozen=True, slots=True)
class Examined:
    """One message after the look at it.

    `message` and `understood` are set when it was worth understanding; `raw` when it belongs to the search.
    `address`, `thread` and `personal` let a message that the gate stopped be looked at again, when its sender or
    its thread turns out to belong to the search.
    """

    locator: Locator
    problem: str = ""
    fingerprint: bytes = b""
    size: int = 0
    address: str = ""
    thread: tuple[str, ...] = ()
    personal: bool = False
    message: ParsedMessage | None = None
    understood: Understood | None = None
    raw: bytes = b""


def examine(
    locators: Sequence[Locator], me: Collection[str] = (), everything: bool = False
) -> list[Examined]:
    """Look at messages one after the other; one that cannot be read is named and stops nothing.

    `everything` parses also what the gate stops, for a listing of every message.
    """
    return [_one(locator, me, everything) for locator in locators]


def look_again(locators: Sequence[Locator], me: Collection[str] = ()) -> list[Examined]:
    """Understand messages that the search is known to have a part in, past the gate."""
    found = []
    for locator in locators:
        try:
            raw = load(locator)
        except MailFileError as error:
            found.append(Examined(locator, problem=str(error)))
            continue
        try:
            message = parse(raw)
            said = understand(message, me, expected=True)
            found.append(_understood(locator, raw, message, said, keep=True))
        except Exception as error:
            found.append(_broken(locator, raw, error))
    return found


def fingerprint(raw: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """16 bytes that are equal for equal messages, whatever program stored them; and the fields they rest on.

    Mail programs add their own header lines and change line ends; the identifying lines and the body stay.
    """
    head, body = _cut(raw)
    fields: dict[bytes, bytes] = {}
    for match in _FIELD.finditer(head):
        fields.setdefault(match[1].lower(), match[2])
    digest = hashlib.blake2b(digest_size=16)
    for name in (b"message-id", b"date", b"from", b"subject"):
        digest.update(b" ".join(fields.get(name, b"").split()))
        digest.update(b"\0")
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    digest.update(body.strip())
    return digest.digest(), fields


def _one(locator: Locator, me: Collection[str], everything: bool) -> Examined:
    try:
        raw = load(locator)
    except MailFileError as error:
        return Examined(locator, problem=str(error))
    try:
        return _looked_at(locator, raw, me, everything)
    except Exception as error:  # the promise: one bad message never stops a batch, whatever is wrong with it
        return _broken(locator, raw, error)


def _broken(locator: Locator, raw: bytes, error: Exception) -> Examined:
    """A message that was read and made the understanding fail; reading it again would not help."""
    problem = f"It could not be understood ({type(error).__name__})."
    return Examined(locator, problem, hashlib.blake2b(raw, digest_size=16).digest(), len(raw))


def _looked_at(locator: Locator, raw: bytes, me: Collection[str], everything: bool) -> Examined:
    if not raw.strip():
        identity = hashlib.blake2b(raw, digest_size=16).digest()
        return Examined(locator, "The message is empty.", identity, len(raw))
    identity, fields = fingerprint(raw)
    sender = _ADDRESS.search(fields.get(b"from", b""))
    address = sender[1].decode("ascii", "replace").lower() if sender else ""
    bulk = b"list-id" in fields or fields.get(b"precedence", b"").strip().lower() in (
        b"bulk",
        b"list",
        b"junk",
    )
    thread = tuple(
        identifier.decode("ascii", "replace")
        for name in (b"in-reply-to", b"references")
        for identifier in _ID.findall(fields.get(name, b""))[-20:]
    )
    passed = gate.passes(raw, bulk) or address in me
    if not passed and not everything:
        return Examined(locator, "", identity, len(raw), address, thread, not bulk)
    message = parse(raw)
    if passed and (gate.confirms(message) or address in me):
        said = understand(message, me)
        if said.kind != "other" or everything:
            return _understood(locator, raw, message, said, identity, not bulk)
        # What was parsed stays behind: a mailbox can hold a hundred thousand of these.
    return Examined(
        locator, "", identity, len(raw), address, thread, not bulk, message if everything else None
    )


def _understood(
    locator: Locator,
    raw: bytes,
    message: ParsedMessage,
    understood: Understood,
    identity: bytes = b"",
    personal: bool = True,
    keep: bool = False,
) -> Examined:
    belongs = keep or understood.kind != "other"
    return Examined(
        locator=locator,
        fingerprint=identity or fingerprint(raw)[0],
        size=len(raw),
        address=message.from_address,
        thread=tuple(dict.fromkeys((*message.in_reply_to, *message.references))),
        personal=personal,
        message=message,
        understood=understood,
        raw=zlib.compress(raw[:KEEP_BYTES], 6) if belongs else b"",
    )


def _cut(raw: bytes) -> tuple[bytes, bytes]:
    """Header and body; a message without a blank line is all header."""
    unix, windows = raw.find(b"\n\n"), raw.find(b"\r\n\r\n")
    if windows != -1 and (unix == -1 or windows < unix):
        return raw[: windows + 2], raw[windows + 4 :]
    if unix != -1:
        return raw[: unix + 1], raw[unix + 2 :]
    return raw, b""
