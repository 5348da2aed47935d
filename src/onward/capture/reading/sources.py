"""What a person brings a posting in: saved pages of every kind, and plain text; bytes in, HTML or text out."""

import codecs
import email
import email.policy
import plistlib
import re
from dataclasses import dataclass
from typing import Any, Final

from onward.base.charsets import decode

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_MARKUP: Final = re.compile(
    r"<(?:!doctype|html|head|body|div|p|h1|table|script|meta|span|ul|section|article)\b", re.IGNORECASE
)
#: What begins a file that is no page.
_MAGIC: Final = (
    (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "word"), (b"{\\rtf", "word"), (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "picture"), (b"PK\x03\x04", "archive"),
)  # fmt: skip
#: A page with all that belongs to it is written like a mail.
_MAIL: Final = re.compile(rb"\s{0,100}[\w-]{1,60}: ")
_SAVED: Final = re.compile(rb"(?im)^content-type:\s*(?:multipart/related|text/html)")
_HEAD: Final = 4096
_PARTS: Final = 400


@dataclass(frozen=True, slots=True)
class Source:
    """A page as HTML, or a text (`markup` false), and where it was, as far as the file says."""

    content: str
    markup: bool
    url: str = ""


class Unreadable(ValueError):
    """A file that holds no page; `what` names what it looks like: pdf, word, picture, archive, other."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def of_file(content: bytes, charset: str = "") -> Source:
    """The page or text that a file holds, told by what is in it and not by its name."""
    start = content[:_HEAD]
    for magic, what in _MAGIC:
        if start.startswith(magic):
            raise Unreadable(what)
    if start.startswith((b"bplist00", b"<?xml")) and b"WebMainResource" in content:
        return _webarchive(content)
    if _MAIL.match(start) and _SAVED.search(start):
        return _mhtml(content)
    text = decoded(content, charset)
    if text.count("\x00") > 10:
        raise Unreadable("other")
    markup = bool(_MARKUP.search(text[:20_000]))
    return Source(text, markup, saved_from(text) if markup else "")


def decoded(content: bytes, charset: str) -> str:
    """The bytes as text: by their mark, by what the server or the page says where that can be right, else by trying."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(codec, "replace").removeprefix("\ufeff")
    said = _XML.search(content[:_HEAD]) or _META.search(content[:_HEAD])
    declared = charset or (said[1].decode("ascii", "replace") if said else "")
    return decode(content, declared or None)[0]


def saved_from(text: str) -> str:
    """Where a browser says that it saved the page from, or which address the page calls its own."""
    found = re.search(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{4,1900})", text[:3000]) or re.search(
        r"""<link\b[^>]{0,200}?\brel=["']?canonical["']?[^>]{0,200}?\bhref=["'](https?://[^"'\s>]{4,1900})""",
        text[:200_000],
    )
    return found[1] if found else ""


def _mhtml(content: bytes) -> Source:
    """The first HTML part of a page that was saved with all that belongs to it."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            break
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            body: Any = part.get_payload(decode=True) or b""
            url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            return Source(
                decoded(body, str(part.get_content_charset() or "")),
                True,
                url if url.startswith("http") else "",
            )
    raise Unreadable("other")


def _webarchive(content: bytes) -> Source:
    try:
        main = plistlib.loads(content)["WebMainResource"]
        body, charset = bytes(main["WebResourceData"]), str(main.get("WebResourceTextEncodingName", ""))
    except Exception as error:  # plistlib raises whatever the bytes lead it to
        raise Unreadable("other") from error
    return Source(decoded(body, charset), True, str(main.get("WebResourceURL", "")))
