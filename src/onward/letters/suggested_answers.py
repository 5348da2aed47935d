"""Noes that hold an offer of help or a question: answering them comes before a question of one's own."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import correspondence
from onward.applications.correspondence import Mail
from onward.applications.models import Event
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User

#: Who offered something in a no waits for so long.
_WAITS = timedelta(days=14)
_MOST, _LONGEST = 20, 160


def suggestions(owner: User, begun: Mapping[int, Collection[str]], now: datetime) -> list[Suggestion]:
    """The noes of the last days whose mail waits for an answer that is not written yet; in at most four queries."""
    noes = Event.objects.filter(
        owner=owner, active=True, kind="rejected", at__gt=now - _WAITS, at__lte=now, message_id__isnull=False,
        current__visible=True, current__status="rejected",
    )  # fmt: skip
    recent = [
        one for one in noes.select_related("current").order_by("-at", "-pk")[:_MOST]
        if "answer" not in begun.get(one.pk, ())
    ]  # fmt: skip
    mails = correspondence.mails(owner, sorted({one.message_id or 0 for one in recent}))
    found = [(one, made) for one in recent if (made := _answer(one, mails.get(one.message_id or 0)))]
    answered = _answered(owner, [one.current_id for one, _made in found], now) if found else {}
    return [made for one, made in found if answered.get(one.current_id, one.at) <= one.at]


def _answered(owner: User, places: Collection[int], now: datetime) -> dict[int, datetime]:
    """When the person last wrote about each of these applications, by their own mails."""
    lately = Event.objects.filter(
        owner=owner, active=True, current__in=places, message_id__isnull=False, at__gt=now - _WAITS
    )
    filed = {key: place for key, place in lately.values_list("message_id", "current_id") if key is not None}
    mails = correspondence.mails(owner, sorted(filed))
    wrote: dict[int, datetime] = {}
    for mail in mails.values():
        if mail.outgoing:
            place = filed[mail.id]
            wrote[place] = max(mail.at, wrote.get(place, mail.at))
    return wrote


def _answer(one: Event, mail: Mail | None) -> Suggestion | None:
    # What reads sentences is loaded only where there is something to read.
    from onward.letters.helping import waits

    found = waits(mail)
    if mail is None or not found:
        return None
    name = one.current.company or mail.sender.name or _("them")
    words = (
        _("They ask you: “%(quote)s”")
        if found[0].kind == "question"
        else _("They hold something out to you: “%(quote)s”")
    )
    quote = " ".join(found[0].quote.split())
    short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …"
    return Suggestion(
        kind="answer",
        about={"event": one.pk},
        title=_("Answer %(name)s") % {"name": name},
        why=words % {"quote": short},
        evidence=Evidence(
            _("It stands in your mail; answers given by telephone are not seen here."), "record"
        ),
        effort_minutes=5,
        link=reverse("rejection", args=[one.pk]),
        worth=Worth.OPENS,
        others=_("Noes that wait for an answer"),
        ends=one.at + _WAITS,
        action=_("To the letter"),
    )
