"""What the record itself suggests: talks ahead, tasks, offers, and what stands out in the whole of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from django.db.models import Count, Max, Min, Q, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns, stages, suggested_talks, suggested_yes
from onward.applications import suggested_whole as whole
from onward.applications.lately import OFFER, TALKED, TASK, Happening, happenings, said_yes
from onward.applications.models import Application, Event
from onward.applications.named_days import named_days
from onward.applications.stages import in_zone
from onward.applications.suggested_talks import ASK_UNTIL, MOST
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User

#: Days without a new application after which one is suggested. Our assumption.
NOTHING_NEW = 10
#: What answers an application: a mere receipt does not.
_ANSWERS = ("assessment", "interview", "offer", "rejected", "feedback")


@dataclass(frozen=True, slots=True)
class State:
    """Counts of the whole record."""

    total: int
    last_applied: date | None
    offers: int
    silent: int
    #: Old enough to have been answered; and those that ever came as far as a task or a talk.
    old: int
    progressed: int
    #: Under way beyond applying, with word in the last month.
    alive: int


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in six queries."""
    zone = columns.zone_of(owner)
    state = _state(owner, now, zone)
    if not state.total:
        return [_begin()]
    lately = happenings(owner, now)
    if (yes := said_yes(owner, now)) is not None:
        return suggested_yes.suggestions(owner, lately, yes, now, zone)
    named = named_days(owner, now, zone)
    # Silence until the day that they named is none, and the month without word begins after it.
    month_ago = now - stages.SILENT_AFTER
    waits = [one for one in named.values() if one.last_word_at and one.last_word_at <= month_ago]
    state = replace(state, silent=state.silent - len(waits))
    going = [one for one in lately if one.going]
    found = suggested_talks.still_on(lately, now, zone)
    for one in [one for one in going if one.kind == "interview"]:
        found += suggested_talks.ahead(one, now, zone)
    tasks = [one for one in going if one.kind == "assessment"][-MOST:]
    found += [made for one in tasks if (made := task(one, now, zone))]
    found += _offers(going, now)
    found += suggested_talks.asking(going, now, zone, named)
    found += _whole(owner, state, going, in_zone(now, zone).date(), zone, now)
    return found


def task(one: Happening, now: datetime, zone: tzinfo, due: date | None = None) -> Suggestion | None:
    """The task to be done, unless word came after it; `due` where somebody knows its day."""
    ahead = one.at > now
    if not ahead and one.last_word_at is not None and one.last_word_at > one.at:
        return None
    due = in_zone(one.at, zone).date() if ahead else due
    if not ahead and due is None and now - one.at > TASK:
        return None
    why = (
        _("They decide on it, and it has a day.")
        if due
        else _("They decide on it, and their mail names no day; most expect it within two weeks.")
    )
    return Suggestion(
        kind="assessment",
        about={"event": one.pk},
        title=_("Do the task from %(name)s") % {"name": one.name},
        why=why,
        evidence=Evidence(_("It stands in your record."), "record"),
        effort_minutes=90,
        link=reverse("application", args=[one.application]),
        worth=Worth.TURNS,
        others=_("Tasks and tests"),
        due=due,
        ends=None if due else one.at + TASK,
        hard=True,
        action=_("Open the application"),
    )


def offer(one: Happening, due: date | None = None) -> Suggestion:
    """An offer to decide on; `due` where somebody knows its day."""
    why = (
        _("An offer waits for your answer, and it has a day. You may ask for a few days more.")
        if due
        else _("An offer waits for your answer. You may ask how long you have.")
    )
    return Suggestion(
        kind="offer",
        about={"event": one.pk},
        title=_("Think about the offer from %(name)s") % {"name": one.name},
        why=why,
        evidence=Evidence(_("It stands in your record."), "record"),
        effort_minutes=45,
        link=reverse("application", args=[one.application]),
        worth=Worth.TURNS,
        others=_("Offers"),
        due=due,
        ends=None if due else one.at + OFFER,
        hard=True,
        action=_("Open the application"),
    )


def _begin() -> Suggestion:
    return Suggestion(
        kind="begin",
        about={"day": "first"},
        title=_("Bring your search in"),
        why=_("Onward reads the answers that your applications brought, or you add the first one by hand."),
        evidence=Evidence(_("There is nothing in your record yet."), "record"),
        effort_minutes=10,
        link=reverse("welcome"),
        worth=Worth.OPENS,
        others=_("First steps"),
        action=_("Begin"),
    )


