"""What the journal suggests: a debrief that was begun or is fresh, a lesson without a step, a lesson to look at again."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.lately import happenings, over
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.journal.models import Entry, Lesson
from onward.people.models import User

#: A talk is looked back at from an hour after it, and a late no from the next day on, while it is remembered.
_TALK_FROM, _TALK_UNTIL = timedelta(hours=1), timedelta(days=5)
_NO_FROM, _NO_UNTIL = timedelta(hours=24), timedelta(days=8)
_BEGUN = timedelta(days=21)
_MOST = 20
#: A lesson may stay without a step for so long.
_STEPLESS = timedelta(days=2)


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in three queries."""
    return [*_debriefs(owner, now), *_lessons(owner, now)]


def _debriefs(owner: User, now: datetime) -> list[Suggestion]:
    zone = columns.zone_of(owner)
    kept = Entry.objects.filter(owner=owner, put_away_at=None)
    begun = kept.filter(kind="debrief", finished_at=None, saved_at__gte=now - _BEGUN)
    found = [
        _begun(one)
        for one in begun.select_related("event__current", "application").order_by("-saved_at", "-pk")[:5]
    ]
    fresh = []
    for one in reversed([] if over(owner, now) else happenings(owner, now)):
        talk = one.kind == "interview"
        when = one.took_place(zone) if talk else one.at if one.kind == "rejected" else None
        first, last = (_TALK_FROM, _TALK_UNTIL) if talk else (_NO_FROM, _NO_UNTIL)
        if when is not None and first <= now - when <= last:
            fresh.append((one, when + last))
    written = set(kept.filter(event__in=[one.pk for one, _ends in fresh]).values_list("event_id", flat=True))
    unwritten = [(one, ends) for one, ends in fresh if one.pk not in written]
    return found + [_fresh(one.pk, one.kind, one.name, ends) for one, ends in unwritten[:_MOST]]


def _begun(entry: Entry) -> Suggestion:
    place = entry.event.current if entry.event else entry.application
    name = (place.company or place.role) if place else ""
    return Suggestion(
        kind="debrief",
        about={"entry": entry.pk},
        title=_("Go on looking back at %(name)s") % {"name": name} if name else _("Go on with what you began to write"),
        why=_("You began it; what is written is kept, and a few minutes may be enough."),
        evidence=_structured(),
        effort_minutes=10,
        link=reverse("write", args=[entry.pk]),
        worth=Worth.TEACHES,
        others=_("Looking back"),
        action=_("Go on"),
    )  # fmt: skip


def _fresh(event: int, kind: str, name: str, ends: datetime) -> Suggestion:
    return Suggestion(
        kind="debrief",
        about={"event": event},
        title=_("Look back at the interview with %(name)s") % {"name": name}
        if kind == "interview"
        else _("Look back at the way with %(name)s") % {"name": name},
        why=_("Ten minutes while it is fresh: what to keep, what to change, and what was not yours."),
        evidence=_structured(),
        effort_minutes=10,
        link=f"{reverse('new_debrief')}?{urlencode({'event': event, 'next': '/'})}",
        worth=Worth.TEACHES,
        others=_("Looking back"),
        ends=ends,
        action=_("Begin"),
    )


def _lessons(owner: User, now: datetime) -> list[Suggestion]:
    today = in_zone(now, columns.zone_of(owner)).date()
    due = Q(state__in=("open", "kept"), review_on__lte=today)
    stepless = Q(state="open", step="", review_on=None, made_at__lte=now - _STEPLESS)
    found = []
    for one in Lesson.objects.filter(due | stepless, owner=owner).order_by("review_on", "made_at", "pk")[:40]:
        again = one.review_on is not None
        found.append(
            Suggestion(
                kind="lesson_again" if again else "lesson_step",
                about={"lesson": one.pk, **({"day": f"{one.review_on}"} if again else {})},
                title=(
                    _("Meet your lesson again: “%(text)s”")
                    if again
                    else _("Give a lesson its step: “%(text)s”")
                )
                % {"text": _short(one.text)},
                why=_("You wanted to see it today: still true, done, or to be dropped?")
                if again
                else _(
                    "One small thing you will do about it makes the difference between knowing and changing."
                ),
                evidence=Evidence(
                    _(
                        "Goals to learn something brought more people back to work than others (n = 109, a small study)."
                    ),
                    "seen",
                    "van Hooft & Noordzij 2009",
                ),
                effort_minutes=5,
                link=reverse("lesson", args=[one.pk]),
                worth=Worth.KEEPS,
                others=_("Lessons to look at again") if again else _("Lessons without a step"),
                action=_("Open the lesson"),
            )
        )
    return found


def _structured() -> Evidence:
    return Evidence(
        _("Structured debriefs help people do better afterwards (d = .67 and .79 in two summaries)."),
        "seen",
        _("two summaries of studies of teams and individuals"),
    )


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
