"""Finds the words of a mail that may name the role, each with what speaks for and against it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from onward.mail.understanding.organisations import folded
from onward.mail.understanding.organisations import key as organisation_key
from onward.mail.understanding.pages import Zone
from onward.mail.understanding.role_cues import ENDERS, HARD, INNER, NOUNS, SOFT, TELLERS, TRIGGERS
from onward.mail.understanding.role_frames import frames
from onward.mail.understanding.role_words import strength

MOST: Final = 160
LONGEST: Final = 12


_LABEL: Final = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:(?:job|position|role|vacancy)(?: title| name)?|title|stelle|stellenbezeichnung|"
    r"jobtitel|poste|intitule(?: du poste)?|offre|puesto|vacante|cargo|"
    r"posizione|ruolo|functie|vacature|vaga|posisi|stanowisko|tjanst|befattning|roll)\s*[:–-]\s*$"
)
_EDGES: Final = " \t,.;:!?|·•–—-\"'“”„«»*_>@"
#: Marks for all genders, percentages, and numbers of the requisition: said with a role but no part of it.
_MARK: Final = re.compile(
    r"\s*[(\[](?:(?:[a-zåäö*]{1,3}|div(?:ers)?|all genders?|alle geschlechter|gn\*?|open|ref[^)]*)(?:\s*[/|"
    r",*:-]\s*(?:[a-zåäö*]{1,3}|div(?:ers)?)){0,4})[)\]]"
    r"|\s+[mwfhk]\s?/\s?[mwfhk](?:\s?/\s?[xdfniv])?(?=\W|$)|\s+all genders\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\s*[\[(#–-]*\s*(?:\b(?:req(?:uisition)?|ref(?:erence|erenz)?|job|id|nr|no|kennziffer|kenn-nr|posting|"
    r"vacancy|code|r[ée]f)\b[\s.#:-]*(?:id|nr|no)?[\s.:#-]*)*"
    r"(?:\b[A-Z]{0,5}[-_]?\d{4,}[A-Z0-9_-]*\b|\b[A-Z]{1,4}-\d[\w-]+|\b\d{2,4}[-/]\d[\w/-]*|"
    r"\bVN-\d+|\b\d\dWD\d+)\s*[\])]*",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(r"\W+")
_YEAR: Final = re.compile(r"^\W*(?:19|20)\d\d(?:/\d\d)?\W*$")
_PERCENT: Final = re.compile(r"\s*\(?\b\d{1,3}\s*(?:[–-]\s*\d{1,3}\s*)?%\)?")
#: Words that lead to a role or follow it, and articles drawn together with it.
_LEADING: Final = re.compile(
    r"^(?:(?:re|aw|wg|fwd?|sv|odp|rv|tr|ref|dot)\s*[.:]\s*|(?:d|l|qu|dell|all|un|dall|nell)['’](?=\w)|"
    r"(?:candidature|candidatura|bewerbung|postulaci[óo]n|b[úu]squeda|sollicitatie|lamaran|selezione|"
    r"ans[öo]kan|aplikacja|"
    r"application|plaza|puesto|vacante|vacature|vaga|poste|offre|stelle|posto|stanowisko|posisi|"
    r"lowongan|tj[äa]nst(?:en)?|cv|lo)\s+"
    r"(?:(?:de|di|da|als|van|voor|para|per|pour|som|till|for|come|zum|zur|do|:)\s+)?(?=\w))+",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(r"(?<=\w)\s+(?:position|post|role|vacancy|job|opening|stelle)$", re.IGNORECASE)


@dataclass(slots=True)
class RoleCandidate:
    """One possible role: as first written, with the features of all of its places."""

    name: str
    quote: str
    features: set[str] = field(default_factory=set)
    zones: set[str] = field(default_factory=set)
    times: int = 0


@lru_cache(maxsize=16384)
def tidy(role: str) -> str:
    """A role without marks, requisition numbers and the signs around it."""
    if "(" in role or "/" in role or "[" in role or "all" in role:
        role = _MARK.sub(" ", role)
    if any(char.isdigit() for char in role):
        role = _NUMBER.sub(lambda found: found.group() if _YEAR.match(found.group()) else " ", role)
        role = _PERCENT.sub("", role)
    role = " ".join(role.split()).strip(_EDGES)
    if role.endswith(")") and "(" not in role:
        role = role[:-1].strip(_EDGES)
    if "(" in role and ")" not in role:
        role = role.rpartition("(")[0].strip(_EDGES)
    role = _LEADING.sub("", role)
    return _TRAILING.sub("", role).removesuffix("'s").removesuffix("’s").strip(_EDGES)


@lru_cache(maxsize=16384)
def role_key(role: str) -> str:
    """What stays the same however a role is written."""
    return _OTHER.sub("", folded(role))


def find(zones: list[Zone], company: str | None) -> list[RoleCandidate]:
    """Every possible role of a mail."""
    candidates: dict[str, RoleCandidate] = {}
    company_key = organisation_key(company) if company else ""
    for zone in zones:
        if zone.name != "name":
            _from_zone(candidates, zone, company_key)
            _from_frames(candidates, zone, company_key)
    _between(candidates)
    return list(candidates.values())


def _from_frames(candidates: dict[str, RoleCandidate], zone: Zone, company_key: str) -> None:
    """Roles that fixed words frame; what only lies within a framed one has less claim."""
    whole: list[tuple[str, str]] = []
    for frame, said, start in frames(zone.text):
        name = tidy(said)
        name_key = role_key(name)
        if not 2 <= len(name_key) <= 90 or name_key == company_key or len(name.split()) > 14:
            continue
        whole.append((name_key, frame))
        candidate = candidates.get(name_key)
        if candidate is None:
            if len(candidates) >= MOST:
                continue
            candidate = candidates[name_key] = RoleCandidate(
                name, zone.text[max(0, start - 40) : start + len(said) + 30].strip()
            )
            candidate.features.add("only framed")
            powers = [strength(piece) for piece in name.split()]
            candidate.features.add(f"framed power={max(powers, default=0)}|{powers[-1] if powers else 0}")
            candidate.times += 1
            candidate.zones.add(zone.name)
        candidate.features.add(f"frame={frame}")
        candidate.features.add(f"frame={frame}|{zone.name}|{name[0].isupper()}")
        candidate.features.add("framed")
    for name_key, candidate in candidates.items():
        for other, frame in whole:
            if name_key != other and name_key in other:
                candidate.features.add(f"inside frame={frame}")
                candidate.features.add("inside frame")
            elif name_key != other and other in name_key:
                candidate.features.add("holds framed")


def _from_zone(candidates: dict[str, RoleCandidate], zone: Zone, company_key: str) -> None:
    tokens, count = zone.tokens, len(zone.tokens)
    power = [strength(token) if len(token) > 2 else 0 for token in tokens]
    subject = zone.name == "subject"
    at = 0
    while at < count:
        # A stretch runs between hard stops; a role never crosses one.
        if tokens[at] in HARD:
            at += 1
            continue
        end = at
        while end < count and (tokens[end] not in HARD or _inside(tokens, end)):
            end += 1
        _from_stretch(candidates, zone, at, end, power, subject, company_key)
        at = end


def _inside(tokens: list[str], at: int) -> bool:
    """True for a full stop that ends no sentence ("St. Mary", ".NET")."""
    return (
        tokens[at] == "." and at + 1 < len(tokens) and tokens[at + 1][0].islower() and tokens[at + 1] != "\n"
    )


def _from_stretch(
    candidates: dict[str, RoleCandidate],
    zone: Zone,
    first: int,
    last: int,
    power: list[int],
    subject: bool,
    company_key: str,
) -> None:
    tokens, folds = zone.tokens, zone.folds
    short = last - first <= 10
    strong = any(power[n] == 2 for n in range(first, last))
    starts: list[int] = []
    for n in range(first, last):
        if tokens[n] in SOFT or (folds[n] in INNER and n > first):
            continue
        before = folds[n - 1] if n > first else "^"
        if (
            n == first
            or before in TRIGGERS
            or before in SOFT
            or (tokens[n][0].isupper() and not tokens[n - 1][0].isupper())
            or (strong and power[n] and not power[n - 1])
            or (subject and before in ("-", "@"))
        ):
            starts.append(n)
    for start in starts[:40]:
        has = 0
        for end in range(start + 1, min(start + LONGEST, last) + 1):
            has = max(has, power[end - 1])
            inner = folds[end - 1]
            if (tokens[end - 1] in SOFT and tokens[end - 1] != ")") or (
                inner in INNER and inner != ")" and end < last
            ):
                continue
            after = folds[end] if end < last else "$"
            ends_here = (
                end == last
                or after in ENDERS
                or after in SOFT
                or (tokens[end - 1][0].isupper() and not tokens[end][0].isupper())
                or (power[end - 1] == 2)
                or tokens[end].isdigit()
            )
            if not ends_here:
                continue
            if has < 2:
                # Without a word of work it needs a place that only roles have.
                capital = tokens[start][0].isupper() or tokens[start][0].isdigit()
                before = folds[start - 1] if start > first else "^"
                framed = (
                    after in NOUNS
                    or (subject and (end == last or start == first))
                    or (end == last and start == first and short)
                )
                told = before in TELLERS or (capital and before in TRIGGERS and (has or end - start <= 5))
                if not (framed or told or (subject and capital)):
                    continue
            _add(candidates, zone, start, end, first, last, power, company_key)


def _add(
    candidates: dict[str, RoleCandidate],
    zone: Zone,
    start: int,
    end: int,
    first: int,
    last: int,
    power: list[int],
    company_key: str,
) -> None:
    said = zone.said(start, end)
    name = tidy(said)
    if len(name) < 2 or len(name) > 110:
        return
    name_key = role_key(name)
    if len(name_key) < 2 or name_key.isdigit():
        return
    candidate = candidates.get(name_key)
    tokens, folds = zone.tokens, zone.folds
    if candidate is None:
        if len(candidates) >= MOST:
            return
        candidate = candidates[name_key] = RoleCandidate(
            name, "", _of_name(zone, start, end, power, company_key, name_key)
        )
        candidate.quote = zone.text[max(0, zone.starts[start] - 40) : zone.ends[end - 1] + 30].strip()
    place = zone.name
    before = folds[start - 1] if start > first else "^"
    before2 = folds[start - 2] if start - first > 1 else "^"
    before3 = folds[start - 3] if start - first > 2 else "^"
    after = folds[end] if end < last else "$"
    after2 = folds[end + 1] if end + 1 < last else "$"
    hard_before = tokens[first - 1] if before == "^" and first and tokens[first - 1] != "\n" else before
    hard_after = tokens[last] if after == "$" and last < len(tokens) and tokens[last] != "\n" else after
    candidate.times += 1
    candidate.zones.add(place)
    candidate.features |= {
        place,
        f"<{hard_before}|{place}",
        f"<<{before2} {before}",
        f"<<<{before3} {before2} {before}",
        f">{hard_after}|{place}",
        f">>{after} {after2}",
        f"<>{before} {after}",
        f"edges={before == '^'}|{after == '$'}|{place}",
        f"line={min(zone.lines[start], 6)}|{before == '^' and after == '$'}"
        if place == "text"
        else "line=subject",
    }
    # A word of the same look right beside it: the role may reach further.
    if start > first and (tokens[start - 1][0].isupper() or power[start - 1]) and before not in TRIGGERS:
        candidate.features.add("left open")
    if end < last and (tokens[end][0].isupper() or power[end]) and after not in ENDERS:
        candidate.features.add("right open")
    if (
        end + 1 < last
        and after in (",", "-", "–", ":", "(", "&", "of", "and", "/")
        and (tokens[end + 1][0].isupper() or power[end + 1])
    ):
        candidate.features.add(f"right joined={after}")
    if (
        start - first > 1
        and before in (",", "-", "–", ":", "(", "&", "of", "and", "/")
        and (tokens[start - 2][0].isupper() or power[start - 2])
    ):
        candidate.features.add(f"left joined={before}")
    if after in NOUNS:
        candidate.features.add("noun after")
        candidate.features.add(f"noun after|{before}")
    if before in (":", "–"):
        label = zone.text[max(0, zone.starts[start - 1] - 30) : zone.ends[start - 1]].rpartition("\n")[2]
        if _LABEL.match(folded(label)):
            candidate.features.add("label")
    if company_key and end < last:
        behind = organisation_key(" ".join(tokens[end + 1 : end + 4]))
        if behind.startswith(company_key[:12]) or company_key.startswith(
            organisation_key(tokens[min(end + 1, last - 1)]) or "?"
        ):
            candidate.features.add("company after")


def _of_name(zone: Zone, start: int, end: int, power: list[int], company_key: str, name_key: str) -> set[str]:
    tokens, folds = zone.tokens[start:end], zone.folds[start:end]
    mine = power[start:end]
    found = {
        f"length={min(len(tokens), 9)}",
        f"power={max(mine)}|{min(mine.count(2), 3)}",
        f"first power={mine[0]}",
        f"last power={mine[-1]}",
        f"first={folds[0]}",
        f"last={folds[-1]}",
        f"capital={tokens[0][0].isupper()}|{tokens[-1][0].isupper()}",
    }
    if len(tokens) > 1:
        found.add(f"first two={folds[0]} {folds[1]}")
        found.add(f"last two={folds[-2]} {folds[-1]}")
    small = sum(1 for token in tokens if token[0].islower())
    found.add(f"small={'all' if small == len(tokens) else 'none' if not small else 'some'}")
    for word, strong in zip(folds, mine, strict=True):
        if not strong and len(word) > 2:
            found.add(f"word={word}")
    if any(token in ("(", ")") for token in tokens):
        found.add("brackets")
    if "," in tokens:
        found.add("comma")
    if "-" in tokens:
        found.add("dash")
    if any(token.isdigit() for token in tokens):
        found.add("digits")
    if company_key:
        if name_key == company_key:
            found.add("is company")
        elif len(company_key) > 2 and company_key in name_key:
            found.add("holds company")
    return found


def _between(candidates: dict[str, RoleCandidate]) -> None:
    """What candidates say of each other: where each stands, and whether a longer one stands there too."""
    for name_key, candidate in candidates.items():
        candidate.features.add(f"zones={'+'.join(sorted(candidate.zones))}")
        candidate.features.add(f"times={min(candidate.times, 4)}")
        if len(candidate.zones) < 2:
            continue
        for other_key, other in candidates.items():
            if other_key != name_key and other_key in name_key:
                other.features.add("within one in both")
                candidate.features.add("holds another")
