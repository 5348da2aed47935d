"""How the pages of the week say things: goals by what was done, a week by what happened, and what was done last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.applications.news import News
from onward.plan.dates import parsed
from onward.plan.models import Goal, Week

_DID: dict[tuple[str, str], Promise] = {
    ("week", "saved"): gettext_lazy("You kept the plan"),
    ("week", "done"): gettext_lazy("You marked something planned as done"),
    ("week", "not_done"): gettext_lazy("You marked something planned as not done"),
    ("goal", "made"): gettext_lazy("You wrote a goal down"),
    ("goal", "edited"): gettext_lazy("You changed the goal"),
    ("goal", "done"): gettext_lazy("You marked a step as done"),
    ("goal", "not_done"): gettext_lazy("You marked a step as not done"),
    ("goal", "reached"): gettext_lazy("You reached the goal"),
    ("goal", "dropped"): gettext_lazy("You dropped the goal"),
    ("goal", "open"): gettext_lazy("The goal is open again"),
    ("review", "saved"): gettext_lazy("You kept what you wrote"),
    ("review", "finished"): gettext_lazy("You finished looking back"),
    ("review", "opened"): gettext_lazy("You opened it again"),
}


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal with its steps; progress is what was done, never how much of something."""

    goal: Goal
    #: (place, words, day by which, day on which it was done)
    steps: Sequence[tuple[int, str, date | None, date | None]]
    progress: str


def goal(one: Goal) -> ToldGoal:
    """The goal as pages show it."""
    steps = [
        (place, str(step["text"]), parsed(step.get("by")), parsed(step.get("done_on")))
        for place, step in enumerate(one.steps)
    ]
    done = sum(when is not None for _place, _text, _by, when in steps)
    words = ""
    if steps:
        words = ngettext("%(done)d of %(n)d step done", "%(done)d of %(n)d steps done", len(steps))
    return ToldGoal(one, steps, words % {"done": done, "n": len(steps)} if words else "")


def told(news: Sequence[News], week: Week | None) -> list[list[Any]]:
    """What a week brought, as [heading, lines]; a heading without lines is left out."""
    planned = [str(one["what"]) for one in (week.blocks if week else ()) if one.get("done_on")]
    groups = [
        (_("Small wins that the record shows"), [one.text for one in news if one.win]),
        (_("What came in"), [one.text for one in news if one.kind == "came" and not one.win]),
        (_("What moved"), [one.text for one in news if one.kind == "moved" and not one.win]),
        (_("What you did"), [*(one.text for one in news if one.kind == "done" and not one.win), *planned]),
    ]
    return [[heading, list(dict.fromkeys(lines))] for heading, lines in groups if lines]


def did(name: str, what: str) -> str:
    """What was done last, for the quiet bar."""
    return str(_DID.get((name, what), _("You changed something")))


def setbacks() -> list[tuple[str, str]]:
    """Setbacks that are likely, and steps that fit them."""
    return [
        (_("two noes come on one day"), _("I close the laptop and go for a walk; the plan goes on tomorrow")),
        (_("I put an application off twice"), _("I do only its first ten minutes")),
        (_("nobody answers all week"), _("I ask one person I know, and send nothing more")),
    ]
