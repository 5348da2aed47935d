"""Tells whether an invitation speaks of an interview, from its title and its text, in ten languages."""

import re
from typing import Final

from onward.language.tokens import fold

#: Words that mean an interview for a job and hardly anything else. Folded text.
_INTERVIEW: Final = re.compile(
    r"\b(?:(?:job|phone|video|telephone|technical|final|first|second|third|onsite|on-site|panel|virtual|remote|screening|"
    r"online|zoom|teams|hr|behaviou?ral|coding|case) ?interview|interview(?:s|ing)? (?:with|at|for|w/)|interview:|"
    r"interview$|^interview\b|(?:phone|recruiter|initial|talent|hr) screen(?:ing)?|screening call|hiring manager|"
    r"recruiter (?:call|chat|conversation)|vorstellungsgesprach\w*|bewerbungsgesprach\w*|bewerberinterview|jobinterview|"
    r"telefoninterview|erstgesprach (?:bewerbung|stelle)|kennenlerngesprach|probearbeit\w*|"
    r"entretien (?:d'embauche|de recrutement|technique|telephonique|d'evaluation|pour le poste|de candidature)|"
    r"entrevista(?: de trabajo| de emprego| tecnica| con| com| de seleccion| para)?|"
    r"colloquio (?:di lavoro|di selezione|conoscitivo|tecnico|con|per la posizione)|"
    r"sollicitatiegesprek\w*|kennismakingsgesprek|wawancara\w*|interview kerja|rozmow\w+ (?:kwalifikacyjn\w+|rekrutacyjn\w+|"
    r"o prac\w+)|anstallningsintervju\w*|jobbintervju\w*|arbetsintervju\w*|intervju\w* (?:hos|med|for)|^intervju\b)",
    re.MULTILINE,
)
#: Words of meetings that may be one, where something else speaks of an application.
_MEETING: Final = re.compile(
    r"\b(?:interview\w*|call|chat|conversation|meet(?:ing)?|intro(?:duction)?|gesprach|termin|kennenlernen|telefonat|"
    r"entretien|echange|appel|rendez-vous|llamada|reunion|entrevista|colloquio|incontro|gesprek|kennismaking|conversa|"
    r"reuniao|chamada|pertemuan|panggilan|rozmowa|spotkanie|samtal|mote|intervju)\b"
)
#: Interviews that are none for a job of the reader's.
_ANOTHER: Final = re.compile(
    r"\b(?:exit interview|podcast|press interview|user interviews?|customer interviews?|research interview|"
    r"mock interview|interview (?:training|prep\w*|tips|workshop)|debrief|scorecard|interviewer training)\b"
)


def speaks(title: str, text: str = "") -> bool:
    """True when it speaks of a job interview."""
    said = fold(title)
    if _ANOTHER.search(said):
        return False
    return _INTERVIEW.search(said) is not None or _INTERVIEW.search(fold(text[:600])) is not None


def may_be(title: str) -> bool:
    """True when the title names a talk that may be an interview, if something else ties it to an application."""
    said = fold(title)
    return _MEETING.search(said) is not None and _ANOTHER.search(said) is None
