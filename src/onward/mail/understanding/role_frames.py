"""Knows the fixed words between which a role stands whole: "for the … position", "Stelle als …"."""

import re
from collections.abc import Iterator
from typing import Final

_ROLE: Final = r"(?P<role>[^\n.;!?“”„«»]{2,110}?(?:\.(?=\S)[^\n.;!?]{1,60}?)?)"
_STOP: Final = r"(?=\s*(?:[.;!?“”„«»]|,\s|\n|$|\s[-–—|]\s"

_FRAMES: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for name, pattern in (
        (
            "noun behind",
            r"\b(?:for|to|in|of|as|regarding|concerning|about|considered for) (?:the|our|an?|this|"
            r"your)\s+" + _ROLE
            + r",?\s+(?:position|role|opening|opportunity|vacancy|job\b|career opportunity|requisition|"
            r"internship position|post\b)",
        ),
        (
            "noun before",
            r"\b(?:position|role|post|vacancy|opening|job) (?:of|as|titled)\s+(?:an? |the )?" + _ROLE
            + _STOP + r"|(?:at|with|here|and|has|is|was|within|available|which)\b))",
        ),
        (
            "application",
            r"\b(?:appl(?:ication|ying|ied)|application received|interview) (?:for|to) (?:the |our |"
            r"a |an )?" + _ROLE
            + _STOP + r"|(?:at|with|here|and|has|position|role|opening|opportunity|within)\b))",
        ),
        (
            "label",
            r"^\s*(?:[-*•]\s*)?(?:(?:job|position|role|vacancy)(?: title| name)?|job title|title|"
            r"stelle|stellenbezeichnung|jobtitel|poste|"
            r"intitul[ée] du poste|offre|puesto|vacante|cargo|posizione|ruolo|functie|vacature|vaga|"
            r"posisi|stanowisko|tj[äa]nst|"
            r"befattning|roll)\s*:\s*(?P<role>\S[^\n]{1,110})$",
        ),
        ("layout", r"^(?P<who>[^\n]{2,80})\n+(?P<role>[^\n]{2,110})\n+(?P=who)\s+(?:[·•|-]|$)"),
        ("layout of a board", r"^(?P<role>[^\n·]{2,110})\n+[^\n·]{2,80}\s+·\s+[^\n]{2,60}$"),
        (
            "german",
            r"\b(?:stelle|position|rolle|bewerbung|t[äa]tigkeit|funktion|ausbildung)(?: als| zum| zur|"
            r" um die stelle als| f[üu]r die stelle als| auf die stelle(?: als)?)\s+"
            + _ROLE + _STOP
            + r"|\(|(?:bei|in|im|ist|und|haben|eingegangen|erhalten|zu|bedanken|f[üu]r|vom|"
            r"hat|m[üu]ssen|leider)\b))",
        ),
        (
            "french",
            r"\b(?:poste|fonctions?|emploi|offre|stage|candidature(?: au poste)?) (?:de |d['’]|: ?)" + _ROLE
            + _STOP
            + r"|\((?=h|f|cdi|cdd)|(?:chez|au sein|a [ée]t[ée]|est|et|dans|dont|pour|nous|"
            r"[àa]|bas[ée]e?|arrive|n['’]a|ne|en cdi|qui)\b))",
        ),
        (
            "spanish",
            r"\b(?:puesto|vacante|cargo|plaza|posici[óo]n|oferta|rol|proceso) (?:de |para |como |"
            r": ?)(?:el |la )?" + _ROLE
            + _STOP
            + r"|\(|(?:en|para|ha|con|y te|y que|fue|hemos|ya|queda|es|te|se|pas[óo]|qued[óo]|no)\b))",
        ),
        (
            "italian",
            r"\b(?:posizione|ruolo|posto|candidatura|selezione) (?:di |da |per |come |quale |"
            r": ?)(?:il ruolo di |la posizione di |il |la )?" + _ROLE
            + _STOP + r"|\(|(?:presso|in|[èe]|e abbiamo|ci|[èe] stat\w|nel|nella|abbiamo)\b))",
        ),
        (
            "dutch",
            r"\b(?:functie|vacature|rol|sollicitatie|baan|positie) (?:van |voor |als |op |"
            r": ?)(?:de (?:functie|vacature|rol) (?:van |voor )?)?" + _ROLE
            + _STOP + r"|\(|(?:bij|in|is|en|hebben|hebt|te|binnen|goed|wij|met)\b))",
        ),
        (
            "portuguese",
            r"\b(?:vaga|cargo|posi[çc][ãa]o|fun[çc][ãa]o|candidatura|processo seletivo)(?: de | para |"
            r" a | como | para a vaga de |: ?)(?:a vaga de |o cargo de )?" + _ROLE
            + _STOP + r"|\((?!a\))|(?:na|no|em|da|e que|foi|est[áa]|encontra|para|com)\b))",
        ),
        (
            "indonesian",
            r"\b(?:posisi|lowongan|jabatan|formasi|sebagai)(?: sebagai)?\s+" + _ROLE
            + _STOP + r"|\(|(?:di|untuk|dan|kami|yang|telah|pada|dengan|belum|sudah|tidak|ini)\b))",
        ),
        (
            "polish",
            r"\b(?:stanowisk(?:o|a|u)|rol[ęi]|ofert[ęay]|pozycj[ęai])\s*:?\s+" + _ROLE
            + _STOP
            + r"|\(|(?:w|na|i|z|zosta[łl]a|zosta[łl]o|do|oraz|dla|jest|wybrali[śs]my|zdecydowali[śs]my)\b))",
        ),
        (
            "swedish",
            r"\b(?:tj[äa]nsten?|rollen|befattningen|uppdraget|jobbet|platsen|ans[öo]kan (?:till|om|"
            r"som))(?: som| till)?\s+(?:tj[äa]nsten (?:som )?)?" + _ROLE
            + _STOP
            + r"|\(|(?:p[åa]|hos|i|och|vid|har|som vi|f[öo]r|[äa]r|till|gick|g[åa]r|[äa]r|inte|men)\b))",
        ),
    )
)  # fmt: skip


def frames(text: str) -> Iterator[tuple[str, str, int]]:
    """Every role that stands in a frame: the frame's name, the words, and where they begin."""
    for name, pattern in _FRAMES:
        for number, match in enumerate(pattern.finditer(text)):
            if number >= 8:
                break
            yield name, match["role"], match.start("role")
