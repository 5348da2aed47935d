"""What mail suggests: deciding what is unclear, answering who waits, tasks and offers by their day, reading anew.

What waits to be shown has no event and no question, so nothing here can tell of it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from django.db.models import Max, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.applications import columns, correspondence, suggested
from onward.applications.correspondence import Mail
from onward.applications.lately import Happening, happenings, over
from onward.applications.models import Event
from onward.applications.stages import KINDS, in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.mail import queries, turning
from onward.mail.models import Reading
from onward.mail.turning import Turning
from onward.people.models import User

#: An answer that is longer overdue than this changes little.
_ANSWER_WITHIN = timedelta(days=10)
#: Days after the last reading when it is time to read what came since.
_READ_AGAIN = 7
_ASKING = ("interview", "update", "outreach")
#: What may be among the unclear mails.
_ONE_OF_THEM = {
    "offer": gettext_lazy("One of them may be an offer; you decide what it is."),
    "interview": gettext_lazy("One of them may be about an interview; you decide what it is."),
    "assessment": gettext_lazy("One of them may be a task for you; you decide what it is."),
}
#: What one unclear mail looks like, and the day that it names.
_LOOKS_LIKE = {
    "offer": (
        gettext_lazy("See what %(name)s writes: it looks like an offer"),
        gettext_lazy("They seem to ask for your answer by %(day)s."),
    ),
    "interview": (
        gettext_lazy("See what %(name)s writes: it looks like an interview"),
        gettext_lazy("It seems to be on %(day)s."),
    ),
    "assessment": (
        gettext_lazy("See what %(name)s writes: it looks like a task for you"),
        gettext_lazy("They seem to want it by %(day)s."),
    ),
}
_OTHERS = {
    "offer": gettext_lazy("Mails that look like an offer"),
    "interview": gettext_lazy("Mails that look like an interview"),
    "assessment": gettext_lazy("Mails that look like a task"),
}
#: So many mails are looked into at most.
_MOST = 25


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in a constant number of queries."""
    looking = not over(owner, now)
    happened = happenings(owner, now) if looking else []
    going = [one for one in happened if one.going and one.kind in {"assessment", "offer"}][-_MOST:]
    waiting = [one for one in _latest(owner, now) if looking or not one.invites]
    zone = columns.zone_of(owner)
    today = in_zone(now, zone).date()
    mails = _mails(owner, going, waiting)
    unclear = turning.turning(owner, now)
    found = [_turning(owner, one, now) for one in unclear]
    found += _tray(owner, now, {one.proposal for one in unclear})
    found += _dated(owner, going, mails, now)
    found += [
        one for asked in waiting if (one := _reply(asked, mails.get(asked.message_id or 0), today, zone))
    ]
    return found + (_catch_up(owner, now) if looking else [])


def _turning(owner: User, one: Turning, now: datetime) -> Suggestion:
    """One unclear mail on which much may hang, by its name."""
    zone = columns.zone_of(owner)
    day = one.by or (in_zone(one.takes_place, zone).date() if one.takes_place else None)
    said, why = _LOOKS_LIKE[one.kind]
    unsure = _("Onward is not certain; you say what it is.")
    due = day if day is not None and day >= in_zone(now, zone).date() else None
    if due is not None:
        when = date_format(due, "l j F")
        unsure = f"{why % {'day': when}} {unsure}"
    return Suggestion(
        kind=f"perhaps_{one.kind}",
        about={"proposal": one.proposal},
        title=said % {"name": one.name or _("an employer")},
        why=unsure,
        evidence=_asks(),
        effort_minutes=5,
        link=f"{reverse('review')}#q{one.proposal}",
        worth=Worth.TURNS,
        others=str(_OTHERS[one.kind]),
        due=due,
        ends=None if due else one.at + turning.STILL,
        action=_("Look at it"),
        at=one.takes_place,
    )


