"""Reads titles of roles: what belongs to them, and when two are the same."""

import re
from functools import lru_cache
from typing import Final

from onward.language.tokens import fold
from onward.mail.understanding.role_words import strength

_EDGES: Final = " \t,.;:!?|·•–—-\"'“”„«»*_>@"
#: Marks for all genders, percentages, and numbers of the requisition: said with a role but no part of it.
_MARK: Final = re.compile(
    r"(?:\s+[(\[](?:[a-zåäö*]{1,3}(?=\s*[/|,*:-])|[mwfdxhkvgn*]{1,3}|div(?:ers)?|all genders?|alle geschlechter|gn\*?|open|"
    r"ref[^)]*)"
    r"|\s*[(\[](?:[a-zåäö*]{1,3}|div(?:ers)?)(?=\s*[/|,*:-]))"
    r"(?:\s*[/|,*:-]\s*(?:[a-zåäö*]{1,3}|div(?:ers)?)){0,4}[)\]]"
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
#: Hours of a week: "(24-32 uur)", "20 h/Woche".
_HOURS: Final = re.compile(
    r"[\s,;]*[(\[]?\b\d{1,2}(?:[.,]\d{1,2})?(?:\s*[–-]\s*\d{1,2})?\s*-?(?:h|hrs?|hours?|std|stunden|wochenstunden|uur|uren|heures|"
    r"horas|ore|godzin|godz|timmar|jam)\b\.?(?:\s*(?:/|per|pro|par|por|a|p\.?)\s*(?:week|woche|w|semaine|semana|settimana|"
    r"tydzie[nń]|vecka|minggu)\b\.?)?[)\]]?(?=\s*(?:$|[,;(]))",
    re.IGNORECASE,
)
#: Where the work is done, behind a dash, a comma or in brackets: "Data Engineer - Remote", "Buyer (hybrid)".
_WORKPLACE: Final = re.compile(
    r"(?:\s+[–—-]\s*|\s*[,;|/(\[]\s*)(?:fully\s+|100\s?%\s*)?(?:remote(?:ly)?|hybrid|hybride|on[\s-]?site|home[\s-]?office|"
    r"telework|t[ée]l[ée]travail|teletrabajo|remoto|remota|h[íi]brid[oa]|ibrido|smart working|"
    r"hybryd\w*|zdaln\w*|distans|thuiswerk\w*)"
    r"(?:\s+(?:first|possible|work|working|m[öo]glich|possible|mogelijk|arbeit))?\s*[)\]]?$",
    re.IGNORECASE,
)
#: How long and how much one is hired for, set apart by a dash, a comma or brackets: "Nurse - CDI", "Cook (part-time)".
_CONTRACT: Final = re.compile(
    r"(?:\s+[–—-]\s*|\s*[,;|/(\[]\s*|\s+en\s+(?=cd[id]\b))"
    r"(?:cdi|cdd|int[ée]rim|temporary|temp|permanent|fixed[\s-]term|full[\s-]?time|part[\s-]?time|contract|maternity cover|"
    r"parental leave cover|casual|seasonal|freelance|zero hours|\d\s+days?|vollzeit|teilzeit|befristet|unbefristet|"
    r"festanstellung|elternzeitvertretung|temps plein|temps partiel|indefinid[oa]|temporal|jornada completa|media jornada|"
    r"tempo (?:in)?determinato|full time|part time|voltijd|deeltijd|fulltime|parttime|vast|tijdelijk|efetivo|temporário|"
    r"tempo inteiro|heltid|deltid|vikariat|tillsvidare|visstid|pełny etat|pół etatu|umowa o pracę|kontrak|tetap|magang)"
    r"(?:\s+(?:de\s+)?\d+\s*(?:mois|months?|monate|meses|mesi|maanden|månader|miesi[eę]cy|bulan))?\s*[)\]]?"
    r"(?=$|\s+[–—-]\s|\s*[,;|/])",
    re.IGNORECASE,
)
#: The same with nothing between: "Cook part-time".
_CONTRACT_BARE: Final = re.compile(
    r"\s+(?:part[\s-]?time|full[\s-]?time|cdi|cdd|teilzeit|vollzeit|deeltijd|voltijd|deltid|heltid|temps (?:plein|partiel)|"
    r"tempo (?:pieno|parziale)|jornada completa|media jornada)$",
    re.IGNORECASE,
)
#: When the work is done, and whose number stood there: "- 2nd Shift", "HBC/" of "HBC/2291".
_SHIFT: Final = re.compile(
    r"(?:\s+[–—-]|\s*[,;|(])\s*(?:1st|2nd|3rd|first|second|third|night|day|evening|weekend|late|early|swing)\s+shifts?\)?$|"
    r"\s+[A-Z]{2,5}/$",
    re.IGNORECASE,
)
#: A step of pay, a share of a post, classes of a school, behind a role: "(Band 2)", "(1,0 fte)", "(KS1)", ", Band 5".
_GRADE: Final = re.compile(
    r"\s+\((?:(?:band|grade|scale|schaal|eg|e|gs|ks)[\s.-]*\d{1,2}[a-z]?|\d+(?:[.,]\d+)?\s*(?:fte|etp|vzä|wte))\)$|"
    r"(?:\s*[,;]|\s+[–—-])\s*(?:band|scale|schaal|entgeltgruppe|eg)\s+\d{1,2}[a-z]?$",
    re.IGNORECASE,
)
#: Where one sentence ends and another begins, if what stands before is a work: "barnskötare. Betyget" names no role but
#: the first word, "Kaufm. Angestellter" is one.
_SENTENCE: Final = re.compile(r"([^\W\d_]{5,})\.\s+(?=[^\W\d_])")
#: What is said before a name, and is no role by itself.
_ADDRESS: Final = frozenset(
    "sr sra sres mr mrs ms mme mlle hr herr frau dr dra dhr mevr pan pani bpk ibu".split()
)
#: Words that lead to a role or follow it, and articles drawn together with it.
_LEADING: Final = re.compile(
    r"^(?:[a-z]{1,3}\)\s+(?=\w)|(?:re|aw|wg|fwd?|sv|odp|rv|tr|ref|dot)\s*[.:]\s*|(?:d|l|qu|dell|all|un|dall|nell)['’](?=\w)|"
    r"(?:candidature|candidatura|bewerbung|postulaci[óo]n|b[úu]squeda|sollicitatie|lamaran|selezione|"
    r"ans[öo]kan|aplikacja|"
    r"application|plaza|puesto|vacante|vacature|vaga|poste|offre|stelle|posto|stanowisko|posisi|"
    r"lowongan|tj[äa]nst(?:en)?|cv|lo)\s+"
    r"(?:(?:de|di|da|als|van|voor|para|per|pour|som|till|for|come|zum|zur|do|:)\s+)?(?=\w))+",
    re.IGNORECASE,
)
#: What begins another statement behind a role: hours a week, a share, a number ("…, 24" of "24 uur").
_COUNT: Final = re.compile(r"\s*[,;]\s*\d{1,3}$")
#: The day, or the number, that a sentence goes on to name behind a role: "… als Kellner: Montag, 22. Dezember".
_DAY: Final = re.compile(
    r"\s*:\s+\d.*|\s*:\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\s*:\s+(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|luned[iì]|marted[iì]|"
    r"mercoled[iì]|gioved[iì]|venerd[iì]|sabato|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|segunda|ter[cç]a|quarta|"
    r"quinta|sexta|senin|selasa|rabu|kamis|jumat|poniedzia[lł]ek|wtorek|[sś]roda|czwartek|pi[aą]tek|m[aå]ndag|tisdag|onsdag|"
    r"torsdag|fredag)\b.*",
    re.IGNORECASE,
)
#: The head of the next cell of a table whose lines were lost, and the day on which it begins, cut at its month.
_NEXT_CELL: Final = re.compile(
    r"(?<!\bof)(?<!\bde)(?<!\bdi)[\s|–—-]+(?:Lieu|Arbeitsort|Einsatzort|Dienstort|Arbeitgeber|Kennziffer|Location|Ubicación|"
    r"Localização|Localidade?|Luogo|Locatie|Standplaats|Lokalizacja|Lokasi|Arbetsgivare|Employer|Werkgever|Pracodawca|Perusahaan|Référence|"
    r"Referenz|Referencia|Riferimento|Referentie)$|"
    r"\s+(?:zum|ab(?: dem)?|per|from|dal|dès le|à partir du|vanaf|från(?: den)?|od|mulai|desde(?: el)?|a partir de)"
    r"\s+\d{1,2}$"
)
#: Words that lead on from a role to whose it is; at its end they lead nowhere.
_LINK: Final = (
    r"(?:at|in|for|with|of|the|bei|beim|im|am|für|der|des|chez|dans|pour|au|à|de|du|del|della|dell|di|da|do|dos|das|en|el|"
    r"la|las|los|presso|per|con|na|no|em|com|bij|van|voor|het|w|we|ze|dla|przy|hos|på|för|till|och|i|pada|untuk|dengan|"
    r"and|und|et|y|e|en|och|oraz|dan|&)"
)
_LEADS_ON: Final = re.compile(rf"(?:[\s,;:|@–-]+{_LINK})+$")
_TRAILING: Final = re.compile(r"(?<=\w)\s+(?:position|post|role|vacancy|job|opening|stelle)$", re.IGNORECASE)
#: What a mail speaks of besides the role, where nothing before it leads on: "Deckhand contract", but "Head of Contract".
_BESIDES: Final = re.compile(
    r"^((?:(?!(?:of|for|in|to)\b)[\w'’]+\s+)+)(?:opportunity|contract|campaign|discussion|audition|gig)$",
    re.IGNORECASE,
)
#: A role said for both sexes: "Referentin / Referent Klima", "Bankkaufmann / zur Bankkauffrau", "Laborant/Laborantka".
_BOTH: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{4,})\s?/\s?(?:(?:zum|zur|eine[rsn]?|la|el|il|lo|le|un|una|une)\s+)?([^\W\d_]{4,})(?![\w/])"
)
#: Where the word for a man and that for a woman differ at their ends, folded: "Referent", "Referentin"; "directeur",
#: "directrice"; "masażysta", "masażystka".
_ENDS: Final = frozenset(
    tuple(sorted(pair.split("-")))
    for pair in (
        "-in -innen -e -a -ka -ki -ska -ne -sse -esa e-in en-in o-a o-as e-a a-ka a-ki r-se "
        "eur-rice ore-rice or-riz er-ster ca-czyni ec-ka k-czka"
    ).split()
)
#: Letters that both words begin with at least.
_STEM: Final = 4
#: Ends that say as well that there are several, or nothing: only of a word for a work they tell for whom it is.
_WEAK: Final = frozenset((("", "a"), ("", "e")))
_MAN_WOMAN: Final = re.compile(r"(?:mann|frau|woman|man|kvinna|vrouw)$")
#: Letters at least before "-mann" and "-frau".
_SHORT: Final = 3
#: A sentence that says what its role says already: "for the Data Intern intern position".
_TWICE: Final = re.compile(r"\b(\w{3,}) \1$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def tidy(role: str) -> str:
    """A role without marks, requisition numbers and the signs around it."""
    if "(" in role or "/" in role or "[" in role or "all" in role:
        role = _MARK.sub(" ", role)
    if any(char.isdigit() for char in role):
        role = _HOURS.sub("", role)
        role = _NUMBER.sub(lambda found: found.group() if _YEAR.match(found.group()) else " ", role)
        role = _PERCENT.sub("", role)
    if ":" in role:
        role = _DAY.sub("", role)
    role = " ".join(_first_sentence(role).split()).strip(_EDGES)
    role = _CONTRACT_BARE.sub("", _WORKPLACE.sub("", _CONTRACT.sub("", role))).strip(_EDGES)
    if "/" in role:
        role = _BOTH.sub(_one_of_both, role)
    role = _NEXT_CELL.sub("", _SHIFT.sub("", role).strip(_EDGES)).strip(_EDGES)
    role = _GRADE.sub("", role).strip(_EDGES)
    if role.endswith(")") and "(" not in role:
        role = role[:-1].strip(_EDGES)
    if "(" in role and ")" not in role:
        role = role.rpartition("(")[0].strip(_EDGES)
    role = _TWICE.sub(r"\1", _LEADING.sub("", role))
    role = (
        _BESIDES.sub(r"\1", _TRAILING.sub("", role))
        .strip()
        .removesuffix("'s")
        .removesuffix("’s")
        .strip(_EDGES)
    )
    return _LEADS_ON.sub("", _COUNT.sub("", role)).strip(_EDGES)


def _one_of_both(found: re.Match[str]) -> str:
    """The shorter of two words that say one work for both sexes, else both."""
    words = [fold(word) for word in found.groups()]
    stem = next((n for n, (a, b) in enumerate(zip(*words, strict=False)) if a != b), min(map(len, words)))
    ends = tuple(sorted(word[stem:] for word in words))
    alike = stem >= _STEM and ends in _ENDS and (ends not in _WEAK or any(map(strength, words)))
    return min(found.groups(), key=len) if alike or _of_man_and_woman(*words) else found.group()


def _of_man_and_woman(one: str, other: str) -> bool:
    """Whether two words differ only in "-mann" and "-frau"."""
    stems = [_MAN_WOMAN.sub("", word) for word in (one, other)]
    return (
        one != other
        and stems[0] == stems[1]
        and len(stems[0]) >= _SHORT
        and one not in stems
        and other not in stems
    )


def _first_sentence(role: str) -> str:
    for end in _SENTENCE.finditer(role):
        if strength(fold(end[1])) and not any(strength(fold(word)) for word in role[end.end() :].split()):
            return role[: end.end(1)]
    return role


def is_address(role: str) -> bool:
    """True when a title is what is said before a name: "Sr", "Frau"."""
    return fold(role).strip(_EDGES) in _ADDRESS


def without_employer(role: str, employer: str) -> str:
    """A role without its employer: "Auditor at Acme", "Acme / Auditor", "Acme's Auditor", "Lärare i Skogstorps" of
    Skogstorps kommun.

    Words are alike that begin alike, as many languages bend names. What is left must be some title.
    """
    before, apart, after = role.partition(" / ")
    if apart and fold(before).strip(_EDGES) == fold(employer).strip(_EDGES):
        return after
    if fold(role[: len(employer)]) == fold(employer) and role[len(employer) :].startswith(("'s ", "’s ")):
        return role[len(employer) + 3 :]
    pieces = role.split()
    named = [fold(word).strip(_EDGES) for word in employer.split()]
    for at in range(1, len(pieces)):
        rest = [fold(word).strip(_EDGES) for word in pieces[at:]]
        if len(rest) <= len(named) and all(map(_alike, rest, named)):
            before = " ".join(pieces[:at])
            left = _LEADS_ON.sub("", before).strip(_EDGES)
            # "Bosch Engineer" or "Engineer Bosch": only what is led on to, or set apart, is whose the role is.
            return left if left and left != before else role
    return role


def _alike(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return one == other or (
        short >= 5 and one[: short - 1] == other[: short - 1] and abs(len(one) - len(other)) <= 3
    )


@lru_cache(maxsize=16384)
def role_key(role: str) -> str:
    """What stays the same however a role is written."""
    return _OTHER.sub("", fold(role))
