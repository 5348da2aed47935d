"""Tells whether a reading is still under way: who reads holds a lock that ends with its process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from onward.people.places import INCOMING

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
