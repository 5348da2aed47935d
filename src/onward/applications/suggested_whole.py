"""What the record as a whole suggests: letting silence rest, a second pair of eyes, one more application."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.suggestions import Evidence, Suggestion, Worth


def let_rest(n: int, month: str) -> Suggestion:
    """Applications of which nothing was heard for a month: leave to stop waiting."""
    title = ngettext("Let %(n)d quiet application rest", "Let %(n)d quiet applications rest", n) % {"n": n}
    return Suggestion(
        "let_rest",
        {"month": month},
        title,
        _(
            "A month without word: stop waiting for it. It stays open, and a late answer is filed all the same."
        ),
        Evidence(
            _(
                "In one log of 177 applications 64 were answered, and of those answers 81 % had come within 30 days."
            ),
            "seen",
            "github.com/TimHanneman/Job-Application-Statistics",
        ),
        2,
        f"{reverse('applications')}?status=silent",
        Worth.EASES,
        _("Letting silence rest"),
        action=_("See which"),
    )


def second_look(n: int, month: str) -> Suggestion:
    """Many applications and no talk: somebody else should look at what is sent."""
    return Suggestion(
        "second_look",
        {"month": month},
        _("Ask somebody to read what you send"),
        _("%(n)d applications were old enough for an answer and none led to a talk: change something first.")
        % {"n": n},
        Evidence(
            _("Of cold applications about 8 in 100 lead to a talk, and anything from 1 to 20 is usual."),
            "assumed",
            _("made of several small sources"),
        ),
        20,
        reverse("ask_somebody"),
        Worth.OPENS,
        _("A second pair of eyes"),
        action=_("Write the request"),
    )


def one_more(since: int, week: str) -> Suggestion:
    """Nothing is under way: one good application."""
    return Suggestion(
        "one_more",
        {"week": week},
        _("Choose one role and apply this week"),
        ngettext(
            "No talk is in sight, and the last application is %(n)d day old.",
            "No talk is in sight, and the last application is %(n)d days old.",
            since,
        )
        % {"n": since},
        _intensity(),
        45,
        reverse("postings"),
        Worth.OPENS,
        _("New applications"),
        hard=True,
        action=_("See your postings"),
    )


def beside(name: str, since: int, week: str) -> Suggestion:
    """All hope lies on one: put another beside it."""
    return Suggestion(
        "beside",
        {"week": week},
        _("Put one more application beside %(name)s") % {"name": name},
        ngettext(
            "It is the only one that goes on, and the last new one was %(n)d day ago; another makes waiting lighter.",
            "It is the only one that goes on, and the last new one was %(n)d days ago; another makes waiting lighter.",
            since,
        )
        % {"n": since},
        Evidence(
            _("People expected 26 in 100 of them to be in work within a month; 10 were."),
            "seen",
            "NBER working paper 25294, digest",
        ),
        45,
        reverse("postings"),
        Worth.TEACHES,
        _("New applications beside a hope"),
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
