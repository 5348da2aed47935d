"""Other accounts of the machine: what they see of a link, a cookie or a port lets none of them in."""

import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from onward.commands import accepting, callers, opening

from .test_command_line import served

#: A program of another account, which asks for a page; all that it needs is loaded before it changes accounts.
OTHER = """
import os, socket, sys, encodings.idna
os.setuid(65534)
family = socket.AF_INET6 if sys.argv[3] == "6" else socket.AF_INET
with socket.socket(family) as asking:
    asking.settimeout(30)
    asking.connect(("::ffff:127.0.0.1" if sys.argv[3] == "6" else "127.0.0.1", int(sys.argv[1])))
    asking.sendall(f"GET {sys.argv[2]} HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n".encode())
    print(asking.recv(1000).split(b"\\r\\n")[0].decode())
"""
IS_ROOT = hasattr(os, "getuid") and os.getuid() == 0
ROWS = """  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:AB1C 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 65534        0 2313047 2 0000 20 0 0 10 -1
   1: 0100007F:1F90 0100007F:AB1C 01 00000000:00000000 00:00000000 00000000  1000        0 2313048 1 0000 20 0 0 10 -1
   2: 0100007F:AB26 0100007F:1F90 04 00000001:00000000 01:00000012 00000000     0        0 0 2 0000 20 0 0 11 -1
   3: 0000000000000000FFFF00000100007F:AB24 0000000000000000FFFF00000100007F:1F90 01 0:0 0:0 0 1001        0 23 2 0
"""


@contextlib.contextmanager
def asked(home: Path) -> Iterator[str]:
    """The address of a server while it runs."""
    with served(home, "--json") as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["address"]
        server.terminate()


@pytest.mark.skipif(not (IS_ROOT and callers.are_told()), reason="only root can be somebody else")
def test_another_account_gets_nothing_with_the_link(tmp_path: Path) -> None:
    with asked(tmp_path / "home") as address:
        parts = urlsplit(address)
        for family in "46":
            told = subprocess.run(
                [sys.executable, "-c", OTHER, str(parts.port), parts.path, family],
                capture_output=True, text=True, check=True, timeout=60,
            )  # fmt: skip
            assert told.stdout == "HTTP/1.1 403 Forbidden\n"
        assert status(parts.port, f"GET {parts.path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n") == 200


def test_a_large_body_from_elsewhere_is_refused_before_it_comes(tmp_path: Path) -> None:
    with asked(tmp_path / "home") as address:
        head = "POST /welcome/ HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\nContent-Type: text/plain\r\n"
        assert status(urlsplit(address).port, f"{head}Content-Length: 900000000\r\n\r\n") == 413


def status(port: int | None, request: str) -> int:
    with socket.create_connection(("127.0.0.1", port or 0), timeout=30) as asking:
        asking.sendall(request.encode())
        return int(asking.recv(1000).split()[1])


@pytest.mark.parametrize(
    ("far", "owner"), [(0xAB1C, 65534), (0xAB26, callers._NOBODYS), (0xAB24, 1001), (0xAB30, None)]
)
def test_whose_a_connection_is(far: int, owner: int | None) -> None:
    assert callers.owner_of(ROWS.splitlines(), far, 8080) == owner


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"COOKIE": "a=1; session=x", "ORIGIN": "http://127.0.0.1:8080"}, True),
        ({"COOKIE": "session=x"}, True),
        ({"COOKIE": "session=x", "ORIGIN": "http://127.0.0.1:9999"}, False),
        ({"COOKIE": "session=x", "ORIGIN": "null"}, False),
        ({"ORIGIN": "http://127.0.0.1:8080"}, False),
    ],
)
def test_only_a_page_of_its_own_sends_much(headers: dict[str, str], own: bool) -> None:
    assert accepting.is_own({"HOST": "127.0.0.1:8080", **headers}, "session") is own


def test_where_connections_have_no_owner_the_browser_is_given_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    opened = threading.Event()
    monkeypatch.setattr(webbrowser, "open", lambda url: (given.append(url), opened.set()))
    monkeypatch.setattr(callers, "are_told", lambda: False)
    (tmp_path / opening.NAME).write_text("an old one, which everybody may read")
    opening.open_link("http://127.0.0.1:8080/sign-in/secret/", tmp_path)
    assert opened.wait(10)
    assert given == [(tmp_path / opening.NAME).as_uri()]
    assert "http://127.0.0.1:8080/sign-in/secret/" in (tmp_path / opening.NAME).read_text()
    assert stat.S_IMODE((tmp_path / opening.NAME).stat().st_mode) == 0o600
