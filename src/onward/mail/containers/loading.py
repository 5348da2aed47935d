"""Fetches raw messages from their places; safe to run in another process."""

from __future__ import annotations

import codecs
import os
import stat
from types import TracebackType
from typing import Final, Self

from onward.mail.containers import emlx, mbox
from onward.mail.containers.locator import Locator, MailFileError
from onward.mail.containers.separators import DATED, HEADER

# Larger mails are cut here: what a mail says comes before its attachments, and memory stays bounded.
MAX_MESSAGE_BYTES: Final = 32 << 20
# A container is read in stretches of at least so many bytes, as long as its messages are asked for as they lie.
STRETCH: Final = 1 << 20

# Not blocking, so that a pipe in the place of a file cannot hold the reading up.
_OPEN_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def load(locator: Locator, max_bytes: int = MAX_MESSAGE_BYTES) -> bytes:
    """Give one raw message; for many, a Loader is quicker."""
    with Loader() as loader:
        return loader.load(locator, max_bytes)


class Loader:
    """Loads one message after the other; the container that the last one came from stays open."""

    def __init__(self) -> None:
        self.stamp = (0, 0)
        """Size and time of the file that the last message fills; zeros when it came from a container."""
        self._path = ""
        self._descriptor = -1
        self._start = 0
        self._stretch = b""
        self._end = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def load(self, locator: Locator, max_bytes: int = MAX_MESSAGE_BYTES) -> bytes:
        """Give the raw message at a place, at most max_bytes of it, without the wrapping of its container.

        Raises MailFileError with a plain sentence when the file is gone, changed or not readable.
        """
        self.stamp = (0, 0)
        if locator.raw is not None:
            raw = locator.raw[:max_bytes]
        else:
            try:
                raw = (
                    self._whole(locator, max_bytes) if locator.length < 0 else self._part(locator, max_bytes)
                )
            except OSError as error:
                raise MailFileError(f"The file cannot be read ({_reason(error)}).") from None
        if locator.form == "mbox":
            return _from_header(mbox.unwrap(raw))
        if locator.form == "emlx":
            return _from_header(emlx.unwrap(raw))
        raw = _from_header(raw)
        if raw.startswith(b"From "):
            # Some programs leave an mbox line above a single message.
            first, _, rest = raw.partition(b"\n")
            if DATED.match(first.rstrip(b"\r")) or (HEADER.match(rest) and not HEADER.match(raw)):
                return rest
        return raw

    def _whole(self, locator: Locator, max_bytes: int) -> bytes:
        descriptor = _open(locator.path)
        try:
            status = _ordinary(descriptor)
            self.stamp = (status.st_size, status.st_mtime_ns)
            return _read(descriptor, min(status.st_size, max_bytes))
        finally:
            os.close(descriptor)

    def _part(self, locator: Locator, max_bytes: int) -> bytes:
        """A part of a container, from the stretch at hand where it lies within."""
        wanted = min(locator.length, max_bytes)
        if locator.path != self._path:
            self._close()
            self._descriptor = _open(locator.path)
            _ordinary(self._descriptor)
            self._path = locator.path
        begin = locator.offset - self._start
        if begin < 0 or begin + wanted > len(self._stretch):
            os.lseek(self._descriptor, locator.offset, os.SEEK_SET)
            self._start, begin = locator.offset, 0
            in_row = locator.offset == self._end
            self._stretch = _read(self._descriptor, max(wanted, STRETCH) if in_row else wanted)
            if len(self._stretch) < wanted:
                raise MailFileError("The file has become shorter since it was looked through.")
        self._end = locator.offset + locator.length
        return self._stretch[begin : begin + wanted]

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._path, self._descriptor, self._start, self._stretch, self._end = "", -1, 0, b"", -1


def _from_header(raw: bytes) -> bytes:
    """The message from its first header line on: no empty lines above it, and bytes where it was stored as UTF-16."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    return raw.lstrip(b"\r\n") if raw.startswith((b"\n", b"\r")) else raw


def _open(path: str) -> int:
    try:
        return os.open(path, _OPEN_FLAGS)
    except FileNotFoundError:
        raise MailFileError("The file is no longer there.") from None
    except PermissionError:
        raise MailFileError("The file may not be read with the rights of this account.") from None
    except (OSError, ValueError) as error:
        raise MailFileError(f"The file cannot be opened ({_reason(error)}).") from None


def _ordinary(descriptor: int) -> os.stat_result:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise MailFileError("This is not an ordinary file.")
    return status


def _read(descriptor: int, wanted: int) -> bytes:
    if wanted <= 0:
        return b""
    content = os.read(descriptor, wanted)
    if len(content) == wanted:
        return content
    pieces = [content]
    got = len(content)
    while content and got < wanted:
        content = os.read(descriptor, wanted - got)
        pieces.append(content)
        got += len(content)
    return b"".join(pieces)


def _reason(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]
