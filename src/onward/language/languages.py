"""Tells the language of a text from its commonest small words."""

import re

from onward.language.tokens import fold

_SMALL_WORDS = {
    "en": """the and you your for we to of our with this that have has been will are be is in at on as it from not
        would like please thank thanks application position team by an any more but if can""",
    "de": """der die das und sie ihre wir fur mit ist nicht ein eine einen ihnen zu den von auf uns bei im haben
        dass sich es werden dem als wird am wenn auch noch zum zur durch ihrer liebe guten du dich dir dein""",
    "fr": """le la les et vous votre nous pour de des du un une est pas que dans avec sur au aux notre ce cette en
        par plus votre avons vos nos merci bonjour ne qui etre cordialement je tu ton ta""",
    "es": """el la los las y su para que de en un una con por no se del al nos te tu es le lo hemos este esta como
        gracias mas pero sus estimado hola saludos ha muy cordial""",
    "it": """il la le gli e di che per un una con non del della in si sua suo ci al alla dei nel ti abbiamo questa
        questo grazie come piu sono buongiorno saluti lei tua ha sul cordiali essere i""",
    "nl": """de het een en van je voor op met is dat we u niet wij in te aan zijn hebben heeft bij om jouw uw ook
        maar naar deze dit als door zal kunnen graag beste bedankt ons onze er hebt""",
    "pt": """o a os as e de que para um uma com nao do da em no na voce sua seu por se ao dos das mais nos este
        esta foi ola obrigado obrigada pela pelo sao sobre como temos em""",
    "id": """yang dan di untuk anda kami dengan ini dari pada akan telah tidak kepada atau dalam bisa sebagai ke
        kamu terima kasih itu juga adalah karena sudah saat dapat atas hari ada belum pak bu""",
    "pl": """w i na z do nie sie jest za o ze od po dla pana pani przez oraz jak my to ale nas dziekujemy panstwa
        tym przy aby czy ze twoja jego tego moze prosimy pan""",
    "sv": """och i att det som en pa ar av for med till den har de inte om ett vi du dig din oss sig kan vara ska
        fran eller men tack hej var vart dina vill halsningar vid aven""",
}
_LANGUAGES: dict[str, list[str]] = {}
for _language, _text in _SMALL_WORDS.items():
    for _word in dict.fromkeys(_text.split()):
        _LANGUAGES.setdefault(_word, []).append(_language)
#: The small words of all of them, folded.
SMALL_WORDS = frozenset(_LANGUAGES)
_TOKEN = re.compile(r"[^\W\d_]+")


def of(text: str, least: int = 2) -> str | None:
    """The ISO 639-1 code of the language that most small words speak for; None when too few do."""
    scores = dict.fromkeys(_SMALL_WORDS, 0)
    for word in _TOKEN.findall(fold(text[:4000])):
        for language in _LANGUAGES.get(word, ()):
            scores[language] += 1
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    if scores[best] < least or scores[best] == scores[second]:
        return None
    return best
