"""Feedback: recorded by hand, praise first, corrected and taken back, a pattern from the third source, a lesson."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, made, serving, undo


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Nordlicht said no, Corvo Foods invited."""
    with serving(made(tmp_path_factory.mktemp("received") / "home", "answers"), chromium) as served:
        yield served


def record(page: Page, words: str, giver: str, name: str, application: str = "") -> None:
    page.goto("/feedback/")
    page.get_by_role("link", name="Record feedback").click()
    page.get_by_label("Who said it").select_option(label=giver)
    page.get_by_label("Their name").fill(name)
    page.get_by_label("How it came").select_option(label="In person")
    if application:
        page.get_by_label("About which application").select_option(label=application)
    page.get_by_label("In their words").fill(words)
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile(r"/feedback/\d+/$"))


def test_from_the_words_to_points_a_pattern_and_a_lesson(page: Page) -> None:
    record(
        page,
        "Your answers were rather long and vague. You were very well prepared, and your SQL is excellent.",
        "An employer", "Karla Brandt", "Nordlicht, Cook",
    )  # fmt: skip
    expect(page.get_by_role("heading", level=1)).to_have_text("Karla Brandt, Nordlicht")
    # Praise comes first, whatever came first in the words.
    assert page.locator("main h2").all_inner_texts()[:2] == [
        "What they value",
        "What they would like to see more of",
    ]
    expect(page.locator(".points").first.locator("blockquote").first).to_have_text(
        "You were very well prepared"
    )
    check_accessible(page)

    # What was read wrong is corrected, and taken back.
    point = page.locator(".points > li").filter(has_text="your SQL is excellent")
    point.locator("summary").click()
    point.get_by_label("What it is about").select_option(label="Experience")
    point.get_by_role("button", name="Save", exact=True).click()
    expect(point.locator(".chip")).to_have_text("Experience")
    expect(point.get_by_text("as you say")).to_be_visible()
    undo(page)
    expect(point.locator(".chip")).to_have_text("Skills and knowledge")

    # Two say it: no pattern yet. The third, who knows nothing of the others, makes it one.
    record(page, "Your answer on money was vague.", "A friend", "Ana")
    page.goto("/feedback/")
    theme = page.locator("#gap-interview_performance")
    expect(theme.locator(".chip")).to_have_text("Mentioned by two")
    record(page, "Your answer about conflict was too long.", "Somebody who practised with me", "Teodor")
    page.goto("/feedback/")
    expect(theme.locator(".chip")).to_have_text("A pattern: 3 sources that know nothing of each other")
    expect(theme.locator("blockquote")).to_have_count(3)
    expect(theme.get_by_text("Seen both ways: 1 source names it a strength.")).to_be_visible()
    check_accessible(page)

    theme.get_by_role("link", name="Make a lesson of it").click()
    page.wait_for_url("**/lessons/new/**")
    expect(page.get_by_role("combobox").first).to_have_value("interview_performance")


def test_a_friend_is_asked_by_letter_or_on_paper(page: Page) -> None:
    page.goto("/feedback/")
    page.get_by_role("link", name="Ask a friend or colleague").first.click()
    page.get_by_role("link", name="My CV or letter").click()
    page.get_by_label("Their first name").fill("Ana")
    page.get_by_role("button", name="Show the letter").click()
    expect(page.get_by_label("Change it as you like")).to_have_value(re.compile("Hi Ana,(.|\n)*3. "))
    expect(page.get_by_role("link", name="Open it in my mail program")).to_have_attribute(
        "href", re.compile("^mailto:\\?subject=")
    )
    check_accessible(page)
    page.get_by_role("link", name="A sheet to print").click()
    expect(page.locator(".sheet > li")).to_have_count(3)
    check_accessible(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Back to the questions")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Back to the questions").click()
    page.get_by_role("link", name="Record what they answered").click()
    expect(page.get_by_label("Who said it")).to_have_value("friend")
    expect(page.get_by_label("Their name")).to_have_value("Ana")
    check_accessible(page)


def test_it_reads_on_a_phone_without_javascript(browse: Callable[..., Page]) -> None:
    page = browse(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    record(page, "I could not fault your letter. The CV is too long.", "A colleague, now or before", "Jonas")
    expect(page.locator(".points blockquote").first).to_have_text("I could not fault your letter.")
    for path in (page.url, "/feedback/", "/feedback/ask/", "/feedback/ask/paper/", "/feedback/new/"):
        page.goto(path)
        inner = page.locator("main").bounding_box()
        assert inner
        assert inner["width"] <= 360
    page.goto("/feedback/")
    page.get_by_role("link", name="Jonas, a colleague").first.click()
    page.get_by_role("button", name="Put it away").click()
    page.wait_for_url("**/feedback/")
    undo(page)
