"""When something about events changed last: they themselves, their corrections, and what their application is called."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from onward.applications.corrections import CORRECTIONS
from onward.applications.models import Event
from onward.people.models import User


def changed_at(owner: User, events: Collection[int]) -> dict[int, datetime]:
    """Event → the moment, in two queries.

    A correction can bring an older event back, so every correction of its application counts: the moment may be later
    than it would have to be, and is never earlier.
    """
    if not events:
        return {}
    found = dict(Event.objects.filter(owner=owner, pk__in=events).values_list("pk", "recorded_at"))
    places = dict(Event.objects.filter(owner=owner, pk__in=events).values_list("pk", "current_id"))
    corrected = dict(
        Event.objects.filter(owner=owner, kind__in=CORRECTIONS, current_id__in=set(places.values()))
        .values_list("current_id")
        .annotate(at=Max("recorded_at"))
    )
    return {key: max(at, corrected.get(places[key], at)) for key, at in found.items()}
