"""What kind of work it is and where it is done, from the words that postings use for it."""

import re

from onward.capture.reading import words
from onward.capture.reading.record import EMPLOYMENT, REMOTE, in_order

_SCHEMA = {
    "FULL_TIME": "full_time", "FULLTIME": "full_time", "PART_TIME": "part_time", "PARTTIME": "part_time",
    "CONTRACTOR": "contract", "CONTRACT": "contract", "FREELANCE": "contract", "TEMPORARY": "temporary",
    "INTERN": "internship",
    "INTERNSHIP": "internship", "VOLUNTEER": "volunteer", "PER_DIEM": "per_diem", "PERMANENT": "permanent",
}  # fmt: skip
_NOT = re.compile(r"\b(?:no|not|kein|keine|non|nicht|geen)\b", re.IGNORECASE)
#: Words between those for kinds of work that say nothing more.
_FILLING = re.compile(
    r"\b(?:and|or|und|oder|et|ou|y|o|e|of|h|m|w|d|de|à|a|na|i|in|auf|contract|contrat|contrato|contratto|vertrag|"
    r"umowa o pracę|umowa|dienstverband|"
    r"anställning|stelle|position|role|poste|job|regular|months?|mois|monate?n?|meses|mês|mesi|maanden|"
    r"miesięcy|månader|years?|ans?|jahre?|hours?|std|stunden|uur|heures|horas|ore|weeks?|woche|semaine|week|per|pro|par)\b",
    re.IGNORECASE,
)
#: Longer text says too much for its words to be a statement of the kind of work.
_SHORT = 45


def employment(text: str) -> list[str]:
    """The kinds of work that a value names; empty for none."""
    found: set[str] = set()
    for part in re.split(r"[,;]|\s\|\s", text):
        if code := _SCHEMA.get(re.sub(r"[\s-]+", "_", part.strip()).upper()):
            found.add(code)
    rest = text
    for group in sorted(EMPLOYMENT, key=lambda one: one != "temporary" and one != "permanent"):
        # A longer phrase hides a shorter one in it: "unbefristet", "tempo indeterminato".
        for match in words.words(group).finditer(rest):
            found.add(group)
            rest = rest.replace(match[0], " " * len(match[0]))
    return in_order(found)


def employment_alone(text: str) -> list[str]:
    """The kinds of work of a short line that says nothing else."""
    if len(text) > _SHORT:
        return []
    rest = text
    for group in EMPLOYMENT:
        rest = words.words(group).sub(" ", rest)
    left = re.sub(r"[\W\d_]+", "", _FILLING.sub(" ", rest))
    return employment(text) if not left else []


def remote(text: str) -> str | None:
    """remote, hybrid or on_site, from a value or a short line; None when it says nothing of it."""
    for group in ("hybrid", "on_site", "remote"):
        if words.words(group).search(text) and not re.search(
            r"\b(?:no|not|kein|keine|non|nicht|geen)\b", text, re.IGNORECASE
        ):
            return group
    return None


def begins_with_remote(text: str) -> bool:
    """Whether a short line is about working elsewhere: "Remote", "Remote (EU)", "Hybrid, two days"."""
    return any(words.words(group).match(text) for group in REMOTE)


def without_remote(text: str) -> str:
    """A place without the words for working elsewhere; empty when nothing else is said."""
    rest = text
    for group in REMOTE:
        rest = words.words(group).sub(" ", rest)
    if rest == text:
        return text
    rest = re.sub(r"\(\s*[,/|-]*\s*\)|\[\s*\]", " ", rest)
    return re.sub(r"\s+", " ", rest).strip(" ,;:/|·-–()")
