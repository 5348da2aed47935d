"""The day by which a mail asks for an answer; nothing where it names none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.mail.deadlines import deadline

SAID = date(2024, 5, 13)  # a Monday


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Please complete the test by 16 May 2024.", "en", date(2024, 5, 16)),
        ("Please let us know by Friday.", "en", date(2024, 5, 17)),
        ("The deadline is 20 May.", "en", date(2024, 5, 20)),
        ("You have until Wednesday, 22 May 2024 to accept.", "en", date(2024, 5, 22)),
        ("Please submit it within 5 days.", "en", date(2024, 5, 18)),
        ("Please decide within two weeks.", "en", date(2024, 5, 27)),
        ("Bitte geben Sie uns bis zum 21. Mai 2024 Bescheid.", "de", date(2024, 5, 21)),
        ("Bitte innerhalb von 7 Tagen abgeben.", "de", date(2024, 5, 20)),
        ("Merci de nous répondre avant le 24 mai 2024.", "fr", date(2024, 5, 24)),
        ("Le rogamos que responda antes del 23 de mayo de 2024.", "es", date(2024, 5, 23)),
        # Days that are no deadline.
        ("We would like to meet you on 16 May 2024.", "en", None),
        ("You applied on 2 May 2024.", "en", None),
        ("Please answer by 1 May 2024.", "en", None),
        ("We look forward to hearing from you.", "en", None),
        ("The role starts before Christmas next year.", "en", None),
    ],
)  # fmt: skip
def test_the_day_by_which_something_is_asked_for(text: str, language: str, day: date | None) -> None:
    assert deadline(text, SAID, language) == day


@given(st.text(max_size=400))
def test_whatever_is_written_it_is_a_day_ahead_or_none(text: str) -> None:
    day = deadline(text, SAID)
    assert day is None or day >= SAID
