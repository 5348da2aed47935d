"""Guessing a password comes to an end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from onward.people import tries
from onward.people.models import User

WORD = "a long enough one"
NOON = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def hosted(owner: User, settings, tmp_path, freeze) -> User:
    freeze(NOON)
    settings.HOSTED = True
    settings.HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    owner.set_password(WORD)
    owner.save()
    return owner


def given(word: str, name: str = "mira") -> Client:
    browser = Client(headers={"host": "127.0.0.1"})
    browser.post("/sign-in/", {"username": name, "password": word})
    return browser


def test_after_many_wrong_words_the_right_one_waits_too(hosted: User, other: User) -> None:
    for number in range(tries.MOST):
        given(f"guess {number}", "Mira" if number % 2 else "mira")
    assert "_auth_user_id" not in given(WORD).session
    page = given(WORD).post("/sign-in/", {"username": "mira", "password": WORD}).content.decode()
    assert "Wait a quarter of an hour" in page
    other.set_password(WORD)
    other.save()
    assert "_auth_user_id" in given(WORD, "teodor").session, "nobody else has to wait"


def test_a_right_word_begins_anew(hosted: User) -> None:
    for _ in range(2):
        for number in range(tries.MOST - 1):
            given(f"guess {number}")
        assert "_auth_user_id" in given(WORD).session


def test_after_the_wait_it_is_looked_at_again_and_nothing_is_left(hosted: User, freeze, tmp_path) -> None:
    for number in range(tries.MOST + 1):
        given(f"guess {number}", "nobody")
    for number in range(tries.MOST + 1):
        given(f"guess {number}")
    freeze(NOON + timedelta(seconds=tries.WAIT))
    assert "_auth_user_id" in given(WORD).session
    assert not list((tmp_path / "tries").iterdir())


def test_processes_count_together(hosted: User) -> None:
    """Each appends to the same file; no try of many at the same moment is lost."""
    place = tries._place("mira")
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _each: tries._counted(place), range(200)))
    assert max(counts) == place.stat().st_size == 200
