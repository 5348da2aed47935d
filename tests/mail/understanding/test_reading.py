"""Whole mails, understood: the plain cases of each kind and the traps between them."""

import pytest

from onward.language import network
from onward.mail.mime import parse
from onward.mail.understanding import kinds
from onward.mail.understanding.reading import Understood, understand


def read(
    text: str, subject: str = "Your application", sender: str = "Careers <no-reply@larkmoor.example>"
) -> Understood:
    return understand(
        parse(
            f"From: {sender}\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
        )
    )


PLAIN = [
    ("acknowledgement", "Dear Sam,\n\nThank you for applying for the Payroll Officer position at Larkmoor. We have received your application and will review it. If your profile matches, we will contact you."),
    ("acknowledgement", "Dear Sam,\n\nWe have received your application for Payroll Officer. Unfortunately, due to the number of applications, we can only contact candidates who are selected for an interview."),
    ("rejection", "Dear Sam,\n\nThank you for your interest in the Payroll Officer role. After careful consideration we have decided to move forward with other candidates. We wish you all the best."),
    ("rejection", "Sehr geehrte Frau Berg,\n\nvielen Dank für Ihre Bewerbung. Leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Bewerber entschieden haben. Alles Gute für Ihren weiteren Weg."),
    ("rejection", "Madame,\n\nNous vous remercions de votre candidature au poste de comptable. Malheureusement, nous ne pouvons pas y donner une suite favorable."),
    ("rejection", "Estimada Ana:\n\nGracias por tu candidatura. Lamentamos comunicarte que hemos decidido continuar el proceso con otros candidatos."),
    ("interview", "Hi Sam,\n\nWe would like to invite you to an interview for the Payroll Officer role. Would Tuesday at 10 or Wednesday at 14:00 suit you? It will take 45 minutes on Teams."),
    ("assessment", "Hi Sam,\n\nAs the next step of your application, please complete the online assessment within five days. The test takes about 60 minutes."),
    ("offer", "Dear Sam,\n\nWe are delighted to offer you the position of Payroll Officer. Your employment contract is attached; please sign and return it. Your start date would be 1 June."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), PLAIN, ids=[f"{kind}-{number}" for number, (kind, _) in enumerate(PLAIN)]
)
def test_plain_mails_are_what_they_say(kind: str, text: str) -> None:
    found = read(text)
    assert found.kind == kind
    assert kind != "rejection" or found.evidence


def test_what_is_plainly_nothing_is_read_by_one_member_unless_the_search_expects_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    opinion = network._opinion

    def counted(
        weights: dict[str, network.Floats], lines: network.Floats, facts: network.Floats
    ) -> tuple[network.Floats, ...]:
        asked.append(len(lines))
        return opinion(weights, lines, facts)

    monkeypatch.setattr(network, "_opinion", counted)
    # However sure the network of the day is.
    monkeypatch.setattr(kinds, "ELSEWHERE", 0.8)
    said = (
        "The water in the cellar is gone. We moved the boxes upstairs and opened all windows. "
        "My brother lent us his pump for the night. The cat found it all very exciting. "
    )
    message = parse(f"From: kim@list.example\nSubject: Re: cellar\n\n{said * 8}\n".encode())
    assert understand(message).kind == "other"
    assert asked == [network.GLANCE]
    asked.clear()
    understand(message, expected=True)
    assert asked == [1 + 4 * 8] * 2
    asked.clear()
    read(PLAIN[2][1])
    assert len(asked) == 2


def test_markup_in_a_subject_does_not_drown_what_the_mail_says() -> None:
    says = PLAIN[2][1].replace("Payroll Officer", "Cook")
    noise = (
        '"><img src=x onerror=top.ran=window.ran=1;alert(1)><script>parent.ran=top.ran=1;alert(1)</script>'
    )
    for subject in (
        "Your application as Cook",
        f"Your application as Cook {noise}",
        f"{noise * 3} Your application",
    ):
        assert read(says, subject).kind == "rejection", subject


def test_evidence_is_a_sentence_of_the_mail() -> None:
    text = "Dear Sam,\n\nThank you for applying. We have decided not to take your application further. Kind regards."
    found = read(text)
    assert found.kind == "rejection"
    assert found.evidence
    assert all(sentence in text for sentence in found.evidence)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your loan request", "Dear Ms Berg,\n\nUnfortunately we are unable to approve your loan at this time. Your credit score does not meet our criteria. You may ask for a copy of the report."),
        ("Re: [dev] patch", "Hi,\n\nthe position of the third element is wrong after the merge, so the test fails. I rejected the patch for now.\n\nCheers"),
        ("Lunch on Sunday", "Hi love,\n\nDad is making the roast on Sunday, come at one. Bring the blue dish if you still have it."),
    ],
)  # fmt: skip
def test_mail_about_something_else_is_other(subject: str, text: str) -> None:
    assert read(text, subject, "Somebody <mail@somewhere.example>").kind == "other"


