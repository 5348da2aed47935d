"""Reads an employer from the address that a mail comes from, where the mail itself does not name one.

Who writes from zimmerei-hufnagel.example writes for that firm, whether the mail says so or not. The name is written as the
mail writes it where some run of its words is the domain's name ("Oxbow Games Café" at oxbowgames), and otherwise as the
domain has it, its words apart where they are words ("Ridgeline Outfitters").
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onward.language import words
from onward.language.tokens import fold
from onward.mail.understanding import organisations, senders

#: Kinds that are about no application, or seldom come from the employer's own address: agencies write, and boards.
_OTHERS: Final = ("outreach", "alert", "account", "other")
#: As much of a text is looked at.
_TOP: Final = 3000
#: Pieces of a domain shorter than this are no name by themselves.
_NAME: Final = 3
#: As many words of the mail are tried in a row.
_RUN: Final = 6
#: Unknown words of a domain ("koerts") are at least this long, and so are words of the language.
_LONG: Final = 4
_WORD: Final = re.compile(r"\w+")
_APART: Final = re.compile(r"[-_.]+")
_LABEL: Final = re.compile(r"[\w-]+")
_VOWEL: Final = re.compile(r"[aeiouyàáâäåæèéêëìíîïòóôöøùúûü]")
_LINKS: Final = frozenset("de da do di del la le el les van der den und et and of y e i og och en".split())
#: Longer is no label of a domain; as many pieces as a name may have.
_LONGEST: Final = 63
_PIECES: Final = 6
#: Domains of mail providers that no list knows, and hosts through which firms of all names write.
_PROVIDER: Final = re.compile(
    r"mail|^mejl|mejlen$|^(?:inbox|posta?|postbox|correos?|correio|poczta|brev|boite|email)(?:$|-)|-(?:post|correo|mail|posta)$|"
    r"^(?:onmicrosoft|sendgrid|amazonses|mcsv|mcdlv|rsgsv|mandrillapp|sparkpost|hubspot|exacttarget|salesforce|mktomail|github|"
    r"gitlab|blogspot|wordpress|wixsite|squarespace|myshopify|appleid|notifications?|info|news|the|mx|smtp|localhost)$"
)
#: Who speaks of their one client writes for somebody else.
_CLIENT: Final = re.compile(
    r"\b(?:(?:our|my) client\b(?! (?:base|list|service|team|facing|account))|"
    r"the client (?:has|have|decided|felt|feels|was|went|is|wants|chose)|"
    r"unser(?:e[nmrs]?)? (?:kund(?:e|en|in)|mandant(?:en|in)?|auftraggeber)\b|(?:notre|mon) client\b|"
    r"(?:nuestro|nosso|meu|mi|nostro|mio) cliente\b|(?:onze|mijn) (?:klant|opdrachtgever)\b|klien (?:kami|saya)\b|"
    r"(?:nasz|naszego|naszym|mojego|moj) klient\w*|(?:var|min) (?:kund|uppdragsgivare)\b|var kunds\b)"
)
#: Where a sender's name is more than the house: "Lorcan, Oxbow Games Café".
_PARTS: Final = re.compile(
    r"\s*(?:[,|·•@()\"]|\s[-–—/]\s|\b(?:at|bei|chez|bij|via|von|from|presso|hos|på|od|z)\b)\s*"
)


def house(
    kind: str, name: str, address: str, subject: str, text: str, readers: Iterable[str] = ()
) -> str | None:
    """The employer whose own domain a mail comes from; None for a provider's, a system's, a board's or an agency's.

    `kind` is that of the mail, `name` its sender's; `readers` are addresses of who reads it: their own domain, or that of
    where they work, is no employer's whom they applied to.
    """
    sender = senders.read_address(address)
    label = _readable(sender.label)
    if kind in _OTHERS or sender.kind != "own" or len(label) < _NAME or _PROVIDER.search(label):
        return None
    base = senders.registrable(sender.domain)
    if "." not in base or any(base == senders.registrable(one.rpartition("@")[2]) for one in readers):
        return None
    said = f"{subject}\n{text[:_TOP]}"
    if senders.platform(name) or senders.of_agency(sender.label, name) or _CLIENT.search(fold(said)):
        return None
    return written(label, name, said) or None


def _readable(label: str) -> str:
    """A label of a domain in letters, "" where it is none: too long, a number, an address in brackets."""
    if label.startswith("xn--"):
        try:
            label = label.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
    plain = len(label) <= _LONGEST and _LABEL.fullmatch(label) and any(map(str.isalpha, label))
    return label if plain else ""


def written(label: str, name: str, said: str) -> str:
    """The name in a domain as a mail writes it, or with its words apart; `name` is the sender's, `said` what they say."""
    pieces = [piece for piece in _APART.split(_readable(label)) if piece][:_PIECES]
    if not pieces:
        return ""
    if run := _in_mail(pieces, name, said):
        return run
    known = {
        form: token
        for token in _WORD.findall(f"{name}\n{said}")
        if len(token) >= _NAME and token[0].isupper() and not token.isupper()
        for form in (fold(token), _spelled_out(token))
    }
    spelled = [word for piece in pieces for word in _apart(piece, frozenset(known))]
    return " ".join(
        known.get(word) or (word if word in _LINKS and number else _capital(word, len(spelled) == 1))
        for number, word in enumerate(spelled)
    )


