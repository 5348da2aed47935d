"""Finds what words mean in a hiring mail, whatever the language: the concepts of concepts.txt."""

from functools import cache
from importlib.resources import files


@cache
def _lexicon() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Whole words, word beginnings, and phrases of two or three words, each with its concepts."""
    words: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    concept = ""
    for line in files(__package__).joinpath("concepts.txt").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            concept = line.strip("[]")
        elif line and not line.startswith("#"):
            for entry in _entries(line.split(":", 1)[1]):
                place = phrases if " " in entry else stems if entry.endswith("*") else words
                place.setdefault(entry.rstrip("*"), set()).add(concept)
    return tuple(
        {key: tuple(sorted(value)) for key, value in table.items()} for table in (words, stems, phrases)
    )  # type: ignore[return-value]


def _entries(text: str) -> list[str]:
    """The words, stems and phrases ("in quotes" or joined_by_underscores) of a line."""
    entries: list[str] = []
    pieces = text.split('"')
    for number, piece in enumerate(pieces):
        if number % 2:
            entries.append(piece.strip())
        else:
            entries += [entry.replace("\\_", " ").replace("_", " ") for entry in piece.split()]
    return entries


@cache
def of_word(word: str) -> tuple[str, ...]:
    """The concepts of one folded word."""
    words, stems, _ = _lexicon()
    found = set(words.get(word, ()))
    for length in range(3, len(word) + 1):
        found.update(stems.get(word[:length], ()))
    return tuple(sorted(found))


def of_words(tokens: list[str]) -> list[str]:
    """The concepts of a sentence in order; a phrase stands at its first word."""
    _, _, phrases = _lexicon()
    found: list[str] = []
    for index, word in enumerate(tokens):
        for length in (2, 3):
            found += phrases.get(" ".join(tokens[index : index + length]), ())
        found += of_word(word)
    return found
