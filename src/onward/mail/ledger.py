"""The ledger of every message examined: what is known already, and one line for each message looked at."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from onward.mail.containers import Locator
from onward.mail.containers.locator import printable
from onward.mail.models import LedgerEntry
from onward.people.models import User

Line = tuple[bytes, str, int, int, int | None]
"""Fingerprint, source, size of the file, its modification time in ns, id of the message kept (or None)."""


class Ledger:
    """The ledger of one owner, read once at the start of a reading."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        rows = LedgerEntry.objects.filter(owner=owner).values_list(
            "fingerprint", "source", "size", "modified_ns"
        )
        self._files: dict[str, tuple[int, int]] = {}
        self.prints: set[bytes] = set()
        held: Counter[str] = Counter()
        for identity, source, size, modified in rows.iterator(chunk_size=5000):
            if identity:
                self.prints.add(bytes(identity))
            if modified:
                self._files[source] = (size, modified)
            if (mark := max(source.rfind("#"), source.find("!/"))) > 0:
                held[source.split("!/", 1)[0] if "!/" in source else source[:mark]] += 1
        self._held = held
        self._opened: dict[str, tuple[int, int]] = {}
        #: Messages passed by because their file is as it was.
        self.passed = 0

    def unchanged(self, path: str) -> bool:
        """True when a container is as it was when it was last read to its end."""
        status = _status(path)
        source = printable(path)
        if status is None:
            return False
        if self._files.get(source) == status:
            self.passed += self._held[source]
            return True
        self._opened[path] = status
        return False

    def new(self, locators: Iterable[Locator]) -> Iterable[Locator]:
        """The locators whose file is not known as it is; the others are counted as passed."""
        for locator in locators:
            if locator.form in ("file", "emlx") and locator.raw is None:
                known = self._files.get(locator.source)
                if known is not None and known == _status(locator.path):
                    self.passed += 1
                    continue
            yield locator

    def add(self, identity: bytes) -> bool:
        """True when the message was not known; from now on it is."""
        if identity in self.prints:
            return False
        self.prints.add(identity)
        return True

    def line(self, locator: Locator, identity: bytes, message: int | None) -> Line:
        """The line of one message; only a file of its own carries size and time."""
        status = _status(locator.path) if locator.form in ("file", "emlx") and locator.raw is None else None
        size, modified = status or (0, 0)
        return identity, locator.source, size, modified, message

    def containers_done(self) -> list[Line]:
        """A line for each container read to its end, so that it is passed by when it has not changed."""
        return [
            (b"", printable(path), size, modified, None) for path, (size, modified) in self._opened.items()
        ]

    def write(self, lines: Sequence[Line]) -> None:
        """Write lines; the same source again replaces its line: the file there is another one now."""
        if not lines:
            return
        table = LedgerEntry._meta.db_table
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} (owner_id, fingerprint, source, size, modified_ns, message_id) "  # noqa: S608 - a name of ours
                "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (owner_id, source) DO UPDATE SET "
                "fingerprint = excluded.fingerprint, size = excluded.size, "
                "modified_ns = excluded.modified_ns, message_id = coalesce(excluded.message_id, "
                f"{table}.message_id)",
                [(self.owner.pk, *line) for line in lines],
            )


def _status(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - tens of thousands of calls
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
