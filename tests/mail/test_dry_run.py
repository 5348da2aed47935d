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
