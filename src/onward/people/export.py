"""The journal as it is, in one zip: written piece by piece, so that no size of journal fills the memory."""

import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people.models import User

#: A file of the archive: its name, and its bytes in pieces.
Part = tuple[str, Iterable[bytes]]
#: What the doors add to an archive from the domains above.
Parts = Callable[[User], Iterator[Part]]
_PIECE = 1 << 20
#: Seconds that the copy waits for a journal that somebody else keeps locked.
_PATIENCE = 30

READ_ME = """This is your Onward journal as it was when you downloaded it.

journal.sqlite3    everything, as Onward keeps it (missing where the journal lies on a shared host)
applications.json  your applications with their events, for any program
messages/          the mails of your search as they came, one .eml each; those that you want to see later are only in
                   journal.sqlite3

Whoever has this file can read all of it. Keep it where you keep private things.
"""


def archive(owner: User, parts: Parts) -> Iterator[bytes]:
    """The bytes of the zip, in pieces, while it is being put together."""
    sink = _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, pieces in _all_parts(owner, parts):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            with archive.open(info, "w", force_zip64=True) as target:
                for piece in pieces:
                    target.write(piece)
                    yield from sink.taken()
            yield from sink.taken()
    yield from sink.taken()


def write(owner: User, parts: Parts, place: Path) -> int:
    """Write the zip to a file that only its owner may read; its size. A half-written file never stays."""
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".onward-", delete=False) as file:
        try:
            for piece in archive(owner, parts):
                file.write(piece)
            size = file.tell()
            file.close()
            Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return size


def _all_parts(owner: User, parts: Parts) -> Iterator[Part]:
    yield "README.txt", [READ_ME.encode()]
    if connection.vendor == "sqlite" and not settings.HOSTED:
        yield "journal.sqlite3", _journal()
    yield from parts(owner)


def _journal() -> Iterator[bytes]:
    """A copy of the database made while it is in use, without sessions and sign-in links."""
    with tempfile.TemporaryDirectory(prefix=".onward-", dir=_folder()) as folder:
        place = Path(folder) / "journal.sqlite3"
        if connection.in_atomic_block:
            raise RuntimeError(
                "SQLite copies nothing while this connection is writing: it would wait for itself"
            )
        connection.ensure_connection()
        with closing(sqlite3.connect(place)) as copy:
            deadline = time.monotonic() + _PATIENCE
            connection.connection.backup(copy, pages=4096, progress=partial(_give_up, deadline))
            for table in ("django_session", "onward_signinlink"):
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 (names from the line above)
            copy.commit()
            copy.execute("PRAGMA journal_mode=DELETE")
            copy.execute("VACUUM")
        with place.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _give_up(deadline: float, status: int, remaining: int, total: int) -> None:
    """Called after each step of the copy: a journal that stays locked is a sentence, not a wait for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
        raise Problem(_("The journal is busy. Nothing was written; try again when the reading is done."))


def _folder() -> Path | None:
    """Beside the journal, where there is room for it and nobody else reads."""
    home = Path(settings.HOME)
    return home if home.is_dir() else None


class _Sink:
    """A file that can only be written to; what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written in all."""
        return self._position

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> list[bytes]:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return pieces
