"""What the record knows of what the person did: read from the facts of their applications, and from nothing else.

Left out on purpose: what was written in the journal, why an employer said no, notes on an application.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import columns, correspondence, stages, timeline, wording
from onward.applications.correspondence import Correspondent, Mail
from onward.applications.models import Application, Event
from onward.base import clock
from onward.people.models import User
from onward.record.columns import Activity
from onward.record.models import OtherActivity

#: Kinds of fact that are an activity of the person's.
_DONE = ("applied", "assessment", "interview")
#: Kinds of fact that are a result, in the order in which the later one counts.
_RESULTS = ("assessment", "interview", "offer", "rejected", "withdrawn", "declined", "accepted")
#: Whom one may be asked to name.
_NAMED = ("person", "agency", "office")


def activities(owner: User, first: date, last: date) -> list[Activity]:
    """What the person did on these days, the earliest first; a constant number of queries."""
    zone = columns.zone_of(owner)
    by_application: dict[int, list[Event]] = defaultdict(list)
    for event in _facts(owner):
        by_application[event.current_id].append(event)
    # Mails are read only of applications of which something lies in these days.
    near = [
        own
        for own in by_application.values()
        if any(first <= day <= last for event in own for day in _days(event, zone))
    ]
    named = {event.message_id for own in near for event in own if event.message_id}
    mails = correspondence.mails(owner, sorted(named))
    found = [
        _line(on, words, event, own, mails, zone)
        for own in near
        for on, words, event in _done(own, mails, zone)
        if first <= on <= last
    ]
    found += [_other(one) for one in others(owner, first, last) if one.taken_back_at is None]
    return sorted(found, key=lambda one: (one.on, one.employer, one.activity))


def others(owner: User, first: date, last: date) -> list[OtherActivity]:
    """What the person entered beside their applications, the earliest first; what they took out again too."""
    return list(OtherActivity.objects.filter(owner=owner, on__gte=first, on__lte=last).order_by("on", "pk"))


def _facts(owner: User) -> list[Event]:
    wanted = Q(kind__in=(*_DONE, *_RESULTS, "acknowledged")) | Q(kind="note", message_id__isnull=False)
    found = Event.objects.filter(wanted, owner=owner, active=True, current__visible=True)
    rank = {kind: number for number, kind in enumerate(stages.KINDS)}
    return sorted(found.select_related("current"), key=lambda one: (one.at, rank[one.kind], one.pk))


def _days(event: Event, zone: tzinfo) -> Iterable[date]:
    """The days on which a fact may count as an activity."""
    yield stages.in_zone(event.at, zone).date()
    if moment := timeline.moment(event.data.get("interview_at"), zone):
        yield stages.in_zone(moment, zone).date()


def _done(own: list[Event], mails: Mapping[int, Mail], zone: tzinfo) -> Iterable[tuple[date, str, Event]]:
    """What of an application's facts was done by the person: day, words, the fact that it rests on."""
    now = clock.now()
    application = own[0].current
    applied = [event for event in own if event.kind == "applied"]
    if not applied and application.applied_on and application.applied_basis == "acknowledged":
        basis = next((event for event in own if event.kind == "acknowledged"), own[0])
        yield application.applied_on, _("Applied (confirmed by them on this day)"), basis
    for event in own:
        takes_place = _stands(event, own, zone)
        moment = takes_place or event.at
        if moment > now:
            continue  # only what was done
        on = stages.in_zone(moment, zone).date()
        if event.kind == "applied":
            yield on, _bounded(_("Applied"), event), event
        elif event.kind == "interview":
            yield on, _bounded(_interview(event, takes_place is not None), event), event
        elif event.kind == "assessment":
            by_hand = event.source == "hand"
            words = _("Assessment") if by_hand else _("Received: a request for an assessment")
            yield on, _bounded(words, event), event
        elif event.kind == "note" and (mail := mails.get(event.message_id or 0)) and mail.outgoing:
            yield on, _("Wrote to the employer"), event


def _stands(event: Event, own: list[Event], zone: tzinfo) -> datetime | None:
    """For when a talk was arranged, unless it was moved, called off or overtaken by an ending before that."""
    takes_place = timeline.moment(event.data.get("interview_at"), zone)
    if takes_place is None:
        return None
    changing = {"interview", *stages.ENDINGS}
    changed = any(one.kind in changing and event.at < one.at < takes_place for one in own)
    return None if changed and event.source != "hand" else takes_place


