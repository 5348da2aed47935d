"""Tells from its plain words whether a short mail from a person may belong to a job search, where no word speaks of hiring.

"Mio cognato si è messo lui al forno quindi niente" ("my brother-in-law is at the oven now, so no"): people refuse, invite
and take on in the words of every day. What each word speaks for or against is learnt from the training mails
(training/train_plain_words.py). It is a hint and no more: what it lets through is parsed and understood like the rest.
"""

import binascii
import re
from functools import cache
from importlib.resources import files
from typing import Final
from zlib import crc32

#: Cells of the table; a word's cell is told by its checksum.
CELLS: Final = 1 << 18
#: Words from the beginning of a mail that are looked at, and bytes in which they are looked for.
MOST, WINDOW = 120, 2500
#: Bytes of a body beyond which nothing is looked at.
LARGEST: Final = 12_000
#: Of fewer words nothing is said.
FEWEST: Final = 4
#: From this sum on a mail is let through. Cross-validated by the training: three in four of the search that words stop.
LEAST: Final = 150

#: Only plain letters: so it does not matter in which character set the others were written.
_LETTERS: Final = bytes(
    code if 97 <= code <= 122 else code + 32 if 65 <= code <= 90 else 32 for code in range(256)
)
_TAG = re.compile(rb"<[^<>]{0,300}>")
#: What a page does not show.
_UNSHOWN = re.compile(rb"<(style|script|title)\b.{0,6000}?</\1\s*>", re.IGNORECASE | re.DOTALL)


def words(subject: bytes, body: bytes) -> set[bytes]:
    """The plain words of a mail: its subject and the beginning of its body, base64 decoded by the caller."""
    shown = body.lstrip()[:LARGEST]
    if shown.startswith(b"--"):
        # Of several parts the first says all; the lines about it say nothing.
        shown = shown.partition(b"\n\n")[2] or shown.partition(b"\r\n\r\n")[2]
        shown = shown.partition(b"\n--")[0]
    if b"<" in shown:
        shown = _UNSHOWN.sub(b" ", shown)
    shown = shown[:WINDOW]
    if b"=" in shown:
        shown = binascii.a2b_qp(shown)
    if b"<" in shown:
        shown = _TAG.sub(b" ", shown)
    return set((subject + b"\n" + shown).translate(_LETTERS).split()[:MOST])


def sound_like_an_answer(subject: bytes, body: bytes) -> bool:
    """True when the plain words of a mail are those in which people answer applications."""
    said = words(subject, body)
    weights = _weights()
    return len(said) >= FEWEST and sum([weights[cell(word)] for word in said]) >= LEAST


def cell(word: bytes) -> int:
    """The place of a word in the table."""
    return crc32(word) & (CELLS - 1)


@cache
def _weights() -> memoryview:
    """A weight for each cell, −127 to 127."""
    return memoryview(files(__package__).joinpath("plain_words.bin").read_bytes()).cast("b")
