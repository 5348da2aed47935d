"""What a killed process leaves behind goes; what is under way stays, but when everything is erased."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onward import takeaway
from onward.people import erase, export, passing
from onward.people.models import User

#: Makes a room with something in it, and is gone as by a kill.
KILLED = "import os; from pathlib import Path; from onward.people import passing; held = passing.room(); room = held.__enter__(); "
KILLED += "(room / 'as-it-is.sqlite3').write_text('242 mails'); os._exit(9)"


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    settings.HOME = tmp_path
    settings.HOSTED = False
    return tmp_path


def left_by_a_killed_process(home: Path) -> Path:
    environment = {**os.environ, "ONWARD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "onward.settings"}
    subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    [left] = (home / "passing").iterdir()
    return left


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_stays(home: Path) -> None:
    left = left_by_a_killed_process(home)
    older = home / ".onward-abcd" / "as-it-is.sqlite3"
    older.parent.mkdir()
    older.write_text("of an older Onward")
    (home / "tmp1.upload.mbox").write_text("half of it")
    (home / "journal.sqlite3").write_text("no business of this")
    with passing.room() as room:
        passing.sweep()
        assert room.is_dir()
        assert not left.exists()
    assert sorted(one.name for one in home.iterdir() if one.name != "secret.key") == [
        "journal.sqlite3",
        "passing",
    ]
    assert list((home / "passing").iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_erasing_leaves_nothing_of_what_was_under_way(owner: User, home: Path) -> None:
    left_by_a_killed_process(home)
    (home / "passing" / "tmp2.upload.mbox").write_text("half of it")
    erase.erase(owner)
    assert list((home / "passing").iterdir()) == [], "the folder itself stays: the server goes on to use it"


@pytest.mark.django_db
def test_a_part_of_an_archive_can_be_seen_and_goes_with_the_next(
    owner: User, tmp_path: Path, settings
) -> None:
    settings.HOSTED = True
    left, another = tmp_path / "out.zip.abc.part", tmp_path / "out.zip.part of mine"
    left.write_text("half of it")
    another.write_text("not ours")
    export.write(owner, takeaway.parts, tmp_path / "out.zip")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out.zip", "out.zip.part of mine"]
