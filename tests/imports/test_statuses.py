"""Statuses of any wording, in ten languages, as signs and as colours."""

import pytest

from onward.imports import histories, statuses

MEANT = {
    "interview rejected": ("Inter + Rejec", "Rejected after onsite", "rejected - phone screen", "Abgelehnt nach Gespräch"),
    "rejected": (
        "REJECTED", "Rejection email", "Not selected", "no longer under consideration", "Absage erhalten", "Refusé",
        "candidature non retenue", "Descartada", "Esito negativo", "Afgewezen", "Reprovado", "Tidak lolos", "Odrzucono",
        "Fick avslag", "❌", "🔴", "Refusé sans entretien", "position filled", "Poste pourvu",
        "no luck", "nope", "thx but no", "PFO", "They went with someone else", "not moving fwd",
    ),
    "interview": (
        "Interview scheduled", "Phone screen", "2nd round", "Einladung zum Gespräch", "Entretien prévu", "Entrevista",
        "Colloquio fissato", "Gesprek", "Wawancara HR", "Rozmowa kwalifikacyjna", "Intervju", "📞", "ghosted after interview",
        "R1", "moved forward!", "Talked to recruiter",
    ),
    "offer": ("Offer received", "Zusage", "Promesse d'embauche", "Offerta", "Tawaran", "Erbjudande", "🎉"),
    "declined": ("Offer declined", "turned down the offer", "Angebot abgelehnt", "Ho rifiutato l'offerta"),
    "withdrawn": ("Withdrew application", "Bewerbung zurückgezogen", "J'ai refusé", "Teruggetrokken", "Drog tillbaka"),
    "accepted": ("Offer accepted", "Hired", "Vertrag unterschrieben", "Contratada", "Fick jobbet"),
    "assessment": ("Coding challenge", "OA", "Testaufgabe", "Prueba técnica", "Zadanie rekrutacyjne", "Kodtest"),
    "applied": ("Applied", "Beworben", "Candidature envoyée", "Sudah melamar", "Aplikowano", "Sökt"),
    "": (
        "Ghosted", "No response", "no reply yet", "never heard back", "keine Rückmeldung", "pas de réponse", "Sin respuesta",
        "nessuna risposta", "geen reactie", "Sem resposta", "belum ada kabar", "brak odpowiedzi", "inget svar", "👻",
        "Pending", "On hold", "in Bearbeitung", "En cours", "🟡", "🟢", "✅", "Wishlist", "no interview",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "text"), [(kinds, text) for kinds, texts in MEANT.items() for text in texts]
)
def test_what_is_meant(kinds: str, text: str) -> None:
    found = statuses.read(text)
    assert " ".join(found.kinds) == kinds
    assert bool(found.calm) is not bool(kinds)


@pytest.mark.parametrize(
    "text", ["ghosted", "No response", "no response after interview", "👻", "✅", "green", "silence"]
)
def test_silence_is_never_an_ending(text: str) -> None:
    assert not set(statuses.read(text).kinds) & {"rejected", "withdrawn", "declined", "accepted"}


@pytest.mark.parametrize("text", ["Declined", "Turn down", "Cancelled", "passed"])
def test_a_no_that_either_side_may_have_said_is_asked(text: str) -> None:
    assert statuses.read(text).either


def test_a_closed_position_is_a_no_with_its_reason() -> None:
    assert statuses.read("Position Removed").reason == "position_closed"


def test_steps_with_the_day_before_and_after_the_word() -> None:
    for text in ("Phone screen 3/4, onsite 3/12, rejected", "3/4 phone screen; 3/12 onsite; rejected"):
        found = histories.steps(text)
        assert [step.kinds for step in found] == [("interview",), ("interview",), ("rejected",)]
        assert [step.day is not None for step in found] == [True, True, False]
