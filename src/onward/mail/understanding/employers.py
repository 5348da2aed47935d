"""Finds the organisation that a mail's job is at, as the mail writes it; None where that is not certain."""

from collections import Counter
from collections.abc import Collection
from typing import Final

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import pages, senders
from onward.mail.understanding.employer_mentions import Candidate, find
from onward.mail.understanding.found import Found
from onward.mail.understanding.organisations import key, without_legal_form
from onward.mail.understanding.weights import learnt, shares

#: Below this a wrong answer is too likely; measured by training/measure_names.py.
SURE: Final = 0.5


def employer(message: ParsedMessage, me: Collection[str] = ()) -> Found | None:
    """The employer of a mail. `me` holds the person's own addresses and names, which are never an employer."""
    candidates = mentions(message, me)
    if not candidates:
        return None
    chances = shares([candidate.features for candidate in candidates], learnt("employer"))
    best, chance = choose([candidate.key for candidate in candidates], chances)
    if chance < SURE:
        return None
    value, quote = written(candidates[best])
    return Found(value, round(chance, 3), quote)


def choose(keys: list[str], chances: list[float]) -> tuple[int, float]:
    """The best candidate, with the chances of what is only another way to write it counted in."""
    best = max(range(len(keys)), key=chances.__getitem__)
    mine = keys[best]
    together = sum(
        chance
        for other, chance in zip(keys, chances, strict=True)
        if other == mine or (min(len(other), len(mine)) > 2 and (mine.startswith(other) or other.startswith(mine) or mine.endswith(other) or other.endswith(mine)))
    )
    return best, min(together, 1.0)


def mentions(message: ParsedMessage, me: Collection[str] = ()) -> list[Candidate]:
    """Every possible employer of a mail, with its features."""
    own = {key(name) for name, _ in message.to if name} | {key(one) for one in me}
    own |= {key(name.split()[0]) for name, _ in message.to if name.strip()}
    sender = senders.read_address(message.from_address)
    return find(pages.read(message), sender, message.from_address, frozenset(own))


def written(candidate: Candidate) -> tuple[str, str]:
    """How the mail writes the name, and where: without its legal form unless it always has it."""
    mentions = candidate.mentions
    plain = [one for one in mentions if len(without_legal_form(one.name.split())) == len(one.name.split())]
    usable = plain or mentions
    spellings = Counter(one.name for one in usable)
    # A name all in capitals is how a header shouts it, when the text has it otherwise.
    best = max(
        spellings,
        key=lambda name: (not (name.isupper() and len(name) > 4), spellings[name], name != name.lower(), len(name)),
    )
    quote = next((one.quote for one in mentions if one.name == best and one.zone != "name"), mentions[0].quote)
    return best, quote
