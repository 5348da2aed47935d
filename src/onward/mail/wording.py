"""How kinds of mail are said on a page, and which fact of an application each kind is."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onward.base.errors import Problem
from onward.base.invisible import one_line
from onward.mail.doubt import ELSEWHERE
from onward.ui.templatetags.words import amount

#: What a mail that came in can be.
KINDS: Mapping[str, Promise] = {
    "acknowledgement": _("They confirm your application"),
    "interview": _("Interview"),
    "assessment": _("Assessment"),
    "offer": _("Offer"),
    "update": _("Word from them"),
    "feedback": _("Feedback"),
    "rejection": _("They say no"),
    "outreach": _("They write first"),
    "alert": _("Job alert"),
    "account": _("About an account"),
    "other": _("Something else"),
}
#: What the person's own mail can be.
OWN_KINDS: Mapping[str, Promise] = {
    "application": _("You apply"),
    "reply": _("Your answer"),
    "withdrawal": _("You withdraw"),
    "acceptance": _("You accept"),
    "decline": _("You decline their offer"),
}
#: Kind of mail → the fact that it is; a kind that is none is filed as word from its sender.
FACTS: Mapping[str, str] = {
    "acknowledgement": "acknowledged",
    "interview": "interview",
    "assessment": "assessment",
    "offer": "offer",
    "update": "update",
    "feedback": "feedback",
    "rejection": "rejected",
    "outreach": "outreach",
    "application": "applied",
    "withdrawal": "withdrawn",
    "acceptance": "accepted",
    "decline": "declined",
}
#: Reasons that a no states.
REASONS: Mapping[str, Promise] = {
    "skills_gap": _("A skill that they looked for"),
    "experience_level": _("More or other experience"),
    "interview_performance": _("How the interview went"),
    "culture_add": _("Whom they see in the team"),
    "compensation": _("Pay"),
    "logistics": _("Place, hours or papers"),
    "internal_candidate": _("Someone from inside"),
    "position_closed": _("The position is closed"),
    "competition": _("Others were ahead"),
    "timing": _("Timing"),
    "overqualified": _("More experience than the role needs"),
    "application_materials": _("What was sent in"),
    "screening_rule": _("A requirement that is not met"),
}


def kind(name: str) -> str:
    """The kind in words."""
    return str(KINDS.get(name) or OWN_KINDS.get(name) or KINDS["other"])


def reasons(stated: Iterable[object]) -> list[tuple[str, str]]:
    """The reasons that a mail states, in words, each with the sentence that states it."""
    return [
        (str(REASONS[one["code"]]), one_line(str(one.get("quote", ""))))
        for one in stated
        if isinstance(one, Mapping) and one.get("code") in REASONS
    ]


def choices(*, outgoing: bool) -> list[tuple[str, str]]:
    """The kinds that a mail filed with an application can have, as (name, words)."""
    offered = OWN_KINDS if outgoing else KINDS
    return [(name, str(words)) for name, words in offered.items() if name not in ELSEWHERE]


def fact(name: str, *, outgoing: bool) -> str:
    """The kind of fact that a mail of this kind is."""
    return FACTS.get(name, "note" if outgoing else "update")


def checked(name: str, *, outgoing: bool) -> str:
    """The name of a kind as a form gives it."""
    if name not in dict(choices(outgoing=outgoing)):
        raise Problem(str(_("Choose what this mail is.")))
    return name


def found(kinds: Mapping[str, int]) -> list[str]:
    """What a reading has found so far, in words; what says no is told apart from it."""
    said = [(words, kinds[name]) for name, words in _FOUND.items() if kinds.get(name)]
    lines = [words(number) % {"n": amount(number)} for words, number in said]
    rest = sum(number for name, number in kinds.items() if name not in _FOUND and name != "rejection")
    if rest:
        lines.append(ngettext("%(n)s more around it", "%(n)s more around it", rest) % {"n": amount(rest)})
    return lines


_FOUND: Mapping[str, Callable[[int], str]] = {
    "interview": lambda n: ngettext("%(n)s about an interview", "%(n)s about interviews", n),
    "offer": lambda n: ngettext("%(n)s with an offer", "%(n)s with offers", n),
    "assessment": lambda n: ngettext("%(n)s about an assessment", "%(n)s about assessments", n),
    "acknowledgement": lambda n: ngettext(
        "%(n)s that confirms an application", "%(n)s that confirm an application", n
    ),
    "feedback": lambda n: ngettext("%(n)s with feedback", "%(n)s with feedback", n),
    "outreach": lambda n: ngettext(
        "%(n)s from someone who wrote first", "%(n)s from people who wrote first", n
    ),
    "update": lambda n: ngettext("%(n)s with news", "%(n)s with news", n),
}
