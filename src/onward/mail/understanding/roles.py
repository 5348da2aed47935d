"""Finds the role that a mail is about, as the mail writes it; None where that is not certain."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onward.language.tokens import fold
from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import name_tagger, names, organisations
from onward.mail.understanding.found import Found
from onward.mail.understanding.names import Candidate, Mention, Tagged
from onward.mail.understanding.pages import SUBJECT, TEXT, Page
from onward.mail.understanding.role_titles import is_address, role_key, tidy, without_employer
from onward.mail.understanding.role_words import strength

#: Below this a wrong answer is too likely; measured by training/train_names.py.
SURE: Final = 0.6
#: From here on a mail names some role.
NAMED: Final = 0.8
#: Words of a signature's line at most.
SIGNED: Final = 8
#: Where a candidate comes from ("une candidature interne"), which is no role.
_FROM_WHERE: Final = frozenset(
    """interne internes interner internen interna interno internos internal extern externe externa externo external
    internt externt wewnętrzny""".split()
)
_NUMERALS: Final = frozenset(("I", "II", "III", "IV"))
#: What can follow the level of a role and not somebody who says "I".
_AFTER_LEVEL: Final = frozenset(
    """has is role position job opening vacancy post at in with within for on and or to from of team
    . , ; : ! ? ) ( - – — |""".split()
)


def role(message: ParsedMessage, company: str | None) -> Found | None:
    """The role of a mail, without number and marks; `company` is its employer where that is known."""
    seen = names.tagged(message)
    candidates = [one for one in mentioned(seen) if not _is_reader(one, message)]
    if company:
        employer = organisations.key(company)
        candidates = [one for one in candidates if one.key != employer]
    if not candidates:
        return None
    best, chance = names.choose(candidates, signs(seen, candidates), name_tagger.weights("role"))
    if chance < SURE or _is_headline(seen, candidates[best]):
        return None
    value, at = written(candidates[best])
    if company:
        value = without_employer(value, company)
    return Found(value, round(chance, 3), seen.page.around(at.first, at.last))


def _is_headline(seen: Tagged, candidate: Candidate) -> bool:
    """Whether a name begins a subject of few words, stands nowhere else, and holds no word for a work ("Exercice")."""
    subject = np.flatnonzero(seen.page.places == SUBJECT)
    answers = {"re", "aw", "fwd", "fw", "wg", "sv", "tr", "rv", "odp", ":"}
    said = [int(place) for place in subject if seen.page.folds[place] not in answers]
    return 0 < len(said) <= 3 and all(
        mention.place == SUBJECT
        and mention.first == said[0]
        and not any(strength(seen.page.folds[place]) for place in range(mention.first, mention.last))
        for mention in candidate.mentions
    )


def is_named(message: ParsedMessage) -> bool:
    """True when a mail names a role beyond doubt, whoever's it is."""
    seen = names.tagged(message)
    candidates = mentioned(seen)
    if not candidates:
        return False
    return names.choose(candidates, signs(seen, candidates), name_tagger.weights("role"))[1] >= NAMED


@lru_cache(maxsize=1)
def mentioned(seen: Tagged) -> list[Candidate]:
    """Every possible role of a mail; of the last one they are kept, for the same is asked by `is_named` and `role`."""
    found = [
        one
        for one in names.mentions(seen, name_tagger.ROLE)
        if one.place in (SUBJECT, TEXT) and not _of_signer(seen.page, one)
    ]
    for mention in found:
        mention.written = tidy(mention.written + _level(seen, mention))
    titles = (one for one in found if one.written not in _FROM_WHERE and not is_address(one.written))
    return names.gather(titles, role_key)


def _of_signer(page: Page, mention: Mention) -> bool:
    """Whether a title is that of who signs: the line, or the next but one, below the sender's own name."""
    if mention.place != TEXT:
        return False
    people = {word for word in page.in_name() if len(word) > 2}
    start = page.said.rfind("\n", 0, int(page.starts[mention.first])) + 1
    stop = page.said.find("\n", int(page.ends[mention.last - 1]))
    line = page.said[start : stop if stop >= 0 else len(page.said)].split()
    if not people or len(line) > SIGNED:
        return False
    above = [fold(one).split() for one in page.said[:start].splitlines()[-3:] if one.strip()]
    return any(
        len(words) <= SIGNED and sum(word.strip(".,;()") in people for word in words) * 2 >= len(words) > 0
        for words in above[-2:]
    )


def _is_reader(candidate: Candidate, message: ParsedMessage) -> bool:
    """Whether a name is that of whom the mail is sent to: "File of DOE Jane"."""
    reader = {fold(word) for name, _ in message.to for word in name.split()}
    return bool(reader) and all(fold(word) in reader for word in candidate.mentions[0].written.split())


def _level(seen: Tagged, mention: Mention) -> str:
    """The level that a role ends on ("Technician I"): a numeral behind it, unless "I" goes on as a person."""
    page, at = seen.page, mention.last
    if at >= len(page.tokens) or page.tokens[at] not in _NUMERALS or page.tokens[at - 1].islower():
        return ""
    follows = page.folds[at + 1] if at + 1 < len(page.tokens) else "."
    return "" if page.tokens[at] == "I" and follows not in _AFTER_LEVEL else " " + page.tokens[at]


def signs(seen: Tagged, candidates: list[Candidate]) -> NDArray[np.float32]:
    """What speaks for each candidate (candidates × names.SIGNS)."""
    return names.signs(seen.page, candidates, False)


def written(candidate: Candidate) -> tuple[str, Mention]:
    """How the mail writes the role, and where: not all small or all capitals where it is also written otherwise."""

    def good(one: Mention) -> tuple[bool, float]:
        return one.written != one.written.lower() and not one.written.isupper(), one.score

    best = max(candidate.mentions, key=good)
    return best.written, best