def _interview(event: Event, arranged: bool) -> str:
    """Only what was recorded: that it took place is known from the person, not from an invitation."""
    if event.source == "hand":
        return _("Interview")
    return _("Interview, arranged for this day") if arranged else _("Received: an invitation to an interview")


def _bounded(words: str, event: Event) -> str:
    """With what is known of the day, where that is a bound alone."""
    said = {"not_before": _("%(what)s, this day or later"), "not_after": _("%(what)s, this day or before")}
    bound = said.get(str(event.data.get("date") or ""))
    return bound % {"what": words} if bound else words


def _line(
    on: date, words: str, event: Event, own: list[Event], mails: Mapping[int, Mail], zone: tzinfo
) -> Activity:
    application = event.current
    result = _result(own, event)
    whom = _contact(event, own, mails)
    return Activity(
        on=on,
        activity=words,
        employer=application.company,
        position=application.role,
        method=_method(application, event, mails),
        place=application.url or application.location,
        contact=whom.name if whom and whom.kind != "office" else "",
        address=whom.address if whom else "",
        reference=application.requisition,
        result=str(wording.KINDS[result.kind]) if result else _("No answer yet"),
        result_on=stages.in_zone(result.at, zone).date() if result and not result.data.get("date") else None,
        follow_up=_follow_up(event, own, mails, zone),
        evidence=_evidence(event, mails, zone),
        note=_note(event),
    )


def _result(own: list[Event], beside: Event) -> Event | None:
    """The latest word that says how it stands; an interview is no result of itself."""
    now = clock.now()
    told = [one for one in own if one.kind in _RESULTS and one.pk != beside.pk and beside.at <= one.at <= now]
    ends = [one for one in told if one.kind in stages.ENDINGS]
    return next(iter([*ends[-1:], *told[-1:]]), None)


def _method(application: Application, event: Event, mails: Mapping[int, Mail]) -> str:
    """How it was done, as far as that was recorded: an office may hold the person to it."""
    if event.kind == "note":
        return _("E-mail")
    if event.kind not in {"applied", "acknowledged"}:
        return ""
    if application.channel:
        return wording.channel(application.channel)
    mail = mails.get(event.message_id or 0)
    return _("E-mail") if mail and mail.outgoing else ""


def _contact(event: Event, own: list[Event], mails: Mapping[int, Mail]) -> Correspondent | None:
    """Whom the activity was with, else whoever of the employer has written first."""
    for one in (event, *own):
        mail = mails.get(one.message_id or 0)
        for whom in (mail.recipients if mail.outgoing else (mail.sender,)) if mail else ():
            if whom.kind in _NAMED:
                return whom
    return None


def _follow_up(event: Event, own: list[Event], mails: Mapping[int, Mail], zone: tzinfo) -> str:
    if event.kind == "note":
        return ""
    later = [one for one in own if one.kind == "note" and one.at > event.at]
    days = [stages.in_zone(one.at, zone).date() for one in later if mails.get(one.message_id or 0)]
    said = ", ".join(date_format(day, "j F Y") for day in dict.fromkeys(days))
    return _("Wrote on %(days)s") % {"days": said} if said else ""


def _evidence(event: Event, mails: Mapping[int, Mail], zone: tzinfo) -> str:
    mail = mails.get(event.message_id or 0)
    if mail is None:
        return ""
    day = date_format(stages.in_zone(mail.at, zone).date(), "j F Y")
    name = f" <{mail.header_id}>" if mail.header_id else ""
    return _("Mail of %(day)s: %(subject)s%(name)s") % {"day": day, "subject": mail.subject, "name": name}


def _note(event: Event) -> str:
    text = event.data.get("text")
    return text if isinstance(text, str) and event.source == "hand" else ""


def _other(one: OtherActivity) -> Activity:
    return Activity(
        on=one.on,
        activity=one.activity,
        minutes=one.minutes,
        employer=one.employer,
        position=one.position,
        method=one.method,
        place=one.place,
        contact=one.contact,
        contact_title=one.contact_title,
        address=one.address,
        reference=one.reference,
        result=one.result,
        evidence=one.evidence,
        note=one.note,
    )
