"""How marks, reasons and figures are said on the page of a no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.journal import themes
from onward.rejections.inferring import Inference

#: Whose it is to change, as `themes.control` has it, and the tint of its chip.
CONTROL: Mapping[str, Promise] = {
    "mine": gettext_lazy("yours to work on"),
    "partly": gettext_lazy("partly in your hands"),
    "not": gettext_lazy("not in your hands"),
}
#: Where figures come from, by the keys of `reach.RATES`.
SOURCES: Mapping[str, Promise] = {
    "staffinghub": gettext_lazy(
        "3 % of applications led to an interview: small US businesses, 2024 (staffinghub.com/?p=14337)"
    ),
    "lever": gettext_lazy(
        "13 % of applicants were screened: customers of Lever, 2017 (globenewswire.com, 14 March 2017)"
    ),
    "lever_referred": gettext_lazy(
        "57 % of those referred were screened: customers of Lever, 2017 (globenewswire.com, 14 March 2017). Who is "
        "referred is chosen, so this is not what a referral does."
    ),
    "assumed": gettext_lazy("The likely share and its range are what Onward makes of this."),
}
GRADES: Mapping[str, Promise] = {
    "S": gettext_lazy("seen in a public source"),
    "A": gettext_lazy("an assumption of Onward"),
}
#: What was reached, as "You got as far as …" goes on.
REACHED: Mapping[str, Promise] = {
    "assessment": gettext_lazy("a test or a task"),
    "interview": gettext_lazy("an interview"),
    "offer": gettext_lazy("an offer"),
}


def code(name: str) -> str:
    """A reason in plain words."""
    return themes.name(name)


def control(name: str) -> str:
    """Who controls a reason, in words."""
    return str(CONTROL[themes.control(name)])


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
