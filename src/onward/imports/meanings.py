"""What each column holds: by what it is called and by what lies in it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onward.applications.details import POSTED
from onward.imports import dates, statuses
from onward.imports.headings import Table, field_of
from onward.imports.words import plain_header
from onward.language.employers import plain as plain_name
from onward.language.word_lists import word_set

#: Kinds of fact that a column may tell by a date, a yes, or words.
KIND_FIELDS = (
    "applied",
    "acknowledged",
    "assessment",
    "interview",
    "offer",
    "rejected",
    "withdrawn",
    "declined",
    "accepted",
)
#: Dates of which the status says what they are dates of.
DATE_FIELDS = ("responded", "ended", "reached", "updated", "happened")
DETAIL_FIELDS = ("company", "role", "title", "location", "channel", "url", "requisition")
#: What was sent, kept as marks to compare by.
MARK_FIELDS = ("resume", "tailored", "cover_letter")
#: Everything that a column can be said to hold; "other" is kept as a note with its heading.
FIELDS = (*DETAIL_FIELDS, "status", *KIND_FIELDS, *DATE_FIELDS, *MARK_FIELDS, POSTED, "note", "other")
#: Words of which a role has one.
ROLE_WORDS = word_set("heads") | frozenset(
    "developer entwickler entwicklerin ingenieur ingenieurin berater sachbearbeiter leiter assistent developpeur ingenieure"
    " charge responsable directeur director desarrollador ingeniero analista gerente tecnico responsabile sviluppatore"
    " ingegnere impiegato ontwikkelaar medewerker adviseur desenvolvedor engenheiro pengembang staf manajer programista"
    " specjalista inzynier kierownik utvecklare ingenjor konsult handlaggare lead intern trainee data software".split()
)
_ONCE = frozenset(
    {*DETAIL_FIELDS, *MARK_FIELDS, POSTED, "applied", "happened", "updated", "ended", "reached", "responded"}
)
_LOOKED_AT = 500
#: Cells of this many characters on average are sentences.
_LONGEST_MARK = 40
#: Above names and numbers these are contacts, above days they are talks.
_WITH_WHOM = re.compile(
    r"^(?:phone|telephone|telefon|telefoon|recruiter|hiring manager|manager|team|panel)\b"
)
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.I)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds, and how it was settled: heading, values, both, layout (remembered), given."""

    field: str
    why: str = "heading"
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Profile:
    """Shares of a column's cells that are of a kind, of those that hold anything."""

    filled: int
    #: Cells that tell a day among other words, and those that are nothing but a day.
    days: float
    bare: float
    urls: float
    flags: float
    statuses: float
    numbers: float
    roles: float
    length: float
    distinct: float


def decide(table: Table, given: Mapping[int, str]) -> list[Meaning]:
    """A meaning for every column; those that are `given` stand."""
    profiles = [_profile(table.column(number)) for number in range(len(table.headings))]
    wanted: list[tuple[float, int, str, str]] = []
    for number, heading in enumerate(table.headings):
        if number in given:
            continue
        field, strength = field_of(heading) if table.found else ("", 0.0)
        field = _by_values(field, profiles[number], plain_header(heading))
        if field:
            # A column with nothing in it gives way to one that holds something.
            wanted.append((strength + (0.2 if profiles[number].filled else 0), number, field, "heading"))
    taken: dict[str, int] = {field: number for number, field in given.items() if field in _ONCE}
    found: dict[int, Meaning] = {number: Meaning(field, "given") for number, field in given.items()}
    for strength, number, field, why in sorted(wanted, key=lambda one: (-one[0], one[1])):
        if field in _ONCE and field in taken:
            field = _second(field)
        if field in _ONCE:
            taken[field] = number
        found[number] = Meaning(field, why, strength >= 0.8)
    _names(found, taken, profiles)
    _by_content(table, found, taken, profiles)
    if "happened" in taken and "applied" not in taken:
        # One date and no more: the day of applying, unless the rows turn out to be events.
        number = taken["happened"]
        if found[number].why != "given":
            found[number] = Meaning("happened", found[number].why, sure=False)
    # While a name is missing, a column that says nothing of itself may be the one.
    whole = "title" in taken or {"company", "role"} <= set(taken)
    return [
        found.get(number, Meaning("other", "values", sure=whole or not profiles[number].filled))
        for number in range(len(table.headings))
    ]


def _second(field: str) -> str:
    """What a second column of the same name is taken for."""
    return "other"


def _by_values(field: str, seen: _Profile, heading: str) -> str:
    """The field once its cells were looked at: a heading such as "Response" may stand over dates or words."""
    if not seen.filled or not field:
        return field
    told = seen.days + seen.flags + seen.statuses
    if field in KIND_FIELDS:
        if told >= 0.4:
            return field
        if field == "applied" and seen.days < 0.2:
            return "name" if seen.length > 3 and not seen.numbers > 0.5 else "other"
        return "role" if field == "offer" and seen.roles > 0.2 else "other"
    if field == "status" and seen.bare >= 0.6:
        return (
            "responded"
            if re.search(r"respon|answer|repl|antwort|repons|respues|rispost|svar|odpow", heading)
            else "ended"
        )
    if field == "status" and seen.urls > 0.5:
        return "url"
    if field == "status" and seen.flags > 0.8 and seen.statuses < 0.1:
        return "other"
    if field in {"responded", "ended"} and seen.days < 0.3:
        return "status" if seen.statuses >= 0.4 else "other"
    if field in {"updated", "reached", "happened", POSTED} and seen.days < 0.3:
        return "other"
    if field == "other" and _WITH_WHOM.search(heading) and seen.days > 0.4:
        return "interview"
    if field == "url" and seen.urls < 0.2:
        return "role" if seen.roles > 0.3 else "other"
    if field == "location" and seen.statuses > 0.6 and heading.startswith("state"):
        return "status"
    if field in {"company", "role", "title", "name", "location", "channel"}:
        if seen.days > 0.7:
            return "other"
        if seen.urls > 0.6:
            return "url" if field != "location" else "other"
    if field in MARK_FIELDS:
        # Links, sentences and days of sending are no versions; a resume may be named by its month.
        told = seen.urls > 0.5 or seen.length > _LONGEST_MARK or (field != "resume" and seen.days > 0.5)
        return "other" if told else field
    if field in {"requisition", "channel"} and seen.urls > 0.6:
        return "url"
    if field in {"role", "company"} and seen.numbers > 0.8:
        return "other"
    return field


