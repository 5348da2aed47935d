"""The words by which mail programs introduce earlier mail, in the ten languages that are read."""

from __future__ import annotations

import re
from typing import Final

# "On Monday, 3 March 2025, Anna wrote:" - the verb is looked for first, the beginning and the colon then.
VERB: Final = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|a écrit|a ecrit|escribió|escribio|ha scritto|schreef"
    r"|het volgende geschreven|escreveu|menulis|napisała?|napisał\(a\)|napisal(?:\(a\))?|pisze|skrev"
    r"|kirjoitti)(?=[\s:(,]|$)",
    re.IGNORECASE,
)
BEGINNING: Final = re.compile(
    r"^\W{0,3}(?:On|Am|Le|El|Il|Op|Em|No dia|Pada|W dniu|Dnia|Den|Quoting)\b"
    r"|^\W{0,3}(?:pon|wt|śr|czw|pt|sob|niedz|ndz)\.?,",
)
WHEN_OR_WHO: Final = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\S@\S")

_ORIGINAL: Final = (
    "original message|original mail|original appointment|reply message|ursprüngliche nachricht"
    "|originalnachricht"
    "|original-nachricht|ursprünglicher termin|message d['’]origine|message original|mensaje original"
    "|messaggio originale|oorspronkelijk bericht|origineel bericht|mensagem original|pesan asli"
    "|wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande|originalmeddelande"
    "|opprinnelig melding"
    "|oprindelig meddelelse"
)
_FORWARDED: Final = (
    "forwarded message|forwarded by [^-]{1,80}|weitergeleitete nachricht|message transféré|message transmis"
    "|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|mensagem reencaminhada"
    "|pesan terusan|pesan yang diteruskan|przekazana wiadomość|przekazany list|treść przekazanej wiadomości"
    "|wiadomość przekazana dalej|vidarebefordrat meddelande|vidarebefordrat brev|videresendt melding"
)
ORIGINAL: Final = re.compile(rf"^[\s*_]*-{{2,}}\s*(?:{_ORIGINAL})\s*:?\s*-{{2,}}\s*$", re.IGNORECASE)
FORWARDED: Final = re.compile(
    rf"^[\s*_]*-{{2,}}\s*(?:{_FORWARDED})\s*:?\s*-{{2,}}\s*$"
    r"|^\W{0,3}(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|début du (?:message réexpédié|message transféré|courriel transféré)|inicio del mensaje reenviado"
    r"|inizio messaggio inoltrato|begin doorgestuurd bericht|início da mensagem (?:reencaminhada|encaminhada)"
    r"|awal pesan terusan|mulai pesan terusan|początek przekazywanej wiadomości"
    r"|vidarebefordrat (?:brev|mejl|meddelande))\s*:\s*$",
    re.IGNORECASE,
)

# The header block that Outlook and others put above earlier mail.
FROM: Final = re.compile(
    r"^\W{0,4}(?:From|Von|De|Da|Van|Från|Od|Dari|Fra|Expéditeur|Mittente|Remitente|Absender"
    r"|Nadawca)\s*:\W?\s*(\S.*)$"
)
SENT: Final = re.compile(
    r"^\W{0,4}(?:Sent|Date|Gesendet|Datum|Envoyé|Envoyé le|Date d['’]envoi|Enviado|Enviado el|Enviado em"
    r"|Enviada em"
    r"|Fecha|Inviato|Data|Data invio|Verzonden|Dikirim|Tanggal|Terkirim|Wysłano|Wysłane|Data wysłania|Skickat"
    r"|Sendt)\s*:\W?\s*.*\d"
)
TO: Final = re.compile(
    r"^\W{0,4}(?:To|An|À|A|Para|Aan|Kepada|Ke|Do|Till|Til|Pour|Destinataire|Destinatario|Adresat|Cc|Kopie)\s*:"
)
SUBJECT: Final = re.compile(
    r"^\W{0,4}(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Subjek|Perihal|Hal|Temat|Ämne|Emne)\s*:"
)
LABELLED: Final = re.compile(r"^\W{0,4}\w[\w'’ -]{0,20}\s?:\W?\s")
RULE: Final = re.compile(r"^\s*[_\-=*]{5,}\s*$")

MOBILE_FOOTER: Final = re.compile(
    r"^\W{0,3}(?:sent from (?:my|mail for|outlook|yahoo|samsung|a)\b|get outlook for|sent with proton"
    r"|von meinem \S.{0,40}gesendet|gesendet (?:von|mit der|aus)\b|diese nachricht wurde von meinem"
    r"|envoyé (?:de mon|depuis)\b|télécharger outlook|enviado (?:desde mi|do meu|desde|a partir)\b"
    r"|inviato da(?:l mio)?\b|ottenere outlook|verzonden (?:vanaf|met)\b|verstuurd vanaf\b|skickat från\b"
    r"|wysłan[eo] z\b|dikirim dari\b|outlook für|obtener outlook|obter o outlook|outlook voor)",
    re.IGNORECASE,
)

REPLY_SUBJECT: Final = re.compile(
    r"^\s*(?:re|aw|antw|antwort|sv|vs|odp|r|res|rif|ref|bls|balas|wg)(?:\[\d+\])?\s*:", re.IGNORECASE
)
FORWARD_SUBJECT: Final = re.compile(
    r"^\s*(?:fwd?|wg|tr|rv|i|enc|doorst|pd|vb|vs|terusan|trs|reenv)(?:\[\d+\])?\s*:", re.IGNORECASE
)
