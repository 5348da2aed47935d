"""The place of one message, and what is said about a place that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Form = Literal["mbox", "file", "maildir", "emlx", "bytes"]

#: Told of a container (an mbox, an archive, the folder of a Maildir) before it is opened; True passes it by.
Unchanged = Callable[[str], bool]


class MailFileError(Exception):
    """A message that cannot be read; its text is one plain sentence for the person."""


class Locator(NamedTuple):
    """Where one raw message lies and how to cut it out; small enough to send to another process.

    `source` names the message for people: the path, `path#n` for the n-th message (from 1) of a container,
    `path!/member` inside an archive. `length` is -1 for a whole file. `raw` is set only where the bytes
    cannot be fetched again cheaply: archives, standard input, and a server, whose messages have no path.
    """

    source: str
    path: str
    offset: int
    length: int
    raw: bytes | None
    form: Form


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was looked at and not read, with the reason in one plain sentence."""

    source: str
    why: str


def printable(path: str) -> str:
    """Give a path that can be shown and stored even when its bytes are not valid UTF-8."""
    if path.isascii():
        return path
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
