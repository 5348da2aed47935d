"""Holds the words and signs between which a role may stand, in ten languages."""

from typing import Final

#: Signs that no role crosses, and signs that stand within one too.
HARD: Final = frozenset((*'. ; ! ? | · • [ ] " “ ” „ « » > < { } = … @'.split(), "\n"))
SOFT: Final = frozenset([",", "(", ")", "-", "–", "—", ":"])
#: Words after which a role may begin.
TRIGGERS: Final = frozenset(
    """the our this that a an your as of for position role job opening vacancy applied title named
    called ref to post als zum zur zu stelle position um bereich die der den des das unsere unserer
    ausschreibung auf fur im in rolle vakanz ausbildung de du d' le la les l' poste pour comme offre
    d'offre en un une d'un d'une notre stage au qualite puesto vacante cargo para el como plaza
    posicion oferta rol una uno nuestra nuestro proceso posizione ruolo per il lo di del della dello
    come da posto un uno una quale nostra nostro candidatura functie van voor vacature een het onze
    rol baan op sollicitatie vaga cargo para a o da do posicao como funcao posto processo seletivo
    posisi sebagai untuk lowongan jabatan formasi lamaran peran bagian seleksi stanowisko stanowiska
    stanowisku pozycje roli rola jako na pozycja ogloszenie tjansten tjanst som till rollen
    befattningen uppdraget jobbet platsen anstallning ansokan""".split()
)  # fmt: skip
#: Words before which a role may end.
ENDERS: Final = frozenset(
    """position role job opening opportunity vacancy post at with in within for and has is was from
    on here team program programme requisition application interview opportunity that which we you
    bei in im am fur und ist war wurde haben bedanken eingegangen erhalten zu wir mit ab nicht
    leider chez au a pour et est nous en dans dont avec sur qui en y para con ha es fue de que hemos
    nos presso per e in la con ci che abbiamo e' nella nel bij in en voor is was hebben hebt wij met
    te dat na no em e para com foi que da do em di untuk dan kami yang telah pada dengan belum sudah
    w na i z jest zostala zostalo do oraz dla pa hos i och vid har som vi for ar till att""".split()
)  # fmt: skip
#: Words after which a role comes even when nothing in it is known and nothing is capital.
TELLERS: Final = frozenset(
    """als as som sebagai jako stanowisko stanowiska posisi puesto vaga poste functie rollen
    tjansten ruolo posizione vacature vacante cargo comme come como stelle position role vakanz rol
    baan lowongan roli tjanst posto candidature bewerbung sollicitatie lamaran candidatura selezione
    aplikacja ansokan""".split()
)  # fmt: skip
NOUNS: Final = frozenset(
    """
    position role job opening opportunity vacancy post requisition seat spot""".split()
)
INNER: Final = frozenset(
    """of and & / for de du des d' und der die das fur im in en y e i och et del della dei degli di
    da do dos das a al alla av med till at inom van voor dan ds ds. do w z na la le les à au aux
    pour para per the to - , ( ) + |""".split()
)
