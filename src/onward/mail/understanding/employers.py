"""Finds the organisation that a mail's job is at, as the mail writes it; None where that is not certain."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import name_tagger, names, senders
from onward.mail.understanding.found import Found
from onward.mail.understanding.names import Candidate, Mention, Tagged
from onward.mail.understanding.organisations import folded, key, tidy, without_legal_form, words
from onward.mail.understanding.pages import ADDRESS, NAME, SUBJECT, TEXT

#: Below this a wrong answer is too likely; measured by training/train_names.py.
SURE: Final = 0.6

_LEGAL_FORM: Final = re.compile(
    r",?[ ](?:GmbH(?: & Co\. KG(?:aA)?)?|g?mbH|AG|KG(?:aA)?|SE|OHG|e\. ?V\.|Inc\b\.?|LLC|LLP|Ltd\b\.?|Limited|"
    r"plc|PLC|Corp\b\.?|Pvt\.? Ltd\b\.?|S\.A\.S?\.?(?: de C\.V\.)?|SAS?|SARL|S\.L\.U?\.?|SLU?|S\.p\.A\.?|SpA|"
    r"S\.r\.l\.?|Srl|B\.V\.|BV|N\.V\.|NV|Ltda\b\.?|Lda\b\.?|S/A|AB|A/S|Oy|Tbk\b\.?|\(Persero\)|[Ss]p\. ?z ?o\. ?o\.)"
    r"(?!\w)"
)


def employer(message: ParsedMessage, me: Collection[str] = ()) -> Found | None:
    """The employer of a mail. `me`: the person's own addresses and names, which are never an employer."""
    seen = names.tagged(message)
    candidates = mentioned(seen, own_names(message, me))
    if not candidates:
        return None
    best, chance = names.choose(candidates, signs(seen, candidates), name_tagger.weights("employer"))
    if chance < SURE:
        return None
    value, at = written(candidates[best])
    return Found(value, round(chance, 3), seen.page.around(at.first, at.last))


def own_names(message: ParsedMessage, me: Collection[str]) -> frozenset[str]:
    """The keys of whoever reads the mail: whole names, first names and addresses."""
    known = [name for name, _ in message.to if name.strip()]
    return frozenset(key(one) for one in (*known, *me, *(name.split()[0] for name in known)))


def mentioned(seen: Tagged, own: frozenset[str] = frozenset()) -> list[Candidate]:
    """Every possible employer of a mail."""
    found = names.mentions(seen, name_tagger.EMPLOYER)
    for mention in found:
        if mention.place == ADDRESS:
            pieces = re.split(r"[-_.\s]+", mention.written)
            mention.written = " ".join(piece.capitalize() for piece in pieces if piece)
        else:
            end = int(seen.page.ends[mention.last - 1])
            form = _LEGAL_FORM.match(seen.page.said, end)
            mention.written = tidy(mention.written) + (form.group() if form else "")
    _without_hiring(found)
    candidates = [one for one in names.gather(found, key) if one.key not in own]
    platforms = [one for one in candidates if senders.platform(one.mentions[0].written)]
    others = [one for one in candidates if one not in platforms]
    if seen.page.sender.kind in ("tracker", "board"):
        return others
    # A platform that signs its mail is not whom it writes about, from whatever address.
    if _at(platforms, (NAME,)) and _at(others, (SUBJECT, TEXT)):
        return others
    return candidates


def _at(candidates: list[Candidate], places: tuple[int, ...]) -> bool:
    return any(mention.place in places for one in candidates for mention in one.mentions)


def _without_hiring(found: list[Mention]) -> None:
    """Take "Careers", "Campus" or "University" off a sender's name when the mail has the name without it too."""
    plain = {key(one.written) for one in found if one.place not in (NAME, ADDRESS)}
    for one in found:
        pieces = one.written.split()
        while one.place == NAME and len(pieces) > 1 and folded(pieces[-1]) in words("hiring"):
            pieces.pop()
            if key(" ".join(pieces)) in plain:
                one.written = " ".join(pieces)


def signs(seen: Tagged, candidates: list[Candidate]) -> NDArray[np.float32]:
    """What speaks for each candidate (candidates × names.SIGNS)."""
    return names.signs(seen.page, candidates, seen.page.sender.kind == "tracker")


def written(candidate: Candidate) -> tuple[str, Mention]:
    """How the mail writes the name, and where: without its legal form unless it always has it."""
    mentions = [one for one in candidate.mentions if one.place != ADDRESS] or candidate.mentions
    plain = [one for one in mentions if _plain(one.written)]
    spellings = Counter(one.written for one in plain or mentions)

    # A name all in capitals is how a header shouts it, when the text has it otherwise.
    def good(name: str) -> tuple[bool, bool, int, int]:
        return not (name.isupper() and len(name) > 4), name != name.lower(), spellings[name], len(name)

    best = max(spellings, key=good)
    where = [one for one in mentions if one.written == best]
    return best, next((one for one in where if one.place != NAME), where[0])


def _plain(name: str) -> bool:
    pieces = name.split()
    return len(without_legal_form(pieces)) == len(pieces)
