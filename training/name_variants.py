"""Makes further mails to learn names from: system layouts with other employers and long titles filled in."""

import random
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from training.names import Sample, message

from onward.mail.understanding.organisations import folded

_PLACES = {
    "en": [
        "Leeds, England, United Kingdom",
        "Austin, TX",
        "Pune, Maharashtra, India",
        "Lagos, Nigeria",
        "United States",
        "Toronto, ON",
    ],
    "de": ["Hamburg", "München (Hybrid)", "Graz, Steiermark, Österreich"],
    "fr": ["Lyon, Auvergne-Rhône-Alpes", "Paris (Hybride)"],
    "es": ["Madrid, España", "Bogotá, Colombia"],
    "it": ["Milano, Lombardia", "Torino"],
    "nl": ["Utrecht, Nederland", "Gent"],
    "pt": ["São Paulo, SP", "Porto, Portugal"],
    "id": ["Jakarta Selatan", "Surabaya, Jawa Timur"],
    "pl": ["Warszawa, mazowieckie", "Gdynia"],
    "sv": ["Göteborg", "Malmö, Skåne län"],
}
_FIELDS = "|".join(
    (
        "Data|Business|Product|Software|Machine Learning|Supply Chain|Marketing|Risk|Finance|People",
        "Clinical|Quality|Process|Research|Customer Success|Growth|Security|Cloud|Platform|Credit|Tax",
        "Brand|Content|Field Service|Mobile|Backend|Data & AI|Sales Operations|Human Resources",
        "Regulatory Affairs|Audit/Tax|BI|Full Stack|UX|Warehouse|Ward|Grid|Policy|Grants|Fleet",
    )
).split("|")
_HEADS = "|".join(
    (
        "Analyst|Engineer|Scientist|Manager|Intern|Associate|Specialist|Coordinator|Consultant|Developer",
        "Internship|Lead|Engineer Intern|Analyst Intern|Operative|Officer|Executive|Assistant",
        "Representative|Architect|Administrator|Trainee|Adviser|Engineering Intern|Analytics Intern",
        "Science Intern|Technician|Planner|Partner|Designer",
    )
).split("|")
_RANKS = [
    "Senior ",
    "Junior ",
    "Sr. ",
    "Jr ",
    "Lead ",
    "Principal ",
    "Staff ",
    "Graduate ",
    "Associate ",
    "Intern, ",
    "Internship - ",
    "2026 Summer Intern: ",
    "Early Careers ",
    "University Graduate - ",
    "Entry Level ",
]
_TAILS = [
    ", Payments",
    ", Strategy & Planning",
    " (Summer 2026)",
    " - Summer 2026",
    ", Distribution and Networks",
    " - Remote",
    " II",
    " III",
    ", EMEA",
    " (Graduate Programme)",
    " - 2026 Start (BS/MS)",
    ", Platform Team - Summer 2026",
    " (Night Shift)",
    " - Women in Technology",
    " - Women's Leadership Programme",
    ", Children's Services",
    " (Bachelor's)",
    ", Driver's Assistance",
    ", People Analytics",
    " - EV",
    ", 2026 Summer U.S.",
    " I",
    " – Autumn 2026",
    " (12-month contract)",
    ", Trust and Safety",
    " (Part-time)",
    " - Retail Banking",
]
_NATIVE_TAILS = {
    "de": [" (m/w/d)", " (w/m/d) in Teilzeit", " (m/w/d) – Standort Süd", " Schwerpunkt Einkauf (m/w/d)"],
    "fr": [" (H/F)", " - CDI", " H/F", " en alternance (H/F)"],
    "es": [" (Híbrido)", " - Turno tarde", " Sr."],
    "it": [" (m/f)", " - Stage", " Junior"],
    "nl": [" (m/v)", " 32 uur", " (parttime)"],
    "pt": [" Pleno", " - Híbrido", " Sênior", " (PcD)"],
    "id": [" (Jakarta)", " - Fresh Graduate"],
    "pl": [" (K/M)", " (praca hybrydowa)"],
    "sv": [" (vikariat)", " 50%", ", deltid"],
}
_KEEP = {
    " en alternance (H/F)": " en alternance",
    " (w/m/d) in Teilzeit": " in Teilzeit",
    " (m/w/d) – Standort Süd": " – Standort Süd",
    " Schwerpunkt Einkauf (m/w/d)": " Schwerpunkt Einkauf",
}
_DROP = {" (m/w/d)", " (H/F)", " H/F", " (m/f)", " (m/v)", " (K/M)", " 50%"}


