"""The gate: tells from a message's bytes whether it may belong to a job search, before anything is parsed.

Most mail in a mailbox has nothing to do with the search. The gate looks for word beginnings of hiring in ten
languages in the first part of the raw bytes (base64 text decoded, quoted-printable joined) and lets through what
has enough of them. It is meant to let through too much: what it stops is never parsed, unless the thread or the
sender turns out to belong to the search.
"""

import binascii
import re
from email.header import decode_header, make_header
from functools import cache

from onward.mail.mime import ParsedMessage
from onward.mail.understanding import anchors
from onward.mail.understanding.features import fold
from onward.mail.understanding.patterns import PatternSet
from onward.mail.understanding.senders import read_address

#: As much of a message as is looked at; what hiring mail has to say stands above this.
WINDOW = 48 * 1024
PASS = 3
BULK_PASS = 6
#: Bytes up to which a mail from a person is looked at in any case.
SHORT = 6 * 1024

#: Word beginnings by weight. Bytes as they stand in UTF-8, Latin-1 and quoted-printable alike, so only ASCII runs.
_WEIGHTS: dict[int, str] = {
    # Words that are hardly used outside hiring.
    4: """recruit rekrut rekryt reclut recrut bewerbung bewerber candidatur candidacy hiring interview
    vorstellungsgespr entretien entrevista colloquio sollicit vacature lamaran melamar wawancara lowongan
    aplikacj kandydat rozmow jobans arbetspr stellenan selezion applicant
    talent-acquisition talent.acquisition talent=20acquisition careers@ jobs@ karriere career bewerb
    human.resources hiring.team job.application your.application thank.you.for.applying application.for
    greenhouse myworkday lever.co smartrecruiters icims taleo successfactors ashbyhq workable personio teamtailor
    recruitee bamboohr jobvite softgarden gupy hrd@ linkedin.com indeed. stepstone jobstreet glints naukri
    pracuj infojobs welcometothejungle wellfound ziprecruiter hirevue codility hackerrank
    we.offer.you.the offer.letter employment.contract arbeitsvertrag contrat.de.travail contrato.de.trabajo
    stanowisk tjanst tj=c3=a4nst ans=c3=b6k postul inscri vaga puesto vacante shortlist jobb job.offer""",
    3: """candidat kandidat vacanc resume curriculum r=c3=a9sum cover.letter lebenslauf application.has
    your.interest.in the.position this.position the.role this.role position.of role.of emploi.de
    selectie posisi pekerjaan magang cargo.de posizione befattning praktik praktyk praca.w
    anställ anst=c3=a4ll employer arbeitgeber onboarding""",
    2: """application applied applying position poste stelle opportunit other.candidates move.forward
    not.selected bli.vald selected unfortunately leider malheureusement lamentablemente purtroppo helaas
    infelizmente sayangnya niestety tyv emploi lavoro empleo emprego oferta offerta angebot employment
    stage alternance contract offer.of salary gehalt job cv assessment availab beruf hr@ personal""",
    1: """role team interest experience profile profil thank thanks merci gracias grazie danke obrigad dank
    terima tack calendly schedule meeting zoom teams.microsoft skill regret feedback""",
}


@cache
def _words() -> tuple[PatternSet, tuple[int, ...]]:
    patterns: list[bytes] = []
    weights: list[int] = []
    for weight, text in _WEIGHTS.items():
        for word in text.split():
            # A dot stands for what may part two words: a blank, a line end, or their quoted-printable forms.
            patterns.append(re.escape(word).replace(r"\.", r"[\s.=]{1,3}(?:20)?").encode("latin-1"))
            weights.append(weight)
    # Plain words make a small automaton: one pass over the bytes for all of them.
    return PatternSet(patterns, latin=True, ignore_case=True, together=len(patterns)), tuple(weights)


_PART = re.compile(
    rb"content-type:\s*text/(?:plain|html)(?:(?!\r?\n\r?\n)[\s\S]){0,600}?content-transfer-encoding:\s*base64"
    rb"|content-transfer-encoding:\s*base64(?:(?!\r?\n\r?\n)[\s\S]){0,600}?content-type:\s*text/(?:plain|html)",
    re.I,
)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_SUBJECT = re.compile(rb"^subject:[ \t]*(.*(?:\r?\n[ \t].*)*)", re.I | re.M)


def score(raw: bytes) -> int:
    """How much a message's first bytes speak of hiring."""
    words, weights = _words()
    found = words.found(_readable(raw[:WINDOW]))
    return sum(weights[number] for number in found)


def passes(raw: bytes, bulk: bool = False) -> bool:
    """True when the message may belong to a job search.

    A short mail from a person is always parsed: people say no without a single word of hiring. Of mail that was
    sent to many, and of long mail, only what speaks of hiring.
    """
    if not bulk and len(raw) <= SHORT:
        return True
    return score(raw) >= (BULK_PASS if bulk else PASS)


def confirms(message: ParsedMessage) -> bool:
    """True when the text could be about hiring at all, so that it is worth understanding.

    What this turns away, `kinds.decide` would not believe either: no turn of phrase ties it to an application, and
    no word of hiring is in it.
    """
    if read_address(message.from_address).kind in ("tracker", "board", "agency"):
        return True
    folded = fold(f"{message.subject} \n {message.text[:6000]} \n {message.quoted[:3000]}")
    if message.headers.get("list-id"):
        return sum(anchors.count(folded)) >= 2
    return anchors.names_hiring(folded)


def _readable(window: bytes) -> bytes:
    """The bytes with text hidden by base64 and by soft line breaks made visible."""
    pieces = [window]
    lowered = window.lower()
    if b"base64" in lowered:
        for match in list(_PART.finditer(window))[:4]:
            start = _BLANK_LINE.search(window, match.end())
            if start:
                stop = window.find(b"\n--", start.end())
                encoded = window[start.end() : stop if stop != -1 else None]
                pieces.append(_unbase64(encoded))
    if b"=\n" in window or b"=\r\n" in window:
        pieces[0] = window.replace(b"=\r\n", b"").replace(b"=\n", b"")
    if b"=?" in window[:8192] and (subject := _SUBJECT.search(window[:16384])):
        pieces.append(_decoded(subject[1]))
    return b"\n".join(pieces)


def _unbase64(encoded: bytes) -> bytes:
    compact = encoded.translate(None, b"\r\n \t")
    compact = compact[: len(compact) // 4 * 4]
    try:
        decoded = binascii.a2b_base64(compact)
    except binascii.Error:
        return b""
    # UTF-16 text hides every letter behind a NUL.
    return decoded.replace(b"\0", b"")


def _decoded(header: bytes) -> bytes:
    try:
        return str(make_header(decode_header(header.decode("latin-1")))).encode("utf-8", "replace")
    except (ValueError, LookupError, UnicodeError):
        return header
