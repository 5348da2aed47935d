"""Whose job a mail is about."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.understanding import employers, pages
from onward.mail.understanding.employers import employer
from onward.mail.understanding.names import Mention
from onward.mail.understanding.organisations import tidy

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


def test_a_platform_that_signs_from_an_unknown_address_is_not_the_employer() -> None:
    text = (
        "Hi Robin,\nUnfortunately, Quillmark has decided not to move forward with your application for Risk Analyst "
        "Intern at this time.\nFinish your profile with WayUp so we can send you matches.\nMorgan & The WayUp Team"
    )
    sender = "WayUp Notifications <notifications@wayu.example>"
    assert named(text, sender=sender, subject="An update from Quillmark") == "Quillmark"
    own = "Hi Robin,\n\nThank you for applying to Handshake. We have received your application.\n\nHandshake Recruiting"
    assert (
        named(own, sender="Handshake <jobs@handsha.example>", subject="Your application to Handshake")
        == "Handshake"
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


@pytest.mark.parametrize(
    ("sender", "signed", "name"),
    [
        ("Ada Brandt <a.brandt@marlow-foods.example>", "Best wishes Ada Brandt Marlow Foods", "Marlow Foods"),
        ("Marlow Foods <jobs@marlow-foods.example>", "Sincerely Marlow Foods Talent Team", "Marlow Foods"),
        ("Ada Brandt <ada@brandt-roofing.example>", "Ada\nBrandt Roofing", "Brandt Roofing"),
        ("Ada Brandt <a.brandt@marlow-foods.example>", "Best wishes\nAda Brandt\nMarlow", "Marlow"),
    ],
)
def test_who_signs_and_how_is_no_part_of_the_name(sender: str, signed: str, name: str) -> None:
    text = f"Hi Robin,\n\nwe went back and forth on this and chose somebody with more years behind them. {signed}"
    if signed.startswith(("Ada\n", "Best wishes\n")):
        text = text.replace(f" {signed}", f"\n\n{signed}")
    assert named(text, sender=sender, subject="Your application as estimator") == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Officine Bassi S.p.A. per la quale", "Officine Bassi S.p.A."),
        ("Brzozowscy Dach sp. z o.o. w Gdyni", "Brzozowscy Dach sp. z o.o."),
        ("Nordlicht Energie GmbH. Wir", "Nordlicht Energie GmbH"),
        ("Planwerk Ingenieure PartG mbB in Kiel", "Planwerk Ingenieure PartG mbB"),
    ],
)
def test_a_legal_form_is_whole_and_ends_the_name(said: str, name: str) -> None:
    text = f"Dear Robin,\n\nThank you for your application as Buyer at {said} we have looked at it.\n\nKind regards"
    assert named(text, subject="Your application") == name


def test_an_agency_that_writes_for_somebody_is_not_the_employer() -> None:
    text = (
        "Hi Robin,\n\nmy client has filled the role of Financial Controller, sorry about that.\n\n"
        "Kind regards\nJo Marsh\nMarsh Recruitment"
    )
    sender = "Jo Marsh <jo@marshrecruitment.example>"
    assert named(text, sender=sender, subject="Financial Controller") is None


def test_a_slogan_or_a_place_behind_a_dash_is_no_part_of_the_name() -> None:
    assert tidy("the Merriweather Foundation") == "Merriweather Foundation"
    assert tidy("The Brass Kettle") == "The Brass Kettle"
    assert [tidy(name) for name in ("Nusatel - Connecting Islands", "Linde Transport – Tilburg", "Ferrandi-Loiseau", "-")] == [
        "Nusatel", "Linde Transport", "Ferrandi-Loiseau", "",
    ]  # fmt: skip


def test_what_a_company_is_to_another_is_no_part_of_its_name() -> None:
    assert [tidy(name) for name in ("Tochtergesellschaft Munot Turbo AG", "unserer Tochter Munot", "Client Earth", "our client Earth")] == [
        "Munot Turbo AG", "Munot", "Client Earth", "Earth",
    ]  # fmt: skip


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


def test_the_longer_name_of_the_text_beats_the_short_one_of_the_sender() -> None:
    text = (
        "Dear Robin,\n\nthank you for your application to Bluefin Rail Catering. "
        "We would like to invite you to an assessment day.\n\nBluefin Rail Catering"
    )
    assert (
        named(text, sender="Bluefin Recruitment <jobs@bluefin-rail.example>", subject="Assessment day")
        == "Bluefin Rail Catering"
    )


def test_any_word_can_be_a_name() -> None:
    for name in ("MyBudgetFriend", "Starling", "HKW"):
        text = (
            f"Hi Robin,\n\nThank you for applying to {name}! Your application has been received and we "
            f"will review it.\n\nThe {name} Recruiting Team"
        )
        assert (
            named(text, sender="no-reply@us.greenhouse-mail.io", subject=f"Thank you for applying to {name}")
            == name
        )


def test_the_legal_form_is_left_out_unless_it_is_always_there() -> None:
    text = "Guten Tag,\n\nvielen Dank für Ihre Bewerbung bei der {}. Wir prüfen sie.\n\nIhr Team der {}"
    both = text.format("Nordlicht Energie GmbH", "Nordlicht Energie")
    assert named(both, subject="Ihre Bewerbung") == "Nordlicht Energie"
    always = text.format("Nordlicht Energie GmbH", "Nordlicht Energie GmbH")
    assert named(always, subject="Ihre Bewerbung") == "Nordlicht Energie GmbH"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_read(text: str, subject: str) -> None:
    message = letter("placeholder", sender="X <a@b.example>")
    from dataclasses import replace

    employer(replace(message, text=text, subject=subject, from_name=subject))


@pytest.mark.parametrize("piece", ["A ", "A-", "(", "Dear ", "of the ", "A&", "a.b.", "'s ", "\n", "at A "])
def test_repetition_is_read_to_its_end(piece: str) -> None:
    from dataclasses import replace

    message = replace(letter("x"), text=piece * 20_000, subject=piece * 5_000, from_name=piece * 5_000)
    employer(message)
    # Not timed: what grows with the square of its length would not come back from this.


def test_a_reader_can_be_called_as_the_employer() -> None:
    raw = "Hi Anna,\n\nThank you for applying to Ford. We have received your application.\n\nFord Recruiting"
    found = employer(
        letter(raw, sender="Ford Careers <jobs@ford.com>", subject="Thank you for applying to Ford"),
        ("anna@vale.example", "Anna Ford"),
    )
    assert found is not None
    assert found.value == "Ford"


def test_university_before_recruiting_is_who_hires_at_universities() -> None:
    text = "Hi Robin,\n\nThank you for your interest in Corvane. Unfortunately we will not move forward.\n\nCorvane University Recruiting"
    found = named(
        text,
        sender="Corvane Talent <corvane@myworkday.com>",
        subject="Update from Corvane University Recruiting",
    )
    assert found == "Corvane"


def test_the_first_letter_of_an_abbreviation_belongs_to_the_name() -> None:
    page = pages.page("", "jobs@ubs.example", "Letter", "You applied to the U.S. Bureau of Surveys.")
    dot, last = page.tokens.index("U") + 1, page.tokens.index("Surveys") + 1
    assert page.words(dot, last) == page.words(dot - 1, last) == "U.S. Bureau of Surveys"


def test_the_reader_is_no_employer_though_only_the_address_has_their_name() -> None:
    text = (
        "Hi Tejas Bhosale,\n\nYour application has been sent to the recruiter.\n\n"
        "Quality Engineer\nPosted by: the recruiter\n4-9 Yrs | Pune"
    )
    mail = letter(text, sender="Naukri.com <info@naukri.com>", subject="Applied: Quality Engineer")
    found = employer(replace(mail, to=(("", "tejas_bhosale17@rediffbox.example"),)))
    assert found is None or found.value != "Tejas Bhosale"


@pytest.mark.parametrize(
    "to", ["robin@vale.example", "robin+bluefin.bank@vale.example", "bluefin@vale.example"]
)
def test_an_address_made_for_one_employer_hides_no_name(to: str) -> None:
    text = "Hi Robin,\n\nThank you for applying to Bluefin Bank as Risk Analyst. We have received your application."
    mail = letter(text, sender="no-reply@us.greenhouse-mail.io", subject="Your application")
    found = employer(replace(mail, to=(("", to),)))
    assert found is not None
    assert found.value == "Bluefin Bank"


def test_whose_telephone_it_is_is_nobody_s_employer() -> None:
    message = letter("Please come on Thursday after five.\nH.W.", sender="Hal Wood <hal@x.example>")
    page = pages.read(replace(message, signature="Wysłano z telefonu Samsung Galaxy\nHal Wood"))
    assert "Samsung" not in page.said
    assert page.said.endswith("Hal Wood")


@pytest.mark.parametrize(
    ("name", "house"),
    [
        ("Clémence d'Aumérance", "Aumérance"),
        ("Mia from Aumérance", "Aumérance"),
        ("Mia from Corvane", "Mia from Corvane"),
        ("Théâtre d'Aumérance", "Théâtre d'Aumérance"),
    ],
)
def test_who_there_writes_is_no_part_of_the_house(name: str, house: str) -> None:
    local = name.split()[0].lower().replace("é", "e").replace("â", "a")
    page = pages.page(name, f"{local}@aumerance.teamtailor-mail.com", "Next step", "Hello.")
    count = len(page.folds)
    first = next(place for place in range(count) if page.places[place] == pages.NAME)
    last = max(place for place in range(count) if page.places[place] == pages.NAME) + 1
    mention = Mention(page.words(first, last), pages.NAME, first, last, 0.9, 0.9, 0.9, 0.0, 2)
    assert employers._alone(page, mention) == house
