"""The only query across domains: every application of an owner as statistics see it, at a moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from onward.applications import columns, corrections, marked, stages
from onward.applications.models import Application, Event
from onward.base import clock
from onward.capture.queries import posted_days
from onward.language.whose import asks_permit
from onward.people.models import User
from onward.statistics.record import STEPS, Course
from onward.statistics.spelling import one_spelling
from onward.statistics.stated import SAYS_NOTHING

#: Stages that a kind of fact shows to be reached.
_REACHES = {
    "assessment": "assessment",
    "interview": "interview",
    "offer": "offer",
    "accepted": "offer",
    "declined": "offer",
}
#: What may be told without its day, what says least of how far it went first.
_UNTOLD = ("no", *STEPS)
#: The first and the last day on which something can have come.
Bounds = tuple[date | None, date]
#: What can be planned: dated after today it is known already. Anything else of such a day has not happened.
_PLANNED = frozenset({"assessment", "interview"})


def courses(owner: User, as_of: datetime | None = None) -> tuple[Course, ...]:
    """Every application in four queries, oldest first; with `as_of` only facts up to that moment count.

    Without it an interview that is planned counts from today: it is known already. Whatever else is dated after that day
    counts from its day on, and an application that is to be sent after it is none yet. Mails that the person does not
    want to see yet are not filed, so nothing here knows of them.
    """
    zone, seen_on = columns.zone_of(owner), day(owner, as_of)
    found = Event.objects.filter(owner=owner, active=True, current__visible=True).exclude(
        kind__in=corrections.CORRECTIONS
    )
    if as_of is not None:
        found = found.filter(at__lte=as_of)
    facts: dict[int, list[stages.Fact]] = defaultdict(list)
    to_be_sent: set[int] = set()
    rows = found.order_by("at", "pk").values_list("current_id", "kind", "at", "source", "data")
    untold: dict[int, tuple[str, Bounds]] = {}
    for place, kind, at, source, data in rows.iterator(chunk_size=5000):
        if as_of is not None and data and (bounds := between(data)) and bounds[1] > seen_on:
            # Of that day nobody knows whether it had come: it must not be foretold by what was written down later.
            stated = _REACHES.get(kind, "no"), bounds
            untold[place] = max(untold.get(place, stated), stated, key=lambda one: _UNTOLD.index(one[0]))
            continue
        if kind not in _PLANNED and stages.in_zone(at, zone).date() > seen_on:
            if kind == "applied":
                to_be_sent.add(place)
            continue
        facts[place].append(stages.Fact(kind, at, source, data=data))
    applications = list(
        Application.objects.filter(owner=owner, visible=True)
        .order_by("pk")
        .values_list("pk", "company", "role", "channel", "location", "event_count")
    )
    posted = _posted(owner, as_of)
    channels = one_spelling(channel for _key, _company, _role, channel, _location, _events in applications)
    return tuple(
        _course(
            key,
            stages.in_order(facts.get(key, ())),
            seen_on,
            zone,
            (company, role, channels[channel], location),
            untold.get(key, ("", None)),
            posted.get(key),
        )
        for key, company, role, channel, location, events in applications
        # With a date in the past, what is known only later is not there yet.
        if (key in facts or as_of is None or not events)
        and not _to_come(key in to_be_sent, facts.get(key, ()))
    )


def _to_come(to_be_sent: bool, known: Sequence[stages.Fact]) -> bool:
    """Whether an application is to be sent on a later day and nothing of it has been sent or answered yet."""
    return to_be_sent and all(fact.kind in _PLANNED or fact.kind == "note" for fact in known)


def day(owner: User, as_of: datetime | None = None) -> date:
    """The day of that moment, else of now, in the person's zone."""
    return stages.in_zone(as_of or clock.now(), columns.zone_of(owner)).date()


def _posted(owner: User, as_of: datetime | None) -> dict[int, date]:
    """Application → the day of its posting, kept or told by a table; the earlier one, since when it could be seen."""
    found = marked.posted_days(owner, as_of)
    for key, kept in posted_days(owner).items():
        found[key] = min(found.get(key, kept), kept)
    return found


def _course(
    key: int,
    ordered: Sequence[stages.Fact],
    seen_on: date,
    zone: tzinfo,
    named: Sequence[str],
    untold: tuple[str, Bounds | None],
    posted_on: date | None,
) -> Course:
    stands = stages.standing(ordered, zone)
    first: dict[str, date] = {}
    reached: dict[str, date] = {}
    reasons: list[str] = []
    permits: set[str] = set()
    loose: dict[str, Bounds] = {}
    for fact in ordered:
        happened_on = stages.in_zone(fact.at, zone).date()
        on = min(happened_on, seen_on)
        again = fact.kind in first
        first.setdefault(fact.kind, on)
        if stage := _REACHES.get(fact.kind):
            if stage not in reached and fact.data and (bounds := between(fact.data)):
                loose[stage] = bounds
            elif stage not in reached and happened_on > seen_on:
                # The talk is to come, its invitation came on some day until today.
                loose[stage] = None, seen_on
            reached.setdefault(stage, on)
        if fact.kind == "update" and (fact.data or {}).get("answer"):
            first.setdefault("answer", on)
        if fact.kind == "rejected":
            if not again and fact.data and (bounds := between(fact.data)):
                loose["rejected"] = bounds
            for code, quote in _stated(fact.data):
                reasons += [code] if code not in reasons else []
                permits |= {code} if asks_permit(code, quote) else set()
    company, role, channel, location = named
    return Course(
        id=key,
        seen_on=seen_on,
        company=company,
        role=role,
        channel=channel,
        location=location,
        applied_on=min(stands.applied_on, seen_on) if stands.applied_on else None,
        posted_on=posted_on,
        basis=stands.applied_basis,
        source=ordered[0].source if ordered else "",
        reached={stage: reached[stage] for stage in STEPS if stage in reached},
        rejected_on=first.get("rejected"),
        answered_on=first.get("answer"),
        withdrawn_on=first.get("withdrawn"),
        status=stands.status,
        furthest_stage=stands.furthest_stage,
        reasons=tuple(reasons),
        permits=frozenset(permits),
        says_why=any(code not in SAYS_NOTHING for code in reasons),
        approached=bool(ordered) and ordered[0].kind == "outreach",
        between=loose,
        untold=untold[0],
        untold_between=untold[1],
    )


def between(data: Mapping[str, Any]) -> Bounds | None:
    """The days between which a fact happened, where a table stated it without its day; None where its day is known."""
    if data.get("date") not in {"not_before", "not_after"}:
        return None
    try:
        first = data.get("not_before")
        return date.fromisoformat(first) if first else None, date.fromisoformat(data["not_after"])
    except (KeyError, TypeError, ValueError):
        return None


def _stated(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The codes of the reasons that a rejection states with their words; what is not of that form states none."""
    stated = data.get("reasons") or []
    known = [one for one in stated if isinstance(one, Mapping) and one.get("code")]
    return [(str(one["code"]), str(one.get("quote") or "")) for one in known]
