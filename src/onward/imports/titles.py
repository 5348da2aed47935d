"""Cells that hold employer and role in one: "Nordlicht - Data Analyst", "Data Analyst at Nordlicht"."""

import re
from collections import Counter
from collections.abc import Iterable

from onward.imports.meanings import ROLE_WORDS
from onward.language.employers import plain

_BAR = re.compile(r"\s+[-–—|:/]\s+|\s*\|\s*|,\s+|:\s+|\s[-–—]|[-–—]\s")


def split_all(cells: Iterable[str]) -> list[tuple[str, str]]:
    """Employer and role of each cell; which side is which is settled by all cells together."""
    parts = [_split(cell) for cell in cells]
    votes: Counter[str] = Counter()
    for left, right, sure in parts:
        if right and not sure:
            votes["left"] += _is_role(left)
            votes["right"] += _is_role(right)
    role_first = votes["left"] > votes["right"]
    found = []
    for left, right, sure in parts:
        if not right:
            found.append(("", left) if _is_role(left) else (left, ""))
        elif (
            sure
            or (role_first and not (_is_role(right) and not _is_role(left)))
            or (_is_role(left) and not _is_role(right))
        ):
            found.append((right, left))
        else:
            found.append((left, right))
    return found


def _split(cell: str) -> tuple[str, str, bool]:
    """Both sides, and whether it is sure that the role is on the left."""
    if len(parts := re.split(r"\s+(?:at|@|bei|chez|presso|bij|hos)\s+|\s*@\s*", cell, maxsplit=1)) == 2:
        return parts[0].strip(), parts[1].strip(), True
    if len(parts := _BAR.split(cell, maxsplit=1)) == 2:
        return parts[0].strip(), parts[1].strip(), False
    return cell.strip(), "", False


def _is_role(text: str) -> bool:
    return bool(ROLE_WORDS & set(re.findall(r"[^\W\d_]+", plain(text))))
