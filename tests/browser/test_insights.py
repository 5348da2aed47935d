"""Insights in a browser: read, narrowed, taken along, a question chosen, an experiment begun, a forecast made."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, serving


@pytest.fixture(scope="module")
def journal(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Journal]:
    """A sample search of its own: looks, experiments and forecasts stay in it."""
    home = Path(shutil.copytree(sample_home, tmp_path_factory.mktemp("insights") / "home"))
    with serving(home, chromium) as served:
        yield served


def everything_open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def test_it_is_found_in_the_navigation_and_reads_from_top_to_bottom(page: Page) -> None:
    page.goto("/applications/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Insights").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(
        ["Where do I stand?", "How far do they get?", "Will they still answer?", "What do they say?",
         "Am I leaning on one hope?", "More to ask"]
    )  # fmt: skip
    flow = page.get_by_role("img", name=re.compile("The flow of applications"))
    expect(flow).to_be_visible()
    expect(page.get_by_text("Within", exact=True)).not_to_be_visible()
    everything_open(page)
    check_accessible(page)
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 390, 600, 1280])
def test_words_in_pictures_stay_readable_and_within(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/insights/")
    sticking = """[...document.querySelectorAll('.chart')].filter(one => one.checkVisibility()).flatMap(chart => {
        const box = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()])
            .filter(([, at]) => at.height < 11 || at.right > box.right + 2 || at.left < box.left - 2)
            .map(([text]) => text); })"""
    assert page.evaluate(sticking) == []
    over = """[...document.querySelectorAll('.chart')].filter(one => one.checkVisibility()).flatMap(chart => {
        const all = [...chart.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
        return all.flatMap(([text, a], n) => all.slice(n + 1).filter(([, b]) => a.left < b.right - 1
            && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5).map(([other]) => [text, other])); })"""
    assert page.evaluate(over) == []


def test_the_picture_is_narrowed_and_saved(page: Page) -> None:
    page.goto("/insights/")
    page.get_by_text("Look at a part of it").click()
    page.get_by_label("Words of the role").fill("analyst")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text(re.compile(r"^\d+ of your \d+ applications\."))).to_be_visible()
    page.get_by_text("Take the picture along").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save it as SVG").click()
    drawn = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename == "flow.svg"
    ElementTree.fromstring(drawn.partition("\n")[2])
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as PNG").click()
    painted = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "flow.png"
    assert painted.startswith(b"\x89PNG\r\n\x1a\n")
    # Paper alone, or letters alone, would pack into far less.
    assert len(painted) > 30_000
    expect(page.get_by_label("As text for SankeyMATIC")).to_have_value(re.compile(r"^Applied \[\d+\] "))


def test_a_question_is_chosen_and_its_look_counted(page: Page) -> None:
    page.goto("/insights/compare/")
    check_accessible(page)
    page.get_by_label("Does it go together with the day of the week?").check()
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("img")).to_be_visible()
    expect(page.get_by_text(re.compile("On this page you have asked 1 question so far"))).to_be_visible()
    expect(page.locator("#answer .lead")).to_be_visible()
    everything_open(page)
    check_accessible(page)


def test_an_experiment_says_first_what_it_takes(page: Page) -> None:
    page.goto("/insights/experiments/")
    for label, words in (
        ("What do you want to know?", "Does a short letter bring more answers?"),
        ("First version", "short"), ("Second version", "long"),
        ("Of 100 applications, how many go further now?", "8"), ("How many would make it worth it?", "16"),
        ("Last day", "2026-12-24"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="How many will it take?").click()
    expect(page.get_by_text(re.compile("255 applications of each version"))).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Begin the experiment").click()
    expect(
        page.get_by_text("The experiment is running. Its result is read once, at the end.")
    ).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Put it away").click()
    page.get_by_text("1 put away").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("button", name="Stop it")).to_be_visible()


def test_a_forecast_is_made_where_the_application_is_and_taken_back(page: Page) -> None:
    page.goto("/insights/waiting/")
    check_accessible(page)
    page.locator("main tbody a").first.click()
    page.get_by_text("What do you expect?").click()
    page.get_by_label("Chance, in percent").fill("30")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(re.compile("You expect an answer by .*: 30 %"))).to_be_visible()
    everything_open(page)
    check_accessible(page)
    page.goto("/insights/")
    page.get_by_role("link", name="What did I expect?").click()
    expect(page.get_by_text("None of your forecasts is settled yet.")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="Let it count")).to_be_visible()


def test_on_paper_the_pictures_are_ink_on_white(page: Page) -> None:
    page.goto("/insights/")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})
    word = page.locator(".chart text").first
    expect(word).to_have_css("fill", "rgb(34, 48, 58)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


def test_an_empty_journal_is_told_what_to_do(
    tmp_path: Path, chromium: Browser, browse: Callable[..., Page]
) -> None:
    with serving(tmp_path / "home", chromium) as empty:
        context = chromium.new_context(
            storage_state=empty.state, base_url=empty.address, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto("/insights/")
        expect(page.get_by_text("Nothing to read yet")).to_be_visible()
        check_accessible(page)
        page.get_by_role("link", name="Bring in your search").click()
        expect(page).to_have_url(re.compile("/welcome/$"))
        context.close()
