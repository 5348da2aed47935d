"""A journal in a dozen lines for the terminal: where the search stands."""

from onward.commands.printing import print_line

#: Status as shown → how it is said of several.
_SAID = {
    "open": "open",
    "silent": "without word for 30 days or more",
    "offer": "with an offer",
    "accepted": "accepted",
    "declined": "declined by you",
    "withdrawn": "withdrawn by you",
    "rejected": "ended with a no",
}
_REACHED = {"applied": "no further than applying", "assessment": "an assessment", "interview": "an interview"}


def print_summary() -> None:
    """Print how many applications stand where and how far they got."""
    from onward.applications import queries
    from onward.people.owner import local_owner

    counts = queries.summary(local_owner())
    if not counts.total:
        print_line("No applications were found in this mail.")
        return
    print_line(f"{counts.total:,} application{'' if counts.total == 1 else 's'}:")
    for status, said in _SAID.items():
        if n := counts.by_status.get(status, 0):
            print_line(f"  {n:>5,}  {said}")
    reached = {**_REACHED, "offer": "an offer"}
    far = ", ".join(
        f"{n:,} {said}" for stage, said in reached.items() if (n := counts.by_furthest_stage.get(stage, 0))
    )
    print_line(f"How far they got: {far}.")
