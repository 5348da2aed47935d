"""What an archive holds, file by file: sizes, sums, numbers of rows; and a sum of each line, to name the damaged one."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

NAME = "manifest.json"
LINES = "lines.crc32"
FORMAT = "onward journal"
VERSION = 1


@dataclass
class Manifest:
    """Gathered while the files are written."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def through(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are, while their sum is taken."""
        total, size = hashlib.sha256(), 0
        for piece in pieces:
            total.update(piece)
            size += len(piece)
            yield piece
        self.files[name] = {"bytes": size, "sha256": total.hexdigest()}

    def line(self, name: str, line: bytes) -> None:
        """Take the sum of one line."""
        self._lines.setdefault(name, []).append(sum_of(line))

    def sums(self) -> bytes:
        """The file with the sum of each line: a name, then eight digits a line."""
        return "".join(f"{name} {''.join(sums)}\n" for name, sums in self._lines.items()).encode()

    def text(self) -> bytes:
        """The manifest itself."""
        told = {"format": FORMAT, "version": VERSION, "rows": self.rows, "files": self.files}
        return json.dumps(told, indent=1).encode() + b"\n"


def sum_of(line: bytes) -> str:
    """The CRC-32 of a line without its end, in eight hexadecimal digits."""
    return f"{crc32(line.rstrip(bytes((10,)))):08x}"


def sums_in(text: bytes) -> dict[str, list[str]]:
    """Name → the sum of each of its lines."""
    found = {}
    for line in text.decode("ascii", "replace").splitlines():
        name, _, sums = line.partition(" ")
        found[name] = [sums[start : start + 8] for start in range(0, len(sums), 8)]
    return found
