"""The journal: from a no to a lesson, a draft that keeps itself, a timer that ends, and finding it all again."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, made, serving, undo

NARROW = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Nordlicht said no to an application, Corvo Foods invites to a talk; nothing is written yet."""
    with serving(made(tmp_path_factory.mktemp("written") / "home", "answers"), chromium) as served:
        yield served


def kept(page: Page) -> None:
    """The page says that it has kept what was typed."""
    expect(page.locator("#saved")).to_have_text(re.compile("^Kept today"))


def look_back(page: Page) -> None:
    """From the page of forms to the questions about Nordlicht's no."""
    page.goto("/journal/new/")
    page.get_by_role("link", name="Nordlicht: They said no").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Looking back at an application")


def test_from_a_no_to_a_lesson_and_each_step_is_taken_back(page: Page) -> None:
    look_back(page)
    page.get_by_text("Does this help?").click()
    expect(page.get_by_text("d = .67 and .79")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("What I sent", exact=True).fill("The long letter.")
    page.get_by_label("What I change").fill("Say in the first line what I have run.")
    page.get_by_label("What I sent in", exact=True).select_option(label="mine")
    page.get_by_label("The role itself went", exact=True).select_option(label="partly mine")
    page.get_by_role("button", name="Ask one person in the field").click()
    expect(page.get_by_label("One small step")).to_have_value(re.compile("^Ask one person"))
    check_accessible(page)
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Looking back at an application: Nordlicht")
    expect(page.locator("article")).to_contain_text("nobody who applies decides that")
    check_accessible(page)
    page.get_by_role("link", name="Make it a lesson").click()
    expect(page.get_by_label("The lesson, in one sentence")).to_have_value(
        "Say in the first line what I have run."
    )
    check_accessible(page)
    page.get_by_label("Look at it again on").fill("2026-06-01")
    page.get_by_role("button", name="Keep it").click()

    expect(page.get_by_role("heading", name="To look at again today")).to_be_visible()
    lesson = page.locator("ol.lessons > li")
    expect(lesson).to_contain_text("Say in the first line what I have run.")
    expect(lesson.get_by_role("link", name="Nordlicht")).to_be_visible()
    check_accessible(page)
    lesson.get_by_role("button", name="Done").click()
    expect(lesson).to_have_count(0)
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(lesson).to_have_count(1)
    lesson.get_by_role("link", name="Say in the first line").click()
    page.get_by_text("What was done here, and undo").click()
    check_accessible(page)

    page.get_by_role("link", name="Nordlicht").click()
    expect(page.get_by_role("heading", name="Written about it")).to_be_visible()
    check_accessible(page)


def test_a_draft_keeps_itself_and_is_found_again(page: Page) -> None:
    page.goto("/journal/new/thought/")
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("The thought", exact=True).press_sequentially("Nobody answers")
    kept(page)
    expect(page).to_have_url(re.compile(r"/journal/\d+/write/$"))
    page.get_by_label("A fairer thought").fill("Two of five answered.")
    # The line stands there already: the second keeping is seen in what comes back.
    with page.expect_response("**/journal/save/"):
        pass
    page.reload()
    expect(page.get_by_label("The thought", exact=True)).to_have_value("Nobody answers")
    expect(page.get_by_label("A fairer thought")).to_have_value("Two of five answered.")
    page.goto("/journal/")
    page.locator(".note").get_by_role("link", name="A thought on paper").click()
    page.get_by_role("button", name="Put it away").click()
    undo(page)
    page.goto("/journal/?show=drafts")
    expect(page.locator("ol.written > li")).to_have_count(1)
    check_accessible(page)


def test_leaving_at_once_keeps_what_was_typed(page: Page) -> None:
    page.goto("/journal/new/third-person/")
    page.get_by_label("What happened to them").fill("Mira opened the mail on the train.")
    page.goto("/journal/new/")  # what was sent on leaving arrives beside this
    for _again in range(20):
        page.goto("/journal/?show=drafts")
        if page.get_by_text("Mira opened the mail on the train.").count():
            break
    expect(page.locator("ol.written > li").filter(has_text="Mira opened the mail")).to_have_count(1)


def test_when_onward_does_not_answer_the_page_says_so_and_keeps_the_words(
    chromium: Browser, journal: Journal
) -> None:
    # A browser of its own: what it complains of is the point.
    context = chromium.new_context(storage_state=journal.state, base_url=journal.address)
    page = context.new_page()
    page.goto("/journal/new/note/")
    page.route("**/journal/save/", lambda route: route.abort())
    page.get_by_label("The note").fill("Written in a tunnel")
    expect(page.get_by_role("alert").filter(has_text="Not kept yet")).to_be_visible()
    page.unroute("**/journal/save/")
    page.get_by_label("The note").press("End")
    page.get_by_label("The note").press_sequentially(".")
    kept(page)
    expect(page.get_by_role("alert").filter(has_text="Not kept yet")).to_have_count(0)
    context.close()


def test_free_writing_ends_after_its_time_and_once(page: Page) -> None:
    page.clock.install()
    page.goto("/journal/new/free/")
    check_accessible(page)
    page.get_by_label("Time").select_option("5")
    page.get_by_role("button", name="Begin").click()
    writing = page.get_by_label("What is on your mind")
    expect(writing).to_be_focused()
    expect(page.get_by_text("5 minutes left")).to_be_visible()
    writing.press_sequentially("It was")
    page.clock.run_for(1000)
    kept(page)
    page.clock.run_for("02:10")
    expect(page.get_by_text("3 minutes left")).to_be_visible()
    page.clock.run_for("02:00")
    expect(page.get_by_text("the last minute")).to_be_visible()
    page.clock.run_for("01:00")
    expect(page.get_by_role("status").filter(has_text="The time is over")).to_be_visible()
    expect(writing).to_be_focused()
    expect(writing).to_have_value("It was")
    check_accessible(page)
    page.reload()
    expect(page.get_by_text("The time is over")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_be_hidden()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="A lesson?")).to_be_visible()
    page.goto("/journal/new/free/")
    expect(page.get_by_text("Once a day is enough")).to_be_visible()
    check_accessible(page)


