"""Pages of received feedback: recording, praise first, correcting with undo, patterns, and mails that could be kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onward.applications import actions as record
from onward.applications import correspondence
from onward.applications import next_steps as registry
from onward.applications.correspondence import Correspondent, Mail
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.base.errors import Problem
from onward.feedback import actions, next_steps, queries
from onward.feedback.actions import Given
from onward.feedback.models import Feedback, Point
from onward.people.models import User

from ..applications.conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]

WORDS = "Your answers were rather long and vague. You were very well prepared, and your SQL is excellent."


def add(owner: User, company: str = "Nordlicht", *facts: Fact) -> int:
    told = facts or (Fact("applied", day(0)), Fact("interview", day(5)), Fact("rejected", day(9)))
    return record.create_application(owner, {"company": company, "role": "Cook"}, told).applications[0]


def keep(
    owner: User, text: str = WORDS, giver: str = "friend", name: str = "", place: int | None = None
) -> Feedback:
    return actions.record(owner, Given(text, "call", giver, day(10), name, place))


def page_of(browser: Client, one: Feedback) -> str:
    return browser.get(reverse("received", args=[one.pk])).content.decode()


def points(one: Feedback) -> list[tuple[str, str, str]]:
    return [
        (point.says, point.theme, point.quote)
        for point in one.points.filter(left_out=False).order_by("position")
    ]


def undo(browser: Client, one: Feedback) -> None:
    """Press what the bar of the page offers."""
    form = re.search(r'<form method="post" action="([^"]+/undo/[^"]*)">', page_of(browser, one))
    assert form
    assert browser.post(form[1].replace("&amp;", "&")).status_code == 302


def test_recorded_by_hand_it_shows_praise_first(signed_in: Client, owner: User) -> None:
    place = add(owner)
    form = signed_in.get(f"/feedback/new/?application={place}").content.decode()
    assert f'<option value="{place}" selected>Nordlicht, Cook</option>' in form
    answer = signed_in.post(
        "/feedback/new/",
        {"giver": "employer", "manner": "call", "giver_name": "Karla Brandt", "on": "2024-04-02", "application": place,
         "text": WORDS},
    )  # fmt: skip
    one = Feedback.objects.get()
    assert answer.headers["Location"] == f"/feedback/{one.pk}/"
    assert (one.giver, one.manner, one.application_id, one.language) == ("employer", "call", place, "en")
    page = page_of(signed_in, one)
    assert "<bdi>Karla Brandt, Nordlicht</bdi>" in page
    assert page.index("What they value") < page.index("What they would like to see more of")
    assert page.index("your SQL is excellent") < page.index("Your answers were rather long and vague.")
    assert '<mark data-says="strength">You were very well prepared</mark>' in page
    assert "Kept as feedback: Karla Brandt, Nordlicht" in page


def test_without_words_nothing_is_kept(signed_in: Client, owner: User) -> None:
    answer = signed_in.post("/feedback/new/", {"giver": "friend", "manner": "call", "text": "  "})
    assert "Write what they said." in answer.content.decode()
    assert not Feedback.objects.exists()
    with pytest.raises(Problem):
        keep(owner, " \0 ")


def test_undoing_the_recording_puts_it_away_and_again_brings_it_back(signed_in: Client, owner: User) -> None:
    one = keep(owner)
    undo(signed_in, one)
    assert Feedback.objects.get().put_away_at is not None
    assert "This is put away" in page_of(signed_in, one)
    undo(signed_in, one)
    assert Feedback.objects.get().put_away_at is None
    assert points(one)


def test_a_point_is_corrected_and_the_undo_brings_back_all_of_it(signed_in: Client, owner: User) -> None:
    one = keep(owner)
    before = points(one)
    gap = one.points.get(says="gap")
    signed_in.post(
        reverse("point", args=[gap.pk]), {"do": "correct", "theme": "culture_add", "says": "strength"}
    )
    gap.refresh_from_db()
    assert (gap.theme, gap.says, gap.by_hand) == ("culture_add", "strength", True)
    page = page_of(signed_in, one)
    assert "Corrected a point" in page
    assert "as you say" in page
    undo(signed_in, one)
    assert points(one) == before
    assert "Undid: Corrected a point" in page_of(signed_in, one)
    undo(signed_in, one)
    assert Point.objects.get(pk=gap.pk).theme == "culture_add"


def test_each_change_goes_back_one_by_one(signed_in: Client, owner: User) -> None:
    one = keep(owner)
    states = [points(one)]
    first, second, *_rest = one.points.order_by("position")
    actions.leave_out(owner, first.pk)
    states.append(points(one))
    actions.requote(owner, second.pk, "You were very\nwell prepared")
    states.append(points(one))
    assert (states[2][0][2], states[2][-1][2]) == ("You were very", "well prepared")
    actions.join(owner, second.pk)
    assert next(quote for _s, _t, quote in points(one)) == "You were very well prepared"
    actions.add(owner, one.pk, "rather long")
    assert "rather long" in [quote for _s, _t, quote in points(one)]
    for state in (None, states[2], states[1], states[0]):
        actions.undo(owner, one.pk)
        if state is not None:
            assert points(one) == state
    actions.redo(owner, one.pk)
    assert points(one) == states[1]
    actions.add(owner, one.pk, "rather long")
    with pytest.raises(Problem):
        actions.redo(owner, one.pk)


def test_undo_pressed_twice_takes_back_once(signed_in: Client, owner: User) -> None:
    one = keep(owner)
    actions.leave_out(owner, one.points.all()[0].pk)
    order = Feedback.objects.get().history[-1]["order"]
    actions.undo(owner, one.pk, order)
    with pytest.raises(Problem):
        actions.undo(owner, one.pk, order)
    assert Feedback.objects.get().put_away_at is None


def test_words_that_were_not_said_are_no_point(owner: User) -> None:
    one = keep(owner)
    for words in ("You were terrible", "   "):
        with pytest.raises(Problem):
            actions.add(owner, one.pk, words)
    with pytest.raises(Problem):
        actions.correct(owner, one.points.all()[0].pk, "age", "gap")


def test_edited_words_are_read_again_and_what_was_corrected_stays(signed_in: Client, owner: User) -> None:
    one = keep(owner)
    gap = one.points.get(says="gap")
    actions.correct(owner, gap.pk, "interview_performance", "")
    text = f"{WORDS} Your cover letter was too general."
    form = {"giver": "friend", "manner": "call", "on": "2024-03-11", "application": "", "text": text}
    assert signed_in.post(reverse("edit_received", args=[one.pk]), form).status_code == 302
    assert Point.objects.get(pk=gap.pk).says == ""
    assert ("gap", "application_materials", "Your cover letter was too general.") in points(one)
    actions.undo(owner, one.pk)
    assert Feedback.objects.get().text == WORDS


def test_a_pattern_needs_three_who_know_nothing_of_each_other(signed_in: Client, owner: User) -> None:
    said = "Your answers to our questions were too long and rather vague."
    keep(owner, f"{said} Your answers in the interview were too long.", "employer", "Karla", add(owner))
    keep(owner, f"Karla again: {said}", "employer", "Jonas", add(owner, "Nordlicht"))
    page = signed_in.get("/feedback/").content.decode()
    assert "Mentioned once" in page
    keep(owner, "Your answer on money was vague.", "friend", "Ana")
    assert "Mentioned by two" in signed_in.get("/feedback/").content.decode()
    third = keep(owner, "Your answer about conflict was too long.", "mock_interviewer", "Teodor")
    page = signed_in.get("/feedback/").content.decode()
    assert "A pattern: 3 sources that know nothing of each other" in page
    for words in ("Your answer on money", "Your answer about conflict was too long."):
        assert words in page
    (theme,) = [one for one in queries.themes(owner) if one.code == "interview_performance"]
    assert (theme.gaps.state, theme.gaps.sources) == ("pattern", 3)
    actions.put_away(owner, third.pk)
    assert "A pattern" not in signed_in.get("/feedback/").content.decode()


def test_strengths_stand_first_and_a_contradiction_is_said(signed_in: Client, owner: User) -> None:
    keep(
        owner,
        "Your answers to the hard questions were clear and well structured.",
        "employer",
        "Karla",
        add(owner),
    )
    keep(owner, "Your answers were too long and vague.", "friend", "Ana")
    page = signed_in.get("/feedback/").content.decode()
    assert page.index('id="strengths"') < page.index('id="gaps"')
    assert "Seen both ways: 1 source would like to see more of it." in page
    assert "Seen both ways: 1 source names it a strength." in page
    assert "because" not in page[page.index("<main") : page.index("How this is counted")]


def test_reasons_of_noes_count_unless_they_say_nothing(owner: User) -> None:
    for company, code, quote in (
        ("Nordlicht", "skills_gap", "We need somebody who knows SAP in depth."),
        ("Corvo", "competition", "Other candidates were a better match."),
        ("Helvika", "culture_add", "We went with a better fit."),
    ):
        data = {"reasons": [{"code": code, "quote": quote}]}
        add(owner, company, Fact("applied", day(0)), Fact("rejected", day(9), "mail", None, data))
    found = {one.code: one for one in queries.themes(owner)}
    assert found["skills_gap"].gaps.sources == 1
    assert found["skills_gap"].gaps.signals[0].stated
    assert found["culture_add"].gaps.sources == 0
    assert not found["competition"].gaps.signals


def test_a_lesson_begins_with_the_words_of_the_point(signed_in: Client, owner: User) -> None:
    page = page_of(signed_in, keep(owner))
    link = re.search(r'href="(/lessons/new/\?[^"]+)"', page)
    assert link
    assert "source=feedback" in link[1]
    assert "theme=skills_gap" in page
    form = signed_in.get(link[1].replace("&amp;", "&")).content.decode()
    assert "You were very well prepared" in form


def test_asking_somebody_chooses_questions_writes_a_letter_and_leads_to_the_answers(
    signed_in: Client, owner: User
) -> None:
    page = signed_in.get(
        "/feedback/ask/?about=papers&q=first_page&q=believe&q=one_change&name=Ana"
    ).content.decode()
    assert "Hi Ana," in page
    assert "3. If I changed one thing" in page
    assert 'href="mailto:?subject=' in page
    assert "Choose at least 3 questions" in signed_in.get("/feedback/ask/?q=well&q=unclear").content.decode()
    sheet = signed_in.get(
        "/feedback/ask/paper/?about=papers&q=first_page&q=believe&q=one_change"
    ).content.decode()
    assert sheet.count('class="write"') == 3
    link = re.search(r'href="(/feedback/new/\?[^"]+)"', page)
    assert link
    form = signed_in.get(link[1].replace("&amp;", "&")).content.decode()
    assert 'value="friend" selected' in form
    answers = {
        "giver": "friend", "manner": "form", "giver_name": "Ana", "application": "", "q": ["first_page", "one_change"],
        "answer_first_page": "I could not fault it, the summary is lovely.",
        "answer_one_change": "The letter is too long.",
    }  # fmt: skip
    assert signed_in.post("/feedback/new/", answers).status_code == 302
    one = Feedback.objects.get()
    assert (one.giver, one.manner) == ("friend", "form")
    assert "what do I do, and what is missing?\nI could not fault it" in one.text
    assert [says for says, _theme, _quote in points(one)] == ["strength", "gap"]


@pytest.fixture
def mailbox() -> Iterator[dict[int, Mail]]:
    """Mails that the floors below may know of."""
    kept: dict[int, Mail] = {}

    def lookup(whose: User, keys: Sequence[int]) -> Mapping[int, Mail]:
        return {key: kept[key] for key in keys if key in kept and whose.username == "mira"}

    correspondence.register(lookup)
    yield kept
    correspondence.unregister(lookup)


def mail(key: int = 70) -> Mail:
    me = Correspondent("Mira", "mira@example.org", "own")
    karla = Correspondent("Karla Brandt", "karla@nordlicht.example", "person")
    return Mail(
        key, day(12), False, "feedback", karla, (me,), "Your question", WORDS, "en", "Nordlicht", (), None, "", (),
        f"/messages/{key}/",
    )  # fmt: skip


def test_a_mail_with_feedback_is_offered_and_only_a_press_keeps_it(
    signed_in: Client, owner: User, mailbox: dict[int, Mail]
) -> None:
    place = add(owner, "Nordlicht", Fact("applied", day(0)), Fact("rejected", day(9)))
    record.record(owner, place, [Fact("feedback", day(12), "mail", 70)])
    mailbox[70] = mail()
    application = signed_in.get(f"/applications/{place}/").content.decode()
    assert "<bdi>Karla Brandt</bdi> wrote what they thought. Keep it as feedback?" in application
    assert "wrote what they thought" in signed_in.get("/feedback/").content.decode()
    request = RequestFactory().get("/")
    request.user = owner
    no = Event.objects.get(kind="rejected")
    (offer,) = [one for one in registry.for_event(request, no) if one.key == "learn_from_feedback"]
    assert (offer.url, offer.state) == ("/feedback/new/?message=70", "")
    form = signed_in.get(offer.url).content.decode()
    assert WORDS in form
    assert 'value="Karla Brandt"' in form
    assert not Feedback.objects.exists()
    signed_in.post(
        "/feedback/new/",
        {"giver": "employer", "giver_name": "Karla Brandt", "manner": "mail", "application": place, "message": 70,
         "text": WORDS},
    )  # fmt: skip
    one = Feedback.objects.get()
    assert (one.message_id, one.application_id) == (70, place)
    assert "Keep it as feedback?" not in signed_in.get(f"/applications/{place}/").content.decode()
    assert signed_in.get(offer.url).headers["Location"] == f"/feedback/{one.pk}/"
    (offer,) = next_steps.learn(request, no)
    assert offer.state.startswith("Kept")


def test_a_mail_that_is_hidden_for_now_is_not_offered(
    signed_in: Client, owner: User, mailbox: dict[int, Mail]
) -> None:
    place = add(owner)
    record.record(owner, place, [Fact("feedback", day(12), "mail", 71)])
    assert queries.waiting(owner) == []
    assert signed_in.get("/feedback/new/?message=71").status_code == 404


def test_merged_applications_keep_their_feedback(signed_in: Client, owner: User) -> None:
    one, other = add(owner), add(owner, "Nordlicht Energie")
    told = keep(owner, place=other)
    record.merge(owner, one, other)
    into = Application.objects.get(pk=one)
    assert [kept.pk for kept in queries.of_application(owner, into)] == [told.pk]


def test_nothing_yet_says_what_to_do(signed_in: Client, owner: User) -> None:
    page = signed_in.get("/feedback/").content.decode()
    assert "Nothing here yet" in page
    assert 'href="/feedback/ask/"' in page


def test_words_are_shown_as_words(signed_in: Client, owner: User) -> None:
    one = keep(owner, "Your <b>answers</b> were too long & vague.", name="<i>Ana</i>")
    for page in (page_of(signed_in, one), signed_in.get("/feedback/").content.decode()):
        assert "<b>answers" not in page
        assert "<i>Ana" not in page


@pytest.mark.parametrize(
    "query", ["application=x", "application=99", "event=5", "letter=3", "message=8", "message=" + "9" * 30]
)
def test_what_is_not_there_is_not_found(signed_in: Client, owner: User, query: str) -> None:
    assert signed_in.get(f"/feedback/new/?{query}").status_code == 404


def test_strangers_find_nothing(signed_in: Client, owner: User, stranger: User) -> None:
    theirs = keep(stranger)
    point = theirs.points.all()[0].pk
    place = add(stranger)
    for path in (
        f"/feedback/{theirs.pk}/",
        f"/feedback/{theirs.pk}/edit/",
        f"/feedback/new/?application={place}",
    ):
        assert signed_in.get(path).status_code == 404
    for path in (f"/feedback/points/{point}/", f"/feedback/{theirs.pk}/points/", f"/feedback/{theirs.pk}/undo/",
                 f"/feedback/{theirs.pk}/put-away/"):  # fmt: skip
        assert signed_in.post(path, {"do": "out", "quote": "prepared"}).status_code == 404
    form: dict[str, Any] = {"giver": "friend", "manner": "call", "text": "Fine", "application": place}
    assert signed_in.post("/feedback/new/", form).status_code == 404
    own = keep(owner)
    assert (
        "is not one of the available choices"
        in signed_in.post(f"/feedback/{own.pk}/edit/", form).content.decode()
    )
    assert points(theirs)
    actions.put_away(owner, own.pk)
    assert "prepared" not in signed_in.get("/feedback/").content.decode()


def test_queries_stay_as_many_as_feedback_grows(signed_in: Client, owner: User) -> None:
    counts = []
    for size in (2, 12):
        for number in range(size):
            data = {"reasons": [{"code": "skills_gap", "quote": f"We need deeper SQL, part {number}."}]}
            place = add(owner, f"Firm {size} {number}", Fact("rejected", day(9), "mail", None, data))
            keep(owner, place=place, name=f"Ana {size} {number}")
        one = Feedback.objects.latest("pk")
        counted = []
        for path in ("/feedback/", f"/feedback/{one.pk}/", f"/applications/{one.application_id}/"):
            with CaptureQueriesContext(connection) as queried:
                signed_in.get(path)
            counted.append(len(queried))
        counts.append(counted)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 40


def test_no_alarm_and_no_praise_that_was_not_earned(signed_in: Client, owner: User) -> None:
    page = page_of(signed_in, keep(owner, "Your answers were too long."))
    content = page[page.index("<main") : page.index("</main>")].lower()
    for word in ("erase", "fail", "unfortunately", "weakness", "bad", "great", "!", 'data-tone="time"'):
        assert word not in content.replace("<!", "")
