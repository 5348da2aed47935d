"""What was before a no: other applications at the employer, and those in which the same person wrote."""

from dataclasses import dataclass

from onward.applications import glimpses
from onward.applications.corrections import CORRECTIONS
from onward.applications.models import Application, Event
from onward.language import prints
from onward.people.models import User
from onward.rejections.looks import Look

_MOST_HISTORY = 8


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another application at this employer, or one in which the same person wrote."""

    application: Application
    same_person: bool = False


def earlier(owner: User, found: Look) -> list[Earlier]:
    """Other applications at this employer, and those in which the same person wrote, the latest first."""
    place = found.event.current
    told: dict[int, Earlier] = {}
    key = prints.employer(place.company)
    if key:
        names = Application.objects.filter(owner=owner, visible=True).exclude(pk=place.pk)
        same = [pk for pk, company in names.values_list("pk", "company") if prints.employer(company) == key]
        for one in Application.objects.filter(owner=owner, pk__in=same[:1000]):
            told[one.pk] = Earlier(one)
    if found.mail is not None and found.mail.sender.kind in {"person", "agency"}:
        for one in _with_same_person(owner, found.glimpse.sender, place):
            told.setdefault(one.pk, Earlier(one, same_person=True))
    latest = sorted(
        told.values(), key=lambda one: (one.application.last_event_at or found.event.at, one.application.pk)
    )
    return latest[::-1][:_MOST_HISTORY]


def _with_same_person(owner: User, name: str, beside: Application) -> list[Application]:
    """Applications in which somebody of this name wrote too."""
    if not name.strip():
        return []
    others = Event.objects.filter(
        owner=owner, active=True, message_id__isnull=False, current__visible=True, source="mail"
    )
    found = list(others.exclude(current=beside).exclude(kind__in=CORRECTIONS).order_by("-at")[:2000])
    seen = glimpses.of(owner, found)
    places = {
        one.current_id
        for one in found
        if (glimpse := seen.get(one.message_id or 0)) and glimpse.sender == name
    }
    return list(Application.objects.filter(owner=owner, pk__in=places))
