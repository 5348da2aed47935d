"""Tells what a mail that the person sent is: an application, a withdrawal, an acceptance, a refusal, a reply.

What says so in plain words is known by them; what else it does, the reading of sent mail tells.
"""

import re
from collections.abc import Sequence

from onward.language.employers import employer, in_full, likeness, spelled
from onward.mail.mime import ParsedMessage
from onward.mail.understanding.senders import names_office, read_address
from onward.mail.understanding.subjects import answers

#: Chances from which a mail is believed to apply, and may say yes and no (training/train_sent.py measures them).
APPLIES, AGREES, REFUSES = 0.4, 0.55, 0.35
#: The same for a no in a mail that answers none: "After our meeting".
REFUSES_UNASKED = 0.5
#: From this likeness on a name that was read is that of the domain written to.
SAME_NAME = 0.75
#: A domain's name of no more letters is an abbreviation: what was read beside it stands.
SHORTEST = 4

_CV = re.compile(
    r"\b(?:cv|r[eé]sum[eé]|lebenslauf|curriculum|bewerbung\w*|anschreiben|candidature|cover.?letter|zeugnis\w*|"
    r"portfolio|motiva\w+|lamaran|sollicitatie\w*|meritf\w+|życiorys)\b|(?:^|[_\-. ])cv(?:[_\-. ]|$)",
    re.I,
)
_APPLIES = re.compile(
    r"\bappl(?:y|ying|ication)\b|\bbewerb(?:e|ung)\b|\bcandidature\b|\bpostul\w+|\bcandidatura\b|\bsollicit(?:eer|atie)\b|"
    r"\bcandidat(?:o|ar)-?me\b|\blamaran\b|\bmelamar\b|\baplikuj\w*|\bansök(?:a|er|an)\b|\bsolicit(?:o|ud)\b|"
    r"\bmi candido\b|\bcandidatar\w*|\bkandydatur\w*|\binterested in the (?:role|position|job|post)\b",
    re.I,
)
#: Said only by who applies with this very mail.
_HEREBY = re.compile(
    r"\b(?:would like|wish|want|writing) to apply\b|\bam applying\b|\bhereby apply\b|\baccept my application\b|"
    r"\bbewerbe (?:ich )?mich\b|\bmich bewerben\b|\bpr[ée]sente[rz]? ma candidature\b|\b(?:vous )?adresse[rz]? ma candidature\b|"
    r"\bje (?:me porte candidat|postule)|\bme postulo\b|\bpresent\w+ mi candidatura\b|\bmi candido\b|"
    r"\b(?:invio|presento|presentare) la mia candidatura\b|\bsolliciteer ik\b|\bik solliciteer\b|\bcandidato-me\b|\bcandidatar-me\b|"
    r"\bmelamar\b|\bmengajukan lamaran\b|\baplikuję\b|\b(?:zgłaszam|składam) (?:swoj|moj)ą kandydaturę\b|\bsöker (?:jag|härmed)\b|"
    r"\bjag söker\b",
    re.I,
)
_WITHDRAWS = re.compile(
    r"\bwithdraw\w*|\bretract\w* my application|\b(?:ziehe|zurückziehen|zurückzuziehen)\b|\bretir(?:er|e|o|ar|arme) (?:ma|mi)\b|"
    r"\britir(?:are|o) la mia\b|\btrek mijn sollicitatie\b|\bretir(?:ar|o) a minha\b|\bmenarik\b.{0,20}\blamaran\b|"
    r"\bmengundurkan diri\b|\bwycof\w+|\bdra tillbaka\b|\bno longer (?:wish to be considered|interested)\b|"
    r"\btake (?:me|my name) o(?:ut|ff)\b|\bremove (?:me|my application)\b|\bplus candidat",
    re.I,
)
#: Said only of oneself, of what one is in the middle of.
_LEAVES = re.compile(
    r"\b(?:step(?:ping)?|pull(?:ing)?|drop(?:ping)?|bow(?:ing)?) (?:back|away|out) (?:from|of) (?:the|this|your) "
    r"(?:process|recruitment|selection|running)\b|\bnicht weiter am verfahren\b|\btrete von meiner bewerbung zurück\b|"
    r"\bnehme meine bewerbung zurück\b|\bme retiro d|\bretiro-me d|"
    r"\bno (?:voy a|puedo|quiero) (?:seguir|continuar) (?:en|con) (?:el|este|su|vuestro) proceso\b|"
    r"\bnão vou (?:seguir|continuar|prosseguir) no (?:seu |vosso )?processo\b|\bdesisto d[ao] (?:minha candidatura|processo|vaga)\b|"
    r"\bje me retire d|\bmi ritiro d|\bnon (?:intendo proseguire|proseguirò) (?:con|nel)|\btrek (?:ik )?m(?:e|ij)\b(?:(?! niet ).){0,25}\bterug\b|"
    r"\brezygnuj\w+ z (?:\w+ )?(?:udziału|rekrutacji|procesu|kandydowania)\b|\bdrar (?:jag )?(?:därför )?mig (?:därför )?ur\b|"
    r"\bhoppar (?:jag )?av (?:processen|rekryteringen)\b|\bmundur dari (?:proses|seleksi|rekrutmen|tahap)",
    re.I,
)
#: What a sentence denies or makes depend on something, nobody has done.
_NOT_YET = re.compile(
    r"\b(?:not|never|without|rather than|if|unless|nicht|ohne|wenn|falls|sofern|no|sin|não|sem|pas|sans|non|senza|si|se|niet|zonder|"
    r"als|indien|nie|bez|jeśli|jeżeli|inte|utan|om|ifall|tidak|bukan|jika|kalau)\b|n['’]t\b",
    re.I,
)
_OWN_STEP = re.compile(
    r"\b(?:withdraw(?:ing)? from (?:further )?consideration|my|meine\w?|ma|mi|la mia|mijn|minha|saya|moj\w+|min|me|mich)\b",
    re.I,
)
_ACCEPTS = re.compile(
    r"\b(?:happy|delighted|glad|pleased|excited|thrilled) to (?:accept|join|sign)|\b(?:gladly|happily|hereby|formally|would like to) accept\b|"
    r"\bi accept (?:the|your|this)|\bnehme .{0,40}\ban\b|\bunterschrieben\w*|\bsigned (?:contract|offer|copy|letter)|"
    r"\bj['’]accepte\b|\bacepto\b|\baccetto\b|\bik accepteer\b|\baceito\b|\bsaya (?:menerima|terima)\b|\bprzyjmuj\w+|"
    r"\bjag (?:accepterar|tackar ja)\b|\bneem .{0,30}\baan\b",
    re.I,
)
_DECLINES = re.compile(
    r"\bdeclin\w+|\bturn(?:ing)? (?:it |this |the offer |your offer )?down\b|\bnot (?:to )?(?:accept|take) (?:it|your|the|this)|"
    r"\bnot (?:interested|looking|the right time)|\bi(?:'|’)?ll pass\b|\bno,? thank(?:s| you)\b|\bkein(?:e|en)? interesse\b|"
    r"\blehne\b|\babsagen\b|\bje (?:décline|refuse)|\bpas intéressé|\brechaz\w+|\bno (?:me interesa|estoy interesad)|"
    r"\bdeclino\b|\brifiuto\b|\bnon sono interessat|\bsla .{0,30}\baf\b|\bgeen interesse\b|\brecus\w+|\bmenolak\b|"
    r"\bodrzuc\w+|\btackar nej\b|\binte intresserad",
    re.I,
)
#: What the display name of an office says of the office, and not of whose it is, and what leads from one to the other.
_OFFICE_WORDS = re.compile(
    r"\b(?:careers?|jobs?|recruit\w*|recrut\w*|reclut\w*|talent acquisition|hr|rh|hiring|team|human resources|"
    r"karriere|bewerb\w*|personal(?:abteilung|referat|b[üu]ro)?|candidat\w*|secretar[íi]a|sekretariat|segreteria|"
    r"secr[ée]tariat|office|info|kontakt|contact\w*|department|dept|abteilung|dział)\b|[,;()\"]",
    re.I,
)
_LEADS = re.compile(
    r"^(?:\s*\b(?:at|of|bei|der|des|chez|de|da|do|di|van|van de|w|hos|presso|en|till)\b)+\s+", re.I
)
#: What sets another thing apart from a name.
_APART = re.compile(r"\s[-–—|·]\s|[|<>@/:]")
#: Characters of a display name that are looked at.
_DISPLAYED = 200
#: A subject that names who told of the job, and not whose it is.
_INTRODUCED = re.compile(
    r"\b(?:referred|recommended|introduced|suggested|introduction|referral|empfehlung|empfohlen|recommandation|"
    r"recommand[ée]\w*|recomendaci[óo]n|recomendad\w+|su indicazione|suggerimento|raccomanda\w*|aanbeveling|aangeraden|"
    r"indica[çc][ãa]o|recomendaç[ãa]o|rekomendacj\w+|poleceni\w+|rekommendation|tips fr[åa]n|rekomendasi)\b",
    re.I,
)
_JOBS_ADDRESS = re.compile(
    r"^(?:jobs?|careers?|karriere|bewerb\w*|recruit\w*|recrut\w*|reclut\w*|talent\w*|hr|rh|people|hiring|personal\w*|"
    r"empleo|emplois?|vagas|praca|rekrut\w*|rekryt\w*|lowongan|selez\w*|lavora\w*|werken\w*|vacatures?|application\w*)\b",
    re.I,
)