def test_what_was_written_is_found_by_words_and_by_tag(page: Page) -> None:
    for words, tags in (
        ("Ana knows a kitchen that hires in March.", "people, kitchen"),
        ("The oven again.", "kitchen"),
    ):
        page.goto("/journal/new/note/")
        page.get_by_label("The note").fill(words)
        page.get_by_label("Tags").fill(tags)
        page.get_by_role("button", name="Done").click()
        expect(page.locator("article")).to_contain_text(words)
    page.goto("/journal/")
    entries = page.locator("ol.written > li")
    expect(page.get_by_text("Only you see this.")).to_be_visible()
    page.get_by_role("searchbox").press_sequentially("ana")
    expect(entries).to_have_count(1)
    expect(page).to_have_url(re.compile("q=ana"))
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Tag").select_option("kitchen")
    expect(entries).to_have_count(2)
    check_accessible(page)
    entries.first.get_by_role("link", name="#kitchen").click()
    expect(page).to_have_url(re.compile(r"\?tag=kitchen"))
    page.get_by_label("Tag").select_option("people")
    expect(entries).to_have_count(1)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save all of it").click()
    assert saved.value.suggested_filename == "journal.md"
    assert "Ana knows a kitchen" in saved.value.path().read_text()


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 800}], ids=["phone", "laptop"])
def test_one_question_is_shown_at_a_time(browse: Callable[..., Page], size: dict[str, int]) -> None:
    page = browse(viewport=size)
    page.goto("/journal/new/debrief/")
    shown = page.locator("[data-question]:visible")
    expect(shown).to_have_count(1)
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    check_accessible(page)
    # On is what one presses; the end is quiet until one is there.
    main = page.locator("#writing button.main")
    expect(main).to_have_text(["Next"])
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("What happened")).to_be_focused()
    expect(shown).to_have_count(1)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_label("What I expected")).to_be_focused()
    for _rest in range(5):
        page.get_by_role("button", name="Next").click()
    expect(main).to_have_text(["Done"])
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(6)
    expect(main).to_have_text(["Done"])
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_all_questions_are_there_and_saved_by_button(browse: Callable[..., Page]) -> None:
    page = browse(viewport=NARROW, java_script_enabled=False)
    page.goto("/journal/new/debrief/")
    expect(page.locator("[data-question]:visible")).to_have_count(6)
    page.get_by_label("What I keep").fill("The early mornings.")
    page.get_by_role("button", name="Keep as a draft").last.click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    expect(page.get_by_label("What I keep")).to_have_value("The early mornings.")
    page.goto("/journal/new/free/")
    if page.get_by_label("What is on your mind").count():
        expect(page.get_by_text("look at a clock")).to_be_visible()
