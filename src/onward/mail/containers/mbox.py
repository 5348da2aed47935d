"""Finds the messages of an mbox by their offsets, reading it in blocks and never whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import re2

from onward.mail.containers.separators import DATED, LOOK_AHEAD, Dialect, is_separator

BLOCK: Final = 1 << 20
# A Content-Length is only looked into up to here: beyond it, nothing that the separators do not tell is won.
CONTENT_LENGTH_LIMIT: Final = 4 << 20
# What is kept of one message that has to be held in memory (archives, standard input).
KEEP_LIMIT: Final = 32 << 20

# A Content-Length further down than this is not looked for; it keeps files of nothing but separators cheap.
HEADER_LIMIT: Final = 16 << 10

# A program that writes Content-Length writes it everywhere: after so many without it is not looked for.
UNSTATED_LIMIT: Final = 100

# As patterns of re2: it looks for how they begin many bytes at a time, three times as fast as bytes.find.
_MARK: Final = re2.compile(rb"\nFrom ")
_MAY_BE_QUOTED: Final = re2.compile(rb"\n>+From ")
_CONTENT_LENGTH: Final = re.compile(rb"\nContent-Length:[ \t]*(\d{1,12})[ \t]*\r?\n", re.IGNORECASE)
_QUOTED_FROM: Final = re.compile(rb"\n>(>*From )")


@dataclass(frozen=True, slots=True)
class Span:
    """One message of an mbox: its bytes from start to end, the From_ line included; raw where kept."""

    start: int
    end: int
    raw: bytes | None
    separated: bool


class _Scanner:
    """A window that moves over the stream once; offsets are absolute, positions are in the window."""

    def __init__(self, read: Callable[[int], bytes], keep: bool) -> None:
        self._read = read
        self._keep = keep
        self._pieces: list[bytes] = []
        self._kept = 0
        self._dialect = Dialect()
        self._content_end = -1
        self._unstated = 0
        self.buffer = b""
        self.base = 0
        self.start = 0
        self.ended = False

    def fill(self, drop: int) -> None:
        """Read one more block, and let go of the first bytes of the window."""
        block = self._read(BLOCK)
        if not block:
            self.ended = True
        if self._keep and drop > 0:
            self._put_by(self.buffer[max(0, self.start - self.base) : drop])
        self.buffer = self.buffer[drop:] + block
        self.base += drop

    def _put_by(self, piece: bytes) -> None:
        room = KEEP_LIMIT - self._kept
        if piece and room > 0:
            self._pieces.append(piece[:room])
            self._kept += min(len(piece), room)

    def cut(self, end: int, separated: bool) -> Span:
        """Close the current message at an absolute offset and begin the next one there."""
        raw: bytes | None = None
        if self._keep:
            self._put_by(self.buffer[max(0, self.start - self.base) : end - self.base])
            raw = b"".join(self._pieces)
            self._pieces, self._kept = [], 0
        span = Span(self.start, end, raw, separated)
        self.start = end
        return span

    def begin(self, position: int) -> None:
        """Note what the message that begins here says of itself: the dialect and a Content-Length."""
        self._content_end = -1
        if self._unstated > UNSTATED_LIMIT:
            return
        self._unstated += 1
        line_end = self.buffer.find(b"\n", position, position + LOOK_AHEAD)
        self._dialect.learn(
            self.buffer[position : line_end if line_end >= 0 else len(self.buffer)].rstrip(b"\r")
        )
        crlf = line_end > 0 and self.buffer[line_end - 1] == 0x0D
        gap = b"\r\n\r\n" if crlf else b"\n\n"
        body = self.buffer.find(gap, position, position + HEADER_LIMIT)
        if body < 0:
            return
        body += len(gap)
        found = _CONTENT_LENGTH.search(self.buffer, position, body)
        if found and int(found.group(1)) <= CONTENT_LENGTH_LIMIT:
            self._unstated = 0
            self._content_end = self.base + body + int(found.group(1))

    def separates(self, line_start: int) -> bool:
        """Tell whether the "From " at this position of the window begins a message."""
        if not is_separator(self.buffer, line_start, self._dialect):
            return False
        if self._content_end <= self.base + line_start:
            return True
        # A separator inside the stated length. The statement is often wrong (edited, line ends changed), so
        # it counts only if it ends exactly where another separator or the file's end is.
        while not self.ended and self._content_end + LOOK_AHEAD > self.base + len(self.buffer):
            self.fill(0)
        stated = self._content_end - self.base
        if self._lands(stated):
            return False
        self._content_end = -1
        return True

    def _lands(self, position: int) -> bool:
        if position > len(self.buffer):
            return False
        rest = self.buffer[position : position + LOOK_AHEAD].lstrip(b"\r\n")
        return not rest or DATED.match(rest.partition(b"\n")[0]) is not None


def spans(read: Callable[[int], bytes], keep: bool) -> Iterator[Span]:
    """Yield the messages of an mbox in order; with keep, each with its bytes (the first KEEP_LIMIT of them).

    `read(n)` gives up to n further bytes, empty at the end. Text before the first separator is yielded as a
    span that is not `separated`.
    """
    scan = _Scanner(read, keep)
    scan.fill(0)
    while not scan.ended and len(scan.buffer) < LOOK_AHEAD:
        scan.fill(0)
    position = 0
    first = len(scan.buffer) - len(scan.buffer.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    separated = scan.buffer.startswith(b"From ", first)
    if separated:
        scan.start = first
        scan.begin(first)
        position = first
    while True:
        mark = _MARK.search(scan.buffer, position)
        if mark is None:
            if scan.ended:
                break
            # The mark may straddle two blocks, and judging it needs the two characters before it.
            drop = max(0, len(scan.buffer) - 16)
            position = max(position, len(scan.buffer) - 5) - drop
            scan.fill(drop)
            continue
        found = mark.start()
        if not scan.ended and found + LOOK_AHEAD * 2 > len(scan.buffer):
            drop = max(0, found - 16)
            scan.fill(drop)
            position = found - drop
            continue
        if scan.separates(found + 1):
            if scan.base + found + 1 > scan.start:
                yield scan.cut(scan.base + found + 1, separated)
            separated = True
            scan.begin(found + 1)
        position = mark.end()
    end = scan.base + len(scan.buffer)
    if end > scan.start:
        yield scan.cut(end, separated)


def unwrap(chunk: bytes) -> bytes:
    """Give the message in its mbox wrapping: From_ line and closing empty line off, ">From " unquoted."""
    start, end = 0, len(chunk)
    if chunk.startswith(b"From "):
        start = chunk.find(b"\n") + 1 or end
    if chunk.endswith(b"\n\n"):
        end -= 1
    elif chunk.endswith(b"\n\r\n"):
        end -= 2
    chunk = chunk[start:end]
    # mboxo quotes only "From ", mboxrd also ">From "; taking one ">" off is right for all but a quotation of a
    # quotation in an mboxo, where nobody can tell.
    if _MAY_BE_QUOTED.search(chunk):
        chunk = _QUOTED_FROM.sub(rb"\n\1", chunk)
    return chunk[1:] if chunk.startswith(b">") and chunk.lstrip(b">").startswith(b"From ") else chunk
