"""Today and the week: do, put off, refuse, undo; a hard day; plan a week; look back at one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, follow, made, onward, serving


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """A talk tomorrow, a task, silence, a plan; each test leaves it as it was."""
    home = made(tmp_path_factory.mktemp("today") / "home", "days")
    with serving(home, chromium) as served:
        yield served


@pytest.fixture
def hard(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[Journal, Page]]:
    """A journal on a hard day, opened."""
    home = made(tmp_path_factory.mktemp("hard") / "home", "hard")
    with serving(home, chromium) as served:
        context = chromium.new_context(
            storage_state=served.state, base_url=served.address, reduced_motion="reduce"
        )
        yield served, context.new_page()
        context.close()


def undo(page: Page) -> None:
    page.locator("#last-act").get_by_role("button", name="Undo").click()


def first(page: Page) -> str:
    return page.locator(".next h2").inner_text()


def test_today_is_read_at_once_and_its_work_is_two_clicks_away(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    assert first(page).startswith("Prepare for the interview with Nordlicht")
    titles = page.locator(".next h2, ul.steps h3")
    assert titles.count() <= 5
    check_accessible(page)
    page.locator(".next").get_by_role("link", name="Open the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht")


def test_the_reasons_and_what_they_rest_on_are_one_click_away(page: Page) -> None:
    page.goto("/")
    details = page.locator(".next details")
    details.locator("summary").click()
    expect(
        details.get_by_text("Its day is tomorrow").or_(details.get_by_text("hangs on it")).first
    ).to_be_visible()
    expect(details.get_by_text("psychiatryonline")).to_be_visible()
    check_accessible(page)


def test_done_and_back(page: Page) -> None:
    page.goto("/")
    before = first(page)
    page.locator(".next").get_by_role("button", name="Done").click()
    expect(page.locator("#last-act")).to_contain_text("Done: Prepare for the interview")
    assert first(page) != before
    undo(page)
    assert first(page) == before
    page.locator("#last-act").get_by_role("button", name="Take this back").click()
    assert first(page) != before
    undo(page)


def test_put_off_to_a_day_and_back(page: Page) -> None:
    page.goto("/")
    one = page.locator("ul.steps > li").filter(has_text="Stay in touch with Ostra")
    one.locator("summary").click()
    check_accessible(page)
    one.get_by_role("button", name="Next Monday").click()
    expect(page.locator("#last-act")).to_contain_text("Later, on")
    expect(one).to_have_count(0)
    page.get_by_role("link", name="Done and set aside").click()
    expect(page.get_by_role("heading", name="Later")).to_be_visible()
    check_accessible(page)
    page.get_by_role("main").get_by_role("button", name="Bring back").first.click()
    expect(page.locator("#last-act")).to_contain_text("Taken back")
    page.goto("/")
    expect(one).to_have_count(1)


def test_not_for_me_says_what_follows_and_is_undone(page: Page) -> None:
    page.goto("/")
    one = page.locator("ul.steps > li").filter(has_text="Stay in touch with Ostra")
    one.locator("summary").click()
    one.get_by_role("button", name="Not for me").click()
    expect(page.locator("#last-act")).to_contain_text("rest until")
    expect(one).to_have_count(0)
    page.goto("/today/set-aside/")
    expect(page.get_by_role("button", name="Let them come again")).to_be_visible()
    check_accessible(page)
    page.goto("/")
    undo(page)
    expect(one).to_have_count(1)


def test_little_energy_brings_less_and_enough_is_enough(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Little").click()
    expect(page.get_by_role("button", name="Little")).to_have_attribute("aria-pressed", "true")
    assert page.locator(".next h2, ul.steps h3").count() <= 3
    page.get_by_role("button", name="Enough for today").click()
    expect(page.get_by_text("Enough for today.")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Go on after all").click()
    page.get_by_role("button", name="As usual").click()
    expect(page.get_by_role("button", name="As usual")).to_have_attribute("aria-pressed", "true")


def test_the_terminal_says_the_same(page: Page, journal: Journal) -> None:
    page.goto("/")
    told = json.loads(onward(journal.home, "today", "--json"))
    assert [one["title"] for one in told] == page.locator(".next h2, ul.steps h3").all_inner_texts()
    assert {tuple(one) for one in told} == {
        ("id", "kind", "title", "why", "effort_minutes", "due", "evidence", "link")
    }
    for one in told:
        assert page.goto(one["link"]).status == 200


def test_on_a_phone_without_scripts(browse: Callable[..., Page]) -> None:
    page = browse(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/")
    page.locator(".next").get_by_role("button", name="Done").click()
    expect(page.locator("#last-act")).to_contain_text("Done:")
    undo(page)


def test_a_hard_day_is_lighter_says_why_and_offers_rest_first(hard: tuple[Journal, Page]) -> None:
    _journal, page = hard
    page.goto("/")
    assert first(page) == "Rest first"
    expect(page.locator(".next")).to_contain_text("4 employers said no within a day, so today is kept light.")
    assert page.locator("ul.steps > li").count() <= 2
    expect(page.locator("ul.steps")).to_contain_text("Prepare for the interview with Nordlicht")
    check_accessible(page)
    page.get_by_role("button", name="Enough for today").click()
    expect(page.get_by_text("Enough for today.")).to_be_visible()


def test_a_week_is_planned_and_what_is_done_shows(page: Page) -> None:
    page.goto("/week/?of=2026-06-17")
    follow(page.get_by_role("link", name="Plan this week"))
    check_accessible(page)
    row = page.get_by_role("group", name="Thing 1")
    row.get_by_label("What").fill("Call Ana Ruiz")
    row.get_by_label("Day").select_option("2026-06-18")
    row.get_by_label("Hour").fill("10:30")
    row.get_by_label("Where").fill("Kitchen table")
    setback = page.get_by_role("group", name="Setback 1")
    setback.get_by_label("If …").fill("she does not answer")
    setback.get_by_label("then …").fill("I write her three sentences")
    page.get_by_role("button", name="Keep the plan").click()
    expect(page.get_by_text("If she does not answer: I write her three sentences.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Done.*Call Ana Ruiz")).click()
    expect(page.locator("main .chip")).to_have_text("done")
    check_accessible(page)
    undo(page)
    expect(page.locator("main .chip")).to_have_count(0)
    undo(page)
    expect(page.get_by_text("Call Ana Ruiz")).to_have_count(0)


def test_a_goal_is_written_down_with_its_step(page: Page) -> None:
    page.goto("/week/")
    follow(page.get_by_role("link", name="Write a goal down"))
    check_accessible(page)
    page.get_by_label("What do you want to be able to do").fill("Explain my last project in two minutes")
    page.get_by_role("group", name="Step 1").get_by_label("Step").fill("Record it once")
    page.get_by_role("button", name="Keep the goal").click()
    page.get_by_role("button", name=re.compile("Done.*Record it once")).click()
    expect(page.get_by_text("1 of 1 step done")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("dropped", exact=True)).to_be_visible()


def test_a_week_is_looked_back_at_finished_and_printed(page: Page) -> None:
    page.goto("/week/")
    follow(page.get_by_role("link", name="Look back at this week"))
    check_accessible(page)
    page.get_by_label("What went well").fill("I rang them")
    page.get_by_label("One thing to keep").fill("Mornings at the library")
    page.get_by_label("One thing to change").fill("No mail after eight")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Mornings at the library")).to_be_visible()
    check_accessible(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("No mail after eight")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    undo(page)
    expect(page.get_by_role("button", name="Finish")).to_be_visible()
    undo(page)
    expect(page.get_by_label("One thing to keep")).to_have_value("")
