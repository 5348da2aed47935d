"""What a timeline shows of the messages that its facts rest on, asked of the floor that keeps mail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onward.applications.models import Event
from onward.base.hooks import Hook
from onward.people.models import User


@dataclass(frozen=True, slots=True)
class Glimpse:
    """As much of a message as a line has room for."""

    subject: str = ""
    sender: str = ""
    #: The sentence that decided what the message is.
    quote: str = ""
    #: Where it can be read in full; empty when it cannot.
    url: str = ""


#: Gives what is known of the owner's messages with these ids, in one query however many.
Lookup = Callable[[User, list[int]], Mapping[int, Glimpse]]
NOTHING = Glimpse()
lookups: Hook[Lookup] = Hook()
register, unregister = lookups.register, lookups.unregister


def of(owner: User, events: Iterable[Event]) -> dict[int, Glimpse]:
    """The glimpses for the messages of these events, by message id."""
    wanted = sorted({event.message_id for event in events if event.message_id is not None})
    found: dict[int, Glimpse] = {}
    for lookup in lookups if wanted else ():
        found.update(lookup(owner, wanted))
    return found


def quote(event: Event, glimpse: Glimpse = NOTHING) -> str:
    """The words that the fact rests on: kept with it (`data["quote"]`), else those of its message."""
    kept = event.data.get("quote")
    return kept if isinstance(kept, str) and kept else glimpse.quote
