"""Whose job a mail is about."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.understanding.employers import employer

from .letters import letter


def named(text: str, **more: str) -> str | None:
    found = employer(letter(text, **more), ("robin@vale.example", "Robin Vale"))
    return found.value if found else None


def test_sender_of_a_tracker_with_the_employer_in_the_text() -> None:
    text = (
        "Hi Robin,\n\n"
        "Thank you for applying to Bluefin Bank. We have received your application.\n\n"
        "Bluefin Bank Recruiting Team"
    )
    assert (
        named(text, sender="no-reply@us.greenhouse-mail.io", subject="Thank you for applying to Bluefin Bank")
        == "Bluefin Bank"
    )


def test_never_the_board() -> None:
    text = (
        "Your application was sent to Bluefin Bank\n\n"
        "Bluefin Bank\nRisk Analyst\nBluefin Bank · Leeds, United Kingdom\n\n"
        "View similar jobs\nOther Co\nRisk Lead\nOther Co · York"
    )
    assert (
        named(
            text,
            sender="LinkedIn <jobs-noreply@linkedin.com>",
            subject="your application was sent to Bluefin Bank",
        )
        == "Bluefin Bank"
    )


def test_words_of_hiring_are_taken_off() -> None:
    text = "Dear Robin,\n\nwe will not be moving forward with your application.\n\nKind regards"
    assert (
        named(
            text,
            sender="Quillmere Talent Acquisition Team <careers@quillmere.example>",
            subject="Your application",
        )
        == "Quillmere"
    )


def test_german_letter() -> None:
    text = (
        "Guten Tag Frau Vale,\n\n"
        "vielen Dank für Ihre Bewerbung bei Nordlicht Energie. Wir prüfen Ihre Unterlagen.\n\n"
        "Freundliche Grüße\nIhr Team der Nordlicht Energie"
    )
    assert (
        named(
            text,
            sender="Nordlicht Energie Karriere <karriere@nordlicht-energie.example>",
            subject="Ihre Bewerbung",
        )
        == "Nordlicht Energie"
    )


def test_nothing_stated_is_none() -> None:
    assert (
        named("hey, sorry, we gave it to someone else. good luck", sender="pat@gmail.com", subject="Re: job")
        is None
    )


def test_the_person_is_no_employer() -> None:
    found = named("Robin Vale\nRobin Vale, thank you.", sender="jobs@x.example", subject="Robin Vale")
    assert found != "Robin Vale"


def test_evidence_holds_the_name() -> None:
    found = employer(
        letter("Thank you for applying to Bluefin Bank.", sender="Bluefin Bank <no-reply@hire.lever.co>")
    )
    assert found is not None
    assert "Bluefin Bank" in found.quote
    assert 0 < found.score <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_read(text: str, subject: str) -> None:
    message = letter("placeholder", sender="X <a@b.example>")
    from dataclasses import replace

    employer(replace(message, text=text, subject=subject, from_name=subject))


@pytest.mark.parametrize("piece", ["A ", "A-", "(", "Dear ", "of the ", "A&", "a.b.", "'s ", "\n", "at A "])
def test_repetition_takes_no_time(piece: str) -> None:
    from dataclasses import replace

    message = replace(letter("x"), text=piece * 20_000, subject=piece * 5_000, from_name=piece * 5_000)
    begun = time.perf_counter()
    employer(message)
    assert time.perf_counter() - begun < 0.5
