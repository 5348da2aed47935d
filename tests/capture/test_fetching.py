"""Fetching one page on request, from real servers: what comes, and what is refused with one sentence."""

import gzip
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from onward.base.errors import Problem
from onward.capture import fetching
from onward.capture.fetching import Elsewhere, Network, fetch
from tests.capture.servers import Answer, Names, network, page, says, sends_to, serving

HERE = "jobs.example"


def here() -> Names:
    return Names({HERE: [["127.0.0.1"]]})


def refused(answer: Answer, words: str, patience: float = 5.0) -> None:
    with serving(answer) as server, pytest.raises(Problem, match=words):
        fetch(f"http://{HERE}:{server.port}/job", network(here(), patience=patience))


def test_a_page_is_fetched_by_one_plain_request() -> None:
    with serving(page("<h1>Köchin</h1>".encode())) as server:
        found = fetch(
            f"http://{HERE}:{server.port}/jobs/kö chin".replace(" ", "") + "?a=1#top", network(here())
        )
    assert found.content.decode() == "<h1>Köchin</h1>"
    assert found.charset == "utf-8"
    assert found.through == (f"http://{HERE}:{server.port}/jobs/k%C3%B6chin?a=1",)
    assert len(server.asked) == 1
    lines = server.asked[0].decode().split("\r\n")
    assert lines[0] == "GET /jobs/k%C3%B6chin?a=1 HTTP/1.1"
    assert {line.partition(":")[0] for line in lines[1:] if line} == {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
    }  # fmt: skip
    assert any(line.startswith("User-Agent: Onward") for line in lines)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://jobs.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "gopher://x", "", "http://[::1", "nothing",
        "http://user@jobs.example/", "http://u:p@jobs.example/", "http://jobs.example:99999/", "http://jobs.example/a\r\nX: 1",
        "http://jobs.example\\@127.0.0.1/", "http://" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_not_asked(url: str) -> None:
    names = here()
    with pytest.raises(Problem):
        fetch(url, network(names))
    assert names.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"]
)
def test_this_machine_is_never_asked(host: str) -> None:
    with serving(page(b"secret")) as server, pytest.raises(Problem):
        fetch(f"http://{host}:{server.port}/", Network())
    assert server.asked == []


def test_one_closed_address_among_open_ones_closes_the_name() -> None:
    names = Names({HERE: [["93.184.216.34", "10.0.0.1"]]})
    with pytest.raises(Problem, match="private network"):
        fetch(f"http://{HERE}/", network(names))


def test_the_name_is_looked_up_once_and_that_very_address_is_asked() -> None:
    """A name whose second answer is this machine's own address (rebinding) has no second answer."""
    names = Names({HERE: [["127.0.0.2"], ["127.0.0.1"]]})
    with serving(page(b"<h1>right</h1>"), host="127.0.0.2") as right:
        found = fetch(f"http://{HERE}:{right.port}/", network(names, also=["127.0.0.2"]))
    assert found.content == b"<h1>right</h1>"
    assert names.asked == [HERE]


def test_a_name_that_turns_to_this_machine_on_the_way_is_refused() -> None:
    names = Names({HERE: [["127.0.0.2"], ["127.0.0.1"]]})
    with (
        serving(sends_to("/next"), host="127.0.0.2") as first,
        pytest.raises(Problem, match="private network"),
    ):
        fetch(f"http://{HERE}:{first.port}/", network(names, also=["127.0.0.2"]))
    assert len(first.asked) == 1


def test_redirects_within_the_host_are_followed_and_shown() -> None:
    with serving(sends_to("/b"), sends_to("c", "308 Permanent Redirect"), page(b"<p>there</p>")) as server:
        found = fetch(f"http://{HERE}:{server.port}/a", network(here()))
    assert [one.rpartition("/")[2] for one in found.through] == ["a", "b", "c"]
    assert found.url == found.through[-1]


