"""What this room offers after a no: letting it go, and looking at the employer again later."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import next_steps
from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.people.access import person
from onward.rejections import looks
from onward.rejections.inferring import OF_THE_ROLE
from onward.rejections.looks import Look
from onward.ui.templatetags.words import day

#: Letting go comes first where there is nothing to learn, and last but one where there is.
_NOTHING_TO_LEARN, _SOMETHING = 0, 60
#: Looking again is worth most where the role went and not the person.
_ROLE_WENT, _LATER, _DONE = 18, 50, 85


def steps(request: HttpRequest, event: Event) -> list[NextStep]:
    """Both, for a no."""
    if event.kind != "rejected" or not event.active:
        return []
    look = looks.look(person(request), event)
    return [_let_go(look), _again(look)]


def register() -> None:
    """Let the page of a no show them."""
    next_steps.register(steps)


def nothing_to_learn(look: Look) -> bool:
    """Nothing that tells anything, and no talk, test or task to look back at, nor a talk that is asked about."""
    if look.met or look.own_words:
        return False
    return not look.informative and not look.chosen and looks.reached(look) == "applied"


def _let_go(look: Look) -> NextStep:
    step = look.step("let_go")
    first = nothing_to_learn(look)
    return NextStep(
        "let_go",
        _("Let it go"),
        _("Nothing more to learn here. Letting it go is a good choice.")
        if first and look.all_stock
        else _("They give no reason that you could use. Letting it go is a good choice.")
        if first
        else _("You owe this no nothing. It can be over without another thought."),
        reverse("let_go", args=[look.event.pk]),
        _("Let it go"),
        0,
        state=_("Let go: %(day)s") % {"day": day(step.at)} if step else "",
        post=True,
        rank=_NOTHING_TO_LEARN if first else _SOMETHING,
    )


def _again(look: Look) -> NextStep:
    on = look.again_on
    went = [one.code for one in look.stated if one.code in OF_THE_ROLE]
    if went:
        why = _(
            "The role went, which says nothing about you. A date keeps the employer in sight for another one."
        )
    else:
        why = _("A date, and what should be different by then. Onward brings it back on that day.")
    return NextStep(
        "again",
        _("Look at this employer again later"),
        why,
        reverse("again", args=[look.event.pk]),
        _("Change the day") if on else _("Choose a day"),
        2,
        state=_("You want to look again: %(day)s") % {"day": day(on)} if on else "",
        rank=_DONE if on else _ROLE_WENT if went else _LATER,
    )
