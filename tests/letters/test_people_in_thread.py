"""The people of an application's mails: who they are, why they are proposed, and what to do where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters import names
from onward.letters.people_in_thread import Person, formal, people

from .mails import ME, mail


def found(*mails: object) -> dict[str, Person]:
    return {one.name or one.address: one for one in people(mails).people}


INVITED = """Dear Mira,

You will meet Ana Ruiz (Head of Data) and Tom Brown on Tuesday, on Google Meet.

Kind regards
Julia Peters
Talent Acquisition Partner
Nordlicht GmbH"""


def test_an_invitation_names_whom_one_meets_and_its_signature_who_arranges() -> None:
    them = found(mail(INVITED, kind="interview"))
    assert set(them) == {"Ana Ruiz", "Tom Brown", "Julia Peters"}
    assert (them["Ana Ruiz"].relation, them["Ana Ruiz"].title, them["Ana Ruiz"].met) == (
        "hiring_manager",
        "Head of Data",
        True,
    )
    assert them["Tom Brown"].relation == "interviewer"
    assert (them["Julia Peters"].relation, them["Julia Peters"].met) == ("recruiter", False)
    assert "You will meet" in them["Tom Brown"].why[0].quote
    assert {one.through for one in them.values()} == {"jobs@nordlicht.example"}


def test_one_person_is_one_however_they_appear() -> None:
    thread = people(
        [
            mail(INVITED, kind="interview"),
            mail(
                "Hi Mira,\n\nIt was great to meet you.\n\nBest,\nAna",
                "ana.ruiz@nordlicht.example",
                "Ana Ruiz",
            ),
            mail("Dear Tom,", ME, to=("tom.brown@nordlicht.example",)),
        ]
    )
    assert [one.name for one in thread.people] == ["Tom Brown", "Ana Ruiz", "Julia Peters"]
    ana = thread.people[1]
    assert (ana.address, ana.through) == ("ana.ruiz@nordlicht.example", "")
    assert {why.code for why in ana.why} == {"invitation", "wrote"}
    assert ana.last_at == max(why.at for why in ana.why)
    assert thread.outlook == "person"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("wir laden Sie zum Gespräch mit Frau Dr. Weber und Herrn Klein ein.", {"Weber": "f", "Klein": "m"}),
        ("Votre entretien avec Marie Dupont et Jean-Luc Martin aura lieu mardi.", {"Marie Dupont": "", "Jean-Luc Martin": ""}),
        ("La entrevista será con Ana Ruiz y Luis de la Torre.", {"Ana Ruiz": "", "Luis de la Torre": ""}),
        ("Je gesprek is met Jan van der Berg.", {"Jan van der Berg": ""}),
        ("You will speak with Ana from the data team.", {"Ana": ""}),
        ("Your interview is on Microsoft Teams with the Nordlicht Team.", {}),
        ("Join with Google Meet or Zoom.", {}),
        ("Interviewers: Ana Ruiz, Tom Brown", {"Ana Ruiz": "", "Tom Brown": ""}),
    ],
)  # fmt: skip
def test_names_in_invitations(sentence: str, expected: dict[str, str]) -> None:
    assert {one.name: one.honorific for one in names.named(sentence, "Nordlicht")} == expected


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Thanks.\n\nBest,\nAna", "Ana", ""),
        (
            "Danke.\n\nMit freundlichen Grüßen\nKarla Brandt\nPersonalreferentin",
            "Karla Brandt",
            "Personalreferentin",
        ),
        ("Regards,\nSam Lee | Recruitment Consultant | Hays", "Sam Lee", "Recruitment Consultant"),
        ("No.\n\nKind regards,\nThe Nordlicht Team", None, ""),
        ("No.\n\nCordialement,\nService RH", None, ""),
        ("No.\n\nBest regards\nNordlicht", None, ""),
        ("Best, Ana Ruiz", "Ana Ruiz", ""),
        ("No close here.\nAna Ruiz", None, ""),
    ],
)
def test_signatures(text: str, name: str | None, title: str) -> None:
    signed = names.signature(text, "Nordlicht")
    assert (signed.name if signed else None) == name
    assert (signed.title if signed else "") == title


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ana Ruiz (via Greenhouse)", "Ana Ruiz"),
        ("Ana from Nordlicht", "Ana"),
        ("ANA RUIZ", "Ana Ruiz"),
        ("Nordlicht Recruiting", ""),
        ("Nordlicht", ""),
        ("HR Team", ""),
        ("jobs@nordlicht.example", ""),
    ],
)
def test_sender_fields(field: str, name: str) -> None:
    assert names.as_name(field, "Nordlicht") == name


def test_only_machines_wrote() -> None:
    thread = people([mail("No.\n\nThe Nordlicht Team", "no-reply@nordlicht.example")])
    assert (thread.people, thread.outlook) == ((), "no_reply")
    assert thread.machines == ("no-reply@nordlicht.example",)


def test_a_person_who_signs_for_a_machine_has_a_name_and_no_address() -> None:
    thread = people([mail("No.\n\nBest regards\nAna Ruiz", "no-reply@nordlicht.example")])
    assert [(one.name, one.reach) for one in thread.people] == [("Ana Ruiz", "")]
    assert thread.outlook == "named"


def test_an_office_alone_an_agency_and_nobody() -> None:
    assert people([mail("We received it.")]).outlook == "office"
    assert people([]).outlook == "nobody"
    (agent,) = people([mail("Hello.\n\nRegards,\nSam Lee", "sam@agency.example", "Sam Lee")]).people
    assert agent.relation == "agency"
    named = "gemma@brightpathrecruitment.example"
    (by_domain,) = people([mail("Hi.\n\nGemma Tully", named, "Gemma Tully", company="Norham")]).people
    assert by_domain.relation == "agency"
    (inside,) = people([mail("Hi.", named, "Gemma Tully", company="Brightpath Recruitment")]).people
    assert inside.relation != "agency"


def test_the_person_is_not_among_them() -> None:
    them = found(
        mail("Hello", ME, "Mira Keller", to=("ana@nordlicht.example",)),
        mail("Dear Mira,\n\nBest,\nMira Keller"),
    )
    assert "Mira Keller" not in them


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "wir danken Ihnen für Ihre Bewerbung", True),
        ("de", "danke, dass du dich gemeldet hast", False),
        ("fr", "nous vous remercions de votre candidature", True),
        ("fr", "merci pour ta candidature, à toi de voir", False),
        ("es", "Estimada Mira, le agradecemos", True),
        ("es", "Hola Mira, te escribimos", False),
        ("de", "Danke.", None),
    ],
)
def test_how_they_address_the_person(language: str, text: str, said: bool | None) -> None:
    assert formal([mail(text, language=language)], language) is said


@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["interview", "rejection", "reply"]))
def test_any_text_is_read(text: str, name: str, kind: str) -> None:
    for one in people([mail(text, "ana@nordlicht.example", name, kind=kind), mail(text, kind=kind)]).people:
        assert one.name or one.address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mira,\n\nno.", "Mira"),
        ("Hallo Mira Keller,", "Mira Keller"),
        ("Dear Ms Keller,", ""),
        ("Dear applicant,", ""),
        ("Guten Tag Frau Keller,", ""),
        ("Thank you, Mira", ""),
    ],
)
def test_how_a_mail_greets_tells_the_persons_own_name(text: str, name: str) -> None:
    assert names.addressed(text) == name
