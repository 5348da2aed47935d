"""Recognising a letter among sent mails, and what its answer says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters import drafting, replies
from onward.letters.drafting import Situation

from .mails import ME, mail

ANA = "ana@nordlicht.example"
LETTER = drafting.write(
    Situation("feedback", "interview", "interviewer", name="Ana Ruiz", questions=("answer",))
)


def likeness(text: str, subject: str = "Hello", to: str = ANA) -> float:
    return replies.likeness(LETTER.subject, LETTER.body, ANA, mail(text, ME, subject=subject, to=(to,)))


def test_the_letter_as_it_was_and_with_changes() -> None:
    assert likeness(LETTER.body) == 1
    assert (
        likeness(LETTER.body.replace("One short question", "Something I wonder") + "\nPS: all the best") > 0.5
    )
    assert likeness(LETTER.body, to="someone@else.example") == 1


def test_another_mail_to_the_same_person_is_not_the_letter() -> None:
    assert likeness("Dear Ana, the address of my referee is below. Kind regards, Mira") == 0
    assert likeness("Dear Ana, thank you for our conversation.", subject=LETTER.subject) == 0
    assert likeness("") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi Mira, happy to. Your answer on pricing was too general for this role.", "answered"),
        ("Dear Mira, unfortunately we are unable to provide individual feedback.", "declined"),
        ("Our policy does not allow us to give feedback, sorry.", "declined"),
        (
            "We cannot give detailed feedback, but personally I would have liked more numbers in the second case study.",
            "answered",
        ),
        ("Leider können wir aus rechtlichen Gründen kein individuelles Feedback geben.", "declined"),
        ("Gern. Ihre Antwort zur Lieferkette war uns zu knapp.", "answered"),
        ("Nous ne pouvons malheureusement pas faire de retour individuel.", "declined"),
        ("Lamentablemente no podemos dar feedback individual.", "declined"),
        ("I am out of office until Monday.", ""),
        ("Wir haben Ihre Nachricht erhalten.", ""),
        ("", ""),
    ],
)
def test_what_an_answer_says(text: str, said: str) -> None:
    assert replies.says(mail(text, ANA)) == said


def test_a_machine_does_not_answer() -> None:
    assert replies.says(mail("Thank you, here is what we think.", "no-reply@nordlicht.example")) == ""
    assert replies.says(mail("Abwesend", ANA, subject="Automatische Antwort: Frage")) == ""


@given(st.text(max_size=400))
def test_any_answer_is_read(text: str) -> None:
    assert replies.says(mail(text, ANA)) in {"", "answered", "declined"}
    assert 0 <= likeness(text) <= 1
