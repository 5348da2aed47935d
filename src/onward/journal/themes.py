"""What a lesson or a reason is about, in words, and whose it is to work on."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.language.whose import NOT_YOURS, asks_permit

#: The codes of the reasons of rejection, as the person would say them.
THEMES: Mapping[str, Promise] = {
    "application_materials": _("What I sent in"),
    "skills_gap": _("A skill they wanted"),
    "experience_level": _("Experience in the field"),
    "interview_performance": _("How the interview went"),
    "culture_add": _("Working together"),
    "screening_rule": _("A requirement of theirs"),
    "compensation": _("Pay"),
    "logistics": _("Place and hours"),
    "timing": _("Timing"),
    "overqualified": _("More experience than needed"),
    "competition": _("Others who applied"),
    "internal_candidate": _("Somebody from inside"),
    "position_closed": _("The role itself went"),
    "no_reason": _("No reason that I know of"),
}
#: What a lesson can be about, as (code, words).
CHOICES = tuple((code, words) for code, words in THEMES.items() if code != "no_reason")
#: Whose a reason is, as the person sorts it.
SORTS: Mapping[str, Promise] = {"mine": _("mine"), "partly": _("partly mine"), "not": _("not mine")}
#: What a reason is called that speaks of a permit, whichever its code.
PERMIT = _("A permit to work")
#: Whose it most often is, by `language.whose.control`.
CONTROL: Mapping[str, Promise] = {
    "mine": _("yours to work on"),
    "partly": _("partly in your hands"),
    "not": _("not in your hands"),
}


def name(code: str, quote: str = "") -> str:
    """The theme in words, where known by the words that state it; empty for none."""
    return str(PERMIT if asks_permit(code, quote) else THEMES.get(code, ""))


def sorted_out(sort: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The reasons as the person sorted them: whose → which, in words; a group without any is left out."""
    found = []
    for whose, words in SORTS.items():
        codes = [code for code in THEMES if sort.get(code) == whose]
        if codes:
            found.append((str(words), [name(code) for code in codes]))
    return found


def beyond_reach(sort: Mapping[str, str]) -> list[str]:
    """What the person counts as theirs although nobody who applies decides it, in words."""
    return [name(code) for code in THEMES if code in NOT_YOURS and sort.get(code) in {"mine", "partly"}]
