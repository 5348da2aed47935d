"""How stages, ends, questions and base rates are said on the pages of statistics."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.applications import wording
from onward.statistics.comparisons import Comparison, Warned
from onward.statistics.funnel import Step

#: Stages and ends of the flow, short enough to stand in a picture.
PLACES: Mapping[str, Promise] = {
    "applied": gettext_lazy("Applied"),
    "assessment": gettext_lazy("Assessment"),
    "interview": gettext_lazy("Interview"),
    "offer": gettext_lazy("Offer"),
    "waiting": gettext_lazy("Waiting"),
    "going_on": gettext_lazy("Going on"),
    "offer_open": gettext_lazy("Offer open"),
    "rejected": gettext_lazy("They said no"),
    "withdrawn": gettext_lazy("You withdrew"),
    "declined": gettext_lazy("You declined"),
    "accepted": gettext_lazy("You accepted"),
}
#: The tint of an end: where something goes on, where it is over.
TONES: Mapping[str, str] = {
    "going_on": "go",
    "offer_open": "go",
    "accepted": "go",
    "rejected": "over",
    "withdrawn": "over",
    "declined": "over",
}
#: The questions that every record can answer, as the person would ask them.
QUESTIONS: Mapping[str, Promise] = {
    "channel": gettext_lazy("Does it go together with how I applied?"),
    "day": gettext_lazy("Does it go together with the day of the week?"),
    "season": gettext_lazy("Does it go together with the time of year?"),
    "posting": gettext_lazy("Does it go together with how old the posting was when I applied?"),
}
#: What a split goes by, in a sentence.
_BY: Mapping[str, Promise] = {
    "channel": gettext_lazy("how you applied"),
    "day": gettext_lazy("the day of the week"),
    "season": gettext_lazy("the time of year"),
    "posting": gettext_lazy("the age of the posting"),
    "place": gettext_lazy("the place"),
    "role": gettext_lazy("the role"),
}
_GROUPS: Mapping[str, Promise] = {
    "Monday to Wednesday": gettext_lazy("Monday to Wednesday"),
    "Thursday to Sunday": gettext_lazy("Thursday to Sunday"),
    "other": gettext_lazy("other"),
    "within 3 days": gettext_lazy("within 3 days"),
    "4 to 14 days": gettext_lazy("4 to 14 days"),
    "later than 14 days": gettext_lazy("later than 14 days"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
}
#: What can be forecast, as it is asked.
ASKED: Mapping[str, Promise] = {
    "answer": gettext_lazy("an answer"),
    "interview": gettext_lazy("an interview"),
    "offer": gettext_lazy("an offer"),
}


def step(one: Step) -> str:
    """A step of the funnel by name."""
    return _("%(begin)s → %(end)s") % {"begin": PLACES[one.begin], "end": PLACES[one.end]}


def question(name: str) -> str:
    """A question in words; one of the person's own marks as they wrote it."""
    if name in QUESTIONS:
        return str(QUESTIONS[name])
    return _("Does it go together with your mark “%(name)s”?") % {"name": name}


def named(found: Comparison) -> Comparison:
    """The comparison with its groups and splits as they are said on a page."""

    def said(name: str) -> str:
        return wording.channel(name) if found.question == "channel" else str(_GROUPS.get(name, name))

    groups = tuple(replace(group, name=said(group.name)) for group in found.groups)
    warned = tuple(Warned(one.what, str(_BY.get(one.by, one.by)), one.within) for one in found.warnings)
    return replace(
        found,
        groups=groups,
        better=said(found.better) if found.better is not None else None,
        other=said(found.other) if found.other is not None else None,
        warnings=warned,
    )
