"""How much there is to read, quickly and roughly, for showing progress."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from onward.mail.containers.folders import MAX_DEPTH
from onward.mail.containers.locator import Unchanged

_MAX_ENTRIES: Final = 2_000_000
# So many files of a folder are looked at each. Of the single messages beyond, every so many-th stands for its
# neighbours; what may hold many is looked at each: one mailbox can be larger than all the rest.
_EACH, _EVERY = 1000, 16
_SINGLE, _SINGLES = (".eml", ".emlx", ".EML"), frozenset({"cur", "new"})


def total_bytes(paths: Sequence[str | Path], unchanged: Unchanged | None = None) -> int:
    """Estimate how many bytes of mail lie at the given places; what is unchanged or missing counts 0."""
    total = 0
    waiting = [(str(path), 0) for path in paths if str(path) != "-"]
    seen: set[tuple[int, int]] = set()
    entries_seen = 0
    while waiting and entries_seen < _MAX_ENTRIES:
        path, depth = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if unchanged and unchanged(path):
                continue
            if not stat.S_ISDIR(status.st_mode):
                total += _unpacked(path, status.st_size) if stat.S_ISREG(status.st_mode) else 0
                continue
            if (status.st_dev, status.st_ino) in seen or depth > MAX_DEPTH:
                continue
            seen.add((status.st_dev, status.st_ino))
            singles = os.path.basename(path.rstrip(os.sep)) in _SINGLES  # noqa: PTH119
            with os.scandir(path) as entries:
                for number, entry in enumerate(entries):
                    entries_seen += 1
                    if entry.is_dir():
                        waiting.append((entry.path, depth + 1))
                        continue
                    guessed = number >= _EACH and (singles or entry.name.endswith(_SINGLE))
                    if (not guessed or number % _EVERY == 0) and entry.is_file():
                        total += entry.stat().st_size * (_EVERY if guessed else 1)
        except (OSError, ValueError):
            continue
    return total


def _unpacked(path: str, size: int) -> int:
    """Estimate what an archive unfolds to: gzip states it at its end, a zip of mail is about a quarter."""
    lower = path.lower()
    if lower.endswith((".gz", ".tgz")) and size > 18:
        with open(path, "rb") as file:  # noqa: PTH123
            file.seek(-4, os.SEEK_END)
            (stated,) = struct.unpack("<I", file.read(4))
        return max(size, int(stated))
    return size * 4 if lower.endswith(".zip") else size
