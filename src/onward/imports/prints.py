"""A print of each row of a table, the same at every later import, and which rows say the very same."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from onward.imports.headings import Table
from onward.imports.words import plain_header


@dataclass(frozen=True)
class Prints:
    """The prints in the order of the rows; rows that say the very same are told apart by their order."""

    keys: list[str]
    #: Places in the table of rows that say the very same, the first of each first.
    same: list[list[int]]


def prints(table: Table) -> Prints:
    """The print of a row is that of its headings and cells, in any order of columns."""
    places: dict[str, list[int]] = defaultdict(list)
    keys = []
    for place, line in enumerate(table.lines):
        said = sorted(
            f"{plain_header(heading)}={cell}"
            for heading, cell in zip(table.headings, line.cells, strict=True)
            if cell
        )
        key = hashlib.blake2b("\n".join(said).encode(), digest_size=8).hexdigest()
        places[key].append(place)
        count = len(places[key])
        keys.append(key if count == 1 else f"{key}-{count}")
    return Prints(keys, [own for own in places.values() if len(own) > 1])
