"""Makes lessons for the tagger out of the training mails: pages whose words are marked, with other names put in."""

import itertools
import random
import re
import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from training.name_inventions import company as invented
from training.names import Sample
from training.role_inventions import Titles

from onward.language.tokens import fold
from onward.mail.understanding import pages
from onward.mail.understanding.organisations import without_legal_form, words

NONE, EMPLOYER, IN_EMPLOYER, ROLE, IN_ROLE = range(5)
IGNORED: Final = -100
MARKS: Final = re.compile(
    r"\s*\((?:[mwfdxhnivk*]|all(?:e)? genders?|div|gn)(?:\s*[/|,*:-]\s*[mwfdxhnivka-z*]{1,6}){0,3}\)|"
    r"\s+[mwfh]/[mwfdh](?:/[xdfn])?\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Letter:
    """A mail as its four pieces and what it says."""

    name: str
    address: str
    subject: str
    text: str
    company: str | None
    role: str | None
    language: str
    weight: float
    source: str


def letter(sample: Sample) -> Letter:
    m = sample.message
    weight = 0.25 if sample.kind in ("other", "alert", "account") and not sample.company else 1.0
    return Letter(
        m.from_name, m.from_address, m.subject, m.text, sample.company, sample.role, sample.language,
        weight, sample.source,
    )  # fmt: skip


def _pattern(name: str) -> re.Pattern[str]:
    pieces = _WORD.findall(name)
    return re.compile(
        r"\b" + r"[^\w\n]{0,4}\s?".join(map(re.escape, pieces)) + r"\b" if pieces else r"(?!)", re.I
    )


def _like(old: str, new: str) -> str:
    """A new name written like the old one: in capitals, small, or as it is."""
    if old.isupper() and len(old) > 4:
        return new.upper()
    return new.lower() if old.islower() else new


def other_company(pick: random.Random, one: Letter, new: str) -> Letter | None:
    """The letter with another employer in all of its places; None where that cannot be done cleanly."""
    if not one.company:
        return None
    core = " ".join(without_legal_form(one.company.split()))
    whole, short = _pattern(one.company), _pattern(core)
    short_new = " ".join(without_legal_form(new.split()))

    def put(text: str) -> str:
        text = whole.sub("\x00", text)
        text = short.sub(
            lambda found: (
                "\x01" if not found.group().islower() or found.group() in (core, one.company) else "\x02"
            ),
            text,
        )
        return text.replace("\x00", new).replace("\x01", short_new).replace("\x02", short_new.lower())

    name, subject, text = put(one.name), put(one.subject), put(one.text)
    left = fold(name + " " + subject + " " + text)
    first = fold(core.split()[0])
    if len(first) > 3 and re.search(r"\b" + re.escape(first), left):
        # A shorter way to say the name is still there: say the new one shorter too.
        again = re.compile(r"\b" + re.escape(core.split()[0]) + r"\b")
        begin = short_new.split()[0]
        name, subject, text = (again.sub(lambda _: begin, piece) for piece in (name, subject, text))
        if re.search(r"\b" + re.escape(first), fold(name + " " + subject + " " + text)):
            return None
    return Letter(
        name, _address(pick, one.address, core, short_new), subject, text,
        new if one.company != core or new == short_new or pick.random() < 0.5 else short_new,
        one.role, one.language, one.weight, one.source,
    )  # fmt: skip


def _address(pick: random.Random, address: str, old: str, new: str) -> str:
    squeeze = lambda text: re.sub(r"[^a-z0-9]", "", fold(text))  # noqa: E731
    local, _, domain = address.rpartition("@")
    parts = re.sub(r"[^a-z0-9 -]", "", fold(new)).split()
    if not parts:
        return address
    label = pick.choice(
        (
            "".join(parts),
            "-".join(parts),
            "".join(parts),
            parts[0],
            "".join(p[0] for p in parts) if len(parts) > 2 else "".join(parts),
        )
    )
    pieces = domain.split(".")
    for at, piece in enumerate(pieces):
        plain = squeeze(piece)
        if len(plain) > 2 and (
            plain == squeeze(old)
            or plain.startswith(squeeze(old.split()[0]))
            or squeeze(old).startswith(plain)
        ):
            pieces[at] = label
            return local + "@" + ".".join(pieces)
    if len(squeeze(local)) > 2 and squeeze(old).startswith(squeeze(local)):
        local = label
    return local + "@" + domain


def other_role(one: Letter, new: str) -> Letter:
    """The letter with another role in all of its places."""
    assert one.role
    pattern = _pattern(MARKS.sub("", one.role))
    put = lambda text: pattern.sub(lambda found: _like(found.group(), new), text)  # noqa: E731
    return Letter(
        one.name,
        one.address,
        put(one.subject),
        put(one.text),
        one.company,
        new,
        one.language,
        one.weight,
        one.source,
    )


_TRACKERS = (
    ("Workday", "@myworkday.com"), ("", "no-reply@us.greenhouse-mail.io"), ("Recruiting Team", "no-reply@ashbyhq.com"),
    ("", "no-reply@hire.lever.co"), ("Workday Notification", "@myworkday.com"), ("Notifications", "notification@smartrecruiters.com"),
    ("Talent Acquisition", "@talent.icims.com"), ("HR", "no-reply@personio.de"), ("Jobs", "noreply@teamtailor-mail.com"),
    ("no-reply", "donotreply@trm.brassring.com"), ("", "careers@example.org"),
)  # fmt: skip
_FOOTERS = (
    "This is an automated message. Please do not reply to this email.", "Unsubscribe | Privacy policy",
    "Powered by Greenhouse", "© 2026 Workday, Inc. All rights reserved.", "Sent from my iPhone",
    "Diese E-Mail wurde automatisch erstellt. Bitte antworten Sie nicht darauf.", "Download the Indeed app",
    "Ce message est généré automatiquement.", "Este es un mensaje automático.", "You are receiving LinkedIn emails.",
    "SmartRecruiters | 225 Bush Street | San Francisco", "Jangan balas email ini.", "Wysłano z Outlooka",
    "This e-mail and any attachments are confidential and intended only for the addressee.",
)  # fmt: skip


def varied(pick: random.Random, one: Letter, companies: dict[str, list[str]], titles: Titles) -> Letter:
    """The letter as another sender, system or program would have sent it."""
    if one.company and pick.random() < 0.7:
        new = (
            invented(pick, one.language)
            if pick.random() < 0.55
            else pick.choice(
                companies[one.language if pick.random() < 0.8 else pick.choice(sorted(companies))]
            )
        )
        one = other_company(pick, one, new) or one
    if one.role and pick.random() < 0.6:
        new = titles.new(pick, one.language)
        one = other_role(one, new)
    name, address, subject, text, company, role = (
        one.name,
        one.address,
        one.subject,
        one.text,
        one.company,
        one.role,
    )
    stated = lambda value, *places: value and _pattern(value).search("\n".join(places)) is not None  # noqa: E731
    if pick.random() < 0.45:
        core = " ".join(without_legal_form(company.split())) if company else ""
        if not company or stated(core, subject, text):
            way = pick.random()
            if way < 0.45:
                name, address = pick.choice(_TRACKERS)
                if address.startswith("@"):
                    address = (
                        re.sub(r"[^a-z0-9]", "", fold(core or "recruit"))[: pick.choice((6, 9, 14, 20))]
                        or "hr"
                    ) + address
            elif way < 0.75:
                name = pick.choice(
                    (
                        "",
                        "",
                        "Recruiting Team",
                        "HR",
                        "Careers",
                        "no-reply",
                        pick.choice(("Maria", "Jan", "Anna", "Tom"))
                        + " "
                        + pick.choice(("Lindt", "Rossi", "Silva", "Nowak")),
                    )
                )
    if pick.random() < 0.1:
        core = " ".join(without_legal_form(company.split())) if company else ""
        if (not company or stated(core, name, text)) and (not role or stated(MARKS.sub("", role), text)):
            subject = pick.choice(
                (
                    "",
                    "Your application",
                    "Re: application",
                    "Update",
                    one.subject.split()[0] if one.subject else "",
                )
            )
    way = pick.random()
    if way < 0.35:
        text = re.sub(r"(?<=[.!?,])\n(?!\n)", lambda _: " " if pick.random() < 0.8 else "\n", text)
    elif way < 0.5:
        width = pick.randint(55, 78)
        text = re.sub(r"(?<=[.!?,])\n(?!\n)", " ", text)
        text = "\n".join(_wrapped(line, width) for line in text.split("\n"))
    if pick.random() < 0.05:
        text, subject = text.lower(), subject.lower()
        company = company.lower() if company else None
    if pick.random() < 0.15:
        text += "\n\n" + "\n".join(pick.sample(_FOOTERS, pick.randint(1, 3)))
    if pick.random() < 0.04 and role:
        other = titles.new(pick, one.language)
        text += f"\n\n{pick.choice(('Recommended for you', 'You may also like', 'Newest openings', 'Weitere Angebote'))}\n{other}\n{invented(pick, one.language)}\n{titles.new(pick, 'en')}\n{invented(pick, one.language)}"
    return Letter(name, address, subject, text, company, role, one.language, one.weight, one.source)


def _wrapped(line: str, width: int) -> str:
    lines, at = [], ""
    for word in line.split(" "):
        if at and len(at) + len(word) + 1 > width:
            lines.append(at)
            at = word
        else:
            at = f"{at} {word}" if at else word
    return "\n".join([*lines, at])


def marked(page: pages.Page, company: str | None, role: str | None) -> NDArray[np.int64]:
    """The tag of each word of a page (n), `IGNORED` where nobody can say."""
    tags = np.zeros(len(page.tokens), dtype=np.int64)
    letters = [n for n, word in enumerate(page.folds) if word[0].isalnum()]
    if company:
        core = " ".join(without_legal_form(company.split()))
        found = _mark(page, letters, tags, company, EMPLOYER, False)
        if core != company:
            found |= _mark(page, letters, tags, core, EMPLOYER, False)
        if not found:
            found = _mark(page, letters, tags, core, EMPLOYER, True)
        _legal_forms(page, tags)
        _short_forms(page, tags, core)
        _in_address(page, tags, core)
    if role:
        role = MARKS.sub("", role)
        _mark(page, letters, tags, role, ROLE, False) or _mark(page, letters, tags, role, ROLE, True)
    return tags


def _mark(
    page: pages.Page, letters: list[int], tags: NDArray[np.int64], name: str, tag: int, loose: bool
) -> bool:
    wanted = [fold(word) for word in _WORD.findall(name)]
    n = len(wanted)
    found = False
    if not n:
        return False
    for at in range(len(letters) - n + 1):
        here = letters[at : at + n]
        if page.places[here[0]] == pages.ADDRESS or (tag == ROLE and page.places[here[0]] == pages.NAME):
            continue
        if not all(_same(page.folds[place], word, loose) for place, word in zip(here, wanted, strict=True)):
            continue
        if n > 1 and max(b - a for a, b in itertools.pairwise(here)) > 3:
            continue
        if page.places[here[0]] != page.places[here[-1]] or tags[here[0] : here[-1] + 1].any():
            continue
        tags[here[0]] = tag
        tags[here[0] + 1 : here[-1] + 1] = tag + 1
        found = True
    return found


def _same(said: str, wanted: str, loose: bool) -> bool:
    if said == wanted:
        return True
    if not loose or len(wanted) < 4 or abs(len(said) - len(wanted)) > 4:
        return False
    keep = max(3, len(wanted) - 3)
    return said[:keep] == wanted[:keep]


def _legal_forms(page: pages.Page, tags: NDArray[np.int64]) -> None:
    """ "GmbH" behind a name may be taken along or left."""
    legal = words("legal")
    for n in range(1, len(tags)):
        if tags[n] == 0 and tags[n - 1] in (EMPLOYER, IN_EMPLOYER, IGNORED) and (
            page.folds[n] in legal or (page.folds[n] in ".,&" and n + 1 < len(tags) and page.folds[n + 1] in legal)
        ):  # fmt: skip
            tags[n] = IGNORED


def _short_forms(page: pages.Page, tags: NDArray[np.int64], core: str) -> None:
    pieces = [fold(word) for word in _WORD.findall(core)]
    long = {word for word in pieces if len(word) > 3}
    for n, word in enumerate(page.folds):
        if tags[n] == 0 and word in long and page.tokens[n][0].isupper() and page.places[n] != pages.ADDRESS:
            tags[n] = IGNORED


def _in_address(page: pages.Page, tags: NDArray[np.int64], core: str) -> None:
    where = np.flatnonzero(page.places == pages.ADDRESS)
    wanted = "".join(_WORD.findall(fold(core)))
    label = "".join(page.folds[n] for n in where if page.folds[n][0].isalnum())
    if not len(where):
        return
    single = [n for n in where if page.folds[n] == wanted]
    if single:
        tags[single[0]] = EMPLOYER
    elif label == wanted:
        tags[where[0]] = EMPLOYER
        tags[where[1:]] = IN_EMPLOYER
    elif label and (label.startswith(wanted[:4]) or wanted.startswith(label[:3])):
        tags[where] = IGNORED


def held_out(header: str, fold_number: int = 0) -> bool:
    """True for one mail in five, by the words of its header."""
    return zlib.crc32(header.encode()) % 5 == fold_number
