"""Backups: once a day, whole, for the owner's eyes only, and never of a journal that is damaged or empty."""

import sqlite3
import stat
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from onward.base import clock
from onward.people import backups
from onward.people.models import User

DAY = date(2026, 7, 15)


@pytest.fixture
def home(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch, freeze) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setattr(backups, "are_made", lambda: True)
    freeze(DAY)
    return tmp_path


@pytest.fixture
def journal(home: Path) -> Path:
    place = home / "journal.sqlite3"
    with sqlite3.connect(place) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE onward_act (id integer PRIMARY KEY, title text)")
        made.execute("CREATE TABLE django_session (session_key text)")
        made.execute("CREATE TABLE onward_signinlink (digest text)")
        made.execute("INSERT INTO onward_act VALUES (1, 'Added Nordlicht')")
        made.execute("INSERT INTO django_session VALUES ('a way in')")
    return place


def titles(place: Path) -> list[str]:
    with sqlite3.connect(place) as opened:
        return [row[0] for row in opened.execute("SELECT title FROM onward_act")]


def test_one_a_day_beside_the_work(journal: Path) -> None:
    writer = sqlite3.connect(journal)
    writer.execute("INSERT INTO onward_act VALUES (2, 'not committed yet')")
    thread = backups.daily(journal)
    assert isinstance(thread, threading.Thread)
    thread.join()
    writer.commit()
    [made] = backups.found()
    assert (made.day, made.path.name) == (DAY, "journal-2026-07-15.sqlite3")
    assert titles(made.path) == ["Added Nordlicht"]
    assert b"a way in" not in made.path.read_bytes()
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert backups.daily(journal) is None, "today's is there"
    assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]


def test_they_are_rotated(journal: Path, freeze) -> None:
    for number in range(40):
        freeze(DAY + timedelta(days=number))
        backups.anew(journal)
    days = [one.day for one in backups.found()]
    last = DAY + timedelta(days=39)
    assert days[:7] == [last - timedelta(days=number) for number in range(7)]
    assert len(days) <= 17


def test_none_is_made_of_what_is_damaged_or_empty(journal: Path) -> None:
    good = backups.anew(journal)
    assert good is not None
    with sqlite3.connect(journal) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(journal.read_bytes())
    content[4096:4200] = b"x" * 104
    journal.write_bytes(content)
    before = good.read_bytes()
    backups._quietly(lambda: backups.anew(journal))
    assert good.read_bytes() == before
    empty = journal.with_name("empty.sqlite3")
    with sqlite3.connect(empty) as made:
        made.execute("CREATE TABLE onward_act (id integer PRIMARY KEY)")
    good.unlink()
    assert backups.anew(empty) is None
    assert backups.found() == []


def test_a_copy_that_cannot_be_made_stops_nobody(
    journal: Path, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    def full(*_given: object) -> bool:
        raise OSError("No space left on device")

    monkeypatch.setattr(backups, "_copy", full)
    thread = backups.daily(journal)
    assert thread is not None
    thread.join()
    assert "No backup was made: No space left on device" in caplog.text


def test_before_a_large_change_each_copy_is_kept(journal: Path) -> None:
    made = [backups.before("restore", journal) for _ in range(5)]
    assert len(set(made)) == 5
    assert [one.before for one in backups.found()] == ["restore"] * 3
    assert backups.latest() is None


def test_settings_show_them_and_how_to_go_back(signed_in: Client, owner: User, journal: Path) -> None:
    page = signed_in.get("/settings/").content.decode()
    assert "None yet. Onward copies the journal once a day" in page
    place = backups.anew(journal)
    page = signed_in.get("/settings/").content.decode()
    assert "1 backup" in page
    assert f"onward restore {place}" in page
    assert "The backup that Onward made goes too" in signed_in.get("/settings/erase/").content.decode()


def test_a_host_makes_none(settings, tmp_path: Path, signed_in: Client) -> None:
    settings.HOSTED = True
    assert not backups.are_made()
    assert "Backups" not in signed_in.get("/settings/").content.decode()
    assert clock.now()
