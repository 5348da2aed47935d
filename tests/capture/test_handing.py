"""The bookmark's way in: a page can be put aside by whoever has the secret, and nothing else can be done."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from onward.base import clock
from onward.capture import handing
from onward.capture.models import Bookmark, Handover, Posting
from onward.people.models import User
from tests.capture.test_pages import PAGE

SITE = "https://jobs.example"


@pytest.fixture
def secret(owner: User) -> str:
    """The secret of the owner's bookmark."""
    return handing.make_bookmark(owner).secret


@pytest.fixture
def elsewhere() -> Client:
    """A browser in which a page of another site sends a form: signed out, and checked for forgery."""
    return Client(headers={"host": "127.0.0.1", "origin": SITE}, enforce_csrf_checks=True)


def send(browser: Client, secret: str, html: str = PAGE, url: str = f"{SITE}/7", **more: str):
    return browser.post("/postings/handed/", {"secret": secret, "html": html, "url": url}, **more)


def test_a_page_is_put_aside_and_kept_only_by_a_press(
    owner: User, signed_in: Client, elsewhere: Client, secret: str
) -> None:
    answer = send(elsewhere, secret)
    assert answer.status_code == 200
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    assert not Posting.objects.exists()
    there = re.search(r'href="(/postings/handed/[^"]+/)"', answer.content.decode())
    assert there
    shown = signed_in.get(there[1])
    page = shown.content.decode()
    assert SITE in page
    assert "Harbour Kitchen" in page
    assert "steal()" not in page
    assert not Posting.objects.exists(), "looking keeps nothing"
    kept = signed_in.post(there[1], {"do": "keep"})
    one = Posting.objects.get(owner=owner)
    assert kept.headers["Location"] == f"/postings/{one.pk}/"
    assert (one.how, one.url, one.value("employer")) == ("bookmarklet", f"{SITE}/7", "Harbour Kitchen")
    assert not Handover.objects.exists()
    assert signed_in.get(there[1]).status_code == 404


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 5000, "\x00"])
def test_without_the_secret_nothing_comes_in(owner: User, elsewhere: Client, secret: str) -> None:
    handing.make_bookmark(owner)
    assert send(elsewhere, secret).status_code == 422
    assert not Handover.objects.exists()


def test_a_new_secret_ends_the_old_one(
    owner: User, signed_in: Client, elsewhere: Client, secret: str
) -> None:
    signed_in.post("/postings/bookmark/")
    assert send(elsewhere, secret).status_code == 422
    assert send(elsewhere, Bookmark.objects.get().secret).status_code == 200


def test_the_exemption_is_for_this_address_alone(owner: User, elsewhere: Client, secret: str) -> None:
    elsewhere.force_login(owner)
    send(elsewhere, secret)
    key = Handover.objects.get().key
    for path in (f"/postings/handed/{key}/", "/postings/new/", "/postings/bookmark/"):
        assert elsewhere.post(path, {"do": "keep", "text": "x"}).status_code == 403
    assert not Posting.objects.exists()


def test_signed_out_and_strangers_see_nothing_of_it(
    owner: User, other: User, elsewhere: Client, secret: str
) -> None:
    send(elsewhere, secret)
    key = Handover.objects.get().key
    visitor = Client(headers={"host": "127.0.0.1"})
    assert visitor.get(f"/postings/handed/{key}/").status_code == 302
    visitor.force_login(other)
    assert visitor.get(f"/postings/handed/{key}/").status_code == 404
    assert visitor.post(f"/postings/handed/{key}/", {"do": "keep"}).status_code == 404


def test_only_few_and_only_so_large(elsewhere: Client, secret: str) -> None:
    assert send(elsewhere, secret, html="x" * (handing.MAX_BYTES + 1)).status_code == 422
    answer = elsewhere.post("/postings/handed/", {"secret": secret}, headers={"content-length": str(10**9)})
    assert answer.status_code == 422
    for _number in range(handing.MANY):
        assert send(elsewhere, secret).status_code == 200
    assert send(elsewhere, secret).status_code == 422
    Handover.objects.update(received_at=clock.now() - timedelta(days=2))
    assert send(elsewhere, secret).status_code == 200
    assert Handover.objects.count() == 1, "what waited too long is swept away"


@pytest.mark.parametrize(
    ("origin", "url", "kept"),
    [
        (SITE, f"{SITE}/7", (SITE, f"{SITE}/7")),
        (SITE, "https://bank.example/", (SITE, "")),
        ("null", f"{SITE}/7", ("", f"{SITE}/7")),
        (SITE, "javascript:alert(1)", (SITE, "")),
        ("evil\u2028", "http://u:p@x.example/", ("", "")),
    ],
)
def test_where_it_came_from_is_what_the_browser_says(
    secret: str, origin: str, url: str, kept: tuple[str, str]
) -> None:
    one = handing.receive(secret, PAGE, url, origin)
    assert (one.origin, one.url) == kept


def test_leaving_it_can_be_undone(signed_in: Client, secret: str) -> None:
    key = handing.receive(secret, PAGE, "", SITE).key
    there = f"/postings/handed/{key}/"
    assert "Left aside" in signed_in.post(there, {"do": "aside"}, follow=True).content.decode()
    assert (
        "wait" not in signed_in.get("/postings/").content.decode().partition("<main")[2].partition("tray")[0]
    )
    assert "Keep this page" in signed_in.post(there, {"do": "back"}, follow=True).content.decode()


def test_a_shell_says_so(signed_in: Client, secret: str) -> None:
    key = handing.receive(secret, "<html><body><div id=a></div></body></html>", "", SITE).key
    page = signed_in.get(f"/postings/handed/{key}/").content.decode()
    assert "Nothing to read here; paste the text." in page
    assert 'value="keep"' not in page


def test_the_link_holds_the_address_and_the_secret_and_no_more(signed_in: Client, secret: str) -> None:
    page = signed_in.get("/postings/bookmark/")
    link = unquote(page.context["link"])
    assert link.startswith("javascript:(function(){")
    assert set(re.findall(r'https?://[^"\']+', link)) == {"http://127.0.0.1/postings/handed/"}
    assert secret in link
    assert "mira" not in link
