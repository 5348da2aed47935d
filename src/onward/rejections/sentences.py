"""Which sentences of a no everybody gets, which were written for this person, and which tell why or what to do better.

The network tells, of each sentence within its mail (`onward.language.network.Opinion.tells`). Neither a list of stock
sentences nor the likeness to one, nor a second model over the words of the sentence, added anything on mails kept out of
training; what adds is to know which sentences this person has been sent by others (`repeats`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onward.language.network import TAGS, Floats, Opinion
from onward.language.reasons import CODES, SAY_NOTHING, SURE

KINDS = ("stock", "personal", "informative")
#: From so many other employers on, a sentence is one that everybody gets, whatever it seems to say.
MANY = 2
#: Chances from which a sentence tells something, and from which it was written for this person.
TELLS, COMMENTS = 0.2, 0.08
#: Words from which on a sentence that a person wrote is more than a greeting or a signature.
OWN = 6
#: Chance of neither telling nor being personal from which such a sentence is stock when it also does what those do.
EVERYBODY = 0.9
_USABLE = [CODES.index(code) for code in CODES if code not in SAY_NOTHING]
_STOCK = [
    TAGS.index(tag)
    for tag in ("no", "no_if", "thanks", "wish", "keep", "received", "next", "alert", "account")
]


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence with what it is; `kind` is one of KINDS."""

    text: str
    kind: str
    #: What it does: one of the network's TAGS.
    does: str
    #: The reasons that it names and that can be used, likeliest first.
    codes: tuple[str, ...] = ()
    #: How many other employers have sent this person the same sentence.
    employers: int = 0


def classify(
    sentences: Sequence[str],
    opinion: Opinion,
    known: Mapping[int, int] | None = None,
    by_person: bool = False,
) -> list[Mark]:
    """A mark for each sentence. `opinion` is the network's of the whole mail; `known` says of a sentence, by its
    position, how many other employers have sent it. `by_person`: somebody wrote it from an address of their own; there
    a sentence counts as stock only where it does what stock sentences do.
    """
    known = known or {}
    marks = []
    for place, sentence in enumerate(sentences):
        tags, reasons = opinion.tags[place], opinion.reasons[place]
        tells, comments = opinion.tells[place]
        others = known.get(place, 0)
        kind = "stock"
        if others < MANY:
            if tells >= TELLS and tells >= comments:
                kind = "informative"
            elif comments >= COMMENTS or (
                by_person and others == 0 and _is_own(sentence, tags, 1 - max(tells, comments))
            ):
                kind = "personal"
        codes = _codes(reasons) if kind == "informative" else ()
        marks.append(Mark(sentence, kind, TAGS[int(tags.argmax())], codes, others))
    return marks


def _is_own(sentence: str, tags: Floats, stock: float) -> bool:
    """Whether a person's sentence does none of what stock sentences do; a greeting or a name is too short to tell."""
    words = sentence.split()
    like_a_name = sentence[-1] not in ".!?…)" and sum(word[0].isupper() for word in words) * 2 >= len(words)
    does_stock = float(tags[_STOCK].sum()) >= 0.5 and stock >= EVERYBODY
    return len(words) >= OWN and not like_a_name and not does_stock


def _codes(chances: Floats) -> tuple[str, ...]:
    """The reasons that a sentence names surely enough to be counted; it may tell something and name none."""
    order = [int(place) for place in np.argsort(-chances) if place in _USABLE]
    return tuple(CODES[place] for place in order if chances[place] >= SURE)[:2]
