"""Sums up a whole mail for the message model: what its sentences do, where, and in which words."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.mail.understanding.concepts import of_words
from onward.mail.understanding.features import tokens
from onward.mail.understanding.sentence_model import TAGS

BUCKETS = 1 << 16
#: Columns before the hashed words: per tag the highest, second and summed probability, the same in the
#: subject and in the first sentences; then some plain facts.
_PER_TAG = 5
FACTS = 10
DENSE = _PER_TAG * (len(TAGS) - 1) + FACTS


@dataclass(frozen=True, slots=True)
class Outline:
    """What the message model looks at: the subject, the sentences of the body, and a few facts."""

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
    count = len(outline.sentences)
    values[_PER_TAG * width :] = (
        outline.answers,
        outline.bulk,
        outline.no_reply,
        outline.tracking_system,
        outline.board,
        outline.free_mail,
        min(count, 20) / 20,
        count < 4,
        count > 25,
        body[:, width].mean() if count else 1.0,
    )
    return values


def hashed(outline: Outline) -> dict[int, float]:
    """Buckets of the words and concepts of subject and body, each block of length one."""
    columns: dict[int, float] = {}
    subject = tokens(outline.subject)
    body = [word for sentence in outline.sentences[:40] for word in tokens(sentence)[:60]]
    blocks = (
        {f"s:{word}" for word in subject}
        | {f"s:{a} {b}" for a, b in zip(subject, subject[1:], strict=False)}
        | {f"s@{concept}" for concept in of_words(subject)},
        {f"b:{word}" for word in body} | {f"b:{word[:6]}*" for word in body if len(word) > 7},
        {f"b@{concept}" for concept in of_words(body)},
    )
    for block in blocks:
        weight = 1 / max(1, len(block)) ** 0.5
        for name in block:
            bucket = crc32(name.encode()) % BUCKETS
            columns[bucket] = columns.get(bucket, 0.0) + weight
    return columns
