"""Reads a raw mail into what it says; takes any bytes whatever and never fails."""

from __future__ import annotations

import codecs
from typing import Final

from onward.mail.mime.addresses import read_address, read_addresses
from onward.mail.mime.bodies import Bodies, read_bodies
from onward.mail.mime.dates import newest_received, plausible, read_date
from onward.mail.mime.fields import read_id, read_ids, read_typed
from onward.mail.mime.headers import Headers, read_headers
from onward.mail.mime.message import ParsedMessage
from onward.mail.mime.quoting_phrases import FORWARD_SUBJECT, REPLY_SUBJECT
from onward.mail.mime.words import decode_words

# Own words above a forward that are so few say only "see below".
FEW_WORDS: Final = 25

_KEPT_HEADERS: Final[tuple[bytes, ...]] = (
    b"list-id", b"list-unsubscribe", b"list-unsubscribe-post", b"list-post", b"precedence", b"auto-submitted",
    b"x-mailer", b"user-agent", b"delivered-to", b"return-path", b"x-gm-labels", b"x-gmail-labels",
    b"x-folder",
    b"x-original-to", b"envelope-to", b"x-autoreply", b"x-autorespond", b"x-auto-response-suppress",
    b"feedback-id",
    b"x-failed-recipients", b"x-spam-flag", b"x-spam-status", b"x-mozilla-status", b"x-keywords", b"status",
    b"content-language", b"organization", b"thread-topic", b"thread-index", b"importance", b"x-priority",
    b"x-forwarded-to", b"x-forwarded-for", b"resent-from", b"x-gm-thrid", b"content-class",
)  # fmt: skip


def parse(raw: bytes) -> ParsedMessage:
    """Give what a raw mail says. Never raises: what is wrong with the mail is told in `problems`."""
    try:
        return parse_strictly(raw)
    except (MemoryError, RecursionError):
        return _unreadable("The mail is too large or too deeply nested to be read.")
    except Exception as error:  # the last net: one bad mail never stops a batch
        return _unreadable(f"The mail could not be taken apart ({type(error).__name__}).")


def parse_strictly(raw: bytes) -> ParsedMessage:
    """Give what a raw mail says, without the last net, so that a fault in the reading itself shows."""
    problems: list[str] = []
    raw = _with_plain_line_ends(raw, problems)
    headers = read_headers(raw, 0, len(raw))
    if headers.problem:
        problems.append(headers.problem)
    if not headers.fields and raw.strip():
        problems.append("The mail has no header.")
    declared = _declared_charset(headers)
    bodies = read_bodies(raw, headers, problems)

    subject = decode_words(headers.first(b"subject"), declared)
    received = newest_received(headers.every(b"received"))
    date = plausible(read_date(headers.first(b"date")), received)
    if date is None and headers.first(b"date"):
        problems.append("The date is not possible or cannot be read.")
    from_name, from_address = read_address(headers.every(b"from"), declared)
    sender = read_address(headers.every(b"sender"), declared)
    if not from_address and sender[1]:
        from_name, from_address = from_name or sender[0], sender[1]
    text, quoted, forwarded = _whose_words(bodies, subject)
    return ParsedMessage(
        message_id=read_id(headers.first(b"message-id")),
        in_reply_to=read_ids(headers.every(b"in-reply-to")),
        references=read_ids(headers.every(b"references")),
        date=date,
        received=received,
        from_name=from_name,
        from_address=from_address,
        reply_to=read_address(headers.every(b"reply-to"), declared)[1],
        sender=sender[1],
        to=read_addresses(headers.every(b"to"), declared),
        cc=read_addresses(headers.every(b"cc"), declared),
        subject=subject,
        headers=_kept(headers, declared),
        text=text,
        quoted=quoted,
        forwarded=forwarded,
        signature=bodies.signature,
        html=bodies.html,
        plain=bodies.plain,
        calendars=tuple(bodies.calendars),
        attachments=tuple(bodies.attachments),
        problems=tuple(dict.fromkeys(problems)),
    )


def _whose_words(bodies: Bodies, subject: str) -> tuple[str, str, bool]:
    """Decide what is forwarded, and whether marked text is a quotation at all."""
    own, quoted = bodies.own, bodies.quoted
    few = len(own.split()) <= FEW_WORDS
    forward_subject = FORWARD_SUBJECT.match(subject) is not None
    if bodies.mail_within:
        return own, quoted, True
    if (
        not own
        and quoted
        and not bodies.introduced
        and not forward_subject
        and not REPLY_SUBJECT.match(subject)
    ):
        # All of it marked as quoted, but nobody was quoted: the mark is decoration.
        return quoted, "", False
    forwarded = few and bool(quoted) and (bodies.forward or (forward_subject and bodies.introduced))
    return own, quoted, forwarded


def _with_plain_line_ends(raw: bytes, problems: list[str]) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.append("The mail was stored as UTF-16.")
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
        if b"\r" in raw and raw.count(b"\n") < raw.count(b"\r"):
            raw = raw.replace(b"\r", b"\n")
    if not raw.strip():
        problems.append("The mail is empty.")
    return raw


def _declared_charset(headers: Headers) -> str | None:
    content_type = headers.first(b"content-type")
    if b"charset" not in content_type.lower():
        return None
    return read_typed(content_type).parameters.get("charset")


def _kept(headers: Headers, declared: str | None) -> dict[str, str]:
    fields = headers.fields
    return {
        name.decode("ascii"): decode_words(headers.first(name), declared)
        for name in _KEPT_HEADERS
        if name in fields
    }


def _unreadable(problem: str) -> ParsedMessage:
    return ParsedMessage(
        message_id=None, in_reply_to=(), references=(), date=None, received=None, from_name="",
        from_address="",
        reply_to="", sender="", to=(), cc=(), subject="", headers={}, text="", quoted="", forwarded=False,
        signature="", html=None, plain=None, calendars=(), attachments=(), problems=(problem,),
    )  # fmt: skip
