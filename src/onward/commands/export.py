"""`onward export`: the whole journal in one zip."""

import argparse
from pathlib import Path

from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import print_json, print_line


def run(arguments: argparse.Namespace) -> int:
    """Write the zip; an existing file is replaced only with --force."""
    place = Path(arguments.file).expanduser()
    if place.is_dir():
        raise Problem(f"{place} is a folder; name the file, such as {place / 'onward.zip'}.")
    if place.exists() and not arguments.force:
        raise Problem(f"{place} is there already; take another name, or --force to replace it.")
    if not place.parent.is_dir():
        raise Problem(f"The folder {place.parent} does not exist.")
    journal.prepare(create=False)
    from onward import takeaway
    from onward.people import export
    from onward.people.owner import local_owner

    size = export.write(local_owner(), takeaway.parts, place)
    if arguments.json:
        print_json({"file": str(place), "bytes": size})
    else:
        print_line(f"Wrote {place} ({size:,} bytes). Whoever has it can read all of it.")
    return 0
