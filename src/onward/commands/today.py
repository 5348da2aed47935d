"""`onward today`: the few things worth doing, and why."""

import argparse

from onward.commands import journal
from onward.commands.printing import print_json, print_line


def run(arguments: argparse.Namespace) -> int:
    """Print what the start page shows, as JSON or as a short list."""
    journal.prepare()
    from django.utils import timezone

    from onward.applications import columns
    from onward.commands import addresses
    from onward.people.owner import local_owner
    from onward.plan import queries, summary

    addresses.use()
    owner = local_owner()
    with timezone.override(columns.zone_of(owner)):
        found = queries.today(owner)
        if arguments.json:
            print_json(queries.as_json(found, soon=arguments.soon))
        else:
            for line in summary.lines(found, queries.stands(owner)):
                print_line(line)
    return 0
