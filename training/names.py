"""The training mails as parsed messages with their employer and role."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from training.corpus import Mail, all_mails

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding.organisations import folded, key
from onward.mail.understanding.senders import kind_of

#: Systems that the mails name with an invented ending; their real one tells the reader what they are.
_SYSTEM = re.compile(
    r"\b(linkedin|indeed|greenhouse|workday|myworkday|icims|taleo|smartrecruiters|ashbyhq|teamtailor|"
    r"teamtailor-mail|"
    r"recruitee|bamboohr|jobvite|workable|workablemail|softgarden|successfactors|personio|naukri|glints|"
    r"jobstreet|"
    r"avature|eightfold|brassring|governmentjobs|allibo|erecruiter|gupy|stepstone|xing|infojobs)\.example$"
)


@dataclass
class Sample:
    message: ParsedMessage
    company: str | None
    role: str | None
    language: str
    kind: str
    at: str | None
    source: str
    #: How much it counts in training; made-up variants count less.
    weight: float = 1.0


def message(name: str, address: str, subject: str, text: str, date: datetime | None = None) -> ParsedMessage:
    return ParsedMessage(
        message_id=None,
        in_reply_to=(),
        references=(),
        date=date,
        received=None,
        from_name=name,
        from_address=address,
        reply_to="",
        sender="",
        to=(),
        cc=(),
        subject=subject,
        headers={},
        text=text,
        quoted="",
        forwarded=False,
        signature="",
        html=None,
        plain=None,
        calendars=(),
        attachments=(),
        problems=(),
    )


def sample(mail: Mail) -> Sample:
    name, _, address = mail.fields.get("from", "").rpartition("<")
    address = _SYSTEM.sub(r"\1.com", address.rstrip(">").strip().lower())
    at = mail.fields.get("at")
    date = (
        datetime.fromisoformat(at).replace(tzinfo=UTC) - timedelta(days=5)
        if at
        else datetime(2026, 3, 2, tzinfo=UTC)
    )
    return Sample(
        message(name.strip(), address, mail.fields.get("subject", ""), mail.text, date),
        mail.fields.get("company"),
        mail.fields.get("role"),
        mail.language,
        mail.kind,
        at,
        mail.source,
    )


def all_samples() -> list[Sample]:
    return [sample(mail) for mail in all_mails()]


def variants(one: Sample) -> list[Sample]:
    """The mail as systems would send it that tell less in the header, if the text names the employer."""
    found = [replace(one, weight=0.15) if one.kind == "other" else one]
    parsed = one.message
    if not one.company:
        return found
    named = key(one.company) in re.sub(r"\W+", "", folded(parsed.subject + " " + parsed.text))
    local = re.sub(r"[^a-z0-9]", "", folded(one.company))
    if not named and 3 < len(local) < 16 and key(one.company) in key(parsed.from_name):
        # Only the address names the employer.
        found.append(
            replace(
                one,
                message=replace(parsed, from_name="Workday", from_address=f"{local}@myworkday.com"),
                weight=0.4,
            )
        )
    if named:
        found.append(
            replace(
                one,
                message=replace(parsed, from_name="", from_address="no-reply@us.greenhouse-mail.io"),
                weight=0.5,
            )
        )
        found.append(
            replace(
                one,
                message=replace(
                    parsed, from_name="Workday Notification", from_address=f"{local}@myworkday.com"
                ),
                weight=0.4,
            )
        )
        if kind_of(parsed.from_address.partition("@")[2]) == "own":
            found.append(replace(one, message=replace(parsed, from_name=""), weight=0.5))
            found.append(replace(one, message=replace(parsed, from_name="Recruiting Team"), weight=0.3))
    return found


_MARKS = re.compile(
    r"\((?:[mwfdxhnivk*a-z]|all(?:e)? genders?)(?:\s*[/|,*-]\s*[mwfdxhnivka-z*]{1,6}){0,3}\)|"
    r"\b[mwfh]/[mwfdh](?:/[xdfn])?\b",
    re.IGNORECASE,
)


def same_role(answer: str, gold: str) -> bool:
    """True when the roles are the same but for marks like (m/w/d) and the way they are written."""
    return _plain(answer) == _plain(gold)


def near_role(answer: str, gold: str) -> bool:
    """True when one of the roles holds the other and is not much longer."""
    a, b = _plain(answer), _plain(gold)
    return a == b or (min(len(a), len(b)) >= 0.6 * max(len(a), len(b)) and (a in b or b in a))


def same_company(answer: str, gold: str) -> bool:
    return key(answer) == key(gold)


def near_company(answer: str, gold: str) -> bool:
    a, b = key(answer), key(gold)
    return a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)))


def _plain(role: str) -> str:
    return re.sub(r"[^\w]+", "", folded(_MARKS.sub("", role)))
