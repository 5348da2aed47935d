"""The gate: tells from a message's bytes whether it may belong to a job search, before anything is parsed.

Most mail in a mailbox has nothing to do with the search. The gate looks for word beginnings of hiring in ten
languages (gate.txt) in sender, subject and the first part of the raw body, base64 text decoded. It is meant to let
through too much: what it stops is never parsed, unless the thread or the sender turns out to belong to the search.
"""

import binascii
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import re2

from onward.mail import plain_words
from onward.mail.mime.words import decode_words
from onward.mail.understanding.patterns import MEMORY, PatternSet

#: As much of a message as is looked at; what hiring mail has to say stands above this.
WINDOW = 48 * 1024
PASS = 3
BULK_PASS = 6
#: Bytes up to which a mail from a person is let through by a single word.
SHORT = 6 * 1024
#: Parts in base64 that are decoded; what is in further ones is not looked at.
MAX_DECODED = 4
_PART_HEAD = 1000
#: Shorter words stand by chance in encoded addresses and pictures, were they looked for anywhere.
_ANYWHERE = 6

_ENCODED = rb"content-transfer-encoding:\s*base64"
_BLANK_LINE = re2.compile(rb"\r?\n\r?\n")
_NEXT_PART = re2.compile(rb"\n--")


def passes(sender: bytes, subject: bytes, raw: bytes, body_at: int, bulk: bool) -> bool:
    """True when the message may belong to a job search; its body begins at body_at.

    A short mail from a person is let through by one word, or by how it sounds: people say no with hardly a word of hiring.
    Of mail that was sent to many, and of long mail, only what speaks of hiring.
    """
    if not _has_word(sender, subject, raw, body_at):
        return not bulk and len(raw) - body_at <= SHORT and sounds(subject, raw, body_at)
    if not bulk and len(raw) <= SHORT:
        return True
    return _weight(sender, subject, raw, body_at) >= (BULK_PASS if bulk else PASS)


def sounds(subject: bytes, raw: bytes, body_at: int) -> bool:
    """True when a short mail from a person sounds like an answer to an application, without a word that speaks of hiring."""
    return plain_words.sound_like_an_answer(*_plain(subject, raw, body_at))


def heard(sender: bytes, subject: bytes, raw: bytes, body_at: int) -> int:
    """What speaks of hiring in a message, or in its beginning: the weights of the words; -1 where there is none."""
    if not _has_word(sender, subject, raw, body_at):
        return -1
    return _weight(sender, subject, raw, body_at)


def _has_word(sender: bytes, subject: bytes, raw: bytes, body_at: int) -> bool:
    """True when some word is there. Most mail ends here, so its bytes are looked at as they lie, and never copied."""
    if b"=?" in subject:
        subject = decode_words(subject).encode("utf-8", "replace")
    if _any_word().search(b"\n".join((sender, subject))):
        return True
    if not _is_encoded(raw, body_at):
        found = _any_word().search(raw, body_at, body_at + WINDOW)
        if found is None or not _base64().match(found.group()):
            return found is not None
    shown = _shown(b"", b"", raw, body_at)
    return any(not _base64().match(found.group()) for found in _any_word().finditer(shown))


def _is_encoded(raw: bytes, body_at: int) -> bool:
    """Whether the header says that the whole body is in base64."""
    return b"base64" in raw[:body_at].lower() and _base64().search(raw, 0, body_at) is not None


def _weight(sender: bytes, subject: bytes, raw: bytes, body_at: int) -> int:
    words, weights = _weighed_words()
    return sum(weights[number] for number in words.found(_shown(sender, subject, raw, body_at)))


