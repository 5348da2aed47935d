"""How received feedback is spoken of: givers, manners, what a point says, how specific and reliable it is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as __

from onward.feedback.patterns import Side

GIVERS: Mapping[str, Promise] = {
    "employer": gettext_lazy("an employer"),
    "recruiter": gettext_lazy("a recruiter"),
    "colleague": gettext_lazy("a colleague"),
    "friend": gettext_lazy("a friend"),
    "mock_interviewer": gettext_lazy("somebody who practised with you"),
}
GIVER_CHOICES = (
    ("employer", gettext_lazy("An employer")),
    ("recruiter", gettext_lazy("A recruiter")),
    ("colleague", gettext_lazy("A colleague, now or before")),
    ("friend", gettext_lazy("A friend")),
    ("mock_interviewer", gettext_lazy("Somebody who practised with me")),
)
MANNERS: Mapping[str, Promise] = {
    "mail": gettext_lazy("by mail"),
    "call": gettext_lazy("on the phone"),
    "in_person": gettext_lazy("in person"),
    "form": gettext_lazy("on a form"),
}
MANNER_CHOICES = (
    ("mail", gettext_lazy("By mail or message")),
    ("call", gettext_lazy("On the phone or in a video call")),
    ("in_person", gettext_lazy("In person")),
    ("form", gettext_lazy("On a form")),
)
SAYS_CHOICES = (
    ("strength", gettext_lazy("A strength")),
    ("gap", gettext_lazy("Something to work on")),
    ("", gettext_lazy("Neither, or not sure")),
)
_SPECIFIC: Mapping[int, Promise] = {
    0: gettext_lazy("general"),
    1: gettext_lazy("names what it is about"),
    2: gettext_lazy("names something you can use"),
}
_RELIABLE: Mapping[int, Promise] = {
    0: gettext_lazy("courtesy or hearsay"),
    1: gettext_lazy("an opinion"),
    2: gettext_lazy("somebody who saw it"),
}
_DID: Mapping[str, Promise] = {
    "recorded": gettext_lazy("Kept as feedback"),
    "changed": gettext_lazy("Edited the feedback"),
    "corrected": gettext_lazy("Corrected a point"),
    "requoted": gettext_lazy("Changed the words of a point"),
    "joined": gettext_lazy("Joined two points"),
    "added": gettext_lazy("Added a point"),
    "left_out": gettext_lazy("Took a point out"),
    "taken_in": gettext_lazy("Took a point back in"),
    "put_away": gettext_lazy("Put feedback away"),
    "brought_back": gettext_lazy("Brought feedback back"),
}


def giver_of(code: str) -> str:
    """Who it was, without a name."""
    return str(GIVERS.get(code, ""))


def manner(code: str) -> str:
    """How it came."""
    return str(MANNERS.get(code, ""))


def weight(specific: int, reliable: int) -> str:
    """How specific and how reliable a point is, in words."""
    return f"{_SPECIFIC[min(specific, 2)]} · {_RELIABLE[min(reliable, 2)]}"


def did(entry: Mapping[str, object]) -> str:
    """What was done, for the undo line."""
    words = str(_DID.get(str(entry["did"]), _("Changed feedback")))
    return _("Undid: %(title)s") % {"title": words} if entry.get("undone") else words


def chosen(side: Side) -> str:
    """How many employers chose such a one."""
    return __("%(n)s employer", "%(n)s employers", side.sources) % {"n": side.sources}


def state(side: Side) -> str:
    """How often a theme was named, never more than what stands behind it."""
    n = len(side.signals)
    if side.state == "pattern":
        return __(
            "A pattern: %(n)s source that knows nothing of the others",
            "A pattern: %(n)s sources that know nothing of each other",
            side.sources,
        ) % {"n": side.sources}
    if side.state == "two":
        return _("Mentioned by two")
    if side.state == "once":
        return _("Mentioned once") if n == 1 else _("Mentioned once: all from one source")
    return _("Only in general terms") if side.state else ""
