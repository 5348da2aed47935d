"""What a person writes beside a no that waits for an answer, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters.helping import waits

from .mails import mail

ANA = "ana.ruiz@nordlicht.example"
HELP = [
    "If you agree I will pass your name to a friend at another charity.",
    "I'd hire you for the next one, and I mean to call you when it opens.",
    "I've told the harbour team in Bergen about you.",
    "I have something else in the ferry trade that may suit you better.",
    "Wenn Sie mögen, erzähle ich Ihnen am Telefon mehr.",
    "Si vous voulez, je peux transmettre votre nom à une collègue.",
    "Si quieres, te llamo en otoño.",
    "Se vuole, passo il suo nome a un collega.",
    "Bel me even als je wilt sparren.",
    "Falei de você para um colega em Recife.",
    "Om du vill ringer jag dig i höst.",
    "Kalau mau saya teruskan nama Anda ke teman saya.",
    "Jeśli chcesz, opowiem więcej przy okazji.",
]
STOCK = [
    "If you have any questions, please do not hesitate to contact us?",
    "We will keep your details on file.",
    "Please feel free to call me with any questions.",
    "Bei Fragen rufen Sie mich gerne an.",
    "How was your experience with us?",
    "> When could I start?",
    "We wish you every success.",
    "Hola Mira, ¿cómo estás?",
]


@pytest.mark.parametrize("said", HELP)
def test_an_offer_of_help_waits(said: str) -> None:
    (found,) = waits(mail(f"Hi Mira,\n\nIt is a no this time.\n\n{said}", ANA, "Ana Ruiz"))
    assert (found.kind, found.quote) == ("help", said)


@pytest.mark.parametrize("said", STOCK)
def test_what_every_mail_says_does_not_wait(said: str) -> None:
    assert waits(mail(f"Hi Mira,\n\nIt is a no this time.\n\n{said}", ANA, "Ana Ruiz")) == []


def test_a_short_question_brings_the_sentence_before_it() -> None:
    text = "Hello Mira,\n\nYour piece on ferries was read by all, and I would like to print it. May I?"
    (found,) = waits(mail(text, ANA, "Ana Ruiz"))
    assert found.kind == "question"
    assert found.quote.startswith("Your piece on ferries")
    assert found.quote.endswith("May I?")


def test_machines_offices_and_the_own_mail_wait_for_nothing() -> None:
    for sender in ("no-reply@nordlicht.example", "jobs@nordlicht.example", "mira@example.org"):
        assert waits(mail(HELP[0], sender)) == []
    assert waits(None) == []


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert all(one.kind in {"help", "question"} for one in waits(mail(text, ANA)))
