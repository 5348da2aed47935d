"""The forms that a person writes in, and what each of them asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.journal import debriefs
from onward.journal.debrief_questions import Question
from onward.journal.debriefs import Debrief

#: Kinds of entry, as lists name them.
KINDS: Mapping[str, Promise] = {
    "debrief": _("Looking back"),
    "thought": _("Thought record"),
    "third_person": _("In the third person"),
    "free": _("Free writing"),
    "note": _("Note"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form to write in: its questions, or one open page (`body`), and what can close it."""

    kind: str
    title: Promise
    lead: Promise
    questions: tuple[Question, ...] = ()
    body: Question | None = None
    #: Codes of reasons to sort into mine, partly mine, not mine.
    reasons: tuple[str, ...] = ()
    #: Small steps to close on, as suggestions.
    steps: tuple[Promise, ...] = ()
    #: What is known of whether it helps, each with its source and how well we know it; empty for a note.
    evidence: tuple[Promise, ...] = ()
    #: Whether the page has a timer.
    timed: bool = False


_LOOKING_BACK = (
    _(
        "Structured debriefs: effects of d = .67 and .79 in two summaries of studies (we read abstracts). Looking back "
        "at what went well as much as at what did not: Ellis and Davidi 2005 (cited, not read again)."
    ),
    _("How much of this holds for a job search is not known."),
)
_WRITING_HARMS = _(
    "In another study, people who searched for the meaning of what had happened did worse after writing about it "
    "(Sbarra; we read an abstract). If it makes things heavier, stop. Nothing is missed by stopping."
)

_FORMS: Mapping[str, Form] = {
    "thought": Form(
        "thought",
        _("A thought on paper"),
        _("For a thought that keeps coming back. Four lines, then a small step."),
        questions=(
            Question("thought", _("The thought"), _("In the words in which it comes."), 2),
            Question(
                "for", _("What speaks for it"), _("Facts only: what a stranger could have seen or read.")
            ),
            Question(
                "against",
                _("What speaks against it"),
                _("What does not fit the thought. What you would tell a friend who had it."),
            ),
            Question(
                "fairer",
                _("A fairer thought"),
                _("One that both lists can live with. It need not be cheerful."),
                2,
            ),
        ),
        steps=(
            _("Read the fairer thought again tonight"),
            _("Tell it to one person who knows me"),
            _("Go outside for ten minutes before I open the mailbox again"),
        ),
        evidence=(
            _(
                "We know of no study of this form with people who look for work. It is here because it is short."
            ),
            _("Leave it if it does nothing for you."),
        ),
    ),
    "third_person": Form(
        "third_person",
        _("In the third person"),
        _(
            "Write about it as somebody would who likes you and was there: with your name, or with she, he, they."
        ),
        body=Question(
            "body",
            _("What happened to them, and what they may need now"),
            _("Ten minutes are enough. Nobody corrects it."),
            14,
        ),
        steps=(
            _("Do for myself what I would have suggested to them"),
            _("Tell one person how it was"),
            _("Leave it here and make something to eat"),
        ),
        evidence=(
            _("The third person helped people whose thoughts intruded (we read an abstract)."),
            _WRITING_HARMS,
        ),
    ),
    "free": Form(
        "free",
        _("Free writing"),
        _("Write what is on your mind, without stopping to mend it. Twenty minutes at most, then it ends."),
        body=Question("body", _("What is on your mind"), _("Spelling and order do not matter here."), 16),
        steps=(
            _("Do something with my hands for ten minutes"),
            _("Write to one person about something else"),
            _("Choose one thing for tomorrow, and leave the rest"),
        ),
        evidence=(
            _(
                "Among 41 people out of work, assigned at random, 53 % of those who wrote had work again, against 24 and "
                "14 % in the two other groups (Spera, Buhrfeind and Pennebaker 1994; we read an abstract). Over many "
                "studies the average effect of such writing is small: r about .075 (Frattaroli 2006; cited, not read "
                "again)."
            ),
            _WRITING_HARMS,
        ),
        timed=True,
    ),
    "note": Form(
        "note",
        _("A note"),
        _("For anything that you want to find again."),
        body=Question("body", _("The note"), "", 10),
    ),
}


def form(kind: str, name: str = "") -> Form:
    """The form of a kind of entry; of a debrief, the one of that name, and the open one where the name is not known."""
    return _debrief(debriefs.debrief(name)) if kind == "debrief" else _FORMS[kind]


def question_title(form: Form, key: str) -> str:
    """The question that an answer belongs to, also when its form does not ask it any more."""
    for question in (*form.questions, *debriefs.ALL):
        if question.key == key:
            return str(question.title)
    return key


def _debrief(asked: Debrief) -> Form:
    return Form(
        "debrief",
        asked.title,
        asked.lead,
        asked.questions,
        reasons=asked.reasons,
        steps=asked.steps,
        evidence=_LOOKING_BACK,
    )