@cache
def _words() -> list[tuple[int, bytes]]:
    """Every word as a pattern with its weight."""
    found: list[tuple[int, bytes]] = []
    weight = 0
    for line in files(__package__).joinpath("gate.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            weight = int(line[1])
        elif not line.startswith("#"):
            found += [(weight, _pattern(word)) for word in line.split()]
    return found


def _pattern(word: str) -> bytes:
    letters = word.removesuffix(r"\b").removesuffix("~")
    end = {"": b"", r"\b": rb"\b", "~": rb"(?:[^/=:]|\z)"}[word[len(letters) :]]
    forms = [_letter(letter) for letter in letters]
    # A soft line break of quoted-printable may stand within the word.
    begin = b"" if len(letters) >= _ANYWHERE else rb"\b"
    return begin + rb"(?:=\r?\n)?".join(forms) + end


@cache
def _letter(letter: str) -> bytes:
    if letter == ".":
        return rb"[\s.=_-]{1,3}(?:20)?"
    if letter.isascii():
        return re.escape(letter).encode()
    plain = unicodedata.normalize("NFD", letter)[0].encode()
    return rb"(?:" + plain + rb"|[\x80-\xff]{1,2}|(?:=[0-9a-f]{2}){1,2}|&[a-z0-9#]{2,8};)"


@cache
def _any_word() -> Any:
    """All words that mean something by themselves, as one pattern: it stops at the first, which is rarely there.

    It also stops at the line above a part in base64, for what follows that has to be decoded. One pattern for both: each
    has to learn its way through a mailbox, which takes as long as looking at a thousand messages.
    """
    return _compiled(*(pattern for weight, pattern in _words() if weight != 1), _ENCODED)


@cache
def _base64() -> Any:
    return _compiled(_ENCODED)


def _compiled(*patterns: bytes) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.max_mem = MEMORY
    options.log_errors = False
    return re2.compile(b"|".join(patterns), options)


@cache
def _weighed_words() -> tuple[PatternSet, tuple[int, ...]]:
    weighed = [(weight, pattern) for weight, pattern in _words() if weight]
    # Plain words make a small automaton: one pass over the bytes for all of them.
    patterns = [pattern for _, pattern in weighed]
    words = PatternSet(patterns, latin=True, ignore_case=True, together=len(patterns))
    return words, tuple(weight for weight, _ in weighed)


def _shown(sender: bytes, subject: bytes, raw: bytes, body_at: int) -> bytes:
    """What a reader would see: base64 decoded or left out; quoted-printable stays as it is."""
    window = raw[body_at : body_at + WINDOW]
    if _is_encoded(raw, body_at):
        window = _decoded(window)
    elif _base64().search(window):
        window = _without_base64(window)
    if b"=?" in subject:
        subject = decode_words(subject).encode("utf-8", "replace")
    return b"\n".join((sender, subject, window))


def _plain(subject: bytes, raw: bytes, body_at: int) -> tuple[bytes, bytes]:
    """Subject and body of a short mail; the body decoded where it is in base64."""
    if b"=?" in subject:
        subject = decode_words(subject).encode("utf-8", "replace")
    if _base64().search(raw):
        return subject, _shown(b"", b"", raw, body_at)
    return subject, raw[body_at:]


def _without_base64(window: bytes) -> bytes:
    """The window with parts of text in base64 decoded, and every other part in base64 left out."""
    pieces: list[bytes] = []
    shown_to = 0
    for match in _base64().finditer(window):
        blank = _BLANK_LINE.search(window, match.end())
        if match.start() < shown_to or blank is None:
            continue
        pieces.append(window[shown_to : blank.end()])
        part_end = _NEXT_PART.search(window, blank.end())
        shown_to = part_end.start() if part_end else len(window)
        about = window[max(0, match.start() - _PART_HEAD) : blank.end()].rpartition(b"\n--")[2]
        if b"text/" in about.lower() and len(pieces) <= 2 * MAX_DECODED:
            pieces.append(_decoded(window[blank.end() : shown_to]))
    return b"\n".join((*pieces, window[shown_to:]))


def _decoded(encoded: bytes) -> bytes:
    compact = encoded.translate(None, b"\r\n \t")
    compact = compact[: len(compact) // 4 * 4]
    try:
        decoded = binascii.a2b_base64(compact)
    except binascii.Error:
        return b""
    # UTF-16 text hides every letter behind a NUL.
    return decoded.replace(b"\0", b"")
