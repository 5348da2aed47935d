"""What a reading and the demo say at their end: what went on first, what is over last, one next thing, no reproach."""

import subprocess
from pathlib import Path

import pytest

from onward.commands import summary
from tests.browser.conftest import command
from tests.doors.test_command_line import onward


@pytest.mark.parametrize(
    ("total", "reached", "said"),
    [
        (1, {"applied": 1}, "1 application:"),
        (1200, {"applied": 1200}, "1,200 applications:"),
        (
            62,
            {"applied": 40, "assessment": 3, "interview": 18, "offer": 1},
            "22 of 62 applications went past applying: 3 to an assessment, 18 to an interview, 1 to an offer. Where they"
            " stand:",
        ),
    ],
)
def test_what_went_on_is_said_and_what_did_not_is_not(total: int, reached: dict[str, int], said: str) -> None:
    assert summary.far(total, reached) == said


def test_the_demo_ends_with_one_next_thing(tmp_path: Path) -> None:
    told = command(tmp_path / "home", "demo", "--no-serve")
    lines = subprocess.run(**told, capture_output=True, check=True).stdout.splitlines()
    assert " went past applying: " in lines[1]
    assert lines[2].endswith("with an offer")
    assert lines[-2].endswith("ended with a no")
    assert lines[-1].startswith("Next: ")
    assert "no further" not in "".join(lines)


def test_an_empty_reading_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    done = onward(tmp_path / "home", "read", str(tmp_path / "mail"))
    assert done.stdout.splitlines()[-1] == "No applications were found in this mail."
