"""`onward applications`: every application and where it stands."""

import argparse
from typing import Any

from onward.commands import journal
from onward.commands.printing import print_json, print_line, print_table


def run(arguments: argparse.Namespace) -> int:
    """Print the list, as JSON or as a table."""
    journal.prepare()
    from onward import takeaway
    from onward.applications import queries
    from onward.base import clock
    from onward.people.owner import local_owner

    listed = queries.as_json(
        local_owner(), takeaway.header_ids, clock.now() if arguments.as_of is not None else None
    )
    if arguments.json:
        print_json(listed)
    elif not listed:
        print_line("No applications yet. “onward read PATH” brings in those that your mail knows of.")
    else:
        listed.sort(key=lambda one: (one["applied_on"] or "", one["id"]))
        print_table(("Applied", "Employer", "Role", "Furthest", "Status"), map(_row, listed))
    return 0


def _row(one: dict[str, Any]) -> tuple[Any, ...]:
    return (one["applied_on"] or "", one["company"], one["role"], one["furthest_stage"], one["status"])
