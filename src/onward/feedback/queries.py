"""What was said of the person: feedback with its points, what several people say, mails that could be kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from onward.applications import correspondence
from onward.applications.corrections import CORRECTIONS
from onward.applications.correspondence import Mail
from onward.applications.models import Application, Event
from onward.base import clock
from onward.feedback import noes, patterns
from onward.feedback.models import Feedback, Point
from onward.feedback.patterns import Signal, Theme
from onward.feedback.wording import giver_of
from onward.language.tokens import tokens
from onward.people.models import User

#: A comment in a no is proposed to be kept for so long; who has not kept it by then does not want to be asked.
_REMEMBERED = timedelta(days=182)
#: A change older than this is no longer offered to be undone in the bar.
_FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail with feedback that was filed with an application and is not kept as feedback yet."""

    event: Event
    mail: Mail

    @property
    def application(self) -> Application:
        """Where it was filed."""
        return self.event.current


def feedback(owner: User, key: int) -> Feedback:
    """One feedback with its points, also one that was put away; a stranger's does not exist."""
    found = _with_all(Feedback.objects.filter(owner=owner, pk=key)).first()
    if found is None:
        raise Http404(_("There is no such feedback."))
    return found


def received(owner: User, *, away: bool = False) -> QuerySet[Feedback]:
    """All feedback that counts, the latest first; with `away` that which was put away."""
    found = Feedback.objects.filter(owner=owner, put_away_at__isnull=not away)
    return _with_all(found).order_by("-at", "-pk")


def of_application(owner: User, application: Application) -> list[Feedback]:
    """The feedback on an application, also what was recorded for one that it absorbed."""
    return [one for one in received(owner) if place_of(one) and place_of(one) == application]


def of_message(owner: User, message: int) -> Feedback | None:
    """The feedback that a mail was kept as."""
    return Feedback.objects.filter(owner=owner, message_id=message, put_away_at=None).order_by("pk").first()


def place_of(one: Feedback) -> Application | None:
    """The application that it counts for today."""
    return (one.application.merged_into or one.application) if one.application else None


def waiting(owner: User, application: Application | None = None) -> list[Waiting]:
    """Mails that hold feedback and are not kept yet, the latest first; those hidden for now are left out.

    They are filed as feedback, or say no and something about the person with it (`noes.comments`).
    """
    filed = Event.objects.filter(
        Q(kind="feedback") | Q(kind="rejected", at__gte=clock.now() - _REMEMBERED),
        owner=owner, active=True, message_id__isnull=False, current__visible=True,
    ).select_related("current")  # fmt: skip
    if application is not None:
        filed = filed.filter(current=application)
    events = list(filed.order_by("-at", "-pk"))
    if not events:
        return []
    keys = [event.message_id for event in events if event.message_id]
    kept = set(
        Feedback.objects.filter(owner=owner, message_id__in=keys, put_away_at=None).values_list(
            "message_id", flat=True
        )
    )
    mails = correspondence.mails(owner, [key for key in keys if key not in kept])
    found: dict[int, Waiting] = {}
    for event in events:
        mail = mails.get(event.message_id or 0)
        if mail is None or mail.outgoing or mail.id in found:
            continue
        if event.kind == "feedback" or noes.comments(event, mail):
            found[mail.id] = Waiting(event, mail)
    return list(found.values())


def filed(owner: User, message: int) -> Event | None:
    """The fact that rests on a mail, with its application."""
    found = Event.objects.filter(owner=owner, active=True, message_id=message).exclude(kind__in=CORRECTIONS)
    return found.select_related("current__merged_into").order_by("pk").first()


def themes(owner: User) -> list[Theme]:
    """What was said of the person by theme, from feedback and from the reasons that a no states, in four queries.

    For other rooms: `patterns.Theme` tells strengths and gaps with their quotes, how many independent sources stand
    behind each, and whether that is enough to be called a pattern.
    """
    return patterns.themes(signals(owner))


def signals(owner: User) -> list[Signal]:
    """Every point that counts, and every reason that a no states."""
    return [*_of_feedback(owner), *noes.stated(owner)]


def last_change(one: Feedback) -> dict[str, Any] | None:
    """The latest change of a feedback or the latest that was taken back, with its moment; None when it is old."""
    if not one.history:
        return None
    entry = max(one.history, key=lambda entry: int(entry["order"]))
    if clock.now() - moment(entry) > _FRESH:
        return None
    return dict(entry)


def latest_change(owner: User) -> tuple[Feedback, dict[str, Any]] | None:
    """The feedback that was changed last, with what was done; None when that was long ago."""
    # Its own column would have to be kept in step; few people have so much feedback that reading it is felt.
    found = [
        (one, entry)
        for one in Feedback.objects.filter(owner=owner).select_related("application__merged_into")
        if (entry := last_change(one))
    ]
    return max(found, key=lambda pair: (moment(pair[1]), pair[0].pk), default=None)


def moment(entry: Mapping[str, Any]) -> datetime:
    """When it was done, or taken back."""
    return parse_datetime(str(entry.get("turned_at") or entry["at"])) or clock.now()


def _with_all(found: QuerySet[Feedback]) -> QuerySet[Feedback]:
    shown = Prefetch("points", queryset=Point.objects.order_by("position", "pk"))
    return found.select_related("application__merged_into").prefetch_related(shown)


def _of_feedback(owner: User) -> Iterator[Signal]:
    for one in received(owner):
        who = identities(one)
        said_by = source(one)
        url = reverse("received", args=[one.pk])
        for point in one.points.all():
            if not point.left_out:
                yield Signal(
                    point.theme,
                    point.says,
                    point.quote,
                    point.specific,
                    point.reliable,
                    said_by,
                    who,
                    one.at,
                    url,
                )


def identities(one: Feedback) -> frozenset[str]:
    """What makes a feedback the same source as another: the employer, the person, the mail."""
    found = {f"feedback:{one.pk}"}
    place = place_of(one)
    if one.giver in ("employer", "recruiter") and place is not None:
        found |= noes.company(place.company)
    name = " ".join(tokens(one.giver_name))
    if name:
        found.add(f"person:{name}")
    elif one.giver not in ("employer", "recruiter") or place is None:
        # Two friends without a name may be one and the same.
        found.add(f"unnamed:{one.giver}")
    if one.message_id:
        found.add(f"mail:{one.message_id}")
    return frozenset(found)


def source(one: Feedback) -> str:
    """Who said it, as a list shows it: "Karla Brandt, Nordlicht", "Ana, a friend"."""
    place = place_of(one)
    company = place.company if place and one.giver in ("employer", "recruiter") else ""
    parts: Sequence[str] = [part for part in (one.giver_name, company or giver_of(one.giver)) if part]
    return ", ".join(parts)
