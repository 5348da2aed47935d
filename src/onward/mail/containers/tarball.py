"""Reads the members of a tar archive from a stream, one after the other.

The standard library's reader keeps every member's record and reads extended headers of any size into memory;
this one holds one member at a time and needs only a name, a size and a type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onward.mail.containers.budget import ArchiveRefused
from onward.mail.containers.stream import Stream

_BLOCK: Final = 512
_MAX_EXTENDED: Final = 1 << 20


@dataclass(slots=True)
class TarMember:
    """A member: its name as written, its size in bytes, whether it is an ordinary file, and its content."""

    name: str
    size: int
    ordinary: bool
    folder: bool
    left: int
    _stream: Stream

    def read(self, size: int) -> bytes:
        """Give up to size further bytes of the member, empty at its end."""
        if self.left <= 0:
            return b""
        block = self._stream.read(min(size, self.left))
        if not block:
            raise ArchiveRefused("The archive ends in the middle of this file.")
        self.left -= len(block)
        return block


def tar_members(stream: Stream) -> Iterator[TarMember]:
    """Yield the members in order; each has to be read, or left, before the next is asked for."""
    long_name: str | None = None
    while True:
        header = _exactly(stream, _BLOCK)
        if len(header) < _BLOCK or not header.strip(b"\x00"):
            return
        if not _checksum_holds(header):
            raise ArchiveRefused("The archive is damaged; what follows cannot be read.")
        size = _number(header[124:136])
        padding = -size % _BLOCK
        kind = header[156:157]
        if kind in (b"L", b"K", b"x", b"g"):
            if size > _MAX_EXTENDED:
                raise ArchiveRefused("The archive has an impossibly long file name and is not read further.")
            content = _exactly(stream, size)
            stream.skip(padding)
            if kind == b"L":
                long_name = _text(content)
            elif kind == b"x":
                long_name = _pax_path(content) or long_name
            continue
        name = long_name if long_name is not None else _short_name(header)
        long_name = None
        member = TarMember(name, size, kind in (b"0", b"\x00", b"7"), kind == b"5", size, stream)
        yield member
        # Links and devices state a size now and then but carry no content.
        carried = member.left if member.ordinary or kind not in b"123456" else 0
        if stream.skip(carried) < carried:
            return
        stream.skip(padding if carried or member.ordinary else 0)


def _exactly(stream: Stream, size: int) -> bytes:
    pieces = b""
    while len(pieces) < size:
        block = stream.read(size - len(pieces))
        if not block:
            break
        pieces += block
    return pieces


def _checksum_holds(header: bytes) -> bool:
    try:
        stated = _number(header[148:156])
    except ArchiveRefused:
        return False
    return sum(header[:148]) + 8 * 32 + sum(header[156:]) == stated


def _number(field: bytes) -> int:
    if field[0] & 0x80:  # GNU's binary form, for files over 8 GB
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b"\x00 ")
    try:
        return int(digits or b"0", 8)
    except ValueError:
        raise ArchiveRefused("The archive is damaged; what follows cannot be read.") from None


def _short_name(header: bytes) -> str:
    name = _text(header[:100])
    if header[257:263] == b"ustar\x00":
        prefix = _text(header[345:500])
        if prefix:
            return f"{prefix}/{name}"
    return name


def _text(field: bytes) -> str:
    return field.partition(b"\x00")[0].decode("utf-8", "replace")


def _pax_path(content: bytes) -> str | None:
    for record in content.split(b"\n"):
        _, _, pair = record.partition(b" ")
        if pair.startswith(b"path="):
            return pair[5:].decode("utf-8", "replace")
    return None
