"""What feedback can be about: each theme in words that fit praise as well as a gap, and who can change it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Codes of the reasons of rejection. What is most often spoken of comes first.
WORDS: Mapping[str, Promise] = {
    "interview_performance": _("Interviews and answers"),
    "skills_gap": _("Skills and knowledge"),
    "experience_level": _("Experience"),
    "culture_add": _("Working with others"),
    "application_materials": _("CV, letter and portfolio"),
    "compensation": _("Pay"),
    "logistics": _("Place, hours and papers"),
    "screening_rule": _("Formal requirements"),
    "overqualified": _("More experience than the role needs"),
    "competition": _("Other candidates"),
    "internal_candidate": _("Someone from inside"),
    "position_closed": _("The position is closed"),
    "timing": _("Timing"),
}
#: Who controls it: yours to work on, partly, not yours.
_YOURS = frozenset({"skills_gap", "interview_performance", "application_materials"})
_NOT_YOURS = frozenset({"internal_candidate", "position_closed", "competition"})
#: Reasons that name nothing by themselves: they need a concrete sentence to count.
SAY_LITTLE = frozenset({"competition", "culture_add"})


def words(code: str) -> str:
    """A theme in words; none where there is no theme."""
    return str(WORDS.get(code, "")) if code else ""


def control(code: str) -> str:
    """Who can change it: "yours", "partly" or "not_yours"; "" for no theme."""
    if code not in WORDS:
        return ""
    return "yours" if code in _YOURS else "not_yours" if code in _NOT_YOURS else "partly"


def choices() -> list[tuple[str, str]]:
    """Themes to choose from, none first."""
    return [("", str(_("Not sure"))), *((code, str(said)) for code, said in WORDS.items())]
