"""Copies of the journal that Onward makes by itself, once a day, while the journal is in use."""

import logging
import re
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from onward.base import clock
from onward.people import rotation
from onward.people.places import BACKUPS

_NAME = re.compile(r"journal-(\d{4}-\d{2}-\d{2})(?:-before-([a-z]+)(?:-(\d+))?)?\.sqlite3")
#: Copies made before a large change are kept apart from the daily ones, this many of each kind.
_BEFORE = 3
_PATIENCE = 30.0
#: What is no part of the record and lets somebody in.
_DOORS = ("django_session", "onward_signinlink")
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: its file, its day, its size in bytes, and the change before which it was made ("" for a daily one)."""

    path: Path
    day: date
    size: int
    before: str = ""
    #: Of several before the same change on one day: which one.
    number: int = 1


def folder() -> Path:
    """Where they lie."""
    return Path(settings.HOME) / BACKUPS


def are_made() -> bool:
    """Whether Onward makes copies: of a file that is the person's own, never of a host's database."""
    return connection.vendor == "sqlite" and not settings.HOSTED


def found() -> list[Backup]:
    """Every copy, the latest first."""
    if not are_made() or not folder().is_dir():
        return []
    named = [(path, _NAME.fullmatch(path.name)) for path in folder().iterdir()]
    copies = [
        Backup(path, date.fromisoformat(match[1]), path.stat().st_size, match[2] or "", int(match[3] or 1))
        for path, match in named
        if match
    ]
    return sorted(copies, key=lambda one: (one.day, one.before, one.number), reverse=True)


def latest() -> Backup | None:
    """The latest of the daily copies."""
    return next((one for one in found() if not one.before), None)


def daily(journal: Path) -> threading.Thread | None:
    """Make today's copy beside the work that goes on, if there is none; the thread, to wait for."""
    if not are_made() or not journal.exists() or _daily_path().exists():
        return None
    day = clock.today()
    thread = threading.Thread(target=_quietly, args=(lambda: _daily(journal, day),), name="backup")
    thread.start()
    return thread


def anew(journal: Path) -> Path | None:
    """Make today's copy now, in the place of one that is there: what was copied before is no longer the journal."""
    return _daily(journal, clock.today()) if are_made() else None


def before(change: str, journal: Path) -> Path | None:
    """Keep the journal as it is before a large change; None where there is nothing to keep."""
    if not are_made() or not journal.exists():
        return None
    stem = f"journal-{clock.today().isoformat()}-before-{change}"
    last = max((one.number for one in found() if one.path.name.startswith(f"{stem}")), default=0)
    path = folder() / f"{stem}{f'-{last + 1:02}' if last else ''}.sqlite3"
    made = _copy(journal, path)
    for old in [one for one in found() if one.before == change][_BEFORE:]:
        old.path.unlink(missing_ok=True)
    return path if made else None


def _daily_path() -> Path:
    return folder() / f"journal-{clock.today().isoformat()}.sqlite3"


def _daily(journal: Path, day: date) -> Path | None:
    path = folder() / f"journal-{day.isoformat()}.sqlite3"
    if not _copy(journal, path):
        return None
    copies = [one for one in found() if not one.before]
    stay = rotation.kept(one.day for one in copies)
    for one in copies:
        if one.day not in stay:
            one.path.unlink(missing_ok=True)
    return path


def _copy(journal: Path, path: Path) -> bool:
    """Write the copy; it takes its name when it is whole, and none is made of a journal that is damaged or empty."""
    with _making:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder().glob(".making-*"):
            left.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder(), prefix=".making-", delete=False) as file:
            made = Path(file.name)
        try:
            with (
                closing(
                    sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
                ) as source,
                closing(sqlite3.connect(made)) as copy,
            ):
                if not _is_begun(source):
                    return False
                # In one step: it reads one state of the journal, whatever is written meanwhile, and holds up nobody.
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    return False
                copy.execute("PRAGMA secure_delete=ON")
                for table in _DOORS:
                    copy.execute(f"DELETE FROM {table}")  # noqa: S608 (names from above)
                copy.commit()
            made.replace(path)
            return True
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)
                folder().rmdir()  # only when nothing is in it


def _is_begun(journal: sqlite3.Connection) -> bool:
    """Whether anything was recorded; tables that an older journal has not, or that cannot be read, are none."""
    for table in ("onward_act", "onward_message", "onward_entry", "onward_ledgerentry"):
        with suppress(sqlite3.DatabaseError):
            if journal.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 (names from above)
                return True
    return False


def _quietly(make: Callable[[], object]) -> None:
    """A copy that cannot be made (a full disk, a journal that was erased meanwhile) stops nobody's work."""
    try:
        make()
    except (sqlite3.Error, OSError) as error:
        logging.getLogger(__name__).warning("No backup was made: %s.", error)
