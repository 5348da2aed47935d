"""Whether the file of a journal is whole, as SQLite sees it, without writing to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from onward.people.mending import salvage
from onward.people.mending.pages import MAGIC, Pages
from onward.people.mending.tables import Table, tables

_FIRST = 20


def faults(place: Path) -> list[str]:
    """What is not whole, in SQLite's words; empty when nothing is."""
    size = place.stat().st_size
    if size == 0:
        return ["the file is empty"]
    with place.open("rb") as file:
        head = file.read(100)
    if not head.startswith(MAGIC):
        return ["its beginning is damaged"]
    found = []
    page = Pages(head).size
    told = int.from_bytes(head[28:32], "big")
    log = Path(f"{place}-wal")
    if size % page or (size < told * page and not (log.exists() and log.stat().st_size)):
        found.append(f"it is cut off: {size:,} of {told * page:,} bytes are there")
    try:
        with closing(salvage.connect(place)) as opened:
            said = [row[0] for row in opened.execute(f"PRAGMA integrity_check({_FIRST})")]
            found += [
                f"a column of {table.said} has lost its name"
                for table in tables()
                if _misnamed(opened, table)
            ]
    except sqlite3.Error as error:
        return [*found, str(error)]
    texts = [one.decode(errors="replace") if isinstance(one, bytes) else str(one) for one in said]
    return [*found, *(" ".join(one.split()) for one in texts if one != "ok")]


def _misnamed(opened: sqlite3.Connection, table: Table) -> bool:
    """Whether a table has as many columns as it should, and not by their names: letters of them have flipped.

    An older journal has fewer; it is brought up to date when it is opened.
    """
    names = [_text(row[1]) for row in opened.execute(f'PRAGMA table_info("{table.name}")')]
    return len(names) == len(table.fields) and set(names) != set(table.fields)


def _text(name: str | bytes) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else name


def only_indexes(place: Path, found: list[str]) -> bool:
    """Whether all that is not whole are indexes, and the rows are all there: then they can be made anew."""
    if not all(
        "missing from index" in one
        or "wrong # of entries in index" in one
        or "non-unique entry in index" in one
        for one in found
    ):
        return False
    known = tables()
    return len(salvage.read(place, known).whole) == len(known) and not _renumbered(place, known)


def _renumbered(place: Path, known: list[Table]) -> bool:
    """Whether a row stands under another number than the indexes say."""
    with closing(salvage.connect(place)) as opened:
        for table in known:
            rows = {row[0] for row in opened.execute(f'SELECT rowid FROM "{table.name}" NOT INDEXED')}  # noqa: S608
            named = salvage.in_indexes(opened, table)
            if named - rows:
                return True
    return False


def reindex(place: Path) -> None:
    """Make every index anew."""
    with closing(salvage.connect(place, write=True)) as opened:
        opened.execute("REINDEX")
