"""Role titles in comparable form."""

import pytest

from onward.language.roles import likeness, role


def alike(one: str, other: str) -> float:
    first, second = role(one), role(other)
    assert first is not None
    assert second is not None
    return likeness(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data Engineer (m/w/d)", "Data Engineer"),
        ("Softwareentwickler:in", "Software Engineer"),
        ("Projektleiterin (m/w/d)", "Projektleiter"),
        ("Sr. Data Analyst", "Senior Data Analyst"),
        ("Backend Developer", "Back-End Engineer"),
        ("Chef de projet (H/F)", "chef de projet"),
        ("R-1042 Data Analyst", "Data Analyst"),
        ("Data Analyst - Remote", "Data Analyst"),
        ("Werkstudent Marketing", "Working Student Marketing"),
    ],
)
def test_titles_of_one_role(one: str, other: str) -> None:
    assert alike(one, other) >= 0.93


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data Engineer", "Data Analyst"),
        ("Product Manager", "Project Manager"),
        ("Junior Data Analyst", "Senior Data Analyst"),
        ("Marketing Manager", "Office Manager"),
    ],
)
def test_titles_of_two_roles(one: str, other: str) -> None:
    assert alike(one, other) <= 0.62


def test_a_longer_title_may_be_the_same_role() -> None:
    assert 0.7 < alike("Software Engineer", "Software Engineer, Payments (Berlin)") < 1.0
