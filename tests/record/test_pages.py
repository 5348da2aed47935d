"""The work-search record: what was done, by week; nothing that is private, nothing that was not recorded."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from onward.applications import actions
from onward.applications.stages import Fact
from onward.base import clock
from onward.journal.models import Entry
from onward.people.models import User
from onward.record.models import OtherActivity
from tests.mail.pages.conftest import START, mail

WHOLE = "?from=2024-03-01&to=2024-04-10"
EVERY = "".join(
    f"&columns={name}"
    for name in (
        "on activity minutes employer place address contact contact_title position reference method result result_on "
        "follow_up evidence note"
    ).split()
)


@pytest.fixture(autouse=True)
def _in_april() -> None:
    clock.travel_to(START + timedelta(days=40))
    yield
    clock.travel_to(None)


@pytest.fixture
def record(owner: User, other: User) -> None:
    """Applied by hand and followed up by mail; confirmed by mail alone; a talk that lies ahead; somebody else's."""
    asked = mail(
        owner, "Dear Karla, may I ask", kind="other", day=9, outgoing=True, recipients=["karla@nordlicht.example"],
        sender_address="mira@example.org", sender_name="Mira", subject="My application", header_id="7@example.org",
    )  # fmt: skip
    no = mail(
        owner,
        "We chose others because of a private reason.",
        kind="rejection",
        day=20,
        reasons=[{"code": "timing"}],
    )
    actions.create_application(
        owner,
        {
            "company": "Nordlicht",
            "role": "Cook",
            "channel": "direct",
            "requisition": "R-7",
            "note": "a private note",
        },
        [
            Fact("applied", START, data={"text": "sent the short letter"}),
            Fact("note", asked.at, "mail", asked.pk),
            Fact("rejected", no.at, "mail", no.pk, {"quote": "a private reason"}),
        ],
    )
    confirmed = mail(
        owner, "We have it.", kind="acknowledgement", day=12, sender_address="no-reply@corvo.example"
    )
    actions.create_application(
        owner, {"company": "Corvo Foods"}, [Fact("acknowledged", confirmed.at, "mail", confirmed.pk)], "mail"
    )
    actions.create_application(
        owner, {"company": "Halden"},
        [Fact("applied", START + timedelta(days=30)), Fact("interview", START + timedelta(days=50))],
    )  # fmt: skip
    Entry.objects.create(owner=owner, kind="note", begun_at=START, saved_at=START, body="a private mood")
    actions.create_application(other, {"company": "Cobalt"}, [Fact("applied", START)])


