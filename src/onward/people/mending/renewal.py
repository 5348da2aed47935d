"""A new file in the place of a damaged one: every row that can be read, what is missing from the latest backup.

The damaged file is kept beside it as it was found.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.people import passing
from onward.people.mending import salvage
from onward.people.mending.comparing import RULES
from onward.people.mending.pages import Value
from onward.people.mending.report import Report, by_table, numbers
from onward.people.mending.tables import Table, tables
from onward.people.mending.writing import write

#: The bytes that SQLite locks while a connection is open (sqlite.org/c3ref: PENDING_BYTE + 2).
_SHARED_FIRST, _SHARED_COUNT = 0x40000002, 510
SIDES = ("-wal", "-shm")
Row = dict[str, Value]
#: Models that others hang on, and which can stand empty until what hangs on them says more.
_STANDING_IN = frozenset({"Act", "Application", "Message", "User"})


def renew(
    journal: Path, backup: Path | None, folder: Path, empty: Callable[[Path], None], report: Report
) -> None:
    """Put a new file in the place of the damaged one, which goes to `folder`; `empty` makes a journal without rows."""
    _nobody_else(journal)
    with passing.room() as place:
        work, new = place / "work.sqlite3", place / "new.sqlite3"
        shutil.copyfile(journal, work)
        if (log := Path(f"{journal}-wal")).exists():
            shutil.copyfile(log, Path(f"{work}-wal"))
        salvage.settle(work)
        known = tables()
        empty(new)
        read = salvage.read(work, known, new)
        kept = salvage.read(backup, known) if backup else salvage.Read({})
        _fill(new, known, read, kept, report)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (journal, *(Path(f"{journal}{side}") for side in SIDES)):
            if name.exists():
                name.replace(folder / name.name)
        new.replace(journal)
    report.mended.append(_("the damaged file is kept in %(folder)s") % {"folder": folder})


def _nobody_else(journal: Path) -> None:
    """Whoever else has the journal open would go on writing into the damaged file.

    SQLite may be unable to tell of a damaged file; its locks are bytes of the file, which can be asked for.
    """
    try:
        import fcntl
    except ImportError:  # Windows replaces no file that somebody has open
        return
    with journal.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_COUNT, _SHARED_FIRST)
        except OSError as error:
            raise Problem(
                _(
                    "The journal is damaged, and another Onward has it open. Stop it, then run the doctor again."
                )
            ) from error
        fcntl.lockf(file, fcntl.LOCK_UN, _SHARED_COUNT, _SHARED_FIRST)


def _fill(new: Path, known: list[Table], read: salvage.Read, kept: salvage.Read, report: Report) -> None:
    with closing(salvage.connect(new, write=True)) as opened:
        opened.execute("PRAGMA foreign_keys=OFF")
        opened.execute("BEGIN")
        back: list[tuple[Table, int]] = []
        lost: list[tuple[Table, int]] = []
        unread: list[str] = []
        for table in known:
            rows: dict[int, Row] = dict(read.rows[table.name])
            there = kept.rows.get(table.name, {})
            broken = table.name not in read.whole
            rule = RULES.get(table.model.__name__)
            for key, row in there.items():
                # A row may have been deleted since, where rows are; but not from a table that is whole.
                if key not in rows and (broken or (rule and rule.kept)):
                    rows[key] = row
                    back.append((table, key))
            for key, row in sorted(rows.items()):
                if not _insert(opened, table, row, there.get(key), report):
                    report.aside(table, key, row)
                    if key > 0:  # no row of Onward has another number: it is what the damage made of a page
                        lost.append((table, key))
            lost += [(table, key) for key in read.missing.get(table.name, set()) - set(rows)]
            if broken:
                named = set(rows) | set(there) | read.missing.get(table.name, set())
                highest = read.highest.get(table.name, 0)
                # Elsewhere the numbers are those of another table's rows: not each of these has one.
                if table.key == "id" and (gaps := _gaps(named, highest)):
                    said = _(
                        "%(table)s: no rows can be read for the numbers %(numbers)s; there may have been some"
                    )
                    report.lost.append(said % {"table": table.said, "numbers": numbers(gaps)})
                elif not named and not highest and table.name not in kept.whole:
                    unread.append(table.said)
        if unread:
            report.lost.append(_("nothing can be read of %(tables)s") % {"tables": ", ".join(unread)})
        _ties(opened, known, report, lost)
        opened.execute("COMMIT")
        opened.execute("PRAGMA journal_mode=WAL")
    count = sum(len(rows) for rows in read.rows.values())
    report.mended.append(_("%(count)d rows were read from the damaged file") % {"count": count})
    if back:
        report.mended.append(_("from the backup came %(rows)s") % {"rows": by_table(back)})
    if lost:
        report.lost.append(_("rows that cannot be read: %(rows)s") % {"rows": by_table(lost)})


def _insert(opened: sqlite3.Connection, table: Table, row: Row, good: Row | None, report: Report) -> bool:
    """Write the row; as the backup has it where it cannot be taken as it is."""
    for candidate in (row, good):
        if candidate is None or (candidate is row and good is not None and table.unfit(row)):
            continue
        with suppress(sqlite3.Error):
            write(opened, table, candidate)
            return True
    with suppress(sqlite3.Error):
        # Better with a gap than not at all: a value that the table refuses is left to the check of values.
        opened.execute("PRAGMA ignore_check_constraints=ON")
        write(opened, table, row)
        return True
    return False


def _gaps(named: set[int], highest: int) -> set[int]:
    """The numbers below the highest that no row is known for."""
    last = max(named | {highest if 0 < highest < 1 << 32 else 0})
    return set(range(1, last + 1)) - named if last < 10 * len(named) + 100_000 else set()


def _ties(
    opened: sqlite3.Connection, known: list[Table], report: Report, lost: list[tuple[Table, int]]
) -> None:
    """References to rows that are gone: some stand in empty, some are cut, the rest is put aside."""
    by_name = {table.name: table for table in known}
    stand_ins: list[tuple[Table, int]] = []
    cut: list[tuple[Table, int]] = []
    for may_cut in (False, True, False, True, True):
        dangling = opened.execute("PRAGMA foreign_key_check").fetchall()
        if not dangling:
            break
        for name, key, parent, number in dangling:
            table, above = by_name.get(_text(name)), by_name.get(_text(parent))
            if table is None or above is None:
                continue
            listed = opened.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
            column = next(_text(one[3]) for one in listed if one[0] == number)
            cursor = opened.execute(f'SELECT * FROM "{table.name}" WHERE rowid = ?', (key,))  # noqa: S608
            if (found := cursor.fetchone()) is None:
                continue
            row: Row = dict(zip((one[0] for one in cursor.description), found, strict=True))
            own = row[table.key]
            own = own if isinstance(own, int) else key
            if table.fields[column].null:
                if not may_cut:  # what others need may yet stand in
                    continue
                report.aside(table, own, {column: row[column]})
                opened.execute(f'UPDATE "{table.name}" SET "{column}" = NULL WHERE rowid = ?', (key,))  # noqa: S608
                cut.append((table, own))
            elif above.model.__name__ in _STANDING_IN and isinstance(wanted := row[column], int):
                if _stand_in(opened, above, wanted, row):
                    stand_ins.append((above, wanted))
            else:
                report.aside(table, own, row)
                opened.execute(f'DELETE FROM "{table.name}" WHERE rowid = ?', (key,))  # noqa: S608
                lost.append((table, own))
    if stand_ins:
        report.lost.append(_("rows that stand in empty: %(rows)s") % {"rows": by_table(stand_ins)})
    if cut:
        report.lost.append(_("rows that no longer lead where they did: %(rows)s") % {"rows": by_table(cut)})


def _stand_in(opened: sqlite3.Connection, table: Table, number: int, child: Row) -> bool:
    row: Row = {"id": number}
    if "owner_id" in table.fields:
        owner = child.get("owner_id")
        if not isinstance(owner, int):
            [[owner]] = opened.execute("SELECT coalesce(min(id), 1) FROM onward_user").fetchall()
        row["owner_id"] = owner
    if "title" in table.fields:
        row["title"] = b"?"
    if "username" in table.fields:
        row["username"] = b"owner"
    with suppress(sqlite3.Error):
        write(opened, table, row)
        return True
    return False


def place_for(folder: Path) -> Path:
    """A folder of the day for what was damaged, new each time."""
    day = clock.today().isoformat()
    for number in range(1, 1000):
        place = folder / (day if number == 1 else f"{day}-{number}")
        if not place.exists():
            return place
    raise Problem(f"{folder} is full.")


def _text(value: Value) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
