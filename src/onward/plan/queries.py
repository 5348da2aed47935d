"""What Today, the week and the review read; each takes a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns, noes, suggestions
from onward.applications import queries as record
from onward.applications.news import News, happened
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.base import clock
from onward.people import showing
from onward.people.models import User
from onward.plan import choices, pace, ranking, wording
from onward.plan.choices import Chosen, Held
from onward.plan.dates import DAYS, monday_of
from onward.plan.models import Choice, Day, Goal, Review, Week
from onward.plan.pace import Hard, Shown
from onward.plan.ranking import Mood, Ranked

Row = TypeVar("Row", Choice, Week, Goal, Review)
#: A no that was kept for so long is still news when it is shown.
_OLD = {
    showing.AT_ONCE: timedelta(days=2),
    showing.DAILY: timedelta(days=3),
    showing.WEEKLY: timedelta(days=9),
    showing.WHEN_OPENED: timedelta(days=60),
}


@dataclass(frozen=True, slots=True)
class Today:
    """One day as its page and the terminal show it."""

    on: date
    now: datetime
    shown: list[Ranked]
    mood: Mood
    hard: Hard | None
    closed: bool
    #: All that could be chosen, in order, those not shown included.
    ranked: list[Ranked]
    #: Not among those, but with a day that is near.
    named: list[Ranked]

    @property
    def why_first(self) -> list[str]:
        """Why the first comes first, in sentences."""
        if not self.shown:
            return []
        second = self.shown[1] if len(self.shown) > 1 else None
        return wording.why_first(self.shown[0], second, self.on, self.mood)

    @property
    def nothing_yet(self) -> bool:
        """Whether there is no search in the journal yet."""
        return {one.suggestion.kind for one in self.ranked} == {"begin"}


def today(owner: User, now: datetime | None = None) -> Today:
    """What is worth doing now."""
    now = now or clock.now()
    on = day_of(owner, now)
    day = Day.objects.filter(owner=owner, on=on).first()
    week = Week.objects.filter(owner=owner, monday__lte=on).order_by("-monday").first()
    held = choices.held(standing(owner), on)
    hard = pace.hard_day(_noes(owner, now), now, _old(owner))
    mood = Mood(day.energy if day else "usual", hard is not None, week.most if week else ranking.MOST)
    offered = [
        one
        for one in suggestions.offered(owner, now)
        if not held.hides(one.key, one.kind, dated=one.due is not None)
    ]
    ranked = ranking.rank(offered, now, on, mood, held.waved)
    shown = ranking.choose(ranked, on, mood)
    if hard is not None and not held.hides((rest := _rest(hard, on)).key, "rest", dated=True):
        # Resting counts among what the person wants on a day.
        shown = shown[: max(mood.most - 1, 0)]
        first = Ranked(
            rest, float("inf"), {"worth": 10.0, "time": 1.0, "effort": 1.0, "energy": 1.0, "waved": 1.0}
        )
        shown = [first, *shown]
        ranked = [first, *ranked]
    closed = day is not None and day.closed_at is not None
    named = ranking.named(ranked, shown, on, mood)
    return Today(on, now, [] if closed else shown, mood, hard, closed, ranked, [] if closed else named)


def stands(owner: User) -> str:
    """Where the search stands, in one line; empty before the first application."""
    return wording.stands(record.summary(owner).by_status)


def as_json(found: Today, *, soon: bool = False) -> list[dict[str, Any]]:
    """The contract of `onward today --json`; with `soon` what is only named comes after it, under a kind of its own.

    Left to themselves the entries are what is to be done: five at most, one hard, none on a quiet day.
    """
    told = [_told(one.suggestion) for one in found.shown]
    if soon:
        told += [{**_told(one.suggestion), "kind": "soon"} for one in found.named]
    return told


def day_of(owner: User, now: datetime | None = None) -> date:
    """The day of that moment, else of now, in the person's zone."""
    return in_zone(now or clock.now(), columns.zone_of(owner)).date()


def standing(owner: User) -> Iterator[Chosen]:
    """The choices that stand, in the order in which they were made."""
    zone = columns.zone_of(owner)
    for one in Choice.objects.filter(owner=owner, taken_back_at=None).order_by("at", "pk"):
        on = in_zone(one.at, zone).date()
        yield Chosen(one.key, one.kind, one.what, on, one.until, suggestions.alone(one.about))


def held(owner: User) -> Held:
    """What does not come today."""
    return choices.held(standing(owner), day_of(owner))


