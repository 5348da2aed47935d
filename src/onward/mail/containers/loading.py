"""Fetches one raw message from its place; safe to run in another process."""

from __future__ import annotations

import os
import stat
from typing import Final

from onward.mail.containers import emlx, mbox
from onward.mail.containers.locator import Locator, MailFileError
from onward.mail.containers.separators import DATED

# Larger mails are cut here: what a mail says comes before its attachments, and memory stays bounded.
MAX_MESSAGE_BYTES: Final = 32 << 20

# Not blocking, so that a pipe in the place of a file cannot hold the reading up.
_OPEN_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def load(locator: Locator, max_bytes: int = MAX_MESSAGE_BYTES) -> bytes:
    """Give the raw message at a place, at most max_bytes of it, without the wrapping of its container.

    Raises MailFileError with a plain sentence when the file is gone, changed or not readable.
    """
    raw = locator.raw if locator.raw is not None else _fetch(locator, max_bytes)
    raw = raw[:max_bytes]
    if locator.form == "mbox":
        return mbox.unwrap(raw)
    if locator.form == "emlx":
        return emlx.unwrap(raw)
    if raw.startswith(b"From "):
        # Some programs leave an mbox line above a single message.
        first, _, rest = raw.partition(b"\n")
        if DATED.match(first.rstrip(b"\r")):
            return rest
    return raw


def _fetch(locator: Locator, max_bytes: int) -> bytes:
    try:
        descriptor = os.open(locator.path, _OPEN_FLAGS)
    except FileNotFoundError:
        raise MailFileError("The file is no longer there.") from None
    except PermissionError:
        raise MailFileError("The file may not be read with the rights of this account.") from None
    except (OSError, ValueError) as error:
        raise MailFileError(f"The file cannot be opened ({_reason(error)}).") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise MailFileError("This is not an ordinary file.")
        wanted = status.st_size - locator.offset if locator.length < 0 else locator.length
        wanted = min(wanted, max_bytes)
        if locator.offset:
            os.lseek(descriptor, locator.offset, os.SEEK_SET)
        content = _read_fully(descriptor, wanted)
        if locator.length >= 0 and len(content) < wanted:
            raise MailFileError("The file has become shorter since it was looked through.")
        return content
    except OSError as error:
        raise MailFileError(f"The file cannot be read ({_reason(error)}).") from None
    finally:
        os.close(descriptor)


def _read_fully(descriptor: int, wanted: int) -> bytes:
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
