"""Chooses which messages of a server are fetched: by their header, and where that does not tell, by their beginning.

Of a mailbox two in a hundred messages belong to a search, and most bytes are pictures and newsletters. Each message
shows some header fields. What speaks of hiring there is fetched. Of the others the beginning of the text is looked at:
of a short mail from a person all of it, of longer ones as much as says what they are about. The same words decide as
for mail in files (mail/gate), but a beginning needs fewer of them: what is fetched is judged whole afterwards.
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from onward.mail import gate
from onward.mail.correspondents import is_person, own_domain
from onward.mail.examining import fingerprint, is_bulk
from onward.mail.mime import parse

#: Bytes of the text that are looked at: of a short mail from a person, of a long one, of one that was sent to many.
SHORT, LONG, BULK = gate.SHORT, 2048, 1024
#: A page can begin with kilobytes of styles: where the beginning shows too little text, so much is looked at.
FURTHER = 10_240
SCANT = 160
#: A beginning of bulk mail needs a word that means something by itself.
BULK_NEEDS = 2

_ADDRESS = re.compile(rb"([^\s<>\"'(),:;]{1,64}@[^\s<>\"'(),:;]{1,190})")
_ID = re.compile(rb"<([^<>\s]{3,250})>")
_STYLES = re.compile(rb"<(style|head|script)\b.*?(?:</\1\s*>|\Z)|<[^>]*(?:>|\Z)|[\r\n\t =]+", re.I | re.S)
_BOUNDARY = re.compile(rb"^(?:--\S+|content-[^\n]*|[ \t]+[^\n]*)\r?$", re.I | re.M)
#: Of a long thread the nearest messages.
_THREAD = 20
#: Stands among the parties of the person's own mail that speaks of hiring: it is looked at again whoever it went to.
OWN = "own"


@dataclass(frozen=True, slots=True)
class Head:
    """What the header of a message on a server says. `size` is that of the whole message in bytes."""

    raw: bytes
    size: int
    sender: bytes
    subject: bytes
    address: str
    bulk: bool
    own: bool
    thread: tuple[str, ...]
    recipients: tuple[str, ...]

    @property
    def short(self) -> bool:
        """A mail from a person that a single word lets through."""
        return not self.bulk and self.size <= gate.SHORT

    @property
    def personal(self) -> bool:
        """Its thread or its sender may turn out to be of the search."""
        return not self.bulk and bool(self.thread or self.address)


def head(raw: bytes, size: int, me: Collection[str] = ()) -> Head:
    """Read the header fields as the server gave them."""
    fields = fingerprint(raw)[1]
    found = _ADDRESS.search(fields.get("from", b""))
    address = found[1].decode("ascii", "replace").lower() if found else ""
    thread = [
        identifier.decode("ascii", "replace")
        for name in ("in-reply-to", "references")
        for identifier in _ID.findall(fields.get(name, b""))[-_THREAD:]
    ]
    own = address in me
    to = tuple(one for _, one in parse(raw).to) if own else ()
    bulk = is_bulk(fields) and not own
    sender, subject = fields.get("from", b""), fields.get("subject", b"")
    return Head(raw, size, sender, subject, address, bulk, own, tuple(dict.fromkeys(thread)), to)


def told_by_header(one: Head) -> bool:
    """True when the header alone says that the message may belong to a search."""
    found = gate.heard(one.sender, one.subject, one.raw, len(one.raw))
    return found >= (gate.BULK_PASS if one.bulk else gate.PASS)


def beginning(one: Head) -> int:
    """How many bytes of its text are looked at."""
    return SHORT if one.short else BULK if one.bulk else LONG


def told_by_text(one: Head, text: bytes) -> bool:
    """True when the beginning of the text speaks of hiring, or sounds like an answer to an application."""
    found = gate.heard(one.sender, one.subject, one.raw + text, len(one.raw))
    if found < 0 and not one.bulk and one.size - len(one.raw) <= gate.SHORT:
        return gate.sounds(one.subject, one.raw + text, len(one.raw))
    return found >= (BULK_NEEDS if one.bulk else 0)


def says_too_little(one: Head, text: bytes) -> bool:
    """True when more of the message is there and its beginning shows hardly any text."""
    if len(text) < beginning(one) or len(text) >= FURTHER:
        return False
    if b"base64" in text.lower()[:LONG]:
        return False
    return len(_STYLES.sub(b"", _BOUNDARY.sub(b"", text))) < SCANT


def parties(one: Head) -> list[str]:
    """Whom a message ties to, as digests: the sender, or of one's own the recipients; with their domains.

    A digest tells nothing of mail that has nothing to do with the search. A domain begins with "@" where a person
    wrote, also the person themselves to an office, with "!" where not.
    """
    people = one.recipients if one.own else (one.address,)
    found = []
    for address in people:
        if not address:
            continue
        found.append(digest(address))
        if domain := own_domain(address):
            found.append(("@" if one.own or is_person(address) else "!") + digest(domain))
    return found


def digest(text: str) -> str:
    """Sixteen letters that are equal for equal texts, and tell nothing else."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
