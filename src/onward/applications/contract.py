"""The contract of `onward applications --json`: every application with its events, in a constant number of queries.

Each application is written as text at once: of fifty thousand events as objects, encoded afterwards, half the time went
into making and encoding them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from onward.applications import columns, corrections, stages
from onward.applications.local_times import LocalTimes
from onward.applications.models import Application, Event
from onward.base import clock
from onward.people.models import User

#: Gives the Message-ID header for the ids of messages: the floor that keeps mail knows it.
Headers = Callable[[Sequence[int]], Mapping[int, str]]
#: The columns that say where an application stands.
_STANDING = ("applied_on", "applied_basis", "stage", "furthest_stage", "status", "last_word_at")
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def as_json(
    owner: User, header_ids: Headers = lambda keys: {}, as_of: datetime | None = None
) -> list[dict[str, Any]]:
    """All applications, oldest first, as the contract has them."""
    return [json.loads(line) for line in lines(owner, header_ids, as_of)]


def lines(owner: User, header_ids: Headers = lambda keys: {}, as_of: datetime | None = None) -> Iterator[str]:
    """All applications, oldest first, each as one line of JSON.

    With `as_of` only facts up to that moment count, whenever they were recorded. Corrections and names
    always count: they mend the record, they are no part of the story.
    """
    now = as_of or clock.now()
    zone = columns.zone_of(owner)
    events = _events(owner, header_ids, zone, as_of)
    until = _facts(owner, as_of) if as_of is not None else {}
    for key, company, role, channel, count, *stored in (
        Application.objects.filter(owner=owner, visible=True)
        .order_by("pk")
        .values_list("pk", "company", "role", "channel", "event_count", *_STANDING)
    ):
        own = events.get(key, [])
        if as_of is not None and not own and count:
            continue  # all that is known of it happened later
        # The stored columns are the fold over all events; at an earlier moment it is folded anew.
        applied_on, basis, stage, furthest_stage, status, last_word_at = stored
        if as_of is not None:
            stands = stages.standing(until.get(key, ()), zone)
            applied_on, basis = stands.applied_on, stands.applied_basis
            stage, furthest_stage = stands.stage, stands.furthest_stage
            status, last_word_at = stands.status, stands.last_word_at
        told = _encoded(
            {
                "id": key,
                "company": company or None,
                "role": role or None,
                "channel": channel or None,
                # The employer's first word says only that it was no later: that is no day of applying.
                "applied_on": applied_on.isoformat() if applied_on and basis != "answered" else None,
                "stage": stage,
                "furthest_stage": furthest_stage,
                "status": stages.display_status(status, last_word_at, now),
            }
        )
        yield f'{told[:-1]}, "events": [{", ".join(own)}]}}'


def _events(owner: User, header_ids: Headers, zone: Any, as_of: datetime | None) -> dict[int, list[str]]:
    """The events of each application, the earliest first, each as JSON."""
    found = _counting(owner, as_of).annotate(written=Cast("at", TextField()))
    rows = list(
        found.order_by("current_id", "at", "pk").values_list(
            "current_id", "pk", "kind", "written", "source", "message_id"
        )
    )
    headers = header_ids(sorted({row[-1] for row in rows if row[-1]}))
    messages = {key: _encoded(header) for key, header in headers.items()}
    told: dict[int, list[str]] = defaultdict(list)
    tell = LocalTimes(zone).tell
    words = {word: _encoded(word) for word in {row[2] for row in rows} | {row[4] for row in rows}}
    for place, key, kind, at, source, message in rows:
        header = messages.get(message, "null") if message else "null"
        told[place].append(
            f'{{"id": {key}, "kind": {words[kind]}, "at": "{tell(at)}", "message_id": {header}, "source": {words[source]}}}'
        )
    return told


def _facts(owner: User, as_of: datetime) -> dict[int, list[stages.Fact]]:
    found: dict[int, list[stages.Fact]] = defaultdict(list)
    for place, *fact in _counting(owner, as_of).values_list("current_id", "kind", "at", "source"):
        found[place].append(stages.Fact(*fact))
    return found


def _counting(owner: User, as_of: datetime | None) -> Any:
    facts = Event.objects.filter(owner=owner, active=True).exclude(kind__in=corrections.CORRECTIONS)
    return facts if as_of is None else facts.filter(at__lte=as_of)
