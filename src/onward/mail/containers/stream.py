"""A stream of bytes of which the first can be looked at before it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final

from onward.mail.containers.budget import Budget, MemberRefused
from onward.mail.containers.recognise import HEAD_BYTES

BLOCK: Final = 1 << 20


class Stream:
    """Reads forward once, counts what it gives against a budget, and shows its head without losing it."""

    def __init__(self, read: Callable[[int], bytes], budget: Budget | None = None) -> None:
        self._source = read
        self._budget = budget
        self._waiting = b""

    def head(self) -> bytes:
        """Show the first bytes without taking them."""
        while len(self._waiting) < HEAD_BYTES:
            more = self._take(HEAD_BYTES - len(self._waiting))
            if not more:
                break
            self._waiting += more
        return self._waiting

    def read(self, size: int) -> bytes:
        """Give up to size further bytes, empty only at the end."""
        if self._waiting:
            given, self._waiting = self._waiting[:size], self._waiting[size:]
            return given
        return self._take(size)

    def read_up_to(self, limit: int) -> bytes:
        """Give everything that is left, or refuse it when that is more than limit bytes."""
        pieces: list[bytes] = []
        got = 0
        while block := self.read(min(BLOCK, limit - got + 1)):
            pieces.append(block)
            got += len(block)
            if got > limit:
                raise MemberRefused(f"It is larger than {limit >> 20} MB and is not read.")
        return b"".join(pieces)

    def copy_to(self, target: IO[bytes], limit: int) -> int:
        """Copy everything that is left to a file, or refuse it when that is more than limit bytes."""
        got = 0
        while block := self.read(BLOCK):
            got += len(block)
            if got > limit:
                raise MemberRefused(f"It is larger than {limit >> 20} MB and is not read.")
            target.write(block)
        return got

    def skip(self, size: int) -> int:
        """Read over size bytes and tell how many there were."""
        skipped = 0
        while skipped < size:
            block = self.read(min(BLOCK, size - skipped))
            if not block:
                break
            skipped += len(block)
        return skipped

    def _take(self, size: int) -> bytes:
        block = self._source(size)
        if self._budget is not None:
            self._budget.spend(len(block))
        return block
