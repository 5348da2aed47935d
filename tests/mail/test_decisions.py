"""The day that a mail names for their own decision; nothing where it asks the reader, or names none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.mail.decisions import decision, told

SAID = date(2024, 5, 13)  # a Monday
JUNE = date(2024, 6, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thank you for your application. You will hear from us by 12 June 2024."),
        ("en", "We plan to decide by 12 June. Please be patient until then."),
        ("en", "The role is on hold until 12 June 2024."),
        ("en", "Please note that we will get back to you by 12 June."),
        ("de", "Vielen Dank. Wir melden uns bis zum 12. Juni 2024 bei Ihnen."),
        ("de", "Die Entscheidung fällt am 12. Juni. Bitte haben Sie so lange Geduld."),
        ("de", "Die Besetzung der Stelle ist bis zum 12. Juni 2024 zurückgestellt."),
        ("de", "Sie erhalten bis spätestens 12. Juni Bescheid."),
        ("en", "Now that you have finished the test, we will get back to you by 12 June."),
        ("fr", "Merci de votre patience : nous reviendrons vers vous avant le 12 juin 2024."),
        ("fr", "Notre décision sera prise le 12 juin."),
        ("es", "Le comunicaremos nuestra decisión antes del 12 de junio de 2024."),
        ("it", "Le faremo sapere entro il 12 giugno 2024."),
        ("nl", "Uiterlijk 12 juni hoort u van ons."),
        ("nl", "Wij nemen op 12 juni 2024 een besluit."),
        ("pt", "Daremos um retorno até 12 de junho de 2024."),
        ("id", "Kami akan menghubungi Anda paling lambat 12 Juni 2024."),
        ("pl", "Decyzję podejmiemy do 12 czerwca 2024."),
        ("sv", "Vi återkommer senast den 12 juni 2024."),
        ("sv", "Beslut fattas den 12 juni."),
    ],
)
def test_the_day_by_which_they_decide(language: str, text: str) -> None:
    assert decision(text, SAID, language) == JUNE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please let us know by 12 June 2024."),
        ("en", "Please give us your decision by 12 June 2024."),
        ("en", "You have until 12 June 2024 to decide."),
        ("en", "We would like to meet you on 12 June 2024."),
        ("en", "We will get back to you soon. The office is closed on 12 June."),
        ("en", "Thank you for your application. We will let you know."),
        ("en", "We decided on 2 May 2024 to widen the search."),
        ("de", "Bitte geben Sie uns bis zum 12. Juni 2024 Bescheid."),
        ("fr", "Veuillez nous communiquer votre décision avant le 12 juin 2024."),
        ("es", "Por favor, comuníquenos su decisión antes del 12 de junio de 2024."),
        ("it", "La preghiamo di comunicarci la Sua decisione entro il 12 giugno 2024."),
        ("nl", "Laat ons uw besluit weten vóór 12 juni 2024."),
        ("pt", "Por favor, envie sua resposta até 12 de junho de 2024."),
        ("id", "Mohon sampaikan keputusan Anda sebelum 12 Juni 2024."),
        ("pl", "Prosimy o Państwa decyzję do 12 czerwca 2024."),
        ("sv", "Vänligen meddela oss ditt beslut senast den 12 juni 2024."),
    ],
)
def test_a_day_for_the_reader_is_none_of_theirs(language: str, text: str) -> None:
    assert decision(text, SAID, language) is None


def test_the_last_day_counts_and_spans_are_read() -> None:
    assert decision("We meet on 20 May and plan to decide by 12 June.", SAID, "en") == JUNE
    assert decision("We will let you know within two weeks.", SAID, "en") == date(2024, 5, 27)


def test_a_fact_keeps_it_where_they_have_not_decided_yet() -> None:
    text, at = "You will hear from us by 12 June 2024.", datetime(2024, 5, 13, 9, tzinfo=UTC)
    assert told("update", text, at, "en") == {"decides_by": "2024-06-12"}
    assert told("rejected", text, at, "en") == {}
    assert told("offer", text, at, "en") == {}


@given(st.text(max_size=400))
def test_whatever_is_written_it_is_a_day_ahead_or_none(text: str) -> None:
    day = decision(text, SAID)
    assert day is None or day >= SAID
