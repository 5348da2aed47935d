"""Lists a folder of mail: Maildir, a mail program's own folders, or a tree of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onward.mail.containers.locator import Locator, Skipped, Unchanged, printable

MAX_DEPTH: Final = 64


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file in a folder that is still to be recognised."""

    path: str
    name: str


def in_folder(
    folder: str, seen: set[tuple[int, int]], unchanged: Unchanged | None = None, depth: int = 0
) -> Iterator[Locator | Skipped | FileFound]:
    """Yield what a folder and those within it hold, sorted by name; each folder is entered once.

    Messages of a Maildir come as they are, without a look at their content, unless their folder is unchanged;
    other files are left to the caller. `seen` remembers folders by device and number, so that links which lead in
    a circle end.
    """
    if depth > MAX_DEPTH:
        yield Skipped(printable(folder), f"The folders lie more than {MAX_DEPTH} deep; this one is not read.")
        return
    try:
        status = os.stat(folder)  # noqa: PTH116 - plain strings: a tree has tens of thousands of files
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        folders, files, odd = _listed(folder)
    except OSError:
        yield Skipped(printable(folder), "The folder cannot be opened with the rights of this account.")
        return
    is_maildir = "cur" in folders and ("new" in folders or "tmp" in folders)
    if is_maildir:
        yield from _messages_of(folder, "cur", seen, unchanged)
        yield from _messages_of(folder, "new", seen, unchanged)
        folders = [name for name in folders if name not in ("cur", "new", "tmp")]
    for name in odd:
        yield Skipped(printable(f"{folder}{os.sep}{name}"), "This is not an ordinary file.")
    plain = set(files)
    for name in sorted(files + folders):
        path = f"{folder}{os.sep}{name}" if not folder.endswith(os.sep) else folder + name
        if name in plain:
            yield FileFound(path, name)
        # A hidden folder is mail only as a folder of Maildir++ (".Archive", ".INBOX.Jobs").
        elif not name.startswith(".") or is_maildir or _is_maildir(path):
            yield from in_folder(path, seen, unchanged, depth + 1)


def _listed(folder: str) -> tuple[list[str], list[str], list[str]]:
    folders: list[str] = []
    files: list[str] = []
    odd: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir():
                    folders.append(entry.name)
                # A link that leads nowhere is reported by whoever opens it.
                elif entry.is_file() or entry.is_symlink():
                    files.append(entry.name)
                else:
                    odd.append(entry.name)
            except OSError:
                odd.append(entry.name)
    folders.sort()
    return folders, files, sorted(odd)


def _messages_of(
    maildir: str, part: str, seen: set[tuple[int, int]], unchanged: Unchanged | None
) -> Iterator[Locator | Skipped]:
    folder = f"{maildir}{os.sep}{part}" if not maildir.endswith(os.sep) else maildir + part
    try:
        status = os.stat(folder)  # noqa: PTH116
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        if unchanged and unchanged(folder):
            return
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name[0] != "." and entry.is_file()]
    except FileNotFoundError:
        return
    except OSError:
        yield Skipped(printable(folder), "The folder cannot be opened with the rights of this account.")
        return
    names.sort()
    prefix = folder + os.sep
    for name in names:
        path = prefix + name
        yield Locator(printable(path), path, 0, -1, None, "maildir")


def _is_maildir(path: str) -> bool:
    return os.path.isdir(f"{path}{os.sep}cur") and os.path.isdir(f"{path}{os.sep}new")  # noqa: PTH112