def title(pick: random.Random) -> str:
    """A title as large employers write them."""
    role = pick.choice(_FIELDS) + " " + pick.choice(_HEADS)
    if pick.random() < 0.4:
        role = pick.choice(_RANKS) + role
    if pick.random() < 0.5:
        role += pick.choice(_TAILS)
    return re.sub(r"\s+", " ", role)


def filled(samples: list[Sample], seed: int = 7, each: int = 12) -> list[Sample]:
    """Templates filled with employers and roles of the given samples and with made titles."""
    pick = random.Random(seed)
    companies: dict[str, list[str]] = defaultdict(list)
    roles: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        if sample.company:
            companies[sample.language].append(sample.company)
        if sample.role:
            roles[sample.language].append(sample.role)
    found: list[Sample] = []
    for number, block in enumerate(_blocks()):
        language, name, address, subject = (part.strip() for part in block[0].split("|", 3))
        if not companies[language] or not roles[language]:
            continue
        for _ in range(each):
            company = pick.choice(companies[language])
            written = role = (
                title(pick)
                if (language == "en" and pick.random() < 0.85) or pick.random() < 0.15
                else pick.choice(roles[language])
            )
            if language != "en" and pick.random() < 0.4:
                tail = pick.choice(_NATIVE_TAILS[language])
                written, role = role + tail, role if tail in _DROP else role + _KEEP.get(tail, tail)
            local = (
                re.sub(r"[^a-z0-9]", "", folded(company))[: pick.choice([6, 9, 14, 20])]
                if pick.random() < 0.7
                else "recruit"
            )
            values = {
                "company": company,
                "role": written,
                "place": pick.choice(_PLACES[language]),
                "number": str(pick.randint(10000, 2999999)),
                "local": local,
            }

            def fill(text: str, values: dict[str, str] = values) -> str:
                return re.sub(r"\{(\w+)\}", lambda found: values[found.group(1)], text)

            text = "\n".join(fill(line) for line in block[1:])
            said_role = written in fill(subject) or written in text
            said_company = company in fill(subject) or company in text or company in fill(name)
            found.append(
                Sample(
                    message(fill(name), fill(address), fill(subject), text),
                    company if said_company else None,
                    role if said_role else None,
                    language,
                    "filled",
                    None,
                    f"template:{number}:{company}",
                    weight=0.6,
                )
            )
    return found


def run_together(samples: list[Sample], seed: int = 8, share: float = 0.08) -> list[Sample]:
    """Mails once more with the lines at their end on one line, as careless HTML shows a signature."""
    pick = random.Random(seed)
    found: list[Sample] = []
    for one in samples:
        lines = [line for line in one.message.text.split("\n") if line.strip()]
        if len(lines) < 4 or pick.random() > share:
            continue
        at = -pick.choice((2, 3, 3))
        text = "\n".join([*lines[:at], " ".join(lines[at:])])
        found.append(replace(one, message=replace(one.message, text=text), weight=0.6))
    return found


def _blocks() -> list[list[str]]:
    text = (Path(__file__).parent / "name_templates.txt").read_text(encoding="utf-8")
    blocks = [
        [line for line in block.split("\n") if line and not line.startswith("#")]
        for block in text.split("\n\n")
    ]
    return [block for block in blocks if len(block) > 1]
