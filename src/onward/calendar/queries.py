"""What the calendar's pages and the feed read."""

from datetime import datetime

from onward.applications import columns, diary
from onward.applications.diary import Item
from onward.applications.stages import in_zone
from onward.base import clock
from onward.calendar import wording, writing
from onward.calendar.models import Feed
from onward.calendar.writing import Manner
from onward.people.models import User
from onward.people.sign_in import digest


def feed(owner: User) -> Feed:
    """What the person chose; who chose nothing yet has all of it, in full and without an address."""
    return Feed.objects.filter(owner=owner).first() or Feed(owner=owner, changed_at=clock.now())


def of_secret(secret: str) -> Feed | None:
    """The feed at an address that somebody asks for, whoever they are."""
    return Feed.objects.filter(digest=digest(secret)).select_related("owner").order_by("pk").first()


def items(owner: User, chosen: Feed) -> list[Item]:
    """What stands in the person's calendar, from some weeks ago on."""
    kinds = set(chosen.shown)
    return [one for one in diary.items(owner, clock.now()) if one.kind in kinds]


def coming(owner: User, found: list[Item], first: int = 8) -> list[Item]:
    """The next of them; what was cancelled is not coming."""
    zone = columns.zone_of(owner)
    today = in_zone(clock.now(), zone).date()

    def order(one: Item) -> tuple[str, bool, str]:
        local = in_zone(one.when, zone) if isinstance(one.when, datetime) else one.when
        return f"{local:%Y-%m-%d}", isinstance(one.when, datetime), local.isoformat()

    ahead = [one for one in found if not one.cancelled and order(one)[0] >= today.isoformat()]
    return sorted(ahead, key=order)[:first]


def manner(owner: User, chosen: Feed) -> Manner:
    """How the person's calendar is written."""
    return Manner(
        "Onward",
        # Never changes, differs from person to person, and comes along to another machine.
        f"{owner.date_joined.isoformat()} {owner.username}",
        wording.discreet() if chosen.discreet else {},
        chosen.reminder,
        chosen.worded_at,
    )


def written(owner: User, chosen: Feed | None = None) -> bytes:
    """The person's calendar as a file."""
    chosen = chosen or feed(owner)
    return writing.written(items(owner, chosen), manner(owner, chosen))
