"""`onward read`: mail from files into the journal, or a look at it that leaves no trace."""

import argparse
import re
import sys
from email.utils import parseaddr
from pathlib import Path

from onward.base import whereabouts
from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import note, print_json, print_json_line, print_line
from onward.commands.progress import Progress
from onward.commands.summary import print_summary


def run(arguments: argparse.Namespace) -> int:
    """Read every path; what was skipped is named, one bad file stops nothing."""
    paths = [_place(path) for path in arguments.paths]
    me = [_address(given) for given in arguments.me]
    if arguments.dry_run or not whereabouts.is_there():
        _begin_early(paths)
    if arguments.dry_run:
        return _look(paths, me, as_json=arguments.json)
    journal.prepare()
    journal.back_up(wait=True)
    read(paths, me, as_json=arguments.json)
    return 0


def _begin_early(paths: list[str]) -> None:
    """Where all mail is new, and there may be much, the workers load what they need while Django is loaded here."""
    from onward.mail import workers

    if any(
        path == "-" or Path(path).is_dir() or Path(path).stat().st_size >= workers.WORTH_IT for path in paths
    ):
        workers.begin()


def _place(given: str) -> str:
    """The path that is meant; one that leads nowhere is a Problem before anything is read."""
    if given == "-" or (given and Path(given).exists()):
        return given
    at_home = Path(given).expanduser()
    if not given or not at_home.exists():
        raise Problem(f"There is nothing at {given or 'an empty path'}.")
    return str(at_home)


def _address(given: str) -> str:
    """The address in what --me was given, also where a name stands before it."""
    address = parseaddr(given)[1]
    if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", address):
        raise Problem(f"“{given}” is no mail address.")
    return address


def _look(paths: list[str], me: list[str], *, as_json: bool) -> int:
    """Say what each message is; no journal is opened or made."""
    journal.load_without_journal()
    from onward.mail import dry_run

    for line in dry_run.lines(paths, me=me):
        if as_json:
            print_json_line(line)
        else:
            if why := line.get("problem"):
                print_line(f"{'-':<16} {why}  [{line['source']}]")
                continue
            name = line["company"] or line["from"] or "?"
            print_line(f"{line['kind']:<16} {name}: {line['subject'] or ''}  [{line['source']}]")
    return 0


def read(paths: list[str], me: list[str], *, as_json: bool) -> None:
    """Read into the journal with a line of progress, and print what came of it."""
    journal.prepare()
    from onward.mail import intake
    from onward.people.owner import local_owner

    with Progress(sys.stderr) as progress:
        reading = intake.read(local_owner(), paths, me=me, progress=progress.show)
    for one in reading.skipped:
        note(f"Skipped {one['source']}: {one['why']}")
    if as_json:
        fields = ("examined", "known", "kept", "kinds", "skipped")
        print_json({field: getattr(reading, field) for field in fields})
        return
    print_line(
        f"{reading.examined:,} messages examined, {reading.known:,} of them known already; "
        f"{reading.kept:,} belong to the search."
    )
    print_summary()
