"""A journal that is damaged at random is mended, or what is lost is named: row by row, table by table."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.doors.test_command_line import environment, onward

Rows = dict[tuple[str, int], dict[str, Any]]
MAKE = """
import sys
from onward.commands import journal
journal.prepare()
from onward.base import clock
from onward.people.owner import local_owner
from tests.people import journals
owner = local_owner()
owner.show_no = "when_opened"
owner.save()
journals.live(owner, 11, 60)
clock.travel_to(None)
from onward.people import backups
print(backups.anew(journal.file()))
"""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of sixty acts with a backup; it is copied and never damaged itself."""
    home = tmp_path_factory.mktemp("doctor") / "home"
    done = subprocess.run(
        [sys.executable, "-c", MAKE], env=environment(home), capture_output=True, text=True,
        cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(journal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(journal, tmp_path / "home"))


def rows(home: Path) -> Rows:
    """Every row as it is stored."""
    found: Rows = {}
    with closing(sqlite3.connect(home / "journal.sqlite3")) as opened:
        opened.text_factory = bytes
        names = [
            row[0].decode()
            for row in opened.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'onward_%'"
            )
        ]
        for name in names:
            cursor = opened.execute(f'SELECT * FROM "{name}"')
            columns = [one[0] for one in cursor.description]
            for values in cursor:
                row = dict(zip(columns, values, strict=True))
                found[name.removeprefix("onward_"), next(iter(row.values()))] = row
    return found


def doctor(home: Path) -> tuple[str, dict[str, str], bool]:
    done = onward(home, "doctor", "--json")
    assert "Traceback" not in done.stderr, done.stderr
    said = json.loads(done.stdout)
    assert done.returncode == (0 if said["fine"] else 1)
    checks = {one["check"]: one["said"] for one in said["checks"]}
    return " ".join(checks.values()), checks, said["fine"]


def names(said: str, table: str, key: int) -> bool:
    """Whether a row is among those that are named: “event 4–7, 9”."""
    table = {
        "ledgerentry": "ledger entry",
        "rawmessage": "raw message",
        "otheractivity": "other activity",
    }.get(table, table)
    for part in said.replace("(", ";").split(";"):
        words = (
            part.replace("of ", "")
            .replace(" no rows can be read for the numbers", "")
            .replace(":", "")
            .strip()
        )
        at = words.find(f"{table} ")
        for word in words[at + len(table) :].replace(",", " ").split() if at >= 0 else ():
            first, _dash, last = word.partition("–")
            if first.isdigit() and int(first) <= key <= int(last or first):
                return True
    return "nothing can be read of" in said and table in said


