"""Bytes of a text table to characters: UTF-8 and UTF-16 with or without mark, cp1252, and lines of both."""

import codecs

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text, and sentences about what had to be guessed; no byte is ever a reason to give up."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            return _lines(rest) if encoding == "utf-8" else (rest.decode(encoding, "replace"), [])
    if encoding := _wide(content):
        return content.decode(encoding, "replace"), []
    return _lines(content)


def _wide(content: bytes) -> str:
    """UTF-16 without a mark shows itself by zero bytes at every second place."""
    head = content[:2000]
    if len(head) < 4 or head.count(0) < len(head) * 0.3:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else ""


def _lines(content: bytes) -> tuple[str, list[str]]:
    """UTF-8 where a line is UTF-8; another line of the same file is read as Windows wrote it."""
    try:
        return content.decode("utf-8").replace("\x00", ""), []
    except UnicodeDecodeError:
        pass
    mixed = 0
    utf8 = 0
    lines: list[str] = []
    for line in content.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            utf8 += not line.isascii()
        except UnicodeDecodeError:
            lines.append("".join(_windows(byte) for byte in line))
            mixed += 1
    doubts = []
    if utf8:
        sentence = ngettext(
            "%(n)d line is in another encoding than the rest; look at its accents.",
            "%(n)d lines are in another encoding than the rest; look at their accents.",
            mixed,
        )
        doubts.append(sentence % {"n": mixed})
    elif b"\xff" in content and mixed > 50:
        doubts.append(_("The encoding of this file is unusual; look at the accents."))
    return "\n".join(lines).replace("\x00", ""), doubts


def _windows(byte: int) -> str:
    """A byte as cp1252; the five that it does not know are kept as Latin 1 has them."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
