"""Turns bytes into text whatever character set they claim, and says so when the claim was wrong."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final

from onward.base.guessing import guess

# What programs write, and the codec that reads it best. The names of ISO 8859-1 and its kin mean the Windows
# tables in practice, as browsers read them too; the Asian ones are read by their supersets.
_ALIASES: Final[dict[str, str]] = {
    "ascii": "ascii", "us-ascii": "ascii", "ansi_x3.4-1968": "ascii", "7bit": "ascii", "8bit": "ascii",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252",
    "iso-8859-1-windows-3.1-latin-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "cp1252": "cp1252", "x-ansi": "cp1252",
    "windows-1252": "cp1252", "ansi": "cp1252", "iso-8859-9": "cp1254", "windows-1254": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "utf8": "utf-8", "utf-8": "utf-8", "utf_8": "utf-8",
    "unicode-1-1-utf-8": "utf-8", "x-unicode-2-0-utf-8": "utf-8", "utf8mb4": "utf-8", "cp65001": "utf-8",
    "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7", "utf-7": "utf-7", "unicode": "utf-16",
    "ucs-2": "utf-16", "iso-10646-ucs-2": "utf-16", "utf-16": "utf-16", "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "cp936": "gb18030",
    "gb_2312-80": "gb18030", "euc-cn": "gb18030", "ks_c_5601-1987": "cp949", "ksc5601": "cp949",
    "ks_c_5601": "cp949", "euc-kr": "cp949", "x-windows-949": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman", "x-macroman": "mac-roman", "big5": "big5hkscs", "x-big5": "big5hkscs",
    "iso-2022-jp": "iso2022_jp_2",
}  # fmt: skip

# Python's codecs that are no character sets, or that take quadratic time.
_REFUSED: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)

# Text in these is all ASCII bytes, or full of zeros, so the declaration has to be tried before anything else.
_DECLARED_FIRST: Final = ("utf-7", "hz", "iso2022", "utf-16", "utf-32")
_MULTIBYTE: Final = ("gb18030", "cp949", "cp932", "big5", "euc_jp", "johab", "shift_jis")

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_NAME: Final = re.compile(r"[\w.:+()-]{1,60}", re.ASCII)


def decode(content: bytes, declared: str | None) -> tuple[str, str | None]:
    """Give the text, and a sentence when the declared character set could not be used as it stands."""
    codec = codec_of(declared) if declared else None
    if codec is None or not codec.startswith(_DECLARED_FIRST):
        if b"\x00" in content:
            wide = _wide(content)
            if wide:
                return _clean(content.decode(wide, "replace")), _said(
                    declared, wide
                ) if codec != wide else None
        if content.isascii():
            return content.decode("ascii"), _unknown(declared, codec, "plain ASCII")
    else:
        text = _decode_stateful(content, codec)
        if text is not None:
            return _clean(text), None
    if codec is not None and codec.startswith(_MULTIBYTE):
        text = _strict(content, codec)
        if text is not None:
            return text, None
    text = _strict(content.removeprefix(codecs.BOM_UTF8), "utf-8")
    if text is not None:
        return text, _unknown(declared, codec, "UTF-8")
    if codec is not None and codec not in ("utf-8", "ascii"):
        if codec == "cp1252":
            return _latin(content), None
        text = _strict(content, codec)
        if text is not None:
            return _clean(text), None
    if _mostly_utf8(content):
        return content.decode("utf-8", "replace"), "Some characters were damaged; read as UTF-8."
    best = guess(content)
    text = _latin(content) if best == "cp1252" else content.decode(best, "replace")
    if declared is None:
        return _clean(text), None
    return _clean(text), _said(declared, best)


@lru_cache(maxsize=256)
def codec_of(declared: str) -> str | None:
    """Find the codec for a declared character set, or None for an invented one."""
    name = declared.strip(" \t'\"<>;,").lower()
    if name in _ALIASES:
        return _ALIASES[name]
    found = _NAME.match(name)
    if not found:
        return None
    # "utf-8http-equivcontent-type" and the like: the beginning is meant.
    for candidate in (name, found.group(), re.sub(r"^x-|^cp-?(?=\d)", "", found.group())):
        if candidate in _ALIASES:
            return _ALIASES[candidate]
        for spelled in (candidate, f"cp{candidate}" if candidate.isdigit() else candidate):
            try:
                info = codecs.lookup(spelled)
            except (LookupError, ValueError, UnicodeError):
                continue
            if info.name.replace("-", "_") not in _REFUSED and getattr(info, "_is_text_encoding", False):
                return _ALIASES.get(info.name, info.name)
    for start in ("utf-8", "utf8", "iso-8859-1", "windows-1252", "us-ascii"):
        if name.startswith(start):
            return _ALIASES[start]
    return None


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def _decode_stateful(content: bytes, codec: str) -> str | None:
    if codec in ("utf-16", "utf-32") and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        wide = _wide(content)
        # Declared wide, but one byte a character: a program converted the text and left the name.
        return content.decode(wide, "replace") if wide else None
    if codec.startswith("utf-7") and not content.isascii():
        return None
    try:
        return content.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where the zeros lie."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _latin(content: bytes) -> str:
    """Read as Windows-1252, its five unassigned bytes as Latin-1 has them."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_CP1252[byte] for byte in content)


_CP1252: Final = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
for _byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
    _CP1252[_byte] = "\ufffd"


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "ignore")
    good = sum(1 for char in text if char > "\x7f")
    bad = len(content) - len(text.encode("utf-8"))
    return good > 0 and good >= bad


def _clean(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def _unknown(declared: str | None, codec: str | None, used: str) -> str | None:
    if declared is None or codec is not None or not declared.strip():
        return None
    return f"The character set {_quoted(declared)} is unknown; read as {used}."


def _said(declared: str | None, used: str) -> str | None:
    if declared is None:
        return None
    if codec_of(declared) is None:
        return f"The character set {_quoted(declared)} is unknown; read as {used}."
    return f"The text is not in the character set {_quoted(declared)} that it states; read as {used}."


def _quoted(name: str) -> str:
    return "".join(char for char in name[:40] if char.isprintable())
