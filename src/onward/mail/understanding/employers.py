"""Finds the organisation that a mail's job is at, as the mail writes it; None where that is not certain."""

from collections import Counter
from collections.abc import Collection
from typing import Final

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import pages, senders
from onward.mail.understanding.employer_candidates import Candidate
from onward.mail.understanding.employer_cues import CLOSING
from onward.mail.understanding.employer_mentions import find
from onward.mail.understanding.found import Found
from onward.mail.understanding.organisations import folded, key, without_legal_form, words
from onward.mail.understanding.role_words import strength
from onward.mail.understanding.weights import learnt, shares

#: Below this a wrong answer is too likely; measured by training/measure_names.py.
SURE: Final = 0.6
#: A longer way to write the chosen name needs at least this chance of its own.
LEAST: Final = 0.01


def employer(message: ParsedMessage, me: Collection[str] = ()) -> Found | None:
    """The employer of a mail. `me`: the person's own addresses and names, which are never an employer."""
    candidates = mentions(message, me)
    if not candidates:
        return None
    chances = shares([candidate.features for candidate in candidates], learnt("employer"))
    best, chance = choose([candidate.key for candidate in candidates], chances)
    if chance < SURE:
        return None
    best = fullest(candidates, best, chances)
    value, quote = written(candidates[best])
    return Found(value, round(chance, 3), quote)


def choose(keys: list[str], chances: list[float]) -> tuple[int, float]:
    """The best candidate, with the chances of what is only another way to write it counted in."""
    best = max(range(len(keys)), key=chances.__getitem__)
    mine = keys[best]
    together = sum(
        chance
        for other, chance in zip(keys, chances, strict=True)
        if other == mine
        or (
            min(len(other), len(mine)) > 2
            and (
                mine.startswith(other)
                or other.startswith(mine)
                or mine.endswith(other)
                or other.endswith(mine)
            )
        )
    )
    return best, min(together, 1.0)


def mentions(message: ParsedMessage, me: Collection[str] = ()) -> list[Candidate]:
    """Every possible employer of a mail, with its features."""
    own = {key(name) for name, _ in message.to if name} | {key(one) for one in me}
    own |= {key(name.split()[0]) for name, _ in message.to if name.strip()}
    sender = senders.read_address(message.from_address)
    return find(pages.read(message), sender, message.from_address, frozenset(own))


def fullest(candidates: list[Candidate], best: int, chances: list[float]) -> int:
    """The longer way to write the best name, where the head of the mail has one ("Acme" and "Acme Games")."""
    mine = written(candidates[best])[0].split()
    around = words("hiring") | CLOSING
    longer: list[tuple[float, int]] = []
    for number, candidate in enumerate(candidates):
        # What only the text has in passing ("Acme Alumni Community") is rather something of the employer's.
        headed = any(mention.zone in ("name", "subject") for mention in candidate.mentions)
        if (
            number == best
            or not headed
            or chances[number] < LEAST
            or len(candidate.key) <= len(candidates[best].key)
        ):
            continue
        pieces = written(candidate)[0].split()
        for at in range(len(pieces) - len(mine) + 1):
            if [key(one) for one in pieces[at : at + len(mine)]] == [key(one) for one in mine]:
                extra = pieces[:at] + pieces[at + len(mine) :]
                if extra and not any(
                    folded(one).strip(".,") in around
                    or strength(one) == 2
                    or not one.replace("-", "").isalpha()
                    for one in extra
                    if one != "&"
                ):
                    longer.append((chances[number], number))
                break
    return max(longer)[1] if longer else best


def written(candidate: Candidate) -> tuple[str, str]:
    """How the mail writes the name, and where: without its legal form unless it always has it."""
    mentions = candidate.mentions
    plain = [one for one in mentions if len(without_legal_form(one.name.split())) == len(one.name.split())]
    usable = plain or mentions
    spellings = Counter(one.name for one in usable)
    # A name all in capitals is how a header shouts it, when the text has it otherwise.
    best = max(
        spellings,
        key=lambda name: (
            not (name.isupper() and len(name) > 4),
            spellings[name],
            name != name.lower(),
            len(name),
        ),
    )
    quote = next(
        (one.quote for one in mentions if one.name == best and one.zone != "name"), mentions[0].quote
    )
    return best, quote
