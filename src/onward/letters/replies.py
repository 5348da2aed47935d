"""Recognises a letter among the person's own mails, and what the mail that answers it says."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from onward.language.sentences import split
from onward.language.tokens import fold, tokens
from onward.letters import texts

if TYPE_CHECKING:
    from onward.applications.correspondence import Mail

#: Share of a letter's turns of phrase that a mail must hold to be that letter: alone, or to the same person.
ALONE, TOGETHER, SAME_SUBJECT = 0.7, 0.35, 0.15
_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|antw|sv|vs|odp|rv|res|rif|bls|balas|tr|wg|fwd?)\s*(?:\[\d+\])?\s*:\s*)+"
)
#: Words after "but" that are enough to tell something.
_SOMETHING = 8
_FIRST = 400


def likeness(subject: str, body: str, to: str, mail: Mail) -> float:
    """How surely a mail of the person's own is the letter, from 0 to 1; 0 where it is another."""
    shared = _shared(body, mail.text)
    to_them = bool(to) and any(one.address.casefold() == to.casefold() for one in mail.recipients)
    same_subject = _plain(subject) == _plain(mail.subject) != ""
    least = SAME_SUBJECT if to_them and same_subject else TOGETHER if to_them or same_subject else ALONE
    return shared if shared >= least else 0.0


def says(mail: Mail) -> str:
    """What a mail that may answer says: answered, declined, or "" where no person wrote it."""
    if mail.outgoing or mail.sender.kind in {"no_reply", "board", "own"} or mail.kind in {"alert", "account"}:
        return ""
    beginning = fold(f"{mail.subject}\n{mail.text[:_FIRST]}")
    if _pattern("automatic").search(beginning) and len(mail.text.split()) < 120:
        return ""
    if not mail.text.strip():
        return ""
    sentences = [fold(sentence) for sentence in split(mail.text)]
    declining = [place for place, one in enumerate(sentences) if _pattern("declines").search(one)]
    if not declining:
        return "answered"
    rest = " ".join(sentences[declining[0] :])
    after = _pattern("declines").sub(" ", rest)
    contrast = _pattern("contrast").search(after)
    tells = bool(contrast) and len(after[contrast.end() :].split()) >= _SOMETHING if contrast else False
    return "answered" if tells else "declined"


def in_thread(mail: Mail, identities: Collection[str]) -> bool:
    """Whether a mail answers one of these mails."""
    return any(identity in identities for identity in mail.thread)


def _shared(body: str, text: str) -> float:
    ours = _turns(body)
    return len(ours & _turns(text)) / len(ours) if ours else 0.0


def _turns(text: str) -> set[tuple[str, ...]]:
    words = tokens(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _plain(subject: str) -> str:
    return _MARKS.sub("", " ".join(fold(subject).split()))


@cache
def _pattern(heading: str) -> re.Pattern[str]:
    lines = texts.sections("replies.txt")[heading]
    return re.compile("|".join(rf"\b(?:{line})\b" for line in lines))
