"""Which "From " lines of an mbox begin a message, and which are only text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# How far past a line break one has to see in order to judge the line and the one after it.
LOOK_AHEAD: Final = 1536

_DAY: Final = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH: Final = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_TIME: Final = rb"\d{1,2}:\d{2}(?::\d{2})?"
_YEAR: Final = rb"(?:19|20)\d{2}"

# "From sender date", the date as asctime writes it (with a zone before or after the year), as RFC 5322 does,
# or as ISO 8601 does. The sender may be missing, "-", an address, or a Takeout number "123@xxx".
DATED: Final = re.compile(
    rb"From (?P<sender>\S.{0,300}?)??\s*(?:"
    + (
        _DAY
        + rb",?\s+"
        + _MONTH
        + rb"\s+\d{1,2},?\s+"
        + _TIME
        + rb"(?:\s+[A-Z+-][A-Z0-9+-]{0,8})*\s+"
        + _YEAR
    )
    + rb"|"
    + (rb"(?:" + _DAY + rb",?\s+)?\d{1,2}\s+" + _MONTH + rb"\s+" + _YEAR + rb",?\s+" + _TIME)
    + rb"|"
    + (_YEAR + rb"-\d{2}-\d{2}[T ]" + _TIME)
    + rb")(?=\s|$|[.+Z-])"
)

# The usual form, which decides at once; DATED has to try out where the sender ends.
_USUAL: Final = re.compile(
    rb"From (?P<sender>\S+) +"
    + _DAY
    + rb" "
    + _MONTH
    + rb" [ \d]\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?"
    + _YEAR
    + rb"$"
)
_UNDATED: Final = re.compile(rb"From [^\s@]+@[^\s@]+\s*$")
HEADER: Final = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>From ")
_FIRST_HEADER: Final = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|X-[A-Za-z0-9-]+|From|To|Subject|Date|Message-ID|MIME-Version"
    rb"|Content-Type|Status|Reply-To|DKIM-Signature|Envelope-To|Authentication-Results|ARC-Seal):",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Dialect:
    """What the first separator of a file shows of the program that wrote it."""

    known: bool = False
    undated: bool = False
    dash: bool = False
    takeout: bool = False

    def learn(self, line: bytes) -> None:
        """Take the habits of the file from its first separator line."""
        if self.known:
            return
        self.known = True
        dated = DATED.match(line)
        sender = (dated.group("sender") or b"") if dated else b""
        self.undated = dated is None
        self.dash = sender == b"-"
        self.takeout = sender.endswith(b"@xxx")

    def writes_like(self, sender: bytes) -> bool:
        """Tell whether a sender has the form that this file's writer gives to every separator."""
        if self.dash:
            return sender == b"-"
        if self.takeout:
            return sender.endswith(b"@xxx")
        return True


def is_separator(buffer: bytes, line_start: int, dialect: Dialect) -> bool:
    """Tell whether the line at line_start, known to begin with "From ", begins a message.

    After an empty line a dated From_ line is believed, unless the file's writer uses another form and no
    header follows. Without the empty line one of the headers that begin a mail has to follow: then the
    message above was cut off.
    """
    end = buffer.find(b"\n", line_start, line_start + LOOK_AHEAD)
    if end < 0:
        end = min(len(buffer), line_start + LOOK_AHEAD)
    line = buffer[line_start:end].rstrip(b"\r")
    if len(line) > 1024:
        return False
    dated = _USUAL.match(line) or DATED.match(line)
    following = buffer[end + 1 : end + 200]
    if dated is None:
        return (
            dialect.undated
            and _after_empty_line(buffer, line_start)
            and _UNDATED.match(line) is not None
            and HEADER.match(following) is not None
        )
    if _after_empty_line(buffer, line_start):
        return dialect.writes_like(dated.group("sender") or b"") or HEADER.match(following) is not None
    return _FIRST_HEADER.match(following) is not None


def _after_empty_line(buffer: bytes, line_start: int) -> bool:
    before = buffer[max(0, line_start - 4) : line_start]
    if before.endswith((b"\n\n", b"\n\r\n")):
        return True
    return before in (b"", b"\n", b"\r\n")
