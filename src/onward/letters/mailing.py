"""A letter as a mail program takes it: a mailto link, and a draft to open (.eml) that is nobody's but theirs to send."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

#: Longer links are cut off by some mail programs and systems, in the middle of a word.
LONGEST_LINK = 1900
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"
)
_IDENTITY = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{3,250}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_REFERENCES = 20


def address(text: str) -> str:
    """A mail address that can stand in a header; empty for anything else."""
    plain = text.strip()
    fits = _ADDRESS.fullmatch(plain) and ".." not in plain and not plain.startswith(".") and ".@" not in plain
    return plain if fits else ""


def link(to: str, subject: str, body: str) -> tuple[str, bool]:
    """A mailto link, and whether the letter itself fitted in; where it did not, the link has the rest."""
    start = f"mailto:{quote(address(to), safe='@')}?subject={quote(_one_line(subject), safe='')}"
    lines = "\r\n".join(_surrogates_out(body).splitlines())
    whole = f"{start}&body={quote(lines, safe='')}"
    if len(whole) <= LONGEST_LINK:
        return whole, True
    # A subject as long as this is none; a link that is cut off within a letter would be broken.
    return (start, False) if len(start) <= LONGEST_LINK else (start.partition("?")[0], False)


def draft(
    *,
    name: str,
    to: str,
    sender: str,
    subject: str,
    body: str,
    at: datetime,
    answers: str = "",
    thread: Sequence[str] = (),
) -> bytes:
    """The letter as a message that is not sent yet.

    `answers` is the Message-ID of the mail that it answers, `thread` those before it. X-Unsent lets Outlook open it
    for sending. Nothing of a name or subject can become a header of its own, and there is no Bcc.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if own := address(sender):
        message["From"] = Address(addr_spec=own)
    if reached := address(to):
        message["To"] = Address(display_name=_one_line(name), addr_spec=reached)
    message["Subject"] = _one_line(subject)
    message["Date"] = format_datetime(at)
    if _IDENTITY.fullmatch(answers):
        message["In-Reply-To"] = f"<{answers}>"
        earlier = [one for one in thread if _IDENTITY.fullmatch(one) and one != answers][-_REFERENCES:]
        message["References"] = " ".join(f"<{one}>" for one in (*earlier, answers))
    message.set_content(
        _surrogates_out(body).replace("\r\n", "\n").rstrip() + "\n", charset="utf-8", cte="base64"
    )
    return message.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", _surrogates_out(text)).split())


def _surrogates_out(text: str) -> str:
    """Half characters, which no mail can carry, as a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
