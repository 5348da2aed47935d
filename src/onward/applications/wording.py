"""How stages, statuses, kinds of fact, sources and channels are said on a page, and in which tone."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Statuses as shown. "Silent" is open: its words must not close what the employer has not closed.
STATUSES: Mapping[str, Promise] = {
    "open": _("Open"),
    "silent": _("No word for a month"),
    "offer": _("Offer"),
    "accepted": _("You accepted"),
    "declined": _("You declined"),
    "withdrawn": _("You withdrew"),
    "rejected": _("They said no"),
}
STAGES: Mapping[str, Promise] = {
    "applied": _("Applied"),
    "assessment": _("Assessment"),
    "interview": _("Interview"),
    "offer": _("Offer"),
}
KINDS: Mapping[str, Promise] = {
    "outreach": _("They wrote first"),
    "applied": _("You applied"),
    "acknowledged": _("They confirmed it"),
    "note": _("Your note"),
    "update": _("Word from them"),
    "assessment": _("Assessment"),
    "interview": _("Interview"),
    "offer": _("Offer"),
    "feedback": _("Feedback"),
    "rejected": _("They said no"),
    "withdrawn": _("You withdrew"),
    "declined": _("You declined their offer"),
    "accepted": _("You accepted"),
}
SOURCES: Mapping[str, Promise] = {
    "mail": _("from a mail"),
    "hand": _("entered by you"),
    "calendar": _("from a calendar"),
    "posting": _("from the posting"),
    "spreadsheet": _("from a spreadsheet"),
}
_CHANNELS: Mapping[str, Promise] = {
    "direct": _("Direct"),
    "job board": _("Job board"),
    "referral": _("Referral"),
    "recruiter": _("Recruiter"),
    "other": _("Other"),
}
_SORTS: Mapping[str, Promise] = {
    "-last_event_at": _("Latest entry first"),
    "last_event_at": _("Oldest entry first"),
    "-applied_on": _("Applied last"),
    "applied_on": _("Applied first"),
    "company": _("Employer, A to Z"),
    "-company": _("Employer, Z to A"),
    "role": _("Role, A to Z"),
    "-role": _("Role, Z to A"),
    "-furthest_stage": _("Reached furthest"),
    "furthest_stage": _("Reached least"),
    "-stage": _("Stage now, latest first"),
    "stage": _("Stage now, earliest first"),
    "status": _("Status, open first"),
    "-status": _("Status, ended first"),
    "channel": _("How you applied, A to Z"),
    "-channel": _("How you applied, Z to A"),
    "location": _("Place, A to Z"),
    "-location": _("Place, Z to A"),
    "-event_count": _("Most entries first"),
    "event_count": _("Fewest entries first"),
}


def fact(kind: str, *, of_mail: bool = False) -> str:
    """A kind of fact in words; a note that rests on a mail is what the person wrote to them."""
    return str(_("You wrote") if kind == "note" and of_mail else KINDS[kind])


def channel(name: str) -> str:
    """One of the ways of applying that are offered, translated; any other word as the person wrote it."""
    return str(_CHANNELS.get(name, name))


def sorts() -> list[tuple[str, str]]:
    """The orders to choose from, as (key, words)."""
    return [(key, str(words)) for key, words in _SORTS.items()]


def tone(status: str, stage: str) -> str:
    """The tint of a chip: "go" where something goes on, "over" where it ended, none while waiting."""
    if status in {"rejected", "withdrawn", "declined"}:
        return "over"
    if status in {"offer", "accepted"} or (status == "open" and stage != "applied"):
        return "go"
    return ""


def kind_tone(kind: str, *, ahead: bool) -> str:
    """The tint of an entry; amber only for what has a time that is still to come."""
    if ahead:
        return "time"
    if kind in {"rejected", "withdrawn", "declined"}:
        return "over"
    return "go" if kind in {"assessment", "interview", "offer", "accepted"} else ""
