"""A search written as a table in a random layout is read back as it was."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.books import ods, xlsx
from tests.imports.saying import said

COMPANIES = (
    "Nordlicht",
    "Corvo Foods",
    "Luma, Inc.",
    "Sève & Fils",
    'The "Harbour" Co',
    "Hafen AG",
    "Brume",
    "Åkerö",
    "Łąka",
)
ROLES = (
    "Data Analyst",
    "Support Engineer",
    "Controller; part time",
    "Référent",
    "Clerk, night",
    "Software Developer",
)
WORDS = {
    "en": (("Company", "Role", "Applied", "Status", "Decision date"), ("Applied", "No response", "Rejected")),
    "de": (("Firma", "Stelle", "Beworben am", "Status", "Entscheidung am"), ("Beworben", "keine Antwort", "Absage")),
    "fr": (("Entreprise", "Poste", "Date de candidature", "Statut", "Réponse finale"), ("Postulé", "Sans réponse", "Refusé")),
    "es": (("Empresa", "Puesto", "Fecha de postulación", "Estado", "Respuesta final"), ("Postulado", "Sin respuesta", "Rechazado")),
    "sv": (("Företag", "Tjänst", "Ansökt", "Status", "Beslutsdatum"), ("Ansökt", "Inget svar", "Avslag")),
}  # fmt: skip
SHAPES = {
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "dmy": lambda day: f"{day:%d/%m/%Y}",
    "mdy": lambda day: f"{day:%m/%d/%Y}",
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "named": lambda day: f"{day.day} {day:%b} {day.year}",
}


@dataclass(frozen=True)
class Kept:
    company: str
    role: str
    applied: date
    outcome: int
    answered: date


KEPT = st.builds(
    lambda company, role, start, outcome, wait: Kept(
        company, role, start, outcome, start + timedelta(days=wait)
    ),
    st.sampled_from(COMPANIES),
    st.sampled_from(ROLES),
    st.dates(date(2023, 1, 1), date(2024, 12, 1)),
    st.integers(0, 2),
    st.integers(1, 90),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(KEPT, min_size=2, max_size=15),
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(sorted(SHAPES)),
    st.permutations(range(5)),
    st.sampled_from([",", ";", "\t", "|", "xlsx", "ods"]),
    st.booleans(),
)
def test_as_it_was(
    search: list[Kept], language: str, shape: str, order: list[int], container: str, title: bool
) -> None:
    headings, outcomes = WORDS[language]
    # One day that fits only one order stands in every table that uses numbers: without it nobody could know.
    search = [*search, Kept("Golf", "Clerk", date(2024, 5, 25), 2, date(2024, 6, 26))]
    rows = [[headings[n] for n in order]]
    for one in search:
        cells = (
            one.company,
            one.role,
            SHAPES[shape](one.applied),
            outcomes[one.outcome],
            SHAPES[shape](one.answered) if one.outcome == 2 else "",
        )
        rows.append([cells[n] for n in order])
    if title:
        rows = [["My search"], [], *rows]
    assert said(written(rows, container)) == [expected(one) for one in search]


def written(rows: list[list[str]], container: str) -> bytes:
    if container in {"xlsx", "ods"}:
        return xlsx(rows) if container == "xlsx" else ods(rows)
    out = io.StringIO()
    csv.writer(out, delimiter=container).writerows(rows)
    return out.getvalue().encode()


def expected(one: Kept) -> str:
    events = f"applied {one.applied}" + (f", rejected {one.answered}" if one.outcome == 2 else "")
    return f"{one.company} | {one.role} | {events}"
