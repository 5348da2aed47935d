"""How marks, reasons and figures are said on the page of a no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.applications.shares import Elsewhere, Share
from onward.journal import themes
from onward.language import whose
from onward.rejections.inferring import Inference

#: Below so many cases a share says nothing.
LEAST = 10
#: What was reached, as "You got as far as …" goes on.
REACHED: Mapping[str, Promise] = {
    "assessment": gettext_lazy("a test or a task"),
    "interview": gettext_lazy("an interview"),
    "offer": gettext_lazy("an offer"),
}


def code(name: str, quote: str = "") -> str:
    """A reason in plain words; `quote` states it."""
    return themes.name(name, quote)


def control(name: str, quote: str = "") -> str:
    """Who controls a reason, in words; `quote` states it."""
    return str(themes.CONTROL[whose.control(name, quote)])


def because(inference: Inference) -> str:
    """What a suggested reason rests on."""
    if inference.because == "at_once":
        if not inference.minutes:
            return _(
                "The no came within a minute of applying: nobody reads so quickly, a rule may have decided."
            )
        return ngettext(
            "The no came %(n)s minute after you applied: nobody decides so quickly, a rule may have.",
            "The no came %(n)s minutes after you applied: nobody decides so quickly, a rule may have.",
            inference.minutes,
        ) % {"n": inference.minutes}
    return _("Another mail of theirs about the same role says so.")


def sure(confidence: float) -> str:
    """How sure a suggestion is, in words with its share."""
    share = round(100 * confidence)
    return (_("likely, about %(share)s %%") if share >= 70 else _("may be, about %(share)s %%")) % {
        "share": share
    }


def share(found: Share) -> str:
    """How many of the person's own get as far. Rules: fewer than ten; too wide to say; enough."""
    said = {
        "k": found.k,
        "n": found.n,
        "days": found.days,
        "low": percent(found.low),
        "high": percent(found.high),
    }
    if found.begin == "applied":
        told = ngettext(
            "%(k)s of your %(n)s application that is %(days)s days old or more got that far",
            "%(k)s of your %(n)s applications that are %(days)s days old or more got that far",
            found.n,
        )
    else:
        told = ngettext(
            "%(k)s of your %(n)s interview that is %(days)s days old or more led that far",
            "%(k)s of your %(n)s interviews that are %(days)s days old or more led that far",
            found.n,
        )
    if found.n < LEAST:
        return _("%(told)s: too few to say more.") % {"told": told % said}
    words = (
        _("%(told)s; most likely the share lies between %(low)s and %(high)s %%.")
        if found.enough
        else _("%(told)s; with so few, the share could be anything from %(low)s to %(high)s %%.")
    )
    return words % (said | {"told": told % said})


def elsewhere(found: Elsewhere, begin: str, *, referred: bool) -> str:
    """What is known of other searches."""
    said = {"likely": percent(found.likely), "low": percent(found.low), "high": percent(found.high)}
    if begin != "applied":
        words = _(
            "Elsewhere, perhaps %(likely)s in 100 interviews lead that far; it could be anything from %(low)s to %(high)s."
        )
    elif referred:
        words = _(
            "Elsewhere, perhaps %(likely)s in 100 applications that came by referral get as far as an interview; it could "
            "be anything from %(low)s to %(high)s."
        )
    else:
        words = _(
            "Elsewhere, perhaps %(likely)s in 100 applications get as far as an interview; it could be anything from "
            "%(low)s to %(high)s. Yours got further than most."
        )
    return words % said


def percent(share: float) -> str:
    """A share in hundreds, without a sign."""
    return str(round(100 * share))
