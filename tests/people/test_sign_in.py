"""One-time links: once, for ten minutes, kept as a digest, and not used up by whoever only looks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client

from onward.people import sign_in
from onward.people.models import SignInLink, User

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def test_link_opens_the_journal_once(owner: User, visitor: Client) -> None:
    link = sign_in.make_link(owner)
    assert visitor.get(link).status_code == 200
    assert visitor.post(link).headers["Location"] == "/"
    assert visitor.session["_auth_user_id"] == str(owner.pk)
    second = Client(headers={"host": "127.0.0.1"})
    assert second.post(link).status_code == 410
    assert "_auth_user_id" not in second.session


def test_looking_does_not_use_it_up(owner: User, visitor: Client) -> None:
    link = sign_in.make_link(owner)
    for _ in range(3):
        page = visitor.get(link)
        assert "_auth_user_id" not in visitor.session
    assert b"sign-in.js" in page.content
    assert sign_in.redeem(link.split("/")[2]) == owner


def test_link_is_over_after_ten_minutes(owner: User, visitor: Client, freeze) -> None:
    freeze(NOON)
    link = sign_in.make_link(owner)
    freeze(NOON + timedelta(minutes=9, seconds=59))
    assert visitor.get(link).status_code == 200
    freeze(NOON + timedelta(minutes=10))
    assert visitor.get(link).status_code == 410
    assert visitor.post(link).status_code == 410
    assert "_auth_user_id" not in visitor.session


def test_only_a_digest_is_stored(owner: User) -> None:
    token = sign_in.make_link(owner).split("/")[2]
    stored = SignInLink.objects.get()
    assert token not in str(vars(stored))
    assert stored.digest == sign_in.digest(token)
    assert len(token) >= 40


def test_links_that_are_over_are_swept_out(owner: User, freeze) -> None:
    freeze(NOON)
    sign_in.make_link(owner)
    freeze(NOON + timedelta(hours=1))
    sign_in.make_link(owner)
    assert SignInLink.objects.count() == 1


def test_session_lasts_thirty_days_and_ends_on_signing_out(owner: User, visitor: Client) -> None:
    answer = visitor.post(sign_in.make_link(owner))
    cookie = answer.cookies[django_settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 30 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    visitor.post("/sign-out/")
    assert visitor.get("/settings/").status_code == 302


def test_signed_out_page_says_how_to_get_in(visitor: Client, db: None) -> None:
    page = visitor.get("/sign-in/").content.decode()
    assert "onward sign-in" in page


def test_hosted_asks_for_a_password_and_knows_no_links(owner: User, visitor: Client, settings) -> None:
    settings.HOSTED = True
    owner.set_password("a long enough one")
    owner.save()
    link = sign_in.make_link(owner)
    assert visitor.post(link).headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in visitor.session
    assert b'type="password"' in visitor.get("/sign-in/").content
    visitor.post("/sign-in/", {"username": "mira", "password": "another one"})
    assert "_auth_user_id" not in visitor.session
    visitor.post("/sign-in/", {"username": "mira", "password": "a long enough one"})
    assert visitor.session["_auth_user_id"] == str(owner.pk)


@pytest.mark.parametrize("token", ["x", "../settings", "a" * 500, "ünï", "%00"])
def test_any_other_token_is_refused(visitor: Client, db: None, token: str) -> None:
    assert visitor.post(f"/sign-in/{token}/").status_code in {404, 410}
