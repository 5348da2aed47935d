"""`onward sync`: what is new in the mailboxes that are set up, once."""

import argparse
import sys

from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import note, print_json, print_line
from onward.commands.progress import Progress
from onward.commands.summary import print_summary


def run(arguments: argparse.Namespace) -> int:
    """Read every mailbox; one that cannot be read is named and does not keep the others from it."""
    journal.prepare()
    journal.back_up(wait=True)
    from onward.mail import intake
    from onward.mailbox import queries, source
    from onward.people.owner import local_owner

    owner = local_owner()
    found = queries.all_mailboxes(owner)
    if not found:
        raise Problem(
            "No mailbox is set up. Start `onward` and choose “Read mail”, then “Connect a mailbox”."
        )
    lines, problems = [], []
    for mailbox in found:
        line = {"address": mailbox.address, "examined": 0, "known": 0, "kept": 0, "kinds": {}, "skipped": []}
        try:
            with Progress(sys.stderr) as progress:
                reading = intake.read(owner, [source.name_of(mailbox)], progress=progress.show)
        except Problem as problem:
            problems.append(f"{mailbox.address}: {problem}")
            lines.append(line | {"problem": str(problem)})
            continue
        for one in reading.skipped:
            note(f"Skipped {source.shown(one['source'])}: {one['why']}")
        lines.append(
            line | {name: getattr(reading, name) for name in line if name != "address"} | {"problem": None}
        )
    if arguments.json:
        print_json({"mailboxes": lines})
    elif len(problems) < len(lines):
        examined, kept = (sum(int(str(line[name])) for line in lines) for name in ("examined", "kept"))
        print_line(f"{examined:,} new messages looked at; {kept:,} belong to the search.")
        print_summary()
    if problems:
        raise Problem("\n".join(problems))
    return 0
