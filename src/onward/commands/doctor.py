"""`onward doctor`: whether the journal is whole; what can be mended is mended, the rest is named."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from onward.base import whereabouts
from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import print_json, print_line

Check = tuple[str, bool, str]


def run(arguments: argparse.Namespace) -> int:
    """Check, say what was found, and mend what can be."""
    found = list(_checks())
    whole = all(fine for _, fine, _ in found)
    if arguments.json:
        checks = [{"check": name, "fine": fine, "said": said} for name, fine, said in found]
        print_json({"fine": whole, "checks": checks})
    else:
        for name, _, said in found:
            print_line(f"{name}: {said}")
    return 0 if whole else 1


def _checks() -> Iterator[Check]:
    if not whereabouts.home().is_dir():
        journal.must_be_there()
    journal.load()
    from django.conf import settings
    from django.db import connection

    from onward.people import passing

    passing.sweep()
    yield "Journal", True, str(settings.HOME if connection.vendor == "sqlite" else connection.vendor)
    is_file = connection.vendor == "sqlite"
    if is_file:
        yield _file(journal.file())
    journal.prepare(create=False)
    yield "Tables", True, "up to date"  # preparing the journal has seen to it
    if is_file:
        yield from _values(journal.file())
        yield _references()
        if not settings.HOSTED:
            yield from _backups()
    yield from _record()


def _file(place: Path) -> Check:
    """The file as SQLite sees it; a damaged one is written anew from what can be read, and from the latest backup."""
    from onward.people.mending import file, renewal
    from onward.people.mending.report import Report
    from onward.people.places import DAMAGED

    if not place.exists():
        raise Problem(_nothing_there(place))
    faults = file.faults(place)
    if not faults:
        return "File", True, "whole"
    report = Report()
    if file.only_indexes(place, faults):
        file.reindex(place)
        report.mended.append("the indexes were made anew; every row is there")
    else:
        folder = renewal.place_for(place.parent / DAMAGED)
        renewal.renew(place, _sound_backup(), folder, journal.empty, report)
        report.write(folder)
    shown = "; ".join(faults[:3]) + (f" (+{len(faults) - 3})" if len(faults) > 3 else "")
    return "File", report.fine, f"was damaged ({shown}); {'; '.join([*report.mended, *report.lost])}"


def _nothing_there(place: Path) -> str:
    from onward.people import backups

    said = f"There is no journal in {place.parent} yet."
    if latest := backups.latest():
        said = f"The journal is gone from {place.parent}; bring it back with: onward restore {latest.path}"
    return said


def _values(place: Path) -> Iterator[Check]:
    """What never changes is as it was, and no value is one that Onward cannot have written."""
    from django.db import connection

    from onward.people.mending import comparing, renewal
    from onward.people.mending.report import Report
    from onward.people.places import DAMAGED

    connection.close()
    report, backup = Report(), _sound_backup()
    comparing.unfit(place, backup, report)
    if backup:
        comparing.compare(place, backup, report)
    if report.put_aside:
        report.write(renewal.place_for(place.parent / DAMAGED))
    said = "; ".join([*report.mended, *report.lost])
    beside = f" beside the backup of {backup.stem.removeprefix('journal-')}" if backup else ""
    yield "Values", report.fine, said or f"as they were written{beside}"


def _sound_backup() -> Path | None:
    from onward.people import backups
    from onward.people.mending import file

    return next((one.path for one in backups.found() if not one.before and not file.faults(one.path)), None)


def _references() -> Check:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        dangling = cursor.fetchall()
    if not dangling:
        return "References", True, "all lead somewhere"
    named = "; ".join(
        f"{table.removeprefix('onward_')} {row} to {parent.removeprefix('onward_')}"
        for table, row, parent, _ in dangling[:20]
    )
    return "References", False, f"{len(dangling)} lead nowhere: {named}"


def _backups() -> Iterator[Check]:
    from onward.people import backups
    from onward.people.mending import file

    copies = backups.found()
    broken = [one.path.name for one in copies if file.faults(one.path)]
    if broken:
        yield "Backups", False, f"damaged: {', '.join(broken)}; the others are whole"
    elif copies:
        yield "Backups", True, f"{len(copies)}, all whole, the latest of {copies[0].day}"
    else:
        yield "Backups", True, "none yet; one is made each day on which Onward is used"


def _record() -> Iterator[Check]:
    from django.conf import settings

    from onward.applications import columns
    from onward.mail import checks
    from onward.people.models import User

    for owner in User.objects.order_by("pk"):
        of = f" of {owner.get_username()}" if settings.HOSTED else ""
        mended = columns.recompute(owner)
        if mended:
            said = f"{len(mended)} stored values were not what the events say; they are mended"
        else:
            said = "all that is shown follows from the events"
        yield f"Record{of}", True, said
        for name, fine, told in checks.checks(owner):
            yield f"{name}{of}", fine, told
