"""Decides the kind of a mail from what its sentences do, and shows the sentences that decided."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onward.language import languages, network
from onward.language.network import KINDS, TAGS, Floats
from onward.language.sentences import split
from onward.language.tokens import fold
from onward.mail.understanding import anchors
from onward.mail.understanding.senders import read_address

__all__ = ["KINDS", "Outline", "Verdict", "decide", "outline_of"]

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
#: What a known thread or sender leaves of the chance that a mail is other mail.
EXPECTED = 0.08
#: A no or an offer in a mail that would be ordinary from anybody else is never more certain than this: it is asked about.
ENDING = ("rejection", "offer")
NOTHING_SAID, UNSAID = 0.97, 0.75
#: By what ties a mail to its reader's own application (see `_standing`), without and with the name of a role: a factor
#: on the chance that it is other mail, and the chance below which its best kind is not believed. A mailbox holds far
#: more sorts of ordinary mail than the network has seen, so its word alone is not enough; and a grant, a flat or a
#: place in a team is applied for in the words in which a job is, but names no role.
STANDING = {
    "nothing": ((8.0, 0.8), (1.0, 0.5)),
    "hiring": ((8.0, 0.8), (1.0, 0.5)),
    "one": ((2.0, 0.5), (0.25, 0.0)),
    "two": ((2.0, 0.4), (0.25, 0.0)),
}
TIED = ("one", "two")
#: From this chance on that it is other mail no second member of the network is asked, and no role looked for: of
#: 2,700 mails none was anything else (decision 11).
ELSEWHERE = 0.97
#: A no is believed as far as a sentence says it: below this chance of its likeliest one, by the square of the share.
SAID = 0.3
#: What nothing ties to an application is believed from here on only: a no frightens for nothing when it is none, and what is
#: sold, offered and to be confirmed in ordinary mail is worded as in a search.
UNTIED = {"rejection": 0.75, "offer": 0.9, "outreach": 0.85, "account": 0.9}
#: What nothing ties to an application and what names neither role nor employer is most often about neither.
NAMELESS = 0.9
#: A factor on the chance that mail sent to many is other mail.
BULK = 10.0
#: What is left of the chances of the kinds that are not believed.
UNBELIEVED = 0.02
#: What the network takes for an answer with at least this chance is asked about where doubt alone makes it other mail.
SOUNDS = 0.9
#: The chance from which such a mail may be the next kind of answer too.
TOO = 0.05
_NO, _REJECTION = TAGS.index("no"), KINDS.index("rejection")
#: The kinds that answer an application.
_ANSWERS = [KINDS.index(kind) for kind in KINDS if kind not in ("outreach", "alert", "account", "other")]
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_MARKUP = re.compile(r"<(script|style)\b.{0,2000}?</\1\s*>|<[!/]?[a-z][^<>]{0,500}>", re.I | re.S)
_ANSWER = re.compile(r"^\s*(?:re|aw|antw|sv|odp|res|rv|r|bls|balas)\s*(?:\[\d+\])?:", re.I)
_NO_REPLY = re.compile(
    r"no.?reply|do.?not.?reply|noreply|notification|nicht.?antworten|nao.?responda|mailer|no.?responder|ne.?pas.?repondre|nepasrepondre",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is looked at to tell the kind: the subject, the sentences of the body, and a few facts."""

    language: str | None
    subject: str
    sentences: tuple[str, ...]
    facts: tuple[bool, ...]
    """It answers, no reply is wanted, sent by a tracker, by a board, from free mail, by an agency."""
    bulk: bool = False
    """Sent to a list."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind with its probability, the runner-up, and what each sentence does and states (see network.Opinion)."""

    kind: str
    confidence: float
    second: str
    chances: dict[str, float]
    """Every kind with its probability."""
    evidence: tuple[str, ...]
    sentences: tuple[str, ...]
    tags: Floats
    reasons: Floats
    causes: Floats
    perhaps: tuple[str, ...] = ()
    """Of what is "other" by doubt alone: the kind of answer that it sounds like, and the next if that is likely too."""


def outline_of(sender: str, subject: str, text: str, bulk: bool = False) -> Outline:
    """What the network looks at. `sender` is a name with an address, or an address."""
    address = _ADDRESS.search(sender)
    what = read_address(address[0]).kind if address else ""
    return Outline(
        language=languages.of(text) or languages.of(subject, least=1),
        # A subject has no markup; what somebody put there must not drown what the mail says.
        subject=" ".join(_MARKUP.sub(" ", subject).split()) if "<" in subject else subject,
        sentences=tuple(split(text, limit=60)),
        facts=(
            bool(_ANSWER.match(subject)),
            bool(_NO_REPLY.search(sender)),
            *(what == kind for kind in ("tracker", "board", "freemail", "agency")),
        ),
        bulk=bulk,
    )


