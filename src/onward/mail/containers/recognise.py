"""What a file is, told from its name where that is enough and from its first bytes otherwise."""

from __future__ import annotations

import re
from typing import Final, Literal

from onward.mail.containers.separators import DATED

Kind = Literal["message", "mbox", "emlx", "zip", "tar", "gzip", "silent", "unknown", "other"]

HEAD_BYTES: Final = 4096

_SUFFIXES: Final[dict[str, Kind]] = {
    ".eml": "message",
    ".emlx": "emlx",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".mboxo": "mbox",
    ".mboxrd": "mbox",
    ".mboxcl": "mbox",
    ".mboxcl2": "mbox",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "gzip",
    ".gz": "gzip",
    # Files that mail programs keep beside the mail: an index, a filter, the plain half of a split message.
    ".msf": "silent",
    ".emlxpart": "silent",
}

_NOT_MAIL: Final[dict[str, str]] = {
    ".pst": "an Outlook data file; export it from Outlook as mbox or .eml",
    ".ost": "an Outlook data file; export it from Outlook as mbox or .eml",
    ".msg": "a single Outlook message; save it from Outlook as .eml",
    ".olm": "an Outlook for Mac archive; export it as mbox",
    ".dbx": "an Outlook Express folder; export it as mbox or .eml",
    ".pdf": "a PDF document",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "a text document",
    ".rtf": "a text document",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".csv": "a table; `onward import` reads a spreadsheet of applications",
    ".ppt": "a presentation",
    ".pptx": "a presentation",
    ".htm": "a web page",
    ".html": "a web page",
    ".json": "a data file (JSON)",
    ".xml": "a data file (XML)",
    ".plist": "a settings file",
    ".ics": "a calendar",
    ".vcf": "an address card",
    ".png": "a picture",
    ".jpg": "a picture",
    ".jpeg": "a picture",
    ".gif": "a picture",
    ".webp": "a picture",
    ".heic": "a picture",
    ".svg": "a picture",
    ".bmp": "a picture",
    ".tif": "a picture",
    ".tiff": "a picture",
    ".mp3": "a sound file",
    ".wav": "a sound file",
    ".m4a": "a sound file",
    ".mp4": "a video",
    ".mov": "a video",
    ".mkv": "a video",
    ".7z": "an archive of a kind that is not read here; repack it as .zip",
    ".rar": "an archive of a kind that is not read here; repack it as .zip",
    ".bz2": "an archive of a kind that is not read here; repack it as .zip or .tar.gz",
    ".xz": "an archive of a kind that is not read here; repack it as .zip or .tar.gz",
    ".zst": "an archive of a kind that is not read here; repack it as .zip or .tar.gz",
    ".exe": "a program",
    ".db": "a database",
    ".sqlite": "a database",
    ".sqlite3": "a database",
}

_SILENT_NAMES: Final = frozenset(
    {
        "thumbs.db", "desktop.ini", "maildirfolder", "maildirsize", "maildirshared", "subscriptions",
        "courierimapuiddb", "courierimapkeywords", "courierimapsubscribed", "courierimapacl",
        "msgfilterrules.dat", "filterlog.html", "popstate.dat", "cert8.db", "cert9.db", "key4.db",
        "virtualfolders.dat", "table_of_contents", "dovecot-uidlist", "dovecot-keywords",
        "dovecot-uidvalidity", "dovecot-acl", "dovecot.sieve", "dovecot-virtual",
    }
)  # fmt: skip

# Magic numbers, the longest of them 16 bytes; the tar one lies at 257 and is looked at apart.
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"!BDN", "an Outlook data file; export it from Outlook as mbox or .eml"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office or Outlook file; save a message as .eml"),
    (b"SQLite format 3\x00", "a database"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of a kind that is not read here; repack it as .zip"),
    (b"Rar!", "an archive of a kind that is not read here; repack it as .zip"),
    (b"BZh", "an archive of a kind that is not read here; repack it as .zip or .tar.gz"),
    (b"\xfd7zXZ\x00", "an archive of a kind that is not read here; repack it as .zip or .tar.gz"),
    (b"\x28\xb5\x2f\xfd", "an archive of a kind that is not read here; repack it as .zip or .tar.gz"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"bplist00", "a settings file"),
    (b"{\\rtf", "a text document"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"BEGIN:VCARD", "an address card"),
)

_HEADER_NAME: Final = re.compile(rb"^([!-9;-~]{1,80})[ \t]*:", re.MULTILINE)
_MAIL_ONLY: Final = frozenset(
    {
        b"from",
        b"received",
        b"return-path",
        b"message-id",
        b"delivered-to",
        b"x-mozilla-status",
        b"dkim-signature",
    }
)
_MAIL_ALSO: Final = frozenset(
    {b"to", b"subject", b"date", b"mime-version", b"content-type", b"reply-to", b"cc", b"sender", b"x-mailer"}
)


def not_mail(what: str) -> str:
    """The sentence about a file that is no mail, with what to do about it behind."""
    kind, gap, advice = what.partition("; ")
    return f"This is {kind}, not mail{gap}{advice}."


def by_name(name: str) -> tuple[Kind, str]:
    """Tell what a file is from its name: its kind, and for `other` what it is in words.

    `unknown` asks to look at the first bytes.
    """
    if ":2," in name or ";2," in name or "!2," in name:  # a Maildir's flags, as written on three systems
        return "message", ""
    lower = name.lower()
    if lower.startswith((".", "dovecot.index", "dovecot.mailbox", "dovecot.list")) or lower in _SILENT_NAMES:
        return "silent", ""
    dot = lower.rfind(".")
    if dot < 0:
        return "unknown", ""
    suffix = lower[dot:]
    kind = _SUFFIXES.get(suffix)
    if kind is not None:
        return kind, ""
    what = _NOT_MAIL.get(suffix)
    return ("other", what) if what is not None else ("unknown", "")


def by_first_bytes(head: bytes) -> tuple[Kind, str]:
    """Tell what a file is from its first bytes (HEAD_BYTES of them are enough)."""
    if not head.strip(b"\r\n\t \xef\xbb\xbf"):
        return "other", "an empty file"
    if head.startswith(b"PK\x03\x04"):
        return "zip", ""
    if head.startswith(b"PK\x05\x06"):
        return "other", "an archive with nothing in it"
    if head.startswith(b"\x1f\x8b"):
        return "gzip", ""
    if head[257:262] == b"ustar":
        return "tar", ""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return "other", what
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith(b"From "):
        first, _, rest = text.partition(b"\n")
        if DATED.match(first.rstrip(b"\r")) or _looks_like_headers(rest):
            return "mbox", ""
    if _looks_like_headers(text):
        return "message", ""
    if re.match(rb"\d{1,10}\s*\n", text) and _looks_like_headers(text.partition(b"\n")[2]):
        return "emlx", ""
    if text[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "other", "a web page"
    if b"\x00" in head:
        return "other", "a file of a kind that is not known here"
    return "other", "a plain text"


def _looks_like_headers(text: bytes) -> bool:
    if not _HEADER_NAME.match(text):
        return False
    block = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    names = {found.group(1).lower() for found in _HEADER_NAME.finditer(block)}
    return bool(names & _MAIL_ONLY) and len(names & (_MAIL_ONLY | _MAIL_ALSO)) >= 2
