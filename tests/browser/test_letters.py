"""Letters: from a no to a question, checked as it is edited, sent by the person, its answer found in the mailbox."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.utils import format_datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from onward import sample
from tests.browser.conftest import Journal, check_accessible, onward, read, serving
from tests.mail.letters import ME, as_mbox, mail

ANA = "Ana Ruiz <ana.ruiz@nordlicht.example>"
SUBJECT = "Your application: Data Analyst at Nordlicht"
CONFIRMED = (
    "Thank you for applying to the Data Analyst position at Nordlicht. We have received your application."
)
INVITED = """Dear Mira,

Thank you for your application for the Data Analyst position at Nordlicht. We would like to invite you to an interview
on 12 May at 10:00. You will meet Ana Ruiz, who leads the data team.

Kind regards
Kim Lee
Talent Acquisition
Nordlicht"""
NO = """Dear Mira,

Thank you for the interview for the Data Analyst position at Nordlicht. It was a pleasure to meet you. We have decided
to move forward with another candidate, whose SQL went further.

Kind regards
Ana Ruiz
Head of Data"""
ANSWER = """Hi Mira,

Gladly. About the Data Analyst position: your second answer on the sales data stayed general, and we missed how you would
have joined the tables. Everything on how you work with colleagues was strong.

All the best
Ana"""


def dated(raw: bytes, days: int) -> bytes:
    """The mail so many days before the last day of the sample (after it: less than none)."""
    at = datetime.combine(sample.AS_OF, time(9)).astimezone() - timedelta(days=days)
    return re.sub(rb"(?m)^Date: .*$", f"Date: {format_datetime(at)}".encode(), raw)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Nordlicht confirmed, invited, and said no two days ago; Corvo Foods said no from a machine."""
    mails = [
        dated(mail(SUBJECT, f"Dear Mira,\n\n{CONFIRMED}\n\nNordlicht", "jobs@nordlicht.example", 1), 40),
        dated(mail(SUBJECT, INVITED, "jobs@nordlicht.example", 2), 20),
        dated(mail(SUBJECT, NO, ANA, 3, identity="<no@nordlicht.example>"), 2),
        dated(
            mail(
                "Your application: Cook at Corvo Foods",
                "Thank you for your interest in the Cook position at Corvo Foods. Unfortunately, we have decided to move"
                " forward with other candidates.\n\nThe Corvo Foods Team",
                "no-reply@corvofoods.example",
                4,
            ),
            3,
        ),
    ]
    with serving(read(tmp_path_factory.mktemp("letters") / "home", mails), chromium) as served:
        yield served


def begin(page: Page, employer: str) -> None:
    """From the page of an application to the letter that asks for feedback."""
    page.goto("/applications/")
    page.get_by_role("link", name=employer).first.click()
    started = page.get_by_role("button", name="Ask for feedback").or_(
        page.get_by_role("link", name="for feedback")
    )
    started.first.click()
    page.wait_for_url("**/letters/*/")


def test_from_a_no_to_a_question_and_its_answer(page: Page, journal: Journal) -> None:
    begin(page, "Nordlicht")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask Ana Ruiz for feedback")
    expect(page.get_by_role("status").filter(has_text="Nothing to mention")).to_be_visible()
    check_accessible(page)
    letter = page.locator("#id_body")
    drawn = letter.input_value()
    assert drawn.startswith("Dear Ana Ruiz,")
    assert drawn.endswith("Kind regards\nMira")

    # A remark comes while it is edited, and goes again; the words are kept.
    letter.fill(drawn.replace("I accept the decision.", "Why was I rejected?"))
    remark = page.locator("[data-code=asks_why]")
    expect(remark).to_contain_text("Why was I rejected")
    check_accessible(page)
    letter.fill(drawn.replace("I accept the decision.", "I accept the decision, of course."))
    expect(remark).to_have_count(0)
    page.reload()
    expect(letter).to_have_value(re.compile("of course"))

    # Another question with one press; what was edited stays.
    page.get_by_text("Ask something else").click()
    page.get_by_role("button", name=re.compile("Ask this.*clearer picture")).click()
    expect(letter).to_have_value(re.compile("how I work together with others"))
    expect(letter).to_have_value(re.compile("of course"))

    # It leaves by hand: copied, as a link, or as a draft for a mail program.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the letter").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == letter.input_value()
    link = page.get_by_role("link", name="Open in your mail program").get_attribute("href") or ""
    assert link.startswith("mailto:ana.ruiz@nordlicht.example?subject=Re%3A%20Your%20application")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a draft (.eml)").click()
    draft = download.value.path().read_bytes()
    assert b"X-Unsent: 1" in draft
    assert b"In-Reply-To: <no@nordlicht.example>" in draft

    sent = letter.input_value()
    page.get_by_role("button", name="I have sent it").click()
    expect(page.locator("main")).to_contain_text("Waiting for an answer")
    check_accessible(page)
    undo_here(page)
    page.get_by_role("button", name="I have sent it").click()

    # A second mailbox brings the answer.
    hers = mail(f"Re: {SUBJECT}", ANSWER, ANA, 6, thread="<mine@example.org>")
    mine = mail(f"Re: {SUBJECT}", sent, f"Mira Keller <{ME}>", 5, identity="<mine@example.org>",
                thread="<no@nordlicht.example>", to="ana.ruiz@nordlicht.example")  # fmt: skip
    place = as_mbox(journal.home.with_name("later.mbox"), [dated(mine, -1), dated(hers, -2)])
    onward(journal.home, "read", place)
    page.reload()
    expect(page.locator("main .lead")).to_contain_text("Answered")
    expect(page.get_by_role("link", name="Record it as feedback")).to_be_visible()
    page.get_by_role("link", name="Read their answer").click()
    expect(page.locator("main")).to_contain_text("Data Analyst")
    page.goto("/letters/")
    expect(page.get_by_role("heading", name="Answered")).to_be_visible()
    check_accessible(page)


def undo_here(page: Page) -> None:
    """Take back by the bar at the top."""
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.locator("#id_body")).to_be_visible()


def test_where_nobody_reads_it_is_said_with_what_is_left(page: Page) -> None:
    begin(page, "Corvo Foods")
    expect(page.locator("main .note").first).to_contain_text("takes no reply")
    page.get_by_label("Their name").fill("Tom Brown")
    page.get_by_label("Their name").press("Tab")
    expect(page.locator("#id_body")).to_have_value(re.compile(r"^Dear Tom Brown,"))
    # A new part of the page listens only once it has settled; no hand is as quick as this test.
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling, .htmx-added')")
    page.wait_for_timeout(300)
    page.get_by_label("Language").select_option("de")
    expect(page.locator("#id_body")).to_have_value(re.compile(r"^Guten Tag Tom Brown,"))
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_text("1 letter put away")).to_be_visible()
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 letter put away")).to_have_count(0)
    page.get_by_role("link", name="Ask Tom Brown for feedback").click()
    expect(page.locator("#id_body")).to_be_visible()


def test_without_scripts_a_letter_is_kept_by_its_button(browse: "object", journal: Journal) -> None:
    page = browse(java_script_enabled=False)
    begin(page, "Corvo Foods")
    page.locator("#id_subject").fill("One question")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#id_subject")).to_have_value("One question")
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Draw it so").click()
    expect(page.locator("#id_body")).to_have_value(re.compile("^Bonjour"))