def test_what_other_mail_says_is_left_alone() -> None:
    found = read("Dad is making the roast on Sunday.", "Lunch", "Mum <mum@home.example>")
    assert (found.company, found.role, found.reasons, found.says_why) == (None, None, (), None)


def test_a_closed_position_says_why_and_competition_does_not() -> None:
    closed = read(
        "Dear Sam,\n\nThank you for your application. Unfortunately the position has been cancelled due to a hiring freeze and we will not fill it."
    )
    other = read(PLAIN[2][1])
    assert closed.kind == other.kind == "rejection"
    assert closed.says_why is True
    assert other.says_why is False


def test_nothing_in_an_empty_mail() -> None:
    found = read("", "", "")
    assert found.kind == "other"
    assert found.evidence == ()


def test_of_a_mail_without_text_its_subject_is_read_and_asked_about() -> None:
    found = read("", "Einladung zum Vorstellungsgespräch")
    assert (found.kind, found.needs_review) == ("interview", True)
    assert read("", "Photos from Sunday").kind == "other"


FORWARDED = """From: {sender}
To: Mira Berg <mira@post.example>
Subject: Fwd: Your application
Message-ID: <fwd@post.example>

{word}

---------- Forwarded message ---------
From: Larkfield HR <hr@larkfield.example>
Date: Wed, 26 Mar 2025 at 17:02
Subject: Your application
To: {to}

{text}

Larkfield People Team
"""


def test_what_a_friend_was_sent_is_no_answer_to_the_reader() -> None:
    text = "Dear Clara,\n\nunfortunately we have decided not to move forward with your application as Buyer."
    raw = FORWARDED.format(
        sender="Clara Hahn <clara@post.example>",
        to="<clara@post.example>",
        word="third one this month",
        text=text,
    )
    assert understand(parse(raw.encode())).kind == "other"
    to_reader = FORWARDED.format(
        sender="Clara Hahn <clara@post.example>", to="<mira@post.example>", word="is this yours?", text=text
    )
    assert understand(parse(to_reader.encode())).kind == "rejection"
    agency = FORWARDED.format(
        sender="Dan Cole <dan@colepartners.example>",
        to="Dan Cole <dan@colepartners.example>",
        word="sorry about this one",
        text="Hi Dan,\n\nunfortunately we have decided not to move forward with Mira's application as Buyer.",
    )
    assert understand(parse(agency.encode())).kind == "rejection"
    silent = FORWARDED.format(
        sender="Dan Cole <dan@colepartners.example>",
        to="Dan Cole <dan@colepartners.example>",
        word="sorry about this one",
        text="Hi Dan,\n\nunfortunately we have decided not to move forward with your candidate for the Buyer position.",
    )
    said = understand(parse(silent.encode()))
    assert (said.kind, said.needs_review) == ("rejection", True), "it can be the reader's: that is asked"


def test_an_everyday_word_of_somebody_of_the_search_is_no_sure_no() -> None:
    mail = parse(
        b"From: Ann Hill <ann@tinyfirm.example>\nSubject: Thursday\n\nHello Mira,\n\nthe side door is open from nine, ring twice.\n\nAnn\n"
    )
    said = understand(mail, expected=True)
    assert said.kind not in ("rejection", "offer") or said.needs_review


def test_a_polish_role_stands_by_itself() -> None:
    said = read(
        "Dzień dobry,\n\ndziękujemy za przesłanie aplikacji na stanowisko likwidatora szkód w firmie Larkmoor.",
        subject="Potwierdzenie",
    )
    assert said.role == "likwidator szkód"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("As you asked, we have withdrawn your application for Payroll Officer. We wish you all the best.", True),
        ("As you asked, we have withdrawn your application for Clerk. Your application for Payroll Officer goes on and the team is reviewing it.", False),
        ("We have undone the withdrawal of your application, as you asked. You are back in the process for Payroll Officer.", False),
    ],
)  # fmt: skip
def test_only_what_leaves_nothing_going_on_confirms_a_withdrawal(text: str, left: bool) -> None:
    assert read(f"Dear Sam,\n\n{text}\n\nLarkmoor").left == left
