"""What a person writes beside a no that waits for an answer: an offer of help, or a question. By words that can be shown.

A referral, a call that is promised, "may I print it?": whoever writes so to one applicant is waiting, and few things in a
search are worth more than answering them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import TYPE_CHECKING

from onward.language import phrases
from onward.language.sentences import split

if TYPE_CHECKING:
    from onward.applications.correspondence import Mail

#: Sentences of a mail beyond which nothing is read, and how long one may be to be quoted.
_SENTENCES, _LONGEST = 60, 240
#: A question as short as this needs the sentence before to be understood.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Waits:
    """One sentence that waits for an answer: `kind` is help or question."""

    kind: str
    quote: str


def waits(mail: "Mail | None") -> list[Waits]:
    """What in a mail waits for an answer of the person; nothing in what a machine or an office sent."""
    if mail is None or mail.outgoing or mail.sender.kind not in {"person", "agency"}:
        return []
    said = split(mail.text, _SENTENCES)
    found = [one for place in range(len(said)) if (one := _sentence(said, place)) is not None]
    asked = [one.quote for one in found if one.kind == "question"]
    # "I would like to print it. May I?" is one thing.
    return [one for one in found if one.kind == "question" or not any(one.quote in quote for quote in asked)]


def _sentence(said: Sequence[str], place: int) -> Waits | None:
    sentence = said[place]
    words = phrases.folded(sentence)
    if len(sentence) > _LONGEST or sentence.startswith(">") or _pattern("stock").search(words):
        return None
    if _pattern("help").search(words):
        return Waits("help", sentence)
    if sentence.rstrip("\"'”’»)").endswith("?"):
        short = len(sentence.split()) < _SHORT and place
        return Waits("question", f"{said[place - 1]} {sentence}" if short else sentence)
    return None


@cache
def _pattern(section: str) -> Pattern[str]:
    return phrases.patterns(__package__, "helping.txt")[section]
