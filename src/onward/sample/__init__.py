"""The sample search: half a year of Jo Marlow's, invented, for a first look without a mailbox of one's own.

On its last day an offer waits for an answer and two interviews are ahead. Built by bench/sample.py.
"""

from datetime import date
from pathlib import Path

#: The day on which the sample is looked at; every command on it computes as of then.
AS_OF = date(2026, 6, 12)
#: The addresses of its invented person.
ME = ("jo.marlow@example.org",)
#: Where they live, whatever the clock of the machine says.
ZONE = "Europe/London"


def mbox_path() -> Path:
    """The sample's mailbox."""
    return Path(__file__).parent / "search.mbox"
