"""Finds the number by which an employer calls a posting, such as "R-10482" or "Kennziffer 2026-INT-14"."""

import re
from collections import Counter

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding.pages import TOP

_CODE = (
    r"(?:[A-Z]{0,6}[-_/]?\d[\dA-Z]*(?:[-/._][\dA-Z]+){0,4}|"
    r"[A-Z]{2,6}(?:[-/_][A-Z]{1,6}){0,2}[-/_]\d[\dA-Z]*(?:[-/_][\dA-Z]+){0,3})"
)
#: A number that says what it is.
_NAMED = re.compile(
    r"\b(?:req(?:uisition)?(?:\s*(?:id|no|number|nr|#))?|job\s*(?:req(?:uisition)?\s*)?(?:id|no|number|nr|"
    r"code|ref(?:erence)?|posting)|posting(?:\s*(?:id|no|number))?|"
    r"vacancy(?:\s*(?:id|no|number|ref(?:erence)?))?|position\s*(?:id|no|number)|ref(?:erence|erenz|"
    r"\.)?(?:\s*(?:no|nr|number|code|id))?|referenz(?:nummer|code|-nr)|kennziffer|kenn-?nr|stellen-?(?:nr|"
    r"id|nummer)|"
    r"ausschreibung(?:snummer)?|r[ée]f(?:[ée]rence)?(?:\s+de\s+l['’]offre)?|offre\s+n[°o]|affichage|"
    r"referencia|ref(?:er[êe]ncia)?|vaga(?:\s*(?:n[ºo°]|id))|proceso|edital|riferimento|rif|codice|"
    r"posizione|avviso|"
    r"referentie(?:nummer)?|vacaturenummer|selectienummer|nomor(?:\s+lowongan)?|kode(?:\s+posisi)?|"
    r"nr\s+ref(?:erencyjny)?|numer\s+ref(?:erencyjny)?|konkurs|referensnummer|diarienummer|dnr|"
    r"annonsnummer|pa|tj[äa]nst-?id|vn)"
    r"\s*[.:#]{0,2}\s*(?:n[°ºo]?r?\.?\s*)?[.:#]?\s*(" + _CODE + r")(?![\w%])",
    re.IGNORECASE,
)  # fmt: skip
#: Shapes that are nothing else, even when nothing says so.
_SHAPED = re.compile(
    r"(?<![\w/-])((?:JR|REQ|R|JOB|J|RQ|TA|PR)[-_]?(?:20\d\d[-_])?\d{4,9}(?:[-_]\d+)?|\d{5,8}BR|"
    r"\d\dWD\d{4,6}|[A-Z]{2,4}\d{2}-\d{4,6}|VN-\d{5,})(?!\w)"
)
_DATE = re.compile(r"^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d|\d{4}-\d\d-\d\d)$")
#: A year with a number that begins a line before a title: "2031-3381 Software Engineer".
_LEADING = re.compile(r"^[ \t]*(20\d\d-\d{3,6})[ \t]+(?=[^\W\d_a-z])", re.MULTILINE)
_TRAILING = re.compile(r"(?:position|role|posting|opening)\s+(?:with\s+[\w&. -]{1,40}?\s+)?(\d{5,8})\b")


def requisition(message: ParsedMessage) -> str | None:
    """The one requisition number of a mail, as written; None when there is none or several are named."""
    found: Counter[str] = Counter()
    text = message.text or (message.quoted if message.forwarded else "")
    for said, weight in ((message.subject[:250], 2), (text[:TOP], 1)):
        for match in _NAMED.finditer(said):
            code = match.group(1).strip("-_/.")
            if sum(char.isdigit() for char in code) >= 2 and not _DATE.match(code) and len(code) >= 3:
                found[code] += 2 * weight
        for match in _SHAPED.finditer(said):
            found[match.group(1)] += 2 * weight
        for pattern in (_TRAILING, _LEADING):
            for match in pattern.finditer(said):
                found[match.group(1)] += weight
    if not found:
        return None
    ranked = found.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        # "R-10482" and "10482" are the same number.
        longer, shorter = sorted((ranked[0][0], ranked[1][0]), key=len, reverse=True)
        return longer if shorter in longer else None
    return ranked[0][0]
