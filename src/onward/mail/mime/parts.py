"""Takes a mail apart into its leaves: texts, calendars, attachments and mails within the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onward.mail.mime.fields import Typed, read_typed
from onward.mail.mime.headers import Headers, read_headers

MAX_DEPTH: Final = 12
MAX_PARTS: Final = 300

_AFTER_BOUNDARY: Final = frozenset(b"\n \t-")
_SUBTYPE_OK: Final = re.compile(r"^[\w.+-]+/[\w.+-]+$", re.ASCII)


@dataclass(slots=True)
class Leaf:
    """A part that is not divided further, by where it lies in the mail's bytes.

    `choice` numbers the multipart/alternative that it is one version of, 0 for none; `report` marks the parts
    of a delivery report.
    """

    headers: Headers
    kind: Typed
    disposition: Typed
    start: int
    end: int
    choice: int
    report: bool

    @property
    def name(self) -> str:
        """The file name that the part gives itself, or ""."""
        return self.disposition.parameters.get("filename") or self.kind.parameters.get("name") or ""


def leaves(raw: bytes, headers: Headers, end: int, problems: list[str]) -> Iterator[Leaf]:
    """Yield the leaves in order; depth and number are bounded, with a sentence when a bound is reached."""
    # A stack rather than recursion; what is deeper in the mail lies on top.
    waiting: list[tuple[Headers, int, str, int, int, bool]] = [(headers, end, "text/plain", 0, 0, False)]
    choices = 0
    parts = 0
    while waiting:
        part, part_end, default, depth, choice, report = waiting.pop()
        parts += 1
        if parts > MAX_PARTS:
            problems.append(f"The mail has more than {MAX_PARTS} parts; the rest was left out.")
            return
        kind = read_typed(part.first(b"content-type"))
        if not _SUBTYPE_OK.match(kind.value):
            kind = Typed("text/html" if kind.value == "html" else default, kind.parameters)
        disposition = read_typed(part.first(b"content-disposition"))
        boundary = kind.parameters.get("boundary", "")
        if kind.value.startswith("multipart/"):
            if depth >= MAX_DEPTH:
                problems.append(f"The parts are nested more than {MAX_DEPTH} deep; the rest was left out.")
                continue
            inner = _divided(raw, part.body, part_end, boundary)
            if inner:
                subtype = kind.value[10:]
                if subtype == "alternative":
                    choices += 1
                    choice = choices
                within = "message/rfc822" if subtype == "digest" else "text/plain"
                in_report = report or subtype == "report"
                for start, stop in reversed(inner[: MAX_PARTS + 1]):
                    waiting.append(
                        (read_headers(raw, start, stop), stop, within, depth + 1, choice, in_report)
                    )
                continue
            if raw[part.body : part_end].strip():
                problems.append("The mail is marked as having parts but has none; read as one text.")
            kind = Typed("text/plain", {})
        yield Leaf(part, kind, disposition, part.body, part_end, choice, report)


def _divided(raw: bytes, start: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Find where the parts of a multipart lie; a missing closing line ends the last part at the end."""
    mark = boundary.rstrip().encode("utf-8", "replace")
    if not mark:
        mark = _first_boundary(raw, start, end)
        if not mark:
            return []
    line = b"--" + mark
    found: list[tuple[int, int]] = []
    opened = -1
    at = start if raw.startswith(line, start, end) else raw.find(b"\n" + line, max(0, start - 1), end)
    while at >= 0 and len(found) <= MAX_PARTS:
        if raw.startswith(b"\n", at):
            at += 1
        after = at + len(line)
        # "--abc" also begins "--abcd", the boundary of another multipart.
        if after >= end or raw[after] in _AFTER_BOUNDARY:
            if opened >= 0:
                found.append((opened, max(opened, at - 1)))
            if raw.startswith(b"--", after, end):
                opened = -1
                break
            line_end = raw.find(b"\n", after, end)
            opened = line_end + 1 if line_end >= 0 else end
        at = raw.find(b"\n" + line, after, end)
    if opened >= 0 and opened < end:
        found.append((opened, end))
    return found


def _first_boundary(raw: bytes, start: int, end: int) -> bytes:
    """Find a boundary that the header fails to state: a line of two hyphens above a part's header."""
    found = re.search(rb"^--(\S{5,70})\nContent-", raw[start : min(end, start + 4096)], re.MULTILINE)
    return found.group(1) if found else b""
