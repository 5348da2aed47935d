"""One mail: cleaned, as text, with its evidence, and what can be corrected about it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, read, serving, undo
from tests.mail.letters import NO, RECEIVED, answer, mail

ROLE = {"role": "Data Analyst", "company": "Nordlicht"}
HTML = f"""<html><head><style>p {{ background: url(https://style.example/x.png) }}</style></head><body>
<img src="https://pixel.example/open.gif" width="1" height="1"><img src="https://cdn.example/logo.png" alt="Nordlicht">
<h1>Dear Mira</h1><p>{NO.format(**ROLE)}</p>
{"<p>&nbsp;</p>" * 60}<p>The last line of a long letter.</p>
<p>Look at <a href="https://jobs.nordlicht.example/all?you=mira">our other roles</a>.</p></body></html>"""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Nordlicht confirms and says no in HTML; Corvo Foods confirms."""
    mails = [
        answer(RECEIVED, company="Nordlicht", role="Data Analyst", number=1),
        answer(RECEIVED, company="Corvo Foods", role="Cook", number=2),
        mail("Your application: Data Analyst at Nordlicht", HTML, "jobs@nordlicht.example", 5)
        .replace(b"text/plain", b"text/html"),
    ]  # fmt: skip
    with serving(read(tmp_path_factory.mktemp("mails") / "home", mails), chromium) as served:
        yield served


@pytest.fixture
def no(page: Page) -> Page:
    """The page of the mail that says no."""
    page.goto("/rejections/")
    page.get_by_role("link", name="Read the mail").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your application")
    return page


def test_the_mail_is_shown_as_it_looks_without_what_is_elsewhere(no: Page, asked: list[str]) -> None:
    frame = no.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Dear Mira")).to_be_visible()
    expect(frame.locator("mark")).to_contain_text("decided to move forward with other candidates")
    expect(no.get_by_text("2 pictures from elsewhere were left out.")).to_be_visible()
    expect(frame.locator(".picture")).to_have_text("Nordlicht")
    expect(frame.locator("img, style")).to_have_count(0)
    expect(frame.get_by_text("(jobs.nordlicht.example)")).to_be_visible()
    link = frame.get_by_role("link", name="our other roles")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    assert link.get_attribute("target") == "_blank"
    assert not [url for url in asked if ".example" in url]


def test_the_frame_is_as_high_as_the_mail(no: Page) -> None:
    expect(no.frame_locator("iframe").get_by_text("The last line of a long letter.")).to_be_visible()
    for width in (1280, 360):
        no.set_viewport_size({"width": width, "height": 800})
        no.wait_for_function(
            """() => { const frame = document.querySelector('iframe');
            return frame.clientHeight >= frame.contentDocument.documentElement.scrollHeight; }"""
        )


def test_the_frame_has_the_look_of_the_page(no: Page) -> None:
    body = no.frame_locator("iframe").locator("html")
    for look, ground in (("light", "rgb(255, 253, 249)"), ("dark", "rgb(27, 33, 38)")):
        no.emulate_media(color_scheme=look)
        expect(body).to_have_css("background-color", ground)


def test_the_mail_is_shown_as_text_with_its_evidence(no: Page) -> None:
    no.get_by_role("link", name="As text").click()
    expect(no.locator(".mail-text")).to_contain_text("The last line of a long letter.")
    expect(no.locator(".mail-text mark")).to_contain_text("decided to move forward with other candidates")
    expect(no.locator("iframe")).to_have_count(0)
    because = no.locator("dd q").all_inner_texts()
    assert because
    text = " ".join(no.locator(".mail-text").inner_text().split())
    assert all(" ".join(quote.strip("“”").split()) in text for quote in because)


def test_the_mail_is_saved_as_it_came(no: Page, tmp_path: Path) -> None:
    with no.expect_download() as waiting:
        no.get_by_role("link", name="Save the mail as it came").click()
    waiting.value.save_as(tmp_path / "mail.eml")
    assert HTML.encode() in (tmp_path / "mail.eml").read_bytes()


def _kind(page: Page) -> None:
    page.get_by_label("What it is").select_option(label="Word from them")
    page.locator("button[value=kind]").click()
    expect(page.get_by_role("link", name="Word from them")).to_be_visible()


def _name(page: Page) -> None:
    page.locator("#company").fill("Nordlicht AG")
    page.locator("button[value=names]").click()
    expect(page.get_by_role("link", name="Nordlicht AG")).not_to_have_count(0)


def _move(page: Page) -> None:
    page.get_by_text("Move it to another application").click()
    page.get_by_label("Search employer").fill("corvo")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Corvo Foods").click()
    expect(page.locator("dl.pairs").first.get_by_role("link", name="Corvo Foods")).to_be_visible()


def _split(page: Page) -> None:
    page.get_by_text("Move it to another application").click()
    page.locator("#new_company").fill("Südlicht")
    page.get_by_role("button", name="New application").click()
    expect(page.locator("dl.pairs").first.get_by_role("link", name="Südlicht")).to_be_visible()


def _aside(page: Page) -> None:
    page.get_by_role("button", name="Take it out of the record").click()
    expect(page.get_by_text("No entry rests on this mail.")).to_be_visible()


@pytest.mark.parametrize("correct", [_kind, _name, _move, _split, _aside])
def test_a_mail_is_corrected_and_the_correction_undone(no: Page, correct: Callable[[Page], None]) -> None:
    reads = no.locator("dl.pairs").first
    before = reads.inner_text()
    correct(no)
    undo(no)
    expect(reads).to_have_text(before, use_inner_text=True)
