"""Guessing a password comes to an end."""

import pytest
from django.core.cache import cache
from django.test import Client

from onward.people import tries
from onward.people.models import User

WORD = "a long enough one"


@pytest.fixture
def hosted(owner: User, settings) -> User:
    settings.HOSTED = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    owner.set_password(WORD)
    owner.save()
    cache.clear()
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
