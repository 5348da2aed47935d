"""Which reasons of a no name nothing that can be used, and whose each is to change."""

import re

from onward.language.tokens import fold

#: Reasons that name no cause a person could use: every applicant who is not the first is told so.
SAY_NOTHING = frozenset({"competition", "culture_add"})
#: What stands for a no that states none.
NO_REASON = "no_reason"
#: What can be worked on, and what nobody who applies decides; the rest is partly theirs.
YOURS = frozenset({"skills_gap", "interview_performance", "application_materials"})
NOT_YOURS = frozenset({"internal_candidate", "position_closed", "competition", "timing", NO_REASON})
#: A permit is given or refused by a state: whoever needs one hears of it as of a place or a rule.
_MAY_BE_A_PERMIT = frozenset({"logistics", "screening_rule"})
_PERMIT = re.compile(
    r"\b(?:right to work|eligib\w+ to work|work (?:permit|authori[sz]ation|visa)|sponsor\w*|visas?|visum\w*|citizen\w*"
    r"|nationalit\w*|residen\w+ permit|arbeitserlaubnis|aufenthalts?\w*|arbeitsgenehmigung|staatsangehorig\w*"
    r"|permis de travail|titre de sejour|autorisation de travail|permiso de (?:trabajo|residencia)|visados?|nacionalidad\w*"
    r"|permesso di (?:lavoro|soggiorno)|cittadin\w+|werkvergunning|verblijfs\w+|tewerkstellings\w+"
    r"|autorizacao de (?:trabalho|residencia)|vistos?|izin (?:kerja|tinggal)|kewarganegaraan"
    r"|(?:pozwoleni\w+|zezwoleni\w+) na (?:prac\w+|pobyt)|obywatel\w+|wiz[aye]|arbetstillstand\w*|uppehallstillstand\w*"
    r"|medborgar\w+)\b"
)


def control(code: str, quote: str = "") -> str:
    """Whose a reason is to change: "mine", "partly" or "not"; `quote` are the words that state it."""
    if code in NOT_YOURS or asks_permit(code, quote):
        return "not"
    return "mine" if code in YOURS else "partly"


def asks_permit(code: str, quote: str) -> bool:
    """Whether a reason is that a permit to work is missing, which no applicant grants."""
    return code in _MAY_BE_A_PERMIT and _PERMIT.search(fold(quote)) is not None
