"""Evidence rules: turns of phrase that show what a sentence of a hiring mail does, one file a language."""

from functools import cache
from importlib.resources import files

import re2

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "id", "pl", "sv")


@cache
def _rules() -> tuple["re2.Set", tuple[str, ...]]:
    """Every pattern of every language in one automaton, and the tag of each."""
    options = re2.Options()
    options.max_mem = 256 << 20
    rules = re2.Set.SearchSet(options)
    tags: list[str] = []
    for language in LANGUAGES:
        place = files(__package__).joinpath(f"{language}.txt")
        if not place.is_file():
            continue
        tag = ""
        for raw in place.read_text(encoding="utf-8").splitlines():
            line = raw.strip()
            if line.startswith("[") and line.endswith("]") and " " not in line:
                tag = line[1:-1]
            elif line and not line.startswith("# "):
                rules.Add(r"\b(?:" + line + ")")
                tags.append(tag)
    rules.Compile()
    return rules, tuple(tags)


def found(folded: str) -> set[str]:
    """The tags whose rules match a folded sentence; some are signs against a tag ("not_no")."""
    rules, tags = _rules()
    return {tags[number] for number in rules.Match(folded) or ()}
