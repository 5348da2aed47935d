"""A talk that a mail speaks of: what took place, and not what was hoped for, refused, or others' matter."""

import pytest

from onward.language import met


@pytest.mark.parametrize(
    "said",
    [
        "Thanks so much for coming in last week, it was a pleasure to talk.",
        "Thank you for taking the time to speak with us about the role.",
        "Your interview was strong, but the choice fell on someone else.",
        "Vielen Dank für das nette Gespräch am Dienstag.",
        "Merci d'avoir pris le temps de nous rencontrer.",
        "Le agradecemos el tiempo dedicado a la entrevista.",
        "La ringrazio per il colloquio di lunedì.",
        "Bedankt voor het gesprek van gisteren.",
        "Agradecemos a sua presença na entrevista.",
        "Dziękuję za rozmowę w środę.",
        "Tack för ett trevligt samtal i torsdags.",
        "Terima kasih telah mengikuti wawancara kemarin.",
    ],
)
def test_a_talk_that_took_place_is_found(said: str) -> None:
    assert met.spoken_of(f"Hello,\n\n{said}\n\nWe chose somebody else.") == said


@pytest.mark.parametrize(
    "said",
    [
        "Thank you for your application; we are not able to invite you to an interview.",
        "Thank you for your interest in interviewing with us.",
        "You have not been shortlisted for interview.",
        "We would love to speak with you about another role.",
        "The panel met on Thursday and made its choice.",
        "Vielen Dank für Ihre Bewerbung, zu einem Gespräch können wir Sie nicht einladen.",
        "Auf Wunsch erläutere ich Ihnen die Gründe gern in einem Gespräch.",
        "Nous ne pourrons pas vous proposer d'entretien, merci de votre intérêt.",
        "Gracias por tu candidatura; no pasarás a la entrevista.",
        "Vi har gjort vårt urval till intervju, tack för din ansökan.",
        "> Thank you for the interview yesterday.",
    ],
)
def test_a_talk_that_did_not_is_not(said: str) -> None:
    assert met.spoken_of(f"Hello,\n\n{said}\n\nWe chose somebody else.") == ""
