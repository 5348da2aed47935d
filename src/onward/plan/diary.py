"""What is planned for a week, as the calendar has it."""

from collections import Counter
from datetime import date, datetime, time

from django.urls import reverse

from onward.applications import columns
from onward.applications.diary import KEPT, Item
from onward.applications.stages import in_zone
from onward.people.models import User
from onward.plan.dates import monday_of, parsed
from onward.plan.models import Week

_USUAL_MINUTES = 30


def diary(owner: User, now: datetime) -> list[Item]:
    """The blocks of the weeks from some time ago on, in one query."""
    zone = columns.zone_of(owner)
    since = monday_of(in_zone(now, zone).date() - KEPT)
    weeks = Week.objects.filter(owner=owner, monday__gte=since).order_by("monday")
    return [one for week in weeks for one in of_week(owner, week)]


def of_week(owner: User, week: Week) -> list[Item]:
    """The blocks of one week. A block keeps its identity on another day or at another hour, not under another name."""
    zone = columns.zone_of(owner)
    seen: Counter[str] = Counter()
    found = []
    for block in week.blocks:
        on, what = parsed(block.get("on")), str(block.get("what") or "")
        if on is None or not what:
            continue
        seen[what] += 1
        when: date | datetime = on
        hour = _hour(block.get("time"))
        if hour is not None:
            when = datetime.combine(on, hour, zone)
        minutes = block.get("minutes")
        found.append(
            Item(
                "plan",
                {"week": f"{week.monday}", "block": what, "number": seen[what]},
                what,
                when,
                week.saved_at,
                minutes if isinstance(minutes, int) and minutes > 0 else _USUAL_MINUTES,
                str(block.get("where") or ""),
                link=f"{reverse('week')}?of={week.monday}",
            )
        )
    return found


def _hour(text: object) -> time | None:
    try:
        return time.fromisoformat(str(text))
    except ValueError:
        return None
