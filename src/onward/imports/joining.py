"""Which rows of a table are applications that the record has already, from mail or an earlier table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from onward.imports.told import Told
from onward.imports.words import plain
from onward.language import employers, roles
from onward.language.employers import employer
from onward.language.roles import role

#: From this score on a row is the application; from ASK on it may be, and the person is asked.
SURE = 0.72
ASK = 0.45
#: Two applications so close to each other for one row are a question too.
_CLOSE = 0.03
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact of the record as joining compares it."""

    kind: str
    day: date
    #: The day of the talk that a mail announced.
    takes_place: date | None = None
    #: The day is only a bound.
    bounded: bool = False


@dataclass(frozen=True)
class Known:
    """An application of the record."""

    key: int
    company: str
    role: str
    location: str
    url: str
    note: str
    applied_on: date | None
    applied_basis: str
    facts: tuple[KnownFact, ...] = ()
    channel: str = ""
    requisition: str = ""
    #: What earlier tables said of what was sent.
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """The applications, and the rows of earlier tables with the application that each went to."""

    applications: Sequence[Known] = ()
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Join:
    """Where a row belongs: an application, or None for a new one; `candidates` when that is a question."""

    target: int | None = None
    candidates: tuple[int, ...] = ()
    #: The person has answered, or the same row was brought before.
    settled: bool = False
    known_row: bool = False
    left_out: bool = False

    @property
    def asked(self) -> bool:
        """Whether the person should look at it."""
        return bool(self.candidates) and not self.settled


def join(told: Sequence[Told], record: Record, answers: Mapping[str, str]) -> list[Join]:
    """A place for each; `answers` are those of the person: print of a row → new, out, or an application."""
    by_key = {one.key: one for one in record.applications}
    found: dict[int, Join] = {}
    claimed: set[int] = set()
    for number, one in enumerate(told):
        answer = answers.get(one.keys[0], "")
        before = next((record.rows[key] for key in one.keys if key in record.rows), None)
        if answer == "out":
            found[number] = Join(settled=True, left_out=True)
        elif before in by_key:
            found[number] = Join(before, settled=True, known_row=True)
        elif answer == "new":
            found[number] = Join(settled=True)
        elif answer.isdigit() and int(answer) in by_key:
            found[number] = Join(int(answer), settled=True)
        elif one.once:
            found[number] = Join(settled=True, left_out=True)
        if (target := found[number].target if number in found else None) is not None:
            claimed.add(target)
    scores = _scores(told, _Index(record.applications), [n for n in range(len(told)) if n not in found])
    pairs = sorted(
        ((score, -number, key) for number, of_row in scores.items() for key, score in of_row.items()),
        key=lambda pair: (-pair[0], -pair[1], pair[2]),
    )
    for score, negative, key in pairs:
        number = -negative
        if number not in found and key not in claimed and score >= SURE:
            found[number] = Join(key)
            claimed.add(key)
    return [_asked(found.get(n, Join()), scores.get(n, {}), claimed, n in found) for n in range(len(told))]


def _asked(one: Join, scores: Mapping[int, float], claimed: set[int], settled: bool) -> Join:
    """The join, turned into a question where another application is as likely or none is certain."""
    if one.settled:
        return one
    if one.target is not None:
        rivals = [
            key
            for key, score in scores.items()
            if key not in claimed and score >= scores[one.target] - _CLOSE
        ]
        if not rivals:
            return one
        return Join(None, (one.target, *rivals)[:_MOST_CANDIDATES])
    likely = sorted(
        (key for key, score in scores.items() if score >= ASK and key not in claimed),
        key=lambda key: -scores[key],
    )
    return Join(None, tuple(likely[:_MOST_CANDIDATES]))


class _Index:
    """Finds the applications that a row may be without looking at all of them."""

    def __init__(self, applications: Iterable[Known]) -> None:
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.by_url: dict[str, list[Known]] = defaultdict(list)
        self.nameless: list[Known] = []
        for one in applications:
            if one.url:
                self.by_url[_address(one.url)].append(one)
            name = employer(one.company) if one.company else None
            if name is None:
                self.nameless.append(one)
                continue
            for key in name.index_keys() | name.initials:
                self.by_name[key].append(one)

    def near(self, told: Told) -> dict[int, Known]:
        """Those worth a comparison."""
        found: list[Known] = []
        if url := told.fields.get("url"):
            found += self.by_url.get(_address(url), [])
        name = employer(told.fields["company"]) if told.fields.get("company") else None
        if name is None:
            found += self.nameless
        else:
            for key in name.index_keys() | name.initials:
                found += self.by_name.get(key, [])
            found += self.nameless if told.fields.get("role") else []
        return {one.key: one for one in found}


def _scores(told: Sequence[Told], index: _Index, numbers: Iterable[int]) -> dict[int, dict[int, float]]:
    return {
        number: {
            key: value
            for key, one in index.near(told[number]).items()
            if (value := score(told[number], one)) >= ASK
        }
        for number in numbers
    }


def score(told: Told, known: Known) -> float:
    """How sure it is, from 0 to 1, that a row and an application are one."""
    fields = told.fields
    same_url = bool(fields.get("url") and known.url and _address(fields["url"]) == _address(known.url))
    named = _employers(fields.get("company", ""), known.company)
    if named is None:
        named = 1.0 if same_url else 0.75
    titled = _roles(fields.get("role", ""), known.role)
    if titled is None:
        titled = 0.7
    if named < 0.75 or (titled < 0.55 and not same_url):
        return 0.0
    if not fields.get("company") and not same_url and not (fields.get("role") and known.role):
        return 0.0
    found = named * (0.5 + 0.5 * titled) * _days(told, known)
    if same_url:
        return max(found, 0.8) if _days(told, known) >= 0.7 else found
    if fields.get("url") and known.url:
        found *= 0.8
    here, there = plain(fields.get("location", "")), plain(known.location)
    if here and there and here not in there and there not in here:
        found *= 0.8
    return found


def _employers(one: str, other: str) -> float | None:
    first, second = employer(one) if one else None, employer(other) if other else None
    return employers.likeness(first, second) if first and second else None


def _roles(one: str, other: str) -> float | None:
    first, second = role(one) if one else None, role(other) if other else None
    return roles.likeness(first, second) if first and second else None


def _days(told: Told, known: Known) -> float:
    """How well the days of applying fit; the day of an answer is only the latest that applying can have been."""
    mine = told.applied_on
    exact = mine is not None
    if mine is None:
        dated = [fact.at.date() for fact in told.facts if "date" not in fact.data]
        mine = min(dated, default=None)
    theirs = known.applied_on
    if mine is None or theirs is None:
        return 0.8
    gap = (theirs - mine).days
    if abs(gap) <= 3:
        return 1.0
    if exact and known.applied_basis == "answered" and 0 <= gap <= 90:
        return 0.9
    if not exact and known.applied_basis in {"applied", "acknowledged"} and 0 <= -gap <= 90:
        return 0.9
    return 0.9 if abs(gap) <= 7 else 0.7 if abs(gap) <= 31 else 0.4


def _address(url: str) -> str:
    """A link without what differs from visit to visit."""
    try:
        parts = urlsplit(url.casefold())
    except ValueError:
        return url.casefold()
    query = "&".join(
        sorted(
            piece
            for piece in parts.query.split("&")
            if piece
            and not piece.startswith(("utm_", "ref=", "refid=", "trk=", "trackingid=", "gclid=", "fbclid="))
        )
    )
    return f"{(parts.netloc).removeprefix('www.')}{parts.path.rstrip('/')}?{query}"
