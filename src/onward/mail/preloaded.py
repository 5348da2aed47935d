"""Importing this loads every pattern and model, for the processes that are forked from the one that does so."""

import atexit
import gc
import signal
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path

# Ctrl-C is for the reading itself: this process ends with it, and would tell only where it was when the key was pressed.
signal.signal(signal.SIGINT, signal.SIG_IGN)
# All of it stays: nothing that is loaded here, or in them, is looked through for garbage again and again.
gc.set_threshold(20_000, *gc.get_threshold()[1:])

from onward.mail.examining import load  # noqa: E402


def _tidy() -> None:
    """Take away the socket by which workers are asked for: a reading that was killed could not."""
    with suppress(AttributeError, OSError, TypeError, ValueError):
        address = Path(forkserver._forkserver._forkserver_address)  # type: ignore[attr-defined]
        address.unlink()
        address.parent.rmdir()


atexit.register(_tidy)
load()
# Workers that went over what was here before them would have to copy it.
gc.freeze()
