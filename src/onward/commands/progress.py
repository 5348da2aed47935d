"""One line on the terminal that says how far a reading is; nothing at all when nobody watches."""

import time
from types import TracebackType
from typing import TextIO

_PAUSE = 0.1


class Progress:
    """Rewrites its line at most ten times a second and wipes it at the end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._live = out.isatty()
        self._last = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def show(self, done: int, total: int, examined: int, kept: int) -> None:
        """Bytes done of all, messages examined, messages that belong to the search."""
        moment = time.monotonic()
        if not self._live or moment - self._last < _PAUSE:
            return
        self._last = moment
        share = f"{min(100, 100 * done // total)} %  " if total else ""
        self._out.write(f"\r\x1b[K{share}{examined:,} messages read, {kept:,} of your search")
        self._out.flush()
