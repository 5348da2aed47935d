"""When a person wants to see a no: at once, at an hour, once a week, or only when they open what waits."""

from datetime import datetime, time, timedelta, tzinfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AT_ONCE, DAILY, WEEKLY, WHEN_OPENED = "at_once", "daily", "weekly", "when_opened"
MODES: dict[str, Promise] = {
    AT_ONCE: _("At once"),
    DAILY: _("Every day, at an hour"),
    WEEKLY: _("Once a week, on a day and at an hour"),
    WHEN_OPENED: _("Only when I open what waits"),
}
DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def last_moment(mode: str, hour: int, day: int, now: datetime, zone: tzinfo) -> datetime | None:
    """The latest moment, now included, at which what had waited until then was to be shown; None for never.

    `hour` is 0 to 23 on the zone's clocks, `day` 0 for Monday to 6. An hour that the clocks skip in spring counts as
    the hour after it.
    """
    if mode == AT_ONCE:
        return now
    if mode not in {DAILY, WEEKLY}:
        return None
    here = now.astimezone(zone)
    back = (here.weekday() - day) % 7 if mode == WEEKLY else 0
    days = 7 if mode == WEEKLY else 1
    moment = datetime.combine(here.date() - timedelta(days=back), time(hour), zone)
    if moment.astimezone(now.tzinfo) > now:
        moment = datetime.combine(moment.date() - timedelta(days=days), time(hour), zone)
    return moment
