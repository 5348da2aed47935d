"""Which reasons a rejection states, each with the sentence that states it."""

from collections.abc import Sequence

import numpy as np

from onward.language.network import TAGS, Floats
from onward.language.reason import Reason
from onward.language.whose import SAY_NOTHING as SAY_NOTHING

CODES = (
    "skills_gap",
    "experience_level",
    "interview_performance",
    "culture_add",
    "compensation",
    "logistics",
    "internal_candidate",
    "position_closed",
    "competition",
    "timing",
    "overqualified",
    "application_materials",
    "screening_rule",
)
#: A reason stands in the sentence that says no, or in one that comments on the person or the place.
_MAY_CARRY = ("no", "feedback", "wish", "-", "hold", "keep", "no_if")
SURE = 0.5
#: That a sentence gives some cause is easier to tell than which.
CAUSE = 0.5
#: How sure it must be that a sentence is of the kind that may carry a reason.
CARRIED = 0.4


def stated(sentences: Sequence[str], tags: Floats, chances: Floats) -> tuple[Reason, ...]:
    """The reasons that a rejection's sentences state, the surest first, one a code.

    `tags` (sentences × TAGS) and `chances` (sentences × CODES) as the network gives them.
    """
    carriers = [TAGS.index(tag) for tag in _MAY_CARRY]
    best: dict[str, Reason] = {}
    for sentence, tag, chance in zip(sentences, tags, chances, strict=True):
        if tag[carriers].sum() < CARRIED or len(sentence) < 12:
            continue
        for column in np.flatnonzero(chance >= SURE):
            found = Reason(CODES[column], sentence, round(float(chance[column]), 3))
            if found.code not in best or best[found.code].confidence < found.confidence:
                best[found.code] = found
    return tuple(sorted(best.values(), key=lambda reason: -reason.confidence)[:3])


def says_why(reasons: Sequence[Reason], tags: Floats, causes: Floats) -> bool:
    """True when a rejection names a cause that can be used: a reason found, or a sentence that gives some cause.

    `tags` (sentences × TAGS) and `causes` (sentences) as the network gives them.
    """
    carriers = [TAGS.index(tag) for tag in _MAY_CARRY]
    some = (causes >= CAUSE) & (tags[:, carriers].sum(axis=1) >= CARRIED)
    return bool(some.any()) or any(reason.code not in SAY_NOTHING for reason in reasons)
