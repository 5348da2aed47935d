"""Makes the journal ready for a command: folder, key, tables, and nothing done twice."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onward.base import whereabouts
from onward.base.errors import Problem


def prepare(*, create: bool = True) -> None:
    """Load Django and bring the journal's tables up to date; fast when they are.

    Without `create`, a journal that is not there yet is a Problem.
    """
    # Whatever is written from here on is for the owner's eyes only, SQLite's side files included.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
    home = whereabouts.home()
    if not create:
        must_be_there()
    _make_private(home)
    _load_django()
    if not _is_current():
        with _alone(home):
            if not _is_current():
                _keep_before_update()
                _make_current("default")
    _settle_day()
    _open_due()


def must_be_there() -> None:
    """A Problem where there is no journal yet; nothing is made in looking for one."""
    if not whereabouts.is_there():
        raise Problem(f"There is no journal in {whereabouts.home()} yet.")


def _settle_day() -> None:
    """A date given by --as-of is a day where the person lives."""
    from onward.base import clock

    if not clock.is_day():
        return
    from onward.applications import columns
    from onward.people.models import User

    if owner := User.objects.order_by("pk").first():
        clock.settle(columns.zone_of(owner))


def _keep_before_update() -> None:
    """A journal that a new version changes is kept as it was."""
    from django.db import connection

    from onward.people import backups

    if file().exists() and file().stat().st_size:
        connection.close()
        backups.before("update", file())


def _open_due() -> None:
    """What was closed until now, because somebody wanted to see it later, is filed."""
    from onward.mail import sealing
    from onward.people.models import User

    for owner in User.objects.filter(messages__sealed_at__isnull=False).distinct():
        sealing.open_due(owner)


def back_up(*, wait: bool = False) -> None:
    """Begin today's backup, if there is none; it is made beside the work that follows.

    A reading waits for it: the copy is of the journal as it was before.
    """
    from onward.people import backups

    making = backups.daily(file())
    if making and wait:
        making.join()


def load() -> None:
    """Load Django, and open nothing yet: the file may be damaged."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
    _load_django()


def empty(place: Path) -> None:
    """Make a journal without rows in a file of its own."""
    from django.db import connections

    alias = "empty"
    connections.databases[alias] = {**connections.databases["default"], "NAME": place}
    try:
        _make_current(alias)
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


def load_without_journal() -> None:
    """Load Django for what needs no journal: nothing is made or opened on disk."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
    os.environ.setdefault("ONWARD_SECRET_KEY", os.urandom(32).hex())
    _load_django()


def _make_current(alias: str) -> None:
    """Bring the tables up to date; a new journal gets them all at once."""
    from onward.commands import tables

    if tables.are_missing(alias):
        tables.make(_wanted(), alias)
    else:
        from django.core.management import call_command

        call_command("migrate", database=alias, verbosity=0, interactive=False)


def _load_django() -> None:
    import django

    django.setup()


def file() -> Path:
    """The file of the journal, where it is one."""
    return whereabouts.home() / whereabouts.FILE


def _make_private(home: Path) -> None:
    """The folder is made for its owner alone; one that was there keeps its place but closes to others."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if home.stat().st_mode & 0o077:
            home.chmod(0o700)
        for name in ("journal.sqlite3", "secret.key"):
            if (home / name).exists() and (home / name).stat().st_mode & 0o077:
                (home / name).chmod(0o600)
    except NotADirectoryError:
        raise Problem(f"{home} is not a folder, so the journal cannot be kept there.") from None
    except FileExistsError:
        raise Problem(f"{home} is a file, so the journal cannot be kept there.") from None
    except PermissionError:
        raise Problem(f"{home} cannot be written to; choose another folder with --home.") from None


def _is_current() -> bool:
    """Compare the names of the migrations with the table, without Django's executor: it takes seconds."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise Problem(f"{connection.settings_dict['NAME']} is no journal: {error}.") from error
        if "unable to open" in str(error) or "connection" in str(error):
            raise Problem(f"The journal could not be opened: {str(error).splitlines()[0]}.") from error
        return False
    wanted = _wanted()
    if newer := {name for app, name in applied - wanted if app == "onward"}:
        raise Problem(f"A newer Onward has written this journal ({max(newer)}); this one cannot read it.")
    return wanted <= applied


def _wanted() -> set[tuple[str, str]]:
    from django.apps import apps

    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[!_]*.py*")
    }


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Only one process at a time makes the tables; the others wait and find them made."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock; SQLite's own lock must do there
        yield
        return
    with (home / "journal.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
