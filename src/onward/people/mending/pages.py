"""Reads the rows of an SQLite file page by page, without SQLite: for pages that its trees no longer lead to.

The format is described at sqlite.org/fileformat2.html; only tables with row numbers are read.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"SQLite format 3\x00"
_LEAF, _INTERIOR = 13, 5
_USUAL_PAGE = 4096
_FLOATS = struct.Struct(">d")
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = None | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class Cell:
    """One row: its number, and its values in the order in which the table was made; text as bytes."""

    page: int
    number: int
    values: tuple[Value, ...]


class Broken(Exception):
    """These bytes are no row."""


class Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        size = int.from_bytes(content[16:18], "big")
        size = 65536 if size == 1 else size
        self.size = size if size >= 512 and size & (size - 1) == 0 else _USUAL_PAGE
        reserved = content[20] if len(content) > 20 and content[20] < 64 else 0
        self._usable = self.size - reserved
        self.count = -(-len(content) // self.size)

    def leaves(self) -> Iterator[int]:
        """The pages that hold rows and are not free."""
        free = self._free()
        for number in range(1, self.count + 1):
            page = self._page(number)
            if number not in free and len(page) > 8 and page[100 if number == 1 else 0] == _LEAF:
                yield number

    def cells(self, number: int) -> Iterator[Cell]:
        """The rows of one page; what cannot be read is left out."""
        page, start = self._page(number), 100 if number == 1 else 0
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for index in range(min(count, self.size // 4)):
            place = start + 8 + 2 * index
            pointer = int.from_bytes(page[place : place + 2], "big")
            if start + 8 < pointer < len(page):
                try:
                    yield self._cell(number, page, pointer)
                except (Broken, IndexError, struct.error, OverflowError):
                    continue

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self.size : number * self.size]

    def _free(self) -> set[int]:
        """The pages of the list of free ones: what they hold was deleted."""
        found: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big")
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            found.update(int.from_bytes(page[8 + 4 * i : 12 + 4 * i], "big") for i in range(count))
            trunk = int.from_bytes(page[:4], "big")
        return found

    def _cell(self, number: int, page: bytes, at: int) -> Cell:
        length, at = _varint(page, at)
        row, at = _varint(page, at)
        return Cell(number, row - (1 << 64) if row >> 63 else row, _record(self._payload(page, at, length)))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """The bytes of a row, the pages that they flow over to included."""
        if length > len(self._content):
            raise Broken
        most = self._usable - 35
        if length <= most:
            content = page[at : at + length]
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = local if local <= most else least
            parts = [page[at : at + local]]
            following = int.from_bytes(page[at + local : at + local + 4], "big")
            missing, seen = length - local, set()
            while missing > 0:
                if not 0 < following <= self.count or following in seen:
                    raise Broken
                seen.add(following)
                more = self._page(following)
                parts.append(more[4 : 4 + min(missing, self._usable - 4)])
                missing -= self._usable - 4
                following = int.from_bytes(more[:4], "big")
            content = b"".join(parts)
        if len(content) != length:
            raise Broken
        return content


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = content[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | content[at + 8], at + 9


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    if end > len(payload):
        raise Broken
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = end
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise Broken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in (10, 11):
        raise Broken
    size = 8 if kind == 7 else _INTEGERS[kind] if kind < 7 else (kind - 12) // 2
    found = payload[at : at + size]
    if len(found) != size:
        raise Broken
    if kind == 7:
        return _FLOATS.unpack(found)[0], at + size
    if kind < 7:
        return int.from_bytes(found, "big", signed=True), at + size
    return found, at + size