def decide(
    outline: Outline,
    expected: bool = False,
    names_role: Callable[[], bool] = lambda: False,
    names_employer: Callable[[], bool] = lambda: False,
) -> Verdict:
    """The kind of a mail; `expected` when thread or sender already tie it to the search.

    `names_role` and `names_employer` say whether the mail names one; they are asked only where that decides something.
    """
    # What thread or sender, or the words of a long mail, tie to the search is read as a whole, and by all members.
    standing = _standing(outline)
    tied = expected or (len(outline.sentences) >= network.GLANCE and standing in TIED)
    enough = None if tied else _is_elsewhere
    opinion = network.read(outline.subject, outline.sentences, outline.facts, enough)
    chances = opinion.kinds.copy()
    said = float(opinion.tags[:, _NO].max(initial=0.0))
    chances[_REJECTION] *= min(1.0, said / SAID) ** 2
    if expected:
        chances[-1] *= EXPECTED
    chances /= chances.sum()
    if not expected:
        chances = _doubted(chances, outline, standing, names_role, names_employer)
    best, second = np.argsort(-chances)[:2]
    kind = KINDS[best]
    confidence = float(chances[best])
    if expected and kind in ENDING:
        plain = _doubted(opinion.kinds, outline, standing, names_role, names_employer)
        if plain[-1] >= NOTHING_SAID:
            confidence = min(confidence, UNSAID)
    perhaps: tuple[str, ...] = ()
    if kind == "other" and not (expected or outline.bulk) and opinion.kinds[_ANSWERS].sum() >= SOUNDS:
        first, then = sorted(_ANSWERS, key=lambda column: -opinion.kinds[column])[:2]
        perhaps = (KINDS[first], KINDS[then]) if opinion.kinds[then] >= TOO else (KINDS[first],)
    return Verdict(
        kind=kind,
        confidence=confidence,
        second=KINDS[second],
        chances=dict(zip(KINDS, chances.tolist(), strict=True)),
        evidence=_evidence(perhaps[0] if perhaps else kind, outline, opinion.tags),
        sentences=outline.sentences,
        tags=opinion.tags,
        reasons=opinion.reasons,
        causes=opinion.causes,
        perhaps=perhaps,
    )


def _is_elsewhere(chances: Floats) -> bool:
    return bool(chances[-1] >= ELSEWHERE)


def _doubted(
    chances: Floats,
    outline: Outline,
    standing: str,
    names_role: Callable[[], bool],
    names_employer: Callable[[], bool],
) -> Floats:
    """The chances of the kinds once it is weighed what ties the mail to an application of its reader."""
    _, _, tracker, board, *_ = outline.facts
    if tracker or board:
        standing = "two"
    role = tracker or board or (not _is_elsewhere(chances) and names_role())
    factor, least = STANDING[standing][role]
    if outline.bulk and not (tracker or board):
        factor *= BULK
        if standing in ("nothing", "hiring") and not role:
            least = 1.0
    if standing == "nothing" and not (role or _is_elsewhere(chances) or names_employer()):
        least = max(least, NAMELESS)
    doubted = chances.copy()
    doubted[-1] *= factor
    doubted /= doubted.sum()
    kind = KINDS[doubted[:-1].argmax()]
    # Where there are words of hiring a no is about some job.
    if standing == "nothing" or (standing == "hiring" and kind != "rejection"):
        least = max(least, UNTIED.get(kind, 0.0))
    if doubted[:-1].max() < least:
        doubted[:-1] *= UNBELIEVED
        doubted /= doubted.sum()
    return doubted


def is_tied(outline: Outline) -> bool:
    """True when a turn of phrase ties a mail to an application."""
    return _standing(outline) in TIED


def _standing(outline: Outline) -> str:
    """What ties the mail to an application: "two" or more turns of phrase, "one", a word of "hiring", "nothing"."""
    tied, named = anchors.ties(fold(" \n ".join((outline.subject, *outline.sentences[:40]))))
    if tied:
        return "one" if tied == 1 else "two"
    return "hiring" if named and outline.language else "nothing"


def _evidence(kind: str, outline: Outline, tags: Floats) -> tuple[str, ...]:
    """The one or two sentences that speak most for the kind, in the order of the mail."""
    columns = [TAGS.index(tag) for tag in SHOWN_BY[kind]]
    if not columns or not outline.sentences:
        return ()
    strength = tags[:, columns].max(axis=1)
    best = np.argsort(-strength)[:2]
    kept = [int(row) for row in best if strength[row] >= 0.3] or [int(best[0])]
    return tuple(outline.sentences[row] for row in sorted(kept))