def lines(browser: Client, query: str = WHOLE + EVERY) -> list[dict[str, str]]:
    content = b"".join(browser.get(f"/record/record.csv{query}").streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_was_done_is_there_with_its_result(signed_in: Client, record: None) -> None:
    found = lines(signed_in)
    assert [(one["Week from"], one["Date"], one["Activity"], one["Employer"]) for one in found] == [
        ("2024-02-26", "2024-03-01", "Applied", "Nordlicht"),
        ("2024-03-04", "2024-03-10", "Wrote to the employer", "Nordlicht"),
        ("2024-03-11", "2024-03-13", "Applied (confirmed by them on this day)", "Corvo Foods"),
        ("2024-03-25", "2024-03-31", "Applied", "Halden"),
    ]
    first, second, third, fourth = found
    assert (first["Position"], first["Job reference"], first["Method"]) == ("Cook", "R-7", "Direct")
    assert (first["Result"], first["Date of the result"]) == ("They said no", "2024-03-21")
    assert first["Follow-up"] == "Wrote on 10 March 2024"
    assert first["E-mail or telephone"] == "karla@nordlicht.example"
    assert second["Evidence"] == "Mail of 10 March 2024: My application <7@example.org>"
    assert third["Result"] == "No answer yet"
    assert third["E-mail or telephone"] == "", "a machine is no contact"
    assert fourth["Result"] == "No answer yet", "what lies ahead is no result"
    assert {one["Minutes"] for one in found} == {""}, "nobody recorded any"


def test_nothing_is_claimed_that_was_not_recorded(signed_in: Client, owner: User) -> None:
    """An office may hold the person to it: no method that nobody wrote down, no talk that is only an invitation."""
    asked = mail(owner, "Come and see us.", kind="interview", day=12)
    held = mail(owner, "On the 15th at ten.", kind="interview", day=13)
    task = mail(owner, "Please do this test.", kind="assessment", day=14)
    at = START + timedelta(days=14)
    actions.create_application(
        owner,
        {"company": "Corvo Foods", "channel": "job board"},
        [
            Fact("interview", asked.at, "mail", asked.pk),
            Fact("interview", held.at, "mail", held.pk, {"interview_at": at.isoformat()}),
            Fact("assessment", task.at, "mail", task.pk),
            Fact("interview", START + timedelta(days=20)),
            Fact("rejected", START + timedelta(days=20), "spreadsheet", None, {"date": "not_before"}),
        ],
        "mail",
    )
    actions.create_application(
        owner,
        {"company": "Halden"},
        [Fact("applied", START, "spreadsheet", None, {"date": "not_before"})],
        "spreadsheet",
    )
    found = lines(signed_in)
    assert [one["Activity"] for one in found] == [
        "Applied, this day or later",
        "Received: an invitation to an interview",
        "Interview, arranged for this day",
        "Received: a request for an assessment",
        "Interview",
    ]
    assert {one["Method"] for one in found} == {""}
    assert {one["Date of the result"] for one in found if one["Result"] == "They said no"} == {""}


@pytest.mark.parametrize("then", ["rejected", "withdrawn", "interview"])
def test_a_talk_that_was_called_off_or_moved_is_no_talk(signed_in: Client, owner: User, then: str) -> None:
    asked = mail(owner, "On the 15th at ten.", kind="interview", day=10)
    told = [
        Fact(
            "interview",
            asked.at,
            "mail",
            asked.pk,
            {"interview_at": (START + timedelta(days=14)).isoformat()},
        ),
        Fact(then, START + timedelta(days=12), "mail"),
    ]
    actions.create_application(owner, {"company": "Corvo Foods"}, told, "mail")
    assert "Interview, arranged for this day" not in [one["Activity"] for one in lines(signed_in)]


def test_what_is_private_is_left_out(signed_in: Client, record: None) -> None:
    page = signed_in.get(f"/record/{WHOLE}{EVERY}").content.decode()
    assert "Nordlicht" in page
    assert "a private" not in page
    assert "timing" not in page
    assert "Cobalt" not in page
    assert "sent the short letter" in page, "the person's words for the activity, in a column that they chose"
    assert "sent the short letter" not in signed_in.get(f"/record/{WHOLE}").content.decode()
    assert "It supports your record; check what your agency asks for." in page


def test_days_and_weeks_are_chosen(signed_in: Client, record: None) -> None:
    assert [one["Employer"] for one in lines(signed_in, "?from=2024-03-11&to=2024-03-14" + EVERY)] == [
        "Corvo Foods"
    ]
    assert lines(signed_in, WHOLE + EVERY + "&starts=6")[0]["Week from"] == "2024-02-25"
    assert [one["Employer"] for one in lines(signed_in, "")] == ["Halden"], "this week and the three before"
    page = signed_in.get("/record/?from=never&to=2024-04-10")
    assert page.status_code == 200
    assert "This day could not be read" in page.content.decode()
    assert signed_in.get("/record/?from=1970-01-01&to=2024-04-10").status_code == 200
    swapped = lines(signed_in, "?from=2024-04-10&to=2024-03-01" + EVERY)
    assert len(swapped) == 4


def test_what_else_was_done_is_entered_and_taken_back(signed_in: Client, owner: User, other: User) -> None:
    given = {
        "activity": "Workshop on letters",
        "on": "2024-04-02",
        "minutes": "90",
        "contact_title": "Counsellor",
    }
    assert signed_in.post(f"/record/{WHOLE}", given).status_code == 302
    one = OtherActivity.objects.get(owner=owner)
    [line] = lines(signed_in)
    assert (line["Activity"], line["Minutes"], line["Title of the contact"]) == (
        "Workshop on letters",
        "90",
        "Counsellor",
    )
    taken = signed_in.post(f"/record/{one.pk}/take-out/{WHOLE}")
    assert taken.headers["Location"].startswith("/record/?from=2024-03-01&to=2024-04-10")
    assert lines(signed_in) == []
    assert "Put back" in signed_in.get(f"/record/{WHOLE}").content.decode()
    signed_in.post(f"/record/{one.pk}/put-back/{WHOLE}")
    assert len(lines(signed_in)) == 1
    wrong = signed_in.post(f"/record/{WHOLE}", {"activity": "", "minutes": "-3"})
    assert wrong.status_code == 422
    assert OtherActivity.objects.count() == 1


def test_an_empty_record_says_what_to_do(signed_in: Client) -> None:
    page = signed_in.get("/record/").content.decode()
    assert "Nothing is recorded in these weeks." in page
    assert "Add a workshop" in page


def test_the_queries_do_not_grow(
    signed_in: Client, owner: User, record: None, django_assert_max_num_queries
) -> None:
    for number in range(20):
        one = mail(owner, "We have it.", kind="acknowledgement", day=14, subject=f"{number}")
        actions.create_application(
            owner, {"company": f"Firm {number}"}, [Fact("acknowledged", one.at, "mail", one.pk)], "mail"
        )
    with django_assert_max_num_queries(10):
        assert b"Firm 19" in signed_in.get(f"/record/{WHOLE}").content
