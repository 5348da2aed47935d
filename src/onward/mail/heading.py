"""What stands at the head of a mail, with nothing in it that deceives the eye."""

from dataclasses import dataclass

from onward.base.invisible import one_line
from onward.mail import wording
from onward.mail.models import Message


@dataclass(frozen=True, slots=True)
class Heading:
    """A mail as pages name it: no direction marks, no characters without width, one line each."""

    message: Message
    subject: str
    sender: str
    address: str
    company: str
    role: str
    kind: str
    kind_words: str


def heading(message: Message) -> Heading:
    """The heading of a mail."""
    kind = kind_of(message)
    return Heading(
        message,
        one_line(message.subject),
        one_line(message.sender_name),
        one_line(message.sender_address),
        one_line(message.company or message.sender_employer),
        one_line(message.role),
        kind,
        wording.kind(kind),
    )


def kind_of(message: Message) -> str:
    """What the mail was read as: the person's own mail has kinds of its own."""
    return (message.own_kind or "reply") if message.outgoing else message.kind