def damage(place: Path, seed: int) -> None:
    """Bits that flip, pages of noise, heads of pages, a file that is cut off."""
    chance, content = random.Random(seed), bytearray(place.read_bytes())
    page = chance.randrange(len(content) // 4096)
    if seed % 4 == 0:
        for _ in range(chance.choice([1, 3, 20])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif seed % 4 == 1:
        for one in (page, *[chance.randrange(len(content) // 4096) for _ in range(chance.choice([0, 3]))]):
            content[one * 4096 : (one + 1) * 4096] = chance.randbytes(4096)
    elif seed % 4 == 2:
        del content[chance.randrange(len(content)) :]
    else:
        for _ in range(6):
            content[page * 4096 + chance.randrange(12)] ^= 1 << chance.randrange(8)
    place.write_bytes(content)


#: Damages that are tried with a backup and without; ONWARD_DAMAGES asks for more.
DAMAGES = int(os.environ.get("ONWARD_DAMAGES", "24"))


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_column_that_lost_its_name_is_told_and_mended(home: Path, backed_up: bool) -> None:
    if not backed_up:
        shutil.rmtree(home / "backups")
    before = rows(home)
    place = home / "journal.sqlite3"
    content = place.read_bytes()
    made = content.index(b'CREATE TABLE "onward_feedback"')
    at = content.index(b'"event_id"', made)
    place.write_bytes(content[:at] + b'"event_hd"' + content[at + 10 :])
    said, _checks, fine = doctor(home)
    assert "lost its name" in said, said
    assert (rows(home), fine) == (before, True), said


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(DAMAGES))
def test_with_a_backup_everything_comes_back(journal: Path, home: Path, seed: int) -> None:
    before = rows(home)
    damage(home / "journal.sqlite3", seed)
    said, _checks, fine = doctor(home)
    assert fine, said
    assert rows(home) == before, said
    if seed % 10 == 0:
        assert doctor(home)[2], "a second look finds nothing"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1000 + DAMAGES // 2))
def test_without_a_backup_what_is_lost_is_named(home: Path, seed: int) -> None:
    """What follows from lost rows (the columns of an application) is computed from those that are left."""
    shutil.rmtree(home / "backups")
    before = rows(home)
    if seed % 4 == 0:
        seed += 1  # a letter that flips cannot be told without a backup
    damage(home / "journal.sqlite3", seed)
    said, _checks, _fine = doctor(home)
    now = rows(home)
    missing = [key for key in before if key not in now]
    assert [key for key in missing if not names(said, *key)] == [], said
    assert not [
        key for key, row in before.items()
        if key in now and key[0] in {"act", "entry", "step"} and now[key] != row and not names(said, *key)
    ], said  # fmt: skip
    again = doctor(home)[1]
    assert again["File"] == "whole"
    assert again["References"] == "all lead somewhere"


def test_the_log_that_was_not_written_back_is_read(home: Path) -> None:
    """The journal ended without closing: its last rows are in the log alone, and the file itself is damaged too."""
    writer = sqlite3.connect(home / "journal.sqlite3")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE onward_entry SET body = 'in the log', saved_at = '2099-01-01'")
    writer.execute("UPDATE onward_entry SET saved_at = (SELECT max(recorded_at) FROM onward_event)")
    writer.commit()
    kept = home.with_name("kept")
    shutil.copytree(home, kept)
    writer.close()
    content = bytearray((kept / "journal.sqlite3").read_bytes())
    content[5 * 4096 : 5 * 4096 + 12] = b"x" * 12
    (kept / "journal.sqlite3").write_bytes(content)
    said, _checks, fine = doctor(kept)
    assert fine, said
    bodies = {row["body"] for key, row in rows(kept).items() if key[0] == "entry"}
    assert bodies == {b"in the log"}


def test_without_its_log_what_the_backup_has_comes_back(home: Path) -> None:
    before = rows(home)
    with closing(sqlite3.connect(home / "journal.sqlite3")) as opened:
        opened.execute("PRAGMA foreign_keys=OFF")
        opened.execute("DELETE FROM onward_event WHERE id % 5 = 0")
        opened.commit()
    said, _checks, fine = doctor(home)
    assert fine
    assert "missing, and back from the backup: event" in said
    assert rows(home) == before


def test_what_gives_way_is_kept(home: Path) -> None:
    with closing(sqlite3.connect(home / "journal.sqlite3")) as opened:
        opened.execute("UPDATE onward_act SET title = 'somebody else wrote this' WHERE id = 3")
        opened.commit()
    said, _checks, _fine = doctor(home)
    assert "mended from the backup: act 3" in said
    [kept] = (home / "damaged").rglob("replaced.jsonl")
    assert "somebody else wrote this" in kept.read_text()


def test_a_journal_that_is_gone_says_where_the_backup_is(home: Path) -> None:
    (home / "journal.sqlite3").unlink()
    done = onward(home, "doctor")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    [backup] = (home / "backups").iterdir()
    assert f"onward restore {backup}" in done.stderr


def test_a_damaged_backup_is_named_and_not_used(home: Path) -> None:
    [backup] = (home / "backups").iterdir()
    damage(backup, 1)
    before = rows(home)
    _said, checks, fine = doctor(home)
    assert not fine
    assert f"damaged: {backup.name}" in checks["Backups"]
    assert rows(home) == before


HOLD = """
import sqlite3, sys
opened = sqlite3.connect(sys.argv[1])
opened.execute("SELECT count(*) FROM onward_act").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


def test_while_another_has_it_open_nothing_is_replaced(home: Path) -> None:
    place = home / "journal.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        damage(place, 1)
        before = place.read_bytes()
        done = onward(home, "doctor")
        assert done.returncode == 1
        assert "another Onward has it open" in done.stderr
        assert place.read_bytes() == before
        other.communicate()
    assert doctor(home)[2]