def _tray(owner: User, now: datetime, named: Collection[int]) -> list[Suggestion]:
    # A mail of which the words wait for a press may be a no: it is not counted, nor what more likely is no answer.
    waiting = queries.open_proposals(owner).filter(
        ~queries.DOUBTED, message__veiled=False, message__sealed_at=None
    )
    rows = [
        row
        for row in waiting.order_by("-pk").values_list(
            "pk", "message__kind", "message__second", "message__at"
        )[:1000]
        if row[0] not in named
    ]
    if not rows:
        return [] if named else _sound_like_answers(owner)
    n = len(rows)
    recent = [
        {kind, second} for _key, kind, second, at in rows if at is None or now - at <= turning.STILL
    ]  # fmt: skip
    may_be = next((kind for kind in turning.KINDS if any(kind in kinds for kinds in recent)), "")
    return [
        Suggestion(
            kind="tray",
            about={"heap": rows[0][0]},
            title=ngettext("Decide on %(n)d unclear mail", "Decide on %(n)d unclear mails", n) % {"n": n},
            why=str(_ONE_OF_THEM[may_be])
            if may_be
            else _(
                "Each may be an answer that is not in your record yet; what Onward makes of it stands beside it."
            ),
            evidence=_asks(),
            effort_minutes=min(max(2, n), 15),
            link=reverse("review"),
            worth=Worth.TURNS if may_be else Worth.OPENS if n < 50 else Worth.TEACHES,
            others=_("Unclear mails"),
            action=_("Open the review"),
        )
    ]


