"""Polish titles as they stand by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.language.polish import nominative


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("analityka danych transportowych", "analityk danych transportowych"),
        ("Specjalisty ds. kontrolingu", "Specjalista ds. kontrolingu"),
        ("młodszego specjalistę ds. jakości", "młodszy specjalista ds. jakości"),
        ("Testera automatyzującego", "Tester automatyzujący"),
        ("operatora wózka widłowego", "operator wózka widłowego"),
        ("drukarza offsetowego", "drukarz offsetowy"),
        ("lektora języka angielskiego", "lektor języka angielskiego"),
        ("fizjoterapeutki", "fizjoterapeutka"),
        ("kierowcy kat. C", "kierowca kat. C"),
        ("samodzielnej księgowej", "samodzielna księgowa"),
        ("księgową", "księgowa"),
        ("nauczyciela fizyki", "nauczyciel fizyki"),
        ("grafika komputerowego", "grafik komputerowy"),
        ("KIEROWNIKA ZMIANY", "KIEROWNIK ZMIANY"),
    ],
)
def test_a_title_of_which_a_mail_speaks_stands_by_itself(said: str, title: str) -> None:
    assert nominative(said) == title


@pytest.mark.parametrize(
    "title",
    [
        "Specjalista ds. jakości", "Młodsza księgowa", "Samodzielna księgowa", "Pielęgniarka", "Sprzedawca", "Kierownik serwisu",
        "Opiekun klienta", "Asystentka zarządu", "Tokarz CNC", "Project Manager", "Key Account Manager", "Inżynier jakości",
        "Pracownik ochrony", "Nauczyciel fizyki", "Data Engineer", "Pomoc kuchenna",
        "Praktyka w dziale HR", "Praktyka studencka", "Logistyka i magazyn", "Camera Operator", "Robotyka",
    ],
)  # fmt: skip
def test_what_stands_by_itself_stays(title: str) -> None:
    assert nominative(title) == title


@given(st.text(max_size=60))
def test_any_text_is_bent_once(text: str) -> None:
    once = nominative(text)
    assert len(once.split()) == len(text.split())
    assert nominative("ds. " + text) == "ds. " + text
