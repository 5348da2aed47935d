"""Questions to a friend or colleague who is asked for feedback, and the letter and the sheet that ask them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Fewer questions say little, more are not answered.
FEWEST, MOST = 3, 5


@dataclass(frozen=True, slots=True)
class Question:
    """One short question that can be answered with something seen; `why` says what it is for."""

    key: str
    words: str | Promise
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the person asks about."""

    key: str
    words: str | Promise
    #: How the letter begins.
    begins: str | Promise
    #: The questions that are chosen at first, and the others that fit.
    questions: tuple[str, ...]
    others: tuple[str, ...]

    def offers(self, key: str) -> bool:
        """Whether a question fits."""
        return key in self.questions or key in self.others


QUESTIONS: tuple[Question, ...] = (
    Question(
        "well",
        gettext_lazy("What did I show well, and where did you notice it?"),
        gettext_lazy("Asked first, so that the rest is easier to say."),
    ),
    Question(
        "unclear",
        gettext_lazy("Where was I unclear, or where did you have to guess?"),
        gettext_lazy("A place, not a judgement."),
    ),
    Question(
        "shorter",
        gettext_lazy("Which answer should have been shorter, and what would you leave out?"),
        gettext_lazy("Long answers are hard to notice from inside."),
    ),
    Question(
        "example",
        gettext_lazy("Which example of mine convinced you, and which one needed a result?"),
        gettext_lazy("Examples can be exchanged before the next interview."),
    ),
    Question(
        "remember",
        gettext_lazy("What do you still remember of it today?"),
        gettext_lazy("What stays is what others will hear, too."),
    ),
    Question(
        "skill",
        gettext_lazy("When did you see me use a skill that I do not mention?"),
        gettext_lazy("Others see what one takes for granted."),
    ),
    Question(
        "rely",
        gettext_lazy("What do people come to me for, and what do they take to somebody else?"),
        gettext_lazy("Colleagues know this; a CV does not."),
    ),
    Question(
        "together",
        gettext_lazy("What makes it easy to work with me, and what makes it harder?"),
        gettext_lazy("Answerable with one day that they remember."),
    ),
    Question(
        "first_page",
        gettext_lazy("After half a minute with the first page: what do I do, and what is missing?"),
        gettext_lazy("Whoever reads many applications begins like this."),
    ),
    Question(
        "believe",
        gettext_lazy("Which line would you believe at once, and which one needs a better proof?"),
        gettext_lazy("It shows where a number or an example is worth adding."),
    ),
    Question(
        "one_change",
        gettext_lazy("If I changed one thing before the next time, which one should it be?"),
        gettext_lazy("One thing can be done; a list seldom is."),
    ),
)
OCCASIONS: tuple[Occasion, ...] = (
    Occasion(
        "talk",
        gettext_lazy("An interview that we practised"),
        gettext_lazy(
            "Thank you for practising with me. Your eyes on it would help me before the next interview."
        ),
        ("well", "unclear", "example", "one_change"),
        ("shorter", "remember"),
    ),
    Occasion(
        "papers",
        gettext_lazy("My CV or letter"),
        gettext_lazy("I am working on my application papers, and somebody else's eyes would help."),
        ("first_page", "believe", "one_change"),
        ("well", "unclear", "skill"),
    ),
    Occasion(
        "work",
        gettext_lazy("How I work"),
        gettext_lazy(
            "I am looking for the next job, and you have seen me work. A few words from you would help me."
        ),
        ("well", "rely", "together", "skill"),
        ("unclear", "one_change"),
    ),
)
_BY_KEY = {one.key: one for one in QUESTIONS}


def chosen(keys: Iterable[str]) -> tuple[Question, ...]:
    """The questions with these keys in the order of the page, at most `MOST`; unknown keys are left out."""
    wanted = set(keys)
    return tuple(one for one in QUESTIONS if one.key in wanted)[:MOST]


def occasion(key: str) -> Occasion:
    """What it is about; the first when there is no such."""
    return next((one for one in OCCASIONS if one.key == key), OCCASIONS[0])


def letter(about: Occasion, questions: Sequence[Question], name: str) -> str:
    """The mail that asks, as plain text."""
    greeting = _("Hi %(name)s,") % {"name": name} if name else _("Hi,")
    asked = "\n".join(f"{number}. {one.words}\n" for number, one in enumerate(questions, 1))
    return "\n\n".join(
        (
            greeting,
            f"{about.begins} "
            + _("A line to each question is plenty, and “nothing comes to mind” is a good answer, too."),
            asked.rstrip(),
            _("If it does not fit just now, leave it, and no harm done. Thank you."),
        )
    )


def mailto(about: Occasion, questions: Sequence[Question], name: str) -> str:
    """A link that opens the mail in the person's own program; they fill in the address and send it."""
    subject = _("A few questions, when you have ten minutes")
    body = letter(about, questions, name).replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"