def _sound_like_answers(owner: User) -> list[Suggestion]:
    """What more likely is no answer: worth one look when nothing else waits in the tray."""
    waiting = queries.open_proposals(owner).filter(queries.PLAINLY_DOUBTED, message__sealed_at=None)
    keys = list(waiting.order_by("-pk").values_list("pk", flat=True)[:1000])
    if not keys:
        return []
    n = len(keys)
    return [
        Suggestion(
            kind="tray",
            about={"heap": keys[0]},
            title=ngettext(
                "See whether %(n)d mail is about your search",
                "See whether %(n)d mails are about your search",
                n,
            )
            % {"n": n},
            why=_(
                "It sounds like an answer, but nothing in it says that it is about your search. Most often it is about "
                "something else."
            )
            if n == 1
            else _(
                "They sound like answers, but nothing in them says that they are about your search. Most often they are "
                "about something else; one press sets them all aside."
            ),
            evidence=_asks(),
            effort_minutes=min(max(2, n // 5), 10),
            link=reverse("review"),
            worth=Worth.TEACHES,
            others=_("Unclear mails"),
            action=_("Open the review"),
        )
    ]


def _asks() -> Evidence:
    return Evidence(_("Onward asks where it is not certain, and files nothing on a guess."), "record")


class _Asked(NamedTuple):
    """The latest mail of an application, where it came from them and may ask for something."""

    event: int
    application: int
    kind: str
    at: datetime
    message_id: int | None
    arranged: str | None
    company: str

    @property
    def invites(self) -> bool:
        """Whether they want to speak with the person and no time is settled."""
        return self.kind == "interview" and not self.arranged


def _latest(owner: User, now: datetime) -> list[_Asked]:
    """Of each application that goes on the latest mail, where it came from them and may ask for something."""
    found = Event.objects.filter(
        owner=owner, active=True, kind__in=KINDS, message_id__isnull=False, at__gte=now - _ANSWER_WITHIN, at__lte=now,
        current__visible=True, current__status__in=("open", "offer"),
    )  # fmt: skip
    rows = found.annotate(arranged=Cast(KT("data__interview_at"), TextField()))
    latest: dict[int, _Asked] = {}
    for row in rows.order_by("-at", "-pk").values_list(
        "pk", "current_id", "kind", "at", "message_id", "arranged", "current__company"
    )[:300]:
        one = _Asked(*row)
        latest.setdefault(one.application, one)
    return [one for one in latest.values() if one.kind in _ASKING][:_MOST]


def _mails(owner: User, going: list[Happening], waiting: list[_Asked]) -> dict[int, Mail]:
    keys = {one.message_id for one in going if one.message_id is not None}
    return correspondence.mails(
        owner, sorted(keys | {one.message_id for one in waiting if one.message_id is not None})
    )


def named_days(
    owner: User, going: Sequence[Happening], mails: Mapping[int, Mail]
) -> list[tuple[Happening, date]]:
    """Tasks and offers whose mail, or whose note by hand, names the day by which something is asked for."""
    zone = columns.zone_of(owner)
    found = []
    for one in going:
        mail = mails.get(one.message_id or 0)
        text = mail.text if mail else one.text or ""
        if not text:
            continue
        # What reads days is loaded only where there is something to read.
        from onward.mail.deadlines import deadline

        day = deadline(text, in_zone(one.at, zone).date(), mail.language if mail else "")
        if day is not None:
            found.append((one, day))
    return found


def _dated(owner: User, going: list[Happening], mails: Mapping[int, Mail], now: datetime) -> list[Suggestion]:
    """Tasks and offers by their day."""
    zone = columns.zone_of(owner)
    found = []
    for one, day in named_days(owner, going, mails):
        # An offer whose day has passed still waits for a word; a task whose day has passed is over.
        if one.kind == "offer" and day < in_zone(now, zone).date():
            continue
        made = suggested.offer(one, day) if one.kind == "offer" else suggested.task(one, now, zone, due=day)
        if made is not None:
            found.append(made)
    return found


def _reply(one: _Asked, mail: Mail | None, today: date, zone: tzinfo) -> Suggestion | None:
    """Somebody wrote and waits: an invitation without a time, or a question of a person."""
    if mail is None or mail.outgoing:
        return None
    invited = one.invites
    asked = mail.sender.kind in {"person", "agency", "office"} and "?" in mail.text
    if not invited and not asked:
        return None
    name = one.company or mail.sender.name or mail.sender.address
    from onward.mail.deadlines import deadline

    # Of an invitation a day is when they could meet, more often than by when they want to know.
    by = None if invited else deadline(mail.text, in_zone(one.at, zone).date(), mail.language)
    by = by if by is not None and by >= today else None
    return Suggestion(
        kind="reply",
        about={"event": one.event},
        title=_("Settle a time with %(name)s") % {"name": name}
        if invited
        else _("Answer %(name)s") % {"name": name},
        why=_("They want to speak with you, and no time is settled yet.")
        if invited
        else _("They asked you something, and your mail shows no answer yet."),
        evidence=Evidence(
            _("It stands in your mail; answers given by telephone are not seen here."), "record"
        ),
        effort_minutes=10,
        link=mail.url,
        worth=Worth.TURNS if invited or one.kind == "interview" else Worth.OPENS,
        others=_("Mails that wait for an answer"),
        due=by,
        ends=None if by else one.at + _ANSWER_WITHIN,
        action=_("Read the mail"),
    )


def _catch_up(owner: User, now: datetime) -> list[Suggestion]:
    last = Reading.objects.filter(owner=owner, state="done").aggregate(at=Max("finished_at"))["at"]
    if last is None or (now - last).days < _READ_AGAIN:
        return []
    n = (now - last).days
    return [
        Suggestion(
            kind="catch_up",
            about={"day": f"{in_zone(last, columns.zone_of(owner)):%Y-%m-%d}"},
            title=_("Read the mail that came since"),
            why=ngettext(
                "The mailbox was read %(n)d day ago; what came since is not in your record.",
                "The mailbox was read %(n)d days ago; what came since is not in your record.",
                n,
            )
            % {"n": n},
            evidence=Evidence(_("It stands in your record."), "record"),
            effort_minutes=5,
            link=reverse("welcome"),
            worth=Worth.OPENS,
            others=_("Reading mail anew"),
            action=_("Read it"),
        )
    ]
