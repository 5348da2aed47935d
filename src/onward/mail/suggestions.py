"""What mail suggests: deciding what is unclear, answering who waits, tasks and offers by their day, reading anew.

What waits to be shown has no event and no question, so nothing here can tell of it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications import columns, correspondence, suggested
from onward.applications.correspondence import Mail
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.applications.suggested_talks import Happening, happenings
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.mail import queries
from onward.mail.deadlines import deadline
from onward.mail.models import Reading
from onward.people.models import User

#: An answer that is longer overdue than this changes little.
_ANSWER_WITHIN = timedelta(days=10)
#: Days after the last reading when it is time to read what came since.
_READ_AGAIN = 7
_ASKING = ("interview", "update", "outreach")
#: So many mails are looked into at most.
_MOST = 25


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in a constant number of queries."""
    going = [
        one
        for one in happenings(owner, now)
        if one.kind == "assessment" or (one.kind == "offer" and one.status == "offer")
    ][-_MOST:]
    waiting = _latest(owner, now)
    mails = _mails(owner, going, waiting)
    found = _tray(owner)
    found += _dated(owner, going, mails, now)
    found += [one for event in waiting if (one := _reply(event, mails.get(event.message_id or 0)))]
    return found + _catch_up(owner, now)


def _tray(owner: User) -> list[Suggestion]:
    # A mail of which the words wait for a press may be a no: it is not counted.
    waiting = queries.open_proposals(owner).filter(message__veiled=False, message__sealed_at=None)
    keys = list(waiting.order_by("-pk").values_list("pk", flat=True)[:1000])
    if not keys:
        return []
    n = len(keys)
    return [
        Suggestion(
            "tray",
            {"proposal": keys[0]},
            ngettext("Decide on %(n)d unclear mail", "Decide on %(n)d unclear mails", n) % {"n": n},
            _(
                "Each may be an answer that is not in your record yet; what Onward makes of it stands beside it."
            ),
            Evidence(_("Onward asks where it is not certain, and files nothing on a guess."), "record"),
            min(max(2, n), 15),
            reverse("review"),
            Worth.OPENS if n < 50 else Worth.TEACHES,
            _("Unclear mails"),
            action=_("Open the review"),
        )
    ]


def _latest(owner: User, now: datetime) -> list[Event]:
    """Of each application that goes on the latest mail, where it came from them and asks for something."""
    found = Event.objects.filter(
        owner=owner, active=True, message_id__isnull=False, at__gte=now - _ANSWER_WITHIN, at__lte=now,
        current__visible=True, current__status__in=("open", "offer"),
    )  # fmt: skip
    rows = found.exclude(kind="detail").select_related("current").order_by("-at", "-pk")[:300]
    latest: dict[int, Event] = {}
    for one in rows:
        latest.setdefault(one.current_id, one)
    return [one for one in latest.values() if one.kind in _ASKING][:_MOST]


def _mails(owner: User, going: list[Happening], waiting: list[Event]) -> dict[int, Mail]:
    events = {one.pk for one in going}
    keys = set(
        Event.objects.filter(owner=owner, pk__in=events, message_id__isnull=False).values_list(
            "message_id", flat=True
        )
    )
    return correspondence.mails(owner, sorted({*keys, *(one.message_id for one in waiting)} - {None}))  # type: ignore[type-var, arg-type]


def _dated(owner: User, going: list[Happening], mails: Mapping[int, Mail], now: datetime) -> list[Suggestion]:
    """Tasks and offers whose mail, or whose note by hand, names a day."""
    zone = columns.zone_of(owner)
    resting = dict(
        Event.objects.filter(owner=owner, pk__in=[one.pk for one in going]).values_list("pk", "message_id")
    )
    found = []
    for one in going:
        mail = mails.get(resting.get(one.pk) or 0)
        text = mail.text if mail else str(one.data.get("text") or "")
        day = deadline(text, in_zone(one.at, zone).date(), mail.language if mail else "")
        # An offer whose day has passed still waits for a word; a task whose day has passed is over.
        if day is None or (one.kind == "offer" and day < in_zone(now, zone).date()):
            continue
        made = suggested.offer(one, day) if one.kind == "offer" else suggested.task(one, now, zone, due=day)
        if made is not None:
            found.append(made)
    return found


def _reply(event: Event, mail: Mail | None) -> Suggestion | None:
    """Somebody wrote and waits: an invitation without a time, or a question of a person."""
    if mail is None or mail.outgoing:
        return None
    invited = event.kind == "interview" and not event.data.get("interview_at")
    asked = mail.sender.kind in {"person", "agency", "office"} and "?" in mail.text
    if not invited and not asked:
        return None
    name = event.current.company or mail.sender.name or mail.sender.address
    return Suggestion(
        "reply",
        {"event": event.pk},
        _("Settle a time with %(name)s") % {"name": name}
        if invited
        else _("Answer %(name)s") % {"name": name},
        _("They want to speak with you, and no time is settled yet.")
        if invited
        else _("They asked you something, and your mail shows no answer yet."),
        Evidence(_("It stands in your mail; answers given by telephone are not seen here."), "record"),
        10,
        mail.url,
        Worth.TURNS if invited or event.kind == "interview" else Worth.OPENS,
        _("Mails that wait for an answer"),
        ends=event.at + _ANSWER_WITHIN,
        action=_("Read the mail"),
    )


def _catch_up(owner: User, now: datetime) -> list[Suggestion]:
    last = Reading.objects.filter(owner=owner, state="done").aggregate(at=Max("finished_at"))["at"]
    if last is None or (now - last).days < _READ_AGAIN:
        return []
    n = (now - last).days
    return [
        Suggestion(
            "catch_up",
            {"day": f"{in_zone(last, columns.zone_of(owner)):%Y-%m-%d}"},
            _("Read the mail that came since"),
            ngettext(
                "The mailbox was read %(n)d day ago; what came since is not in your record.",
                "The mailbox was read %(n)d days ago; what came since is not in your record.",
                n,
            )
            % {"n": n},
            Evidence(_("It stands in your record."), "record"),
            5,
            reverse("welcome"),
            Worth.OPENS,
            _("Reading mail anew"),
            action=_("Read it"),
        )
    ]
