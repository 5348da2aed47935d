"""Mails of an invented search, and the containers that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ME = "mira@example.org"
RECEIVED = "Thank you for applying to the {role} position at {company}. We have received your application."
NO = (
    "Thank you for your interest in the {role} position at {company}. Unfortunately, we have decided to move"
    " forward with other candidates."
)
INVITED = (
    "Thank you for your application for the {role} position at {company}. We would like to invite you to an"
    " interview on 14 May 2024 at 10:00."
)


def mail(
    subject: str,
    text: str,
    sender: str = "jobs@nordlicht.example",
    number: int = 1,
    identity: str | None = "",
    thread: str = "",
    to: str = ME,
    extra: Sequence[str] = (),
) -> bytes:
    """One mail as it came; `identity` None leaves the Message-ID out."""
    name = f"<{number}.{sender}>" if identity == "" else identity
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {1 + number % 28:02} Apr 2024 09:{number % 60:02}:00 +0000",
        *([f"Message-ID: {name}"] if name else []),
        *([f"In-Reply-To: {thread}"] if thread else []),
        *extra,
        "Content-Type: text/plain; charset=utf-8",
    ]
    return ("\n".join(lines) + f"\n\n{text}\n").encode()


def answer(form: str, company: str, role: str, number: int) -> bytes:
    """An employer's mail about a role."""
    domain = company.lower().replace(" ", "") + ".example"
    said = form.format(role=role, company=company)
    return mail(f"Your application: {role} at {company}", f"Dear Mira,\n\n{said}\n\nKind regards\n{company}",
                f"jobs@{domain}", number)  # fmt: skip


def chat(number: int) -> bytes:
    """A mail between friends."""
    words = f"The garden needs water on day {number}, and the soup is ready at eight."
    return mail(f"Soup {number}", words, "teodor@example.net", number)


def search() -> list[bytes]:
    """Two applications, their answers, and other mail between them."""
    return [
        answer(RECEIVED, "Nordlicht", "Data Analyst", 1),
        chat(2),
        answer(RECEIVED, "Corvo Foods", "Support Engineer", 3),
        chat(4),
        answer(NO, "Nordlicht", "Data Analyst", 5),
        chat(6),
        answer(INVITED, "Corvo Foods", "Support Engineer", 7),
    ]


def as_mbox(path: Path, mails: Sequence[bytes]) -> str:
    """An mbox of these mails."""
    path.write_bytes(b"".join(b"From - Mon Apr  1 09:00:00 2024\n" + one + b"\n" for one in mails))
    return str(path)


def as_maildir(path: Path, mails: Sequence[bytes]) -> str:
    """A Maildir of these mails."""
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(mails):
        (path / "cur" / f"{1_700_000_000 + number}.M{number}.host:2,S").write_bytes(one)
    return str(path)
