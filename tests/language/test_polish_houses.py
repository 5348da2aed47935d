"""Polish names of employers as they stand by themselves."""

import pytest

from onward.language.polish_houses import house


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Szpitala Powiatowego w Lipowie", "Szpital Powiatowy w Lipowie"),
        ("Szpitalu Powiatowym w Lipowie", "Szpital Powiatowy w Lipowie"),
        ("Urzędzie Miejskim w Dębniku", "Urząd Miejski w Dębniku"),
        ("Szkole Podstawowej nr 4", "Szkoła Podstawowa nr 4"),
        ("Huty Miedzi Jadwiga", "Huta Miedzi Jadwiga"),
        ("Piekarni Złoty Kłos", "Piekarnia Złoty Kłos"),
        ("Fundacji Ciepły Dom", "Fundacja Ciepły Dom"),
        ("Bibliotece Miejskiej", "Biblioteka Miejska"),
        ("Wydawnictwa Naukowego Ster", "Wydawnictwo Naukowe Ster"),
        ("Zakładów Chemicznych Sosna", "Zakłady Chemiczne Sosna"),
        ("ZAKŁADACH CHEMICZNYCH", "ZAKŁADY CHEMICZNE"),
        ("Szpitalem Powiatowym", "Szpital Powiatowy"),
        ("Firmy Maciej Nowak", "Firma Maciej Nowak"),
        ("Piekarni Andrzej Sowa", "Piekarnia Andrzej Sowa"),
        ("Hotelu Rzym", "Hotel Rzym"),
        ("Szpitala Świętego Łukasza", "Szpital Świętego Łukasza"),
        ("Szpitala Dziennego Pobytu", "Szpital Dziennego Pobytu"),
        ("Uniwersytetu Trzeciego Wieku", "Uniwersytet Trzeciego Wieku"),
        ("Gminy Nowa Ruda", "Gmina Nowa Ruda"),
    ],
)
def test_a_house_of_which_a_mail_speaks_stands_by_itself(said: str, name: str) -> None:
    assert house(said) == name


@pytest.mark.parametrize(
    "name",
    [
        "Szpital Powiatowy", "Urząd Gminy Żabno", "Huta Szkła", "Piekarnia Złoty Kłos", "Nordlicht Energie", "Zakłady Mięsne",
        "Muzeum Narodowe", "Wschodni Bank Cukrownictwa", "Lokalni Polska", "Szkoły Salezjańskie Lublin",
    ],
)  # fmt: skip
def test_what_stands_by_itself_stays(name: str) -> None:
    assert house(name) == name
