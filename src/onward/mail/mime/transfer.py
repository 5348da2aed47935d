"""Undoes base64 and quoted-printable, also where they are damaged."""

from __future__ import annotations

import binascii
import re
from typing import Final

_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64: Final = bytes(byte for byte in range(256) if byte not in _BASE64 and byte != 0x3D)
_WHITE: Final = b" \t\r\n"
_PADDED: Final = re.compile(rb"=+")
# A line that is not base64: it has a character of another kind, or two words.
_PROSE_LINE: Final = re.compile(rb"^.*[^\sA-Za-z0-9+/=].*$|^\S+[ \t]+\S.*$", re.MULTILINE)
_LOOSE_SOFT_BREAK: Final = re.compile(rb"=[ \t]+(?=\n|\Z)")


def untransfer(body: bytes, encoding: bytes) -> tuple[bytes, str | None]:
    """Decode a body by its Content-Transfer-Encoding; the sentence says what was damaged."""
    name = encoding.strip(b" \t\"';").lower()
    if name.startswith(b"base64") or name == b"b":
        return from_base64(body)
    if name.startswith((b"quoted", b"q")):
        return from_quoted_printable(body), None
    return body, None


def from_base64(body: bytes) -> tuple[bytes, str | None]:
    """Decode base64 with missing or inner padding, stray characters, and plain text beneath."""
    packed = body.translate(None, _WHITE)
    if not packed.translate(None, _BASE64 + b"="):
        return _pieces(packed), None
    clean = packed.translate(None, _NOT_BASE64)
    if len(clean) < 0.7 * len(packed) or (b" " in body and _mostly_words(body)):
        above, below = _footer(body)
        if above:
            return _pieces(above) + b"\n\n" + below, None
        return body, "The text is marked as base64 but is not; read as it stands."
    above, below = _footer(body)
    if above:
        return _pieces(above) + b"\n\n" + below, None
    return _pieces(clean), "The base64 has characters that do not belong there."


def _footer(body: bytes) -> tuple[bytes, bytes]:
    """Part base64 from plain text that a mailing list or a scanner put below: (b"", b"") if there is none."""
    prose = _PROSE_LINE.search(body)
    if prose is None:
        return b"", b""
    above = body[: prose.start()]
    if b" " not in prose.group().strip() and not above.endswith(b"\n\n"):
        return b"", b""
    return above.translate(None, _WHITE), body[prose.start() :]


def _mostly_words(body: bytes) -> bool:
    words = body[:4096].split()
    return len(words) > 3 and sum(map(len, words)) / len(words) < 12


def from_quoted_printable(body: bytes) -> bytes:
    """Decode quoted-printable; what is no valid code stays as it is."""
    if b"=" not in body:
        return body
    if b"= " in body or b"=\t" in body:
        body = _LOOSE_SOFT_BREAK.sub(b"=", body)
    return binascii.a2b_qp(body)


def base64_size(body: bytes) -> int:
    """Tell how many bytes base64 unfolds to without unfolding it."""
    padding = body[-8:].count(b"=")
    blanks = body.count(b"\n") + body.count(b"\r") + body.count(b" ")
    return max(0, (len(body) - blanks) * 3 // 4 - padding)


def _pieces(packed: bytes) -> bytes:
    if b"=" not in packed.rstrip(b"="):
        return _one(packed.rstrip(b"="))
    return b"".join(_one(piece) for piece in _PADDED.split(packed))


def _one(piece: bytes) -> bytes:
    rest = len(piece) % 4
    if rest == 1:  # a single character carries no whole byte
        piece = piece[:-1]
    elif rest:
        piece += b"=" * (4 - rest)
    return binascii.a2b_base64(piece)
