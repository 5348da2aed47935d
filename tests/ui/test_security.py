"""What reaches Onward, and what a page of it may do."""

import re

import pytest
from django.test import Client

from onward.ui.security import is_loopback


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7", "[::2]", "onward"])
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/static/onward/base.css", "/help-now/"])
def test_any_other_host_name_is_refused(db: None, visitor: Client, host: str, path: str) -> None:
    answer = visitor.get(path, headers={"host": host})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.0.0.1:8123"])
def test_own_names_are_answered(db: None, visitor: Client, host: str) -> None:
    assert visitor.get("/help-now/", headers={"host": host}).status_code == 200


def test_other_machines_are_turned_away(db: None, visitor: Client, settings) -> None:
    for path in ("/help-now/", "/static/onward/base.css"):
        assert visitor.get(path, REMOTE_ADDR="192.168.1.20").status_code == 403
    settings.HOSTED = True
    assert visitor.get("/help-now/", REMOTE_ADDR="192.168.1.20").status_code == 200


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:10.0.0.1", False),
        ("0.0.0.0", False),
        ("192.168.0.1", False),
        ("", False),
        ("localhost", False),
    ],
)
def test_is_loopback(address: str, here: bool) -> None:
    assert is_loopback(address) is here


def test_every_answer_carries_the_headers(db: None, signed_in: Client) -> None:
    for path in ("/settings/", "/nothing/", "/static/onward/base.css", "/"):
        headers = signed_in.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|\*", policy), "no other host may be named"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'self'" in policy
        assert "Access-Control-Allow-Origin" not in headers


def test_pages_are_not_kept_by_the_browser(signed_in: Client) -> None:
    assert "no-store" in signed_in.get("/settings/").headers["Cache-Control"]


def test_form_without_token_changes_nothing(owner, db: None) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    answer = browser.post("/settings/", {"address": "thief@example.net"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    owner.refresh_from_db()
    assert owner.addresses == ["mira@example.org"]


def test_form_of_another_site_is_refused_even_with_a_token(owner, db: None) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    page = browser.get("/settings/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    data = {"address": "m@example.net", "csrfmiddlewaretoken": token}
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9999"):
        assert browser.post("/settings/", data, headers={"origin": origin}).status_code == 403
    assert browser.post("/settings/", data, headers={"origin": "http://127.0.0.1"}).status_code == 302
