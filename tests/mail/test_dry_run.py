"""The look at a mailbox that leaves no trace: one line a message."""

from pathlib import Path

import pytest

from onward.mail import dry_run

INVITED = """From: Nia Holt <nia.holt@larkfield.example>
To: Mira Berg <mira@example.org>
Subject: Interview for Data Engineer
Date: Tue, 20 Jan 2026 09:00:00 +0000
Message-ID: <talk@larkfield.example>

Dear Mira,

We would like to invite you to an interview for the Data Engineer role on Tuesday 3 February 2026 at 14:00{zone}.

Nia Holt, Larkfield Group
"""


@pytest.mark.parametrize(
    ("zone", "at"), [("", "2026-02-03T14:00+01:00"), (" London time", "2026-02-03T14:00+00:00")]
)
def test_an_interview_has_an_offset(
    zone: str, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONWARD_TIME_ZONE", "Europe/Berlin")
    (tmp_path / "talk.eml").write_text(INVITED.format(zone=zone))
    (line,) = dry_run.lines([str(tmp_path)])
    assert (line["kind"], line["interview_at"]) == ("interview", at)


def test_a_day_without_an_hour_stays_a_day() -> None:
    assert dry_run._with_offset("2026-02-03", dry_run.UTC) == "2026-02-03"
    assert dry_run._with_offset(None, dry_run.UTC) is None


def test_what_only_calls_itself_mail_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise.eml").write_bytes(bytes(range(128, 256)) * 40)
    (tmp_path / "talk.eml").write_text(INVITED.format(zone=""))
    noise, talk = dry_run.lines([str(tmp_path)])
    assert (noise["kind"], noise["problem"]) == (None, "This is no mail: it does not begin with a header.")
    assert "problem" not in talk


def test_what_the_person_wrote_is_no_answer(tmp_path: Path) -> None:
    own = INVITED.replace("Nia Holt <nia.holt@larkfield.example>", "Mira <Mira@Example.org>", 1)
    (tmp_path / "own.eml").write_text(own.format(zone=""))
    (line,) = dry_run.lines([str(tmp_path)], me=["MIRA@example.org"])
    assert (line["kind"], line["needs_review"], line["company"]) == ("other", False, None)


ALERT = """From: JobHarbour <alerts@jobharbour.example>
To: Mira Berg <mira@example.org>
Subject: Warehouse Associate at Northstar Supply and 9 more jobs for you
Date: Tue, 20 Jan 2026 09:00:00 +0000
Message-ID: <alert@jobharbour.example>

Jobs that match your search "warehouse"

Warehouse Associate at Northstar Supply, Leeds. Apply now.
Stock Clerk at Fernhill Foods, York. Apply now.

You get this alert because you saved a search. Change how often you get alerts, or unsubscribe.
"""


def test_whom_a_list_of_postings_names_is_no_employer_of_the_person(tmp_path: Path) -> None:
    (tmp_path / "alert.eml").write_text(ALERT)
    (line,) = dry_run.lines([str(tmp_path)])
    assert (line["kind"], line["company"], line["role"]) == ("alert", None, None)


NO = """From: Nia Holt <nia.holt@larkfield.example>
To: Mira Berg <mira@example.org>
Subject: Re: Data Engineer
Date: {date}
Message-ID: <{name}@larkfield.example>
{thread}
Dear Mira,

{text}

Kind regards
Nia Holt, Larkfield Group
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Of course. We went with another candidate because you have not yet worked with streaming data, and the "
            "team needs that from the first week. Your SQL was the best that we saw.",
            "feedback",
        ),
        (
            "Unfortunately we have decided not to move forward with your application. We wish you all the best.",
            "rejection",
        ),
    ],
)
@pytest.mark.parametrize("me", [["mira@example.org"], []])
def test_what_answers_a_question_after_the_no_is_no_second_one(
    text: str, kind: str, me: list[str], tmp_path: Path
) -> None:
    first = (
        "Thank you for applying for the Data Engineer role. Unfortunately we have decided to move forward with "
        "another candidate."
    )
    (tmp_path / "1.eml").write_text(
        NO.format(date="Tue, 20 Jan 2026 09:00:00 +0000", name="no", thread="", text=first)
    )
    (tmp_path / "2.eml").write_text(
        "From: Mira Berg <mira@example.org>\nTo: nia.holt@larkfield.example\nSubject: Re: Data Engineer\n"
        "Date: Wed, 21 Jan 2026 09:00:00 +0000\nMessage-ID: <asked@example.org>\n"
        "In-Reply-To: <no@larkfield.example>\n\nDear Nia,\n\nthank you. Could you tell me what I lacked?\n\nMira\n"
    )
    thread = "In-Reply-To: <asked@example.org>\nReferences: <no@larkfield.example> <asked@example.org>\n"
    (tmp_path / "3.eml").write_text(
        NO.format(date="Thu, 22 Jan 2026 09:00:00 +0000", name="why", thread=thread, text=text)
    )
    kinds = [line["kind"] for line in dry_run.lines([str(tmp_path)], me=me)]
    assert kinds == ["rejection", "other", kind]
