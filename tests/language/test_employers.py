"""Employer names in comparable form."""

import pytest

from onward.language.employers import employer, likeness


def alike(one: str, other: str) -> float:
    first, second = employer(one), employer(other)
    assert first is not None
    assert second is not None
    return likeness(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordlicht Energie GmbH", "NORDLICHT"),
        ("Nordlicht Energie GmbH & Co. KG", "nordlicht energie"),
        ("Nordlicht Energie", "nordlichtenergie"),
        ("Müller & Söhne AG", "Mueller und Soehne"),
        ("Société Bellecombe SAS", "Societe Bellecombe"),
        ("Northgate Health plc", "Northgate Health Group"),
        ("International Brick Yard Ltd", "IBY"),
        ("L.U.M. Labs", "LUM Labs Inc."),
        ("Kestrelwood", "Kestrelwod"),
    ],
)
def test_names_written_differently_are_one(one: str, other: str) -> None:
    assert alike(one, other) >= 0.75
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northgate Health plc", "Northgate Housing Ltd"),
        ("Fernhill", "Birkenau"),
        ("One", "One Acre Foods"),
        ("Deutsche Post", "Deutsche Bahn"),
    ],
)
def test_different_employers_stay_apart(one: str, other: str) -> None:
    assert alike(one, other) < 0.75


def test_nothing_is_no_name() -> None:
    assert employer(" – ") is None
    assert employer("GmbH") is not None


def test_a_domain_abridges_the_end_of_a_long_name() -> None:
    assert alike("millbrookchc", "Millbrook Community Health Centers") >= 0.75
    assert alike("hillandmoor", "Hill & Moor Education Trust") >= 0.75
    for one, other in (
        ("Kirkland", "Kirklees Council"),
        ("Standard", "Stardust"),
        ("Highland", "Highlight Media"),
    ):
        assert alike(one, other) < 0.75
    assert alike("hillandmead", "Hill & Moor Education Trust") < 0.75
    for name in ("millbrookxyz", "millchc", "chc"):
        assert alike(name, "Millbrook Community Health Centers") < 0.75


def test_what_looks_like_a_legal_form_within_a_name_is_in_its_domain() -> None:
    assert alike("nettledeneev", "Nettledene EV Motors") >= 0.75
    assert alike("nettledene-ev", "Nettledene EV Motors Pvt. Ltd.") >= 0.75
    assert alike("nettledeneag", "Nettledene Motors AG") == 0


def test_a_group_in_dutch_is_no_part_of_its_name() -> None:
    assert alike("Veldkamp Groep B.V.", "Veldkamp Bouw") == alike("Veldkamp Group", "Veldkamp Bouw") > 0.8
