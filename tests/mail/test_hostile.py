"""Malformed and malicious mail: both ways of reading end well, in bounded time and memory."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.mail.letters import NO, answer, mail

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")

MEMORY = 2 << 30
SECONDS = 120


def nested(depth: int) -> bytes:
    """Parts within parts."""
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return b"From: a@x.example\nSubject: deep\n" + head + b"\nUnfortunately not.\n"


ODD = {
    "script": mail("Application", "<script>fetch('https://evil.example')</script><img src=x onerror=alert(1)>",
                   extra=["Content-Type: text/html"]),
    "links": answer(NO + "\n<a href='javascript:alert(1)'>x</a><a href='data:text/html,x'>y</a>", "Nord", "Cook", 2),
    "pixel": mail("Hi", "<img width=1 src='https://track.example/p.gif'>", extra=["Content-Type: text/html"]),
    "formula": mail("=HYPERLINK(\"https://evil.example\")", NO.format(role="+1", company="@SUM(A1)")),
    "override": mail("Your \u202eapplication\u2066", NO.format(role="Cook\u202e", company="Nord\u200b")),
    "year": mail("Application", NO.format(role="Cook", company="Nord")).replace(b"Apr 2024", b"Dec 9999"),
    "zone": mail("Application", NO.format(role="Cook", company="Nord")).replace(b"+0000", b"-9999"),
    "nul": mail("Appl\0ication", NO.format(role="Co\0ok", company="N\0ord")),
    "empty": b"",
    "blank": b"\n\n \n",
    "noise": bytes(range(256)) * 200,
    "surrogates": mail("Application =?utf-16?b?2ADYAA==?=", NO.format(role="Cook", company="Nord")),
    "nested": nested(2000),
    "huge part": mail("Application", "word " * 4_000_000),
    "one line": mail("Application", "unfortunately" * 200_000),
    "header bomb": b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"Subject: s\n\nbody\n",
    "folded bomb": b"Subject: s\n" + b" more\n" * 300_000 + b"\nbody\n",
    "recipients": mail("Application", NO.format(role="Cook", company="Nord"),
                       to=", ".join(f"a{n}@x.example" for n in range(100_000))),
    "boundaries": b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\n" * 100_000,
    "tags": mail("Application", "<div>" * 200_000, extra=["Content-Type: text/html"]),
    "references": mail("Re: x", "no", thread=" ".join(f"<{n}@x>" for n in range(50_000))),
    "long words": mail("=?utf-8?q?" + "=41" * 50_000 + "?=", "y", sender="x" * 100_000 + "@y.example"),
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Everything odd, each a file, and one ordinary no."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, raw in ODD.items():
        (folder / f"{name}.eml").write_bytes(raw)
    (folder / "no.eml").write_bytes(answer(NO, "Nordlicht", "Data Analyst", 1))
    return folder


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command with a limit of memory and of time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    environment = {key: value for key, value in os.environ.items() if key != "ONWARD_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "onward", "--home", str(tmp_path / "home"), "read", *arguments],
        capture_output=True, text=True, timeout=SECONDS, preexec_fn=limit, env=environment, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_every_odd_mail_has_its_line(tmp_path: Path, place: Path) -> None:
    done = run(tmp_path, str(place), "--dry-run", "--json")
    assert done.returncode == 0, done.stderr
    lines = {Path(line["source"]).stem: line for line in map(json.loads, done.stdout.splitlines())}
    assert set(lines) == {*ODD, "no"}
    assert lines["no"]["kind"] == "rejection"
    assert {name for name, line in lines.items() if line.get("problem")} >= {"empty", "blank"}
    broken = {
        name: line["problem"] for name, line in lines.items() if "understood" in line.get("problem", "")
    }
    assert broken == {}


@pytest.mark.slow
def test_odd_mail_stops_no_reading(tmp_path: Path, place: Path) -> None:
    done = run(tmp_path, str(place), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["examined"] == len(ODD) + 1
    assert [one for one in said["skipped"] if "understood" in one["why"]] == []
    assert said["kinds"]["rejection"] >= 1


@pytest.mark.slow
def test_archives_that_do_harm_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.mbox", b"From - Mon Apr  1 09:00:00 2024\n" + b"\0" * (300 << 20))
    with tarfile.open(folder / "paths.tar.gz", "w:gz") as tar:
        for name, kind in (("../../escaped.eml", tarfile.REGTYPE), ("dev.eml", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type = kind
            content = answer(NO, "Nordlicht", "Cook", 1)
            member.size = len(content) if kind == tarfile.REGTYPE else 0
            tar.addfile(member, io.BytesIO(content) if member.size else None)
    done = run(tmp_path, str(folder), "--json")
    assert done.returncode == 0, done.stderr
    assert any("bomb.zip" in one["source"] for one in json.loads(done.stdout)["skipped"])
    assert not list(tmp_path.rglob("escaped.eml"))
    assert not (tmp_path.parent / "escaped.eml").exists()
