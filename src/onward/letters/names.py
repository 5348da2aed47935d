"""Names of people in mails: in a sender's field, an address, a signature, an invitation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onward.language.sentences import split
from onward.language.tokens import fold
from onward.letters import texts

_SMALL = r"(?:von|van|vom|zu|de|der|den|da|das|do|dos|du|del|della|di|la|le|bin|binti|ter|ten|af|av)"
_PART = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’.]*[\w])?(?:-[^\W\d_][\w'’]*)*"
_FULL = rf"{_PART}(?: (?:{_SMALL} ){{0,2}}(?:[A-Z]\.|{_PART})){{1,3}}"
#: A first name alone is a name only where something says whose: "Ana from the data team".
_ALONE = rf"{_PART}(?= (?:from|of|aus|vom|von|de|du|del|della|dal|van|uit|da|dari|fran|från) | \()"
_DOCTOR = r"(?:(?:Dr|Prof|Dra|Ing|Dipl\.-Ing|Mag|Dott|Dott\.ssa|Eng)\.?(?: med\.?)? )*"
#: Greetings that are for whoever applied.
_EVERYBODY = frozenset(
    "applicant candidate all there sir madam team bewerber bewerberin candidat candidate candidato candidata".split()
)
_ENDS = re.compile(r"[,.!:; ]+$")
_VIA = re.compile(
    r"\s*(?:\(.*?\)|\bvia\b.*|\b(?:from|at|von|bei|chez|de chez|@)\s.*|[|/–—].*|\s-\s.*)$", re.IGNORECASE
)
_LINE_PARTS = re.compile(r"\s*(?:[|•·/–—]|,|\s-\s)\s*")
_BEGINS_QUOTE = re.compile(
    r"^(?:>|-{2,}|_{3,}|von:|from:|de:|am .* schrieb|on .* wrote|le .* a écrit)", re.IGNORECASE
)
_LONGEST_LINE = 90
_GREETING = re.compile(
    r"^\s*(?:Sehr geehrte(?:r|/r|\(r\)|[:*]r)?|"
    r"Dear|Hi|Hello|Hey|Hallo|Liebe[rs]?|Guten Tag|Bonjour|Ch[eè]re?|Hola|Estimad[oa]|Ciao|Gentile|"
    rf"Car[ao]|Beste|Hoi|Ol[aá]|Prezad[oa]|Halo|Cze[sś][cć]|Hej)\s+({_PART}(?: {_PART}){{0,2}})\s*[,:!.\n]",
)
#: Lines after the close that still belong to a signature, and how many closes are looked at, from the last.
_SIGNATURE_LINES, _CLOSES = 5, 6
#: An invitation says within so many characters whom one meets.
_INVITATION = 20_000


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name where it stands: with a title, how they are addressed, and the line."""

    name: str
    title: str = ""
    honorific: str = ""
    line: str = ""


def lower(text: str) -> str:
    """The text as it is compared."""
    return " ".join(fold(text).split())


def as_name(text: str, company: str = "") -> str:
    """A sender's field as the name of a person; empty where it names an office or an employer."""
    plain = _VIA.sub("", text.replace('"', " ")).strip(" '“”,")
    last, comma, first = plain.partition(", ")
    if comma and " " not in first.strip():
        plain = f"{first} {last}"
    plain = re.sub(rf"^{_DOCTOR}", "", " ".join(plain.split()))
    if "@" in plain or any(char.isdigit() for char in plain):
        return ""
    if plain.isupper() or plain.islower():
        plain = plain.title()
    return plain if _is_person(plain, company, alone=True) else ""


def guessed(address: str) -> str:
    """The name that an address spells: ana.ruiz@ is Ana Ruiz; empty where it is not two words."""
    local = re.split(r"\+", address.partition("@")[0])[0]
    parts = [part for part in re.split(r"[._-]", local) if part]
    if not 2 <= len(parts) <= 3 or not all(part.isalpha() and len(part) > 1 for part in parts):
        return ""
    name = " ".join(part.capitalize() for part in parts)
    return name if _is_person(name, "") else ""


def signature(text: str, company: str = "") -> Named | None:
    """Who signs a mail: the name after its close, with the title beneath or beside it."""
    lines = [line.strip(" \t*_") for line in text.splitlines()]
    closes = [place for place, line in enumerate(lines) if _closes(line)]
    for place in closes[: -_CLOSES - 1 : -1]:
        rest = _after_close(lines[place])
        beneath = lines[place + 1 : place + 1 + 2 * _SIGNATURE_LINES]
        following = [line for line in (rest, *beneath) if line][:_SIGNATURE_LINES]
        for number, line in enumerate(following[:3]):
            if _BEGINS_QUOTE.match(line):
                break
            if found := _signed(line, following[number + 1 :], company):
                return found
    return None


