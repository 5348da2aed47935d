"""The calendar: an address that is shown once, what stands there, and how it is taken back."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import check_accessible, follow


def asked(address: str) -> tuple[int, str]:
    """What a calendar program without a cookie gets."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_an_address_is_made_read_by_a_program_and_switched_off(page: Page) -> None:
    page.goto("/settings/")
    follow(page.get_by_role("link", name="Set the calendar up"))
    check_accessible(page)
    page.get_by_role("button", name="Make the address").click()
    address = page.get_by_label("Put this into your calendar program").input_value()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/calendar/feed/[\w-]{43}/onward\.ics", address)
    check_accessible(page)
    status, told = asked(address)
    assert status == 200
    assert told.startswith("BEGIN:VCALENDAR")
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_text("Your calendar has an address.")).to_be_visible()
    assert address not in page.content()
    check_accessible(page)
    page.get_by_role("button", name="Switch it off").click()
    expect(page.locator("#last-act")).to_contain_text("You switched the address off")
    assert asked(address)[0] == 404
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Your calendar has an address.")).to_be_visible()
    assert asked(address)[0] == 200
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_role("button", name="Make the address")).to_be_visible()


def test_what_it_says_is_chosen(page: Page) -> None:
    page.goto("/calendar/")
    page.get_by_label("Only that there is something").check()
    page.get_by_label("Remind me of interviews").select_option("an hour before")
    page.get_by_label("What you planned for the week").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Only that there is something")).to_be_checked()
    expect(page.get_by_label("What you planned for the week")).not_to_be_checked()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save the file").click()
    assert waiting.value.suggested_filename == "onward.ics"
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.get_by_label("What it is, with whom")).to_be_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_works_without_scripts(browse: object, width: int) -> None:
    page: Page = browse(java_script_enabled=False, viewport={"width": width, "height": 900})  # type: ignore[operator]
    page.goto("/calendar/")
    page.get_by_label("Remind me of interviews").select_option("30 minutes before")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Remind me of interviews")).to_have_value("30")
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Remind me of interviews")).to_have_value("0")
