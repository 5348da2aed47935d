"""What a no suggests later: looking at the employer again on the day that the person chose."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User
from onward.rejections.models import Step


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """The employers whose day has come, in one query."""
    today = in_zone(now, columns.zone_of(owner)).date()
    steps = Step.objects.filter(
        owner=owner, kind="again", taken_back_at=None, event__active=True, event__current__visible=True
    )
    due = [
        (on, step)
        for step in steps.select_related("event__current")
        if (on := _on(step)) is not None and on <= today
    ]
    return [_again(step) for _day, step in sorted(due, key=lambda one: (one[0], one[1].pk))]


def settled(owner: User) -> set[int]:
    """The noes that were let go: nothing is suggested about them."""
    steps = Step.objects.filter(owner=owner, kind="let_go", taken_back_at=None)
    return set(steps.values_list("event_id", flat=True))


def _again(step: Step) -> Suggestion:
    place = step.event.current
    different = str(step.data.get("different") or "")
    why = (
        _("You wanted this to be different by now: %(words)s") % {"words": different}
        if different
        else _("You chose this day; a no to one application is no answer to the next.")
    )
    return Suggestion(
        kind="again",
        about={"step": step.pk},
        title=_("Look at %(name)s again") % {"name": place.company or place.role or _("an employer")},
        why=why,
        evidence=Evidence(_("You chose the day yourself."), "record"),
        effort_minutes=20,
        link=reverse("rejection", args=[step.event_id]),
        worth=Worth.OPENS,
        others=_("Employers to look at again"),
        action=_("Look at it"),
    )


def _on(step: Step) -> date | None:
    try:
        return parse_date(str(step.data.get("on", "")))
    except ValueError:
        return None
