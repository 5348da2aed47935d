"""Decodes header text: encoded words (RFC 2047) in every broken form, and raw eight-bit text."""

from __future__ import annotations

import binascii
import re
from typing import Final

from onward.base.charsets import decode
from onward.base.invisible import one_line
from onward.mail.mime.transfer import from_base64

MAX_CHARACTERS: Final = 4000

# =?charset*language?B or Q?text?= ; the closing may be missing at the end of a cut line.
_WORD: Final = re.compile(rb"=\?([^\s?=]{1,60})\?([bBqQ])\?(.*?)(?:\?=|\Z)", re.DOTALL)


def decode_words(value: bytes, declared: str | None = None) -> str:
    """Give a header value as one visible line; declared is the body's character set, for raw bytes."""
    return one_line(decode_spans(value, declared))[:MAX_CHARACTERS]


def decode_spans(value: bytes, declared: str | None = None) -> str:
    """Give a header value as text, as it stands: not yet cleaned of what is not seen."""
    if b"=?" not in value:
        return value.decode("ascii") if value.isascii() else decode(value, declared)[0]
    out: list[str] = []
    # Neighbouring words of one character set are joined as bytes first: many programs cut inside a letter.
    held = b""
    held_charset = ""
    position = 0
    for found in _WORD.finditer(value):
        between = value[position : found.start()]
        charset = found.group(1).partition(b"*")[0].decode("ascii", "replace").lower()
        content = _content(found.group(2), found.group(3))
        if held_charset and (between.strip() or charset != held_charset):
            out.append(decode(held, held_charset)[0])
            held, held_charset = b"", ""
        if between.strip() or not position:
            out.append(between.decode("ascii") if between.isascii() else decode(between, declared)[0])
        held, held_charset = held + content, charset
        position = found.end()
    if held_charset:
        out.append(decode(held, held_charset)[0])
    rest = value[position:]
    out.append(rest.decode("ascii") if rest.isascii() else decode(rest, declared)[0])
    return "".join(out)


def _content(encoding: bytes, text: bytes) -> bytes:
    if encoding in b"bB":
        return from_base64(text)[0]
    text = text.replace(b"_", b" ")
    # a2b_qp takes "=" at a line's end for a soft break, so a line's end must not be there.
    return binascii.a2b_qp(text.replace(b"\n", b"")) if b"=" in text else text
