"""Invented people, employers, roles and agencies for the benches; every domain ends in .example."""

from dataclasses import dataclass
from random import Random

from bench.texts import names

TRACKERS = (
    ("{slug}@myworkday.com", True),
    ("no-reply@us.greenhouse-mail.io", False),
    ("no-reply@hire.lever.co", False),
    ("notification@smartrecruiters.com", False),
    ("{slug}@msg.teamtailor-mail.com", True),
    ("no-reply@{slug}.recruitee.com", True),
    ("noreply@ashbyhq.com", False),
    ("{slug}+autoreply@talent.icims.com", True),
    ("info@{slug}.personio.de", True),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name and an address."""

    name: str
    address: str

    @property
    def first(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer: its names, its own domain, another of its group, its tracking system, its people."""

    name: str
    short: str
    language: str
    domain: str
    group_domain: str
    tracker: str
    tracker_names_it: bool
    recruiters: tuple[Person, ...]
    #: Shares its first word with another employer of the search, so that nobody shortens it to that.
    has_namesake: bool = False

    def spellings(self) -> list[str]:
        """The ways in which the name is written."""
        bare = self.name if self.has_namesake else self.short
        return [self.name, self.name, bare, bare, bare.upper(), self.name.replace(" & Co. KG", "")]


def person(random: Random, domain: str) -> Person:
    """Somebody at a domain."""
    first, last = random.choice(names("first")), random.choice(names("last"))
    local = random.choice([f"{first}.{last}", f"{first[0]}{last}", f"{first[0]}.{last}"]).lower()
    return Person(f"{first} {last}", f"{local}@{domain}")


def employers(random: Random, count: int) -> list[Employer]:
    """That many employers, two of them namesakes when there are enough."""
    stems = random.sample(names("stems"), min(count, len(names("stems"))))
    while len(stems) < count:
        stems.append(f"{random.choice(names('stems'))} {random.choice(('Park', 'Hill', 'Bay', 'Field'))}")
    made: list[Employer] = []
    namesake = random.randrange(count) if count > 8 else -1
    taken: set[str] = set()
    for number, own in enumerate(stems):
        twin = number == (namesake + 1) % count and namesake >= 0
        stem = stems[namesake] if twin else own
        language = random.choices(("en", "de", "fr", "es"), (70, 18, 6, 6))[0]
        trade = random.choice(names(f"trades {language}"))
        while f"{stem} {trade}" in taken:
            trade = random.choice(names(f"trades {language}"))
        taken.add(f"{stem} {trade}")
        has_twin = twin or number == namesake
        made.append(_employer(random, stem, trade, language, has_twin=has_twin))
    return made


def _employer(random: Random, stem: str, trade: str, language: str, *, has_twin: bool) -> Employer:
    with_trade = has_twin or random.random() < 0.65
    form = random.choice(_forms(language))
    name = " ".join(part for part in (stem, trade if with_trade else "", form) if part)
    slug = ascii_of(stem + (trade if has_twin else "")).lower().replace(" ", "")
    label = ascii_of(f"{stem}-{trade}" if with_trade and (has_twin or random.random() < 0.5) else stem)
    domain = label.lower().replace(" ", "-") + ".example"
    template, names_it = random.choice(TRACKERS)
    recruiters = tuple(person(random, domain) for _ in range(random.choice((1, 1, 2))))
    group = f"{ascii_of(random.choice(names('stems'))).lower()}-group.example"
    return Employer(
        name, stem, language, domain, group, template.format(slug=slug), names_it, recruiters, has_twin
    )


def _forms(language: str) -> list[str]:
    return [*names(f"forms {language}"), *([""] if language == "en" else [])]


def role(random: Random, language: str) -> str:
    """A role as an advertisement in that language names it."""
    return random.choice(names(f"roles {language}"))


def ascii_of(text: str) -> str:
    """Letters as domains have them."""
    pairs = {"ü": "ue", "ö": "oe", "ä": "ae", "é": "e", "É": "E", "í": "i", "ß": "ss"}
    return "".join(pairs.get(char, char) for char in text)
