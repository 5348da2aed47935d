"""`onward insights`: what the record says of the search, with intervals."""

import argparse

from onward.commands import journal
from onward.commands.printing import print_json, print_line


def run(arguments: argparse.Namespace) -> int:
    """Print the figures, as JSON or as a few sentences."""
    journal.prepare()
    from onward.base import clock
    from onward.people.owner import local_owner
    from onward.statistics import facts, queries
    from onward.statistics.insights import Insights, as_json
    from onward.statistics.summary import sentences

    owner = local_owner()
    as_of = clock.now() if arguments.as_of is not None else None
    insights = Insights(facts.courses(owner, as_of), facts.day(owner, as_of), queries.marks(owner, as_of))
    if arguments.json:
        print_json(as_json(insights))
    else:
        for sentence in sentences(insights):
            print_line(sentence)
    return 0
