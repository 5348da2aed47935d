"""Reads names of organisations: what belongs to them, and when two are the same."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from onward.language.tokens import fold

_PUNCTUATION = re.compile(r"[^\w&]+")
_APART = re.compile(r"\s+[-–—|·•]\s+")
_ALONE = frozenset(
    """
    de du of the and und y e i et co me as se cv sp z no do su ag""".split()
)
#: What is said of a company before its name.
_BEFORE = re.compile(
    r"^(?:(?:unsere[rn]?|our|notre|nuestra|la nostra|onze|nossa|nasza|vårt|vår)\s+)?(?:Tochtergesellschaft|Tochterfirma|"
    r"Tochter|Muttergesellschaft|Unternehmensgruppe|Unternehmen|entreprise|subsidiary|sister company|clients?|filiale?|"
    r"dochteronderneming|opdrachtgever|Kunden?|Mandant(?:in|en)?|klant|klient|kund|dotterbolag(?:et)?|spółka|spółki|société|empresa|azienda|"
    r"bedrijf|Firma|firmy|firmie|företaget|bolaget|perusahaan)\s+(?=[A-ZÄÖÜÅÉÈŁŚŻ0-9])"
)
_EDGES = " \t,.;:!?|·•–—-@/\\\"'“”„«»()[]<>*_&+"


@cache
def words(block: str) -> frozenset[str]:
    """The folded words of a block of organisation_words.txt."""
    found: dict[str, set[str]] = {}
    name = ""
    for raw in files(__package__).joinpath("organisation_words.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, set()).update(line.split())
    return frozenset(found[block])


@cache
def _ends() -> tuple[str, ...]:
    return tuple(word.removeprefix("*") for word in words("organisation") if word.startswith("*"))


def names_house(word: str) -> bool:
    """Whether a folded word says what sort of house an employer is: "bakery", and in one word "stadtbackerei"."""
    return word in words("organisation") or (len(word) > 7 and word.endswith(_ends()))


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A word in lower case without accents; remembered, for words come again."""
    return fold(word)


def without_legal_form(pieces: list[str]) -> list[str]:
    """The words of a name without "GmbH & Co. KG", "Inc.", "PT" at its ends."""
    legal = words("legal")
    end = len(pieces)
    while end > 1 and folded(pieces[end - 1]).strip(",") in legal:
        end -= 1
    # "Banco de" is no legal form taken off but a name cut short.
    if end < len(pieces) and all(folded(piece) in _ALONE for piece in pieces[end:]):
        end = len(pieces) if len(pieces) - end == 1 and pieces[-1].islower() else end
    start = 1 if end > 1 and pieces[0] in ("PT", "PT.", "CV", "CV.", "UD", "Fa.", "Firma", "Fa") else 0
    return pieces[start:end]


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What stays the same however a name is written: "Acme Corp." and "ACME" are the same."""
    pieces = without_legal_form(name.split())
    return _PUNCTUATION.sub("", folded(" ".join(pieces))).replace("&", "").replace("_", "")


def tidy(name: str) -> str:
    """A name without the marks around it, and without what a dash or a stroke sets apart from it: a place, a slogan."""
    name = _APART.split(name.strip(), maxsplit=1)[0] or name
    name = _BEFORE.sub("", name).removeprefix("the ")
    name = re.sub(r"['’]s$", "", name.strip(_EDGES.replace("&", "").replace(".", "") + " "))
    return name if name.endswith((".", "Inc", "Co")) and name.count(".") > 1 else name.rstrip(" ,")
