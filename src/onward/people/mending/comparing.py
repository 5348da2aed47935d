"""Compares a journal with its latest backup: what never changes once it is written must be as it was.

SQLite has no sums of its pages, so a letter that flips in a text goes unnoticed until here.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from onward.base import clock
from onward.people.mending import salvage
from onward.people.mending.pages import Value
from onward.people.mending.report import Report, by_table
from onward.people.mending.tables import Table, tables
from onward.people.mending.writing import stored, update, write

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Rule:
    """What of a table's rows stays: all columns but these, while the mark has the value that it had."""

    changing: tuple[str, ...] = ()
    #: Columns that are renewed whenever the row is changed; empty: it is never changed.
    mark: tuple[str, ...] = ()
    #: Whether rows are ever deleted.
    kept: bool = True


_SEEN = ("sealed_at", "veiled", "put_away_at")
RULES: Mapping[str, Rule] = {
    "Act": Rule(),
    # Folds over the events, which are computed anew.
    "Application": Rule(("*",)),
    "Event": Rule(("active", "current_id")),
    "Message": Rule(_SEEN, ("filed",)),
    "RawMessage": Rule(),
    "LedgerEntry": Rule(("size", "modified_ns", "held", "message_id")),
    "Proposal": Rule(("decided_at", "decision", "act_id", "why", "candidates")),
    "Reading": Rule((), ("state", "finished_at")),
    "Entry": Rule(("finished_at", "put_away_at", "window"), ("saved_at",)),
    "Lesson": Rule((), ("changed_at", "state")),
    "Draft": Rule(
        ("sent_at", "follow_up_on", "answered_at", "declined_at", "reply_id", "sent_id", "put_away_at"),
        ("saved_at",),
        kept=False,
    ),
    "Feedback": Rule(("put_away_at",), ("history",), kept=False),
    "Step": Rule(("taken_back_at",)),
}


def compare(journal: Path, backup: Path, report: Report) -> None:
    """Bring back from the backup what is not as it was, and name it; values that cannot be right are mended too."""
    known = tables()
    then = salvage.read(backup, known)
    now = salvage.read(journal, known)
    with closing(salvage.connect(journal, write=True)) as opened:
        opened.execute("PRAGMA foreign_keys=OFF")
        opened.execute("BEGIN IMMEDIATE")
        back: list[tuple[Table, int]] = []
        mended: list[tuple[Table, int]] = []
        for table in known:
            rule = RULES.get(table.model.__name__)
            here, there = now.rows[table.name], then.rows[table.name]
            for key, row in there.items():
                if key not in here:
                    if rule and rule.kept and not table.unfit(row):
                        write(opened, table, row)
                        back.append((table, key))
                elif rule and (wrong := _differing(rule, here[key], row)):
                    report.aside(table, key, {name: here[key].get(name) for name in wrong})
                    update(opened, table, key, {name: row[name] for name in wrong})
                    mended.append((table, key))
        opened.execute("COMMIT")
    if back:
        report.mended.append(_("missing, and back from the backup: %(rows)s") % {"rows": by_table(back)})
    if mended:
        report.mended.append(
            _("not as they were written, and mended from the backup: %(rows)s") % {"rows": by_table(mended)}
        )


def unfit(journal: Path, backup: Path | None, report: Report) -> None:
    """Values that Onward cannot have written: from the backup where it has them, else as near as they can be read."""
    known = tables()
    now = salvage.read(journal, known)
    then = salvage.read(backup, known).rows if backup else {}
    mended: list[tuple[Table, int]] = []
    lost: list[str] = []
    with closing(salvage.connect(journal, write=True)) as opened:
        opened.execute("PRAGMA foreign_keys=OFF")
        opened.execute("BEGIN IMMEDIATE")
        for table in known:
            for key, row in now.rows[table.name].items():
                wrong = table.unfit(row)
                if not wrong:
                    continue
                report.aside(table, key, {name: row[name] for name in wrong})
                good = then.get(table.name, {}).get(key)
                if good and not table.unfit(good):
                    update(opened, table, key, {name: good[name] for name in wrong})
                    mended.append((table, key))
                    continue
                nearest = {name: stored(table.fields[name], row[name], mend=True) for name in wrong}
                with suppress(sqlite3.Error):
                    update(opened, table, key, nearest)
                lost.append(f"{table.said} {key} ({', '.join(wrong)})")
        opened.execute("COMMIT")
    if mended:
        report.mended.append(
            _("unreadable values, mended from the backup: %(rows)s") % {"rows": by_table(mended)}
        )
    if lost:
        report.lost.append(_("values that cannot be read: %(values)s") % {"values": "; ".join(lost)})


def _differing(rule: Rule, now: Row, then: Row) -> list[str]:
    if "*" in rule.changing:
        return []
    differing = [
        name for name in then if name in now and name not in rule.changing and now[name] != then[name]
    ]
    changed = any(now.get(name) != then.get(name) for name in rule.mark)
    return (
        [] if changed and all(_may_follow(now.get(name), then.get(name)) for name in rule.mark) else differing
    )


def _may_follow(now: Value, then: Value) -> bool:
    """Whether a mark can have become this: a time only ever grows, and none lies ahead."""
    try:
        one, other = (datetime.fromisoformat(_text(value)).replace(tzinfo=UTC) for value in (now, then))
    except ValueError:
        return True
    return other <= one <= clock.now() + timedelta(days=1)


def _text(value: Value) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
