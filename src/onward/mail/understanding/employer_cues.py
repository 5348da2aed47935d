"""Holds the words and forms that stand around the name of an employer, in ten languages."""

import re
from typing import Final

CONNECTING: Final = frozenset(
    """& of the de du des di der den dem und and y e i och en et von vom van for fur la le del da do
    dos das della delle degli dei zu zum im am w na a al""".split()
)
GREETING: Final = frozenset(
    """dear hi hello hey sehr liebe lieber hallo guten moin servus cher chere bonjour bonsoir madame
    monsieur estimado estimada hola querido querida buenos buenas gentile buongiorno ciao caro cara
    spettabile egregio beste geachte hoi dag prezado prezada ola caro bom boa yth halo salam bapak
    ibu szanowna szanowny dzien czesc witam pani pan panie hej hejsan god basta bästa salut""".split()
)  # fmt: skip
SPLIT: Final = re.compile(
    r"\s+(?:[-–—|@·•/]|at|on behalf of|im auftrag von|via|von|vom|from|chez|de|del|da|di|van|bij|från|z|ze|"
    r"w|i|hos|på|dari|en|na|@)\s+|\s*[,|(:]\s*|\)\s*",
    re.IGNORECASE,
)
CLOSING: Final = frozenset(
    """gruss grusse mfg lg vg mvg regards thanks thank best kind kindly sincerely cheers warm warmly
    yours love tks saludos atentamente cordialmente abrazo cordialement bien sincerement saluti
    cordiali distinti grazie groet groeten vriendelijke cumprimentos atenciosamente abraco abracos
    obrigado obrigada hormat terima salam pozdrawiam pozdrowienia powazaniem halsningar vanligen
    vanliga mvh tack danke merci gracias bedankt dziekuje dziekujemy freundliche freundlichen
    freundlichem herzliche beste besten viele liebe schone re aw wg fw fwd sv odp r rv tr ref
    betreff subject""".split()
)  # fmt: skip
#: Words of hiring that also end the names of businesses.
BUSINESS: Final = frozenset(
    """staffing recruitment recruiting services service system support care culture experience praca
    studio university global network office operations personal personas""".split()
)
SEPARATED: Final = re.compile(r"\s[-–—|@]\s|[,|(:]|\b(?:on behalf of|im auftrag|via)\b")
PERSON_OF: Final = re.compile(
    r"[^\W\d_]+ (?:at|@|from|von|vom|bei|van|från|på|i|chez|da|di|z|ze|hos|dari) ", re.IGNORECASE
)
TITLES: Final = frozenset(
    """mr mrs ms dr dra dr.med prof mag mec ing dott dott.ssa sr sra frau herr bpk ibu pak bu mme
    mlle me barr lic""".split()
)
BOARD_PARTS: Final = (
    "job",
    "empleo",
    "emploi",
    "vacature",
    "vacancies",
    "vagas",
    "pracu",
    "loker",
    "karir",
    "easyapply",
    "stellen",
    "karriere",
    "career",
    "talent",
    "match",
    "empreg",
)
ORGANISATION_ENDS: Final = (
    "werk",
    "werke",
    "haus",
    "klinik",
    "bank",
    "verein",
    "gruppe",
    "kasse",
    "schule",
    "stiftung",
    "bedrijf",
    "verket",
    "bolaget",
    "skolan",
    "hotel",
    "soft",
    "tech",
    "labs",
)
#: What stands before an employer's name. The last group that ends the text before it counts.
BEFORE: Final = re.compile(
    r"(?:(?P<applied>(?:appl(?:y|ied|ying)|application|candidature|submission) (?:to|with|at)(?: the)?|"
    r"sent to|viewed by|"
    r"bewerb\w* (?:bei|an)(?: de[rnm])?|beworben bei|an|candidature (?:chez|a ete envoyee a)|"
    r"postul\w+ (?:chez|en|a)|candidatura (?:na|no|a|en|em|presso|per|da)|"
    r"sollicitatie (?:bij|is verzonden naar)|lamaran\w*(?: anda| kamu)? (?:ke|di|telah dikirim ke)|"
    r"(?:aplikacj\w|zgloszeni\w) (?:do|w)|ansokan (?:till|hos)|sokt till)|"
    r"(?P<interest>(?:interest(?:ed)?|career|opportunit\w+|job|work|working|employment|future) (?:in|at|"
    r"with)(?: a career at| joining| working (?:at|for|with))?(?: the)?|(?:join|joining|considering|"
    r"consider|chosen|choosing)(?: the)?|"
    r"interesse (?:an(?: der)?|in|pela|por|pelo|na|no|voor|voor de|bij)|interet (?:pour|envers)|interes en|"
    r"interesse per|zainteresowanie|intresse for|tertarik (?:bergabung )?(?:dengan|ke)|minat\w* (?:pada|"
    r"untuk|terhadap))|"
    r"(?P<place>\b(?:position|role|job|opening|internship|vacancy|offer|team|here|post|opportunity|stelle|"
    r"position|poste|puesto|vacante|posizione|functie|vacature|vaga|posisi|stanowisk\w+|tjanst\w*|"
    r"roll\w*)[^.]{0,30} (?:at|with|within|bei|beim|chez|en|in|presso|bij|na|no|em|di|w|pa|hos|i))|"
    r"(?P<from>(?:from|behalf of|von|vom|de la part de|de parte de|da parte de|namens|dari|od|fran|"
    r"update from|thank you from|here at|us at|we at|client|kunde|kunden|klien|klient\w*|cliente|"
    r"client)(?: the)?)|"
    r"(?P<at>\b(?:at|bei|beim|chez|presso|bij|hos|@))|(?P<the>\b(?:the|your|ihr|ihre|dein|votre|l'equipe|"
    r"equipe|tim|zespol|team|het|la|le|il|il team)))\s*$"
)
#: What stands behind an employer's name in signatures and layouts.
AFTER: Final = re.compile(
    r"(?:['’]s)?[ -]{0,3}(?:(?:global |early |university |campus |people )?(?:talent|recruit|hiring|hr\b|"
    r"human resources|careers?\b|people team)|team\b|application|career|\s·|-team)",
    re.IGNORECASE,
)
