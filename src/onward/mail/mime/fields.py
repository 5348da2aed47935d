"""Reads structured header values: a content type with its parameters, Message-IDs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote_to_bytes

from onward.base.charsets import decode
from onward.mail.mime.words import decode_words

MAX_PARAMETERS: Final = 50
MAX_IDS: Final = 300

_TYPE: Final = re.compile(rb"\s*([\w.+-]+)\s*/\s*([\w.+-]+)", re.ASCII)
_PARAMETER: Final = re.compile(
    rb';\s*+([^\s=;"]{1,80})\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"?|([^;"]*+))', re.DOTALL
)
_CONTINUED: Final = re.compile(rb"(.+?)\*(\d{1,3})?(\*)?$")
_ID: Final = re.compile(rb"<([^<>\s]{1,500})>")
_ESCAPE: Final = re.compile(rb"\\([\"\\])")


@dataclass(slots=True)
class Typed:
    """A value such as text/plain or attachment, in lower case, with its parameters."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)


def read_typed(value: bytes, declared: str | None = None) -> Typed:
    """Read a Content-Type or Content-Disposition; broken ones give what can be made out."""
    head = value.partition(b";")[0]
    found = _TYPE.match(head)
    if found:
        name = (found.group(1) + b"/" + found.group(2)).decode("ascii").lower()
    else:
        name = head.strip().decode("ascii", "replace").lower()[:80]
    if b"=" not in value:
        return Typed(name)
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    for count, one in enumerate(_PARAMETER.finditer(value, len(head))):
        if count >= MAX_PARAMETERS:
            break
        key, quoted, bare = one.groups()
        content = _ESCAPE.sub(rb"\1", quoted) if quoted is not None else bare.strip()
        continued = _CONTINUED.match(key)
        if continued:
            base = continued.group(1).lower().decode("ascii", "replace")
            piece = (
                int(continued.group(2) or 0),
                bool(continued.group(3) or not continued.group(2)),
                content,
            )
            pieces.setdefault(base, []).append(piece)
        else:
            plain.setdefault(key.lower().decode("ascii", "replace"), decode_words(content, declared))
    for key_name, parts in pieces.items():
        plain[key_name] = _joined(parts)
    return Typed(name, plain)


def _joined(parts: list[tuple[int, bool, bytes]]) -> str:
    """Join the pieces of an RFC 2231 value: charset'language'percent-coded."""
    charset: str | None = None
    content = b""
    for position, (_, coded, piece) in enumerate(sorted(parts, key=lambda part: part[0])):
        if coded and position == 0 and piece.count(b"'") >= 2:
            name, _, piece = piece.split(b"'", 2)
            charset = name.decode("ascii", "replace") or None
        content += unquote_to_bytes(piece) if coded else piece
    return decode_words(content) if charset is None else decode_words(decode(content, charset)[0].encode())


def read_ids(values: list[bytes]) -> tuple[str, ...]:
    """Give the Message-IDs of In-Reply-To or References, without brackets, each once, in order."""
    found: dict[str, None] = {}
    for value in values:
        for one in _ID.finditer(value):
            found.setdefault(one.group(1).decode("utf-8", "replace"))
            if len(found) >= MAX_IDS:
                break
    return tuple(found)


def read_id(value: bytes) -> str | None:
    """Give a Message-ID without its brackets; one that is written badly is taken as it stands."""
    found = _ID.search(value)
    if found:
        return found.group(1).decode("utf-8", "replace")
    bare = b"".join(value.split()).strip(b"<>")[:500]
    return bare.decode("utf-8", "replace") or None
