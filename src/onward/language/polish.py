"""Polish titles as they stand by themselves: "analityka danych", of whom a mail speaks, is an "analityk danych".

Ends of words, no dictionary: they are those of people's work, and only the noun that names it is bent back, with the
adjectives that stand beside it. What follows it stays as it is: "operatora wózka widłowego", "specjalisty ds. jakości".
"""

import re

#: Ends of adjectives that are bent, and as they are in the nominative.
_ADJECTIVES = (
    ("kiego", "ki"), ("giego", "gi"), ("niego", "ni"), ("ego", "y"), ("kiej", "ka"), ("giej", "ga"), ("niej", "nia"),
    ("ej", "a"), ("ową", "owa"), ("czą", "cza"), ("szą", "sza"), ("ną", "na"),
)  # fmt: skip
#: The same of nouns: whom somebody looks for, of whom they speak, as what somebody applies.
_NOUNS = (
    ("isty", "ista"), ("ysty", "ysta"), ("istę", "ista"), ("ystę", "ysta"), ("istą", "ista"), ("ystą", "ysta"),
    ("euty", "euta"), ("eutę", "euta"), ("eutą", "euta"),
    ("dcy", "dca"), ("dcę", "dca"), ("dcą", "dca"), ("wcy", "wca"), ("wcę", "wca"), ("wcą", "wca"),
    ("era", "er"), ("erem", "er"), ("ora", "or"), ("orem", "or"), ("arza", "arz"), ("arzem", "arz"), ("acza", "acz"),
    ("aczem", "acz"), ("ika", "ik"), ("ikiem", "ik"), ("yka", "yk"), ("ykiem", "yk"), ("nta", "nt"), ("ntem", "nt"),
    ("kta", "kt"), ("ktem", "kt"), ("ciela", "ciel"), ("cielem", "ciel"), ("loga", "log"), ("logiem", "log"),
    ("grafa", "graf"), ("grafem", "graf"), ("kuna", "kun"), ("kunem", "kun"), ("szefa", "szef"), ("szefem", "szef"),
    ("tki", "tka"), ("rki", "rka"), ("nki", "nka"), ("czki", "czka"), ("kę", "ka"), ("ką", "ka"),
)  # fmt: skip
#: Adjectives that are nouns here.
_AS_NOUNS = (
    ("gowej", "gowa"), ("gową", "gowa"), ("gowego", "gowy"), ("niczego", "niczy"), ("niczym", "niczy"),
    ("wcowej", "wcowa"), ("wcową", "wcowa"),
)  # fmt: skip
#: What ends as bent words do and stands by itself.
_STAND = frozenset(
    """praktyka robotyka mechatronika muzyka polityka matematyka elektronika energetyka kosmetyka statystyka turystyka kamera
    camera opera""".split()
)
#: Fields of work that are called as somebody is who works there, bent: they stand alone, or with what goes on with a field.
_FIELDS = frozenset("analityka grafika informatyka technika logistyka automatyka fizyka".split())
_GOES_ON = re.compile(r"\s*$|\s+(?:w|i|na|oraz)\s|\s+[^\W\d_]+(?:ska|cka|na|wa)\b")
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that must stand before an end.
_STEM = 3


def nominative(title: str) -> str:
    """A title with its first words as they stand by themselves; unchanged where they do already."""
    if _is_by_itself(title):
        return title
    words = list(_WORD.finditer(title))
    bent: list[tuple[int, int, str]] = []
    noun = False
    for word in words:
        between = title[bent[-1][1] : word.start()] if bent else title[: word.start()]
        if between.strip():
            break
        named = None if noun else _back(word[0], _AS_NOUNS)
        back = named or _back(word[0], _ADJECTIVES)
        if back is None and not noun:
            named = back = _back(word[0], _NOUNS)
        noun = noun or named is not None
        if back is None:
            break
        bent.append((word.start(), word.end(), back))
    for start, end, back in reversed(bent if noun else []):
        title = title[:start] + back + title[end:]
    return title


def _is_by_itself(title: str) -> bool:
    """Whether a title begins with the name of a field or a practice: "Praktyka w dziale HR", of no practitioner."""
    first = _WORD.search(title)
    if first is None:
        return True
    word = first[0].lower()
    return word in _STAND or (word in _FIELDS and _GOES_ON.match(title, first.end()) is not None)


def _back(word: str, ends: tuple[tuple[str, str], ...]) -> str | None:
    small = word.lower()
    for bent, plain in ends:
        if small.endswith(bent) and len(word) >= len(bent) + _STEM:
            made = word[: -len(bent)] + plain
            return made.upper() if word.isupper() else made
    return None
