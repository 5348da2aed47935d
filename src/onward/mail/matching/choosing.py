"""Chooses among the applications that a letter may belong to, or finds that nobody could without asking."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from onward.mail.matching.letters import Letter
from onward.mail.matching.weighing import CLOSE, SURE, Weight

#: A later application for the same role at the same employer: the answer is to the later one.
AGAIN = timedelta(days=60)
#: Titles this much alike are more likely one role than those of which nothing is known, or which are less alike than that.
ALIKE, OTHER = 0.85, 0.6
_REACHED = {"applied": 0, "assessment": 1, "interview": 2, "offer": 3}


def choose(letter: Letter, weights: Sequence[Weight]) -> Weight | None:
    """The one application that the letter belongs to; None when none is good enough or two are too close."""
    good = [one for one in weights if one.score >= SURE]
    if not good:
        return None
    close = [one for one in good if good[0].score - one.score < CLOSE]
    exact = [one for one in close if one.role is not None and one.role >= 0.93]
    if exact and all(one in exact or one.role is None or one.role < 0.9 for one in close):
        close = exact
    alike = [one for one in close if one.role is not None and one.role >= ALIKE]
    if alike and all(one in alike or one.role is None or one.role < OTHER for one in close):
        close = alike
    for narrower in _NARROWERS:
        if len(close) == 1:
            return close[0]
        close = narrower(letter, close) or close
    return close[0] if len(close) == 1 else None


def _same_text(letter: Letter, close: list[Weight]) -> list[Weight]:
    return [one for one in close if letter.fingerprint and letter.fingerprint in one.case.fingerprints]


def _threaded(letter: Letter, close: list[Weight]) -> list[Weight]:
    """Those in whose thread it stands; senders repeat Message-IDs, so the most shared ids count."""
    shared = [len(one.case.message_ids.intersection(letter.thread)) for one in close]
    most = max(shared)
    return [one for one, n in zip(close, shared, strict=True) if one.threaded and n == most]


def _role_in_subject(letter: Letter, close: list[Weight]) -> list[Weight]:
    return [one for one in close if one.role_in_subject]


def _open(letter: Letter, close: list[Weight]) -> list[Weight]:
    if letter.kind == "feedback":
        return [one for one in close if one.case.status == "rejected"]
    return [one for one in close if not one.case.ended]


def _known_person(letter: Letter, close: list[Weight]) -> list[Weight]:
    return [one for one in close if one.personal]


def _stage(letter: Letter, close: list[Weight]) -> list[Weight]:
    """An offer comes to who was interviewed; accepting and declining answer an offer."""
    if letter.kind == "offer":
        return [one for one in close if _REACHED[one.case.stage] >= _REACHED["interview"]]
    if letter.kind in ("acceptance", "decline"):
        return [one for one in close if one.case.status == "offer"]
    return []


def _applied_for(letter: Letter, close: list[Weight]) -> list[Weight]:
    """An approach that nobody answered is less than an application."""
    return [one for one in close if not one.case.lead]


def _latest_of_one_role(letter: Letter, close: list[Weight]) -> list[Weight]:
    """Of applications for one role, one after the other, the latest."""
    if any(one.role is None and _titles(one) != _titles(close[0]) for one in close):
        return []
    by_start = sorted(
        (one for one in close if one.case.started), key=lambda one: one.case.started or letter.at
    )
    if len(by_start) != len(close):
        return []
    last, before = by_start[-1].case.started, by_start[-2].case.started
    return [by_start[-1]] if last and before and last - before >= AGAIN else []


def _titles(one: Weight) -> set[str]:
    return {title.joined for title in one.case.roles}


_NARROWERS: tuple[Callable[[Letter, list[Weight]], list[Weight]], ...] = (
    _same_text,
    _threaded,
    _role_in_subject,
    _applied_for,
    _open,
    _known_person,
    _stage,
    _latest_of_one_role,
)
