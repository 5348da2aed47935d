"""The ledger of every message examined: what is known already, and one line for each message looked at."""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from django.db import connection

from onward.mail.containers import Locator
from onward.mail.containers.locator import printable
from onward.mail.models import LedgerEntry
from onward.people.models import User

Line = tuple[bytes, str, int, int, int, int | None]
"""Fingerprint, source, size of the file, its modification time in ns, messages held, id of the message kept."""

#: Stands for the id of a message that is kept but not written yet.
BEING_KEPT = -1
#: A folder that changed so short a time ago may change again without its time telling.
SETTLED_NS = 2_000_000_000


class Ledger:
    """The ledger of one owner; of a reading that finds nothing new only the containers are looked up.

    A line with a file's size and time says that the file need not be opened again. So it is written only when
    nothing remains to be done for its messages; a reading that is cut off before goes over them once more.
    The folder of a Maildir counts as a container: its time changes with every file that comes or goes, and a
    message that lies there is never written anew.
    """

    def __init__(self, owner: User) -> None:
        self.owner = owner
        containers = LedgerEntry.objects.filter(owner=owner, fingerprint=b"").values_list(
            "source", "size", "modified_ns", "held"
        )
        self._containers = {(source, size, modified): held for source, size, modified, held in containers}
        self._opened: dict[str, tuple[int, int]] = {}
        self._held: Counter[str] = Counter()
        #: Messages passed by because their file is as it was.
        self.passed = 0

    @cached_property
    def _known(self) -> tuple[dict[bytes, int | None], set[tuple[str, int, int]]]:
        prints: dict[bytes, int | None] = {}
        files: set[tuple[str, int, int]] = set()
        rows = LedgerEntry.objects.filter(owner=self.owner).values_list(
            "fingerprint", "source", "size", "modified_ns", "message_id"
        )
        for identity, source, size, modified, message in rows.iterator(chunk_size=5000):
            if identity:
                key = bytes(identity)
                prints[key] = prints.get(key) or message
                if modified:
                    files.add((source, size, modified))
        return prints, files

    @property
    def prints(self) -> dict[bytes, int | None]:
        """Every fingerprint with the id of the message kept, or None."""
        return self._known[0]

    def holds(self, path: str) -> int | None:
        """How many messages a container holds that is as it was when it was last read to its end."""
        if not self._containers:
            return None
        status = _status(path)
        return self._containers.get((printable(path), *status)) if status else None

    def unchanged(self, path: str) -> bool:
        """True when a container may be passed by; otherwise it is taken for opened now."""
        held = self.holds(path)
        if held is not None:
            self.passed += held
            return True
        status = _status(path)
        if status and (not os.path.isdir(path) or status[1] < time.time_ns() - SETTLED_NS):  # noqa: PTH112
            self._opened[path] = status
        return False

    def unfinished(self, place: Locator | str) -> None:
        """A container could not be read to its end: the next reading opens it again."""
        self._opened.pop(place if isinstance(place, str) else _container(place), None)

    def new(self, locators: Iterable[Locator]) -> Iterator[Locator]:
        """The locators whose file is not known as it is; the others are counted as passed."""
        for locator in locators:
            if container := _container(locator):
                self._held[container] += 1
            if locator.length < 0:
                files = self._known[1]
                if files and (status := _status(locator.path)) and (locator.source, *status) in files:
                    self.passed += 1
                    continue
            yield locator

    def containers_done(self) -> list[Line]:
        """A line for each container read to its end, so that it is passed by when it has not changed."""
        return [
            (b"", printable(path), size, modified, self._held[path], None)
            for path, (size, modified) in self._opened.items()
        ]

    def write(self, lines: Sequence[Line]) -> None:
        """Write lines; the same message at the same place again renews its line."""
        if not lines:
            return
        table = LedgerEntry._meta.db_table
        with connection.cursor() as cursor:
            # Not DO UPDATE: for that SQLite keeps a copy of every page that a line touches, twice the time of the line.
            cursor.executemany(
                f"INSERT INTO {table} (owner_id, fingerprint, source, size, modified_ns, held, message_id) "  # noqa: S608 - a name of ours
                "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [(self.owner.pk, *line) for line in lines],
            )
            if cursor.rowcount == len(lines):
                return
            cursor.executemany(
                f"UPDATE {table} SET size = %s, modified_ns = %s, held = %s, message_id = coalesce(%s, message_id) "  # noqa: S608
                "WHERE owner_id = %s AND fingerprint = %s AND source = %s",
                [(*line[2:], self.owner.pk, *line[:2]) for line in lines],
            )


def _container(locator: Locator) -> str:
    """The path of what holds the message; "" for a file of its own."""
    if locator.form == "maildir":
        return locator.path.rpartition(os.sep)[0]
    return "" if locator.length < 0 else locator.path


def _status(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands of calls
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
