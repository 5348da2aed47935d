"""`onward restore` as it is typed: an archive, a backup, an older archive; onto a journal that has something in it."""

import json
import os
import pty
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors.test_command_line import ONWARD, environment, onward
from tests.mail.letters import as_mbox, search


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a search in it; it is not changed."""
    place = tmp_path_factory.mktemp("restore")
    assert onward(place / "home", "read", as_mbox(place / "search.mbox", search())).returncode == 0
    assert onward(place / "home", "export", str(place / "a.zip")).returncode == 0
    return place / "home"


@pytest.fixture
def archive(journal: Path) -> Path:
    return journal.parent / "a.zip"


def told(home: Path) -> object:
    return json.loads(onward(home, "applications", "--json").stdout)


def test_out_in_and_out_again_is_the_same_file(journal: Path, archive: Path, tmp_path: Path) -> None:
    done = onward(tmp_path / "new", "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert "Restored 2 applications" in done.stdout
    assert told(tmp_path / "new") == told(journal)
    assert onward(tmp_path / "new", "export", str(tmp_path / "b.zip")).returncode == 0
    assert (tmp_path / "b.zip").read_bytes() == archive.read_bytes()
    assert json.loads(onward(tmp_path / "new", "doctor", "--json").stdout)["fine"]


def test_onto_a_journal_it_asks(archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert onward(home, "restore", str(archive)).returncode == 0
    before = told(home)
    refused = onward(home, "restore", str(archive))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "--into-nonempty merge" in refused.stderr
    assert "--into-nonempty replace" in refused.stderr
    for answer, code in (("\n", 1), ("what\n", 1), ("m\n", 0), ("r\n", 0)):
        said, ended = _in_a_terminal(home, ["restore", str(archive)], answer)
        assert "The journal is not empty." in said
        assert ended == code, said
        assert told(home) == before
    done = json.loads(onward(home, "restore", str(archive), "--into-nonempty", "merge", "--json").stdout)
    assert (done["rows"], done["known"] > 10) == (0, True)
    assert Path(done["backup"]).exists()


def _in_a_terminal(home: Path, arguments: list[str], answer: str) -> tuple[str, int]:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*ONWARD, *arguments], env=environment(home), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as done:  # fmt: skip
        os.write(ours, answer.encode())
        said = done.stdout.read() if done.stdout else ""
        code = done.wait(timeout=60)
    os.close(ours)
    os.close(theirs)
    return said, code


def test_a_backup_and_an_older_archive_are_restored_too(journal: Path, archive: Path, tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(journal / "journal.sqlite3")) as source,
        closing(sqlite3.connect(tmp_path / "backup.sqlite3")) as copy,
    ):
        source.backup(copy)
    with zipfile.ZipFile(archive) as opened, zipfile.ZipFile(tmp_path / "older.zip", "w") as older:
        older.writestr("README.txt", "as it was")
        older.writestr("journal.sqlite3", opened.read("journal.sqlite3"))
    for number, name in enumerate(("backup.sqlite3", "older.zip")):
        done = onward(tmp_path / str(number), "restore", str(tmp_path / name))
        assert done.returncode == 0, done.stderr
        assert told(tmp_path / str(number)) == told(journal)


def test_what_cannot_be_restored_is_one_sentence(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(archive.read_bytes()[:-900])
    (tmp_path / "cut.sqlite3").write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    for name in ("cut.zip", "cut.sqlite3", "nothing.zip", "."):
        done = onward(tmp_path / "home", "restore", str(tmp_path / name))
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_a_day_of_use_leaves_a_backup(archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    onward(home, "restore", str(archive))
    assert not (home / "backups").exists()
    box = as_mbox(tmp_path / "search.mbox", search())
    assert onward(home, "--as-of", "2026-07-15", "read", box).returncode == 0
    [made] = (home / "backups").iterdir()
    assert made.name == "journal-2026-07-15.sqlite3"
    assert onward(tmp_path / "again", "restore", str(made)).returncode == 0
    assert told(tmp_path / "again") == told(home)
    made.unlink()
    gone = onward(home, "restore", str(made))
    assert gone.returncode == 1
