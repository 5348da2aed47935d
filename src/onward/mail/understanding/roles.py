"""Finds the role that a mail is about, as the mail writes it; None where that is not certain."""

from typing import Final

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import pages
from onward.mail.understanding.found import Found
from onward.mail.understanding.role_mentions import RoleCandidate, find, role_key
from onward.mail.understanding.weights import learnt, shares

#: Below this a wrong answer is too likely; measured by training/measure_names.py.
SURE: Final = 0.6
#: The whole words of a frame need at least this chance of their own to be preferred to a piece of them.
LEAST: Final = 0.03
#: Frames that hold a role and nothing else.
RELIABLE: Final = frozenset(
    f"frame={name}" for name in ("noun behind", "label", "layout", "layout of a board")
)


def role(message: ParsedMessage, company: str | None) -> Found | None:
    """The role of a mail, without number and marks; `company` is its employer where that is known."""
    candidates = mentions(message, company)
    if not candidates:
        return None
    chances = shares([candidate.features for candidate in candidates], learnt("role"))
    best, chance = choose([candidate.name for candidate in candidates], chances)
    if chance < SURE:
        return None
    best = fullest(candidates, best, chances)
    return Found(candidates[best].name, round(chance, 3), candidates[best].quote)


def mentions(message: ParsedMessage, company: str | None) -> list[RoleCandidate]:
    """Every possible role of a mail, with its features."""
    return find(pages.read(message), company)


def choose(names: list[str], chances: list[float]) -> tuple[int, float]:
    """The best candidate, with the chances of those that are nearly the same counted in."""
    best = max(range(len(names)), key=chances.__getitem__)
    mine = role_key(names[best])
    together = 0.0
    for name, chance in zip(names, chances, strict=True):
        if chance > 0.001:
            other = role_key(name)
            if mine in other or other in mine:
                together += chance
    return best, min(together, 1.0)


def fullest(candidates: list[RoleCandidate], best: int, chances: list[float]) -> int:
    """The whole of what stands in a reliable frame, when the best is a piece of it."""
    mine = role_key(candidates[best].name)
    wider = [
        (chances[number], number)
        for number, candidate in enumerate(candidates)
        if number != best
        and chances[number] >= LEAST
        and not RELIABLE.isdisjoint(candidate.features)
        and mine in role_key(candidate.name)
    ]
    return max(wider)[1] if wider else best