def _names(found: dict[int, Meaning], taken: dict[str, int], profiles: Sequence[_Profile]) -> None:
    """A column that is only called "Name" is whichever of employer and role is missing, or both in one."""
    for number, meaning in sorted(found.items()):
        if meaning.field != "name":
            continue
        field = "title"
        if "title" in taken or ("role" in taken and "company" in taken):
            field = "other"
        elif "role" in taken:
            field = "company"
        elif "company" in taken:
            field = "role"
        if field != "other":
            taken[field] = number
        found[number] = Meaning(field, "both", sure=field == "other")


def _by_content(
    table: Table, found: dict[int, Meaning], taken: dict[str, int], profiles: Sequence[_Profile]
) -> None:
    """What no heading names, by what lies in it: links, statuses, the day of applying, names, roles."""

    def take(field: str, fits: Mapping[int, float]) -> None:
        if field in taken or not fits:
            return
        number = max(fits, key=lambda one: (fits[one], -one))
        taken[field] = number
        found[number] = Meaning(field, "values", sure=False)

    def free() -> list[int]:
        return [
            number for number in range(len(table.headings)) if number not in found and profiles[number].filled
        ]

    take("url", {n: profiles[n].urls for n in free() if profiles[n].urls > 0.5})
    if not any(meaning.field == "status" for meaning in found.values()):
        take(
            "status",
            {
                n: profiles[n].statuses
                for n in free()
                if profiles[n].statuses > 0.6 and profiles[n].flags < 0.5
            },
        )
    known_days = any(found[n].field in (*KIND_FIELDS, "happened") and profiles[n].days > 0.3 for n in found)
    if not known_days:
        # With no other day in the table, a heading of which only a part is known says less than the days below it.
        vague = [
            n
            for n, one in found.items()
            if one.field in {"other", POSTED} and one.why == "heading" and not one.sure
        ]
        days = [n for n in (*free(), *vague) if profiles[n].days > 0.6]
        take("applied", {n: profiles[n].filled - n / 1000 for n in days})
    if "title" in taken:
        return
    texts = [n for n in free() if not table.found or field_of(table.headings[n])[0] in {"", "name"}]
    texts = [
        n for n in texts if profiles[n].days < 0.2 and profiles[n].urls < 0.3 and profiles[n].numbers < 0.3
    ]
    take("role", {n: profiles[n].roles for n in texts if profiles[n].roles > 0.35})
    texts = [n for n in texts if n not in found]
    # Names of employers are short and rarely the same; of several such columns the first is the one.
    take(
        "company",
        {
            n: profiles[n].distinct - n / 20
            for n in texts
            if profiles[n].distinct > 0.3 and profiles[n].length < 60
        },
    )


def _profile(cells: Sequence[str]) -> _Profile:
    held = [cell for cell in cells if not statuses.is_empty(cell)]
    if not held:
        return _Profile(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    times = Counter(cell[:300] for cell in held)
    distinct = len(times) / len(held)
    if len(times) > _LOOKED_AT:
        # Every n-th of thousands tells as much of a column as all of them.
        held = held[:: len(held) // _LOOKED_AT]
        times = Counter(cell[:300] for cell in held)
    count: Counter[str] = Counter()
    for cell, n in times.items():
        status = statuses.read(cell) if len(cell) < 120 else None
        count["days"] += n * _has_day(cell)
        count["bare"] += n * (dates.read(cell) is not None and _has_day(cell))
        count["urls"] += n * bool(_URL.match(cell))
        count["flags"] += n * (statuses.yes_or_no(cell) is not None)
        count["statuses"] += n * (
            status is not None and (status.known or bool(status.kinds)) and not _is_number(cell)
        )
        count["numbers"] += n * (_is_number(cell) and cell.count(".") < 2)
        count["roles"] += n * bool(ROLE_WORDS & set(plain_name(cell).split()))
    size = len(held)
    share = {
        name: count[name] / size for name in ("days", "bare", "urls", "flags", "statuses", "numbers", "roles")
    }
    return _Profile(size, **share, length=sum(map(len, held)) / size, distinct=distinct)


def _has_day(cell: str) -> bool:
    """A day, alone or among other words; a bare number such as 1.5 is none."""
    whole = cell.partition(".")[0]
    if (
        _is_number(cell)
        and cell.count(".") < 2
        and (len(whole) not in {5, 8} or re.fullmatch(r"\d{3}00", cell))
    ):
        # A round number of five digits is pay; of the days that Excel counts one in a hundred is round.
        return False
    return dates.read(cell) is not None or (
        len(cell) < 200 and not _URL.match(cell) and dates.find(cell) is not None
    )


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[$€£]?\s?\d[\d.,]*\s?(?:[%$€£k]|days?)?", cell.casefold()))
