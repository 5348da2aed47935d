"""What of a mailbox is fetched: everything that a reading of the whole would keep, however it is written."""

from __future__ import annotations

import base64
import quopri

import pytest
from bench.searches import search
from hypothesis import given
from hypothesis import strategies as st

from bench import live_mailbox
from onward.mail.containers import Locator
from onward.mail.examining import examine, fingerprint
from onward.mailbox import choosing
from onward.mailbox.client import FIELDS
from tests.mail.letters import ME, NO, RECEIVED, answer, chat, mail


def header(raw: bytes) -> bytes:
    """The header fields as a server gives them."""
    head = raw[: fingerprint(raw)[2]].rstrip().replace(b"\r\n", b"\n").split(b"\n")
    kept, found = False, []
    for line in head:
        if line[:1] not in (b" ", b"\t"):
            kept = line.partition(b":")[0].decode("latin-1").upper() in FIELDS
        if kept:
            found.append(line)
    return b"\r\n".join(found) + b"\r\n\r\n"


def is_chosen(raw: bytes, me: tuple[str, ...] = (ME,)) -> bool:
    """What the steps over a server come to for one message."""
    one = choosing.head(header(raw), len(raw), me)
    if choosing.told_by_header(one):
        return True
    text = raw[fingerprint(raw)[2] :]
    begun = text[: choosing.beginning(one)]
    if choosing.told_by_text(one, begun):
        return True
    return choosing.says_too_little(one, begun) and choosing.told_by_text(one, text[: choosing.FURTHER])


def is_kept(raw: bytes) -> bool:
    """Whether a reading of the whole message keeps it."""
    return bool(examine([Locator("x", "", 0, len(raw), raw, "bytes")])[0].raw)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_lost_against_reading_everything(seed: int) -> None:
    mails = search(seed, 40).messages
    kept = [raw for raw in mails if is_kept(raw)]
    assert len(kept) > 40
    assert [raw for raw in kept if not is_chosen(raw, ())] == []


def test_of_ordinary_mail_hardly_anything_is_fetched() -> None:
    mails = [raw for raws in live_mailbox.boxes(400, 1, seed=9).values() for raw in raws]
    assert sum(map(is_chosen, mails)) < 0.06 * len(mails)


SAYS = NO.format(role="Data Analyst", company="Nordlicht")
STYLES = "<style>" + "td { padding: 12px 24px; font-family: Georgia, serif }\n" * 90 + "</style>"


def form(body: bytes, kind: str = "text/html", encoding: str = "8bit", *extra: str) -> bytes:
    """A mail whose subject says nothing."""
    lines = [
        "From: Nordlicht <hello@nordlicht.example>", f"To: {ME}", "Subject: News from Nordlicht", *extra,
        "Message-ID: <1@nordlicht.example>", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "raw",
    [
        form(SAYS.encode(), "text/plain"),
        form(base64.encodebytes(SAYS.encode()), "text/plain", "base64"),
        form(quopri.encodestring(SAYS.encode()), "text/plain", "quoted-printable"),
        form(f"<html><head>{STYLES}</head><body><p>{SAYS}</p>{'<br>' * 2000}</body></html>".encode()),
        form(f"<html>{STYLES}<p>{SAYS}</p></html>".encode(), "text/html", "8bit", "Precedence: bulk"),
        form(
            b"--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(SAYS.encode())
            + b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(bytes(90_000))
            + b"--x--\r\n",
            "multipart/mixed; boundary=x",
        ),
    ],
    ids=["plain", "base64", "quoted", "styles", "bulk styles", "attachment"],
)
def test_however_it_is_written(raw: bytes) -> None:
    assert is_kept(raw)
    assert is_chosen(raw)


def test_a_subject_alone_is_enough() -> None:
    one = choosing.head(header(answer(RECEIVED, "Nordlicht", "Data Analyst", 1)), 900, ())
    assert choosing.told_by_header(one)
    assert not choosing.told_by_header(choosing.head(header(chat(1)), 900, ()))


def test_ones_own_mail_ties_by_whom_it_goes_to() -> None:
    sent = mail("Tuesday", "At ten?", ME, to="Ines <ines@mill.example>, b@mill.example")
    one = choosing.head(header(sent), 400, (ME,))
    assert one.own
    assert choosing.parties(one)[0] == choosing.digest("ines@mill.example")
    theirs = choosing.head(header(mail("Tuesday", "At ten", "ines@mill.example")), 400, (ME,))
    assert set(choosing.parties(theirs)) <= set(choosing.parties(one))


def test_ones_own_mail_to_an_office_ties_by_its_house() -> None:
    """The office answers nobody by its own address, but somebody of that house does."""
    house = f"@{choosing.digest('mill.example')}"
    sent = mail("Hello", "Dear team", ME, to="bewerbung@mill.example")
    assert house in choosing.parties(choosing.head(header(sent), 400, (ME,)))
    news = mail("News", "Dear reader", "newsletter@mill.example")
    assert house not in choosing.parties(choosing.head(header(news), 400, (ME,)))


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_whatever_a_server_says_is_read(fields: bytes, text: bytes) -> None:
    for raw in (fields, b"From: " + fields, b"From: a@b.example\r\nReferences: " + fields + b"\r\n\r\n"):
        one = choosing.head(raw, len(raw) + len(text), (ME,))
        choosing.told_by_header(one)
        choosing.told_by_text(one, text)
        choosing.says_too_little(one, text * 30)
        choosing.parties(one)
