"""Says what a sending address is: a tracking system, a board, an agency, free mail, or an employer's own."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onward.language.tokens import fold

KINDS = ("tracker", "board", "agency", "freemail", "own")

#: Second levels that many share, so that the name stands before them.
_SHARED = frozenset(
    """
    co com org net edu ac gov go gob gouv or web sch mil nom ltd plc nhs k12 my biz police asso ind adv eng med waw krakow
    wroc poznan gda""".split()
)
#: Parts of a host that say what the host does, not whose it is.
_FUNCTION = frozenset(
    """mail email e mailer mx smtp www m careers career jobs job karriere stellen recruiting
    recruitment talent hr rh hire hiring apply notifications notification notify news info reply
    noreply no-reply workday wd login candidates candidatos kandidaten bewerber candidature
    bewerbung people team us eu uk de fr in workflow trm alerts app my go bounce send em click post""".split()
)
_NO_REPLY = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|nao[-_.]?responda|no[-_.]?responder|ne[-_.]?pas"
)
#: Local parts that name an office, not a person nor an employer.
_OFFICE = re.compile(
    r"^(?:auto)?(?:jobs?|careers?|karriere|bewerb\w*|recruit\w*|rekrut\w*|rekryt\w*|reclut\w*|recrut\w*|"
    r"talents?\w*|hr\w{0,3}|"
    r"rh|hrd|people|personal\w*|personeel|kadry|praca|vagas|empleo|emplois?|selec\w*|selez\w*|seleccion|"
    r"werving|werken\w*|"
    r"jobb|lowongan|info|kontakt|contact\w*|contato|office|biuro|hello|hallo|hola|hej|hi|mail|admin\w*|team|"
    r"notif\w*|news\w*|alerts?|support|service|system|noreply\w*|post|sekretariat|secretar\w*|segreteria|"
    r"direktion|direc[ct]i[oó]n|direzione|dire[çc][ãa]o|directie|rathaus|verwaltung|applications?|apply|candidat\w*|hiring|interviews?|"
    r"customer\d*|indeedapply|messages?|hit-reply|invitations?|do[-_.]?not[-_.]?reply|no[-_.]?reply|"
    r"autoreply|workday)"
    r"(?:[-_.+0-9].*)?$"
)

#: Pieces of the names of agencies, as their domains have them.
_AGENCY = re.compile(
    r"staffing|recruit(?:ment|ers?|ing)|recrutement|recrutamento|reclutamiento|resourcing|(?<!re)search$|personal$|zeitarbeit|"
    r"headhunt|hunters$|executivesearch|interim|uitzend|werving|detacher|zeitarbeit|"
    r"personal(?:vermittlung|dienst|beratung)|rekryter|bemanning|"
    r"(?<=[a-z])talent$|talent(?:link|bridge|spring|search|source|partners)|agenciaempleo|(?<=[a-z])(?<!capo)lavoro$|impiego$|"
    r"somministrazione|consultoriarh|outsourcing(?:sdm)?$|rekrutacja|(?<!re)placements?$"
)
#: What the name of an agency says of itself.
_AGENCY_NAME = re.compile(
    r"\b(?:staffing|recruitment|executive search|headhunt\w*|zeitarbeit|personalberatung|personalvermittlung|"
    r"personaldienst\w*|travail temporaire|int[ée]rim|trabajo temporal|ETT|agenzia per il lavoro|uitzend\w*|detachering|"
    r"doradztwo personalne|agencja (?:pracy|zatrudnienia)|bemanning|rekrytering|placements?|consultoria de rh)\b",
    re.IGNORECASE,
)


#: A name of so few letters is many things in other countries, and so are these words.
_SHORT = 4
_OTHERS_TOO = frozenset(
    """
    terra home online vodafone telia telefonica shaw rogers charter frontier homerun antal elevato emply synergie comeet
    proximus""".split()
)


@dataclass(frozen=True, slots=True)
class Sender:
    """What an address says: its kind, the name in its domain, what in its local part may name an employer.

    `label` is the name in an employer's own domain ("acme-corp"), "" for other kinds; `hints` are pieces of
    host and local part that may name the employer behind a tracking system ("statestreet").
    """

    kind: str
    domain: str
    label: str
    hints: tuple[str, ...]
    automatic: bool


@cache
def _facts() -> tuple[dict[str, str], dict[str, str]]:
    """Kind by domain, and kind by folded platform name."""
    domains: dict[str, str] = {}
    names: dict[str, str] = {}
    kind = ""
    for raw in files(__package__).joinpath("senders.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            domain, _, further = line.partition(":")
            domains[domain.strip()] = kind
            for name in further.split(","):
                if name.strip():
                    names[fold(name.strip())] = kind
    return domains, names


@cache
def _tracker_labels() -> frozenset[str]:
    """The names that tracking systems and boards carry in their domains."""
    domains, _ = _facts()
    return frozenset(domain.split(".")[0] for domain, kind in domains.items() if kind in ("tracker", "board"))


def platform(name: str) -> str | None:
    """The kind of the platform or agency that a name is ("LinkedIn" is a board), or None."""
    return _facts()[1].get(fold(name).strip(" ."))


def registrable(domain: str) -> str:
    """The part of a host that somebody registered: "mail.acme.co.uk" is "acme.co.uk"."""
    parts = domain.strip(".").lower().split(".")
    if len(parts) <= 2:
        return ".".join(parts)
    keep = 3 if len(parts[-1]) == 2 and parts[-2] in _SHARED else 2
    return ".".join(parts[-keep:])


def kind_of(domain: str) -> str:
    """One of KINDS; "own" when nothing is known of the domain."""
    domains, _ = _facts()
    parts = domain.strip(".").lower().split(".")
    for first in range(len(parts) - 1):
        if kind := domains.get(".".join(parts[first:])):
            return kind
    return _abroad().get(registrable(domain).partition(".")[0], "own")


@cache
def _abroad() -> dict[str, str]:
    """Kind by name of those that are known in more than one country: StepStone has a domain in each of them.

    Free mail too, and not what other firms are called elsewhere.
    """
    found: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    for domain, kind in _facts()[0].items():
        name, _, ending = registrable(domain).partition(".")
        found.setdefault(name, set()).add(kind)
        endings.setdefault(name, set()).add(ending)
    return {
        name: kinds.pop()
        for name, kinds in found.items()
        if len(endings[name]) > 1 and len(name) > _SHORT and len(kinds) == 1 and name not in _OTHERS_TOO
    }


@lru_cache(maxsize=4096)
def read_address(address: str) -> Sender:
    """What an address says; never raises."""
    local, _, domain = address.lower().strip().rpartition("@")
    domain = domain.rstrip(".")
    kind = _facts()[0].get(f"{local}@{domain}") or (kind_of(domain) if domain else "own")
    automatic = bool(_NO_REPLY.search(local))
    base = registrable(domain)
    label = base.split(".")[0] if kind in ("own", "agency") else ""
    hints: list[str] = []
    if kind in ("tracker", "own"):
        above = domain[: len(domain) - len(base)].strip(".").split(".")
        known = _tracker_labels()
        hints += [part for part in above if len(part) > 2 and part not in _FUNCTION and part not in known]
    if kind == "tracker" and local and not _OFFICE.match(local) and not automatic:
        hints.append(re.split(r"[+]", local)[0])
    return Sender(kind, domain, label, tuple(dict.fromkeys(hints)), automatic)


def of_agency(label: str, name: str = "") -> bool:
    """True when the name in a domain, or the whole name, is one that agencies give themselves: they write for an employer,
    they are none.
    """
    return bool(_AGENCY.search(label) or _AGENCY_NAME.search(name))


def names_office(address: str) -> bool:
    """True when the local part is an office's ("careers", "no-reply"), not a person's."""
    return bool(_OFFICE.match(address.lower().partition("@")[0]))