def chosen(owner: User, first: int = 60) -> list[Choice]:
    """The choices that stand, the latest first."""
    found = Choice.objects.filter(owner=owner, taken_back_at=None).exclude(what="welcome")
    return list(found.order_by("-at", "-pk")[:first])


def choice(owner: User, key: int) -> Choice:
    """One choice; a stranger's does not exist."""
    return _own(Choice.objects.filter(owner=owner, pk=key).first(), _("There is no such choice."))


def last_choice(owner: User) -> Choice | None:
    """What was chosen last."""
    return Choice.objects.filter(owner=owner).order_by("-at", "-pk").first()


def day(owner: User, on: date) -> Day | None:
    """How a day is, where the person said so."""
    return Day.objects.filter(owner=owner, on=on).first()


def week(owner: User, monday: date) -> Week | None:
    """The plan of a week, where there is one."""
    return Week.objects.filter(owner=owner, monday=monday).first()


def last_week(owner: User, before: date) -> Week | None:
    """The latest plan before a week: its hours and its pace are offered again."""
    return Week.objects.filter(owner=owner, monday__lt=before).order_by("-monday").first()


def week_by_key(owner: User, key: int) -> Week:
    """One plan; a stranger's does not exist."""
    return _own(Week.objects.filter(owner=owner, pk=key).first(), _("There is no such plan."))


def goals(owner: User, *states: str) -> list[Goal]:
    """The goals in these states, those with a day first."""
    found = Goal.objects.filter(owner=owner, state__in=states or ("open",))
    return sorted(found, key=lambda one: (one.by or date.max, one.pk))


def goal(owner: User, key: int) -> Goal:
    """One goal; a stranger's does not exist."""
    return _own(Goal.objects.filter(owner=owner, pk=key).first(), _("There is no such goal."))


def review(owner: User, monday: date) -> Review | None:
    """The review of a week, where there is one."""
    return Review.objects.filter(owner=owner, monday=monday).first()


def review_by_key(owner: User, key: int) -> Review:
    """One review; a stranger's does not exist."""
    return _own(Review.objects.filter(owner=owner, pk=key).first(), _("There is no such review."))


def reviews(owner: User, first: int = 30) -> list[Review]:
    """The reviews that were finished, the latest first."""
    found = Review.objects.filter(owner=owner).exclude(finished_at=None)
    return list(found.order_by("-monday")[:first])


def happened_in(owner: User, monday: date) -> list[News]:
    """What happened in a week by the record, the earliest first; what was done about suggestions is a part of it."""
    zone = columns.zone_of(owner)
    begin = datetime.combine(monday, time(), zone)
    end = datetime.combine(monday + timedelta(days=DAYS), time(), zone)
    done = Choice.objects.filter(
        owner=owner, taken_back_at=None, what="done", at__gte=begin, at__lt=end
    ).exclude(kind__in=("rest", "review_week", "plan_week"))
    own = [News("done", one.title, one.at) for one in done]
    return sorted([*happened(owner, begin, end), *own], key=lambda one: (one.at, one.text))


def this_monday(owner: User) -> date:
    """The Monday of this week."""
    return monday_of(day_of(owner))


def _old(owner: User) -> timedelta:
    return _OLD.get(owner.show_no, _OLD[showing.AT_ONCE])


def _noes(owner: User, now: datetime) -> Iterator[Shown]:
    """The noes of the last weeks, one an application: shown when they came, or when they were opened."""
    at_once = owner.show_no == showing.AT_ONCE
    for one in noes.said(owner, now - _old(owner) - pace.SPAN, now):
        came = one.said_at if at_once and now - one.said_at <= pace.SPAN else one.recorded_at
        yield Shown(came, one.said_at, one.furthest_stage, one.company)


def _rest(hard: Hard, on: date) -> Suggestion:
    return Suggestion(
        kind="rest",
        about={"day": f"{on}"},
        title=_("Rest first"),
        why=wording.hard_day(hard),
        evidence=Evidence(
            _("How hard a day is cannot be measured here; making it lighter is our choice."), "assumed"
        ),
        effort_minutes=0,
        link=reverse("today"),
        worth=Worth.TURNS,
        others=_("Rest"),
        action=_("Enough for today"),
    )


def _told(one: Suggestion) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "title": one.title,
        "why": one.why,
        "effort_minutes": one.effort_minutes,
        "due": one.due.isoformat() if one.due else None,
        "evidence": wording.evidence(one.evidence),
        "link": one.link,
    }


def _own(found: Row | None, words: str) -> Row:
    if found is None:
        raise Http404(words)
    return found