def addressed(text: str) -> str:
    """The name by which a mail greets: "Dear Mira," is for Mira; empty where it greets by title or not at all."""
    match = _GREETING.match(text)
    name = match[1] if match else ""
    plain = bool(name) and not _honorific_of(f"{name} ") and lower(name) not in _EVERYBODY
    return name if plain and _is_person(name, "", alone=True) else ""


def named(text: str, company: str = "") -> Iterator[Named]:
    """The people whom an invitation says the person will meet."""
    for sentence in split(text[:_INVITATION]):
        for found in _with().finditer(sentence):
            place = found.end()
            while match := _one_name().match(sentence, place):
                name = _ENDS.sub("", match["name"])
                if not _is_person(name, company, alone=bool(match["alone"])):
                    break
                yield Named(
                    name, (match["title"] or "").strip(" ,()"), _honorific(match["honorific"]), sentence
                )
                place = match.end()


def same_person(one: str, other: str) -> bool:
    """Whether two names can be of one person: equal, or one is the other's first or last name with more known."""
    first, second = lower(one).split(), lower(other).split()
    if not first or not second:
        return False
    if len(first) > len(second):
        first, second = second, first
    if len(first) == 1:
        return first[0] in (second[0], second[-1])
    return first[0] == second[0] and first[-1] == second[-1]


@cache
def word_list(heading: str) -> frozenset[str]:
    """The words under a heading of people_in_thread.txt."""
    lines = texts.sections("people_in_thread.txt")[heading]
    return frozenset(word.strip() for line in lines for word in line.split(",") if word.strip())


def _is_person(name: str, company: str, *, alone: bool = False) -> bool:
    """Whether words are a person's name, and not those of an employer, an office or a tool."""
    parts = name.split()
    if not parts or len(parts) > 5 or (len(parts) == 1 and not alone) or len(name) > 60:
        return False
    folded = [re.sub(r"[^a-z]", "", lower(part)) for part in parts if not re.fullmatch(_SMALL, part)]
    employer = set(lower(company).split())
    if any(part in word_list("place") or part in employer for part in folded):
        return False
    if employer and "".join(folded) == "".join(sorted(employer, key=lower(company).find)):
        return False
    return (
        bool(folded)
        and all(folded)
        and all(part[:1].isupper() or re.fullmatch(_SMALL, part) for part in parts)
    )


def _closes(line: str) -> bool:
    plain = _ENDS.sub("", lower(line))
    if plain in word_list("closings"):
        return True
    head, comma, _rest = lower(line).partition(",")
    return bool(comma) and len(line) < _LONGEST_LINE and head.strip() in word_list("closings")


def _after_close(line: str) -> str:
    """What stands on the line of the close itself: "Best, Ana"."""
    return line.partition(",")[2].strip()


def _signed(line: str, following: list[str], company: str) -> Named | None:
    if len(line) > _LONGEST_LINE:
        return None
    honorific = _honorific_of(line)
    parts = [part for part in _LINE_PARTS.split(_without_honorific(line)) if part]
    if not parts:
        return None
    name = re.sub(rf"^{_DOCTOR}", "", _ENDS.sub("", parts[0]))
    name = re.sub(r"\s*\((?:he|she|they|er|sie|il|elle)\b.*?\)", "", name, flags=re.IGNORECASE)
    if not _is_person(name, company, alone=True):
        return None
    title = parts[1] if len(parts) > 1 else ""
    if not title and following and len(following[0]) < _LONGEST_LINE and "@" not in following[0]:
        title = _LINE_PARTS.split(following[0])[0]
    return Named(name, title.strip(), honorific, line)


@cache
def _honorific_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = texts.entries("people_in_thread.txt")
    return tuple((sign, re.compile(rf"(?:{lines[sign]})(?:\.|\b)(?: |$)")) for sign in ("f", "m"))


def _honorific(text: str | None) -> str:
    return _honorific_of(text) if text else ""


def _honorific_of(text: str) -> str:
    return next((sign for sign, pattern in _honorific_patterns() if pattern.match(text)), "")


def _without_honorific(text: str) -> str:
    for _sign, pattern in _honorific_patterns():
        text = pattern.sub("", text, count=1) if pattern.match(text) else text
    return text


@cache
def _with() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in word_list("with")), key=len, reverse=True))
    return re.compile(rf"\b(?i:{words})(?:\s*:)?\s+(?=\W?[^\W\d_a-zß-öø-ÿ])")


@cache
def _one_name() -> re.Pattern[str]:
    lines = texts.entries("people_in_thread.txt")
    honorific = rf"(?P<honorific>(?:{lines['f']}|{lines['m']})\.? )?"
    title = r"(?P<title>\s*\([^)]{2,60}\))?"
    and_so_on = r"(?:\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bdan\b|\bi\b|\boch\b)\s*)*"
    after_honorific = rf"(?:(?<=[.a-z] ){_PART})"
    name = rf"(?P<name>{_FULL}|(?P<alone>{_ALONE}|{after_honorific}))"
    return re.compile(rf"{honorific}{_DOCTOR}{name}{title}{and_so_on}")
