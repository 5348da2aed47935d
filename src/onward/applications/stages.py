"""Where an application stands, computed from its facts: stage, furthest stage, status, date of applying.

Every fold sorts the facts by when they happened, so the order in which they arrived never matters. Facts
of the same instant are taken in the order in which a search goes: applied before answered before ended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

STAGES = ("applied", "assessment", "interview", "offer")
STATUSES = ("open", "rejected", "offer", "accepted", "declined", "withdrawn")
#: Statuses as a person sees them: an open application without word for long shows as silent.
SHOWN_STATUSES = ("open", "silent", "offer", "accepted", "declined", "withdrawn", "rejected")
ENDINGS = frozenset({"rejected", "accepted", "declined", "withdrawn"})

#: Kinds of fact; their order settles facts of the same instant (a spreadsheet has dates without times).
KINDS = (
    "outreach",
    "applied",
    "acknowledged",
    "note",
    "update",
    "assessment",
    "interview",
    "offer",
    "feedback",
    "rejected",
    "withdrawn",
    "declined",
    "accepted",
)
SOURCES = ("mail", "hand", "calendar", "posting", "spreadsheet")

#: Time without word after which an open application shows as silent. In the one log of answers that we have,
#: 77 % had come by day 21 and only 4 % more by day 30; it stays a display, because the rest came later still.
SILENT_AFTER = timedelta(days=30)

_STAGE_OF = {
    "applied": "applied",
    "acknowledged": "applied",
    "assessment": "assessment",
    "interview": "interview",
    "offer": "offer",
    # Nobody accepts or declines what was not offered: the offer itself may have come by telephone.
    "accepted": "offer",
    "declined": "offer",
}
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_HEIGHT = {stage: height for height, stage in enumerate(STAGES)}
_FROM_EMPLOYER = frozenset({"assessment", "interview", "offer", "rejected", "feedback", "update"})
_REOPENS_A_NO = frozenset({"applied", "assessment", "interview", "offer"})
#: What the person has ended themselves, a stray reminder does not reopen.
_REOPENS_OWN_ENDING = frozenset({"applied", "offer"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened in an application, with its source; `at` carries a zone."""

    kind: str
    at: datetime
    source: str = "hand"
    #: The mail that it rests on, by the id of the floor that keeps mail.
    message_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.kind not in _RANK:
            raise ValueError(f"{self.kind!r} is not a kind of fact")
        if self.source not in SOURCES:
            raise ValueError(f"{self.source!r} is not a source")
        if self.at.tzinfo is None:
            raise ValueError("a fact's time needs a zone")


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the facts of one application say about where it stands."""

    stage: str = "applied"
    furthest_stage: str = "applied"
    status: str = "open"
    applied_on: date | None = None
    #: What `applied_on` rests on: applied, acknowledged, answered (the first word of the employer), or "".
    applied_basis: str = ""
    #: The latest fact of any kind.
    last_event_at: datetime | None = None
    #: The latest fact that is more than the person's own note; silence is counted from it.
    last_word_at: datetime | None = None
    event_count: int = 0


def standing(facts: Iterable[Fact], zone: tzinfo) -> Standing:
    """Fold the facts into where the application stands; dates are those of the zone."""
    ordered = in_order(facts)
    stage_now, status_now = _walk(ordered)
    day, basis = applied_on(ordered, zone)
    words = [fact.at for fact in ordered if fact.kind != "note"]
    return Standing(
        stage=stage_now,
        furthest_stage=furthest_stage(ordered),
        status=status_now,
        applied_on=day,
        applied_basis=basis,
        last_event_at=ordered[-1].at if ordered else None,
        last_word_at=words[-1] if words else None,
        event_count=len(ordered),
    )


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by when they happened; those of the same instant in the order of `KINDS`."""
    return sorted(facts, key=lambda fact: (fact.at, _RANK[fact.kind], fact.source))


def stage(facts: Iterable[Fact]) -> str:
    """The stage of the latest fact that has one.

    Applying and acknowledgements never move a stage back, except when the person applies again after an
    ending; while an offer stands, a further talk does not move it back either.
    """
    return _walk(in_order(facts))[0]


def furthest_stage(facts: Iterable[Fact]) -> str:
    """The highest stage ever reached, whatever came after."""
    reached = (_STAGE_OF[fact.kind] for fact in facts if fact.kind in _STAGE_OF)
    return max(reached, key=_HEIGHT.__getitem__, default="applied")


def status(facts: Iterable[Fact]) -> str:
    """Open, rejected, offer, accepted, declined or withdrawn.

    The first ending stands: a rejection that crosses the person's withdrawal leaves it withdrawn. A later
    step (assessment, interview, offer, applying again) reopens a no. What the person ended is reopened by
    them, or by a new offer. Accepted outranks all but what the person says later: that they changed their mind,
    or that the offer was taken back. A mail alone does not take it back: many are sent to all who applied.
    """
    return _walk(in_order(facts))[1]


def applied_on(facts: Iterable[Fact], zone: tzinfo) -> tuple[date | None, str]:
    """The day of applying and what it rests on.

    The earliest `applied`; without one the earliest `acknowledged`; without that the employer's first word
    of any other kind ("answered": it was that day at the latest). Outreach alone: no day.
    """
    ordered = in_order(facts)
    for basis, kinds in (
        ("applied", frozenset({"applied"})),
        ("acknowledged", frozenset({"acknowledged"})),
        ("answered", _FROM_EMPLOYER),
    ):
        for fact in ordered:
            if fact.kind in kinds:
                return in_zone(fact.at, zone).date(), basis
    return None, ""


def display_status(status: str, last_word_at: datetime | None, now: datetime) -> str:
    """The status as shown: an open application without word for 30 days is "silent", never stored."""
    if status == "open" and last_word_at is not None and now - last_word_at >= SILENT_AFTER:
        return "silent"
    return status


def step(stage_now: str, status_now: str, fact: Fact) -> tuple[str, str]:
    """Stage and status once the next fact has happened."""
    ended = status_now in ENDINGS
    if fact.kind == "accepted":
        return "offer", "accepted"
    if fact.kind in {"declined", "withdrawn"}:
        if not ended or status_now == "accepted":
            status_now = fact.kind
            stage_now = "offer" if fact.kind == "declined" else stage_now
    elif fact.kind == "rejected":
        taken_back = status_now == "accepted" and fact.source == "hand"
        status_now = "rejected" if taken_back or not ended else status_now
    elif not ended or _reopens(fact, status_now):
        if ended and fact.kind == "applied":
            stage_now = "applied"
        if fact.kind == "offer":
            stage_now, status_now = "offer", "offer"
        elif fact.kind in {"assessment", "interview"} and status_now != "offer":
            stage_now = fact.kind
        if ended and fact.kind != "offer":
            status_now = "open"
    return stage_now, status_now


def _walk(ordered: Iterable[Fact]) -> tuple[str, str]:
    """Stage and status after the last of the ordered facts."""
    now = "applied", "open"
    for fact in ordered:
        now = step(*now, fact)
    return now


def _reopens(fact: Fact, ending: str) -> bool:
    if ending == "accepted":
        return False
    if ending == "rejected":
        return fact.kind in _REOPENS_A_NO
    # An interview that the person enters by hand is the person coming back.
    return fact.kind in _REOPENS_OWN_ENDING or (fact.source == "hand" and fact.kind in _REOPENS_A_NO)


def in_zone(at: datetime, zone: tzinfo) -> datetime:
    """The moment as the zone's clocks show it."""
    try:
        return at.astimezone(zone)
    except OverflowError:  # the first and last day of the calendar have no neighbour to shift into
        return at