def _capital(word: str, alone: bool) -> str:
    """A word of a domain as a name has it; what cannot be spoken, or three letters alone, is an abbreviation."""
    short = alone and len(word) <= _NAME
    return word.upper() if short or not _VOWEL.search(word) else word.capitalize()


def _spelled_out(word: str) -> str:
    """A word as German addresses have it: "luedecke"."""
    return fold(word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def _in_mail(pieces: list[str], name: str, said: str) -> str:
    """The words of the mail that the domain is made of, all of it or its first pieces; the longest of these."""
    whole = _squeezed("".join(pieces))
    # "copperkettle-whitby" is the Copper Kettle; "vanwezel-installatie" is more than whoever is called van Wezel.
    begins = {
        _squeezed("".join(pieces[:count]))
        for count in range(1, len(pieces))
        if not any(map(organisations.names_house, pieces[count:]))
    }
    best: tuple[int, str] = (0, "")
    for line in (name, *said.splitlines()):
        for size, several, found in _runs(line, whole, begins):
            if size <= best[0] or not (size == len(whole) or several):
                continue
            if line is not name:
                # "We are open AI lovers" does not name openai.
                best = (size, found) if found[0].isupper() or found[0].isdigit() else best
                continue
            part = _whole(name, found)
            # A single word, or a part of the domain, may be a person's own name: "Ronald van Wezel" at vanwezel-bouw.
            if part.startswith(found) or (several and size == len(whole)):
                best = (size, part)
            elif size == len(whole):
                best = (size, found)
    kept = organisations.tidy(best[1])
    # In small letters, or all in capitals, a name is written as an address is; that we can do better.
    return kept if not (kept.islower() or (kept.isupper() and len(kept) > _LONG)) else ""


def _runs(line: str, whole: str, begins: set[str]) -> Iterator[tuple[int, bool, str]]:
    """The runs of words of a line that spell the domain or its beginning: how much of it, whether several words, the run."""
    found = [(match.start(), match.end(), _squeezed(match.group())) for match in _WORD.finditer(line)]
    for first, (begin, _, _) in enumerate(found):
        spelled = ""
        for last in range(first, min(first + _RUN, len(found))):
            spelled += found[last][2]
            if spelled == whole or spelled in begins:
                yield len(spelled), last > first, line[begin : found[last][1]]
            if not whole.startswith(spelled):
                break


def _whole(sender: str, found: str) -> str:
    """The part of a sender's name that holds what was found: "Oxbow Games Café" of "Lorcan, Oxbow Games Café"."""
    part = next((one for one in _PARTS.split(sender) if one and found in one), found)
    kept = part.split()
    hiring = organisations.words("hiring")
    while len(kept) > len(found.split()) and (fold(kept[-1]) in hiring or fold(kept[0]) in hiring):
        kept.pop(-1 if fold(kept[-1]) in hiring else 0)
    return " ".join(kept)


def _squeezed(text: str) -> str:
    plain = re.sub(r"[\W_]+", "", fold(text))
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _apart(piece: str, said: frozenset[str]) -> list[str]:
    """The words that one piece of a domain is made of, the fewest; the piece itself where it is not made of words."""
    vocabulary = words.rows()
    if piece in said or piece in vocabulary or len(piece) < 2 * _LONG:
        return [piece]

    def telling(word: str) -> bool:
        return word in said or (len(word) > _LONG and organisations.names_house(word))

    def is_word(word: str) -> bool:
        return telling(word) or word in _LINKS or (len(word) >= _LONG and word in vocabulary)

    # The fewest words that end at each letter.
    fewest: list[list[str] | None] = [[], *[None] * len(piece)]
    for end in range(2, len(piece) + 1):
        for begin in range(end - 1):
            before = fewest[begin]
            if before is None or not is_word(piece[begin:end]):
                continue
            if fewest[end] is None or len(before) + 1 < len(fewest[end] or ()):
                fewest[end] = [*before, piece[begin:end]]
    # Short words stand in long ones by chance: "outfit" and "ters", "cart" and "wheel".
    if (found := fewest[-1]) and (
        any(map(telling, found)) or all(len(word) > _LONG or word in _LINKS for word in found)
    ):
        return found
    # A name that nobody knows beside a word that says what house it is: "fietsfabriek koerts".
    for at in range(len(piece) - _LONG, _LONG - 1, -1):
        if telling(piece[:at]):
            return [piece[:at], piece[at:]]
    for at in range(_LONG, len(piece) - _LONG + 1):
        if telling(piece[at:]):
            return [piece[:at], piece[at:]]
    return [piece]
