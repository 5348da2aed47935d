"""Tags as a person types them."""

import re
from collections.abc import Iterable

from onward.applications.details import searchable

MOST = 20
LONGEST = 40
#: Stands before and after each tag in what search looks in; no typed word can hold it.
MARK = "\x1e"


def parse(typed: str) -> list[str]:
    """The tags, each once, in the order typed: "#Interview, teaching; interview" is two."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", typed.replace(MARK, " ")):
        tag = " ".join(part.replace("#", " ").split())[:LONGEST].strip()
        if tag:
            found.setdefault(searchable(tag), tag)
    return list(found.values())[:MOST]


def typed(tags: Iterable[str]) -> str:
    """The tags as the field shows them."""
    return ", ".join(tags)


def marked(tags: Iterable[str]) -> str:
    """The tags as they stand in what search looks in."""
    each = [searchable(tag) for tag in tags]
    return f"{MARK}{MARK.join(each)}{MARK}" if each else ""


def wanted(tag: str) -> str:
    """What the search text of an entry with this tag holds."""
    return marked([tag])
