"""The contract of the command line: places, exit codes, what goes to which stream."""

import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

from onward import __version__
from onward.cli import main, parser

from ..mail.letters import search

ONWARD = [sys.executable, "-m", "onward"]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONWARD_", "DJANGO_"))}
    return {**kept, "ONWARD_HOME": str(home)}


def onward(home: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ONWARD, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(home),
        cwd=Path.home() if cwd is None else cwd,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize("words", [("export", "all.zip"), ("doctor",)], ids=lambda words: words[0])
def test_a_mistyped_home_is_said_and_made_nowhere(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = onward(tmp_path / "home", *words, "--home", str(tmp_path / "hoem"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"There is no journal in {tmp_path / 'hoem'} yet.\n")
    assert list(tmp_path.iterdir()) == []


def test_version_and_help_load_no_django(home: Path) -> None:
    code = (
        "import sys; from onward.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(home), check=True
    )
    assert done.stdout.endswith("False\n")
    assert onward(home, "--version").stdout == f"onward {__version__}\n"
    assert not home.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["nonsense"],
        ["read"],
        ["--as-of", "tomorrow", "applications"],
        ["--as-of", "0001-01-01", "insights"],
        ["--as-of", "9999-12-31", "today"],
        ["serve", "--port", "0"],
        ["serve", "--port", "many"],
        ["applications", "--bogus"],
    ],
)
def test_wrong_usage_is_2_with_one_sentence(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "asked",
    [
        ["read", "/nowhere/at/all"],
        ["read", ""],
        ["export", "out.zip"],
        ["doctor"],
        ["read", "--me", "nobody", "/"],
    ],
)
def test_a_problem_is_1_with_one_sentence(home: Path, asked: list[str]) -> None:
    done = onward(home, *asked)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert not (home / "journal.sqlite3").exists()


def test_journal_is_made_at_first_use_for_its_owner_only(home: Path) -> None:
    done = onward(home, "applications", "--json")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in home.iterdir()}
    assert set(modes.values()) == {0o600}
    assert "journal.sqlite3" in modes


def test_home_may_stand_before_or_after_the_command(home: Path, tmp_path: Path) -> None:
    for arguments in (["--home", "a", "applications"], ["applications", "--home", "b"]):
        assert onward(home, *arguments, cwd=tmp_path).returncode == 0
    assert (tmp_path / "a" / "journal.sqlite3").exists()
    assert (tmp_path / "b" / "journal.sqlite3").exists()
    assert not home.exists()


def test_options_before_the_command_are_not_lost() -> None:
    given = parser().parse_args(["--json", "--as-of", "2024-03-01", "--home", "x", "applications"])
    assert (given.json, str(given.as_of), given.home) == (True, "2024-03-01", "x")


def test_a_home_that_cannot_be_is_a_problem(home: Path, tmp_path: Path) -> None:
    home.write_text("a file")
    for place in (home, home / "below"):
        done = onward(place, "applications")
        assert done.returncode == 1, done.stderr
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr
    other = tmp_path / "other"
    other.mkdir()
    (other / "journal.sqlite3").write_bytes(b"this is no database, only some text" * 100)
    done = onward(other, "applications")
    assert done.returncode == 1
    assert "is no journal" in done.stderr


def test_a_journal_of_a_newer_version_is_left_alone(home: Path) -> None:
    onward(home, "applications")
    with sqlite3.connect(home / "journal.sqlite3") as journal:
        journal.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('onward', '9999_later', '2030-01-01')"
        )
    done = onward(home, "applications")
    assert done.returncode == 1
    assert "newer" in done.stderr


