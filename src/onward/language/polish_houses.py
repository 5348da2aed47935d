"""Polish names of employers as they stand by themselves: "w Szpitalu Powiatowym" is written of "Szpital Powiatowy".

Only what says what sort of house it is, the first word of the name, is bent back, with the adjectives that go with it.
"""

from functools import cache
from typing import Final

#: Houses by gender (m, f, n, and p for those that are many), each with the ends of its bent forms.
_HOUSES: Final = """
m urząd urzędu urzędzie urzędowi
m sąd sądu sądzie sądowi
m szpital szpitala szpitalu
m teatr teatru teatrze
m instytut instytutu instytucie
m hotel hotelu
m bank banku
m zakład zakładu zakładzie
m ośrodek ośrodka ośrodku
m dom domu
m uniwersytet uniwersytetu uniwersytecie
m żłobek żłobka żłobku
m klub klubu klubie
m ogród ogrodu ogrodzie
m warsztat warsztatu warsztacie
m tartak tartaku
m browar browaru browarze
m młyn młyna młynie
m salon salonu salonie
m związek związku
m zespół zespołu zespole
m zarząd zarządu zarządzie
m sklep sklepu sklepie
m port portu porcie
m park parku
m cech cechu
f szkoła szkoły szkole szkołę szkołą
f gmina gminy gminie gminę gminą
f izba izby izbie izbę izbą
f grupa grupy grupie grupę grupą
f huta huty hucie hutę hutą
f firma firmy firmie firmę firmą
f spółka spółki spółce spółkę spółką
f winnica winnicy winnicę winnicą
f lecznica lecznicy lecznicę lecznicą
f opera opery operze operę operą
f poczta poczty poczcie pocztę pocztą
f służba służby służbie służbę służbą
f komenda komendy komendzie komendę komendą
f straż straży strażą
f stajnia stajni stajnię stajnią
n wydawnictwo wydawnictwa wydawnictwie wydawnictwu
n nadleśnictwo nadleśnictwa nadleśnictwie nadleśnictwu
n przedsiębiorstwo przedsiębiorstwa przedsiębiorstwie przedsiębiorstwu
n towarzystwo towarzystwa towarzystwie towarzystwu
n gospodarstwo gospodarstwa gospodarstwie gospodarstwu
n ministerstwo ministerstwa ministerstwie ministerstwu
n starostwo starostwa starostwie starostwu
n przedszkole przedszkola przedszkolu
n stowarzyszenie stowarzyszenia stowarzyszeniu
n schronisko schroniska schronisku
n biuro biura biurze biuru
p zakłady zakładów zakładach zakładom
p lasy lasów lasach lasom
p wodociągi wodociągów wodociągach
p warsztaty warsztatów warsztatach
p tramwaje tramwajów tramwajach
p delikatesy delikatesów delikatesach
p koleje kolei kolejach
"""
#: Ends that tell a house by themselves, with what they are in the nominative: "piekarni", "fundacji", "bibliotece".
_ENDS: Final = (
    ("arni", "arnia"), ("alni", "alnia"), ("elni", "elnia"), ("czni", "cznia"), ("ierni", "iernia"), ("wni", "wnia"),
    ("odni", "odnia"), ("adni", "adnia"), ("arnię", "arnia"), ("arnią", "arnia"), ("acji", "acja"), ("encji", "encja"),
    ("arii", "aria"), ("erii", "eria"), ("onii", "onia"), ("emii", "emia"), ("afii", "afia"), ("ację", "acja"),
    ("encję", "encja"), ("techniki", "technika"), ("technice", "technika"), ("bliotece", "blioteka"),
    ("blioteki", "blioteka"), ("ptece", "pteka"), ("pteki", "pteka"), ("klinice", "klinika"), ("kliniki", "klinika"),
    ("fabryce", "fabryka"), ("fabryki", "fabryka"),
)  # fmt: skip
_ADJECTIVES: Final = {
    "m": (
        ("kiego", "ki"), ("giego", "gi"), ("kiemu", "ki"), ("kim", "ki"), ("gim", "gi"), ("ego", "y"), ("emu", "y"),
        ("ym", "y"),
    ),
    "f": (("kiej", "ka"), ("giej", "ga"), ("niej", "nia"), ("ej", "a"), ("ą", "a")),
    "n": (
        ("kiego", "kie"), ("giego", "gie"), ("kiemu", "kie"), ("kim", "kie"), ("gim", "gie"), ("ego", "e"), ("emu", "e"),
        ("ym", "e"),
    ),
    "p": (("kich", "kie"), ("gich", "gie"), ("ych", "e"), ("kimi", "kie"), ("ymi", "e")),
}  # fmt: skip
#: Letters that must stand before an end.
_STEM: Final = 2


def house(name: str) -> str:
    """The name of an employer with its first words as they stand by themselves; unchanged where they do already."""
    words = name.split(" ")
    bent = _house(words[0])
    if bent is None or len(words) < 2:
        return name
    gender, words[0] = bent
    for number in range(1, len(words)):
        back = _back(words[number], _ADJECTIVES[gender])
        if back is None:
            break
        words[number] = back
    return " ".join(words)


@cache
def _known() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in _HOUSES.split("\n"):
        if line:
            gender, plain, *forms = line.split()
            found |= dict.fromkeys(forms, (gender, plain))
    return found


def _house(word: str) -> tuple[str, str] | None:
    """Gender and nominative of a bent word for a house, written as it was."""
    if known := _known().get(word.lower()):
        return known[0], _like(known[1], word)
    plain = _back(word, _ENDS)
    return ("f", plain) if plain else None


def _back(word: str, ends: tuple[tuple[str, str], ...]) -> str | None:
    small = word.lower()
    for bent, plain in ends:
        if small.endswith(bent) and len(word) >= len(bent) + _STEM:
            return _like(small[: -len(bent)] + plain, word)
    return None


def _like(made: str, word: str) -> str:
    """Written with capitals as the other is."""
    if word.isupper():
        return made.upper()
    return word[0] + made[1:] if word[0].lower() == made[0] else made.capitalize()
