"""Finds the organisation that a mail's job is at, as the mail writes it; None where that is not certain."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import address_names, name_tagger, names, senders
from onward.mail.understanding.found import Found
from onward.mail.understanding.names import Candidate, Mention, Tagged
from onward.mail.understanding.organisations import folded, key, names_house, tidy, without_legal_form, words
from onward.mail.understanding.pages import ADDRESS, BIT, NAME, SUBJECT, TEXT, Page

#: Below this a wrong answer is too likely; measured by training/train_names.py.
SURE: Final = 0.6

_LEGAL_FORM: Final = re.compile(
    r",?[ ](?:GmbH(?: & Co\. KG(?:aA)?)?|g?mbH|AG|KG(?:aA)?|SE|OHG|e\. ?V\.|eG|AöR|PartG ?mbB|Inc\b\.?|LLC|LLP|"
    r"(?:Pte\b\.? )?Ltd\b\.?|Limited|plc|PLC|Corp\b\.?|Pvt\.? Ltd\b\.?|S\.A\.S?\.?(?: de C\.V\.)?|SAS?|SARL|"
    r"S\.L\.U?\.?|SLU?|S\.p\.A\.?|SpA|S\.r\.l\.?|Srl|[Ss]\.?n\.?c\.?|B\.V\.|BV|N\.V\.|NV|V\.?[Oo]\.?[Ff]\.?|"
    r"Ltda\b\.?|Lda\b\.?|S/A|AB|HB|KB|A/S|Oy|Tbk\b\.?|\(Persero\)|[Ss]p\. ?z ?o\. ?o\.)"
    r"(?!\w)"
)

#: Who there writes, before the name of the house: "Clémence d'Aumérance", "Mia from Corvane".
_FROM_HOUSE: Final = re.compile(
    r"^[^\W\d_]+ (?:d['’]|(?:de|du|da|di|von|vom|bei|at|from|van|bij|dari|z|ze|från|på|chez|@) )(?=[A-ZÀ-ÖØ-Þ0-9])"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
#: What a subject or a signature adds to an employer's name: who there writes.
_TEAM: Final = re.compile(
    r"(?:\s+(?:the|our))?\s+(?:careers?(?: team)?|karriere(?:team)?|carri[èe]res?|carreiras|recruiting(?: team)?|"
    r"recruitment team|recruitingteam|talent(?: acquisition)? team|hiring team|people team|hr(?: team| department)?)$",
    re.IGNORECASE,
)


def employer(message: ParsedMessage, me: Collection[str] = ()) -> Found | None:
    """The employer of a mail. `me`: the person's own addresses and names, which are never an employer."""
    seen = names.tagged(message)
    candidates = mentioned(seen, own_names(message, me))
    if not candidates:
        return None
    best, chance = names.choose(candidates, signs(seen, candidates), name_tagger.weights("employer"))
    if chance < SURE or _is_agency(candidates[best], seen.page.sender.label):
        return None
    value, at = written(_as_signed(candidates[best], candidates))
    label = seen.page.sender.label
    if at.place == ADDRESS and key(label) == key(value):
        value = address_names.written(label, message.from_name, f"{message.subject}\n{message.text}")
    return Found(value, round(chance, 3), seen.page.around(at.first, at.last))


def _as_signed(best: Candidate, candidates: list[Candidate]) -> Candidate:
    """What the mail itself writes, where only its address says more: "Marlow" of somebody at marlow-foods."""
    if any(mention.place != ADDRESS for mention in best.mentions):
        return best
    shorter = [
        one for one in candidates if one is not best and len(one.key) > 3 and best.key.startswith(one.key)
    ]
    return max(shorter, key=lambda one: len(one.key), default=best)


def own_names(message: ParsedMessage, me: Collection[str]) -> frozenset[str]:
    """The keys of whoever reads the mail: names, addresses, and each word of a name that the sender does not bear too."""
    # Whom the person writes to is the employer as often as not.
    readers = ((message.from_name, ""),) if message.from_address in me else message.to
    known = [name for name, _ in readers if name.strip()]
    sender = folded(f"{message.from_name} {message.from_address} {message.subject}")
    words = [word for name in known for word in name.split() if len(word) > 1 and folded(word) not in sender]
    # "Hi Tejas Bhosale," to tejas_bhosale17, which has no name with it; one word may be the employer's: robin+marlow.
    spelled = [
        parts for _, address in readers if len(parts := _LETTERS.findall(re.split(r"[+@]", address)[0])) > 1
    ]
    words += [" ".join(order) for parts in spelled for order in (parts, parts[::-1], parts[:2])]
    first = [name.split()[0] for name in known if name.strip()]
    return frozenset(key(one) for one in (*known, *me, *words, *first)) - {""}


