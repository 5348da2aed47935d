"""`onward import`: its JSON, its sentences, and that a look writes nothing."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.doors.test_command_line import onward

TABLE = (
    "Company,Thing,Applied,Status\nNordlicht,Clerk,2025-03-03,Rejected\nCorvo,Porter,2025-03-04,\nTotal,2,,\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    place = tmp_path / "search.csv"
    place.write_text(TABLE, encoding="utf-8")
    return str(place)


def test_json_is_the_contract(tmp_path: Path, table: str) -> None:
    done = onward(tmp_path / "home", "import", table, "--map", "Thing=role", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said == {
        "rows": 2,
        "applications": 2,
        "joined": 0,
        "events": 3,
        "skipped": [{"row": 4, "why": "A sum, no application: “Total 2”."}],
        "columns": {"Company": "company", "Thing": "role", "Applied": "applied", "Status": "status"},
        "doubts": [],
    }
    listed = json.loads(onward(tmp_path / "home", "applications", "--json").stdout)
    assert [(one["company"], one["role"], one["applied_on"], one["status"]) for one in listed] == [
        ("Nordlicht", "Clerk", "2025-03-03", "rejected"),
        ("Corvo", "Porter", "2025-03-04", "silent"),
    ]
    again = json.loads(onward(tmp_path / "home", "import", table, "--json").stdout)
    assert (again["applications"], again["joined"], again["events"]) == (0, 2, 0)
    assert again["columns"]["Thing"] == "role"


def test_a_look_makes_no_journal(tmp_path: Path, table: str) -> None:
    done = onward(tmp_path / "home", "import", table, "--dry-run", "--json")
    assert json.loads(done.stdout)["applications"] == 2
    assert not (tmp_path / "home").exists()
    onward(tmp_path / "home", "import", table)
    done = onward(tmp_path / "home", "import", table, "--dry-run", "--json")
    assert json.loads(done.stdout)["joined"] == 2
    with sqlite3.connect(tmp_path / "home" / "journal.sqlite3") as journal:
        assert journal.execute("SELECT count(*) FROM onward_importtable").fetchone() == (1,)


@pytest.mark.parametrize(
    "given", [["/nowhere.csv"], ["TABLE", "--map", "Nothing=role"], ["TABLE", "--map", "Thing=x"]]
)
def test_a_problem_is_one_sentence(tmp_path: Path, table: str, given: list[str]) -> None:
    done = onward(tmp_path / "home", "import", *(table if word == "TABLE" else word for word in given))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_map_without_its_mark_is_wrong_usage(tmp_path: Path, table: str) -> None:
    assert onward(tmp_path / "home", "import", table, "--map", "Thing").returncode == 2


def test_without_headings_nothing_is_written_unless_columns_are_named(tmp_path: Path) -> None:
    place = tmp_path / "bare.csv"
    place.write_text("Nordlicht,Clerk,done\nCorvo,Porter,open\n", encoding="utf-8")
    home = tmp_path / "home"
    done = onward(home, "import", str(place))
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing was written" in done.stderr
    assert "--map A=company" in done.stderr
    assert json.loads(onward(home, "applications", "--json").stdout) == []
    assert json.loads(onward(home, "import", str(place), "--dry-run", "--json").stdout)["rows"] == 2
    named = onward(home, "import", str(place), "--map", "A=company", "--map", "B=role", "--json")
    assert json.loads(named.stdout)["applications"] == 2


def test_applications_without_a_name_are_not_written(tmp_path: Path) -> None:
    place = tmp_path / "odd.csv"
    place.write_text("a,b\n1,2\n", encoding="utf-8")
    done = onward(tmp_path / "home", "import", str(place))
    assert (done.returncode, done.stdout) == (1, "")
    assert "--map a=company" in done.stderr
    assert json.loads(onward(tmp_path / "home", "applications", "--json").stdout) == []


def test_a_mailbox_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "six.mbox"
    place.write_text(
        "From a@b.example Mon Nov 16 09:00:00 2026\nFrom: a@b.example\nSubject: Your application\n\nNo.\n",
        encoding="utf-8",
    )
    done = onward(tmp_path / "home", "import", str(place))
    assert (done.returncode, done.stdout) == (1, "")
    assert "onward read" in done.stderr
    assert json.loads(onward(tmp_path / "home", "applications", "--json").stdout) == []
