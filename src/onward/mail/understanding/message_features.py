"""Sums up a whole mail for the message model: what its sentences do, where, and in which words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onward.mail.understanding import cues
from onward.mail.understanding.anchors import count, names_hiring
from onward.mail.understanding.concepts import of_words
from onward.mail.understanding.features import fold, tokens
from onward.mail.understanding.sentence_model import TAGS

#: Columns before the hashed words: per tag the highest, second and summed probability, the same in the
#: subject and in the first sentences; then some plain facts.
_PER_TAG = 5
FACTS = 25
#: What rules show: sentences of the body by tag and by sign against a tag, and the same for the subject.
SHOWN = (*TAGS[:-1], "not_no", "not_interview", "not_offer", "not_received")
DENSE = _PER_TAG * (len(TAGS) - 1) + FACTS + 2 * len(SHOWN)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the message model looks at: the subject, the sentences of the body, and a few facts."""

    language: str
    subject: str
    sentences: tuple[str, ...]
    answers: bool
    bulk: bool
    no_reply: bool
    tracking_system: bool
    board: bool
    free_mail: bool


def dense(outline: Outline, subject: NDArray[np.float32], body: NDArray[np.float32]) -> NDArray[np.float32]:
    """The dense columns, from the tag probabilities of the subject (one row) and of the body's sentences."""
    values = np.zeros(DENSE, dtype=np.float32)
    width = len(TAGS) - 1
    known = body[:, :width]
    if len(known):
        ranked = np.sort(known, axis=0)
        values[0:width] = ranked[-1]
        if len(known) > 1:
            values[width : 2 * width] = ranked[-2]
        values[2 * width : 3 * width] = np.minimum(known.sum(axis=0), 3) / 3
        values[4 * width : 5 * width] = known[:3].max(axis=0)
    values[3 * width : 4 * width] = subject[0, :width]
    number = len(outline.sentences)
    hiring = _hiring(outline)
    values[_PER_TAG * width : _PER_TAG * width + FACTS] = (
        *hiring,
        *_anchored(outline),
        outline.answers,
        outline.bulk,
        outline.no_reply,
        outline.tracking_system,
        outline.board,
        outline.free_mail,
        min(number, 20) / 20,
        number < 4,
        number > 25,
        body[:, width].mean() if number else 1.0,
    )
    values[_PER_TAG * width + FACTS :] = _shown(outline)
    return values


def _shown(outline: Outline) -> list[float]:
    """How many sentences rules speak for, by sign (0 to 1, full at three), then the same for the subject."""
    counts = dict.fromkeys(SHOWN, 0)
    for sentence in outline.sentences:
        shown = cues.found(fold(sentence[:1500]), outline.language)
        for tag in shown:
            if tag in counts and not (tag == "no" and "not_no" in shown):
                counts[tag] += 1
    subject = cues.found(fold(outline.subject), outline.language)
    return [min(number, 3) / 3 for number in counts.values()] + [float(tag in subject) for tag in SHOWN]


#: Concepts that speak of hiring; the others occur in any mail.
_HIRING = frozenset(("APPLICATION", "POSITION", "CANDIDATE", "RECRUITER", "SELECT", "TALK", "INTEREST"))


def _hiring(outline: Outline) -> tuple[float, ...]:
    """How densely subject and sentences speak of hiring: six numbers from 0 to 1."""
    subject = set(of_words(tokens(outline.subject))) & _HIRING
    found = [set(of_words(tokens(sentence)[:60])) & _HIRING for sentence in outline.sentences[:40]]
    total = max(1, len(found))
    together = max((len(concepts) for concepts in found), default=0)
    first = set().union(*found[:4]) if found else set()
    return (
        len(subject) / 4,
        sum(bool(concepts) for concepts in found) / total,
        sum(len(concepts) >= 2 for concepts in found) / total,
        min(together, 4) / 4,
        len(first) / 5,
        any("APPLICATION" in concepts for concepts in found),
    )


def ties(outline: Outline) -> tuple[int, bool]:
    """How many turns of phrase tie the mail to its reader's own application, and whether it names hiring at all."""
    text = fold(" \n ".join((outline.subject, *outline.sentences[:40])))
    return sum(count(text)), names_hiring(text)


def speaks_for(outline: Outline, tags: frozenset[str]) -> bool:
    """True when a rule for one of the tags matches a sentence, and no counter-sign with it."""
    for sentence in outline.sentences:
        shown = cues.found(fold(sentence[:1500]), outline.language)
        if any(tag in shown and f"not_{tag}" not in shown for tag in tags):
            return True
    return False


def _anchored(outline: Outline) -> tuple[float, ...]:
    """How the subject and the body are tied to an application: nine numbers from 0 to 1."""
    subject = count(fold(outline.subject))
    body = count(fold(" \n ".join(outline.sentences[:40])))
    total = sum(subject) + sum(body)
    return (
        *(min(number, 2) / 2 for number in subject),
        *(min(number, 3) / 3 for number in body),
        total == 0,
    )
