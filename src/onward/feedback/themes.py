"""What feedback can be about: each theme in words that fit praise as well as a gap."""

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
#: What the one they chose had, by `language.chosen.KINDS`.
CHOSEN: Mapping[str, Promise] = {
    "field": _("Somebody who had done such work in their field"),
    "inside": _("Somebody who knew them from inside"),
    "led": _("Somebody who had led people, or worked at a larger size"),
}
#: Themes that are asked for rather than shown more of: nobody would like to see more of a formal requirement.
CONDITIONS = frozenset({"compensation", "logistics", "screening_rule", "overqualified"})


def words(code: str) -> str:
    """A theme in words; none where there is no theme."""
    return str(WORDS.get(code, "")) if code else ""


def choices() -> list[tuple[str, str]]:
    """Themes to choose from, none first."""
    return [("", str(_("Not sure"))), *((code, str(said)) for code, said in WORDS.items())]
