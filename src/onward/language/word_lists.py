"""The word lists that employer names and role titles are compared by, read from name_words.txt."""

from functools import cache
from importlib.resources import files


@cache
def _sets() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in files(__package__).joinpath("name_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:].strip()
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found


def word_set(name: str) -> frozenset[str]:
    """The words of a set."""
    return frozenset(" ".join(_sets()[name]).split())


def word_pairs(name: str) -> dict[str, str]:
    """What each word of a set counts as."""
    return {word.strip(): value.strip() for word, _, value in (line.partition(":") for line in _sets()[name])}
