"""Reads the places of a mail where names stand (sender, address, subject, text) as one row of words."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.language import words
from onward.language.tokens import fold
from onward.mail.mime.message import ParsedMessage
from onward.mail.mime.quoting_phrases import MOBILE_FOOTER
from onward.mail.understanding import organisations, role_words, senders

#: How much of the text is looked at: what it is about stands at its top, who signs at its end.
TOP: Final = 1800
END: Final = 600

#: The places, in their order.
NAME, ADDRESS, SUBJECT, TEXT = range(4)

#: Shapes of whole links and addresses.
LINK: Final = 13
MAIL: Final = 14
#: Lists of organisation_words.txt, a bit each above those of role_words; another for words that name a sort of house.
_LISTS: Final = ((4, "hiring"), (8, "legal"))
_HOUSE: Final = 16

#: The parts of a word: its row in words.npz, then its row in tables of these sizes: hashed whole, beginning and end,
#: how it is written, and which of our lists have it.
TABLES: Final = (8192, 4096, 4096, 16, 32)
PARTS: Final = 1 + len(TABLES)

#: What is true of a word where it stands: one bit each.
_BITS: Final = (
    "name address subject text own tracker board agency freemail automatic office begins_line ends_line "
    "glued short_line middle_line first_lines last_lines in_name in_address in_subject in_text twice thrice "
    "begins_sentence after_gap in_local"
).split()
FLAGS: Final = len(_BITS)
BIT: Final = {name: 1 << number for number, name in enumerate(_BITS)}

_WORD = re.compile(r"https?://\S+|www\.\S+|\w+|[^\w\s]|\n")
_WORD_OR_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+|\w+|[^\w\s]|\n")
_pack = Struct(f"={PARTS}i").pack
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_OFFERS: Final = (
    "similar jobs", "jobs similar", "more jobs", "other jobs", "jobs you may", "jobs like", "recommended jobs",
    "people also viewed", "hnliche jobs", "hnliche stellen", "weitere jobs", "weitere stellenangebote",
    "offres similaires", "emplois similaires", "autres offres", "empleos similares", "ofertas similares",
    "offerte simili", "lavori simili", "vergelijkbare vacatures", "vergelijkbare banen", "vagas semelhantes",
    "vagas similares", "lowongan serupa", "podobne oferty", "liknande jobb",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The n words of a mail: where they begin and end in `said`, and what the tagger looks at.

    `parts` (n × `PARTS`) are the rows of a word in the tables of its parts; `flags` (n) holds one bit for each
    thing that is true of the word where it stands; `places` (n) is one of NAME, ADDRESS, SUBJECT, TEXT.
    """

    said: str
    tokens: list[str]
    folds: list[str]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    places: NDArray[np.int8]
    parts: NDArray[np.int32]
    flags: NDArray[np.uint32]
    sender: senders.Sender

    def in_name(self) -> list[str]:
        """The folded words of the sender's name, which is the first of the places."""
        return self.folds[: int(np.searchsorted(self.places, ADDRESS))]

    def words(self, first: int, last: int) -> str:
        """The text from one word to before another, on one line; of "U.S. Bureau" also the "U" that a tagger left."""
        begin = int(self.starts[first])
        while begin and self.said[begin] == "." and self.said[begin - 1].isalnum():
            begin -= 1
            while begin and self.said[begin - 1].isalnum():
                begin -= 1
        return " ".join(self.said[begin : self.ends[last - 1]].split())

    def around(self, first: int, last: int) -> str:
        """The words with some of what stands beside them, within their line."""
        begin, end = int(self.starts[first]), int(self.ends[last - 1])
        line = self.said.rfind("\n", 0, begin) + 1
        stop = self.said.find("\n", end)
        return self.said[max(line, begin - 40) : min(len(self.said) if stop < 0 else stop, end + 30)].strip()


def read(message: ParsedMessage) -> Page:
    """The words of a mail."""
    text = message.text or (message.quoted if message.forwarded else "")
    # "Sent from my Galaxy" names whose telephone it is.
    signed = "\n".join(line for line in message.signature.splitlines() if not MOBILE_FOOTER.match(line))
    if signed.strip():
        text = f"{text}\n\n{signed[:300]}"
    return page(message.from_name, message.from_address, message.subject, text)


def page(name: str, address: str, subject: str, text: str) -> Page:
    """The words of a mail given as its four pieces."""
    sender = senders.read_address(address)
    hints = " ".join(dict.fromkeys(one for one in (sender.label, *sender.hints) if one))
    pieces = [_line(name, 120), hints[:120], _line(subject, 250), _text(text)]
    said = "\n".join(pieces)
    bounds = np.cumsum([len(piece) + 1 for piece in pieces[:-1]])

    tokens: list[str] = []
    starts: list[int] = []
    breaks: list[int] = []
    for match in (_WORD_OR_ADDRESS if "@" in said else _WORD).finditer(said):
        word = match.group()
        if word == "\n":
            breaks.append(len(tokens))
        else:
            tokens.append(word)
            starts.append(match.start())
    looks = [_look(word) for word in tokens]
    folds = [look[0] for look in looks]
    begin = np.array(starts, dtype=np.int32)
    end = begin + np.array([len(word) for word in tokens], dtype=np.int32)
    places = np.searchsorted(bounds, begin, side="right").astype(np.int8)
    parts = np.frombuffer(b"".join(look[1] for look in looks), dtype=np.int32).reshape(-1, PARTS)
    flags = _where(folds, places, begin, end, breaks, sender, address)
    return Page(said, tokens, folds, begin, end, places, parts, flags, sender)


