"""What a person enters by hand, and the sentence for each mistake; it is noon on 6 March 2024."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from onward.applications.forms import KIND_CHOICES, ApplicationForm, CorrectionForm, FactForm
from onward.applications.stages import KINDS
from onward.base import clock

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    clock.travel_to(datetime(2024, 3, 6, 12, 0, tzinfo=UTC))
    yield
    clock.travel_to(None)


def test_a_company_is_enough() -> None:
    form = ApplicationForm({"company": " Aldous "})
    assert form.is_valid()
    assert form.fields_given()["company"] == "Aldous"
    assert form.facts(BERLIN) == []


def test_the_day_of_applying_becomes_a_fact() -> None:
    form = ApplicationForm({"role": "Baker", "applied_on": "5 March 2024", "url": "aldous.example/jobs"})
    assert form.is_valid()
    (fact,) = form.facts(BERLIN)
    assert (fact.kind, fact.source, fact.at.astimezone(BERLIN).date().isoformat()) == (
        "applied",
        "hand",
        "2024-03-05",
    )
    assert form.fields_given()["url"] == "https://aldous.example/jobs"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "__all__", "Give the employer or the role"),
        ({"company": "Aldous", "applied_on": "5/3/2024"}, "applied_on", "could be two days"),
        ({"company": "Aldous", "applied_on": "once"}, "applied_on", "could not be read"),
        ({"company": "Aldous", "applied_on": "5.3.2204"}, "applied_on", "too far away"),
        ({"company": "Aldous", "url": "javascript:alert(1)"}, "url", "no web address"),
        ({"company": "A" * 201}, "company", "longer than 200 characters (it has 201)"),
    ],
)
def test_each_mistake_has_its_sentence(given: dict[str, str], field: str, sentence: str) -> None:
    form = ApplicationForm(given)
    assert not form.is_valid()
    assert sentence in form.errors[field][0]


@pytest.mark.parametrize("kind", [kind for kind, _words in KIND_CHOICES])
def test_only_what_can_be_planned_may_lie_ahead(kind: str) -> None:
    form = FactForm({"kind": kind, "on": "7 April 2024"})
    planned = kind in {"assessment", "interview", "note"}
    assert form.is_valid() == planned
    assert planned or "still to come" in form.errors["on"][0]
    assert FactForm({"kind": kind, "on": "6 March 2024"}).is_valid()


def test_an_application_of_next_week_is_not_sent_yet() -> None:
    form = ApplicationForm({"company": "Aldous", "applied_on": "7 April 2024"})
    assert not form.is_valid()
    assert "still to come" in form.errors["applied_on"][0]


def test_an_entry_that_lies_ahead_already_can_be_put_right() -> None:
    initial = CorrectionForm.initial_of("rejected", datetime(2024, 4, 7, 19, 0, tzinfo=UTC), "", UTC)
    kept = {**initial, "text": "It says next month."}
    assert CorrectionForm(kept, initial=initial).is_valid()
    assert CorrectionForm({**initial, "on": "2024-03-05"}, initial=initial).is_valid()
    assert not CorrectionForm({**initial, "on": "2024-04-08"}, initial=initial).is_valid()


@pytest.mark.parametrize(
    ("hour", "time"),
    [
        ("14:30", "14:30"),
        ("9", "09:00"),
        ("2 pm", "14:00"),
        ("12 am", "00:00"),
        ("2.15 p.m.", "14:15"),
        ("10h", "10:00"),
    ],
)
def test_hours_are_read_as_meant(hour: str, time: str) -> None:
    form = FactForm({"kind": "interview", "on": "2024-03-20", "hour": hour, "text": "with Ana"})
    assert form.is_valid(), form.errors
    fact = form.fact(BERLIN, message_id=3)
    assert fact.at.isoformat() == f"2024-03-20T{time}:00+01:00"
    assert (fact.data, fact.message_id) == ({"text": "with Ana"}, 3)


@pytest.mark.parametrize("hour", ["25", "14:75", "noonish", "13 pm", "-1"])
def test_an_hour_that_is_none_has_its_sentence(hour: str) -> None:
    form = FactForm({"kind": "interview", "hour": hour})
    assert "could not be read" in form.errors["hour"][0]


def test_every_kind_of_fact_can_be_entered_by_hand() -> None:
    assert {kind for kind, _label in KIND_CHOICES} == set(KINDS)


def test_without_a_day_it_is_today_and_never_later_than_now() -> None:
    form = FactForm({"kind": "rejected"})
    assert form.is_valid()
    assert form.fact(BERLIN).at == clock.now()
    assert not FactForm({"kind": "silent"}).is_valid()
