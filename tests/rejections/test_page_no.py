"""The page of a no: what it says, what it keeps apart, what it offers, and what it costs."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions as record
from onward.applications import next_steps
from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.applications.stages import Fact
from onward.base import clock
from onward.journal.suggestions import suggestions as reflecting
from onward.mail.models import Message
from onward.people.models import User
from onward.rejections import actions
from onward.rejections.models import Step
from onward.statistics import facts
from onward.statistics.insights import Insights

from ..applications.conftest import day, story
from .noes import NO, STOCK, TELLING, no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def shown(browser: Client, event: Event, more: str = "") -> str:
    answer = browser.get(f"/rejections/{event.pk}/{more}")
    assert answer.status_code == 200
    page = answer.content.decode()
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])


def main_action(page: str) -> str:
    (found,) = re.findall(r'class="(?:button )?main"[^>]*>([^<]*)', page)
    return str(found)


def test_sentences_are_marked_and_the_legend_says_how(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", f"Dear Mira,\n\n{STOCK}\n\n{TELLING}\n\nKind regards")
    page = shown(signed_in, event)
    assert re.search(r'class="stock">(?:<span class="unseen"[^>]*>Stock: </span>)?Dear Mira,', page)
    assert re.search(
        r'class="telling"><span class="unseen"[^>]*>Tells you something: </span>We need somebody', page
    )
    assert "said to nearly everybody" in page
    assert "tells you why, or what could be better" in page
    assert "written to you" not in page
    assert "One sentence of it tells you something." in page


def test_who_else_sent_the_sentence_is_named_with_the_day(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    for number in range(3):
        no(owner, f"Firm <{number}>", NO, at=10 + number)
    page = shown(signed_in, event)
    assert "Their mail gives no reason: 3 other employers have said no to you in the same sentence." in page
    assert re.findall(r"<bdi>(Firm [^<]*)</bdi>", page) == [
        "Firm &lt;2&gt;",
        "Firm &lt;1&gt;",
        "Firm &lt;0&gt;",
    ]


def test_a_stock_sentence_never_counts_as_a_reason(signed_in: Client, owner: User) -> None:
    reasons = [{"code": "timing", "quote": "The position has been filled.", "confidence": 0.9}]
    event = no(owner, "Nordlicht", "The position has been filled.", reasons=reasons)
    assert "What they stated" in shown(signed_in, event)
    for name in ("Corvo", "Helvika"):
        no(owner, name, "The position has been filled.", reasons=reasons)
    page = shown(signed_in, event)
    assert "What they stated" not in page
    assert "They state none" in page


def test_comparison_and_fit_are_no_reason_and_the_page_says_so(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO, reasons=[{"code": "competition", "quote": NO, "confidence": 0.9}])
    page = shown(signed_in, event)
    assert "counts as no reason here" in page
    assert "What they stated" not in page


def test_what_a_later_mail_states_is_shown_as_that(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    said = "You have no forklift licence."
    later = Message.objects.create(
        owner=owner, kind="feedback", confidence=1, at=day(25), text=said, language="en", filed=True,
        reasons=[{"code": "screening_rule", "quote": said, "confidence": 0.8}],
    )  # fmt: skip
    record.record(owner, event.current_id, [Fact("feedback", day(25), "mail", later.pk)])
    page = shown(signed_in, event)
    assert "A requirement of theirs" in page
    assert "partly in your hands" in page
    assert "from a later mail" in page


def test_a_no_within_minutes_suggests_a_rule_that_can_be_taken_or_turned_down(
    signed_in: Client, owner: User
) -> None:
    event = no(owner, "Nordlicht", NO, after=timedelta(minutes=7))
    page = shown(signed_in, event)
    assert "The no came 7 minutes after you applied" in page
    assert "likely, about 80 %" in page
    signed_in.post(f"/rejections/{event.pk}/suggested/", {"code": "screening_rule", "down": "1"})
    assert "What it may have been" not in shown(signed_in, event)
    signed_in.post(f"/steps/{Step.objects.get().pk}/undo/")
    assert "What it may have been" in shown(signed_in, event)
    signed_in.post(f"/rejections/{event.pk}/suggested/", {"code": "screening_rule", "take": "1"})
    assert Step.objects.get(kind="guess").data == {"codes": ["screening_rule"]}


def test_nothing_is_suggested_where_the_hour_is_not_known(signed_in: Client, owner: User) -> None:
    facts = [*story("applied@0 rejected@0.02", "hand")]
    place = record.create_application(owner, {"company": "Nordlicht"}, facts).applications[0]
    event = Event.objects.get(current=place, kind="rejected")
    assert "What it may have been" not in shown(signed_in, event)


def test_the_guess_is_kept_apart_shown_with_whose_it_is_and_can_be_undone(
    signed_in: Client, owner: User
) -> None:
    event = no(owner, "Nordlicht", NO)
    signed_in.post(f"/rejections/{event.pk}/guess/", {"codes": ["skills_gap", "internal_candidate"]})
    page = shown(signed_in, event)
    assert '<strong>A skill they wanted</strong> <span class="chip">yours to work on</span>' in page
    assert '<strong>Somebody from inside</strong> <span class="chip">not in your hands</span>' in page
    assert "Your guess is kept apart" in page
    assert "What they stated" not in page
    signed_in.post(f"/steps/{Step.objects.get().pk}/undo/")
    assert "<strong>" not in shown(signed_in, event)


def test_letting_go_comes_first_where_there_is_nothing_to_learn(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    page = shown(signed_in, event)
    assert main_action(page) == "Let it go"
    assert "Nothing more to learn here. Letting it go is a good choice." in page
    signed_in.post(f"/rejections/{event.pk}/let-go/")
    page = shown(signed_in, event)
    assert "You let this go: today." in page
    assert "If you want to do something about it after all" in page
    signed_in.post(f"/rejections/{event.pk}/let-go/", {"back": "1"})
    assert "You let this go" not in shown(signed_in, event)


@pytest.mark.parametrize(("text", "told"), [(TELLING, "applied@0"), (NO, "applied@0 interview@9")])
def test_letting_go_does_not_come_first_where_there_is(
    signed_in: Client, owner: User, text: str, told: str
) -> None:
    page = shown(signed_in, no(owner, "Nordlicht", text, told=told))
    assert main_action(page) != "Let it go"
    assert "Letting it go is a good choice" not in page


@pytest.fixture
def other_room() -> Iterator[None]:
    def source(request: HttpRequest, event: Event) -> list[NextStep]:
        return [
            NextStep(
                "thank", "Thank them", "It costs little.", "/thanks/", "Draft it", 5, "Begun: today", rank=-5
            )
        ]

    next_steps.register(source)
    yield
    next_steps.unregister(source)


@pytest.mark.usefixtures("other_room")
def test_what_other_rooms_offer_is_shown_by_rank(signed_in: Client, owner: User) -> None:
    page = shown(signed_in, no(owner, "Nordlicht", NO))
    assert main_action(page) == "Draft it"
    assert "Begun: today" in page
    assert 'href="/thanks/"' in page


def test_tomorrow_is_still_to_come_where_the_day_is_not_over(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    owner.time_zone = "America/Los_Angeles"
    owner.save()
    # Seven in the evening there, still on 10 April.
    clock.travel_to(day(40) + timedelta(hours=17))
    refused = signed_in.post(f"/rejections/{event.pk}/again/", {"on": "2024-04-10"})
    assert "Choose a day that is still to come." in refused.content.decode()
    assert signed_in.post(f"/rejections/{event.pk}/again/", {"on": "2024-04-11"}).status_code == 302
    assert "You want to look again: tomorrow" in shown(signed_in, event)
    assert "You wanted to look at" not in signed_in.get("/rejections/").content.decode()


def test_a_day_to_look_again_is_kept_and_brought_back(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    form = shown(signed_in, event, "again/")
    assert 'value="2024-10-0' in form
    late = signed_in.post(f"/rejections/{event.pk}/again/", {"on": "2024-04-01"}).content.decode()
    assert "Choose a day that is still to come." in late
    signed_in.post(f"/rejections/{event.pk}/again/", {"on": "2024-06-01", "different": "A <licence>"})
    assert "You want to look again: 1 June" in shown(signed_in, event)
    clock.travel_to(date(2024, 6, 2))
    page = shown(signed_in, event)
    assert "You wanted to look at this employer again: yesterday." in page
    assert "<q>A &lt;licence&gt;</q>" in page
    listed = signed_in.get("/rejections/").content.decode()
    assert "You wanted to look at <bdi>Nordlicht</bdi> again" in listed
    assert (
        "You wanted to look at this employer again"
        in signed_in.get(f"/applications/{event.current_id}/").content.decode()
    )


def test_how_far_it_got_is_the_figure_of_insights_with_what_is_known_elsewhere(
    signed_in: Client, owner: User
) -> None:
    event = no(owner, "Nordlicht", NO, told="applied@0 interview@9")
    for number in range(12):
        no(owner, f"Firm {number}", NO)
    # It goes on: it counts on both sides as soon as it is old enough, and no sooner because it got far.
    record.create_application(owner, {"company": "Helvika"}, story("applied@35 interview@38", "hand"))
    page = shown(signed_in, event)
    assert "You got as far as an interview." in page
    step = Insights(facts.courses(owner), facts.day(owner)).steps[0]
    assert (step.k, step.n) == (1, 13)
    assert (
        f"1 of your 13 applications that are {step.mature_day} days old or more got that far; "
        f"with so few, the share could be anything from {round(100 * step.interval.low)} "
        f"to {round(100 * step.interval.high)} %."
    ) in page
    assert "perhaps 8 in 100" in page
    assert "staffinghub.com" in page
    assert "an assumption" in page
    plain = shown(signed_in, Event.objects.filter(kind="rejected").exclude(pk=event.pk).first() or event)
    assert "It ended before an interview or a test." in plain


def test_a_test_is_no_interview_and_no_share_is_made_of_it(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO, told="applied@0 assessment@9")
    for number in range(12):
        no(owner, f"Firm {number}", NO, told="applied@0 interview@9")
    page = shown(signed_in, event)
    assert (
        "You got as far as a test or a task. </p>" in page
        or "You got as far as a test or a task.</p>" in page
    )
    assert "no good figure is known" in page


OWN = {"sender": "ines@nordlicht.example", "name": "Ines Nakamba"}
SECOND = "The candidate ahead of you has worked with tide tables for years."


def test_what_the_one_they_chose_had_is_kept_apart_from_reasons(signed_in: Client, owner: User) -> None:
    reasons = [{"code": "competition", "quote": SECOND, "confidence": 0.9}]
    event = no(
        owner, "Nordlicht", f"Dear Mira,\n\n{SECOND}", told="applied@0 interview@9", reasons=reasons, **OWN
    )
    page = shown(signed_in, event)
    assert "What the one they chose had" in page
    assert f"<blockquote>{SECOND}</blockquote>" in page
    assert "nothing in it to learn from" not in page
    assert "What they stated" not in page
    assert not re.search(r'class="stock">(?:<span[^>]*>[^<]*</span>)?The candidate ahead', page)
    link = re.search(r'href="(/lessons/new/\?[^"]+)">Make a lesson of it', page)
    assert link
    assert SECOND in signed_in.get(link[1].replace("&amp;", "&")).content.decode()


def test_a_machine_that_sends_it_to_others_too_says_nothing_of_anybody(
    signed_in: Client, owner: User
) -> None:
    event = no(owner, "Nordlicht", SECOND)
    no(owner, "Corvo", SECOND, at=10)
    assert "What the one they chose had" not in shown(signed_in, event)


@pytest.mark.parametrize(
    "said",
    [
        "After the last round we had two people whom we would have taken, and one desk.",
        "Nobody at the table argued against you, and it took us a whole evening.",
        "You made the whole room think, and the chart is now on our wall.",
    ],
)
def test_of_a_sentence_that_is_not_stock_the_page_never_says_that_everybody_gets_it(
    signed_in: Client, owner: User, said: str
) -> None:
    reasons = [{"code": "competition", "quote": said, "confidence": 0.9}]
    page = shown(signed_in, no(owner, "Nordlicht", f"Dear Mira,\n\n{said}", reasons=reasons, **OWN))
    if 'class="stock"' not in page:
        assert "said to nearly everybody" not in page
    if re.search(r'class="(?:personal|telling)"', page):
        for words in (
            "nothing in it to learn from",
            "Nothing more to learn here",
            "nearly everybody is told so",
        ):
            assert words not in page


def test_a_permit_is_nobodys_to_work_on(signed_in: Client, owner: User) -> None:
    said = "This position requires the right to work without sponsorship, which we are not able to provide."
    reasons = [{"code": "logistics", "quote": said, "confidence": 0.9}]
    page = shown(signed_in, no(owner, "Nordlicht", said, reasons=reasons))
    assert '<strong>A permit to work</strong> <span class="chip">not in your hands</span>' in page
    assert "theme=logistics" not in page


def test_a_greeting_is_no_sentence_that_others_sent_too(signed_in: Client, owner: User) -> None:
    text = "Sehr geehrte/r Mira Lindner,\n\nwir können Ihnen leider keine Zusage für diese Stelle geben."
    event = no(owner, "Nordlicht", text, language="de")
    for company in ("Corvo", "Helvika"):
        no(owner, company, text, language="de", at=10)
    page = shown(signed_in, event)
    assert "<blockquote>wir können" in page
    assert "<blockquote>Sehr geehrte" not in page


def test_the_wait_and_what_was_before_with_the_employer_and_the_recruiter(
    signed_in: Client, owner: User
) -> None:
    agent = {"sender": "ana.ruiz@brightpath-recruitment.example", "name": "Ana Ruiz"}
    event = no(owner, "Nordlicht GmbH", NO, **agent)
    no(owner, "NORDLICHT", NO, role="Buyer", at=5)
    no(owner, "Corvo", NO, at=6, **agent)
    no(owner, "Helvika", NO)
    page = shown(signed_in, event)
    assert "20 days after you applied" in page
    before = page[page.index("You and them, so far") :]
    assert "<bdi>NORDLICHT</bdi>, <bdi>Buyer</bdi>" in before
    assert "the same person wrote to you there" in before
    assert "Corvo" in before
    assert "Helvika" not in before


def test_without_a_mail_the_persons_own_words_are_shown(signed_in: Client, owner: User) -> None:
    facts = [Fact("applied", day(0)), Fact("rejected", day(9), data={"text": "They called: no budget."})]
    place = record.create_application(owner, {"company": "Nordlicht"}, facts).applications[0]
    page = shown(signed_in, Event.objects.get(current=place, kind="rejected"))
    assert "<blockquote>They called: no budget.</blockquote>" in page
    bare = record.create_application(owner, {"company": "Corvo"}, story("rejected@9", "hand")).applications[0]
    page = shown(signed_in, Event.objects.get(current=bare, kind="rejected"))
    assert "Their words are not recorded." in page


def test_an_entry_that_is_no_rejection_any_more_leads_to_its_application(
    signed_in: Client, owner: User
) -> None:
    event = no(owner, "Nordlicht", NO)
    record.retract_event(owner, event.pk)
    answer = signed_in.get(f"/rejections/{event.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/applications/{event.current_id}/")
    assert signed_in.post(f"/rejections/{event.pk}/let-go/").status_code == 404


def test_calm_and_free_of_markup_from_mail(signed_in: Client, owner: User) -> None:
    event = no(
        owner,
        "Nordlicht <b>",
        "We <b>regret</b> that the <script>x</script> position is closed now for good.",
    )
    page = shown(signed_in, event)
    assert "<script>" not in page
    assert "<b>" not in page
    for word in ("fail", "lost", "unfortunately", "sorry", "rejected candidate"):
        assert word not in page.lower()


def test_undo_leads_back_and_never_elsewhere(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    step = actions.let_go(owner, event.pk)
    answer = signed_in.post(f"/steps/{step.pk}/undo/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == f"/rejections/{event.pk}/"


def test_the_timeline_and_the_application_lead_here(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    actions.let_go(owner, event.pk)
    page = signed_in.get(f"/applications/{event.current_id}/").content.decode()
    assert page.count(f'href="/rejections/{event.pk}/"') == 2
    assert "let go" in page
    record.record(owner, event.current_id, [Fact("interview", day(30))])
    assert "Their no</h2>" not in signed_in.get(f"/applications/{event.current_id}/").content.decode()


def test_queries_stay_as_many_as_rows_grow(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", f"{STOCK} {NO}", sender="ana@nordlicht.example", name="Ana Ruiz")
    counts = []
    for size in (4, 25):
        for number in range(size):
            no(owner, f"Firm {size} {number}", f"{STOCK} {NO}")
            no(owner, "Nordlicht", NO, sender="ana@nordlicht.example", name="Ana Ruiz", at=3)
        shown(signed_in, event)
        with CaptureQueriesContext(connection) as queried:
            shown(signed_in, event)
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 40


def test_a_no_after_a_yes_asks_whether_the_offer_was_taken_back(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", "We have to withdraw our offer.", told="applied@0 offer@9 accepted@11")
    place = event.current_id
    assert "Did they take the offer back?" in shown(signed_in, event)
    answer = signed_in.post(f"/rejections/{event.pk}/after-yes/", {"over": "1"})
    assert answer["Location"] == f"/applications/{place}/"
    taken = Event.objects.select_related("current").get(current=place, kind="rejected", active=True)
    assert (taken.current.status, taken.message_id) == ("rejected", event.message_id)
    assert "Did they take the offer back?" not in shown(signed_in, taken)
    assert "Undo" in signed_in.get(f"/applications/{place}/").content.decode()


def test_a_job_that_stands_is_not_asked_about_again(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", NO, told="applied@0 offer@9 accepted@11")
    signed_in.post(f"/rejections/{event.pk}/after-yes/", {"stands": "1"})
    assert "Did they take the offer back?" not in shown(signed_in, event)
    assert Event.objects.get(pk=event.pk).current.status == "accepted"


def test_one_sentence_is_not_two_reasons(signed_in: Client, owner: User) -> None:
    said = "The role has been filled by an internal candidate."
    reasons = [{"code": code, "quote": said} for code in ("timing", "internal_candidate")]
    page = shown(signed_in, no(owner, "Nordlicht", said, says_why=True, reasons=reasons))
    assert page.count(f"<blockquote>{said}</blockquote>") == 1
    assert "Somebody from inside" in page


TALKED = "Thank you for taking the time to speak with us about the position."


def test_a_no_that_speaks_of_a_talk_asks_for_it_instead_of_denying_it(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", f"Dear Mira,\n\n{TALKED}\n\n{NO}")
    page = shown(signed_in, event)
    assert "It ended before" not in page
    assert "Nothing more to learn" not in page
    assert "Without an interview there is little" not in page
    assert f'<q lang="en">{TALKED}</q>' in page
    assert "Yes, record it" in page
    assert Event.objects.filter(owner=owner, kind="interview").count() == 0, "it asks and never files"

    signed_in.post(f"/rejections/{event.pk}/met/", {"was": "1"})
    place = Event.objects.get(pk=event.pk).current
    (talk,) = Event.objects.filter(owner=owner, kind="interview", active=True)
    assert (place.furthest_stage, place.status) == ("interview", "rejected")
    assert talk.data["date"] == "not_after"
    assert talk.at < event.at
    page = shown(signed_in, event)
    assert "You got as far as an interview" in page
    assert "Yes, record it" not in page
    assert f'href="/entries/{talk.pk}/"' in page, "its day can be added"
    signed_in.post(f"/rejections/{event.pk}/met/", {"was": "1"})
    assert Event.objects.filter(owner=owner, kind="interview").count() == 1, "two presses are one"

    step = Step.objects.get(event=event, kind="met")
    signed_in.post(f"/steps/{step.pk}/undo/")
    assert Event.objects.get(pk=event.pk).current.furthest_stage == "applied"
    assert "Yes, record it" in shown(signed_in, event)
    signed_in.post(f"/steps/{step.pk}/undo/")
    assert Event.objects.get(pk=event.pk).current.furthest_stage == "interview"


def test_a_talk_that_was_none_is_not_asked_about_again(signed_in: Client, owner: User) -> None:
    event = no(owner, "Nordlicht", f"{TALKED}\n\n{NO}")
    signed_in.post(f"/rejections/{event.pk}/met/", {"none": "1"})
    page = shown(signed_in, event)
    assert "Yes, record it" not in page
    assert "It ended before an interview" in page
    assert not Event.objects.filter(owner=owner, kind="interview").exists()


def test_a_known_talk_and_a_no_without_one_are_not_asked_about(signed_in: Client, owner: User) -> None:
    known = no(owner, "Nordlicht", f"{TALKED}\n\n{NO}", told="applied@0 interview@5")
    assert "Yes, record it" not in shown(signed_in, known)
    assert "Yes, record it" not in shown(signed_in, no(owner, "Kestrel", NO))


def test_a_talk_of_unknown_day_is_not_looked_back_at_as_if_it_were_today(owner: User) -> None:
    event = no(owner, "Nordlicht", f"{TALKED}\n\n{NO}", at=39)
    actions.met(owner, event.pk, was=True)
    suggested = [one for one in reflecting(owner, clock.now()) if one.kind == "debrief"]
    assert [one.about for one in suggested] == [{"event": event.pk}]


def test_what_was_said_on_the_phone_is_neither_nothing_nor_denied(signed_in: Client, owner: User) -> None:
    said = "They phoned: someone who can start at 3 in the morning. I was the friendliest on the trial shift."
    facts = [*story("applied@0", "hand"), Fact("rejected", day(20), "hand", data={"text": said})]
    place = record.create_application(owner, {"company": "Osgood Bakery"}, facts).applications[0]
    event = Event.objects.get(current=place, kind="rejected")
    page = shown(signed_in, event)
    for untrue in ("Nothing more to learn", "None is recorded", "It ended before"):
        assert untrue not in page
    assert "Keep what they told you as feedback" in page
    form = signed_in.get(f"/feedback/new/?event={event.pk}").content.decode()
    assert said in form
    given = {"event": event.pk, "application": place, "giver": "employer", "manner": "call", "text": said}
    assert signed_in.post("/feedback/new/", {**given, "on": "2024-03-21"}).status_code == 302
    assert "Keep what they told you as feedback" not in shown(signed_in, event)
