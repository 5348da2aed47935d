"""Rejections: a plain list of every no, with the employer's own words."""

import re

from playwright.sync_api import Page, expect


def test_every_no_is_there_latest_first_with_its_words(page: Page) -> None:
    page.goto("/rejections/")
    rows = page.locator("main .tray > li")
    number = rows.count()
    assert number > 30
    expect(page.get_by_role("status").filter(has_text="rejections")).to_have_text(f"{number} rejections")
    assert rows.locator("blockquote").count() > 0.9 * number
    days = rows.locator("time").evaluate_all("all => all.map(one => one.dateTime)")
    assert len(days) == number
    assert days == sorted(days, reverse=True)
    months = page.locator("main h2").all_inner_texts()
    assert (months[0].rpartition(" ")[0], months[-1].rpartition(" ")[0]) == ("June 2026", "January 2026")
    # The latest month is open; nobody has to scroll past all the others.
    open_at_first = rows.evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    assert 0 < open_at_first < number / 2
    page.emulate_media(media="print")
    assert rows.evaluate_all("all => all.every(one => one.checkVisibility())"), "a list is whole on paper"
    page.emulate_media(media="screen")
    page.get_by_role("heading", name="January 2026").click()
    expect(rows.last).to_be_visible()


def test_a_no_leads_to_its_mail_and_its_application(page: Page) -> None:
    page.goto("/rejections/")
    first = page.locator("main .tray > li").first
    name, words = first.get_by_role("heading").inner_text(), first.locator("blockquote").inner_text()
    first.get_by_role("link", name="Read the mail").click()
    page.wait_for_url("**/messages/*/")
    page.goto(f"{page.url}?view=text")
    expect(page.locator(".mail-text mark").filter(has_text=words[:40])).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_searching_narrows_while_typing(page: Page) -> None:
    page.goto("/rejections/")
    page.get_by_role("searchbox").press_sequentially("health analyst")
    rows = page.locator("main .tray > li")
    expect(page).to_have_url(re.compile(r"\?q=health(%20|\+)analyst"))
    expect(page.get_by_role("status").filter(has_text="rejection")).to_have_text(
        re.compile(r"^\d rejections")
    )
    expect(rows.filter(has_text="Health")).to_have_count(rows.count())
    page.get_by_role("searchbox").fill("nobody")
    expect(page.get_by_text("Nothing fits these words")).to_be_visible()
