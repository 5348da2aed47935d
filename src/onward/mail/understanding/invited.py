"""Decides the kind of a mail that carries an invitation: the appointment says more than the words around it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from onward.language.network import KINDS
from onward.language.tokens import fold
from onward.mail.doubt import ELSEWHERE, LIKELY
from onward.mail.invitations.invitation import ANSWERS, CANCELS, Invitation
from onward.mail.invitations.speaking import may_be, speaks
from onward.mail.mime import ParsedMessage
from onward.mail.understanding import anchors
from onward.mail.understanding.kinds import Verdict
from onward.mail.understanding.senders import read_address, registrable

#: Below this the words of a mail are weaker than its invitation.
_CERTAIN = 0.7
#: Said with certainty, these stay what they are: a task or an offer may come with an appointment.
_STAYING = frozenset({"rejection", "offer", "assessment"})
#: Mail that goes to many; an appointment in it is an event, not a talk.
_TO_MANY = frozenset({"alert", "account"})


def settled(
    verdict: Verdict,
    message: ParsedMessage,
    called: Sequence[Invitation],
    me: Collection[str] = (),
    *,
    expected: bool = False,
    bulk: bool = False,
) -> Verdict:
    """The verdict once the first of the mail's invitations is looked at; `expected` and `bulk` as in `understand`."""
    chief = called[0]
    if message.from_address in me:
        return verdict
    if not expected:
        if bulk or (verdict.kind in _TO_MANY and verdict.confidence >= _CERTAIN):
            return verdict
        if _of_colleagues(message, chief, me):
            return _is(verdict, "other", 0.95, ())
    if verdict.kind in _STAYING and verdict.confidence >= _CERTAIN:
        return verdict
    if chief.does == ANSWERS:
        return (
            _is(verdict, "update", verdict.confidence, verdict.evidence)
            if verdict.kind == "interview"
            else verdict
        )
    about = expected or verdict.kind == "interview" or _about(verdict, message, chief)
    if not about:
        return verdict
    shown = (chief.title,) if chief.title else verdict.evidence
    if chief.does == CANCELS:
        if verdict.kind == "rejection":
            return replace(_is(verdict, "update", verdict.confidence, verdict.evidence), second="rejection")
        return _is(verdict, "update", 0.9, shown)
    kept = verdict.evidence if verdict.kind == "interview" and verdict.evidence else shown
    return _is(verdict, "interview", max(0.9, verdict.chances["interview"]), kept)


def _about(verdict: Verdict, message: ParsedMessage, chief: Invitation) -> bool:
    """Whether the appointment is about an application of the reader's."""
    if speaks(chief.title, chief.text) or speaks(message.subject):
        return True
    belongs = 1 - sum(verdict.chances[kind] for kind in ELSEWHERE)
    if verdict.kind not in ("other", *_TO_MANY) and belongs >= LIKELY:
        return True
    said = fold(f"{message.subject}\n{chief.title}\n{chief.text}\n{message.text[:2000]}")
    return may_be(chief.title) and anchors.ties(said)[0] > 0


def _of_colleagues(message: ParsedMessage, chief: Invitation, me: Collection[str]) -> bool:
    """Whether it comes from within the house in which the reader works: their address has the inviter's own domain."""
    house = {
        _house(address) for address in (chief.organizer or message.from_address, message.from_address)
    } - {""}
    mine = {address for _, address in (*message.to, *message.cc) if address in me}
    # Where the reader's address is not known, an applicant stands among the employer's people, a colleague does not.
    readers = mine or {address for _, address in (*message.to, *message.cc)}
    return bool(house and readers) and all(_house(address) in house for address in readers)


def _house(address: str) -> str:
    """The domain of an organisation; "" for one that many share."""
    sender = read_address(address)
    return registrable(sender.domain) if sender.domain and sender.kind in ("own", "agency") else ""


def _is(verdict: Verdict, kind: str, confidence: float, evidence: tuple[str, ...]) -> Verdict:
    """The verdict with another kind; what is left of the chances goes to what it was."""
    left = {name: chance if name != kind else 0.0 for name, chance in verdict.chances.items()}
    total = sum(left.values()) or 1.0
    about = kind != "other"
    chances = {
        name: (1 - confidence) * chance / total * (0.3 if about and name in ELSEWHERE else 1.0)
        for name, chance in left.items()
    }
    chances[kind] = 1 - sum(chances.values())
    second = max((name for name in KINDS if name != kind), key=lambda name: chances[name])
    return replace(
        verdict,
        kind=kind,
        confidence=chances[kind],
        second=second,
        chances=chances,
        evidence=evidence,
        perhaps=(),
    )
