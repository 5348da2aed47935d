"""Erases everything that belongs to a person: rows, files, sessions, and the traces in free pages."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people import passing
from onward.people.belongings import paths_to_owner
from onward.people.models import User
from onward.people.places import FOLDERS

#: What is the person's and lies outside the journal, such as in the system's keyring.
_outside: list[Callable[[User], None]] = []


def register(forget: Callable[[User], None]) -> None:
    """Let a floor above take away what it keeps outside the journal; registering twice changes nothing."""
    if forget not in _outside:
        _outside.append(forget)


def erase(owner: User) -> None:
    """Erase the person and all that is theirs. Others on the same host keep everything.

    The rows go in one transaction: a crash in the middle erases nothing. On SQLite the file is then
    rewritten, so that nothing can be read from free pages or the write-ahead log. Backups go too: what is
    erased is nowhere.
    """
    key = owner.pk
    for forget in _outside:
        forget(owner)
    with transaction.atomic():
        rows_of(owner)
        _sessions_of(key)
        User.objects.filter(pk=key).delete()
    if not settings.HOSTED:
        for name in FOLDERS:
            shutil.rmtree(Path(settings.HOME) / name, ignore_errors=True)
        passing.sweep(everything=True)
    if connection.vendor == "sqlite":
        _rewrite()


def rows_of(owner: User) -> None:
    """Delete all that is the person's but their account; the caller's transaction holds it."""
    for model, path in _children_first(paths_to_owner()):
        rows = model._base_manager.filter(**{path: owner.pk})
        # Without Django's collector: it would load every row, and refuse rows that hold each other.
        # The database itself checks at the end of the transaction that nothing dangles.
        if "__" in path:
            rows = model._base_manager.filter(pk__in=rows.values("pk"))
        rows._raw_delete(rows.db)


def _rewrite() -> None:
    """Leave no trace in free pages; a reading that still runs somewhere ends at its next write."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError as error:
        raise Problem(
            _("Everything is erased, but traces may remain in the file, which another Onward still uses. ")
            + _("Stop it and delete the journal's folder to be sure.")
        ) from error


def _children_first(paths: dict[type[Model], str]) -> list[tuple[type[Model], str]]:
    """Rows that are found through others go before those."""
    return sorted(paths.items(), key=lambda pair: -pair[1].count("__"))


def _sessions_of(key: int) -> None:
    engine = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if engine().decode(session.session_data).get("_auth_user_id") == str(key):
            session.delete()
