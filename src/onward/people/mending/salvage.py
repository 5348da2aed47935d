"""Reads every row that can be read from a damaged file: by the trees from both ends, by number, then page by page."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onward.people.mending.pages import MAGIC, Pages, Value
from onward.people.mending.tables import Table

#: Row number → column → stored value; text as bytes.
Found = dict[int, dict[str, Value]]
#: Numbers that are asked for one by one, at most.
_SINGLY = 20_000
#: Of these, so many one after the other may break.
_IN_VAIN = 100
#: This share of a page's rows must look like rows of the table.
_LIKENESS = 0.8


def connect(place: Path, *, write: bool = False) -> sqlite3.Connection:
    """A connection that gives text as bytes."""
    mode = "rw" if write else "ro"
    opened = sqlite3.connect(f"{place.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    opened.text_factory = bytes
    return opened


def settle(place: Path, page_size: int = 4096) -> None:
    """Make a working copy openable: what is cut off is empty, the log is written into it, its beginning put in order."""
    content = place.read_bytes()
    pages = Pages(content)
    if not content.startswith(MAGIC) or pages.size != page_size:
        head = bytearray(content[:100].ljust(100, b"\0"))
        head[:24] = MAGIC + page_size.to_bytes(2, "big") + bytes((2, 2, 0, 64, 32, 32))
        head[44:48], head[56:60] = (4).to_bytes(4, "big"), (1).to_bytes(4, "big")
        content = bytes(head) + content[100:]
        pages = Pages(content)
    told = int.from_bytes(content[28:32], "big")
    wanted = max(pages.count, told if told < 4 * pages.count + 1000 else 0) * page_size
    place.write_bytes(content.ljust(wanted, b"\0"))
    with suppress(sqlite3.Error), closing(connect(place, write=True)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass
class Read:
    """All that could be read of a file."""

    #: Table → its rows.
    rows: dict[str, Found]
    #: Table → numbers of rows that are named somewhere and cannot be read.
    missing: dict[str, set[int]] = field(default_factory=dict)
    #: The tables that were read from end to end.
    whole: set[str] = field(default_factory=set)
    #: Table → the highest number that was ever given, where that can be read.
    highest: dict[str, int] = field(default_factory=dict)


def read(place: Path, tables: Iterable[Table], like: Path | None = None) -> Read:
    """Every row of these tables that can be read; `like` is a whole file with the same columns."""
    tables = list(tables)
    all_read = Read({table.name: {} for table in tables})
    columns: dict[str, list[str]] = {}
    for file in (place, like) if like else (place,):
        with suppress(sqlite3.Error), closing(connect(file)) as opened:
            for table in tables:
                if told := _columns(opened, table):
                    columns.setdefault(table.name, told)
    with suppress(sqlite3.Error), closing(connect(place)) as opened:
        for table in tables:
            found, named, whole = _by_trees(opened, table)
            all_read.rows[table.name], all_read.missing[table.name] = found, named
            if whole:
                all_read.whole.add(table.name)
        with suppress(sqlite3.Error):
            for name, number in opened.execute("SELECT name, seq FROM sqlite_sequence"):
                if isinstance(name, bytes) and isinstance(number, int):
                    all_read.highest[name.decode(errors="replace")] = number
    if len(all_read.whole) < len(tables):
        _by_pages(Pages(place.read_bytes()), tables, columns, all_read.rows)
    for name, named in all_read.missing.items():
        # The index of a table that was read from end to end is what broke, not the table.
        named -= named if name in all_read.whole else set(all_read.rows[name])
    return all_read


def _columns(opened: sqlite3.Connection, table: Table) -> list[str]:
    with suppress(sqlite3.Error):
        told = opened.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        if told:
            return [row[1].decode() if isinstance(row[1], bytes) else row[1] for row in told]
    return []


def _by_trees(opened: sqlite3.Connection, table: Table) -> tuple[Found, set[int], bool]:
    found: Found = {}
    named = in_indexes(opened, table)
    whole = _sweep(opened, table, "ASC", found)
    if whole:
        gone, new = named - set(found), set(found) - named
        if named and len(gone) == len(new) == 1:
            # One row has another number than all indexes say: that is the number that broke.
            number, other = gone.pop(), new.pop()
            found[number] = {**found.pop(other), table.key: number}
        return found, named, True
    first = max(found, default=0)
    _sweep(opened, table, "DESC", found)
    last = min((number for number in found if number > first), default=first + _SINGLY)
    # A number beyond all that were ever given is what the damage made of one.
    highest = max([*named, _highest(opened, table) or first + _SINGLY])
    singly = sorted(set(range(first + 1, min(last, highest + 1, first + _SINGLY))) | (named - set(found)))
    in_vain = 0
    for number in singly:
        try:
            cursor = opened.execute(_select(table) + "WHERE rowid = ?", (number,))
            if (row := cursor.fetchone()) is not None:
                _add(found, table, cursor, row)
            in_vain = 0
        except (sqlite3.Error, OverflowError):
            in_vain += 1
            if in_vain > _IN_VAIN:  # what is left is found page by page
                break
    return found, named, False


def _highest(opened: sqlite3.Connection, table: Table) -> int:
    """The highest number that was ever given; 0 where that cannot be read."""
    with suppress(sqlite3.Error):
        for (number,) in opened.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)):
            return number if isinstance(number, int) and 0 < number < 1 << 32 else 0
    return 0


def _sweep(opened: sqlite3.Connection, table: Table, way: str, found: Found) -> bool:
    """Read from one end until it breaks; whether it came to the other end."""
    before = None
    try:
        cursor = opened.execute(_select(table) + f"ORDER BY rowid {way}")
        while (row := cursor.fetchone()) is not None:
            if before is not None and (row[0] <= before if way == "ASC" else row[0] >= before):
                return False  # a page that leads back: it would go on for ever
            before = row[0]
            if way == "DESC" and row[0] in found:
                return False
            _add(found, table, cursor, row)
    except sqlite3.Error:
        return False
    return True


def _select(table: Table) -> str:
    return f'SELECT rowid AS "row number", * FROM "{table.name}" NOT INDEXED '  # noqa: S608 - a name of ours


def _add(found: Found, table: Table, cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> None:
    values = dict(zip((one[0] for one in cursor.description[1:]), row[1:], strict=True))
    key = values.get(table.key)
    found[key if isinstance(key, int) else row[0]] = values


def in_indexes(opened: sqlite3.Connection, table: Table) -> set[int]:
    """The numbers that the indexes of the table name: a row may be lost while its entry there is not."""
    found: set[int] = set()
    with suppress(sqlite3.Error):
        listed = opened.execute(f'PRAGMA index_list("{table.name}")').fetchall()
        for one in listed:
            index = one[1].decode() if isinstance(one[1], bytes) else one[1]
            told = opened.execute(f'PRAGMA index_info("{index}")').fetchall()
            if one[4] or not told or told[0][2] is None:  # of a part of the rows only
                continue
            column = told[0][2].decode() if isinstance(told[0][2], bytes) else told[0][2]
            with suppress(sqlite3.Error):
                cursor = opened.execute(
                    f'SELECT rowid FROM "{table.name}" INDEXED BY "{index}" ORDER BY "{column}"'  # noqa: S608
                )
                while (row := cursor.fetchone()) is not None:
                    if isinstance(row[0], int) and 0 < row[0] < 1 << 40:
                        found.add(row[0])
    return found if table.key == "id" else set()


def _by_pages(
    pages: Pages, tables: list[Table], columns: Mapping[str, list[str]], found: dict[str, Found]
) -> None:
    """Rows on pages that no tree leads to, told apart by their shape."""
    for page in pages.leaves():
        cells = list(pages.cells(page))
        best, share = None, _LIKENESS
        for table in tables if cells else ():
            names = columns.get(table.name) or list(table.fields)
            fitting = list(_shaped(table, names, cells))
            likeness = len(fitting) / len(cells)
            if likeness > share or (best is None and likeness >= share):
                best, share = (table, fitting), likeness
        if best:
            table, fitting = best
            for number, row in fitting:
                found[table.name].setdefault(number, row)


def _shaped(table: Table, names: list[str], cells: list[Any]) -> Iterator[tuple[int, dict[str, Value]]]:
    alias = names.index("id") if "id" in names else -1
    for cell in cells:
        # Columns that were added later may be missing from rows of before.
        if len(cell.values) != len(names) or (alias >= 0 and cell.values[alias] is not None):
            continue
        row = dict(zip(names, cell.values, strict=True))
        if alias >= 0:
            row["id"] = cell.number
        if not table.unfit(row):
            key = row[table.key]
            yield (key if isinstance(key, int) else cell.number), row
