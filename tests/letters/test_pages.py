"""The pages of letters: the list, one letter with remarks as it is edited, the ways in which it leaves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from onward.applications import actions as record
from onward.applications import correspondence, suggestions
from onward.applications import next_steps as registry
from onward.applications.correspondence import Mail
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.applications.stages import Fact
from onward.base import clock
from onward.letters import actions, next_steps, pages, queries
from onward.letters.models import Draft
from onward.people.models import User

from ..applications.conftest import day, story
from .mails import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
ANA = "ana.ruiz@nordlicht.example"
KEPT: dict[int, Mail] = {}


@pytest.fixture(autouse=True)
def _mailbox() -> Iterator[None]:
    def lookup(owner: User, keys: Sequence[int]) -> dict[int, Mail]:
        return {key: KEPT[key] for key in keys if key in KEPT}

    with correspondence.lookups.only(lookup):
        yield
    KEPT.clear()


def kept(one: Mail) -> Mail:
    KEPT[one.id] = one
    return one


def a_no(
    owner: User, company: str = "Nordlicht", talked: bool = True, sender: str = ANA, at: int = 39
) -> Event:
    """A no of that day, after a talk or without one."""
    text = "Hi Mira,\n\nIt was great to meet you.\n\nBest,\nAna" if talked else "No.\n\nThe Nordlicht Team"
    answer = kept(
        mail(text, sender, "Ana Ruiz" if talked else "", kind="rejection", at=day(at), company=company)
    )
    facts = [
        *story("applied@0 interview@20" if talked else "applied@0"),
        Fact("rejected", day(at), "mail", answer.id),
    ]
    made = record.record_many(
        owner,
        [record.Filing(None, facts, [Detail({"company": company, "role": "Analyst"}, day(0))])],
        "Filed",
    )
    return Event.objects.get(owner=owner, kind="rejected", current_id=made.applications[0])


@pytest.fixture
def asked(owner: User) -> Draft:
    return actions.begin(owner, a_no(owner).pk, "feedback")


def shown(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def given(one: Draft, **fields: str) -> dict[str, str]:
    return {"subject": one.subject, "body": one.body, **fields}


HTMX = {"HX-Request": "true", "HX-Target": "checked"}


def test_an_empty_page_says_what_to_do(signed_in: Client) -> None:
    page = shown(signed_in, "/letters/")
    assert "No letters yet" in page
    assert 'href="/rejections/"' in page


def test_a_letter_begins_by_a_post_and_is_shown(signed_in: Client, owner: User) -> None:
    event = a_no(owner)
    assert signed_in.get(f"/letters/begin/{event.pk}/feedback/").status_code == 200
    assert not Draft.objects.exists()
    assert signed_in.post(f"/letters/begin/{event.pk}/nonsense/").status_code == 404
    answer = signed_in.post(f"/letters/begin/{event.pk}/feedback/")
    one = Draft.objects.get()
    assert answer.headers["Location"] == f"/letters/{one.pk}/"
    page = shown(signed_in, f"/letters/{one.pk}/")
    assert "Ask Ana Ruiz for feedback" in page
    assert "Nothing to mention" in page
    assert "Their mail speaks of an interview with you." in page
    assert "Thank you for our conversation" in page


def test_remarks_come_as_it_is_edited_and_it_is_kept(signed_in: Client, owner: User, asked: Draft) -> None:
    body = asked.body.replace("I accept the decision.", "Why was I rejected?")
    part = signed_in.post(
        f"/letters/{asked.pk}/", given(asked, body=body, do="check"), headers=HTMX
    ).content.decode()
    assert "<html" not in part
    assert 'data-code="asks_why"' in part
    assert "<q>Why was I rejected</q>" in part
    asked.refresh_from_db()
    assert asked.body == body


def test_the_page_works_without_scripts(signed_in: Client, owner: User, asked: Draft) -> None:
    answer = signed_in.post(f"/letters/{asked.pk}/", given(asked, subject="Mine", do="save"))
    assert answer.headers["Location"] == f"/letters/{asked.pk}/"
    signed_in.post(f"/letters/{asked.pk}/", given(asked, do="ask:depth"))
    asked.refresh_from_db()
    assert asked.subject == "Re: Your application"
    assert asked.questions[-1] == "depth"
    signed_in.post(
        f"/letters/{asked.pk}/", given(asked, do="draw", purpose="thanks", language="fr", formal="no")
    )
    asked.refresh_from_db()
    assert (asked.purpose, asked.language) == ("thanks", "fr")
    assert asked.body.startswith("Bonjour Ana")
    signed_in.post(f"/letters/{asked.pk}/undo/")
    asked.refresh_from_db()
    assert (asked.purpose, asked.language) == ("feedback", "en")


def test_a_question_is_exchanged_with_one_press(signed_in: Client, owner: User, asked: Draft) -> None:
    headers = {"HX-Request": "true", "HX-Target": "letter"}
    part = signed_in.post(
        f"/letters/{asked.pk}/", given(asked, do="ask:together"), headers=headers
    ).content.decode()
    assert "how I work together with others?" in part
    assert "<html" not in part
    asked.refresh_from_db()
    assert asked.questions == ["answer", "together"]
    signed_in.post(f"/letters/{asked.pk}/", given(asked, do="leave:answer"))
    asked.refresh_from_db()
    assert asked.questions == ["together"]
    signed_in.post(f"/letters/{asked.pk}/", given(asked, do="ask:materials"))
    asked.refresh_from_db()
    assert asked.questions == ["together"], "what the stage does not teach is not asked"


def test_another_person_can_be_named(signed_in: Client, owner: User, asked: Draft) -> None:
    fields = {
        "to": "else",
        "to_name": "Tom Brown",
        "to_address": "tom@nordlicht.example",
        "relation": "recruiter",
    }
    signed_in.post(f"/letters/{asked.pk}/", given(asked, do="draw", **fields))
    asked.refresh_from_db()
    assert (asked.to_name, asked.to_address, asked.relation) == (
        "Tom Brown",
        "tom@nordlicht.example",
        "recruiter",
    )
    assert "Tom" in asked.body.splitlines()[0]
    assert "what the team was looking for" in asked.body
    page = signed_in.post(
        f"/letters/{asked.pk}/",
        given(asked, do="draw", to="else", to_name="Tom", to_address="tom"),
        follow=True,
    )
    assert "This is no mail address" in page.content.decode()


def test_only_a_no_reply_address_is_said_plainly(signed_in: Client, owner: User) -> None:
    event = a_no(owner, talked=False, sender="no-reply@nordlicht.example")
    one = actions.begin(owner, event.pk, "feedback")
    page = shown(signed_in, f"/letters/{one.pk}/")
    assert "takes no reply" in page
    assert "letting it go" in page
    assert one.to_address == ""


def test_the_ways_out_carry_the_letter(signed_in: Client, owner: User, asked: Draft) -> None:
    page = shown(signed_in, f"/letters/{asked.pk}/")
    assert f'href="mailto:{ANA}?subject=Re%3A%20Your%20application&amp;body=Hi%20Ana' in page
    answer = signed_in.get(f"/letters/{asked.pk}/draft.eml")
    assert answer.headers["Content-Type"] == "message/rfc822"
    found = message_from_bytes(answer.content, policy=policy.default)
    assert found["X-Unsent"] == "1"
    assert found["In-Reply-To"] == f"<{next(iter(KEPT.values())).header_id}>"
    assert found["Bcc"] is None


def test_sent_then_answered_and_taken_back(signed_in: Client, owner: User, asked: Draft) -> None:
    answer = signed_in.post(f"/letters/{asked.pk}/sent/", {"on": "2024-04-09"}, follow=True).content.decode()
    assert "Waiting for an answer" in answer
    assert "one follow-up is due: 23 April" in answer
    assert "<textarea" not in answer
    answer = signed_in.post(f"/letters/{asked.pk}/answered/", follow=True).content.decode()
    assert "Answered: today" in answer
    answer = signed_in.post(f"/letters/{asked.pk}/undo/", follow=True).content.decode()
    assert "Waiting for an answer" in answer
    assert signed_in.post(f"/letters/{asked.pk}/sent/", {"on": "2030-01-01"}).status_code == 422
    assert signed_in.post(f"/letters/{asked.pk}/nonsense/").status_code == 404


def test_a_day_that_has_begun_where_the_person_lives_is_today(
    signed_in: Client, owner: User, asked: Draft
) -> None:
    owner.time_zone = "Pacific/Auckland"
    owner.save()
    # Two in the morning there, on 11 April.
    clock.travel_to(day(40) + timedelta(hours=5))
    assert 'value="2024-04-11"' in shown(signed_in, f"/letters/{asked.pk}/")
    answer = signed_in.post(f"/letters/{asked.pk}/sent/", {"on": "2024-04-11"}, follow=True)
    assert "Sent: today. Waiting for an answer" in answer.content.decode()
    assert signed_in.post(f"/letters/{asked.pk}/undo/").status_code == 302
    assert signed_in.post(f"/letters/{asked.pk}/sent/", {"on": "2024-04-12"}).status_code == 422
    signed_in.post(f"/letters/{asked.pk}/sent/", {"on": "2024-04-11"})
    Draft.objects.filter(pk=asked.pk).update(follow_up_on="2024-04-11")
    assert "The one follow-up is due" in shown(signed_in, f"/letters/{asked.pk}/")


def test_an_answer_that_came_is_offered_as_feedback(signed_in: Client, owner: User, asked: Draft) -> None:
    actions.send(owner, asked.pk)
    clock.travel_to(day(45))
    hers = kept(mail("Gladly: your joins were slow.", ANA, "Ana Ruiz", at=day(44)))
    record.record(owner, asked.application_id, [Fact("feedback", hers.at, "mail", hers.id)])
    actions.attach(owner, [hers.id])
    page = shown(signed_in, f"/letters/{asked.pk}/")
    assert f'href="{hers.url}"' in page
    assert f"?letter={asked.pk}" in page
    assert "This is not their answer" in page


def test_the_list_has_each_letter_where_it_stands(signed_in: Client, owner: User) -> None:
    kinds = ("Draft Ltd", "Waiting Ltd", "Due Ltd", "Answered Ltd", "Away Ltd")
    letters = [actions.begin(owner, a_no(owner, name).pk, "feedback") for name in kinds]
    for one in letters[1:4]:
        actions.send(owner, one.pk)
    Draft.objects.filter(pk=letters[2].pk).update(follow_up_on=clock.today())
    actions.settle(owner, letters[3].pk, "answered")
    actions.settle(owner, letters[4].pk, "put_away")
    page = shown(signed_in, "/letters/")
    order = [
        page.index(f"<bdi>{name}</bdi>")
        for name in ("Due Ltd", "Draft Ltd", "Waiting Ltd", "Answered Ltd", "Away Ltd")
    ]
    assert order == sorted(order)
    assert "1 letter put away" in page
    assert "You put the letter away" in page
    back = signed_in.post(f"/letters/{letters[2].pk}/follow_up/")
    assert (
        back.headers["Location"]
        == f"/letters/{letters[2].follow_up.pk if hasattr(letters[2], 'follow_up') else Draft.objects.get(purpose='follow_up').pk}/"
    )


def test_the_application_shows_its_letters_and_begins_one(signed_in: Client, owner: User) -> None:
    event = a_no(owner)
    page = shown(signed_in, f"/applications/{event.current_id}/")
    assert f'action="/letters/begin/{event.pk}/feedback/"' in page
    actions.begin(owner, event.pk, "feedback")
    page = shown(signed_in, f"/applications/{event.current_id}/")
    assert "Ask Ana Ruiz for feedback" in page
    assert f'action="/letters/begin/{event.pk}/feedback/"' not in page


def test_strangers_letters_are_not_there(signed_in: Client, owner: User, stranger: User) -> None:
    one = actions.begin(stranger, a_no(stranger).pk, "feedback")
    for path in (f"/letters/{one.pk}/", f"/letters/{one.pk}/draft.eml"):
        assert signed_in.get(path).status_code == 404
    assert signed_in.post(f"/letters/{one.pk}/sent/").status_code == 404
    assert "Ana" not in shown(signed_in, "/letters/")


def test_queries_stay_as_many_as_letters_and_mails_grow(signed_in: Client, owner: User) -> None:
    counts: dict[str, list[int]] = {"list": [], "page": []}
    for size in (2, 20):
        for number in range(size):
            event = a_no(owner, f"Employer {size} {number}")
            for _more in range(size):
                extra = kept(mail("Hello.\n\nBest,\nKim Lee", "kim@nordlicht.example", "Kim Lee"))
                record.record(owner, event.current_id, [Fact("update", day(30), "mail", extra.id)])
            one = actions.begin(owner, event.pk, "feedback")
        for name, path in (("list", "/letters/"), ("page", f"/letters/{one.pk}/")):
            with CaptureQueriesContext(connection) as queried:
                assert signed_in.get(path).status_code == 200
            counts[name].append(len(queried))
    assert counts["list"][0] == counts["list"][1] <= 6
    assert counts["page"][0] == counts["page"][1] <= 9


def test_calm_words(signed_in: Client, owner: User, asked: Draft) -> None:
    for path in ("/letters/", f"/letters/{asked.pk}/"):
        page = shown(signed_in, path)
        content = re.sub(
            r"<!|<textarea.*?</textarea>", "", page[page.index("<main") : page.index("</main>")], flags=re.S
        )
        for word in ("fail", "lost", "unfortunately", "sorry", "!"):
            assert word not in content.lower()


def offered(owner: User, event: Event) -> dict[str, NextStep]:
    request = RequestFactory().get("/")
    request.user = owner
    return {one.key: one for one in next_steps.for_event(request, event)}


def test_what_is_offered_after_a_no(owner: User) -> None:
    talked = offered(owner, a_no(owner))
    assert set(talked) == {"ask_feedback", "later", "thank"}
    ask = talked["ask_feedback"]
    assert ask.why.startswith("Ana Ruiz interviewed you: whoever met you can say what they saw.")
    assert "more often" not in ask.why
    assert "never counted" in ask.why
    assert ask.post
    nobody = offered(owner, a_no(owner, "Corvo", talked=False, sender="no-reply@corvo.example"))
    assert set(nobody) == {"ask_feedback"}
    assert nobody["ask_feedback"].rank > ask.rank


def test_thanks_belong_to_the_day_and_a_note_to_the_weeks_after(owner: User) -> None:
    event = a_no(owner)
    assert "thank" in offered(owner, event)
    clock.travel_to(day(44))
    assert set(offered(owner, event)) == {"ask_feedback", "later"}
    clock.travel_to(day(39 + 50))
    assert set(offered(owner, event)) == {"ask_feedback", "in_touch"}
    clock.travel_to(day(39 + 100))
    assert set(offered(owner, event)) == {"ask_feedback"}


OFFER = "I'd hire you for the next one, and I mean to call you when it opens."


def test_where_the_reason_was_theirs_there_is_little_to_ask_for(owner: User) -> None:
    event = a_no(owner)
    before = offered(owner, event)["ask_feedback"].rank
    said = {"code": "internal_candidate", "quote": "We filled it from inside."}
    for reasons, theirs in (([said], True), ([{**said, "code": "competition"}], False)):
        Event.objects.filter(pk=event.pk).update(data={"reasons": reasons})
        ask = offered(owner, Event.objects.select_related("current").get(pk=event.pk))["ask_feedback"]
        assert ("theirs to decide" in ask.why, ask.rank > before) == (theirs, theirs)


def a_warm_no(owner: User, said: str = OFFER) -> Event:
    event = a_no(owner)
    (key,) = KEPT
    KEPT[key] = replace(KEPT[key], text=f"Hi Mira,\n\nIt was great to meet you. {said}\n\nBest,\nAna")
    return event


def test_who_offers_something_is_answered_first(signed_in: Client, owner: User) -> None:
    event = a_warm_no(owner)
    found = offered(owner, event)
    assert found["answer"].rank < 0
    assert OFFER in found["answer"].why
    page = shown(signed_in, f"/rejections/{event.pk}/")
    assert page.index("Answer them") < page.index("Ask for feedback")
    one = actions.begin(owner, event.pk, "answer")
    assert "Thank you as well for offering to help." in one.body
    assert "[" not in one.body
    assert "Nothing to mention" in shown(signed_in, f"/letters/{one.pk}/")
    actions.send(owner, one.pk)
    assert offered(owner, event)["answer"].rank >= 70


def test_a_question_leaves_room_for_the_answer(signed_in: Client, owner: User) -> None:
    event = a_warm_no(owner, "I would like to print your piece. May I?")
    assert "asks you: “I would like to print your piece. May I?”" in offered(owner, event)["answer"].why
    one = actions.begin(owner, event.pk, "answer")
    assert "As for your question: [your answer]" in one.body
    assert 'data-code="placeholder"' in shown(signed_in, f"/letters/{one.pk}/")


def test_a_note_to_keep_in_touch_claims_nothing_that_the_person_has_not_written(
    signed_in: Client, owner: User
) -> None:
    event = a_no(owner)
    clock.travel_to(day(39 + 50))
    one = actions.begin(owner, event.pk, "in_touch")
    for claim in ("gone on working", "learnt a good deal", "had its part in it", "still think back"):
        assert claim not in one.body
    page = shown(signed_in, f"/letters/{one.pk}/")
    assert 'data-code="placeholder"' in page
    assert "Nothing to mention" not in page
    filled = re.sub(r"\[[^\]]*\]", "I read your report on ferries and tried its method at home.", one.body)
    part = signed_in.post(
        f"/letters/{one.pk}/", given(one, body=filled, do="check"), headers=HTMX
    ).content.decode()
    assert 'data-code="placeholder"' not in part


def test_a_late_request_says_its_age_and_a_warm_contact_is_never_too_late(owner: User) -> None:
    cold, warm = a_no(owner, "Corvo"), None
    KEPT.clear()
    warm = a_warm_no(owner)
    early = offered(owner, warm)["ask_feedback"]
    assert "days old" not in early.why
    clock.travel_to(day(39 + 130))
    late = offered(owner, warm)
    assert "Their no is 130 days old, and people forget" in late["ask_feedback"].why
    assert late["ask_feedback"].rank > early.rank
    assert "18 weeks have gone by" in late["in_touch"].why
    assert "in_touch" not in offered(owner, cold)


def test_who_only_wrote_is_not_said_to_answer_more_often(owner: User) -> None:
    event = a_no(owner)
    (key,) = KEPT
    KEPT[key] = replace(KEPT[key], text="Hi Mira,\n\nplease do the language check.\n\nBest,\nAna")
    why = offered(owner, event)["ask_feedback"].why
    assert "An address of a person is known: Ana Ruiz." in why
    assert "more often" not in why
    assert "in person" not in why


def test_what_they_named_is_not_asked_for(owner: User) -> None:
    event = a_warm_no(owner, "The candidate ahead of you has worked with tide tables for years.")
    one = actions.begin(owner, event.pk, "feedback")
    assert one.questions == ["bridge", "tipped"]
    assert "left a question open" not in one.body


def test_a_greeting_with_both_endings_knows_the_name(owner: User) -> None:
    event = a_no(owner, talked=False)
    (key,) = KEPT
    text = "Sehr geehrte/r Mira Lindner,\n\nwir haben uns anders entschieden."
    KEPT[key] = replace(KEPT[key], text=text, language="de")
    assert queries.around(owner, event).me == "Mira Lindner"


def test_an_interview_offers_thanks_once_it_has_taken_place(owner: User) -> None:
    facts = [
        *story("applied@0"),
        Fact("interview", day(30), "hand", None, {"interview_at": day(39.5).isoformat()}),
    ]
    record.create_application(owner, {"company": "Corvo"}, facts)
    event = Event.objects.get(kind="interview")
    assert set(offered(owner, event)) == {"thank"}
    clock.travel_to(day(38))
    assert offered(owner, event) == {}
    clock.travel_to(day(43))
    assert offered(owner, event) == {}


def test_a_begun_letter_is_opened_and_says_where_it_stands(owner: User) -> None:
    event = a_no(owner)
    one = actions.begin(owner, event.pk, "feedback")
    found = offered(owner, event)["ask_feedback"]
    assert (found.url, found.post, found.state) == (f"/letters/{one.pk}/", False, "Begun: today")
    actions.send(owner, one.pk)
    assert "Waiting for an answer" in offered(owner, event)["ask_feedback"].state


def test_the_offers_and_the_panel_are_registered() -> None:
    assert next_steps.for_event in registry.sources
    assert pages.panel is not None
    assert queries.FOLLOWED[0] == "rejected"


def a_talk(owner: User) -> Event:
    """A talk with Nordlicht that took place on day 25."""
    record.record_many(
        owner,
        [record.Filing(None, story("applied@0 interview@25"), [Detail({"company": "Nordlicht"}, day(0))])],
        "Filed",
    )
    return Event.objects.get(owner=owner, kind="interview")


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("status", "where things stand"),
        ("other_offer", "another offer"),
        ("step_back", "withdraw my application"),
    ],
)
def test_a_suggestions_link_begins_nothing_and_one_press_opens_the_draft(
    owner: User, signed_in: Client, purpose: str, words: str
) -> None:
    path = f"/letters/begin/{a_talk(owner).pk}/{purpose}/"
    page = shown(signed_in, path)
    assert "Draft a letter" in page
    assert "Onward drafts, you send." in page
    assert not Draft.objects.exists()
    opened = signed_in.post(path)
    (one,) = Draft.objects.all()
    assert opened.headers["Location"] == f"/letters/{one.pk}/"
    assert words in one.body
    assert one.sent_at is None
    assert signed_in.get(path).headers["Location"] == f"/letters/{one.pk}/"
    assert signed_in.get(opened.headers["Location"]).status_code == 200


def test_a_letter_of_what_goes_on_is_not_for_a_no(owner: User, signed_in: Client) -> None:
    assert signed_in.get(f"/letters/begin/{a_no(owner).pk}/status/").status_code == 404
    assert signed_in.post(f"/letters/begin/{a_no(owner, at=38).pk}/step_back/").status_code == 404


def test_who_was_invited_and_told_no_day_thanks_for_no_talk(owner: User) -> None:
    event = a_talk(owner)
    assert "interview" not in actions.begin(owner, event.pk, "status").body
    Draft.objects.all().delete()
    for when, source, talked in ((24, "mail", True), (50, "mail", False), (None, "hand", True)):
        event.data = {"interview_at": f"{day(when):%Y-%m-%dT10:00}"} if when else {}
        event.source = source
        event.save(update_fields=["data", "source"])
        assert ("interview" in actions.begin(owner, event.pk, "status").body) is talked, (when, source)
        Draft.objects.all().delete()


def test_what_was_begun_is_offered_as_a_letter_and_not_again(owner: User) -> None:
    event = a_talk(owner)
    before = {one.kind for one in suggestions.offered(owner, clock.now())}
    assert "ask_status" in before
    one = actions.begin(owner, event.pk, "status")
    after = {one.kind for one in suggestions.offered(owner, clock.now())}
    assert "ask_status" not in after
    assert "send_letter" in after
    actions.settle(owner, one.pk, "put_away")
    assert "ask_status" in {one.kind for one in suggestions.offered(owner, clock.now())}
