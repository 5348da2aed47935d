"""Reads the bodies of a mail: decodes each leaf and puts the texts together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from onward.base.charsets import decode
from onward.base.invisible import visible
from onward.mail.mime.choosing import looks_like_markup, plain_is_better, plain_suffices
from onward.mail.mime.flowed import unflow
from onward.mail.mime.headers import Headers, read_headers
from onward.mail.mime.lines import Line, lines_of_plain
from onward.mail.mime.markup import lines_of_html
from onward.mail.mime.message import Attachment
from onward.mail.mime.parts import Leaf, leaves
from onward.mail.mime.quoting import Split, split
from onward.mail.mime.transfer import base64_size, untransfer
from onward.mail.mime.words import decode_words

MAX_TEXT_BYTES: Final = 1 << 20
MAX_CALENDAR_BYTES: Final = 256 << 10
MAX_MAILS_WITHIN: Final = 5
MAX_WITHIN_DEPTH: Final = 3

_HTML_CHARSET: Final = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?([\w:.+-]{2,40})", re.IGNORECASE)
_EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
_ENRICHED_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z-]{0,30}>")
# A text signed with PGP: the lines above it, and the hyphen that guards a line of hyphens.
_SIGNED: Final = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]{1,30}:.*\n)*\n?|^- (?=-)", re.MULTILINE
)
_ANY_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(slots=True)
class _Text:
    content: str
    is_html: bool
    choice: int


@dataclass(slots=True)
class Bodies:
    """What the leaves of a mail gave."""

    own: str = ""
    quoted: str = ""
    signature: str = ""
    introduced: bool = False
    forward: bool = False
    mail_within: bool = False
    html: str | None = None
    plain: str | None = None
    calendars: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def read_bodies(raw: bytes, headers: Headers, problems: list[str], within: int = 0, end: int = -1) -> Bodies:
    """Read all leaves of a mail; `within` tells how deep in other mails it lies."""
    end = len(raw) if end < 0 else end
    bodies = Bodies()
    texts: list[_Text] = []
    mails: list[str] = []
    for leaf in leaves(raw, headers, end, problems):
        kind = leaf.kind.value
        if kind in ("text/calendar", "application/ics") or leaf.name.lower().endswith(".ics"):
            _take_calendar(raw, leaf, bodies, problems)
        elif kind == "message/rfc822" or kind == "message/global":
            _take_mail(raw, leaf, bodies, mails, problems, within)
        elif _is_text(leaf, texts):
            texts.append(_decoded(raw, leaf, problems))
        elif kind not in ("message/delivery-status", "text/rfc822-headers", "text/x-amp-html"):
            _take_attachment(raw, leaf, bodies)
    _say_what_is_closed(headers, bodies, texts, problems)
    bodies.plain = _together(texts, is_html=False)
    bodies.html = _together(texts, is_html=True)
    parts = [split(lines) for lines in _chosen(texts, problems)]
    _put_together(bodies, parts, mails)
    return bodies


def _is_text(leaf: Leaf, texts: list[_Text]) -> bool:
    if leaf.kind.value not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    if leaf.disposition.value.startswith("attachment"):
        return False
    # A second text with a name of its own is a file that is shown inline.
    return not (leaf.name and texts)


def _content(raw: bytes, leaf: Leaf, limit: int, problems: list[str]) -> bytes:
    start, end = leaf.start, leaf.end
    # Four bytes of base64, or up to three of quoted-printable, make one of text.
    if end - start > 3 * limit:
        end = start + 3 * limit
    content, problem = untransfer(raw[start:end], leaf.headers.first(b"content-transfer-encoding"))
    if problem:
        problems.append(problem)
    if len(content) > limit or end < leaf.end:
        problems.append(f"A text is longer than {limit >> 10} kB; only its beginning was read.")
        content = content[:limit]
    return content


def _decoded(raw: bytes, leaf: Leaf, problems: list[str]) -> _Text:
    content = _content(raw, leaf, MAX_TEXT_BYTES, problems)
    is_html = leaf.kind.value == "text/html"
    charset = leaf.kind.parameters.get("charset")
    if is_html and not charset and not content.isascii():
        stated = _HTML_CHARSET.search(content[:4096])
        charset = stated.group(1).decode("ascii") if stated else None
    text, problem = decode(content, charset)
    if problem:
        problems.append(problem)
    text = text.replace("\r\n", "\n")
    if leaf.kind.value in ("text/enriched", "text/richtext"):
        text = _ENRICHED_TAG.sub("", text)
    elif not is_html:
        if leaf.kind.parameters.get("format", "").lower() == "flowed":
            text = unflow(text, leaf.kind.parameters.get("delsp", "").lower() == "yes")
        if "-----BEGIN PGP SIGNED" in text:
            text = _SIGNED.sub("", text)
        is_html = looks_like_markup(text)
    elif not _ANY_TAG.search(text):
        # HTML without a single tag is plain text under a wrong name, unless it has entities to decode.
        is_html = "&" in text and "\n" not in text.strip()
    return _Text(text, is_html, leaf.choice)


def _together(texts: list[_Text], is_html: bool) -> str | None:
    found = [text.content for text in texts if text.is_html == is_html]
    return "\n".join(found) if found else None


def _chosen(texts: list[_Text], problems: list[str]) -> list[list[Line]]:
    """Give the lines of every text, of alternatives only those of the better one."""
    done: set[int] = set()
    chosen: list[list[Line]] = []
    for text in texts:
        if not text.choice:
            chosen.append(_lines(text.content, text.is_html, problems))
            continue
        if text.choice in done:
            continue
        done.add(text.choice)
        versions = [other for other in texts if other.choice == text.choice]
        plain = "\n".join(version.content for version in versions if not version.is_html)
        html = "\n".join(version.content for version in versions if version.is_html)
        chosen.append(_better(plain, html, problems))
    return chosen


def _better(plain: str, html: str, problems: list[str]) -> list[Line]:
    if not html.strip():
        return _lines(plain, False, problems)
    if not plain.strip():
        return _lines(html, True, problems)
    if plain_suffices(plain, html):
        return _lines(plain, False, problems)
    from_html = _lines(html, True, problems)
    if plain_is_better(visible(plain), "\n".join(line.text for line in from_html)):
        return _lines(plain, False, problems)
    return from_html


def _lines(text: str, is_html: bool, problems: list[str]) -> list[Line]:
    if is_html:
        lines, problem = lines_of_html(text)
        if problem:
            problems.append(problem)
        return lines
    return lines_of_plain(_EMPTY_LINES.sub("\n\n", visible(text)))


def _put_together(bodies: Bodies, parts: list[Split], mails: list[str]) -> None:
    bodies.own = "\n\n".join(part.own for part in parts if part.own)
    bodies.quoted = "\n\n".join(
        [part.quoted for part in parts if part.quoted] + [mail for mail in mails if mail]
    )
    bodies.signature = "\n\n".join(part.signature for part in parts if part.signature)
    bodies.introduced = any(part.introduced for part in parts) or bool(mails)
    bodies.forward = any(part.forward for part in parts)


def _take_calendar(raw: bytes, leaf: Leaf, bodies: Bodies, problems: list[str]) -> None:
    content = _content(raw, leaf, MAX_CALENDAR_BYTES, problems)
    text = decode(content, leaf.kind.parameters.get("charset"))[0].replace("\r\n", "\n").replace("\x00", "")
    if "BEGIN:" in text and text not in bodies.calendars:
        bodies.calendars.append(text)
    if leaf.name or leaf.disposition.value.startswith("attachment"):
        _take_attachment(raw, leaf, bodies)


def _take_attachment(raw: bytes, leaf: Leaf, bodies: Bodies) -> None:
    encoding = leaf.headers.first(b"content-transfer-encoding").lower()
    if encoding.startswith(b"base64"):
        size = base64_size(raw[leaf.start : leaf.end])
    elif encoding.startswith(b"quoted"):
        size = len(untransfer(raw[leaf.start : leaf.end], encoding)[0])
    else:
        size = leaf.end - leaf.start
    bodies.attachments.append(Attachment(leaf.name[:255], leaf.kind.value[:100], size))


def _take_mail(
    raw: bytes, leaf: Leaf, bodies: Bodies, mails: list[str], problems: list[str], within: int
) -> None:
    """Count a mail within the mail as attached, and take its text as earlier mail."""
    content, start, end = raw, leaf.start, leaf.end
    if leaf.headers.first(b"content-transfer-encoding").lower().startswith((b"base64", b"quoted")):
        content = untransfer(raw[start:end], leaf.headers.first(b"content-transfer-encoding"))[0]
        content = content.replace(b"\r\n", b"\n")
        start, end = 0, len(content)
    inner = read_headers(content, start, end)
    subject = decode_words(inner.first(b"subject"))
    bodies.attachments.append(Attachment((leaf.name or subject)[:255], "message/rfc822", end - start))
    if within >= MAX_WITHIN_DEPTH or len(mails) >= MAX_MAILS_WITHIN:
        return
    read = read_bodies(content, inner, problems, within + 1, end)
    bodies.calendars.extend(read.calendars)
    top = "\n".join(
        f"{name}: {decode_words(inner.first(name.lower().encode()))}"
        for name in ("From", "Date", "Subject")
        if inner.first(name.lower().encode())
    )
    mails.append("\n\n".join(portion for portion in (top, read.own, read.quoted) if portion))
    bodies.mail_within = bodies.mail_within or not leaf.report


def _say_what_is_closed(headers: Headers, bodies: Bodies, texts: list[_Text], problems: list[str]) -> None:
    if any(text.content.strip() for text in texts):
        return
    kinds = {attachment.content_type for attachment in bodies.attachments}
    if "application/ms-tnef" in kinds:
        problems.append("The text lies in an Outlook attachment (winmail.dat) that is not read here.")
    elif kinds & {"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        problems.append("The mail is encrypted or sealed; its text cannot be read here.")
