"""`onward restore`: an archive, or a backup, becomes the journal again."""

import argparse
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import note, print_json, print_line

_SQLITE = b"SQLite format 3\x00"


def run(arguments: argparse.Namespace) -> int:
    """Check the file, ask where it would meet a journal that is not empty, write, and say what came of it."""
    place = Path(arguments.file).expanduser()
    if place.is_dir():
        raise Problem(f"{place} is a folder; name the file that “onward export” has written.")
    if not place.exists():
        raise Problem(f"There is nothing at {place}.")
    journal.prepare()
    with _as_archive(place, arguments) as archive:
        from onward import takeaway
        from onward.mail import alive
        from onward.people import backups, restore
        from onward.people.archive import contents
        from onward.people.archive.opened import Opened
        from onward.people.owner import local_owner

        with Opened(archive) as opened:  # a damaged file is named before anything is asked
            opened.check()
            opened.rows()
        owner = local_owner()
        mode = arguments.into_nonempty or ""
        begun = contents.is_begun(owner)
        if begun and not mode:
            mode = _asked(place)
        with alive.alone(owner.pk):
            kept = backups.before("restore", journal.file()) if begun else None
            done = restore.restore(owner, archive, mode if begun else "", takeaway.settle)
            if backups.latest():
                # What was copied before is no longer what the journal holds.
                backups.anew(journal.file())
    for remark in done.remarks:
        note(f"{remark}; nothing in the journal rests on it.")
    _say(done.written, done.known, kept, as_json=arguments.json)
    return 0


def _say(written: dict[str, int], known: dict[str, int], kept: Path | None, *, as_json: bool) -> None:
    rows, had = sum(written.values()), sum(known.values())
    if as_json:
        print_json({"rows": rows, "known": had, "backup": str(kept) if kept else None})
        return
    print_line(
        f"Restored {written['Application']:,} applications with {written['Event']:,} entries and "
        f"{written['Message']:,} mails; {rows:,} rows in all."
        + (f" {had:,} rows were here already." if had else "")
    )
    if kept:
        print_line(f"The journal as it was before: {kept}")


def _asked(place: Path) -> str:
    """What the person wants done with what is there; without a terminal, the option has to say it."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise Problem(
            "The journal is not empty, and nothing was restored. Say --into-nonempty merge to add what is missing, "
            "or --into-nonempty replace to put the archive in its place."
        )
    print(
        f"The journal is not empty. Add to it what {place.name} has and it has not (m), "
        "put the archive in its place (r), or leave it as it is (Enter)? ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    answer = sys.stdin.readline().strip().casefold()
    if answer in {"m", "merge"}:
        return "merge"
    if answer in {"r", "replace"}:
        return "replace"
    raise Problem("Nothing was restored; the journal is as it was.")


@contextmanager
def _as_archive(place: Path, arguments: argparse.Namespace) -> Iterator[Path]:
    """The archive itself; of a journal's file or an older archive, one that is made of it."""
    with place.open("rb") as file:
        is_database = file.read(len(_SQLITE)) == _SQLITE
    if not is_database and not _is_older(place):
        yield place
        return
    from onward.people import passing

    with passing.room() as folder:
        home = folder / "home"
        home.mkdir(mode=0o700)
        target = home / "journal.sqlite3"
        if is_database:
            _copy(place, target)
        else:
            with (
                zipfile.ZipFile(place) as older,
                older.open("journal.sqlite3") as source,
                target.open("wb") as copy,
            ):
                copyfileobj(source, copy)
        made = folder / "journal.zip"
        # In a process of its own: that journal may be of an older Onward, and is brought up to date first.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}
        when = ["--as-of", arguments.as_of.isoformat()] if arguments.as_of else []
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "onward", "--home", str(home), *when, "export", str(made)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["it cannot be read"])[-1]
            raise Problem(f"{place} cannot be restored: {why.replace(str(target), 'it')}")
        yield made


def _copy(place: Path, target: Path) -> None:
    """A copy with what its write-ahead log holds, if that lies beside it."""
    import sqlite3
    from contextlib import closing

    try:
        with (
            closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            fault = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise Problem(f"{place} is damaged: {error}. Take another backup.") from error
    if fault != "ok":
        raise Problem(f"{place} is damaged: {fault}. Take another backup.")


def _is_older(place: Path) -> bool:
    """Whether it is an archive of the time before archives could be restored: all it has is the database."""
    try:
        with zipfile.ZipFile(place) as opened:
            names = set(opened.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
    return "manifest.json" not in names and "journal.sqlite3" in names
