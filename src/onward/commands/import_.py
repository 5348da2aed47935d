"""`onward import`: a table of applications into the journal, or a look at what it would bring."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onward.base import whereabouts
from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import note, print_json, print_line

if TYPE_CHECKING:
    from onward.imports.plans import Plan

_SHOWN = 20
#: Fields that name an application; without any of them nobody could tell one from another.
_NAMES = frozenset({"company", "role", "title"})


def run(arguments: argparse.Namespace) -> int:
    """Read the table; without --dry-run write what is new, as one act."""
    name, content = _content(arguments.file)
    found = _look(content, arguments.map) if arguments.dry_run else _write(name, content, arguments.map)
    if arguments.json:
        print_json(found.as_json())
    else:
        _print(found, written=not arguments.dry_run)
    return 0


def _content(given: str) -> tuple[str, bytes]:
    if given == "-":
        return "standard input", sys.stdin.buffer.read()
    place = Path(given).expanduser()
    if not place.exists():
        raise Problem(f"There is nothing at {given}.")
    if place.is_dir():
        raise Problem(f"{given} is a folder; name the table in it.")
    return place.name, place.read_bytes()


def _look(content: bytes, pairs: list[tuple[str, str]]) -> "Plan":
    """The plan beside the journal that is there; none is made."""
    # The settings would make a key for sessions, and with it the folder; a look begins none.
    os.environ.setdefault("ONWARD_SECRET_KEY", os.urandom(32).hex())
    if whereabouts.is_there():
        journal.prepare(create=False)
    else:
        journal.load_without_journal()
    from onward.base import clock
    from onward.imports import plans, queries
    from onward.imports.choices import Choices
    from onward.imports.joining import Record
    from onward.imports.models import ImportTable

    source = plans.opened(content)
    choices = Choices(columns=plans.named(source.table.headings, pairs))
    if whereabouts.is_there():
        from onward.people.owner import local_owner

        return queries.plan(local_owner(), ImportTable(choices=choices.as_json()), source)
    from django.utils import timezone

    return plans.plan(source, choices, Record(), {}, timezone.get_default_timezone(), clock.now(), "dmy")


def _write(name: str, content: bytes, pairs: list[tuple[str, str]]) -> "Plan":
    journal.prepare()
    from onward.imports import actions, plans, queries
    from onward.imports.choices import Choices
    from onward.imports.models import ImportTable
    from onward.people.owner import local_owner

    owner = local_owner()
    source = plans.opened(content)
    named = plans.named(source.table.headings, pairs)
    if not source.table.found and not named:
        # On the page the person sees what was read before anything is written; here nobody does.
        raise Problem(
            f"No row of headings was recognised in {name}, so nothing was written. See what was read with --dry-run,"
            f" and name its columns, such as --map {source.table.headings[0]}=company."
        )
    looked = queries.plan(owner, ImportTable(choices=Choices(columns=named).as_json()), source)
    if _NAMES.isdisjoint(looked.as_json()["columns"].values()):
        raise Problem(
            f"No column of {name} was recognised as the employer or the role, so nothing was written. Name one, such as"
            f" --map {source.table.headings[0]}=company."
        )
    table = actions.bring(owner, name, content)
    actions.correct(owner, table, Choices(columns=named), {})
    found, _act = actions.carry_out(owner, table)
    return found


def _print(found: "Plan", *, written: bool) -> None:
    said = found.as_json()
    would = "" if written else "Nothing was written. It would bring: "
    print_line(
        f"{would}{said['rows']:,} rows: {said['applications']:,} new applications, {said['joined']:,} that you have"
        f" already, {said['events']:,} new events."
    )
    for heading, field in said["columns"].items():
        if field != "other":
            print_line(f"  {heading}: {field}")
    for one in said["skipped"][:_SHOWN]:
        note(f"Row {one['row']} was left out: {one['why']}")
    for one in said["doubts"][:_SHOWN]:
        rows = ", ".join(map(str, one["rows"][:8]))
        note(f"{one['why']}{f' (row {rows})' if rows else ''}")
