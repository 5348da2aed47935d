"""Evidence rules: turns of phrase that show what a sentence of a hiring mail does, one file a language."""

from functools import cache, lru_cache
from importlib.resources import files

from onward.mail.understanding.patterns import PatternSet

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "id", "pl", "sv")
#: Languages whose mails mix in sentences of another.
_ALSO = {"id": ("id", "en")}


@cache
def _rules(language: str) -> tuple[PatternSet, tuple[str, ...]]:
    """The patterns of one language in one automaton, and the tag of each."""
    rules: list[str] = []
    tags: list[str] = []
    tag = ""
    for raw in files(__package__).joinpath(f"{language}.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]") and " " not in line:
            tag = line[1:-1]
        elif line and not line.startswith("# "):
            rules.append(r"\b(?:" + line + ")")
            tags.append(tag)
    return PatternSet(rules), tuple(tags)


@lru_cache(maxsize=16384)
def found(folded: str, language: str) -> frozenset[str]:
    """The tags whose rules match a folded sentence of a language; some are signs against one ("not_no")."""
    shown: set[str] = set()
    for one in _ALSO.get(language, (language,)):
        if one in LANGUAGES:
            rules, tags = _rules(one)
            shown.update(tags[number] for number in rules.found(folded))
    return frozenset(shown)
