"""A journal in a dozen lines for the terminal: where the search stands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onward.commands.printing import print_line

if TYPE_CHECKING:
    from onward.people.models import User

#: Status as shown → how it is said of several: what goes on comes first, what is over last.
_SAID = {
    "offer": "with an offer",
    "accepted": "accepted",
    "open": "open",
    "silent": "without word for 30 days or more, and still open",
    "declined": "declined by you",
    "withdrawn": "withdrawn by you",
    "rejected": "ended with a no",
}
_REACHED = {"assessment": "an assessment", "interview": "an interview", "offer": "an offer"}


def print_summary() -> None:
    """Print how far the applications got, how many stand where, and what would help next."""
    from onward.applications import queries
    from onward.people.owner import local_owner

    owner = local_owner()
    counts = queries.summary(owner)
    if not counts.total:
        print_line("No applications were found in this mail.")
        return
    print_line(far(counts.total, counts.by_furthest_stage))
    for status, said in _SAID.items():
        if n := counts.by_status.get(status, 0):
            print_line(f"  {n:>5,}  {said}")
    print_line(f"Next: {_next(owner)}")


def far(total: int, reached: Mapping[str, int]) -> str:
    """How far they got in one sentence: what went on is said, what did not is not."""
    begun = f"{total:,} application{'' if total == 1 else 's'}"
    on = [f"{n:,} to {said}" for stage, said in _REACHED.items() if (n := reached.get(stage, 0))]
    if not on:
        return f"{begun}:"
    went = sum(reached.get(stage, 0) for stage in _REACHED)
    return f"{went:,} of {begun} went past applying: {', '.join(on)}. Where they stand:"


def _next(owner: "User") -> str:
    """The first of what Today would show; what to do when it shows nothing."""
    from django.utils import timezone

    from onward.applications import columns
    from onward.commands import addresses
    from onward.plan import queries, wording

    with addresses.used(), timezone.override(columns.zone_of(owner)):
        shown = queries.today(owner).shown
        if not shown:
            return "nothing needs doing today."
        one = shown[0].suggestion
        effort = wording.minutes(one.effort_minutes)
        return f"{one.title}{f' ({effort})' if effort else ''}. The page Today says why."
