"""A reading that is killed at any moment loses nothing and files nothing twice once it is run again."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mail.letters import INVITED, ME, NO, RECEIVED, answer, as_maildir, as_mbox, chat, mail

pytestmark = pytest.mark.slow

#: ONWARD_KILLS=50 for the whole proof.
KILLS = int(os.environ.get("ONWARD_KILLS", "8"))
COMPANIES = (
    "Nordlicht",
    "Corvo Foods",
    "Tamarind Labs",
    "Helvika",
    "Quillon",
    "Ostra Shipping",
    "Fennick Bau",
)
ROLES = ("Data Analyst", "Support Engineer", "Product Manager", "Technical Writer", "Project Assistant")


def mails() -> list[bytes]:
    """Some 1,500 mails of 4 MB: large enough that several processes read them."""
    found = []
    ballast = "\n".join(f"> {line} the quiet river runs past the old mill" for line in range(60))
    for number in range(1500):
        company, role = COMPANIES[number // 5 % 7], ROLES[number // 35 % 5]
        if number % 5 == 0 and number < 350:
            form = (RECEIVED, NO, INVITED)[number // 175 + (number % 2)]
            found.append(answer(form, company, role, number))
        elif number % 50 == 1:
            # Words of nobody's hiring, found only through the thread of an answer.
            text = f"Dear Mira,\n\nwe went with somebody else, I am sorry. Part {number}.\n\n{ballast}\n{ballast}"
            thread = f"<{number - 1}.jobs@{company.lower().replace(' ', '')}.example>"
            found.append(mail(f"Re: {role}", text, "ines@mill.example", number, thread=thread))
        else:
            found.append(chat(number).replace(b"\n\nThe", b"\n\n" + ballast.encode() + b"\n\nThe"))
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("mail")
    all_of_them = mails()
    return [as_mbox(folder / "a.mbox", all_of_them[:800]), as_maildir(folder / "rest", all_of_them[750:])]


def start(
    home: Path, sources: list[str], interrupt: signal.Handlers = signal.SIG_DFL, **more: str
) -> subprocess.Popen[bytes]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("ONWARD_HOME", "ONWARD_DATABASE_URL")
    } | more
    return subprocess.Popen(
        [sys.executable, "-m", "onward", "--home", str(home), "read", *sources, "--me", ME, "--json"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, start_new_session=True,
        # What a shell starts in the background ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, interrupt),
    )  # fmt: skip


def finish(home: Path, sources: list[str]) -> float:
    """Read to the end; returns the seconds."""
    begun = time.monotonic()
    process = start(home, sources)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - begun


def journal(home: Path) -> dict[str, Any]:
    """What the journal holds, without its row numbers."""
    with sqlite3.connect(home / "journal.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute(
            "SELECT m.header_id, m.kind, m.own_kind, m.outgoing, m.filed, r.content FROM onward_message m"
            " LEFT JOIN onward_rawmessage r ON r.message_id = m.id"
        ).fetchall()
        events = database.execute(
            "SELECT a.company, a.role, a.status, a.furthest_stage, e.kind, e.at, e.active, m.header_id"
            " FROM onward_event e JOIN onward_application a ON a.id = e.current_id"
            " LEFT JOIN onward_message m ON m.id = e.message_id"
        ).fetchall()
        asked = database.execute(
            "SELECT m.header_id, p.question FROM onward_proposal p JOIN onward_message m ON m.id = p.message_id"
        ).fetchall()
        ledger = database.execute("SELECT DISTINCT fingerprint FROM onward_ledgerentry").fetchall()
    database.close()
    return {
        "messages": sorted((*row[:-1], hashlib.sha256(row[-1] or b"").hexdigest()) for row in rows),
        "events": sorted(map(repr, events)),
        "asked": sorted(asked),
        "ledger": sorted(ledger),
    }


def test_a_killed_reading_run_again_equals_an_undisturbed_one(tmp_path: Path, sources: list[str]) -> None:
    seconds = finish(tmp_path / "whole", sources)
    whole = journal(tmp_path / "whole")
    # More than the answers themselves: some were found only by the second look.
    assert len(whole["messages"]) > 70
    assert len(whole["events"]) >= 70
    chance = random.Random(20240501)
    cut = 0
    for number in range(KILLS):
        home = tmp_path / f"killed-{number}"
        process = start(home, sources)
        # Spread over the run, from the making of the journal to the filing.
        time.sleep(seconds * (number + chance.random()) / KILLS)
        process.kill()
        process.communicate(timeout=60)
        cut += process.returncode == -signal.SIGKILL
        if number % 3 == 2:  # and once more in the reading that mends it
            process = start(home, sources)
            time.sleep(seconds * chance.random())
            process.kill()
            process.communicate(timeout=60)
        finish(home, sources)
        assert journal(home) == whole, f"killed after {number / KILLS:.0%} of the run"
    # How many were cut depends on how busy the machine is; a test that cut none has shown nothing.
    assert cut >= 2


def _of_session(session: int) -> list[int]:
    """Processes of the session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def _with_workers(process: subprocess.Popen[bytes]) -> None:
    """Wait for the reading, the process that loads the models, the one that keeps account of locks, and two workers."""
    until = time.monotonic() + 60
    while len(_of_session(process.pid)) < 5 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    if process.poll() is not None:
        pytest.skip("one processor: nothing was forked")
    assert len(_of_session(process.pid)) >= 5


def _none_is_left(session: int) -> bool:
    until = time.monotonic() + 10
    while (found := _of_session(session)) and time.monotonic() < until:
        time.sleep(0.05)
    return not found


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        yield Path(folder)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_workers_end_with_a_killed_parent_and_leave_no_file(
    tmp_path: Path, sources: list[str], temporary: Path, number: signal.Signals
) -> None:
    process = start(tmp_path / "home", sources, TMPDIR=str(temporary))
    _with_workers(process)
    assert list(temporary.iterdir()) != []
    process.send_signal(number)
    process.communicate(timeout=60)
    assert _none_is_left(process.pid)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_ctrl_c_is_answered_in_one_sentence(tmp_path: Path, sources: list[str], temporary: Path) -> None:
    process = start(tmp_path / "home", sources, TMPDIR=str(temporary))
    _with_workers(process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all of them
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.decode().strip()) == (130, "Stopped. Nothing is lost.")
    assert _none_is_left(process.pid)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_what_a_shell_started_in_the_background_goes_on_at_ctrl_c(tmp_path: Path, sources: list[str]) -> None:
    process = start(tmp_path / "home", sources, signal.SIG_IGN)
    _with_workers(process)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()


def test_nothing_is_run_that_lies_in_the_folder_where_somebody_stands(
    tmp_path: Path, sources: list[str]
) -> None:
    (tmp_path / "numpy.py").write_text("open('run', 'w').close()")
    # The command as it is installed: `python -m` itself looks there.
    command = [sys.executable, str(Path(sys.executable).with_name("onward")), "read", "--dry-run", *sources]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert not (tmp_path / "run").exists()
