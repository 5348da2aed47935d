"""Writes messages that belong to the search: what they say, and their bytes as they came."""

import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from django.db.models import Q

from onward.applications.lines import storable
from onward.base.clock import now
from onward.mail.containers import Locator
from onward.mail.doubt import DOUBTED, ELSEWHERE
from onward.mail.examined import Examined
from onward.mail.mime import parse
from onward.mail.models import Message, Proposal, RawMessage
from onward.mail.sealing import seal
from onward.mail.understanding.sent import addressee, of_mail, sent_kind
from onward.mail.understanding.understood import Understood
from onward.mail.workers import FEW, Workers, looking_again
from onward.people.models import User

TEXT_LIMIT = 60_000
#: Recipients: names and addresses.
_To = tuple[tuple[str, str], ...]
#: What is true of the person's own mail, whatever it says.
_OWN: dict[str, Any] = {
    "outgoing": True, "kind": "other", "confidence": 1.0, "needs_review": False, "belongs": 1.0, "sender_employer": ""
}  # fmt: skip


def keep(owner: User, found: Sequence[Examined]) -> list[Message]:
    """Insert messages and their raw bytes; the caller's transaction holds both."""
    if not found:
        return []
    messages = [_message(owner, one) for one in found]
    Message.objects.bulk_create(messages, batch_size=200)
    RawMessage.objects.bulk_create(
        [RawMessage(message=message, content=one.raw) for message, one in zip(messages, found, strict=True)],
        batch_size=100,
    )
    return messages


def look_again_at_unsure(
    owner: User, tied: Callable[[str, Collection[str]], bool], spread: Workers
) -> list[str]:
    """Read once more what waits to be filed and is not certain, and of what earlier readings ask about all that only sounds
    like an answer, where `tied(sender, thread)` says it is of the search.

    Returns the kinds of those that only sounded like an answer until then.
    """
    cleared = []
    # Where only its kind is asked it lies with an application already.
    asked = Q(belongs__lte=DOUBTED, proposal__question="both", proposal__decided_at=None)
    unsure = Message.objects.filter(owner=owner, needs_review=True, outgoing=False)
    waiting = unsure.filter(Q(filed=False) | asked)
    found = [one for one in waiting.order_by("pk") if tied(one.sender_address, one.thread)]
    places = (_place(one) for one in found)
    looked = spread.examined(places, 0, looking_again(owner.addresses), most=FEW)
    for message, (_, one) in zip(found, chain.from_iterable(looked), strict=True):
        said = one.understood
        sounded = message.doubted
        if said is None or (said.kind in ELSEWHERE if sounded else said.needs_review):
            continue
        for name, value in storable(_said(said)).items():
            setattr(message, name, value)
        message.sealed_at, message.veiled = None, False
        seal(owner, message)
        if sounded and not message.doubted:
            # It is filed, and asked about if need be, as if it came only now.
            Proposal.objects.filter(message=message, decided_at=None).delete()
            message.filed = False
            if message.sealed_at is None:
                cleared.append("other" if message.veiled else message.kind)
        message.save(update_fields=[*_said(said), "sealed_at", "veiled", "filed"])
    return cleared


def _place(message: Message) -> Locator:
    raw = _bytes(message)
    return Locator(f"{message.pk}", "", 0, len(raw), raw, "bytes")


def _bytes(message: Message) -> bytes:
    # Asked for by itself: of the message it would stay in memory, with all others.
    content = RawMessage.objects.values_list("content", flat=True).get(message=message)
    return zlib.decompress(bytes(content))


def mark_own(owner: User, spread: Workers) -> None:
    """Turn what waits to be filed into the person's own mail where it is: their addresses may be known only now."""
    waiting = Message.objects.filter(owner=owner, filed=False, outgoing=False)
    found = list(waiting.filter(sender_address__in=owner.addresses).order_by("pk"))
    sent = [_sent(one) for one in found]
    told = spread.each(
        sent_kind,
        [
            (one.subject, one.text, names, one.recipients, one.role)
            for one, (names, _) in zip(found, sent, strict=True)
        ],
    )
    for message, (_, to), (kind, chance) in zip(found, sent, told, strict=True):
        own = _own(kind, chance, message.subject, message.text, to, message.company, owner.addresses)
        changed = own | {"sealed_at": None, "veiled": False}
        for name, value in changed.items():
            setattr(message, name, value)
        message.save(update_fields=list(changed))


def _sent(message: Message) -> tuple[list[str], _To]:
    """What is attached, and to whom it went by name and address."""
    mail = parse(_bytes(message))
    return [part.name for part in mail.attachments], (*mail.to, *mail.cc)


def _own(
    kind: str,
    chance: float,
    subject: str,
    text: str,
    to: _To,
    company: str,
    mine: Collection[str],
) -> dict[str, Any]:
    """What is true of a mail that the person sent, now that its `sent_kind` is known."""
    others = [(name, address) for name, address in to if address not in mine]
    whose = addressee(company, subject, text, others) if kind == "application" else company
    return _OWN | {"own_kind": kind, "confidence": chance, "company": whose[:200]}


def _said(said: Understood) -> dict[str, Any]:
    """What a reading of a message says of it, as its row keeps it."""
    return {
        "kind": said.kind,
        "confidence": said.confidence,
        "needs_review": said.needs_review,
        "second": said.second,
        "belongs": said.belongs,
        "language": said.language or "",
        "company": (said.company or "")[:200],
        "sender_employer": (said.sender_employer or "")[:200],
        "role": (said.role or "")[:300],
        "requisition": (said.requisition or "")[:80],
        "reasons": [asdict(reason) for reason in said.reasons],
        "says_why": said.says_why,
        "interview_at": said.interview_at or "",
        "invitations": [one.kept() for one in said.invitations],
        "evidence": list(said.evidence),
        "own_kind": "withdrawal" if said.left else "",
    }


def _message(owner: User, one: Examined) -> Message:
    message, said = one.message, one.understood
    assert message is not None
    assert said is not None
    recipients = message.recipients
    fields = {
        "header_id": (message.message_id or "")[:250],
        "at": message.date or message.received or now(),
        "sender_name": message.from_name[:200],
        "sender_address": message.from_address[:254],
        "recipients": recipients[:50],
        "subject": message.subject[:500],
        "thread": [
            one for one in dict.fromkeys((*message.in_reply_to, *message.references)) if len(one) <= 250
        ][-40:],
        **_said(said),
        "text": message.text[:TEXT_LIMIT],
    }
    if message.from_address in owner.addresses:
        kind, chance = one.sent or of_mail(message, said.role)
        company = said.company or ""
        to = (*message.to, *message.cc)
        fields |= _own(kind, chance, message.subject, message.text, to, company, owner.addresses)
    # A NUL is text to Python, and PostgreSQL refuses it.
    made = Message(owner=owner, **storable(fields))
    seal(owner, made)
    return made
