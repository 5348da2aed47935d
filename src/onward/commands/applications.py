"""`onward applications`: every application and where it stands."""

import argparse
import json
from functools import partial
from typing import Any

from onward.commands import journal
from onward.commands.printing import print_json_list, print_line, print_table


def run(arguments: argparse.Namespace) -> int:
    """Print the list, as JSON or as a table."""
    journal.prepare()
    from onward.applications import contract
    from onward.base import clock
    from onward.mail import queries as mail
    from onward.people.owner import local_owner

    owner = local_owner()
    as_of = clock.now() if arguments.as_of is not None else None
    lines = contract.lines(owner, partial(mail.header_ids, owner), as_of)
    if arguments.json:
        print_json_list(lines)
        return 0
    listed = [json.loads(line) for line in lines]
    if not listed:
        print_line("No applications yet. “onward read PATH” brings in those that your mail knows of.")
    else:
        listed.sort(key=lambda one: (one["applied_on"] or "", one["id"]))
        print_table(("Applied", "Employer", "Role", "Furthest", "Status"), map(_row, listed))
    return 0


def _row(one: dict[str, Any]) -> tuple[Any, ...]:
    return (one["applied_on"] or "", one["company"], one["role"], one["furthest_stage"], one["status"])
