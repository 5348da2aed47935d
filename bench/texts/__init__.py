"""The invented texts of the benches, by language and kind: (subject, paragraphs with slots)."""

from functools import cache
from pathlib import Path

Text = tuple[str, str]
LANGUAGES = ("en", "de", "fr", "es")


@cache
def texts(language: str) -> dict[str, list[Text]]:
    """Every text of a language by its kind; a language lacks the kinds that it has none of."""
    found: dict[str, list[Text]] = {}
    kind = ""
    for line in (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:].strip()
        elif line and not line.startswith("#"):
            subject, _, body = line.partition(" | ")
            found.setdefault(kind, []).append((subject, body.replace(" / ", "\n\n")))
    return found


@cache
def names(kind: str) -> list[str]:
    """A list of invented names: stems, first, last, "trades de", "roles en" and so on."""
    listed: dict[str, list[str]] = {}
    now = ""
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            now = line[3:].strip()
        elif line and not line.startswith("#"):
            listed.setdefault(now, []).extend(one.strip() for one in line.split(";") if one.strip())
    return listed[kind]
