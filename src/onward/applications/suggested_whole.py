"""What the record as a whole suggests: letting silence rest, a second pair of eyes, one more application."""

from math import comb
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.suggestions import Evidence, Suggestion, Worth

#: From so many answers on one's own record says more than a stranger's. Our assumption.
MANY_ANSWERS = 20
#: Of cold applications so many go on, by several small sources; and how rarely chance alone may explain fewer: none of
#: 30, one of 50, two of 68. Our assumption.
_USUAL, _BY_CHANCE = 0.08, 0.085


#: So many of the latest applications are looked at; more say the same.
LATEST = 300


class Answers(NamedTuple):
    """How many of the latest applications were answered, and how many of them within a month of applying."""

    total: int = 0
    soon: int = 0

    @property
    def many(self) -> bool:
        """Whether they are enough to go by."""
        return self.total >= MANY_ANSWERS

    def evidence(self) -> Evidence:
        """What the record says of waiting; with few answers, what a stranger's says."""
        if self.many:
            words = _(
                "Of %(total)d answers to your latest applications %(soon)d had come within 30 days of applying."
            )
            return Evidence(words % {"total": self.total, "soon": self.soon}, "record")
        return Evidence(
            _(
                "In one log of 177 applications 64 were answered, and of those answers 81 % had come within 30 days."
            ),
            "seen",
            "github.com/TimHanneman/Job-Application-Statistics",
        )


def let_rest(n: int, month: str, own: Answers) -> Suggestion | None:
    """Applications of which nothing was heard for a month: leave to stop waiting, unless one's own answers come later."""
    if own.many and own.soon * 2 < own.total:
        return None
    return Suggestion(
        kind="let_rest",
        about={"month": month},
        title=ngettext("Let %(n)d quiet application rest", "Let %(n)d quiet applications rest", n) % {"n": n},
        why=_(
            "A month without word: stop waiting for it. It stays open, and a late answer is filed all the same."
        ),
        evidence=own.evidence(),
        effort_minutes=2,
        link=f"{reverse('applications')}?status=silent",
        worth=Worth.EASES,
        others=_("Letting silence rest"),
        action=_("See which"),
        done=ngettext("Let it rest", "Let them rest", n),
    )


def few(progressed: int, old: int) -> bool:
    """Whether fewer of the old applications went on than chance explains: the papers or the aim, more than bad luck."""
    if old < 30 or progressed >= old * _USUAL:
        return False
    chance = sum(comb(old, k) * _USUAL**k * (1 - _USUAL) ** (old - k) for k in range(progressed + 1))
    return chance < _BY_CHANCE


def second_look(progressed: int, old: int, month: str) -> Suggestion:
    """Many applications and hardly a talk: somebody else should look at what is sent."""
    return Suggestion(
        kind="second_look",
        about={"month": month},
        title=_("Ask somebody to read what you send"),
        why=ngettext(
            "Of %(old)d applications old enough for an answer %(n)d led to a test or an interview: change something first.",
            "Of %(old)d applications old enough for an answer %(n)d led to a test or an interview: change something first.",
            progressed,
        )
        % {"old": old, "n": progressed}
        if progressed
        else _(
            "%(n)d applications were old enough for an answer and none led to an interview: change something first."
        )
        % {"n": old},
        evidence=Evidence(
            _(
                "Of cold applications about 8 in 100 lead to an interview, and anything from 1 to 20 is usual."
            ),
            "assumed",
            _("made of several small sources"),
        ),
        effort_minutes=20,
        link=reverse("ask_somebody"),
        worth=Worth.OPENS,
        others=_("A second pair of eyes"),
        action=_("Write the request"),
    )


def one_more(since: int, week: str) -> Suggestion:
    """Nothing is under way: one good application."""
    return Suggestion(
        kind="one_more",
        about={"week": week},
        title=_("Choose one role and apply this week"),
        why=ngettext(
            "No interview is in sight, and the last application is %(n)d day old.",
            "No interview is in sight, and the last application is %(n)d days old.",
            since,
        )
        % {"n": since},
        evidence=_intensity(),
        effort_minutes=45,
        link=reverse("postings"),
        worth=Worth.OPENS,
        others=_("New applications"),
        hard=True,
        action=_("See your postings"),
    )


def beside(name: str, since: int, week: str) -> Suggestion:
    """All hope lies on one: put another beside it."""
    return Suggestion(
        kind="beside",
        about={"week": week},
        title=_("Put one more application beside %(name)s") % {"name": name},
        why=ngettext(
            "It is the only one that goes on, and the last new one was %(n)d day ago; another makes waiting lighter.",
            "It is the only one that goes on, and the last new one was %(n)d days ago; another makes waiting lighter.",
            since,
        )
        % {"n": since},
        evidence=Evidence(
            _("People expected 26 in 100 of them to be in work within a month; 10 were."),
            "seen",
            "NBER working paper 25294, digest",
        ),
        effort_minutes=45,
        link=reverse("postings"),
        worth=Worth.TEACHES,
        others=_("New applications beside a hope"),
        hard=True,
        action=_("See your postings"),
    )


def _intensity() -> Evidence:
    return Evidence(
        _(
            "Searching more goes with more interviews (r = .23) and offers (.14), not with better jobs: one good "
            "application counts, not many."
        ),
        "seen",
        _("a summary of many studies"),
    )