def test_two_at_once_make_one_journal(home: Path) -> None:
    both = [
        subprocess.Popen([*ONWARD, "applications"], env=environment(home), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=60)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said


def test_a_path_may_begin_at_home_and_an_address_have_a_name(home: Path, tmp_path: Path) -> None:
    (tmp_path / "own.eml").write_bytes(search()[0])
    told = environment(home) | {"HOME": str(tmp_path)}
    asked = ["read", "--dry-run", "--json", "~/own.eml", "--me", "Mira Berg <mira@example.org>"]
    done = subprocess.run([*ONWARD, *asked], capture_output=True, text=True, env=told, check=True)
    assert json.loads(done.stdout)["source"] == f"{tmp_path}/own.eml"
    for wrong in ("nobody", "@", "mira@"):
        done = onward(home, "read", "--dry-run", str(tmp_path), "--me", wrong)
        assert (done.returncode, done.stderr) == (1, f"“{wrong}” is no mail address.\n")


def test_a_dry_run_for_people_names_what_is_no_mail(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "notes.txt").write_text("Call Ines about the garden.")
    (folder / "no.eml").write_bytes(search()[0])
    done = onward(home, "read", "--dry-run", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines()] == [
        f"{folder}/no.eml]",
        f"{folder}/notes.txt]",
    ]
    assert "This is a plain text, not mail." in done.stdout


def test_export_and_doctor(home: Path, tmp_path: Path) -> None:
    onward(home, "applications")
    place = tmp_path / "out.zip"
    assert onward(home, "export", str(place)).returncode == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    again = onward(home, "export", str(place))
    assert again.returncode == 1
    assert "already" in again.stderr
    assert onward(home, "export", str(place), "--force").returncode == 0
    told = json.loads(onward(home, "doctor", "--json").stdout)
    assert told["fine"] is True
    assert {check["check"] for check in told["checks"]} >= {"Tables", "File", "References"}


def documented(first: str) -> set[str]:
    """The names in the block of docs/command-line.md that begins with these words."""
    text = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    return set(re.findall(r'"(\w+)"', text.partition(first)[2].partition("\n\n")[0]))


def test_json_has_the_documented_fields_and_nothing_else_on_stdout(home: Path, tmp_path: Path) -> None:
    box = tmp_path / "search.mbox"
    box.write_bytes(
        b"".join(b"From - Mon Apr  1 09:00:00 2024\n" + one + b"\n" for one in search()) + b"From - x\n\n"
    )
    done = onward(home, "read", "--dry-run", "--json", str(box), str(tmp_path / "search.mbox"))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["source"].rpartition("#")[2] for line in lines[:7]] == [str(n) for n in range(1, 8)]
    fields = documented('{"source", "message_id"') | {"source", "message_id"}
    assert {frozenset(line) - {"problem"} for line in lines} == {frozenset(fields - {"code", "quote"})}
    assert not home.exists(), "a dry run touches no journal"

    done = onward(home, "read", "--json", str(box), "--me", "mira@example.org")
    assert set(json.loads(done.stdout)) == {"examined", "known", "kept", "kinds", "skipped"}
    made = onward(home, "applications", "--json")
    assert made.stderr == ""
    rows = json.loads(made.stdout)
    assert rows
    fields = documented('[{"id", "company"') | {"id", "company"}
    inside = {"kind", "at", "message_id", "source"}
    assert {frozenset(row) for row in rows} == {frozenset(fields - inside)}
    events = [event for row in rows for event in row["events"]]
    assert {frozenset(event) for event in events} == {frozenset({"id", *inside})}
    assert {event["source"] for event in events} == {"mail"}
    assert all(datetime.fromisoformat(event["at"]).tzinfo for event in events)
    early = json.loads(onward(home, "--as-of", "2020-01-01", "applications", "--json").stdout)
    assert early == []


def test_served_as_json_the_address_is_json(home: Path) -> None:
    with served(home, "--json") as server:
        assert server.stdout is not None
        assert json.loads(server.stdout.readline())["address"].startswith("http://127.0.0.1:")
        server.terminate()


def test_a_reader_that_leaves_is_no_error(home: Path) -> None:
    onward(home, "applications")
    with subprocess.Popen(
        [*ONWARD, "applications"], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        assert done.wait(timeout=60) == 0
        assert done.stderr.read() == b""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_prints_its_address_last_and_stops_quietly(home: Path, stop: signal.Signals) -> None:
    with served(home) as server:
        assert server.stdout is not None
        lines = [server.stdout.readline() for _ in range(2)]
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/sign-in/[\w-]+/\n", lines[-1])
        assert found, lines
        with urllib.request.urlopen(lines[-1].strip(), timeout=10) as page:
            assert b"Open your journal" in page.read()
        link = json.loads(onward(home, "sign-in", "--json").stdout)["link"]
        assert link.startswith(f"http://127.0.0.1:{found[1]}/sign-in/")
        server.send_signal(stop)
        assert server.wait(timeout=10) == 0
        assert server.stdout.read() == ""
        assert server.stderr is not None
        assert server.stderr.read() == ""


def test_a_port_that_is_taken(home: Path) -> None:
    with served(home) as first:
        assert first.stdout is not None
        port = [first.stdout.readline() for _ in range(2)][1].split(":")[2].split("/")[0]
        refused = onward(home, "serve", "--no-browser", "--port", port)
        assert refused.returncode == 1
        assert f"Port {port} is in use" in refused.stderr
        with served(home) as second:
            assert second.stdout is not None
            other = [second.stdout.readline() for _ in range(2)][1].split(":")[2].split("/")[0]
            assert other != port
            second.terminate()
        first.terminate()


def test_as_of_reaches_every_thread_of_the_server(home: Path) -> None:
    """A link made as of a day is open as of that day: were the server's clock real, it would be over."""
    with served(home, "--as-of", "2024-03-01") as server:
        assert server.stdout is not None
        address = [server.stdout.readline() for _ in range(2)][1].strip()
        for _ in range(10):
            with urllib.request.urlopen(address, timeout=10) as page:
                assert page.status == 200
        server.terminate()


def served(home: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*ONWARD, "serve", "--no-browser", *arguments],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_commands_load_nothing_heavy(home: Path) -> None:
    """What makes a start slow: numbers, parsers of mail, the executor of migrations, the web's middleware."""
    onward(home, "applications")
    code = "import sys; from onward.cli import main; main(['applications', '--json']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(home), check=True
    )
    loaded = set(done.stdout.split())
    assert "onward.applications.queries" in loaded
    heavy = {"numpy", "scipy", "selectolax", "nh3", "re2", "django.db.migrations.executor", "waitress"}
    assert loaded & {*heavy, "onward.urls", "onward.mail.mime", "onward.mail.understanding"} == set()
