"""A copy of the journal's file, made while it is in use: the same rows always give the same bytes."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people import passing
from onward.people.archive.contents import LEFT_OUT
from onward.people.models import User

NAME = "journal.sqlite3"
_PIECE = 1 << 20
#: Seconds that the copy waits for a journal that somebody else keeps locked.
_PATIENCE = 30


def pieces() -> Iterator[bytes]:
    """The copy, piece by piece."""
    with passing.room() as folder:
        place = folder / NAME
        _ordered(_as_it_is(folder), place)
        with place.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _as_it_is(folder: Path) -> Path:
    place = folder / "as-it-is.sqlite3"
    if connection.in_atomic_block:
        raise RuntimeError("SQLite copies nothing while this connection is writing: it would wait for itself")
    connection.ensure_connection()
    with closing(sqlite3.connect(place)) as copy:
        deadline = time.monotonic() + _PATIENCE
        connection.connection.backup(copy, pages=4096, progress=partial(_give_up, deadline))
        copy.execute("PRAGMA journal_mode=DELETE")
    return place


def _ordered(was: Path, place: Path) -> None:
    """Write the tables anew by name and the rows by number, without what is no part of the record.

    Left empty: sessions, ways in, the tables of Django itself. When a migration ran says nothing of the search.
    """
    kept = {
        model._meta.db_table: model._meta.pk.column
        for model in apps.get_app_config("onward").get_models()
        if model.__name__ not in LEFT_OUT
    }
    account = User._meta.db_table
    with closing(sqlite3.connect(place, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        copy.execute("ATTACH DATABASE ? AS was", (str(was),))
        copy.execute("BEGIN")
        made = copy.execute(
            "SELECT type, name, sql FROM was.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY type = 'index', name"
        ).fetchall()
        for kind, name, statement in made:
            copy.execute(statement)
            if kind == "table" and name in kept:
                copy.execute(f'INSERT INTO main."{name}" SELECT * FROM was."{name}" ORDER BY "{kept[name]}"')  # noqa: S608
        copy.execute(
            "INSERT INTO main.django_migrations (id, app, name, applied) SELECT row_number() OVER (ORDER BY app, name), "
            "app, name, '2000-01-01 00:00:00' FROM was.django_migrations"
        )
        copy.execute(f"UPDATE main.\"{account}\" SET password = '!', last_login = NULL")  # noqa: S608
        copy.execute("COMMIT")


def _give_up(deadline: float, status: int, remaining: int, total: int) -> None:
    """Called after each step of the copy: a journal that stays locked is a sentence, not a wait for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
        raise Problem(_("The journal is busy. Nothing was written; try again when the reading is done."))
