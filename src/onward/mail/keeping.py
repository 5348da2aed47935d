"""Writes messages that belong to the search: what they say, and their bytes as they came."""

import zlib
from collections.abc import Sequence
from dataclasses import asdict

from onward.applications.lines import storable
from onward.base.clock import now
from onward.mail.examining import Examined
from onward.mail.matching.sent import sent_kind
from onward.mail.mime import parse
from onward.mail.models import Message, RawMessage
from onward.mail.sealing import seal
from onward.people.models import User

TEXT_LIMIT = 60_000


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


def mark_own(owner: User) -> None:
    """Turn what waits to be filed into the person's own mail where it is: their addresses may be known only now."""
    found = Message.objects.filter(
        owner=owner, filed=False, outgoing=False, sender_address__in=owner.addresses
    ).select_related("raw")
    for message in found.iterator(chunk_size=100):
        parts = parse(zlib.decompress(bytes(message.raw.content))).attachments
        message.outgoing, message.kind, message.confidence, message.needs_review = True, "other", 1.0, False
        names = [part.name for part in parts]
        message.own_kind = sent_kind(message.subject, message.text, names, message.recipients)
        message.sealed_at, message.veiled = None, False
        message.save(
            update_fields=[
                "outgoing", "kind", "own_kind", "confidence", "needs_review", "sealed_at", "veiled"
            ]
        )  # fmt: skip


def _message(owner: User, one: Examined) -> Message:
    message, said = one.message, one.understood
    assert message is not None
    assert said is not None
    outgoing = message.from_address in owner.addresses
    recipients = list(dict.fromkeys(address for _, address in (*message.to, *message.cc)))
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
        "outgoing": outgoing,
        "kind": "other" if outgoing else said.kind,
        "own_kind": sent_kind(
            message.subject, message.text, [part.name for part in message.attachments], recipients
        )
        if outgoing
        else "",
        "confidence": 1.0 if outgoing else said.confidence,
        "needs_review": False if outgoing else said.needs_review,
        "language": said.language or "",
        "company": (said.company or "")[:200],
        "role": (said.role or "")[:300],
        "requisition": (said.requisition or "")[:80],
        "reasons": [asdict(reason) for reason in said.reasons],
        "says_why": said.says_why,
        "interview_at": said.interview_at or "",
        "evidence": list(said.evidence),
        "text": message.text[:TEXT_LIMIT],
    }
    # A NUL is text to Python, and PostgreSQL refuses it.
    made = Message(owner=owner, **storable(fields))
    seal(owner, made, said.second)
    return made
