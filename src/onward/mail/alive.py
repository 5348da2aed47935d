"""Tells whether a reading is still under way: who reads holds a lock that ends with its process."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people.places import INCOMING

#: Seconds for which a reading waits until another has ended.
PATIENCE = 5.0

#: Readings that this process itself holds.
_held: set[int] = set()


@contextmanager
def holding(reading: int) -> Iterator[None]:
    """Hold the reading while it is read; within one process it may be held twice."""
    if reading in _held:
        yield
        return
    place = _place(reading)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("a+b") as file:
        _lock(file, wait=True)
        _held.add(reading)
        try:
            yield
        finally:
            _held.discard(reading)
    place.unlink(missing_ok=True)


@contextmanager
def alone(owner: int) -> Iterator[None]:
    """Hold the owner's journal for one reading: two at a time would file the same mail twice."""
    place = Path(settings.HOME) / INCOMING / f"owner-{int(owner)}.lock"
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = _first(place)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; it is empty
            place.unlink()
        file.close()


def _first(place: Path) -> IO[bytes]:
    """The lock file, locked. The workers of a reading that was killed end a moment after it."""
    until = time.monotonic() + PATIENCE
    while True:
        file = place.open("a+b")
        # Whoever held it before has removed it: then another may already hold a new one.
        if _lock(file, wait=False) and _is_at(file, place):
            return file
        file.close()
        if time.monotonic() > until:
            raise Problem(_("Another reading is under way. Let it end, or stop it first."))
        time.sleep(0.1)


def _is_at(file: IO[bytes], place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), place.stat())
    except FileNotFoundError:
        return False


def is_held(reading: int) -> bool:
    """Whether some process reads it now."""
    if reading in _held:
        return True
    try:
        with _place(reading).open("r+b") as file:
            return not _lock(file, wait=False)
    except FileNotFoundError:
        return False
    except PermissionError:  # on Windows a locked file may refuse to be opened
        return True


def _place(reading: int) -> Path:
    return Path(settings.HOME) / INCOMING / f"reading-{int(reading)}.lock"


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    """Take the lock, which the system gives back when the file is closed; False when another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
