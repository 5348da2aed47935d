"""What the one they chose had: named by people, in their own words, and never by what every applicant is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.language.chosen import KINDS, had
from onward.language.prints import names

NAMED = [
    ("The candidate ahead of you has worked with tide tables for years.", "field"),
    ("The team chose someone with bakery experience.", "field"),
    ("We decided for a candidate who has insured barges before and can start in May.", "field"),
    ("They liked you, and went for the other one of you two, who has worked with orchard data.", "field"),
    ("We've gone for another applicant who has run a nursery before.", "field"),
    ("The other person knows our booking system from the inside, and that spared us months.", "inside"),
    ("In the end we took someone who has led a crew of twelve.", "led"),
    ("Wir haben uns für eine Person entschieden, die schon mit Pegeldaten gearbeitet hat.", "field"),
    ("Wir nehmen jemanden, der schon bei uns volontiert hat.", "inside"),
    ("Nous avons finalement retenu une personne qui connaît déjà le monde agricole.", "field"),
    ("Esta vez avanzamos con otra persona que ya viene de trabajar en astilleros.", "field"),
    ("Alla fine abbiamo scelto una persona che ha lavorato a lungo su traghetti.", "field"),
    ("De plek gaat naar iemand met al twee publicaties over veengrond.", "field"),
    ("Ficámos com alguém que já montou duas unidades hoteleiras.", "field"),
    ("Postawiliśmy na osobę, która prowadziła już szwalnię.", "field"),
    ("Vi fastnade för en person med bakgrund inom fjärrvärme.", "field"),
    ("Pilihan kami jatuh pada rekan yang sudah pernah memegang pabrik gula.", "field"),
]
NOTHING = [
    "After careful consideration we have decided to move forward with other candidates whose experience more closely "
    "matches our needs at this time.",
    "We have decided to pursue other candidates who are more aligned to our needs.",
    "We found that other applicants are a closer fit to the requirements.",
    "We have selected a candidate with more experience.",
    "We are looking for somebody who has led people already.",
    "The team needs somebody who has worked with tide tables.",
    "After the last round we had two people whom we would have taken, and one desk.",
    "Wir haben uns für einen Bewerber entschieden, der unserem Anforderungsprofil noch näher kommt.",
    "Wir haben uns für andere Bewerber entschieden, deren Profil noch besser passt.",
    "Wir brauchen jemanden, der auch sonntags kann.",
    "Nous avons retenu un candidat dont le profil correspond davantage à nos attentes.",
    "Hemos optado por otra persona con más experiencia.",
    "Wij hebben gekozen voor een andere kandidaat, die nog beter aan onze eisen voldoet.",
    "Thank you for the time that you gave us.",
    "",
]


@pytest.mark.parametrize(("sentence", "kind"), NAMED)
def test_what_the_other_one_had_is_named(sentence: str, kind: str) -> None:
    assert had(sentence) == kind


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_comparison_that_names_nothing_and_a_requirement_are_none(sentence: str) -> None:
    assert had(sentence) == ""


def test_employer_and_role_name_nothing() -> None:
    sentence = "We chose someone with Corvo Ferries and the Harbour Analyst role in mind."
    assert had(sentence)
    assert not had("We chose someone with the Harbour Analyst role.", names("Corvo", "Harbour Analyst"))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert had(text) in {"", *KINDS}
