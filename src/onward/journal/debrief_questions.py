"""The questions of the debriefs, each with its word of help."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the key under which its answer is kept, the question, a word of help, how many lines."""

    key: str
    title: Promise
    help: Promise | str = ""
    rows: int = 4


EXPECTED = Question(
    "expected",
    _("What I expected"),
    _("Before the answer came: how likely did it seem, and what did you picture?"),
)
HAPPENED = Question(
    "happened",
    _("What happened"),
    _("As a camera would have seen it: what was said or written, by whom, in which order."),
)
DECIDED = Question(
    "why",
    _("What decided it, as far as I can tell"),
    _(
        "Keep apart what you know and what you suppose. Most decisions have several causes, and some are never told."
    ),
)
WORKED = Question(
    "why",
    _("What made it go the way it went"),
    _("Your part, theirs, and chance: each can have been some of it."),
)
KEEP = Question(
    "keep", _("What I keep"), _("What worked and should stay as it is. There is nearly always something."), 3
)
CHANGE = Question("change", _("What I change"), _("One thing is enough. None is an answer too."), 3)

MATERIALS = Question(
    "materials",
    _("What I sent"),
    _(
        "CV, letter, the answers in their form: what in them spoke for you in this role, and what could a stranger not see?"
    ),
)
TAILORING = Question(
    "tailoring",
    _("How it met the posting"),
    _(
        "Take the three things that they asked for first. Where in your papers would somebody find each of them?"
    ),
)
RED_FLAGS = Question(
    "red_flags",
    _("What the posting told beforehand"),
    _(
        "Was there something that you saw and passed over: no pay named, duties for two, a requirement that you do not meet?"
    ),
)
FIT = Question(
    "fit", _("Whether it was for me"), _("Would you apply for it again today? What did you want from it?"), 3
)
PREPARATION = Question(
    "preparation",
    _("How I prepared"),
    _(
        "What you prepared and used, what you prepared and did not need, what came that you had not thought of."
    ),
)
TASK = Question(
    "task",
    _("The part that took longest, or that I left out"),
    _("What would you look up before a similar one?"),
)
CONDITIONS = Question(
    "conditions",
    _("The conditions"),
    _("Time, tools, instructions, the hour of the day: what helped and what was in the way?"),
    3,
)
STUMBLED = Question(
    "stumbled",
    _("The question that I stumbled on"),
    _("As it was asked. And what you would say now, without hurry."),
)
RAPPORT = Question(
    "rapport",
    _("How we got on"),
    _("Where did the interview flow, and where did it stall? Who was in the room?"),
    3,
)
CONFIDENCE = Question(
    "confidence", _("How sure I felt"), _("When were you at ease, and what had happened just before?"), 3
)
SHOWN = Question(
    "shown", _("What I showed well"), _("Something that they took up, wrote down, or asked more about."), 3
)
THERE = Question(
    "there",
    _("Whether I would have liked it there"),
    _("The people, the work of a normal day, how they spoke of others. Be frank: this stays here."),
)
WANT = Question(
    "there",
    _("Whether I want it"),
    _("The people, the work of a normal day, the pay. What would have to be settled first?"),
)
PATH = Question(
    "path",
    _("What carried me that far"),
    _("Each round was somebody who said yes. What did they say yes to?"),
    3,
)
LAST_ROUND = Question(
    "last_round",
    _("What was different in the last round"),
    _("New people, other questions, money, dates: what of it had you known before?"),
)
WITHOUT_ME = Question(
    "without_me",
    _("What was settled without me"),
    _("The others, the budget, somebody from inside. What do you know of it, and what can stay unknown?"),
    3,
)
DOOR = Question(
    "door",
    _("Whom I would like to stay in touch with"),
    _("Somebody there to whom you would write in two months."),
    2,
)
LIKED = Question(
    "liked", _("What they said they liked"), _("In their words, as exactly as you remember them."), 3
)
HELPED = Question("helped", _("Who or what helped"), _("People, preparation, circumstances."), 3)
