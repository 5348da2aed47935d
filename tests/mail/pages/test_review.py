"""The tray: every decision is one act, and its undo brings the question back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions as record
from onward.applications.models import Act, Application, Event
from onward.mail import queries
from onward.mail.filing import file_waiting
from onward.mail.models import Message
from onward.people.models import User

from .conftest import application, mail, question

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def page(browser: Client, path: str = "/review/") -> str:
    return browser.get(path).content.decode()


def facts(message: Message) -> list[tuple[str, int]]:
    found = Event.objects.filter(message_id=message.pk, active=True).exclude(kind="detail").order_by("pk")
    return [(event.kind, event.current_id) for event in found]


def test_a_question_shows_its_evidence_in_context_and_its_candidates(owner: User, signed_in: Client) -> None:
    place = application(owner, "Nordlicht")
    text = "Dear Mira. We would like to meet you. Best wishes."
    question(mail(owner, text, kind="interview", evidence=["We would like to meet you."]), place)
    shown = page(signed_in)
    assert "Dear Mira. <mark>We would like to meet you.</mark> Best wishes." in shown
    assert "Several of your applications fit." in shown
    assert "same employer" in shown
    assert f'value="file:{place}"' in shown
    assert "karla@nordlicht.example" in shown


def test_filing_is_one_act_and_undo_asks_again(owner: User, signed_in: Client) -> None:
    place = application(owner, "Nordlicht")
    message = mail(owner, kind="interview", interview_at="2024-03-20T10:00:00+01:00", evidence=["Come by."])
    asked = question(message, place)
    acts = Act.objects.count()
    answer = signed_in.post("/review/", {"question": asked.pk, "do": f"file:{place}"})
    assert answer.status_code == 302
    assert Act.objects.count() == acts + 1
    assert facts(message) == [("interview", place)]
    event = Event.objects.get(message_id=message.pk, kind="interview")
    assert (event.source, event.at) == ("mail", message.at)
    assert event.data == {"quote": "Come by.", "interview_at": "2024-03-20T10:00:00+01:00"}
    assert "Nothing waits for you" in page(signed_in)

    undo = re.search(r'action="(/acts/\d+/undo/)"', page(signed_in))
    assert undo is not None
    signed_in.post(undo[1], {"next": "/review/"})
    assert facts(message) == []
    assert f'id="q{asked.pk}"' in page(signed_in)


def test_undo_of_the_undo_closes_the_question_again(owner: User) -> None:
    asked = question(mail(owner), application(owner, "Nordlicht"))
    from onward.mail import actions

    act = actions.set_aside(owner, [asked.message])
    for expected in (1, 0, 1):
        act = record.undo(owner, act.pk)
        assert queries.open_proposals(owner).count() == expected


def test_the_kind_can_be_corrected_while_filing(owner: User, signed_in: Client) -> None:
    place = application(owner, "Nordlicht")
    message = mail(owner, kind="update")
    signed_in.post("/review/", {"question": question(message).pk, "do": f"file:{place}", "kind": "rejection"})
    assert facts(message) == [("rejected", place)]
    message.refresh_from_db()
    assert message.kind == "update", "what was understood stays as it was"


def test_a_new_application_takes_its_name_from_the_form(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="acknowledgement", requisition="R-7")
    asked = question(message)
    signed_in.post("/review/", {"question": asked.pk, "do": "new", "company": "Nordlicht", "role": "Baker"})
    made = Application.objects.get()
    assert (made.company, made.role, made.requisition) == ("Nordlicht", "Baker", "R-7")
    assert facts(message) == [("acknowledged", made.pk)]
    asked.refresh_from_db()
    assert asked.decision == "new"


def test_an_employer_by_the_address_is_not_taken_for_typed(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="interview", company="", sender_employer="Rill Bakery")
    asked = question(message)
    assert 'value="Rill Bakery"' in signed_in.get("/review/").content.decode()
    signed_in.post("/review/", {"question": asked.pk, "do": "new", "company": "Rill Bakery", "role": "Cook"})
    assert Application.objects.get().company == "Rill Bakery"
    house = {"sender_address": "karla@nordlicht.example", "filed": False}
    mail(owner, kind="offer", day=9, company="Rill Lane Bakery Ltd", role="Cook", **house)
    file_waiting(owner)
    assert Application.objects.get().company == "Rill Lane Bakery Ltd"


def test_set_aside_files_nothing_and_can_be_undone(owner: User, signed_in: Client) -> None:
    message = mail(owner)
    signed_in.post("/review/", {"question": question(message).pk, "do": "aside"})
    assert facts(message) == []
    assert queries.open_proposals(owner).count() == 0
    record.undo(owner, Act.objects.latest("pk").pk)
    assert queries.open_proposals(owner).count() == 1


def test_many_at_a_time_are_one_act(owner: User, signed_in: Client) -> None:
    place = application(owner, "Nordlicht")
    mails = [mail(owner, kind="update", day=number) for number in range(4)]
    asked = [question(one, *([place] if number else [])) for number, one in enumerate(mails)]
    acts = Act.objects.count()
    signed_in.post("/review/", {"question": [one.pk for one in asked], "do": "first"})
    assert Act.objects.count() == acts + 1
    assert [facts(one) for one in mails] == [[], *[[("update", place)]] * 3], "one had no suggestion"
    assert list(queries.open_proposals(owner)) == [asked[0]]
    record.undo(owner, Act.objects.latest("pk").pk)
    assert queries.open_proposals(owner).count() == 4


def test_a_second_press_changes_nothing(owner: User, signed_in: Client) -> None:
    place = application(owner, "Nordlicht")
    message = mail(owner)
    given = {"question": question(message).pk, "do": f"file:{place}"}
    signed_in.post("/review/", given)
    answer = signed_in.post("/review/", given)
    assert answer.status_code == 422
    assert "decided already" in answer.content.decode()
    assert len(facts(message)) == 1


@pytest.mark.parametrize(
    "given", [{}, {"do": "new"}, {"do": "nonsense"}, {"do": "file:x"}, {"do": "new", "kind": "nonsense"}]
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    owner: User, signed_in: Client, given: dict[str, str]
) -> None:
    message = mail(owner)
    asked = question(message)
    extra = {} if given == {"do": "new"} else {"question": asked.pk}
    assert signed_in.post("/review/", {**extra, **given}).status_code in {404, 422}
    assert facts(message) == []
    assert queries.open_proposals(owner).count() == 1


def test_another_persons_question_and_application_do_not_exist(
    owner: User, other: User, signed_in: Client
) -> None:
    theirs = question(mail(other))
    assert signed_in.post("/review/", {"question": theirs.pk, "do": "aside"}).status_code == 404
    mine = question(mail(owner))
    place = application(other, "Elsewhere")
    assert signed_in.post("/review/", {"question": mine.pk, "do": f"file:{place}"}).status_code == 404
    assert queries.open_proposals(other).count() == 1
    assert queries.open_proposals(owner).count() == 1
    assert "Elsewhere" not in page(signed_in)


def test_a_candidate_that_was_merged_away_leads_to_what_stands_for_it(owner: User, signed_in: Client) -> None:
    gone, stays = application(owner, "Nordlicht"), application(owner, "Nordlicht Energie")
    question(mail(owner), gone, stays)
    record.merge(owner, stays, gone)
    shown = page(signed_in)
    assert shown.count(f'value="file:{stays}"') == 1
    assert f'value="file:{gone}"' not in shown


def test_hostile_words_are_shown_as_words(owner: User, signed_in: Client) -> None:
    text = f"Hello {HOSTILE} bye"
    message = mail(
        owner,
        text,
        evidence=[HOSTILE],
        subject=f"a\u202eb {HOSTILE}",
        sender_name=f"\u202e{HOSTILE}",
        company=HOSTILE,
    )
    question(message, why=HOSTILE)
    for path in ("/review/", f"/messages/{message.pk}/", f"/messages/{message.pk}/body/"):
        shown = page(signed_in, path)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "\u202e" not in shown


def test_the_number_of_queries_does_not_grow(owner: User, signed_in: Client) -> None:
    def queries_needed() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert signed_in.get("/review/").status_code == 200
        return len(seen)

    places = [application(owner, f"Nordlicht {number}") for number in range(6)]
    question(mail(owner), *places[:1])
    few = queries_needed()
    for number in range(40):
        question(mail(owner, day=number), *places)
    assert queries_needed() == few


def test_pages_follow_each_other(owner: User, signed_in: Client) -> None:
    for number in range(30):
        question(mail(owner, subject=f"Mail {number:02}", day=number))
    assert "Mail 29" in page(signed_in)
    assert "Mail 03" not in page(signed_in)
    assert "Mail 03" in page(signed_in, "/review/?page=2")


def test_after_a_decision_the_page_comes_back_at_the_next(owner: User, signed_in: Client) -> None:
    asked = question(mail(owner))
    given = {"question": asked.pk, "do": "aside", "page": "2", "after": "7"}
    assert signed_in.post("/review/", given).headers["Location"] == "/review/?page=2#q7"
    other = question(mail(owner))
    given = {"question": other.pk, "do": "aside", "page": "//evil.example", "after": "javascript:"}
    assert signed_in.post("/review/", given).headers["Location"] == "/review/"


def test_own_mail_offers_its_own_kinds(owner: User, signed_in: Client) -> None:
    question(mail(owner, outgoing=True, own_kind="withdrawal", kind="other"))
    shown = page(signed_in)
    assert "You withdraw" in shown
    assert "from you" in shown


def test_what_more_likely_is_no_answer_stands_last_and_goes_with_one_press(
    owner: User, signed_in: Client
) -> None:
    doubted = {"needs_review": True, "belongs": 0.05, "second": "other"}
    late = [question(mail(owner, kind="offer", day=day, **doubted)) for day in (9, 8)]
    first = question(mail(owner, kind="update", day=1))
    shown = page(signed_in)
    order = re.findall(r'<li id="q(\d+)"', shown)
    assert order == [str(one.pk) for one in (first, *late)]
    assert "Looks like an offer" not in shown
    assert "None of these 2 is about my search" in shown
    assert "other pages" not in shown
    hidden = question(mail(owner, kind="rejection", day=7, veiled=True, **doubted))
    signed_in.post("/review/", {"do": "none"})
    assert set(queries.open_proposals(owner)) == {first, hidden}
    assert "None of these" not in page(signed_in)
    undo = re.search(r'action="(/acts/\d+/undo/)"', page(signed_in))
    assert undo is not None
    signed_in.post(undo[1], {"next": "/review/"})
    assert set(queries.open_proposals(owner)) == {first, hidden, *late}


def test_all_that_more_likely_are_no_answer_go_with_one_press_on_whatever_page_they_stand(
    owner: User, signed_in: Client
) -> None:
    for _ in range(30):
        question(mail(owner, kind="update", needs_review=True, belongs=0.1, second="other"))
    shown = page(signed_in, "/review/?page=2")
    assert "None of these 30 is about my search" in shown
    assert "Some of them stand on other pages." in shown
    signed_in.post("/review/", {"do": "none"})
    assert not queries.open_proposals(owner).exists()


def test_a_mail_whose_words_wait_does_not_stand_with_what_more_likely_is_no_answer(
    owner: User, signed_in: Client
) -> None:
    veiled = question(mail(owner, kind="rejection", day=9, veiled=True, needs_review=True, belongs=0.1))
    plain = question(mail(owner, kind="update", day=1))
    assert re.findall(r'<li id="q(\d+)"', page(signed_in)) == [str(veiled.pk), str(plain.pk)]
