"""Which reasons a rejection states, each with the sentence that states it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onward.mail.understanding.sentence_model import TAGS, vector

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
#: Reasons that name no cause a person could use: every applicant who is not the first is told so.
SAY_NOTHING = frozenset({"competition", "culture_add"})
#: A reason stands in the sentence that says no, or in one that comments on the person or the place.
_MAY_CARRY = ("no", "feedback", "wish", "-", "hold", "keep", "no_if")
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """One of `CODES`, the sentence that states it, and how sure the reading is (0 to 1)."""

    code: str
    quote: str
    confidence: float


@cache
def _weights() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    from onward.mail.understanding.features import BUCKETS

    with files(__package__).joinpath("reasons.npz").open("rb") as file, np.load(file) as stored:
        sparse = np.zeros((BUCKETS, len(CODES)), dtype=np.float32)
        sparse[stored["rows"]] = stored["sparse"].astype(np.float32)
        return sparse, stored["directions"], stored["bias"]


def stated(sentences: Sequence[str], tags: NDArray[np.float32], language: str) -> tuple[Reason, ...]:
    """The reasons that a rejection's sentences state, the surest first, one a code."""
    sparse, directions, bias = _weights()
    carriers = [TAGS.index(tag) for tag in _MAY_CARRY]
    no = TAGS.index("no")
    best: dict[str, Reason] = {}
    for sentence, row in zip(sentences, tags, strict=True):
        if row[carriers].sum() < 0.4 or len(sentence) < 12:
            continue
        indices, values, direction = vector(sentence, language)
        logits = values @ sparse[indices] + direction @ directions + bias
        chances = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        # Next to a plain no a reason needs less proof than in a sentence that may be anything.
        bound = SURE if row[no] > 0.3 else SURE + 0.15
        for column in np.flatnonzero(chances >= bound):
            found = Reason(CODES[column], sentence, float(chances[column]))
            if found.code not in best or best[found.code].confidence < found.confidence:
                best[found.code] = found
    return tuple(sorted(best.values(), key=lambda reason: -reason.confidence)[:3])


def says_why(reasons: Sequence[Reason]) -> bool:
    """True when one of the reasons names a cause that can be used."""
    return any(reason.code not in SAY_NOTHING for reason in reasons)
