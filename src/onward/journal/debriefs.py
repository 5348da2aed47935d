"""What a debrief asks, by what it looks back at: a few questions that fit, between the five that are always there."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.journal.debrief_questions import (
    CHANGE,
    CONDITIONS,
    CONFIDENCE,
    DECIDED,
    DOOR,
    EXPECTED,
    FIT,
    HAPPENED,
    HELPED,
    KEEP,
    LAST_ROUND,
    LIKED,
    MATERIALS,
    PATH,
    PREPARATION,
    RAPPORT,
    RED_FLAGS,
    SHOWN,
    STUMBLED,
    TAILORING,
    TASK,
    THERE,
    WANT,
    WITHOUT_ME,
    WORKED,
    Question,
)


@dataclass(frozen=True, slots=True)
class Debrief:
    """The questions of one occasion, in their order, the reasons to sort and small steps to close on."""

    name: str
    title: Promise
    lead: Promise
    questions: tuple[Question, ...]
    reasons: tuple[str, ...]
    steps: tuple[Promise, ...]


_ON_PAPER = (
    "application_materials", "skills_gap", "experience_level", "screening_rule", "overqualified", "logistics",
    "compensation", "timing", "internal_candidate", "position_closed", "competition",
)  # fmt: skip
_IN_PERSON = (
    "interview_performance", "skills_gap", "experience_level", "culture_add", "compensation", "logistics",
    "timing", "internal_candidate", "position_closed", "competition",
)  # fmt: skip

_TEN_MINUTES = _("Some ten minutes. No question has to be answered, and what you write is kept as you go.")

_DEBRIEFS: Mapping[str, Debrief] = {
    one.name: one
    for one in (
        Debrief(
            "application",
            _("Looking back at an application"),
            _TEN_MINUTES,
            (EXPECTED, HAPPENED, MATERIALS, TAILORING, RED_FLAGS, FIT, DECIDED, KEEP, CHANGE),
            _ON_PAPER,
            (
                _("Ask one person in the field to read my CV"),
                _("Write the first three lines anew for the next posting"),
                _("Read the next posting once only for what speaks against it"),
            ),
        ),
        Debrief(
            "assessment",
            _("Looking back at an assessment"),
            _TEN_MINUTES,
            (EXPECTED, HAPPENED, PREPARATION, TASK, CONDITIONS, SHOWN, DECIDED, KEEP, CHANGE),
            (
                "skills_gap",
                "experience_level",
                "screening_rule",
                "logistics",
                "timing",
                "overqualified",
                "internal_candidate",
                "position_closed",
                "competition",
            ),
            (
                _("Look up the one thing that I did not know"),
                _("Do a similar task for thirty minutes, with nobody waiting for it"),
                _("Note what I would ask before starting the next one"),
            ),
        ),
        Debrief(
            "interview",
            _("Looking back at the interviews"),
            _TEN_MINUTES,
            (
                EXPECTED,
                HAPPENED,
                PREPARATION,
                STUMBLED,
                RAPPORT,
                CONFIDENCE,
                SHOWN,
                THERE,
                DECIDED,
                KEEP,
                CHANGE,
            ),
            _IN_PERSON,
            (
                _("Say my answer to that question aloud, twice"),
                _("Ask a friend to put three questions to me"),
                _("Write down one story of my work that I did not get to tell"),
            ),
        ),
        Debrief(
            "late",
            _("Looking back at a long way"),
            _(
                "It went far, so there is more to keep than to change. Some ten minutes; no question has to be answered."
            ),
            (
                EXPECTED,
                HAPPENED,
                PATH,
                LAST_ROUND,
                STUMBLED,
                WITHOUT_ME,
                THERE,
                DOOR,
                DECIDED,
                KEEP,
                CHANGE,
            ),
            _IN_PERSON,
            (
                _("Rest today; the search can wait until tomorrow"),
                _("Write to one of the people who talked with me"),
                _("Write down what carried me that far, for the next one"),
            ),
        ),
        Debrief(
            "talk",
            _("After an interview"),
            _(
                "While you remember it. What went well counts as much as what did not; no question has to be answered."
            ),
            (
                EXPECTED,
                HAPPENED,
                SHOWN,
                STUMBLED,
                RAPPORT,
                CONFIDENCE,
                PREPARATION,
                THERE,
                WORKED,
                KEEP,
                CHANGE,
            ),
            (),
            (
                _("Thank them within a day, in three lines"),
                _("Write down the questions as they were asked"),
                _("Note what I want to ask them next time"),
            ),
        ),
        Debrief(
            "task",
            _("After an assessment"),
            _(
                "While you remember it. What went well counts as much as what did not; no question has to be answered."
            ),
            (EXPECTED, HAPPENED, SHOWN, PREPARATION, TASK, CONDITIONS, WORKED, KEEP, CHANGE),
            (),
            (
                _("Look up the one thing that I did not know"),
                _("Keep a copy of what I handed in, if I may"),
                _("Stop thinking about it until they answer"),
            ),
        ),
        Debrief(
            "offer",
            _("Looking back at an offer"),
            _("What went well teaches too. No question has to be answered."),
            (EXPECTED, HAPPENED, PATH, LIKED, HELPED, WANT, WORKED, KEEP, CHANGE),
            (),
            (
                _("Thank one person who helped"),
                _("Write down what I want settled before I answer"),
                _("Ask them what decided it for them"),
            ),
        ),
        Debrief(
            "open",
            _("Looking back"),
            _(
                "At a week, an interview, a decision of your own. Some ten minutes; no question has to be answered."
            ),
            (EXPECTED, HAPPENED, WORKED, KEEP, CHANGE),
            (),
            (
                _("Choose one thing for tomorrow, and leave the rest"),
                _("Tell one person about what went well"),
                _("Take an evening without the search"),
            ),
        ),
    )
}
NAMES = tuple(_DEBRIEFS)
#: Every question of every debrief, each key once.
ALL: tuple[Question, ...] = tuple(
    {question.key: question for one in _DEBRIEFS.values() for question in one.questions}.values()
)
#: So many talks or more before a no, and it was a long way.
_MANY_TALKS = 3


def debrief(name: str) -> Debrief:
    """The debrief of that name; the open one for a name that is not known."""
    return _DEBRIEFS.get(name, _DEBRIEFS["open"])


def occasion(kind: str, furthest: str = "applied", talks: int = 0) -> str:
    """Which debrief fits a fact of this kind, by the furthest stage of that try and how many talks it had."""
    if kind == "rejected":
        if furthest == "offer" or talks >= _MANY_TALKS:
            return "late"
        return "application" if furthest == "applied" else furthest
    return {"interview": "talk", "assessment": "task", "offer": "offer", "accepted": "offer"}.get(
        kind, "open"
    )
