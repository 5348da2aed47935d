"""Undoes base64 and quoted-printable, also where they are damaged."""

from __future__ import annotations

import binascii
import re
from typing import Final

_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64: Final = bytes(byte for byte in range(256) if byte not in _BASE64 and byte != 0x3D)
_WHITE: Final = b" \t\r\n"
_PADDED: Final = re.compile(rb"=+")
# A line with two words is not base64: a mailing list or a virus scanner has put its footer below.
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
    prose = _PROSE_LINE.search(body)
    if prose is not None:
        before = body[: prose.start()].translate(None, _WHITE)
        line = prose.group()
        if b" " in line.strip() or not before:
            if not before:
                clean = packed.translate(None, _NOT_BASE64)
                if b" " in line.strip() or len(clean) < 0.9 * len(packed):
                    return body, "The text is marked as base64 but is not; read as it stands."
                return _pieces(clean), "The base64 has characters that do not belong there."
            below = body[prose.start() :]
            return _pieces(before) + b"\n\n" + below, None
    return _pieces(packed.translate(None, _NOT_BASE64)), "The base64 has characters that do not belong there."


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
