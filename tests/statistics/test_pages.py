"""The pages of statistics: what they answer, what they ask first, and how few queries they need."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications.actions import create_application
from onward.applications.stages import Fact
from onward.people.models import User
from onward.statistics import actions, queries
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark

NOW = datetime(2024, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_july(freeze: Callable[[date | datetime], None]) -> None:
    freeze(NOW)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def apply(owner: User, days: int, *facts: tuple[str, int], **names: str) -> int:
    """An application so many days ago, with what came so many days later."""
    given = {"company": f"Firm {days}", "role": "Cook", "channel": "direct", **names}
    told = [Fact("applied", ago(days)), *(Fact(kind, ago(days - later)) for kind, later in facts)]
    return create_application(owner, given, told).applications[0]


@pytest.fixture
def search(owner: User) -> list[int]:
    """Forty applications: ten were invited, ten were turned down, one of them with a reason, twenty wait."""
    made = []
    for number in range(10):
        made.append(apply(owner, 80 + number, ("interview", 9), channel="referral"))
        made.append(apply(owner, 80 + number, ("rejected", 12)))
        made.append(apply(owner, 40 + number))
        made.append(apply(owner, 5 + number, channel="", role="Baker"))
    return made


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(text: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", text.partition('id="content"')[2].partition("<footer")[0]).split()
    )


def test_an_empty_journal_is_told_what_to_do_next(signed_in: Client) -> None:
    told = page(signed_in, "/insights/")
    assert "Nothing to read yet" in told
    assert 'href="/welcome/"' in told
    assert "<svg" not in told
    for path in ("/insights/compare/", "/insights/forecasts/", "/insights/waiting/"):
        assert 'class="empty"' in page(signed_in, path)
    assert "Begin with a question" in page(signed_in, "/insights/experiments/")


def test_the_questions_are_answered_in_order_each_with_its_picture_and_how_it_is_computed(
    signed_in: Client, search: list[int]
) -> None:
    told = page(signed_in, "/insights/")
    asked = re.findall(r'<section class="question" id="(\w+)"', told)
    assert asked == ["flow", "steps", "waiting", "reasons", "hope", "more"]
    assert told.count("How this is computed, and from what") == 5
    assert told.count('role="img"') >= 5
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\bsrc=)", told)
    ids = re.findall(r'\bid="([^"]+)"', told)
    assert sorted(ids) == sorted(set(ids))
    said = words(told)
    assert "40 applications: 20 waiting, 10 going on, 10 ended." in said
    assert "staffinghub.com" in said, "where the usual share comes from"
    assert "Too few to say" in said


def test_few_applications_are_too_few_everywhere(signed_in: Client, owner: User) -> None:
    apply(owner, 60, ("interview", 9))
    apply(owner, 50, ("rejected", 9))
    said = words(page(signed_in, "/insights/"))
    assert "Too few to say whether a step stands out." in said
    assert "1 of 2 applications brought an interview. Too few to say how often that happens." in said
    assert "2 of 2 answered: too few to say." in said
    assert "an assumption of Onward [A], not yours" in said
    assert "1 no; it gives no reason that you could use." in said
    assert "Too few to say: no question has two groups" in words(page(signed_in, "/insights/compare/"))


def test_how_long_it_might_take_is_folded_away_until_somebody_asks(
    signed_in: Client, search: list[int]
) -> None:
    assert '<details id="horizon"><summary>' in page(signed_in, "/insights/")
    asked = page(signed_in, "/insights/?a_week=10&interviews=2&offers=1")
    assert '<details id="horizon" open>' in asked
    assert "At 10 applications a week" in words(asked)
    assert "26 weeks" in words(asked)
    nobody_applies = words(page(signed_in, "/insights/?a_week=0&interviews=1&offers=1"))
    assert "26 weeks" not in nobody_applies


def test_the_flow_is_narrowed_and_taken_along_without_names(signed_in: Client, search: list[int]) -> None:
    narrowed = "channel=referral&since=2024-03-01"
    told = page(signed_in, f"/insights/?{narrowed}")
    assert "10 of your 40 applications." in words(told)
    assert "Applied [10] Interview\nInterview [10] Going on" in told
    file = signed_in.get(f"/insights/flow.svg?{narrowed}")
    assert file.headers["Content-Type"].startswith("image/svg+xml")
    assert "attachment" in file.headers["Content-Disposition"]
    drawn = file.content.decode()
    ElementTree.fromstring(drawn.partition("\n")[2])
    assert "Interview <tspan" in drawn
    assert "Firm" not in drawn
    none = words(page(signed_in, "/insights/?role=astronaut&since=whenever"))
    assert "No application fits this choice." in none


def test_what_waits_has_its_chance_the_best_first(signed_in: Client, search: list[int]) -> None:
    told = page(signed_in, "/insights/waiting/")
    names = re.findall(r"<bdi>(Firm \d+)</bdi>", told)
    assert len(names) == 20
    assert names[0] == "Firm 5"
    assert names[-1] == "Firm 49"
    assert 'href="/insights/waiting/"' in page(signed_in, "/insights/")


def test_a_comparison_is_shown_after_it_was_chosen_and_each_look_counts(
    signed_in: Client, owner: User, search: list[int], freeze: Callable[[date | datetime], None]
) -> None:
    assert "<svg" not in page(signed_in, "/insights/compare/")
    assert "<svg" not in page(signed_in, "/insights/compare/?question=channel"), "nobody chose it"
    assert not Look.objects.exists()
    chosen = signed_in.post("/insights/compare/", {"question": "channel"}, follow=True)
    told = words(chosen.content.decode())
    assert "A clear difference: Referral 10 of 10, Direct 0 of 20." in told
    assert "Nobody drew lots" in told
    assert "On this page you have asked 1 question so far, with 1 look in all" in told
    assert "at least 40 times likelier" in told, "two questions can be answered, looked at or not"
    freeze(NOW + timedelta(days=1))
    assert "<svg" not in page(signed_in, "/insights/compare/?question=channel"), "another day is another look"
    signed_in.post("/insights/compare/", {"question": "channel"})
    signed_in.post("/insights/compare/", {"question": "day"})
    told = words(page(signed_in, "/insights/compare/?question=channel"))
    assert "On this page you have asked 2 questions so far, with 3 looks in all" in told
    assert "You have looked at this on 2 days; the verdict allows for that." in told
    assert "at least 40 times likelier" in told
    assert queries.looks(owner) == {"channel": 2, "day": 1}


def test_what_cannot_be_compared_is_not_counted(signed_in: Client, search: list[int]) -> None:
    assert signed_in.post("/insights/compare/", {"question": "luck"}).status_code == 422
    assert not Look.objects.exists()


def test_no_word_of_a_cause_where_no_lots_were_drawn(signed_in: Client, search: list[int]) -> None:
    signed_in.post("/insights/compare/", {"question": "channel"})
    for path in ("/insights/", "/insights/compare/?question=channel", "/insights/waiting/"):
        assert not re.search(
            r"\b(because|causes?|caused|improves|effects?|leads? to)\b", words(page(signed_in, path))
        ), path


def test_marks_of_ones_own_become_a_question(signed_in: Client, owner: User, search: list[int]) -> None:
    for number, key in enumerate(search):
        signed_in.post(f"/applications/{key}/mark/", {"question": "resume", "value": "AB"[number % 2]})
    assert "Does it go together with your mark “resume”?" in page(signed_in, "/insights/compare/")
    assert 'value="resume"' in page(signed_in, f"/applications/{search[0]}/")
    signed_in.post(f"/applications/{search[0]}/mark/", {"question": "resume", "do": "away"})
    assert 'value="resume"' not in page(signed_in, f"/applications/{search[0]}/")
    assert (
        signed_in.post(f"/applications/{search[0]}/mark/", {"question": "resume", "value": " "}).status_code
        == 422
    )
    assert Mark.objects.filter(owner=owner).count() == 41
    signed_in.post("/insights/compare/", {"question": "resume"})
    assert "<svg" in page(signed_in, f"/insights/compare/?question={quote('resume')}")


BEGIN = {
    "question": "A short letter?",
    "first": "short",
    "second": "long",
    "usual": 10,
    "better": 30,
    "until": "2024-12-01",
}


def test_an_experiment_says_what_it_takes_before_it_begins(
    signed_in: Client, owner: User, search: list[int]
) -> None:
    first = signed_in.post("/insights/experiments/", BEGIN)
    assert not Experiment.objects.exists()
    shown = first.content.decode()
    assert "it takes 59 applications of each version, 118 in all" in words(shown)
    told = re.search(r'name="told" value="([^"]+)"', shown)
    assert told
    # With other numbers it is told anew.
    again = signed_in.post("/insights/experiments/", {**BEGIN, "better": 20, "told": told[1]})
    assert not Experiment.objects.exists()
    assert "it takes 196 applications of each version" in words(again.content.decode())
    signed_in.post("/insights/experiments/", {**BEGIN, "told": told[1]})
    assert Experiment.objects.get(owner=owner).planned == 59
    assert "The experiment is running. Its result is read once, at the end." in words(
        page(signed_in, "/insights/experiments/")
    )


@pytest.mark.parametrize(
    "wrong", [{"better": 10}, {"second": "Short"}, {"until": "2024-06-30"}, {"question": ""}]
)
def test_an_experiment_that_cannot_be_begun_says_why(signed_in: Client, wrong: dict[str, object]) -> None:
    answer = signed_in.post("/insights/experiments/", {**BEGIN, **wrong, "told": "10-30-2024-12-01"})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not Experiment.objects.exists()


def test_lots_are_drawn_on_the_page_of_what_was_not_sent_yet(
    signed_in: Client, owner: User, search: list[int]
) -> None:
    signed_in.post("/insights/experiments/", {**BEGIN, "told": "10-30-2024-12-01"})
    one = Experiment.objects.get(owner=owner)
    about_to = create_application(owner, {"company": "Corvo Foods"}, []).applications[0]
    button = f'action="/experiments/{one.pk}/draw/"'
    assert button in page(signed_in, f"/applications/{about_to}/")
    assert button not in page(signed_in, f"/applications/{search[0]}/"), "it was sent before"
    answer = signed_in.post(f"/experiments/{one.pk}/draw/", {"application": about_to}, follow=True)
    version = ("short", "long")[Lot.objects.get().arm]
    assert f"The lot says: {version}. Send this one with it." in words(answer.content.decode())
    assert button not in page(signed_in, f"/applications/{about_to}/")
    assert "1 of 59 drawn" in words(page(signed_in, "/insights/experiments/"))


def test_no_lot_is_offered_once_all_are_drawn(signed_in: Client, owner: User) -> None:
    signed_in.post("/insights/experiments/", {**BEGIN, "told": "10-30-2024-12-01"})
    one = Experiment.objects.get()
    Experiment.objects.update(planned=1)
    first, second, third = (
        create_application(owner, {"company": f"Firm {n}"}).applications[0] for n in range(3)
    )
    for place in (first, second):
        actions.draw_lot(owner, one.pk, place)
    assert f'action="/experiments/{one.pk}/draw/"' not in page(signed_in, f"/applications/{third}/")


def test_an_experiment_is_stopped_put_away_and_brought_back(signed_in: Client, owner: User) -> None:
    signed_in.post("/insights/experiments/", {**BEGIN, "told": "10-30-2024-12-01"})
    path = f"/experiments/{Experiment.objects.get().pk}/"
    signed_in.post(path, {"do": "stop"})
    assert "Let it go on" in page(signed_in, "/insights/experiments/")
    signed_in.post(path, {"do": "go_on"})
    assert "Stop it" in page(signed_in, "/insights/experiments/")
    assert "Bring it back" in signed_in.post(path, {"do": "away"}, follow=True).content.decode()
    assert "Stop it" not in page(signed_in, "/insights/experiments/")
    signed_in.post(path, {"do": "back"})
    assert "Stop it" in page(signed_in, "/insights/experiments/")


def test_a_forecast_is_made_on_the_page_of_an_application_and_taken_back(
    signed_in: Client, search: list[int]
) -> None:
    assert 'href="/insights/forecasts/"' not in page(signed_in, "/insights/"), "only for who made some"
    place = f"/applications/{search[3]}/"
    assert "What do you expect?" in page(signed_in, place)
    given = {"asked": "interview", "chance": 30, "by": "2024-08-01"}
    signed_in.post(f"{place}forecast/", given)
    assert "You expect an interview by 1 August: 30 %." in words(page(signed_in, place))
    assert 'href="/insights/forecasts/"' in page(signed_in, "/insights/")
    told = words(page(signed_in, "/insights/forecasts/"))
    assert "None of your forecasts is settled yet." in told
    one = Forecast.objects.get()
    signed_in.post(f"/forecasts/{one.pk}/", {"do": "back"})
    assert "taken back" in page(signed_in, place)
    signed_in.post(f"/forecasts/{one.pk}/", {"do": "again", "from": "forecasts"})
    assert "taken back" not in page(signed_in, place)
    assert signed_in.post(f"{place}forecast/", {**given, "chance": 130}).status_code == 422
    assert signed_in.post(f"{place}forecast/", {**given, "by": "2024-06-01"}).status_code == 422


def test_a_forecast_of_what_had_come_is_said_to_be_none(signed_in: Client, owner: User) -> None:
    key = apply(owner, 40, ("interview", 10))
    signed_in.post(f"/applications/{key}/forecast/", {"asked": "answer", "chance": 100, "by": "2024-07-05"})
    told = words(page(signed_in, "/insights/forecasts/"))
    assert "had come before" in told
    assert "None of your forecasts is settled yet." in told


def test_settled_forecasts_are_told_kindly(
    signed_in: Client, search: list[int], freeze: Callable[[date | datetime], None]
) -> None:
    for key in search[3::4]:
        signed_in.post(
            f"/applications/{key}/forecast/", {"asked": "answer", "chance": 80, "by": "2024-07-05"}
        )
    freeze(NOW + timedelta(days=10))
    told = page(signed_in, "/insights/forecasts/")
    assert "You expected 80 of 100, 0 came. Most people who look for work hope for more than comes." in words(
        told
    )
    assert "<svg" in told


@pytest.mark.parametrize(
    "path",
    [
        "/insights/",
        "/insights/waiting/",
        "/insights/compare/",
        "/insights/experiments/",
        "/insights/forecasts/",
    ],
)
def test_more_applications_need_no_more_queries(
    signed_in: Client, owner: User, search: list[int], path: str
) -> None:
    def one_more() -> None:
        key = apply(owner, 30)
        signed_in.post(f"/applications/{key}/forecast/", {"asked": "offer", "chance": 5, "by": "2024-09-01"})
        signed_in.post(f"/applications/{key}/mark/", {"question": "resume", "value": "A"})
        signed_in.post("/insights/experiments/", {**BEGIN, "told": "10-30-2024-12-01"})

    counts = []
    for _ in range(3):
        one_more()
        with CaptureQueriesContext(connection) as asked:
            page(signed_in, path)
        counts.append(len(asked))
    assert counts[0] == counts[-1] <= 12


def test_a_panel_needs_no_more_queries_either(signed_in: Client, search: list[int]) -> None:
    place, counts = f"/applications/{search[0]}/", []
    for _ in range(3):
        signed_in.post(f"{place}forecast/", {"asked": "offer", "chance": 5, "by": "2024-09-01"})
        signed_in.post("/insights/experiments/", {**BEGIN, "told": "10-30-2024-12-01"})
        signed_in.get(place)
        with CaptureQueriesContext(connection) as asked:
            page(signed_in, place)
        counts.append(len(asked))
    assert counts[0] == counts[-1]