def _where(
    folds: list[str],
    places: NDArray[np.int8],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    breaks: list[int],
    sender: senders.Sender,
    address: str,
) -> NDArray[np.uint32]:
    """What is true of each word where it stands, a bit each (n)."""
    count = len(folds)
    if not count:
        return np.zeros(0, dtype=np.uint32)
    office = senders.names_office(address)
    local = "" if office else fold(address.partition("@")[0])
    everywhere = (
        BIT[sender.kind] | (BIT["automatic"] if sender.automatic else 0) | (BIT["office"] if office else 0)
    )
    flags = (np.uint32(1) << places.astype(np.uint32)) | np.uint32(everywhere)

    # A break at word n means that word n begins a line; two of them, that a gap is before it.
    at = np.bincount(np.array(breaks, dtype=np.int64), minlength=count + 1)[: count + 1]
    begins = at[:count] > 0
    begins[0] = True
    line = np.cumsum(begins)
    flags[begins] |= BIT["begins_line"]
    flags[at[:count] > 1] |= BIT["after_gap"]
    flags[np.append(begins[1:], True)] |= BIT["ends_line"]
    length = np.bincount(line)[line]
    flags[length <= 3] |= BIT["short_line"]
    flags[(length > 3) & (length <= 8)] |= BIT["middle_line"]
    body = places == TEXT
    if body.any():
        first = line[int(np.argmax(body))]
        flags[body & (line < first + 3)] |= BIT["first_lines"]
        flags[body & (line > line[-1] - 5)] |= BIT["last_lines"]
    flags[1:][starts[1:] == ends[:-1]] |= BIT["glued"]

    # Which words stand in several places.
    sets: list[Counter[str]] = [Counter(), Counter(), Counter(), Counter()]
    cuts = np.searchsorted(places, (0, 1, 2, 3, 4))
    for place in range(4):
        sets[place].update(folds[cuts[place] : cuts[place + 1]])
    names, host, subject, text = sets
    label = "".join(host)
    plain = label.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    bits: dict[str, int] = {}
    for word in names.keys() | subject.keys() | text.keys() | host.keys():
        if not word[:1].isalnum():
            bits[word] = 0
            continue
        times = text[word]
        bits[word] = (
            (BIT["in_name"] if word in names else 0)
            | (
                BIT["in_address"]
                if word in host or (len(word) > 2 and (word in label or word in plain))
                else 0
            )
            | (BIT["in_subject"] if word in subject else 0)
            | (BIT["in_text"] if times else 0)
            | (BIT["twice"] if times > 1 else 0)
            | (BIT["thrice"] if times > 2 else 0)
            | (BIT["in_local"] if len(word) > 2 and word in local else 0)
        )
    flags |= np.array([bits[word] for word in folds], dtype=np.uint32)
    stops = np.array([word in ".!?:" for word in folds])
    flags[1:][stops[:-1]] |= BIT["begins_sentence"]
    return flags


@lru_cache(maxsize=65536)
def _look(word: str) -> tuple[str, bytes]:
    """A word folded, and its parts as bytes."""
    shape = _shape(word)
    if shape >= LINK:
        folded = spelled = "aturl" if shape == LINK else "atmail"
        row = 0
    elif word.isdigit():
        folded, spelled, row = word, "0" * len(word), 0
    else:
        folded = spelled = fold(word) or word
        row = words.rows().get(folded, 0)
    lists = role_words.strength(folded)
    for bit, block in _LISTS:
        if folded in organisations.words(block):
            lists |= bit
    if organisations.names_house(folded):
        lists |= _HOUSE
    return folded, _pack(
        row,
        crc32(spelled.encode()) % TABLES[0],
        crc32(f"<{spelled[:3]}".encode()) % TABLES[1],
        crc32(f">{spelled[-3:]}".encode()) % TABLES[2],
        shape,
        lists,
    )


def _shape(word: str) -> int:
    """How a word is written: small, capitals, digits, marks."""
    if len(word) > 4 and ("://" in word or word.startswith("www.")):
        return LINK
    if len(word) > 2 and "@" in word:
        return MAIL
    if word.islower():
        return 0 if word.isalpha() else 1
    if word.isdigit():
        return 2 if len(word) < 3 else 3 if len(word) == 4 and word[0] in "12" else 4
    if word.isalpha():
        if len(word) == 1:
            return 5
        return 6 if word.isupper() else 7 if word.istitle() else 8
    if word[0].isalnum() or word[0] == "_":
        return 9
    return 10 if word in ".,;:!?" else 11 if word in "-–—|·•/" else 12


def _line(text: str, most: int) -> str:
    return " ".join(_plain(text[: 2 * most]).split())[:most]


def _text(text: str) -> str:
    """The top and the end of a text, without the jobs of others that a board offers beneath its message."""
    text = text.strip()
    if len(text) > 10 * TOP:
        text = text[: 5 * TOP] + "\n\n" + text[-5 * TOP :]
    text = _cut_offers(text)
    if len(text) > TOP + END:
        text = text[:TOP] + "\n\n" + text[-END:]
    return _plain(_BLANK.sub("\n\n", text))


def _cut_offers(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        return text
    for phrase in _OFFERS:
        at = low.find(phrase, 40)
        if at >= 0:
            begin = low.rfind("\n", 0, at) + 1
            stop = low.find("\n", at)
            if at - begin <= 20 and (stop if stop >= 0 else len(low)) - at < 80:
                return text[:begin]
    return text


def _plain(text: str) -> str:
    if "&" in text:
        text = text.replace("&amp;", "&").replace("&nbsp;", " ")
    return text if text.isascii() else _INVISIBLE.sub("", text)