def test_another_host_is_asked_only_when_the_person_names_it() -> None:
    names = Names({HERE: [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    with serving(sends_to("https://other.example/job")) as server, pytest.raises(Elsewhere) as raised:
        fetch(f"http://{HERE}:{server.port}/", network(names))
    assert raised.value.url == "https://other.example/job"
    assert names.asked == [HERE]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "http://u:p@jobs.example/",
        "http://",
    ],
)
def test_a_redirect_into_this_machine_is_refused(location: str) -> None:
    with serving(sends_to(location)) as server, pytest.raises(Problem) as raised:
        fetch(
            f"http://{HERE}:{server.port}/",
            network(here(), also=["127.0.0.1"]) if "127" not in location else _strict(server.port),
        )
    assert not isinstance(raised.value, Elsewhere)
    assert len(server.asked) <= 1


def _strict(port: int) -> Network:
    """Leave to ask the server by its name, and not by its number."""
    return Network(look_up=here().look_up, may_ask=_Once())


class _Once:
    """Yes to the first question, no to all others."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, address: str) -> bool:
        self.asked += 1
        return self.asked == 1


def test_redirects_end() -> None:
    with serving(*(sends_to(f"/{n}") for n in range(9))) as server, pytest.raises(Problem, match="too often"):
        fetch(f"http://{HERE}:{server.port}/start", network(here()))
    assert len(server.asked) == fetching.MAX_REDIRECTS + 1
    with serving(sends_to("/again")) as server, pytest.raises(Problem, match="circle"):
        fetch(f"http://{HERE}:{server.port}/again", network(here()))


def _endless(start: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            if pause:
                time.sleep(pause)

    return answer


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        _endless(OK + b"\r\n", b"x" * 65536),
        _endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        page(gzip.compress(b"\0" * 60_000_000), "Content-Type: text/html", "Content-Encoding: gzip"),
        says(OK + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 6_000_000),
    ],
    ids="body chunks bomb length".split(),
)
def test_what_is_too_large_is_refused(answer: Answer) -> None:
    refused(answer, "too large", patience=20)


@pytest.mark.parametrize(
    "answer",
    [
        _endless(OK + b"\r\n", b"x", 0.05),
        _endless(b"", b"H", 0.05),
        _endless(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05),
        _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
        lambda connection: time.sleep(1.2),
    ],
    ids="body status header continue silence".split(),
)
def test_what_comes_too_slowly_is_ended(answer: Answer) -> None:
    refused(answer, "too long", patience=0.6)


@pytest.mark.parametrize(
    "answer",
    [
        _endless(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n"),
        _endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65536),
        says(b"not http at all\r\n\r\n"),
        says(b""),
        page(b"not packed", "Content-Type: text/html", "Content-Encoding: br"),
    ],
    ids="headers line nonsense nothing brotli".split(),
)
def test_what_cannot_be_read_is_said(answer: Answer) -> None:
    refused(answer, "cannot be read")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "nothing any more"),
        ("410 Gone", "410"),
        ("403 Forbidden", "people only"),
        ("999 No", "people only"),
        ("503 Busy", "503"),
    ],
)
def test_what_the_site_says_is_passed_on(status: str, words: str) -> None:
    refused(page(b"", "Content-Type: text/html", status=status), words)


def test_a_file_is_no_page() -> None:
    refused(page(b"%PDF", "Content-Type: application/pdf"), "application/pdf")


def test_packed_pages_are_unpacked() -> None:
    packed = gzip.compress(b"<h1>Cook</h1>")
    with serving(
        page(packed, "Content-Type: text/html; charset=latin-1", "Content-Encoding: gzip")
    ) as server:
        assert fetch(f"http://{HERE}:{server.port}/", network(here())).content == b"<h1>Cook</h1>"


def test_names_that_are_not_known_and_ports_that_are_not_open() -> None:
    with pytest.raises(Problem, match="not found"):
        fetch("http://nobody.example/", network(here()))
    with pytest.raises(Problem, match="port 25"):
        fetch(f"http://{HERE}:25/", network(here()))
    with serving(says()) as server:
        port = server.port
    with pytest.raises(Problem, match="does not answer"):
        fetch(f"http://{HERE}:{port}/", network(here()))


def test_a_name_that_takes_too_long_to_look_up_is_given_up() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    with pytest.raises(Problem, match="not found"):
        fetch(f"http://{HERE}/", Network(look_up=slow, patience=0.2))


def test_a_certificate_has_to_be_valid(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HERE}"]
    made += ["-addext", f"subjectAltName=DNS:{HERE}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(page(b"<h1>Cook</h1>"), tls=context) as server:
        with pytest.raises(Problem, match="certificate"):
            fetch(f"https://{HERE}:{server.port}/", network(here()))
        trusting = network(here(), tls=lambda: ssl.create_default_context(cafile=str(certificate)))
        assert fetch(f"https://{HERE}:{server.port}/", trusting).content == b"<h1>Cook</h1>"
        wrong = network(
            Names({"other.example": [["127.0.0.1"]]}),
            tls=lambda: ssl.create_default_context(cafile=str(certificate)),
        )
        with pytest.raises(Problem, match="certificate"):
            fetch(f"https://other.example:{server.port}/", wrong)


def test_nothing_that_a_person_could_set_opens_the_way_to_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert Network().may_ask is fetching.is_public
    names = Names({HERE: [["93.184.216.34"]]})
    asked: list[object] = []

    def connect(place: object, timeout: float) -> socket.socket:
        asked.append(place)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Problem):
        fetch(f"http://{HERE}/", network(names))
    assert asked == [("93.184.216.34", 80)]
