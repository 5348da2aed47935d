"""Today, what was chosen there, and the pages of the week; each act has its undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.stages import Fact
from onward.applications.suggestions import Suggestion
from onward.base import clock
from onward.capture.models import Posting
from onward.letters.models import Draft
from onward.mail.models import Message, Proposal
from onward.people.models import User
from onward.plan import actions as plan_actions
from onward.plan import queries, summary
from onward.plan.models import Choice, Goal, Review, Week

#: Wednesday, ten o'clock in Lisbon.
NOW = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)
MONDAY = date(2024, 5, 13)


@pytest.fixture(autouse=True)
def _in_may(owner: User) -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def application(owner: User, company: str, *facts: tuple[str, float]) -> int:
    told = [Fact(kind, NOW + timedelta(days=days)) for kind, days in facts]
    filing = Filing(None, told, [Detail({"company": company, "role": "Cook"}, NOW)])
    return actions.record_many(owner, [filing], "Filed").applications[0]


def ahead(owner: User, company: str, days: float) -> int:
    """An interview that many days ahead."""
    at = (NOW + timedelta(days=days)).isoformat()
    told = [
        Fact("applied", NOW - timedelta(days=9)),
        Fact("interview", NOW - timedelta(days=2), "mail", None, {"interview_at": at}),
    ]
    return actions.record_many(
        owner, [Filing(None, told, [Detail({"company": company}, NOW)])], "Filed"
    ).applications[0]


def read(browser: Client, path: str = "/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def keys(owner: User) -> list[str]:
    return [one.suggestion.key for one in queries.today(owner).shown]


def post(browser: Client, path: str, **given: Any) -> str:
    answer = browser.post(path, given, follow=True)
    assert answer.status_code == 200, answer.content
    return unescape(answer.content.decode())


def test_an_empty_journal_begins_with_the_first_visit(signed_in: Client) -> None:
    assert signed_in.get("/").headers["Location"] == "/welcome/"


def test_a_quiet_day_says_so_and_means_it(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    page = read(signed_in)
    assert "Nothing needs doing today." in page
    assert "/today/choose/" not in page


def test_the_start_page_is_today_and_the_only_current_one(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    page = read(signed_in)
    assert '<a href="/" aria-current="page">Today</a>' in page
    assert 'href="/" aria-current' not in read(signed_in, "/applications/")


def test_what_why_effort_evidence_and_the_way_to_the_work(signed_in: Client, owner: User) -> None:
    place = ahead(owner, "Nordlicht", 1.2)
    page = read(signed_in)
    assert "Prepare for the interview with Nordlicht, tomorrow at 14:48" in page
    assert "45 minutes" in page
    assert "psychiatryonline" in page
    assert "Why this first?" in page
    assert f'href="/applications/{place}/"' in page


def test_what_is_hard_too_and_has_its_day_soon_stays_in_sight(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    told = [Fact("applied", NOW - timedelta(days=9)), Fact("assessment", NOW + timedelta(days=3), "hand")]
    place = actions.create_application(owner, {"company": "Corvo"}, told, "mail").applications[0]
    assert "assessment" not in [one.partition(":")[0] for one in keys(owner)], "one hard thing a day"
    words = "Do the task from Corvo, by 18 May"
    assert f'Also soon: <a href="/applications/{place}/"><bdi>{words}</bdi></a>.' in read(signed_in)
    day = queries.today(owner)
    assert summary.lines(day)[-1] == f"Also soon: {words}."
    told = queries.as_json(day, soon=True)
    assert told[:-1] == queries.as_json(day), "what is to be done stays as it is"
    assert (told[-1]["kind"], told[-1]["due"]) == ("soon", "2024-05-18")
    assert told[-1]["id"] == next(one.suggestion.key for one in day.named)
    assert list(told[-1]) == list(told[0])
    post(signed_in, "/today/day/", do="close")
    assert "Also soon" not in read(signed_in)
    assert queries.as_json(queries.today(owner), soon=True) == []


def test_where_only_what_is_hard_has_its_day_the_terminal_names_it_too(owner: User) -> None:
    told = [Fact("applied", NOW - timedelta(days=9)), Fact("assessment", NOW + timedelta(days=3), "hand")]
    actions.create_application(owner, {"company": "Corvo"}, told, "mail")
    plan_actions.feel(owner, "low")
    assert keys(owner) == []
    assert summary.lines(queries.today(owner))[-1] == "Also soon: Do the task from Corvo, by 18 May."


def test_a_posting_that_closes_is_told_before_the_first_application(owner: User) -> None:
    fields = {"employer": {"value": "Tamarind"}, "valid_until": {"value": "2024-05-17"}}
    Posting.objects.create(
        owner=owner, how="pasted", given_at=NOW, text="", fields=fields, digest="x", changed_at=NOW
    )
    assert "apply" in [one.partition(":")[0] for one in keys(owner)]


def test_a_plan_begins_with_the_days_that_are_left(signed_in: Client, owner: User) -> None:
    assert '<option value="2024-05-15" selected>' in read(signed_in, "/week/plan/")
    assert '<option value="2024-05-20" selected>' in read(signed_in, "/week/plan/?of=2024-05-20")


def test_done_goes_and_comes_back_with_undo(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    first = keys(owner)[0]
    page = post(signed_in, "/today/choose/", key=first, do="done")
    assert "Done: " in page
    assert first not in keys(owner)
    made = Choice.objects.get()
    assert f"/choices/{made.pk}/undo/" in page
    page = post(signed_in, f"/choices/{made.pk}/undo/")
    assert "Taken back:" in page
    assert first in keys(owner)
    post(signed_in, f"/choices/{made.pk}/undo/")
    assert first not in keys(owner)


def test_pressed_twice_it_is_one_choice(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    first = keys(owner)[0]
    signed_in.post("/today/choose/", {"key": first, "do": "done"})
    # What is not offered any more changes nothing.
    assert signed_in.post("/today/choose/", {"key": first, "do": "done"}).status_code == 422
    assert Choice.objects.count() == 1


def test_later_comes_again_on_its_day(signed_in: Client, owner: User) -> None:
    for number in range(4):
        application(owner, f"Firm {number}", ("applied", -40))
    first = keys(owner)[0]
    page = post(signed_in, "/today/choose/", key=first, do="later", day="2024-05-18")
    assert "18 May" in page
    assert first not in keys(owner)
    clock.travel_to(NOW + timedelta(days=3))
    assert first in keys(owner)
    answer = signed_in.post("/today/choose/", {"key": first, "do": "later", "day": "2024-05-02"})
    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


def test_what_has_a_last_day_is_not_put_off_beyond_it(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    page = read(signed_in)
    first = keys(owner)[0]
    assert 'value="tomorrow"' in page
    assert 'value="monday"' not in page
    assert 'max="2024-05-16"' in page
    answer = signed_in.post("/today/choose/", {"key": first, "do": "later", "until": "monday"})
    assert answer.status_code == 422
    assert "its last day is tomorrow" in answer.content.decode()
    assert not Choice.objects.exists()
    post(signed_in, "/today/choose/", key=first, do="later", until="tomorrow")
    assert first not in keys(owner)
    clock.travel_to(NOW + timedelta(hours=22))
    assert first in keys(owner)


def test_a_follow_up_is_not_put_off_to_the_midnight_after_its_last_day(
    signed_in: Client, owner: User
) -> None:
    place = application(owner, "Nordlicht", ("applied", -60), ("rejected", -30))
    Draft.objects.create(
        owner=owner, purpose="feedback", application_id=place, body="Dear Ana", begun_at=NOW - timedelta(days=28),
        saved_at=NOW - timedelta(days=28), sent_at=NOW - timedelta(days=28), follow_up_on=date(2024, 5, 2),
    )  # fmt: skip
    (key,) = [key for key in keys(owner) if key.startswith("follow_up")]
    with timezone.override("Europe/Lisbon"):
        assert "   5 minutes, worth it until tomorrow" in summary.lines(queries.today(owner))
    answer = signed_in.post("/today/choose/", {"key": key, "do": "later", "day": "2024-05-17"})
    assert answer.status_code == 422
    assert "its last day is tomorrow" in answer.content.decode()
    post(signed_in, "/today/choose/", key=key, do="later", until="tomorrow")
    clock.travel_to(NOW + timedelta(days=1))
    assert key in keys(owner)
    clock.travel_to(NOW + timedelta(days=2))
    assert key not in keys(owner)


@pytest.mark.parametrize(("until", "day"), [("tomorrow", date(2024, 5, 16)), ("monday", date(2024, 5, 20))])
def test_later_can_be_said_in_one_press(signed_in: Client, owner: User, until: str, day: date) -> None:
    application(owner, "Nordlicht", ("applied", -40))
    post(signed_in, "/today/choose/", key=keys(owner)[0], do="later", until=until)
    assert Choice.objects.get().until == day


def test_not_for_me_says_what_it_learns_and_can_be_called_back(signed_in: Client, owner: User) -> None:
    for number in range(3):
        application(
            owner, f"Firm {number}", ("applied", -100), ("interview", -80), ("rejected", -50 - number)
        )
    for times, words in enumerate(("rest until 29 May", "rest until 10 July", "come no more")):
        shown = [one for one in queries.today(owner).ranked if one.suggestion.kind == "in_touch"]
        if times:
            assert not shown, "the kind rests"
            clock.travel_to(NOW + timedelta(days=0))
            # Only the kind's rest is over: the letters themselves were not refused.
            Choice.objects.filter(what="refused").update(at=NOW - timedelta(days=60 * times))
            shown = [one for one in queries.today(owner).ranked if one.suggestion.kind == "in_touch"]
        page = post(signed_in, "/today/choose/", key=shown[0].suggestion.key, do="refused")
        assert words in page, page[page.find("last-act") : page.find("last-act") + 400]
    aside = read(signed_in, "/today/set-aside/")
    assert "Let them come again" in aside
    page = post(signed_in, "/today/set-aside/welcome/", kind="in_touch")
    assert "Let them come again" not in page
    assert "They may come again: Staying in touch" in page


def test_the_rest_is_told_by_the_day_of_the_person(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -40))
    # Half past midnight in Lisbon, on the 16th.
    clock.travel_to(NOW.replace(hour=23, minute=30))
    page = post(signed_in, "/today/choose/", key=keys(owner)[0], do="refused")
    assert "rest until 30 May" in page
    assert "rest until 30 May" in read(signed_in, "/today/set-aside/")


def test_what_was_waved_away_three_times_is_said_to_come_no_more_however_long_ago(
    signed_in: Client, owner: User
) -> None:
    for number in range(3):
        application(
            owner, f"Firm {number}", ("applied", -100), ("interview", -80), ("rejected", -50 - number)
        )
    for days in (400, 300):
        Choice.objects.create(
            owner=owner, kind="in_touch", about={"event": 0}, what="refused", title="Stay in touch",
            others="Staying in touch", at=NOW - timedelta(days=days),
        )  # fmt: skip
    (key, *_rest) = [
        one.suggestion.key for one in queries.today(owner).ranked if one.suggestion.kind == "in_touch"
    ]
    assert "come no more" in post(signed_in, "/today/choose/", key=key, do="refused")


def kinds(owner: User) -> list[str]:
    return [one.suggestion.kind for one in queries.today(owner).shown]


def test_what_was_put_off_does_not_come_back_under_the_name_of_the_next_week_or_month(
    signed_in: Client, owner: User
) -> None:
    for number in range(4):
        application(owner, f"Firm {number}", ("applied", -40))
    for kind, until in (("one_more", date(2024, 6, 5)), ("let_rest", date(2024, 6, 9))):
        (key,) = [key for key in keys(owner) if key.startswith(kind)]
        post(signed_in, "/today/choose/", key=key, do="later", day=f"{until}")
        for days in range((until - NOW.date()).days):
            clock.travel_to(NOW + timedelta(days=days))
            assert kind not in kinds(owner), days
        clock.travel_to(datetime.combine(until, NOW.time(), UTC))
        assert kind in kinds(owner)
        clock.travel_to(NOW)


def test_unclear_mails_that_were_put_off_stay_away_though_one_more_comes(
    signed_in: Client, owner: User
) -> None:
    application(owner, "Nordlicht", ("applied", -2))

    def unclear() -> None:
        mail = Message.objects.create(owner=owner, kind="update", confidence=0.5, at=clock.now())
        Proposal.objects.create(owner=owner, message=mail, question="kind", why="it could be either")

    unclear()
    (key,) = keys(owner)
    post(signed_in, "/today/choose/", key=key, do="later", until="monday")
    clock.travel_to(NOW + timedelta(days=1))
    unclear()
    assert kinds(owner) == []
    clock.travel_to(NOW + timedelta(days=5))
    assert "tray" in kinds(owner)
    (key,) = [key for key in keys(owner) if key.startswith("tray")]
    post(signed_in, "/today/choose/", key=key, do="done")
    assert "tray" not in kinds(owner)
    unclear()
    assert "tray" in kinds(owner), "what is new was not done"


def test_each_says_when_it_stops_being_worth_it(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    application(owner, "Helvika", ("applied", -50))
    application(owner, "Corvo", ("applied", -40), ("interview", -20), ("rejected", -3))
    page = read(signed_in)
    assert "It is worth doing until tomorrow." in page
    assert "It is worth doing until 26 May." in page
    assert "It has no day of its own" in page
    assert "10 minutes, worth it until 26 May" in "\n".join(summary.lines(queries.today(owner)))


def test_a_week_of_many_noes_is_one_line(signed_in: Client, owner: User) -> None:
    for number in range(15):
        application(owner, f"Firm {number}", ("applied", -20), ("rejected", -1))
    page = read(signed_in, "/week/review/")
    assert page.count("Firm ") == 12
    assert "A no came from Firm 0, Firm 1" in page
    assert "said no" not in page


def test_what_is_still_to_come_or_was_called_off_is_no_win(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -9), ("interview", 1))
    off = Fact("interview", NOW - timedelta(days=1), "mail", None, {"cancelled": NOW.isoformat()})
    told = [Fact("applied", NOW - timedelta(days=9)), off]
    actions.record_many(owner, [Filing(None, told, [Detail({"company": "Corvo"}, NOW)])], "Filed")
    page = read(signed_in, "/week/review/")
    assert "an interview" not in page


def test_on_a_hard_day_resting_counts_among_what_is_wanted(owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    for number in range(3):
        application(owner, f"Firm {number}", ("applied", -20), ("rejected", -0.1))
    plan_actions.plan_week(owner, MONDAY, [], [], None, 2)
    assert kinds(owner) == ["rest", "prepare"]
    plan_actions.plan_week(owner, MONDAY, [], [], None, 1)
    assert kinds(owner) == ["rest"]


def test_energy_and_enough_for_today(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -9), ("assessment", -2))
    assert keys(owner)[0].startswith("assessment")
    page = post(signed_in, "/today/day/", energy="low")
    assert 'value="low" aria-pressed="true"' in page
    assert not [key for key in keys(owner) if key.startswith("assessment")]
    page = post(signed_in, "/today/day/", do="close")
    assert "Enough for today." in page
    assert keys(owner) == []
    post(signed_in, "/today/day/", do="open")
    post(signed_in, "/today/day/", energy="usual")
    assert keys(owner)[0].startswith("assessment")
    assert signed_in.post("/today/day/", {"energy": "endless"}).status_code == 422


def test_a_hard_day_offers_rest_first_and_says_why(signed_in: Client, owner: User) -> None:
    for number in range(3):
        application(owner, f"Firm {number}", ("applied", -20), ("rejected", -0.1))
    page = read(signed_in)
    assert "Rest first" in page
    assert "3 employers said no within a day" in page
    page = post(signed_in, "/today/choose/", key=keys(owner)[0], do="close")
    assert "Enough for today." in page


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    signed_in: Client, owner: User, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(60) as asked:
            read(signed_in)
        return len(asked)

    ahead(owner, "Nordlicht", 1.2)
    application(owner, "Helvika", ("applied", -30), ("interview", -14), ("rejected", -3))
    application(owner, "Quiet", ("applied", -50))
    few = count()
    for number in range(12):
        ahead(owner, f"Firm {number}", 1 + number / 4)
        application(owner, f"Other {number}", ("applied", -30), ("interview", -14), ("rejected", -3 - number))
        application(owner, f"Quiet {number}", ("applied", -50))
    assert count() <= few


def test_today_says_where_the_search_stands(signed_in: Client, owner: User) -> None:
    application(owner, "Helvika", ("applied", -3))
    assert "1 application goes on" in read(signed_in)
    application(owner, "Corvo", ("applied", -60))
    application(owner, "Tamarind", ("applied", -6), ("interview", -4))
    application(owner, "Ostra", ("applied", -90), ("rejected", -60))
    application(owner, "Fennick", ("applied", -90), ("withdrawn", -60))
    assert "2 applications go on, 1 is quiet, 2 are over" in read(signed_in)
    said = summary.lines(queries.today(owner), queries.stands(owner))
    assert said[0] == "2 applications go on, 1 is quiet, 2 are over."


def test_a_day_without_suggestions_says_where_what_came_goes(signed_in: Client, owner: User) -> None:
    application(owner, "Helvika", ("applied", -3))
    page = read(signed_in)
    assert "Nothing needs doing today." in page
    assert "Did something come?" in page


def quiet(owner: User) -> Suggestion:
    (one,) = [one.suggestion for one in queries.today(owner).ranked if one.suggestion.kind == "let_rest"]
    return one


def test_letting_silence_rest_is_one_press_with_its_undo(signed_in: Client, owner: User) -> None:
    application(owner, "Helvika", ("applied", -50))
    application(owner, "Corvo", ("applied", -45))
    page = read(signed_in)
    assert re.search(r'name="do" value="done">Let them rest</button>', page)
    page = post(signed_in, "/today/choose/", key=quiet(owner).key, do="done")
    assert "Let them rest" not in page
    made = Choice.objects.get()
    assert f"/choices/{made.pk}/undo/" in page
    assert "Let them rest" in post(signed_in, f"/choices/{made.pk}/undo/")


def test_letting_silence_rest_rests_on_ones_own_answers_once_they_are_many(owner: User) -> None:
    application(owner, "Helvika", ("applied", -50))
    for number in range(19):
        application(owner, f"Firm {number}", ("applied", -100), ("rejected", -90 if number else -40))
    assert quiet(owner).evidence.grade == "seen"
    application(owner, "Tamarind", ("applied", -100), ("assessment", -80), ("rejected", -10))
    # Applied too lately: whoever answered already answered fast.
    application(owner, "Ostra", ("applied", -12), ("rejected", -10))
    found = quiet(owner).evidence
    assert (found.grade, found.says) == (
        "record",
        "Of 20 answers to your latest applications 19 had come within 30 days of applying.",
    )


def test_who_is_answered_late_is_not_told_to_stop_waiting(owner: User) -> None:
    application(owner, "Helvika", ("applied", -50))
    for number in range(20):
        application(owner, f"Firm {number}", ("applied", -100), ("rejected", -40))
    assert "let_rest" not in [one.suggestion.kind for one in queries.today(owner).ranked]


def test_an_answer_of_a_table_without_its_day_tells_nothing_of_waiting(owner: User) -> None:
    application(owner, "Helvika", ("applied", -50))
    for number in range(20):
        bound = {"date": "not_after", "not_after": "2024-05-01"} if number else {"note": "came by mail"}
        told = [
            Fact("applied", NOW - timedelta(days=100), "spreadsheet"),
            Fact("rejected", NOW - timedelta(days=90), "spreadsheet", None, bound),
        ]
        actions.record_many(
            owner, [Filing(None, told, [Detail({"company": f"Firm {number}"}, NOW)])], "Filed"
        )
    assert quiet(owner).evidence.grade == "seen"


# The week


def plan(browser: Client, **more: str) -> str:
    given = {
        "of": f"{MONDAY}", "block0-what": "Rewrite the summary", "block0-on": "2024-05-16", "block0-time": "14:00",
        "block0-where": "Library", "block0-minutes": "45", "setback0-when": "it rains", "setback0-then": "I write at home",
        "pace-hours": "10", "pace-most": "3", **more,
    }  # fmt: skip
    for number in range(1, 4):
        given.setdefault(f"block{number}-on", f"{MONDAY}")
    return post(browser, "/week/plan/", **given)


def test_a_week_is_planned_shown_done_and_undone(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    page = plan(signed_in)
    for words in ("14:00", "Rewrite the summary", "Library", "If it rains: I write at home.", "10 hours"):
        assert words in page
    week = Week.objects.get()
    page = post(signed_in, f"/weeks/{week.pk}/done/", place="0", do="done")
    assert "Not done" in page
    post(signed_in, f"/weeks/{week.pk}/undo/")
    week.refresh_from_db()
    assert week.blocks[0]["done_on"] is None
    page = post(signed_in, f"/weeks/{week.pk}/undo/")
    assert "Rewrite the summary" not in page
    assert signed_in.post(f"/weeks/{week.pk}/undo/").status_code == 422


def test_what_was_planned_comes_to_today_and_done_there_is_done_in_the_plan(
    signed_in: Client, owner: User
) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    plan(signed_in)
    clock.travel_to(NOW + timedelta(days=1))
    [key] = keys(owner)
    assert key.startswith("planned:")
    post(signed_in, "/today/choose/", key=key, do="done")
    assert Week.objects.get().blocks[0]["done_on"] == "2024-05-16"
    post(signed_in, f"/choices/{Choice.objects.get().pk}/undo/")
    assert Week.objects.get().blocks[0]["done_on"] is None


def test_two_things_of_the_same_words_are_two_things(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    words = "Rewrite the summary"
    blocks = [
        {"what": words, "on": on, "time": hour, "where": "", "minutes": None}
        for on, hour in (("2024-05-16", "14:00"), ("2024-05-16", "18:00"), ("2024-05-17", "14:00"))
    ]
    plan_actions.plan_week(owner, MONDAY, blocks, [], None, 5)

    def done() -> list[str | None]:
        return [block["done_on"] for block in Week.objects.get().blocks]

    clock.travel_to(NOW + timedelta(days=1))
    (first,) = [key for key in keys(owner) if key.startswith("planned")]
    post(signed_in, "/today/choose/", key=first, do="done")
    assert done() == ["2024-05-16", None, None]
    (second,) = [key for key in keys(owner) if key.startswith("planned")]
    assert second != first
    post(signed_in, "/today/choose/", key=second, do="done")
    assert done() == ["2024-05-16", "2024-05-16", None]
    post(signed_in, f"/choices/{Choice.objects.latest('pk').pk}/undo/")
    assert done() == ["2024-05-16", None, None]
    clock.travel_to(NOW + timedelta(days=2))
    assert [key for key in keys(owner) if key.startswith("planned")], "tomorrow's is not done with today's"


def test_a_step_that_takes_the_place_of_one_that_was_done_comes_to_today(owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    steps = [
        {"text": "Record it once", "by": "2024-05-15"},
        {"text": "Tell it to a friend", "by": "2024-05-16"},
    ]
    goal = plan_actions.keep_goal(owner, None, "learning", "Explain my project", None, steps)
    (one,) = [ranked.suggestion for ranked in queries.today(owner).shown]
    plan_actions.choose(owner, one, "done")
    assert Goal.objects.get().steps[0]["done_on"]
    plan_actions.keep_goal(owner, goal, "learning", "Explain my project", None, steps[1:])
    assert [ranked.suggestion.title for ranked in queries.today(owner).shown] == ["Tell it to a friend"]


@pytest.mark.parametrize("steps", [[], [{"text": "Ring the two wards that know me", "by": None}]])
def test_a_goal_whose_day_is_near_comes_to_today(owner: User, steps: list[dict[str, Any]]) -> None:
    application(owner, "Nordlicht", ("applied", -2))
    words = "A hospital that renews my permit"
    goal = plan_actions.keep_goal(owner, None, "dated", words, date(2024, 5, 29), steps)
    (one,) = [ranked.suggestion for ranked in queries.today(owner).shown]
    assert (one.title, one.due, one.link) == (
        steps[0]["text"] if steps else words, date(2024, 5, 29), f"/goals/{goal.pk}/",
    )  # fmt: skip
    plan_actions.keep_goal(owner, goal, "dated", words, date(2024, 5, 30), steps)
    assert keys(owner) == []


def test_the_pace_of_the_plan_limits_today(signed_in: Client, owner: User) -> None:
    ahead(owner, "Nordlicht", 1.2)
    for number in range(3):
        application(owner, f"Firm {number}", ("applied", -50))
    assert len(keys(owner)) > 1
    plan(signed_in, **{"pace-most": "1"})
    assert len(keys(owner)) == 1


def test_a_row_that_cannot_be_kept_keeps_what_was_written(signed_in: Client, owner: User) -> None:
    answer = signed_in.post(
        "/week/plan/",
        {"block0-what": "Call Ana", "block0-on": f"{MONDAY}", "block0-time": "noonish", "pace-most": "5"},
    )
    page = answer.content.decode()
    assert "Call Ana" in page
    assert "could not be read" in page
    assert not Week.objects.exists()


def test_the_plan_as_a_calendar_file(signed_in: Client, owner: User) -> None:
    plan(signed_in)
    answer = signed_in.get(f"/week/plan.ics?of={MONDAY}")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Rewrite the summary" in answer.content


def test_a_goal_with_steps_is_changed_and_each_change_undone(signed_in: Client, owner: User) -> None:
    given = {
        "text": "Explain my project in two minutes", "kind": "learning", "step0-text": "Record it once",
        "step0-by": "2024-05-16", "step1-text": "Tell it to a friend",
    }  # fmt: skip
    page = post(signed_in, "/goals/new/", **given)
    assert "0 of 2 steps done" in page
    goal = Goal.objects.get()
    assert "Record it once" in read(signed_in, "/week/") or "Explain my project" in read(signed_in, "/week/")
    page = post(signed_in, f"/goals/{goal.pk}/change/", do="done", place="0")
    assert "1 of 2 steps done" in page
    page = post(signed_in, f"/goals/{goal.pk}/change/", do="reached")
    assert "Open it again" in page
    page = post(signed_in, f"/goals/{goal.pk}/undo/")
    assert "Open it again" not in page
    page = post(signed_in, f"/goals/{goal.pk}/", **{**given, "step1-text": ""})
    assert "1 of 1 step done" in page
    page = post(signed_in, f"/goals/{goal.pk}/undo/")
    assert "1 of 2 steps done" in page
    assert signed_in.post(f"/goals/{goal.pk}/change/", {"do": "done", "place": "9"}).status_code == 422
    assert "Choose a day" in post(signed_in, "/goals/new/", text="x", kind="dated")


def test_a_week_is_looked_back_at_finished_and_kept_as_it_was(signed_in: Client, owner: User) -> None:
    application(owner, "Nordlicht", ("applied", -9), ("assessment", -1))
    place = application(owner, "Helvika", ("applied", -1))
    page = read(signed_in, "/week/review/")
    wins = page.partition("Small wins that the record shows")[2]
    assert "Nordlicht gave you a task" in wins
    assert "You applied to Helvika" in page
    written = {"wins": "I rang them\nI rested", "keep": "Mornings", "change": "No mail after eight"}
    page = post(signed_in, "/week/review/", of=f"{MONDAY}", do="finish", **written)
    for words in ("I rang them", "Mornings", "No mail after eight", "Plan the next week"):
        assert words in page
    # What comes into the record later does not change what was kept.
    actions.record(owner, place, [Fact("offer", NOW)])
    assert "Helvika made an offer" not in read(signed_in, f"/week/review/?of={MONDAY}")
    review = Review.objects.get()
    page = post(signed_in, f"/reviews/{review.pk}/undo/")
    assert 'value="finish"' in page
    assert "Helvika made an offer" in page
    assert "No mail after eight" in read(signed_in, "/week/plan/?of=2024-05-20")


def test_weeks_are_named_by_any_of_their_days_and_nonsense_is_this_week(signed_in: Client) -> None:
    assert "Week of 6 May" in read(signed_in, "/week/?of=2024-05-09")
    for strange in ("0001-01-01", "9999-12-31", "soon", "2024-13-01"):
        assert "This week" in read(signed_in, f"/week/?of={strange}")


def test_pages_of_the_week_say_nothing_of_numbers_sent(signed_in: Client, owner: User) -> None:
    for number in range(7):
        application(owner, f"Firm {number}", ("applied", -1))
    page = read(signed_in, "/week/review/")
    assert not re.search(r"\b7 applications|streak", page)


def test_of_two_things_that_are_called_the_same_only_the_one_that_was_done_is_done(owner: User) -> None:
    def block(time: str) -> dict[str, Any]:
        return {"what": "Ring somebody", "on": "2024-05-15", "time": time, "where": "", "minutes": 15}

    blocks = [block("09:00"), block("14:00")]
    week = plan_actions.plan_week(owner, MONDAY, blocks, [], None, 5)
    plan_actions.block_done(owner, week.pk, 0, done=True)
    week = plan_actions.plan_week(owner, MONDAY, [*blocks, {**block("16:00"), "what": "Rest"}], [], None, 5)
    assert [one["done_on"] for one in week.blocks] == ["2024-05-15", None, None]


def test_steps_that_are_called_the_same_come_one_after_the_other(owner: User) -> None:
    steps = [{"text": "Ring somebody", "by": "2024-05-16"}] * 2
    goal = plan_actions.keep_goal(owner, None, "learning", "Speak of my work", None, steps)
    for done in (1, 2):
        (one,) = [
            ranked.suggestion for ranked in queries.today(owner).ranked
            if ranked.suggestion.kind == "goal_step"
        ]  # fmt: skip
        plan_actions.choose(owner, one, "done")
        goal.refresh_from_db()
        assert sum(step["done_on"] is not None for step in goal.steps) == done
        goal = plan_actions.keep_goal(owner, goal, "learning", "Speak of my work now", None, steps)
        assert sum(step["done_on"] is not None for step in goal.steps) == done
    assert not [key for key in keys(owner) if key.startswith("goal_step")]