def _offers(going: Sequence[Happening], now: datetime) -> list[Suggestion]:
    standing = {one.application: one for one in going if one.kind == "offer" and one.status == "offer"}
    found = [offer(one) for one in standing.values()]
    talking = {
        one.application: one
        for one in going
        if one.kind == "interview" and one.application not in standing and one.status == "open"
        and (one.last_word_at is None or now - one.last_word_at < ASK_UNTIL)
    }  # fmt: skip
    for held in standing.values():
        for other in talking.values():
            names = {"name": other.name, "offer": held.name}
            found.append(
                Suggestion(
                    kind="tell_others",
                    about={"event": held.pk, "application": other.application},
                    title=_("Tell %(name)s that an offer waits") % names,
                    why=_(
                        "Before you decide about %(offer)s: a date elsewhere is a reason to answer you sooner."
                    )
                    % names,
                    evidence=Evidence(
                        _("No study of it is known; recruiters commonly ask for such dates."), "assumed"
                    ),
                    effort_minutes=10,
                    link=reverse("begin_letter", args=[other.pk, "other_offer"]),
                    worth=Worth.TURNS,
                    others=_("Telling others of an offer"),
                    ends=held.at + OFFER,
                    action=_("To the letter"),
                )
            )
    return found


def _state(owner: User, now: datetime, zone: tzinfo) -> State:
    month_ago = now - stages.SILENT_AFTER
    old = Q(applied_on__lte=in_zone(month_ago, zone).date())
    going = Q(status__in=("open", "offer"), last_word_at__gt=month_ago)
    found = Application.objects.filter(owner=owner, visible=True).aggregate(
        total=Count("pk"),
        last_applied=Max("applied_on"),
        offers=Count("pk", filter=Q(status="offer")),
        silent=Count("pk", filter=Q(status="open", last_word_at__lte=month_ago)),
        old=Count("pk", filter=old),
        progressed=Count("pk", filter=~Q(furthest_stage="applied")),
        alive=Count("pk", filter=going & ~Q(stage="applied")),
    )
    return State(**found)


def _answers(owner: User, today: date, zone: tzinfo) -> whole.Answers:
    """The first answers to the latest applications; one that a table states without a day tells nothing of waiting."""
    latest = Application.objects.filter(
        owner=owner, visible=True,
        applied_on__gte=today - timedelta(days=365), applied_on__lte=today - stages.SILENT_AFTER,
    ).order_by("-applied_on", "-pk")  # fmt: skip
    applied = dict(latest.values_list("pk", "applied_on")[: whole.LATEST])
    # The owner is the application's: named on the event too, SQLite goes through all events of the owner.
    told = Event.objects.filter(
        current__owner=owner, current__in=list(applied), active=True, kind__in=_ANSWERS
    ).annotate(day=Cast(KT("data__date"), TextField()))
    dated = told.filter(Q(day=None) | ~Q(day__in=("not_before", "not_after")))
    first = dated.values_list("current_id").annotate(first=Min("at")).order_by()
    waited = [in_zone(at, zone).date() - on for place, at in first if (on := applied[place])]
    return whole.Answers(len(waited), sum(days <= stages.SILENT_AFTER for days in waited))


def _whole(
    owner: User, state: State, going: Sequence[Happening], today: date, zone: tzinfo, now: datetime
) -> list[Suggestion]:
    """What the record as a whole suggests."""
    month = f"{today:%Y-%m}"
    found = []
    if state.silent:
        rest = whole.let_rest(state.silent, month, _answers(owner, today, zone))
        found += [rest] if rest else []
    change_first = not state.alive and whole.few(state.progressed, state.old)
    if change_first:
        found.append(whole.second_look(state.progressed, state.old, month))
    since = (today - state.last_applied).days if state.last_applied else None
    if since is not None and since >= NOTHING_NEW and not state.offers:
        year, week, _day = today.isocalendar()
        if state.alive == 1:
            month_ago = now - stages.SILENT_AFTER
            alive = [one for one in going if one.last_word_at is None or one.last_word_at > month_ago]
            if alive and any(one.kind in TALKED for one in alive):
                found.append(whole.beside(alive[-1].name, since, f"{year}-W{week:02}"))
        elif not state.alive and not change_first:
            found.append(whole.one_more(since, f"{year}-W{week:02}"))
    return found
