"""Decides the kind of a mail from what its sentences do, and shows the sentences that decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onward.mail.understanding import languages, message_features, sentence_model
from onward.mail.understanding.message_features import Outline
from onward.mail.understanding.senders import read_address
from onward.mail.understanding.sentence_model import TAGS
from onward.mail.understanding.sentences import split
from onward.mail.understanding.trees import Forest

KINDS = (
    "acknowledgement",
    "rejection",
    "interview",
    "assessment",
    "offer",
    "update",
    "outreach",
    "feedback",
    "alert",
    "account",
    "other",
)
#: The tags whose sentences show a kind.
SHOWN_BY = {
    "acknowledgement": ("received", "next", "no_if"),
    "rejection": ("no",),
    "interview": ("interview",),
    "assessment": ("assessment",),
    "offer": ("offer",),
    "update": ("hold", "progress", "withdrawn"),
    "outreach": ("outreach",),
    "feedback": ("feedback",),
    "alert": ("alert",),
    "account": ("account",),
    "other": (),
}
#: What a known thread or sender adds to the logit of belonging to the search.
EXPECTED = 2.5
#: By what the probability of other mail is multiplied, by the number of ties to an application.
TIED = (1.0, 0.25, 0.08)
#: What is left of a kind's probability when nothing else speaks for it.
UNTIED = 0.02
#: Kinds that advertising looks like.
UNASKED = ("outreach", "alert", "account", "assessment", "feedback")
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_ANSWER = re.compile(r"^\s*(?:re|aw|antw|sv|odp|res|rv|r|bls|balas)\s*(?:\[\d+\])?:", re.I)
_NO_REPLY = re.compile(
    r"no.?reply|do.?not.?reply|noreply|notification|nicht.?antworten|nao.?responda|mailer|no.?responder|ne.?pas.?repondre|nepasrepondre",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind with its probability, the runner-up, and what each sentence does."""

    kind: str
    confidence: float
    second: str
    evidence: tuple[str, ...]
    probabilities: NDArray[np.float32]
    sentences: tuple[str, ...]
    tags: NDArray[np.float32]


def outline_of(sender: str, subject: str, text: str, headers: Mapping[str, str]) -> Outline:
    """What the message model looks at."""
    address = _ADDRESS.search(sender)
    what = read_address(address[0]).kind if address else ""
    return Outline(
        language=languages.of(f"{text}\n{subject}") or "en",
        subject=subject,
        sentences=tuple(split(text, limit=60)),
        answers=bool(_ANSWER.match(subject)),
        bulk=bool(
            headers.get("list-id") or headers.get("precedence", "").lower() in ("bulk", "list", "junk")
        ),
        no_reply=bool(_NO_REPLY.search(sender)),
        tracking_system=what == "tracker",
        board=what == "board",
        free_mail=what == "freemail",
    )


@cache
def _forest() -> Forest:
    with files(__package__).joinpath("messages.npz").open("rb") as file, np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return Forest(**{**arrays, "depth": int(arrays["depth"])})


def decide(outline: Outline, expected: bool = False) -> Verdict:
    """The kind of a mail; `expected` when thread or sender already tie it to the search."""
    model = sentence_model.shipped()
    subject = model.probabilities([outline.subject], outline.language)
    tags = model.probabilities(outline.sentences, outline.language)
    scores = _forest().scores(message_features.dense(outline, subject, tags))
    if expected:
        scores[KINDS.index("other")] -= EXPECTED
    exp = np.exp(scores - scores.max())
    chances = exp / exp.sum()
    tied, named = message_features.ties(outline)
    # Turns of phrase such as "your application for the position" are rare in other mail: eight of 3,000 messages of
    # general mail have two of them. The trees weigh them too little, having seen little ordinary mail.
    chances[-1] *= TIED[min(tied, 2)]
    chances /= chances.sum()
    if not expected and not _believable(
        outline, KINDS[int(chances.argmax())], float(chances.max()), tied, named
    ):
        chances[:-1] *= UNTIED
        chances /= chances.sum()
    best, second = np.argsort(-chances)[:2]
    kind = KINDS[best]
    return Verdict(
        kind=kind,
        confidence=float(chances[best]),
        second=KINDS[second],
        evidence=_evidence(kind, outline, tags),
        probabilities=chances,
        sentences=outline.sentences,
        tags=tags,
    )


def _believable(outline: Outline, kind: str, chance: float, tied: int, named: bool) -> bool:
    """False when nothing but the model's word ties a mail to the search: no turn of phrase, no rule, no known sender.

    The model has seen far less ordinary mail than a mailbox holds; where it stands alone it is not believed.
    """
    if kind == "other" or outline.tracking_system or outline.board:
        return True
    shown = message_features.speaks_for(outline, frozenset(SHOWN_BY[kind]))
    if outline.bulk:
        return tied >= 2 and shown
    if tied:
        return shown or tied >= 2 or chance >= 0.7
    return named and chance >= (0.6 if shown and kind not in UNASKED else 0.9)


def _evidence(kind: str, outline: Outline, tags: NDArray[np.float32]) -> tuple[str, ...]:
    """The one or two sentences that speak most for the kind, in the order of the mail."""
    columns = [TAGS.index(tag) for tag in SHOWN_BY[kind]]
    if not columns or not outline.sentences:
        return ()
    strength = tags[:, columns].max(axis=1)
    best = np.argsort(-strength)[:2]
    kept = [int(row) for row in best if strength[row] >= 0.3] or [int(best[0])]
    return tuple(outline.sentences[row] for row in sorted(kept))


def load() -> None:
    """Load every model now, for processes that will share them."""
    decide(outline_of("", "Your application", "Thank you.", {}))
