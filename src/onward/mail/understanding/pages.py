"""Cuts the places of a mail where names stand (sender's name, subject, text) into words."""

import re
from dataclasses import dataclass, field
from typing import Final

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding.organisations import folded

#: How much of the text is looked at: what it is about stands at its top, who signs at its end.
TOP: Final = 2200
END: Final = 700
#: Longer texts are cut before anything else is done to them.
MOST: Final = 24_000

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\w+(?:\(\w{1,4}\)\w*)?(?:[.'’&/+·:*-]{1,2}\w+(?:\(\w{1,4}\))?)*|[^\w\s]|\n"
)
_OFFERS = re.compile(
    r"^.{0,20}(?:similar jobs|jobs? similar|more jobs|other jobs|jobs you may|jobs like|recommended jobs|"
    r"people also viewed|ähnliche (?:jobs|stellen)|"
    r"weitere (?:jobs|stellenangebote)|offres similaires|emplois similaires|d.autres offres|"
    r"empleos similares|ofertas similares|offerte simili|lavori simili|"
    r"vergelijkbare (?:vacatures|banen)|vagas (?:semelhantes|similares)|lowongan serupa|podobne oferty|"
    r"liknande jobb).{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK = re.compile(r"\n\s*\n\s*")
_MARKUP = re.compile(r"&amp;|&nbsp;|[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(slots=True)
class Zone:
    """One place: its name ("name", "subject" or "text"), its text, and its words."""

    name: str
    text: str
    tokens: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    #: Number of the line that a word stands in.
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        line = 0
        for match in _TOKEN.finditer(self.text):
            said = match.group()
            self.tokens.append(said)
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.folds.append(folded(said) if len(said) < 60 else "")
            self.lines.append(line)
            if said == "\n":
                line += 1

    def said(self, first: int, last: int) -> str:
        """The text from one word to before another, on one line."""
        return self.text[self.starts[first] : self.ends[last - 1]]


_last: tuple[ParsedMessage, list[Zone]] | None = None


def read(message: ParsedMessage) -> list[Zone]:
    """The zones of a mail, the sender's name first.

    Employer and role are asked of the same mail one after the other, so the last mail's zones are kept.
    """
    global _last
    last = _last
    if last is None or last[0] is not message:
        last = _last = (message, _zones(message))
    return last[1]


def _zones(message: ParsedMessage) -> list[Zone]:
    text = message.text or (message.quoted if message.forwarded else "")
    if len(text) > MOST:
        text = text[: MOST // 2] + "\n\n" + text[-MOST // 2 :]
    # What a board offers beneath its message are other jobs of other employers.
    if offered := _OFFERS.search(text, 40):
        text = text[: offered.start()]
    if len(text) > TOP + END:
        text = text[:TOP] + "\n\n" + text[-END:]
    text = _BLANK.sub("\n\n", text)
    zones = [("name", message.from_name[:120]), ("subject", message.subject[:250]), ("text", text)]
    if message.signature:
        zones.append(("text", message.signature[:300]))
    return [Zone(name, _plain(said)) for name, said in zones if said]


def _plain(text: str) -> str:
    if "&" in text or not text.isascii():
        return _MARKUP.sub(lambda match: {"&amp;": "&", "&nbsp;": " "}.get(match.group(), ""), text)
    return text
