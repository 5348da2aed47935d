"""`onward doctor`: whether the journal is whole, and whether all that is shown follows from its events."""

import argparse
from collections.abc import Iterator

from onward.commands import journal
from onward.commands.printing import print_json, print_line


def run(arguments: argparse.Namespace) -> int:
    """Check, say what was found, and mend what can be computed again."""
    journal.prepare(create=False)
    found = list(_checks())
    whole = all(fine for _, fine, _ in found)
    if arguments.json:
        checks = [{"check": name, "fine": fine, "said": said} for name, fine, said in found]
        print_json({"fine": whole, "checks": checks})
    else:
        for name, _, said in found:
            print_line(f"{name}: {said}")
    return 0 if whole else 1


def _checks() -> Iterator[tuple[str, bool, str]]:
    from django.conf import settings
    from django.db import connection

    from onward.applications import columns
    from onward.people.models import User

    yield "Journal", True, str(settings.HOME if connection.vendor == "sqlite" else connection.vendor)
    yield "Tables", True, "up to date"  # preparing the journal has seen to it
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            faults = [str(row[0]) for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            dangling = len(cursor.fetchall())
        fine = faults == ["ok"]
        yield "File", fine, "whole" if fine else "; ".join(faults[:5]) + ". Restore your latest export."
        yield "References", not dangling, "all lead somewhere" if not dangling else f"{dangling} lead nowhere"
    for owner in User.objects.order_by("pk"):
        mended = columns.recompute(owner)
        name = "Record" if not settings.HOSTED else f"Record of {owner.get_username()}"
        if mended:
            yield name, True, f"{len(mended)} stored values were not what the events say; they are mended"
        else:
            yield name, True, "all that is shown follows from the events"
