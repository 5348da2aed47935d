"""What tables told of the documents that were sent, to compare by: kept beside the details of an application."""

from collections.abc import Mapping
from datetime import date, datetime

from onward.applications.details import POSTED
from onward.applications.models import Event
from onward.people.models import User


def posted_days(owner: User, until: datetime | None = None) -> dict[int, date]:
    """Application → the day of its posting, as tables tell it, in one query; the latest told counts."""
    told = Event.objects.filter(
        owner=owner, kind="detail", active=True, data__has_key="marks", data__marks__has_key=POSTED
    )
    if until is not None:
        told = told.filter(at__lte=until)
    found: dict[int, date] = {}
    for place, said in told.order_by("at", "pk").values_list("current_id", "data__marks__posted"):
        try:
            found[place] = date.fromisoformat(str(said))
        except ValueError:
            continue
    return found


def marked(
    owner: User, until: datetime | None = None, application: int | None = None
) -> dict[int, dict[str, str]]:
    """Application → question → what it was, in one query; the latest told counts. A table taken back tells nothing."""
    told = Event.objects.filter(owner=owner, kind="detail", active=True, data__has_key="marks")
    if until is not None:
        told = told.filter(at__lte=until)
    if application is not None:
        told = told.filter(current=application)
    found: dict[int, dict[str, str]] = {}
    for place, said in told.order_by("at", "pk").values_list("current_id", "data__marks"):
        if isinstance(said, Mapping):
            found.setdefault(place, {}).update({str(name): str(value) for name, value in said.items()})
    return found
