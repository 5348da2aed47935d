"""What is on the disk only while something is under way: copies for an archive, bodies of requests.

A process that is killed leaves its files behind; they are swept away when Onward starts, by the doctor, and by erasing.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from onward.people.places import PASSING

#: Left by an Onward that put such files beside the journal, and by a server that was killed while it received.
_LEFT = (".onward-*", "tmp*.upload*")
#: Seconds after which what nobody can be told to hold is taken for left behind.
_OLD = 24 * 3600


def folder() -> Path:
    """Where it lies: beside the journal, where there is room for it and nobody else reads."""
    place = Path(settings.HOME) / PASSING
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def room() -> Iterator[Path]:
    """A folder of one's own for a while; its name says which process works in it."""
    with tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-", dir=folder()) as place:
        yield Path(place)


def sweep(*, everything: bool = False) -> None:
    """Take away what was left behind; with `everything`, also what is still in use."""
    home = Path(settings.HOME)
    for pattern in _LEFT:
        for left in home.glob(pattern):
            _remove(left)
    # The folder itself stays: the server that runs goes on to use it.
    for one in (home / PASSING).glob("*"):
        if everything or not _is_in_use(one):
            _remove(one)


def _is_in_use(place: Path) -> bool:
    number = place.name.partition("-")[0]
    if not number.isdigit() or os.name != "posix":
        with suppress(OSError):
            # By the machine's own clock, as the file is: not as of another day.
            return time.time() - place.stat().st_mtime < _OLD
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
        return
    with suppress(OSError):
        place.unlink()