def addressee(company: str, subject: str, text: str, to: Sequence[tuple[str, str]]) -> str:
    """The employer that an application was sent to, as it writes it; of a domain only, "" where nothing shows it.

    `company` is what was read in it: as often as not where the person worked before. `to` are names and addresses.
    """
    read = employer(company) if company else None
    for name, address in to:
        sender = read_address(address)
        label = employer(sender.label.replace("-", " ")) if sender.kind == "own" and sender.label else None
        if label is None:
            continue
        if read and likeness(read, label) >= SAME_NAME:
            return company
        said = " ".join(f"{subject} \n {text[:3000]}".split())
        spoken_of = company.casefold() in subject.casefold() and not _INTRODUCED.search(subject)
        if company and (len(label.joined) <= SHORTEST or spoken_of):
            return company
        without_and = label.joined.replace("and", "", 1)
        return (
            _called(label.joined, name, address)
            or spelled(label.joined, said)
            or spelled(without_and, said)
            or " ".join(map(str.capitalize, sender.label.split("-")))
        )
    return company


def _called(label: str, name: str, address: str) -> str:
    """What a recipient with the name of their domain is called: of an office all of it, "Hotel Ensanche 41"."""
    for piece in _APART.split(name[:_DISPLAYED]):
        if part := in_full(label, piece):
            said = _LEADS.sub("", " ".join(_OFFICE_WORDS.sub(" ", piece).split()))
            return said if names_office(address) and in_full(label, said) else part
    return ""


