"""Which sentences of a no everybody gets, which were written for this person, and which tell why or what to do better.

Two readings are put together: what `onward.language.network` makes of a sentence within its mail and by itself, and how
it is worded (`manners`). Neither a list of stock sentences nor the likeness to one (words as vectors) added anything on
mails kept out of training; what adds is to know which sentences this person has been sent by others (`repeats`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onward.language import network
from onward.language.network import TAGS, Floats, Opinion
from onward.language.reasons import CODES, SAY_NOTHING, SURE
from onward.rejections import manners

KINDS = manners.KINDS
#: From so many other employers on, a sentence is one that everybody gets, whatever it seems to say.
MANY = 2
#: Odds (as logarithms) from which a sentence tells something, and from which it comments on this person.
TELLS, COMMENTS = 0.0, -1.1
#: What its wording counts beside the causes that the network of the mail sees: of these two the wording goes by more
#: lessons of single sentences.
WORDING = 0.8
#: A sentence that does no more than thank, wish, keep or look further tells nothing, whatever its words.
DOES_NOTHING = 0.5
#: How much of a neighbour's odds a sentence is given: whoever explains takes more than one sentence.
NEIGHBOUR = 0.3
#: Odds below which a sentence is not believed to go on with what its neighbour tells.
HINTS = -1.0
#: Words from which on a sentence that a person wrote is more than a greeting or a signature.
OWN = 6
#: Chance of being worded as everybody's from which such a sentence is stock when it also does what those do.
EVERYBODY = 0.9
_USABLE = [CODES.index(code) for code in CODES if code not in SAY_NOTHING]
_EVERYBODY, _PERSONAL, _INFORMATIVE = (KINDS.index(kind) for kind in KINDS)
_STOCK = [
    TAGS.index(tag)
    for tag in ("no", "no_if", "thanks", "wish", "keep", "received", "next", "alert", "account")
]
_NOTHING_TOLD = [place for place in _STOCK if TAGS[place] != "no"]
_FEEDBACK = TAGS.index("feedback")
_NOTHING = (False,) * 6
_LEAST = 1e-3


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
    worded = manners.read(sentences)
    alone = [network.read("", [sentence], _NOTHING) for sentence in sentences]
    reasons = [(opinion.reasons[place], one.reasons[0]) for place, one in enumerate(alone)]
    telling = [
        WORDING * _odds(worded[place, _INFORMATIVE])
        + (1 - WORDING)
        * _odds(max(opinion.causes[place], one.causes[0], *(row[_USABLE].max() for row in reasons[place])))
        for place, one in enumerate(alone)
    ]
    marks = []
    for place, sentence in enumerate(sentences):
        tags = (opinion.tags[place] + alone[place].tags[0]) / 2
        beside = max([*telling[max(0, place - 1) : place], *telling[place + 1 : place + 2]], default=0.0)
        others = known.get(place, 0)
        kind = "stock"
        if others < MANY:
            tells = telling[place] + (NEIGHBOUR * max(beside, 0.0) if telling[place] >= HINTS else 0.0)
            if tells >= TELLS and tags[_NOTHING_TOLD].sum() < DOES_NOTHING:
                kind = "informative"
            elif _odds(tags[_FEEDBACK], worded[place, _PERSONAL]) >= COMMENTS or (
                by_person and others == 0 and _is_own(sentence, tags, worded[place])
            ):
                kind = "personal"
        codes = _codes((reasons[place][0] + reasons[place][1]) / 2) if kind == "informative" else ()
        marks.append(Mark(sentence, kind, TAGS[int(tags.argmax())], codes, others))
    return marks


def _is_own(sentence: str, tags: Floats, worded: Floats) -> bool:
    """Whether a person's sentence does none of what stock sentences do; a greeting or a name is too short to tell."""
    words = sentence.split()
    like_a_name = sentence[-1] not in ".!?…)" and sum(word[0].isupper() for word in words) * 2 >= len(words)
    does_stock = float(tags[_STOCK].sum()) >= 0.5 and worded[_EVERYBODY] >= EVERYBODY
    return len(words) >= OWN and not like_a_name and not does_stock


def _odds(*chances: float) -> float:
    """The mean of the odds of several chances, as a logarithm."""
    return float(np.mean([np.log((chance + _LEAST) / (1 - chance + _LEAST)) for chance in chances]))


def _codes(chances: Floats) -> tuple[str, ...]:
    """The reasons that a sentence names surely enough to be counted; it may tell something and name none."""
    order = [int(place) for place in np.argsort(-chances) if place in _USABLE]
    return tuple(CODES[place] for place in order if chances[place] >= SURE)[:2]
