"""Finds every message at the places that a person names, one after the other."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from onward.mail.containers import mbox
from onward.mail.containers.archives import in_gzip, in_stream, in_tar, in_zip
from onward.mail.containers.budget import MAX_NESTED_ARCHIVE, MAX_TOTAL, ArchiveRefused, Budget, MemberRefused
from onward.mail.containers.folders import FileFound, in_folder
from onward.mail.containers.locator import Locator, Skipped, Unchanged, printable
from onward.mail.containers.recognise import HEAD_BYTES, Kind, by_first_bytes, by_name, not_mail
from onward.mail.containers.stream import Stream


def walk(paths: Sequence[str | Path], unchanged: Unchanged | None = None) -> Iterator[Locator | Skipped]:
    """Yield every message at the given places, and what was skipped with its reason; "-" is standard input.

    Streaming and in a stable order: the places as given, a folder's entries by name, a container's
    messages as they lie. Never raises: what cannot be read becomes a Skipped.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        place = str(path)
        if place == "-":
            yield from _in_standard_input(sys.stdin.buffer)
        else:
            yield from _in_place(place, seen, unchanged)


def _in_place(
    path: str, seen: set[tuple[int, int]], unchanged: Unchanged | None
) -> Iterator[Locator | Skipped]:
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        yield Skipped(printable(path), "There is no such file or folder.")
        return
    except (OSError, ValueError):
        yield Skipped(printable(path), "This cannot be opened with the rights of this account.")
        return
    if stat.S_ISDIR(status.st_mode):
        for found in in_folder(path, seen, unchanged):
            if isinstance(found, FileFound):
                yield from _in_file(found.path, found.name, False, unchanged)
            else:
                yield found
    elif stat.S_ISREG(status.st_mode):
        yield from _in_file(path, Path(path).name, True, unchanged)
    else:
        yield Skipped(printable(path), "This is not an ordinary file or folder.")


def _in_file(path: str, name: str, named: bool, unchanged: Unchanged | None) -> Iterator[Locator | Skipped]:
    """Yield what one file holds; a file that the person named is looked into even if its name says no."""
    kind, what = by_name(name)
    source = printable(path)
    if kind in ("message", "emlx"):
        yield Locator(source, path, 0, -1, None, "emlx" if kind == "emlx" else "file")
        return
    if kind == "silent" and not named:
        return
    if kind == "other" and not named:
        yield Skipped(source, not_mail(what))
        return
    if unchanged and unchanged(path):
        return
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            yield from _in_opened(file, path, source, kind, what)
    except FileNotFoundError:
        yield Skipped(source, "The file is no longer there.")
    except PermissionError:
        yield Skipped(source, "The file may not be read with the rights of this account.")
    except OSError:
        yield Skipped(source, "The file could not be read to its end.")


def _in_opened(
    file: IO[bytes], path: str, source: str, named_kind: Kind, named_what: str
) -> Iterator[Locator | Skipped]:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind, what = by_first_bytes(head)
    if named_kind == "other" and kind in ("other", "zip", "gzip", "tar"):
        kind, what = "other", named_what  # a .docx is a zip by its first bytes
    elif named_kind == "mbox" and kind in ("other", "message") and (head.strip() or not head):
        kind = "mbox"
    size = os.fstat(file.fileno()).st_size
    if kind == "mbox":
        yield from _in_mbox(file, path, source, head)
    elif kind == "zip":
        yield from in_zip(file, source, path, Budget(size))
    elif kind == "gzip":
        yield from in_gzip(file, source, path, Budget(size))
    elif kind == "tar":
        budget = Budget(size)
        yield from in_tar(Stream(file.read, budget), source, path, budget)
    elif kind in ("message", "emlx"):
        yield Locator(source, path, 0, -1, None, "file" if kind == "message" else "emlx")
    else:
        yield Skipped(source, not_mail(what))


def _in_mbox(file: IO[bytes], path: str, source: str, head: bytes) -> Iterator[Locator | Skipped]:
    number = 0
    for span in mbox.spans(file.read, keep=False):
        if not span.separated:
            kind, _ = by_first_bytes(head)
            if kind != "message":
                if head.strip():
                    yield Skipped(source, "Text at the beginning of the file belongs to no message.")
                continue
        number += 1
        yield Locator(f"{source}#{number}", path, span.start, span.end - span.start, None, "mbox")


def _in_standard_input(file: IO[bytes]) -> Iterator[Locator | Skipped]:
    budget = Budget(MAX_TOTAL)
    stream = Stream(file.read, budget)
    try:
        kind, _ = by_first_bytes(stream.head())
        if kind in ("zip", "gzip"):
            # A zip's list of members lies at its end, so it has to be there whole: in a file without a name.
            with tempfile.TemporaryFile() as held:
                size = stream.copy_to(held, 64 * MAX_NESTED_ARCHIVE)
                held.seek(0)
                yield from (in_zip if kind == "zip" else in_gzip)(held, "-", "-", Budget(size))
        else:
            yield from in_stream(stream, "-", "-", "", budget, 0, by_content=True)
    except (ArchiveRefused, MemberRefused) as refused:
        yield Skipped("-", str(refused))
    except OSError:
        yield Skipped("-", "Standard input could not be read to its end.")
