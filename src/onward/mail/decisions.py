"""The day that a mail names for the employer's own decision: "you will hear from us by 28 June". Pure."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from onward.mail.deadlines import within
from onward.mail.understanding.spoken_dates import dates, folded

#: Facts whose mail may tell when they decide; an offer and a no have decided.
_KINDS: Final = frozenset({"acknowledged", "update", "assessment", "interview"})
#: That they decide or write, or that all rests until then; accents are gone, and words may go on.
_THEIRS: Final = re.compile(
    r"\b(?:we(?:'ll| will| shall| plan to| expect to| hope to| aim to| intend to| are going to| should)? (?:\w+ )?(?:decide|"
    r"let you know|get back|come back|be in touch|inform|update|contact|notify|announce|reach out)|(?:hear|heard) (?:back )?"
    r"from us|decision|decides|outcome|on hold|paused|frozen|"
    r"entscheid|melden (?:wir )?uns|(?:von uns|wieder) (?:zu )?hor|hor\w+ (?:sie |du )?von uns|"
    r"informieren wir|wir informieren|"
    r"ruckmeldung von uns|bescheid|zuruckgestellt|pausier|ruht|"
    r"decid|reviendrons|revenons|tiendrons|informerons|recontacterons|contacterons|nouvelles|donnerons|suspendu|en pause|"
    r"comunicaremos|informaremos|contactaremos|pondremos|noticias|en pausa|suspendid|"
    r"faremo sapere|comunicheremo|ricontatt|contatteremo|informeremo|riscontro|notizie|sospes|in pausa|"
    r"beslis|besluit|laten (?:wij|we) |(?:hoort|hoor) (?:u |je )?van ons|van ons horen|nemen (?:wij|we) |"
    r"gepauzeerd|bevroren|"
    r"retorno|entraremos em conta|informar(?:emos)|comunicaremos|em pausa|suspens|"
    r"keputusan|memutuskan|kabar|menghubungi|menginformasikan|memberi ?tahu|diumumkan|mengumumkan|ditunda|ditangguhkan|"
    r"decyzj|zdecyduj|podejmiemy|skontaktuj|poinformuj|odezwiemy|damy znac|wstrzyman|zawieszon|"
    r"beslut|aterkomm|hor(?:a|t|s)? (?:du )?av oss|besked|meddelar|kontaktar|pausad|fryst)"
)
#: That the reader is asked for something by then.
_YOURS: Final = re.compile(
    r"\b(?:please(?! note| be aware| be patient| bear| allow| understand)|kindly|let us know|could you|can you|will you|"
    r"your (?:answer|decision|reply|response)|do you decide|you (?:have (?:until|time|to)|need|must|should|decide)\b|"
    r"bitte(?! haben| hab | beacht| geduld| um geduld)|uns (?:\w+ ){0,3}bescheid|"
    r"(?:ihre|deine)[nr]? (?:antwort|entscheidung|ruckmeldung)|veuillez|"
    r"merci de(?! votre| ton| patienter)|(?:votre|ta) (?:reponse|decision)|(?:nous|me) (?:communiquer|donner) votre|"
    r"rogamos|por favor|comuniquenos|(?:su|tu) (?:respuesta|decision)|prega|preghiamo|per favore|(?:sua|tua) "
    r"(?:risposta|decisione|resposta|decisao)|gelieve|laat ons|(?:uw|je) (?:antwoord|beslissing|besluit|reactie)|mohon(?! "
    r"bersabar| menunggu)|silakan|harap|jawaban anda|keputusan anda|prosze|prosimy(?! o cierpliwosc)|panstwa decyz|"
    r"(?:twoja|twojej) decyz|vanligen|meddela oss|ditt (?:svar|beslut))"
)
_END: Final = re.compile(r"[.!?](?:\s|$)|[;\n]\s*(?=\S)")
_WINDOW: Final = 4000
#: A day further ahead is no day on which somebody looks for word.
_FAR: Final = timedelta(days=150)


def decision(text: str, said_on: date, language: str = "") -> date | None:
    """The last day that the text names for their decision; None where it names none that was still to come."""
    plain = folded(text[:_WINDOW])
    day_first = None if language in {"", "en"} else True
    if not _THEIRS.search(plain):
        return None
    found = [
        (one.start, one.end, one.value)
        for one in dates(plain, said_on, day_first)
        if isinstance(one.value, date)
    ]
    found += within(plain, said_on)
    near = [
        day
        for start, end, day in found
        if said_on <= day <= said_on + _FAR
        and _THEIRS.search(said := _sentence(plain, start, end))
        and not _YOURS.search(said)
    ]
    return max(near, default=None)


def told(kind: str, text: str, at: datetime, language: str) -> dict[str, object]:
    """What the fact keeps of it: `decides_by`, a day; nothing where none is named."""
    day = decision(text, at.date(), language) if kind in _KINDS and text else None
    return {"decides_by": day.isoformat()} if day is not None else {}


def _sentence(plain: str, start: int, end: int) -> str:
    """The sentence around a day, whose own full stops ("28. Juni") end none."""
    begin = max((match.end() for match in _END.finditer(plain, max(0, start - 300), start)), default=0)
    stop = _END.search(plain, end, end + 300)
    return plain[max(begin, start - 300) : stop.start() if stop else end + 300]
