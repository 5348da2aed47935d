"""The ledger of every message examined: what is known already, and one line for each message looked at."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from onward.mail.containers import Locator
from onward.mail.containers.locator import printable
from onward.mail.models import LedgerEntry
from onward.people.models import User

Line = tuple[bytes, str, int, int, int, int | None]
"""Fingerprint, source, size of the file, its modification time in ns, messages held, id of the message kept."""

#: Stands for the id of a message that is kept but not written yet.
BEING_KEPT = -1


class Ledger:
    """The ledger of one owner, read once at the start of a reading.

    A line with a file's size and time says that the file need not be opened again. So it is written only when
    nothing remains to be done for its messages; a reading that is cut off before goes over them once more.
    """

    def __init__(self, owner: User) -> None:
        self.owner = owner
        rows = LedgerEntry.objects.filter(owner=owner).values_list(
            "fingerprint", "source", "size", "modified_ns", "held", "message_id"
        )
        #: Every fingerprint with the id of the message kept, or None.
        self.prints: dict[bytes, int | None] = {}
        self._files: dict[tuple[str, int, int], int] = {}
        for identity, source, size, modified, held, message in rows.iterator(chunk_size=5000):
            if identity:
                key = bytes(identity)
                self.prints[key] = self.prints.get(key) or message
            if modified:
                self._files[source, size, modified] = held
        self._opened: dict[str, tuple[int, int]] = {}
        self._held: Counter[str] = Counter()
        #: Messages passed by because their file is as it was.
        self.passed = 0

    def unchanged(self, path: str) -> bool:
        """True when a container is as it was when it was last read to its end."""
        status = _status(path)
        if status is None:
            return False
        held = self._files.get((printable(path), *status))
        if held is not None:
            self.passed += held
            return True
        self._opened[path] = status
        return False

    def unfinished(self, path: str) -> None:
        """A container could not be read to its end: the next reading opens it again."""
        self._opened.pop(path, None)

    def new(self, locators: Iterable[Locator]) -> Iterable[Locator]:
        """The locators whose file is not known as it is; the others are counted as passed."""
        files = self._files
        for locator in locators:
            if locator.raw is None and locator.form in ("file", "emlx"):
                if files and (status := _status(locator.path)) and (locator.source, *status) in files:
                    self.passed += 1
                    continue
            else:
                self._held[locator.path] += 1
            yield locator

    def line(self, locator: Locator, identity: bytes, message: int | None) -> Line:
        """The line of one message; only a file of its own carries size and time."""
        status = _status(locator.path) if locator.form in ("file", "emlx") and locator.raw is None else None
        size, modified = status or (0, 0)
        return identity, locator.source, size, modified, 0, message

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
            cursor.executemany(
                f"INSERT INTO {table} (owner_id, fingerprint, source, size, modified_ns, held, message_id) "  # noqa: S608 - a name of ours
                "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (owner_id, source, fingerprint) DO UPDATE SET "
                "size = excluded.size, modified_ns = excluded.modified_ns, held = excluded.held, "
                f"message_id = coalesce(excluded.message_id, {table}.message_id)",
                [(self.owner.pk, *line) for line in lines],
            )


def _status(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands of calls
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
