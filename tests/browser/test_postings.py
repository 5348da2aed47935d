"""Postings: pasted, corrected, put with an application; a saved page; the bookmark pressed on another site's page."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SITE, Journal, check_accessible, follow, made, serving, undo

TEXT = """Cook
Corvo Foods

Location: Porto
Salary: €1,450 to €1,600 per month
Apply by: 30 June 2026

Corvo Foods is looking for a cook who likes mornings."""
PAGES = Path(__file__).parents[1] / "capture" / "pages"


@pytest.fixture(scope="module")
def journal(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """Two applications, and no posting yet."""
    with serving(made(tmp_path_factory.mktemp("postings") / "home", "answers"), chromium) as served:
        yield served


@contextmanager
def site(body: bytes, *headers: tuple[str, str]) -> Iterator[str]:
    """Another site on this machine, with one page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), *headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        # Another name is another site for cookies, not only another origin.
        yield f"http://{SITE}:{server.server_address[1]}/jobs/7"
    finally:
        server.shutdown()
        server.server_close()


def test_pasted_corrected_and_put_with_its_application(page: Page) -> None:
    page.goto("/postings/")
    check_accessible(page)
    follow(page.get_by_role("link", name="Keep a posting").first)
    check_accessible(page)
    page.get_by_label("The text of the posting").fill(TEXT)
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cook")
    check_accessible(page)
    expect(page.get_by_text("1,450 to 1,600 EUR a month")).to_be_visible()
    follow(page.get_by_role("link", name="Correct it"))
    check_accessible(page)
    page.get_by_label("Place").fill("Vila Nova de Gaia")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Vila Nova de Gaia", exact=True)).to_be_visible()
    expect(page.get_by_text("corrected by you")).to_be_visible()
    undo(page)
    expect(page.get_by_text("Porto", exact=True)).to_be_visible()
    follow(page.get_by_role("link", name="It belongs to an application"))
    check_accessible(page)
    page.get_by_role("link", name="Cook").click()
    page.get_by_role("button", name="Corvo Foods, Cook").click()
    page.get_by_role("main").get_by_role("link", name="Corvo Foods, Cook").click()
    expect(page.get_by_role("heading", name="The posting as it was")).to_be_visible()
    expect(page.get_by_text("30 June 2026", exact=True)).to_be_visible()
    check_accessible(page)
    page.get_by_text("Add details to this application").click()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.get_by_role("definition").filter(has_text="Porto").first).to_be_visible()
    undo(page)
    page.goto("/postings/?show=applied")
    expect(page.get_by_role("link", name="Corvo Foods, Cook")).to_be_visible()


def test_a_saved_page_becomes_an_application_when_the_person_applied(page: Page) -> None:
    page.goto("/postings/new/")
    page.get_by_label("A page that you saved").set_input_files(PAGES / "07-uk-plain.html")
    page.get_by_role("button", name="Keep the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Museum Registrar")
    follow(page.get_by_role("link", name="I applied"))
    check_accessible(page)
    page.get_by_role("button", name="Add the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Museums Trust")
    undo(page)
    page.goto("/postings/")
    page.get_by_role("link", name="Museum Registrar").click()
    page.get_by_role("button", name="Put it away").click()
    undo(page)


def test_nothing_to_read_is_said_beside_the_button(page: Page) -> None:
    page.goto("/postings/new/")
    shell = {
        "name": "a.html",
        "mimeType": "text/html",
        "buffer": b"<html><body><div id=root></div></body></html>",
    }
    page.get_by_label("A page that you saved").set_input_files(shell)
    page.get_by_role("button", name="Keep the page").click()
    expect(page.get_by_text("Nothing to read here; paste the text.")).to_be_visible()
    page.get_by_label("Its address").fill("http://127.0.0.1:8080/")
    page.get_by_role("button", name="Fetch and keep it").click()
    expect(page.get_by_text("is on this machine or a private network")).to_be_visible()
    check_accessible(page)


def bookmark(page: Page) -> str:
    """The script of the bookmark, made on its page."""
    page.goto("/postings/bookmark/")
    if page.get_by_role("button", name="Make the bookmark").count():
        check_accessible(page)
        page.get_by_role("button", name="Make the bookmark").click()
    expect(page.get_by_role("link", name="Keep in Onward")).to_be_visible()
    check_accessible(page)
    link = page.get_by_role("link", name="Keep in Onward").get_attribute("href") or ""
    return unquote(link.removeprefix("javascript:"))


def press(page: Page, there: str, script: str) -> Page:
    """Press the bookmark on a page of another site; the small window that opens."""
    page.goto(there)
    with page.expect_popup() as opened:
        page.evaluate(f"() => {{ {script} }}")
    return opened.value


def test_the_bookmark_hands_over_the_open_page(browse: Callable[..., Page], asked: list[str]) -> None:
    page = browse()
    script = bookmark(page)
    with site((PAGES / "21-similar-en.html").read_bytes()) as there:
        window = press(page, there, script)
        expect(window.get_by_role("heading", name="Keep this page?")).to_be_visible()
        expect(window.get_by_text(there.partition("/jobs")[0], exact=True)).to_be_visible()
        expect(window.get_by_text("Northline Offshore", exact=True)).to_be_visible()
        assert window.evaluate("window.opener") is None, "the site keeps no hold of the window"
        check_accessible(window)
        listed = browse()
        listed.goto("/postings/")
        expect(listed.get_by_role("link", name="Rope Access Technician")).to_have_count(0)
        expect(listed.get_by_text("waits for you")).to_be_visible()
        window.get_by_role("button", name="Leave it").click()
        window.get_by_role("button", name="Undo").click()
        window.get_by_role("button", name="Keep it").click()
        expect(window.get_by_role("heading", level=1)).to_have_text("Rope Access Technician")
        undo(window)
    asked[:] = [url for url in asked if not url.startswith(f"http://{SITE}:")]


def test_without_cookies_it_waits_until_somebody_signs_in(
    browse: Callable[..., Page], asked: list[str]
) -> None:
    script = bookmark(browse())
    with site((PAGES / "23-university.html").read_bytes()) as there:
        window = press(browse(storage_state=None), there, script)
        expect(
            window.get_by_text("onward sign-in").or_(window.get_by_role("heading", level=1)).first
        ).to_be_visible()
        expect(window.get_by_text("University of Wexcombe")).to_have_count(0)
    later = browse()
    later.goto("/postings/")
    later.get_by_role("link", name="/jobs/7").click()
    expect(later.get_by_text("University of Wexcombe", exact=True)).to_be_visible()
    later.get_by_role("button", name="Leave it").click()
    asked[:] = [url for url in asked if not url.startswith(f"http://{SITE}:")]


def test_a_site_that_forbids_it_is_named(chromium: Browser, journal: Journal, page: Page) -> None:
    script = bookmark(page)
    # Its console says what it forbids; so this is not a page of the fixture, which takes that for a fault of ours.
    context = chromium.new_context(storage_state=journal.state)
    with site(b"<h1>Cook</h1>", ("Content-Security-Policy", "form-action 'self'")) as there:
        window = press(context.new_page(), there, script)
        expect(window.get_by_role("heading", name="This page cannot be handed over")).to_be_visible()
        window.get_by_role("link", name="Keep a posting").click()
        expect(window.get_by_label("The text of the posting")).to_be_visible()
    context.close()
