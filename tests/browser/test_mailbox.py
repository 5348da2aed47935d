"""A mailbox on a real server: set up by its address, a certificate confirmed, read, a draft put there, forgotten."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from bench.dovecot import PASSWORD, USER, Dovecot
from playwright.sync_api import Browser, Page, expect

from bench import dovecot
from tests.browser.conftest import Journal, check_accessible, follow, serving
from tests.mail.letters import search


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot.running() as running:
        running.deliver(search())
        yield running


@pytest.fixture(scope="module")
def journal(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """An empty journal, on a machine without a keyring."""
    before = os.environ.get("PYTHON_KEYRING_BACKEND")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    try:
        with serving(tmp_path_factory.mktemp("mailbox") / "home", chromium) as served:
            yield served
    finally:
        if before is None:
            del os.environ["PYTHON_KEYRING_BACKEND"]
        else:
            os.environ["PYTHON_KEYRING_BACKEND"] = before


def begin(page: Page, server: Dovecot) -> None:
    """From the first page to the form for the server, filled in."""
    page.goto("/welcome/")
    follow(page.get_by_role("link", name="Connect a mailbox"))
    check_accessible(page)
    page.get_by_label("Your mail address").fill(USER)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Onward does not know this provider and guessed the server.")).to_be_visible()
    expect(page.get_by_label("Server", exact=True)).to_have_value("imap.example.org")
    page.get_by_label("Server", exact=True).fill("localhost")
    page.get_by_label("Port").fill(str(server.tls))


def test_from_an_address_to_applications_and_forgotten(page: Page, server: Dovecot, journal: Journal) -> None:
    flags = server.flags()
    begin(page, server)
    page.get_by_label("Password").fill("not it")
    check_accessible(page)
    page.get_by_role("button", name="Test the connection and keep it").click()
    expect(page.get_by_role("alert").filter(has_text="Nobody that this machine trusts")).to_contain_text(
        dovecot.fingerprint(server)
    )
    check_accessible(page)
    page.get_by_role("button", name="It is my own server: take this certificate").click()
    expect(page.get_by_text("did not take the name or the password of mira@example.org")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Test the connection and keep it").click()
    expect(page.get_by_text("localhost lets Onward in and shows 6 folders.")).to_be_visible()
    expect(page.get_by_label("INBOX")).to_be_checked()
    expect(page.get_by_label("Sent")).to_be_checked()
    expect(page.get_by_label("Junk")).not_to_be_checked()
    check_accessible(page)
    page.get_by_label("Archive").uncheck()
    page.get_by_label("While Onward runs, read it").select_option("every 30 minutes")
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_text("Kept. It counts from the next reading on.")).to_be_visible()
    expect(page.get_by_label("Archive")).not_to_be_checked()
    page.get_by_role("button", name="Read it now").click()
    expect(page.get_by_text("All of it is read.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("4 messages")).to_be_visible()
    page.goto("/applications/")
    expect(page.get_by_role("main").get_by_text("Corvo Foods").first).to_be_visible()
    assert server.flags() == flags
    page.goto("/mailbox/")
    check_accessible(page)
    page.get_by_role("link", name=USER).click()
    follow(page.get_by_role("link", name="Forget this mailbox"))
    check_accessible(page)
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("What was read from it stays in your journal.")).to_be_visible()
    assert not (journal.home / "secrets" / "secrets.enc").exists()


def test_on_a_phone_nothing_is_wider_than_the_screen(browse: Callable[..., Page], server: Dovecot) -> None:
    page = browse(viewport={"width": 360, "height": 780})
    begin(page, server)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Test the connection and keep it").click()
    page.get_by_role("button", name="It is my own server: take this certificate").click()
    expect(page.get_by_role("heading", name="What is read")).to_be_visible()
    for address in (page.url, f"{page.url}change/", "/mailbox/", "/mailbox/new/?address=mira@outlook.com"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_leave_by_oauth_is_explained(page: Page) -> None:
    page.goto("/mailbox/new/?address=mira@outlook.com")
    expect(page.get_by_text("It takes no password at all")).to_be_visible()
    page.get_by_label("Client id").fill("a-client")
    check_accessible(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Give leave to read")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="In this browser").click()
    link = page.get_by_role("link", name="Go to the page of your provider")
    assert (link.get_attribute("href") or "").startswith("https://login.microsoftonline.com/")
