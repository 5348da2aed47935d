"""What the calendar's page and its entries say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: What the kinds are called where they are chosen.
KINDS: Mapping[str, Promise] = {
    "talk": gettext_lazy("Interviews, with their hour and place"),
    "deadline": gettext_lazy("The last day of a task or an offer"),
    "closing": gettext_lazy("The last day of postings that you kept and have not applied to"),
    "follow_up": gettext_lazy("Follow-ups of feedback requests"),
    "in_touch": gettext_lazy("When to stay in touch after a no"),
    "again": gettext_lazy("Employers that you want to look at again"),
    "plan": gettext_lazy("What you planned for the week"),
}
#: Minutes before an interview → how that is said.
REMINDERS: Mapping[int, Promise] = {
    15: gettext_lazy("15 minutes before"),
    30: gettext_lazy("30 minutes before"),
    60: gettext_lazy("an hour before"),
    120: gettext_lazy("two hours before"),
    1440: gettext_lazy("a day before"),
}
_DID: Mapping[str, Promise] = {
    "made": gettext_lazy("You made an address for your calendar"),
    "renewed": gettext_lazy("You made a new address; the old one stopped working"),
    "off": gettext_lazy("You switched the address off"),
    "saved": gettext_lazy("You changed what your calendar says"),
}


def discreet() -> dict[str, str]:
    """Titles that tell nobody anything."""
    taking_time, a_day = _("Appointment"), _("Reminder")
    return {kind: taking_time if kind in ("talk", "plan") else a_day for kind in KINDS}


def did(what: str) -> str:
    """What was done last, for the bar."""
    return str(_DID[what])
