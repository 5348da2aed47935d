"""`onward insights`: the contract on standard output, as of a date, and nothing heavy for those who do not need it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ..doors.test_command_line import environment, onward
from ..mail.letters import as_mbox, search


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    assert onward(home, "read", as_mbox(tmp_path / "in.mbox", search())).returncode == 0
    return home


def test_json_and_words(home: Path) -> None:
    done = onward(home, "insights", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    listed = json.loads(onward(home, "applications", "--json").stdout)
    assert told["applications"] == len(listed) > 0
    assert set(told) == {"as_of", "applications", "funnel", "waiting", "comparisons", "reasons"}
    said = onward(home, "insights").stdout
    assert said.splitlines()[0].startswith(f"{len(listed)} application")


def test_as_of_a_date_before_everything(home: Path) -> None:
    told = json.loads(onward(home, "insights", "--json", "--as-of", "1999-01-01").stdout)
    assert (told["as_of"], told["applications"], told["waiting"]["answered"]) == ("1999-01-01", 0, 0)
    assert onward(home, "insights", "--as-of", "1999-01-01").stdout.startswith("No applications yet.")


def test_nobody_pays_for_statistics_who_does_not_ask(home: Path) -> None:
    code = (
        "import sys; from onward.cli import main; main({}); "
        "print(sorted({{name.partition('.')[0] for name in sys.modules}} & {{'numpy', 'scipy'}}), "
        "'onward.statistics.waiting' in sys.modules, file=sys.stderr)"
    )

    def loaded(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code.format(list(arguments))],
            capture_output=True,
            text=True,
            env=environment(home),
            check=True,
        )
        return done.stderr.splitlines()[-1]

    assert loaded("applications", "--json") == "[] False"
    assert loaded("insights", "--json") == "['numpy'] True"
