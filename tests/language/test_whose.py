"""Whose a reason is: what no applicant decides is never given to them to work on."""

import pytest

from onward.language.reasons import CODES
from onward.language.whose import NOT_YOURS, SAY_NOTHING, YOURS, control

PERMITS = [
    "This position requires the right to work without sponsorship, which we are not able to provide.",
    "Candidates need a valid work permit for Switzerland.",
    "Für diese Stelle ist eine Arbeitserlaubnis nötig.",
    "Ohne gültigen Aufenthaltstitel dürfen wir Sie nicht einstellen.",
    "Il faut déjà disposer d'un titre de séjour.",
    "Es imprescindible tener permiso de trabajo en España.",
    "È richiesto il permesso di soggiorno.",
    "Een geldige verblijfsvergunning is nodig.",
    "É necessária autorização de residência.",
    "Wymagane jest pozwolenie na pracę w Polsce.",
    "Du behöver ett arbetstillstånd.",
    "Izin kerja di Indonesia menjadi syarat.",
]


@pytest.mark.parametrize("quote", PERMITS)
@pytest.mark.parametrize("code", ["logistics", "screening_rule"])
def test_a_permit_is_never_in_the_hands_of_who_needs_it(code: str, quote: str) -> None:
    assert control(code, quote) == "not"


@pytest.mark.parametrize("quote", ["The role is on site in Leeds.", "We need somebody for night shifts.", ""])
def test_place_and_hours_are_partly_theirs(quote: str) -> None:
    assert control("logistics", quote) == "partly"


def test_a_role_that_was_filled_was_not_theirs() -> None:
    assert control("timing", "The position has been filled.") == "not"
    assert control("skills_gap", "You need a visa for this skill.") == "mine"


def test_every_code_is_somebodys() -> None:
    assert {control(code) for code in CODES} == {"mine", "partly", "not"}
    assert not YOURS & NOT_YOURS
    assert set(CODES) >= SAY_NOTHING
