"""Splits a mail or a part into its header fields and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MAX_HEADER_BYTES: Final = 1 << 20
MAX_VALUE_BYTES: Final = 64 << 10

_FIELD: Final = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_FOLD: Final = re.compile(rb"\n[ \t]+")
_KNOWN_AHEAD: Final = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|Reply-To"
    rb"|Received|Return-Path|X-[A-Za-z0-9-]+)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(slots=True)
class Headers:
    """The fields by lower-case name, each with its raw values in order (folding still inside)."""

    fields: dict[bytes, list[bytes]]
    body: int
    problem: str | None = None

    def first(self, name: bytes) -> bytes:
        """Give the first value of a field, unfolded, or b""."""
        values = self.fields.get(name)
        return unfold(values[0]) if values else b""

    def every(self, name: bytes) -> list[bytes]:
        """Give all values of a field, unfolded."""
        return [unfold(value) for value in self.fields.get(name, ())]


def unfold(value: bytes) -> bytes:
    """Join a folded value to one line, bounded."""
    value = value[:MAX_VALUE_BYTES]
    return _FOLD.sub(b" ", value).strip() if b"\n" in value else value.strip()


def read_headers(raw: bytes, start: int, end: int) -> Headers:
    """Read the header block at start, its lines ending in \\n; without one, the body begins at start."""
    if raw.startswith(b"\n", start, end):
        return Headers({}, start + 1)
    gap = raw.find(b"\n\n", start, end)
    block_end = gap + 1 if gap >= 0 else end
    body = gap + 2 if gap >= 0 else end
    problem = None
    if block_end - start > MAX_HEADER_BYTES:
        problem = "The header is longer than 1 MB; only its beginning was read."
        block_end = start + MAX_HEADER_BYTES
    fields: dict[bytes, list[bytes]] = {}
    position = start
    last_known = -1
    for found in _FIELD.finditer(raw, start, block_end):
        # Lines between two fields belong to neither: a damaged header, or the body without its empty line.
        if found.start() > position:
            if last_known < 0:
                last_known = _last_known(raw, start, block_end)
            if last_known < position:
                return Headers(fields, position, "There is no empty line between header and text.")
        fields.setdefault(found.group(1).lower(), []).append(found.group(2))
        position = min(found.end() + 1, block_end)
    if not fields:
        return Headers({}, start, None)
    if problem is None and position < block_end and raw[position:block_end].strip():
        return Headers(fields, position, "There is no empty line between header and text.")
    return Headers(fields, body, problem)


def _last_known(raw: bytes, start: int, block_end: int) -> int:
    """Find the last line that is surely a field: lines above it that are none are damage, not text."""
    last = 0
    for found in _KNOWN_AHEAD.finditer(raw, start, block_end):
        last = found.start()
    return last
