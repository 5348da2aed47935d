"""What a person may do next about an event, such as a no: each room that has something offers it here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from onward.applications.models import Event
from onward.base.hooks import Hook


@dataclass(frozen=True, slots=True)
class NextStep:
    """One next step: what, why in one sentence, where it begins with one click, how long it takes."""

    #: Names it in code and tests: let_go, ask_feedback, thank, in_touch, again, reflect, learn.
    key: str
    title: str
    why: str
    #: Where its work begins: a link, or with `post` a button that does it at once.
    url: str
    action: str
    minutes: int
    #: Begun, waiting, done: in words, with a date; empty while untouched.
    state: str = ""
    post: bool = False
    #: Lower comes first; what is most worth doing for this event has the lowest.
    rank: int = 50


#: Offers for an event that belongs to the person of the request; none is a good answer.
Source = Callable[[HttpRequest, Event], list[NextStep]]
sources: Hook[Source] = Hook()
register, unregister = sources.register, sources.unregister


def for_event(request: HttpRequest, event: Event) -> list[NextStep]:
    """All that is offered for an event, the best first."""
    found = [step for source in sources for step in source(request, event)]
    return sorted(found, key=lambda step: (step.rank, step.key))
