"""Talks: what the record has of them, preparing for one that lies ahead, asking once after one that nothing followed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import days, named_days, timeline
from onward.applications.lately import TALK, Happening
from onward.applications.named_days import Named
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth

#: Talks further ahead are not prepared for yet.
AHEAD = timedelta(days=7)
#: So many of one kind are offered at most.
MOST = 40
#: After a talk: when asking once where things stand begins to pay, and when it no longer does. Our assumption.
ASK_FROM, ASK_UNTIL = timedelta(days=8), TALK
#: A mail that invites waits so long for an answer of the person's own, before asking them begins to pay.
_INVITED = timedelta(days=11)


def ahead(one: Happening, now: datetime, zone: tzinfo) -> list[Suggestion]:
    """Preparing, and making sure of time and place, for a talk that lies ahead."""
    at = one.took_place(zone)
    if at is None:
        return []
    local = in_zone(at, zone)
    hour_known = days.moment(local.date(), "interview", zone) != local
    # Of a talk without an hour the whole day is still to come.
    ends = at if hour_known else datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), zone)
    if ends <= now or at - now > AHEAD:
        return []
    today = in_zone(now, zone).date()
    until = (local.date() - today).days
    when = {0: _("today"), 1: _("tomorrow")}.get(until) or date_format(local, _("l j F"))
    if hour_known and until < 2:
        when = _("%(day)s at %(time)s") % {"day": when, "time": date_format(local, "H:i")}
        if theirs := timeline.their_clock(one.arranged, zone):
            when = _("%(when)s your time (%(clock)s)") % {"when": when, "clock": theirs}
    named = {"name": one.name, "when": when}
    link = reverse("application", args=[one.application])
    found = [
        Suggestion(
            kind="prepare",
            about={"event": one.pk},
            title=_("Go through your notes for the interview with %(name)s, %(when)s") % named
            if until == 0
            else _("Prepare for the interview with %(name)s, %(when)s") % named,
            why=_(
                "Say your answers aloud once: what you did, what came of it, and what you want to ask them."
            ),
            evidence=Evidence(
                _(
                    "Practised interviews brought more offers in small trials with clinical groups; of job seekers at "
                    "large no trial is known."
                ),
                "seen",
                "psychiatryonline 201600217",
            ),
            effort_minutes=15 if until == 0 else 45,
            link=link,
            worth=Worth.TURNS,
            others=_("Preparing for interviews"),
            due=local.date(),
            ends=ends,
            hard=1 <= until <= 2,
            action=_("Open the application"),
            at=at,
        )
    ]
    if until <= 2:
        found.append(
            Suggestion(
                kind="confirm",
                about={"event": one.pk},
                title=_("Make sure of time and place with %(name)s") % named,
                why=_("The hour is not in your record yet: ask for it today.")
                if not hour_known
                else _(
                    "Where, with whom, how to get there or get in: five minutes now are a calmer hour then."
                ),
                evidence=Evidence(_("No study of it is known; it is common sense."), "assumed"),
                effort_minutes=5,
                link=link,
                worth=Worth.TURNS if not hour_known else Worth.TEACHES,
                others=_("Making sure of time and place"),
                due=local.date(),
                ends=ends,
                action=_("Open the application"),
                at=at,
            )
        )
    return found


def still_on(happened: Iterable[Happening], now: datetime, zone: tzinfo) -> list[Suggestion]:
    """A talk that lies ahead although a no came after it was arranged: one of the two may be wrong."""
    found = list(happened)
    said = {one.application: one.at for one in found if one.kind == "rejected"}
    return [
        _still_on(one, at, said[one.application], zone)
        for one in found
        if one.kind == "interview" and one.application in said and one.at <= said[one.application]
        and (at := timeline.moment(one.arranged, zone)) is not None and now < at
    ]  # fmt: skip


def _still_on(one: Happening, at: datetime, no: datetime, zone: tzinfo) -> Suggestion:
    talk = in_zone(at, zone).date()
    return Suggestion(
        kind="still_on",
        about={"event": one.pk},
        title=_("See whether the interview with %(name)s is still on") % {"name": one.name},
        why=_("They said no on %(no)s, and an interview stands in your record for %(day)s.")
        % {
            "no": date_format(in_zone(no, zone), "j F"),
            "day": date_format(talk, "j F"),
        },
        evidence=Evidence(_("Both stand in your record; one of them may have been read wrongly."), "record"),
        effort_minutes=5,
        link=reverse("application", args=[one.application]),
        worth=Worth.TURNS,
        others=_("Interviews after a no"),
        due=talk,
        ends=at,
        action=_("Open the application"),
        at=at,
    )


def asking(
    going: Iterable[Happening], now: datetime, zone: tzinfo, named: Mapping[int, Named]
) -> list[Suggestion]:
    """Asking once where things stand, after a talk that nothing followed, or after the day that they named."""
    latest = {one.application: one for one in going if one.status == "open"}
    talks: dict[int, tuple[datetime, Happening]] = {}
    for one in going:
        if one.kind == "interview" and one.status == "open":
            # Of an invitation without a time the talk came after it, at the earliest.
            at = one.took_place(zone) or one.at
            if one.application not in talks or at > talks[one.application][0]:
                talks[one.application] = at, one
    today = in_zone(now, zone).date()
    ahead = {place for place, (at, _one) in talks.items() if at > now}
    found = named_days.asking(named, ahead, now, zone)
    for place, (at, one) in talks.items():
        word = named.get(place)
        if word is not None and (word.waits(today) or word.at >= one.at):
            continue
        quiet = one.last_word_at is None or one.last_word_at <= max(at, one.at)
        known = one.took_place(zone) is not None
        begins = ASK_FROM if known or one.source != "mail" else _INVITED
        if latest[place].kind == "interview" and quiet and begins <= now - at < ASK_UNTIL:
            found.append(named_days.ask(one.pk, one.name, _since(known, (now - at).days), at + ASK_UNTIL))
    return found


def _since(known: bool, n: int) -> str:
    """Why asking pays; a talk of which no day is known may not have been yet."""
    if not known:
        return _(
            "An interview stands in your record without its day, and nothing after it; asking once is usual."
        )
    why = _("You spoke %(n)d days ago and nothing came since; asking once is usual, then let it rest.")
    return why % {"n": n}
