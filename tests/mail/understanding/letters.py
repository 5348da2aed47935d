"""Builds the parsed mails that the tests of understanding read."""

from datetime import UTC, datetime

from onward.mail.mime.message import ParsedMessage
from onward.mail.mime.parsing import parse


def letter(
    text: str = "",
    *,
    sender: str = "careers@brambleworks.example",
    subject: str = "",
    date: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC),
    calendar: str = "",
) -> ParsedMessage:
    """A mail from a sender ("Name <address>"), parsed by the real reader."""
    head = (
        f"From: {sender}\nTo: Robin Vale <robin@vale.example>\nSubject: {subject}\n"
        f"Date: {date:%a, %d %b %Y %H:%M:%S %z}\n"
    )
    if not calendar:
        return parse(f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode())
    parts = (
        "Content-Type: multipart/mixed; boundary=line\n\n--line\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--line\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n\n{calendar}\n--line--\n"
    )
    return parse((head + "MIME-Version: 1.0\n" + parts).encode())