def mentioned(seen: Tagged, own: frozenset[str] = frozenset()) -> list[Candidate]:
    """Every possible employer of a mail."""
    found = names.mentions(seen, name_tagger.EMPLOYER)
    for mention in found:
        if mention.place == ADDRESS:
            pieces = re.split(r"[-_.\s]+", mention.written)
            mention.written = " ".join(piece.capitalize() for piece in pieces if piece)
        else:
            mention.written = tidy(_alone(seen.page, mention))
            if form := _legal_form(seen.page, mention):
                name = " ".join(seen.page.said[int(seen.page.starts[mention.first]) : form.start()].split())
                mention.written = (tidy(name) + form.group()).replace("..", ".")
    _without_hiring(seen.page, found)
    candidates = [one for one in names.gather(found, key) if one.key not in own]
    platforms = [one for one in candidates if senders.platform(one.mentions[0].written)]
    others = [one for one in candidates if one not in platforms]
    if seen.page.sender.kind in ("tracker", "board"):
        return others
    # A platform that signs its mail is not whom it writes about, from whatever address.
    if _at(platforms, (NAME,)) and _at(others, (SUBJECT, TEXT)):
        return others
    return candidates


def _alone(page: Page, mention: Mention) -> str:
    """A name without what runs into it where lines were lost: a closing, who signs, the team, a word that leads on."""
    first, last = mention.first, mention.last
    if mention.place == TEXT:
        if last - first > 1 and page.folds[first] in words("closing"):
            first += 1
        first = _behind_sender(page, first, last)
    if mention.place in (SUBJECT, TEXT):
        while last - first > 1 and page.tokens[last - 1].islower() and page.folds[last - 1] in words("link"):
            last -= 1
    said = page.words(first, last)
    if mention.place == NAME and page.flags[first] & BIT["in_local"] and not names_house(page.folds[first]):
        house = _FROM_HOUSE.sub("", said)
        said = house if key(house) in {key(hint) for hint in page.sender.hints} else said
    return _TEAM.sub("", said) or said


def _legal_form(page: Page, mention: Mention) -> re.Match[str] | None:
    """The legal form within a name or right behind it: there the name ends."""
    start, end = int(page.starts[mention.first]), int(page.ends[mention.last - 1])
    for form in _LEGAL_FORM.finditer(page.said, start + 1, end + 24):
        # "Bostads AB Ljungen" goes on behind its form.
        if form.end() >= end or form.group().split()[-1] not in ("AB", "HB", "KB", "A/S", "Oy", "SE", "SA"):
            return form if form.start() <= end else None
    return None


def _behind_sender(page: Page, first: int, last: int) -> int:
    """Where a name begins behind the sender's own in one line: "Best wishes Ada Brandt Marlow" signs for Marlow."""
    person = [word for word in page.in_name() if word.isalpha()]
    if len(person) not in (2, 3):
        return first
    for start in range(max(1, first - len(person)), first + 1):
        end = start + len(person)
        # Who stands at the beginning of a line may be the founder whose name the firm has.
        lines = (int(flag) & BIT["begins_line"] for flag in page.flags[start : end + 1])
        if first < end < last and page.folds[start:end] == person and not any(lines):
            return end
    return first


def _at(candidates: list[Candidate], places: tuple[int, ...]) -> bool:
    return any(mention.place in places for one in candidates for mention in one.mentions)


def _is_agency(candidate: Candidate, label: str) -> bool:
    """Whether a name is that of the agency which writes for somebody else; `label`: the name in the sender's domain."""
    same = len(candidate.key) > 3 and (candidate.key in key(label) or key(label) in candidate.key)
    return same and senders.of_agency(label, candidate.mentions[0].written)


def _without_hiring(page: Page, found: list[Mention]) -> None:
    """Take "Careers", "Campus" or "University" off a sender's name, and before "Recruiting" wherever it stands, when the
    mail or its address has the name without it too.
    """
    plain = {key(one.written) for one in found if one.place not in (NAME, ADDRESS)}
    plain |= {key(hint) for hint in (*page.sender.hints, page.sender.label) if hint}
    for one in found:
        pieces = one.written.split()
        follows = page.folds[one.last] if one.last < len(page.folds) else ""
        named = one.place == NAME or (
            one.place != ADDRESS and follows.startswith(("recruit", "talent", "hiring"))
        )
        while named and len(pieces) > 1 and folded(pieces[-1]) in words("hiring"):
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
