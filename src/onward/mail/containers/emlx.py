"""Cuts a message out of Apple Mail's .emlx: a line with its length, the message, a property list."""

from __future__ import annotations


def unwrap(content: bytes) -> bytes:
    """Give the message within an .emlx file; a wrong or missing length is made good from the tail."""
    first, gap, rest = content.partition(b"\n")
    stated = first.strip()
    if not gap or not stated.isdigit() or len(stated) > 12:
        return _without_tail(content)
    length = int(stated)
    if length <= len(rest) and rest[length : length + 200].lstrip()[:6] in (
        b"<?xml ",
        b"",
        b"<!DOCT",
        b"<plist",
    ):
        return rest[:length]
    return _without_tail(rest)


def _without_tail(content: bytes) -> bytes:
    if not content.rstrip().endswith(b"</plist>"):
        return content
    tail = content.rfind(b"<?xml version")
    return content[:tail] if tail >= 0 else content
