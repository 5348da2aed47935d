"""Which reading of a name stands: laws for any readings, and how mails write the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.applications import named

NAMES = st.sampled_from(
    [
        "Tamarind",
        "TAMARIND",
        "Tamarind Foods Ltd",
        "Tamarind Foods",
        "Kestrel AG",
        "KESTREL",
        "HR",
        "...",
        "Äpfel & Co",
    ]
)


@pytest.mark.parametrize(
    ("readings", "name"),
    [
        (["Tamarind", "TAMARIND"], "Tamarind"),
        (["Tamarind Foods Ltd", "Tamarind", "TAMARIND"], "Tamarind Foods Ltd"),
        (["KLM", "KLM Cityhopper"], "KLM Cityhopper"),
        (["Tamarind Foods Ltd", "Tamarind Foods Careers"], "Tamarind Foods Ltd"),
        (["Seeblick AG", "Seeblick", "Rowan Seeblick AG"], "Seeblick AG"),
        (["Hillandmoor", "Hillandmoor", "Hill & Moor Trust"], "Hill & Moor Trust"),
        (["Kestrel AG", "Kestrel AG", "Birch Staffing"], "Kestrel AG"),
        (["Kestrel AG", "Birch Staffing"], "Birch Staffing"),
        (["TAMARIND", "TAMARIND"], "TAMARIND"),
    ],
)
def test_the_name_that_most_mails_share_counts_in_full_and_without_shouting(
    readings: list[str], name: str
) -> None:
    assert named.employer(readings) == name


@pytest.mark.parametrize(
    ("readings", "title"),
    [
        (["Pastry cook", "Pastry cook", "depth"], "Pastry cook"),
        (["Pastry cook", "Cook", "Cook"], "Pastry cook"),
        (["Cook", "Pastry cook", "Pastry cook", "Pastry cook"], "Pastry cook"),
        (["Pastry Cook", "PASTRY COOK"], "Pastry Cook"),
        (["Senior cook", "Senior cook", "Cook (kitchen and bakery, Malmö)"], "Senior cook"),
        (["Driver", "Gardener"], "Driver"),
    ],
)
def test_the_title_that_most_mails_share_counts(readings: list[str], title: str) -> None:
    assert named.role(readings) == title


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_what_stands_was_read(readings: list[str]) -> None:
    assert named.employer(readings) in readings
    assert named.role(readings) in readings


@given(NAMES, st.integers(1, 5))
def test_readings_that_agree_stand(name: str, times: int) -> None:
    assert named.employer([name] * times) == named.role([name] * times) == name
