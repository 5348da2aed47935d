"""`onward calendar`: interviews and other days, as a file for a calendar program."""

import argparse
from pathlib import Path

from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import print_json, print_line


def run(arguments: argparse.Namespace) -> int:
    """Write the file; an existing one is replaced only with --force."""
    place = Path(arguments.file).expanduser()
    if place.is_dir():
        raise Problem(f"{place} is a folder; name the file, such as {place / 'onward.ics'}.")
    if place.exists() and not arguments.force:
        raise Problem(f"{place} is there already; take another name, or --force to replace it.")
    if not place.parent.is_dir():
        raise Problem(f"The folder {place.parent} does not exist.")
    journal.prepare()
    from onward.calendar import queries, writing
    from onward.people.owner import local_owner

    owner = local_owner()
    chosen = queries.feed(owner)
    found = queries.items(owner, chosen)
    content = writing.written(found, queries.manner(owner, chosen))
    place.write_bytes(content)
    if arguments.json:
        print_json({"file": str(place), "entries": len(found)})
    else:
        print_line(f"Wrote {place} ({len(found)} {'entry' if len(found) == 1 else 'entries'}).")
    return 0