def of_mail(message: ParsedMessage, role: str | None) -> tuple[str, float]:
    """The `sent_kind` of a whole mail; `role` is what was read in it."""
    names = [part.name for part in message.attachments]
    return sent_kind(message.subject, message.text, names, message.recipients, role or "")


def sent_kind(
    subject: str, text: str, attachments: Sequence[str] = (), to: Sequence[str] = (), role: str = ""
) -> tuple[str, float]:
    """One of `letters.OWN_KINDS`, and how likely it is; what plain words say is certain.

    `text` is what the person wrote, without quoted mail, `attachments` are names, `role` is what it speaks of.
    """
    plain = _in_plain_words(subject, text, attachments, to)
    if plain != "reply":
        return plain, 1.0
    # Loaded only where there is such a mail: numpy takes its time.
    from onward.mail.understanding.sent_mail import acts

    done = acts(text)
    refuses = REFUSES if answers(subject) else REFUSES_UNASKED
    if done.refuses >= refuses and done.refuses > done.applies:
        return "refusal", done.refuses
    if answers(subject) and done.agrees >= AGREES:
        return "agreement", done.agrees
    encloses = bool(_CV.search(text)) or any(
        name.lower().endswith((".pdf", ".doc", ".docx")) for name in attachments
    )
    to_whom = encloses or bool(role) or any(names_office(one) for one in to)
    # Who says yes to nobody applies.
    applies = done.applies + done.agrees
    return (
        ("application", applies)
        if applies >= APPLIES and to_whom and not answers(subject)
        else ("reply", 1.0)
    )


def _leaves(text: str) -> bool:
    """Whether the person says that they leave, and neither that they do not nor that they might."""
    before = (re.split(r"[.!?;\n]", text[: said.start()])[-1] for said in _LEAVES.finditer(text))
    return any(not _NOT_YET.search(one) for one in before)


def _in_plain_words(subject: str, text: str, attachments: Sequence[str], to: Sequence[str]) -> str:
    own = f"{subject}\n{text[:4000]}"
    answering = answers(subject)
    if answering and _leaves(text[:4000]):
        return "withdrawal"
    if _WITHDRAWS.search(own) and (_OWN_STEP.search(text) or _APPLIES.search(own)):
        return "withdrawal"
    if _DECLINES.search(text[:4000]) and not _ACCEPTS.search(text[:4000]):
        return "decline" if answering else "reply"
    if _ACCEPTS.search(text[:4000]) and not re.search(r"\bnot\b.{0,30}\baccept", text, re.I):
        return "acceptance" if answering or _CV.search(own) is None else "reply"
    has_cv = any(_CV.search(name) for name in attachments)
    has_document = any(name.lower().endswith((".pdf", ".doc", ".docx", ".odt")) for name in attachments)
    applies = bool(_APPLIES.search(own))
    office = any(_JOBS_ADDRESS.match(address) for address in to) or any(names_office(one) for one in to)
    if answering:
        # In a thread a CV answers an approach; a mere "about my application" does not apply again.
        return "application" if has_cv and not applies else "reply"
    hereby = _HEREBY.search(own) is not None
    if (applies or hereby) and (has_cv or has_document or (office and (hereby or _CV.search(text)))):
        return "application"
    return "application" if has_cv and office else "reply"
