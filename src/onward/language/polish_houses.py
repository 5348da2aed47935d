"""Polish names of employers as they stand by themselves: "w Szpitalu Powiatowym" is written of "Szpital Powiatowy".

Only what says what sort of house it is, the first word of the name, is bent back, with the adjectives that go with it.
"""

from functools import cache
from typing import Final

#: Houses by gender (m, f, n, and p for those that are many), each with the ends of its bent forms.
_HOUSES: Final = """
m urząd urzędu urzędzie urzędowi urzędem
m sąd sądu sądzie sądowi
m szpital szpitala szpitalu szpitalem
m teatr teatru teatrze teatrem
m instytut instytutu instytucie instytutem
m hotel hotelu hotelem
m bank banku bankiem
m zakład zakładu zakładzie zakładem
m ośrodek ośrodka ośrodku ośrodkiem
m dom domu
m uniwersytet uniwersytetu uniwersytecie uniwersytetem
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
- gmina gminy gminie gminę gminą
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
f piekarnia piekarni piekarnię piekarnią
f cukiernia cukierni cukiernię cukiernią
f kawiarnia kawiarni kawiarnię kawiarnią
f księgarnia księgarni księgarnię księgarnią
f drukarnia drukarni drukarnię drukarnią
f stolarnia stolarni stolarnię stolarnią
f hurtownia hurtowni hurtownię hurtownią
f elektrownia elektrowni elektrownię elektrownią
f ciepłownia ciepłowni ciepłownię ciepłownią
f stocznia stoczni stocznię stocznią
f tkalnia tkalni tkalnię tkalnią
f spółdzielnia spółdzielni spółdzielnię spółdzielnią
f przychodnia przychodni przychodnię przychodnią
f poradnia poradni poradnię poradnią
f uczelnia uczelni uczelnię uczelnią
f kopalnia kopalni kopalnię kopalnią
f pracownia pracowni pracownię pracownią
f lakiernia lakierni lakiernię lakiernią
f odlewnia odlewni odlewnię odlewnią
f oczyszczalnia oczyszczalni oczyszczalnię oczyszczalnią
f pralnia pralni pralnię pralnią
f wytwórnia wytwórni wytwórnię wytwórnią
f mleczarnia mleczarni mleczarnię mleczarnią
f masarnia masarni masarnię masarnią
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
#: Ends that tell a house by themselves, with what they are in the nominative: "fundacji", "kancelarii", "bibliotece".
_ENDS: Final = (
    ("acji", "acja"), ("ację", "acja"), ("acją", "acja"), ("encji", "encja"), ("encję", "encja"), ("arii", "aria"),
    ("erii", "eria"), ("onii", "onia"), ("emii", "emia"), ("afii", "afia"), ("techniki", "technika"),
    ("technice", "technika"), ("bliotece", "blioteka"), ("blioteki", "blioteka"), ("ptece", "pteka"), ("pteki", "pteka"),
    ("klinice", "klinika"), ("kliniki", "klinika"), ("fabryce", "fabryka"), ("fabryki", "fabryka"),
)  # fmt: skip
#: The stems on which an adjective ends that goes with a house, and what follows them by gender, as it is bent and by itself.
_STEMS: Final = ("sk", "ck", "dzk", "n", "w")
_BENT: Final[dict[str, dict[str, tuple[tuple[str, str], ...]]]] = {
    "m": {"k": (("iego", "i"), ("im", "i")), "": (("ego", "y"), ("ym", "y"))},
    "f": {"k": (("iej", "a"), ("ą", "a")), "": (("ej", "a"), ("ą", "a"))},
    "n": {"k": (("iego", "ie"), ("im", "ie")), "": (("ego", "e"), ("ym", "e"))},
    "p": {"k": (("ich", "ie"),), "": (("ych", "e"),)},
    "-": {"k": (), "": ()},
}
_ADJECTIVES: Final = {
    gender: tuple(
        (stem + bent, stem + plain)
        for stem in _STEMS
        for bent, plain in ends["k" if stem.endswith("k") else ""]
    )
    for gender, ends in _BENT.items()
}
#: Such words belong to what follows them, not to the house: "Szpital Dziennego Pobytu".
_OTHERS: Final = frozenset(("dziennego", "nowej", "nowego", "starej", "starego"))
#: Ends of the second word by which the first is many houses in the nominative: "Szkoły Salezjańskie".
_MANY: Final = ("skie", "ckie", "dzkie", "ne", "we")
#: Letters that must stand before an end.
_STEM: Final = 2


def house(name: str) -> str:
    """The name of an employer with its first words as they stand by themselves; unchanged where they do already."""
    words = name.split(" ")
    bent = _house(words[0])
    if bent is None or len(words) < 2:
        return name
    if words[1].lower().endswith(_MANY):
        return name
    gender, words[0] = bent
    for number in range(1, len(words)):
        if words[number].lower() in _OTHERS:
            break
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
