"""Finds the words of a mail that may name the employer, each with what speaks for and against it."""

import re
from dataclasses import dataclass, field
from typing import Final

from onward.mail.understanding import senders
from onward.mail.understanding.organisations import folded, key, tidy, without_hiring_words, without_legal_form, words
from onward.mail.understanding.pages import Zone
from onward.mail.understanding.role_words import strength
from onward.mail.understanding.senders import Sender

MOST: Final = 120

_CONNECT: Final = frozenset("& of the de du des di der den dem und and y e i och en et von vom van for fur la le del da do dos das della delle degli dei zu zum im am w na a al".split())
_STOP: Final = frozenset("\n . , ; : ! ? ( ) [ ] | · • – — \" “ ” „ « » * > < / { } = …".split() + ["\n"])
_GREETING: Final = frozenset(
    """dear hi hello hey sehr liebe lieber hallo guten moin servus cher chere bonjour bonsoir madame monsieur estimado
    estimada hola querido querida buenos buenas gentile buongiorno ciao caro cara spettabile egregio beste geachte hoi
    dag prezado prezada ola caro bom boa yth halo salam bapak ibu szanowna szanowny dzien czesc witam pani pan panie
    hej hejsan god basta bästa salut""".split()
)  # fmt: skip
_SPLIT: Final = re.compile(r"\s+(?:[-–—|@·•/]|at|on behalf of|im auftrag von|via|von|vom|from|chez|de|del|da|di|van|bij|från|z|ze|w|i|hos|på|dari|en|na|@)\s+|\s*[,|(:]\s*|\)\s*", re.IGNORECASE)


_CLOSING: Final = frozenset(
    """gruss grusse mfg lg vg mvg regards thanks thank best kind kindly sincerely cheers warm warmly yours love tks saludos
    atentamente cordialmente abrazo cordialement bien sincerement saluti cordiali distinti grazie groet groeten
    vriendelijke cumprimentos atenciosamente abraco abracos obrigado obrigada hormat terima salam pozdrawiam pozdrowienia
    powazaniem halsningar vanligen vanliga mvh tack danke merci gracias bedankt dziekuje dziekujemy freundliche freundlichen
    freundlichem herzliche beste besten viele liebe schone re aw wg fw fwd sv odp r rv tr ref betreff subject""".split()
)  # fmt: skip


@dataclass(slots=True)
class Mention:
    """A name as it stands in one place."""

    name: str
    zone: str
    quote: str
    weight: int = 1


@dataclass(slots=True)
class Candidate:
    """One possible employer: its mentions, however written, and the features that speak for or against it."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


class Collector:
    """Gathers the mentions of one mail by the name that they give."""

    def __init__(self, sender: Sender, own_names: frozenset[str]) -> None:
        self.sender = sender
        self.own_names = own_names
        self.candidates: dict[str, Candidate] = {}
        self.label = _compact(sender.label)
        self.hints = tuple(_compact(hint) for hint in sender.hints)

    def add(self, name: str, zone: str, quote: str, features: set[str]) -> None:
        """Take a name in; what cannot be a name is left out."""
        name = tidy(name)
        if len(name) < 2 or len(name) > 80 or not any(char.isalpha() for char in name):
            return
        name_key = key(name)
        if len(name_key) < 2 or name_key in self.own_names or name_key.isdigit():
            return
        candidate = self.candidates.get(name_key)
        if candidate is None:
            if len(self.candidates) >= MOST:
                return
            candidate = self.candidates[name_key] = Candidate(name_key, features=self._of_name(name, name_key))
        candidate.mentions.append(Mention(name, zone, quote))
        candidate.features |= features

    def _of_name(self, name: str, name_key: str) -> set[str]:
        """What a name says by itself and beside the sender's domain."""
        pieces = name.split()
        folds = [folded(piece).strip(".,") for piece in pieces]
        kind = self.sender.kind
        found = {
            f"domain={matched(name, name_key, self.label)}|{kind}" if self.label else f"domain=none|{kind}",
            f"pieces={min(len(pieces), 6)}",
        }
        for hint in self.hints:
            found.add(f"hint={matched(name, name_key, hint)}")
        if any(piece in words("organisation") for piece in folds):
            found.add("organisation")
        elif any(len(piece) > 7 and piece.endswith(_ORGANISATION_ENDS) for piece in folds):
            found.add("organisation end")
        if len(without_legal_form(pieces)) < len(pieces):
            found.add("legal")
        if any(piece in words("hiring") for piece in folds):
            found.add("hiring inside")
        if all(piece in words("hiring") for piece in folds):
            found.add("hiring only")
        roles = [strength(piece) for piece in pieces]
        if max(roles) == 2 or sum(roles) > 1:
            found.add("role")
            found.add(f"role ends={roles[-1]}")
            found.add(f"role begins={roles[0]}")
        if folds[0] in _TITLES:
            found.add("title")
        if what := senders.platform(name):
            found.add(f"platform={what}")
        if len(pieces) == 1:
            found.add(f"word={folds[0]}")
            found.add(f"end={folds[0][-4:]}")
        else:
            found.add(f"first={folds[0]}")
            found.add(f"last={folds[-1]}")
        if name.isupper() and len(name) > 1:
            found.add("capitals")
        elif name.islower():
            found.add("small")
        elif any(piece[1:] != piece[1:].lower() for piece in pieces):
            found.add("camel")
        if "&" in name:
            found.add("and sign")
        return found


_SEPARATED: Final = re.compile(r"\s[-–—|@]\s|[,|(:]|\b(?:on behalf of|im auftrag|via)\b")
_TITLES: Final = frozenset("mr mrs ms dr dra dr.med prof mag mec ing dott dott.ssa sr sra frau herr bpk ibu pak bu mme mlle me barr lic".split())
_ORGANISATION_ENDS: Final = ("werk", "werke", "haus", "klinik", "bank", "verein", "gruppe", "kasse", "schule", "stiftung", "bedrijf", "verket", "bolaget", "skolan", "hotel", "soft", "tech", "labs")


def matched(name: str, name_key: str, label: str) -> str:
    """How far a name and a piece of an address are the same: equal, begins, part, initials, inner, none."""
    if not label:
        return "none"
    whole = _compact(name)
    if label in (name_key, whole):
        return "equal"
    # Umlauts are written out in addresses, "und" and "and" for the sign, small words left out.
    spelled = _spelled(name)
    if label in spelled:
        return "equal"
    if len(name_key) >= 4 and label.startswith(name_key):
        return "begins"
    if len(label) >= 4 and any(one.startswith(label) for one in (whole, *spelled)):
        return "begun by"
    if len(name_key) >= 4 and name_key in label:
        return "within"
    pieces = [_compact(piece) for piece in re.split(r"[\s&-]+", name) if piece]
    if len(pieces) > 1:
        initials = "".join(piece[0] for piece in pieces if piece)
        if len(label) >= 2 and (initials == label or "".join(p[0] for p in pieces if p and len(p) > 2) == label):
            return "initials"
        long = [piece for piece in pieces if len(piece) >= 4]
        if long and all(piece in label for piece in long):
            return "all words"
        if any(piece in label for piece in long if len(piece) >= 5):
            return "a word"
        if _woven(pieces, label):
            return "woven"
    return "none"


def _woven(pieces: list[str], label: str) -> bool:
    """True when the label is made of beginnings of the words, in order ("uni-rheinhoehe", "statoil")."""
    at = 0
    used = 0
    for piece in pieces:
        length = 0
        while length < len(piece) and at + length < len(label) and piece[length] == label[at + length]:
            length += 1
        if length:
            used += 1
            at += length
    return at == len(label) and used >= 2 and len(label) >= 4


def _spelled(name: str) -> tuple[str, ...]:
    low = name.lower()
    written = low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "aa").replace("ø", "oe")
    pieces = re.split(r"[\s&]+", low)
    small = "".join(piece for piece in pieces if folded(piece) not in _CONNECT and piece != "&")
    return tuple(
        _compact(one)
        for one in (
            written, low.replace("&", "and"), low.replace("&", "und"), low.replace("&", "och"), low.replace("&", "y"),
            low.replace("&", "e"), small, " ".join(without_legal_form(written.split())), written.replace("&", "und"),
        )
    )  # fmt: skip


def _compact(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", folded(text))


def from_sender(collector: Collector, zone: Zone, address: str) -> None:
    """The sender's name: whole, without the words of hiring, and its pieces."""
    said = zone.text.strip(" \"'")
    local = _compact(address.partition("@")[0])
    office = senders.names_office(address) or collector.sender.automatic
    kind = collector.sender.kind
    wholly = {"name", f"name kind={kind}", f"name office={office}"}
    pieces = [said, *(piece for piece in _SPLIT.split(said) if piece and piece.strip())]
    for number, piece in enumerate(pieces):
        kept = " ".join(without_hiring_words(piece.split()))
        if not kept:
            continue
        place = "whole" if number == 0 else "first" if number == 1 else "later"
        if len(pieces) == 2 and number == 1:
            continue
        if number == 0 and _SEPARATED.search(kept) and len(pieces) > 2:
            continue
        features = wholly | {f"name place={place}|{office}|{len(pieces) > 2}", f"name stripped={kept != piece}|{place}"}
        if _person(kept, local):
            features.add("name person")
        words_kept = len(kept.split())
        features.add(f"name words={min(words_kept, 4)}|{office}|{kind}")
        collector.add(kept, "name", said, features)
        if kept != piece and number == 0:
            collector.add(piece, "name", said, wholly | {"name unstripped"})
        if number == 0 and words_kept > 1:
            inside = kept.split()
            cut = folded(inside[0]), folded(inside[-1])
            collector.add(" ".join(inside[1:]), "name", said, wholly | {"name without first", f"without {cut[0]}"})
            collector.add(" ".join(inside[:-1]), "name", said, wholly | {"name without last", f"without {cut[1]}"})


def _person(name: str, local: str) -> bool:
    """True when the name's words are what the address has before its @."""
    pieces = [_compact(piece) for piece in name.split()]
    pieces = [piece for piece in pieces if len(piece) > 1]
    if not pieces or len(local) < 2:
        return False
    return any(len(piece) > 2 and piece in local for piece in pieces) or (
        len(pieces) > 1 and local == "".join(piece[0] for piece in pieces)
    )


def from_words(collector: Collector, zone: Zone) -> None:
    """Runs of capitalised words in subject and text, and pieces of them."""
    tokens, count = zone.tokens, len(zone.tokens)
    last_line = zone.lines[-1] if count else 0
    at = 0
    while at < count:
        if not _begins(tokens[at]) or zone.folds[at] in _CLOSING or zone.folds[at] in _GREETING:
            at += 1
            continue
        end = at + 1
        if not tokens[at].endswith(("'s", "’s")):
            while end < count and end - at < 9:
                token = tokens[end]
                if _begins(token) and zone.folds[end] not in _CLOSING:
                    end += 1
                    if token.endswith(("'s", "’s")):
                        break
                    continue
                step = 1
                while step < 3 and end + step < count and zone.folds[end + step - 1] in _CONNECT and not _begins(tokens[end + step]):
                    step += 1
                if zone.folds[end] in _CONNECT and end + step < count and _begins(tokens[end + step]):
                    end += step + 1
                elif token == "," and end + 1 < count and zone.folds[end + 1].strip(".") in words("legal") and tokens[end + 1][0].isupper():
                    end += 2
                elif zone.folds[end] in ("z", "sp") and end + 1 < count and zone.folds[end + 1] in ("o", "o.o.", "z"):
                    end += 2
                else:
                    break
        for first, last in _cuts(zone, at, end):
            _add_span(collector, zone, first, last, last_line)
        at = end
    _by_domain(collector, zone, last_line)


def _begins(token: str) -> bool:
    if token[0] in "dl" and len(token) > 3 and token[1] in "'’":
        token = token[2:]
    return token[0].isupper() or (token[0].isdigit() and any(char.isupper() for char in token[1:]) and len(token) < 12)


def _cuts(zone: Zone, first: int, last: int) -> list[tuple[int, int]]:
    """The run itself and the pieces of it that may be the name."""
    hiring = words("hiring")
    found = [(first, last)]
    start, end = first, last
    while end > start and (zone.folds[end - 1] in hiring or zone.folds[end - 1] in _CONNECT):
        end -= 1
    while start < end and (zone.folds[start] in hiring or zone.folds[start] in _CONNECT):
        start += 1
    if start < end and (start, end) != (first, last):
        found.append((start, end))
    if end - start > 1:
        found.append((start + 1, end))
        found.append((start, end - 1))
        for at in range(start + 1, end - 1):
            if zone.folds[at] in _CONNECT:
                found.append((start, at))
                found.append((at + 1, end))
    return [(a, b) for a, b in dict.fromkeys(found) if b > a and zone.folds[a] not in _CONNECT and zone.folds[b - 1] not in _CONNECT]


#: What stands before an employer's name. The last group that ends the text before it counts.
_BEFORE: Final = re.compile(
    r"(?:(?P<applied>(?:appl(?:y|ied|ying)|application|candidature|submission) (?:to|with|at)(?: the)?|sent to|viewed by|"
    r"bewerb\w* (?:bei|an)(?: de[rnm])?|beworben bei|an|candidature (?:chez|a ete envoyee a)|postul\w+ (?:chez|en|a)|candidatura (?:na|no|a|en|em|presso|per|da)|"
    r"sollicitatie (?:bij|is verzonden naar)|lamaran\w*(?: anda| kamu)? (?:ke|di|telah dikirim ke)|(?:aplikacj\w|zgloszeni\w) (?:do|w)|ansokan (?:till|hos)|sokt till)|"
    r"(?P<interest>(?:interest(?:ed)?|career|opportunit\w+|job|work|working|employment|future) (?:in|at|with)(?: a career at| joining| working (?:at|for|with))?(?: the)?|(?:join|joining|considering|consider|chosen|choosing)(?: the)?|"
    r"interesse (?:an(?: der)?|in|pela|por|pelo|na|no|voor|voor de|bij)|interet (?:pour|envers)|interes en|interesse per|zainteresowanie|intresse for|tertarik (?:bergabung )?(?:dengan|ke)|minat\w* (?:pada|untuk|terhadap))|"
    r"(?P<place>\b(?:position|role|job|opening|internship|vacancy|offer|team|here|post|opportunity|stelle|position|poste|puesto|vacante|posizione|functie|vacature|vaga|posisi|stanowisk\w+|tjanst\w*|roll\w*)[^.]{0,30} (?:at|with|within|bei|beim|chez|en|in|presso|bij|na|no|em|di|w|pa|hos|i))|"
    r"(?P<from>(?:from|behalf of|von|vom|de la part de|de parte de|da parte de|namens|dari|od|fran|update from|thank you from|here at|us at|we at|client|kunde|kunden|klien|klient\w*|cliente|client)(?: the)?)|"
    r"(?P<at>\b(?:at|bei|beim|chez|presso|bij|hos|@))|(?P<the>\b(?:the|your|ihr|ihre|dein|votre|l'equipe|equipe|tim|zespol|team|het|la|le|il|il team)))\s*$"
)
#: What stands behind an employer's name in signatures and layouts.
_AFTER: Final = re.compile(
    r"(?:['’]s)?[ -]{0,3}(?:(?:global |early |university |campus |people )?(?:talent|recruit|hiring|hr\b|human resources|careers?\b|people team)|team\b|application|career|\s·|-team)",
    re.IGNORECASE,
)


def _by_domain(collector: Collector, zone: Zone, last_line: int) -> None:
    """Words that together are what the address says, however they are written."""
    targets = [one for one in (collector.label, *collector.hints) if len(one) >= 3]
    if not targets:
        return
    compact = [re.sub(r"[^a-z0-9]+", "", one) for one in zone.folds]
    for first, piece in enumerate(compact):
        if len(piece) < 2:
            continue
        for target in targets:
            if not target.startswith(piece):
                continue
            joined = ""
            for last in range(first, min(first + 6, len(compact))):
                if zone.tokens[last] == "\n":
                    break
                joined += compact[last]
                if not target.startswith(joined):
                    break
                if joined == target:
                    _add_span(collector, zone, first, last + 1, last_line)
                    break


def _add_span(collector: Collector, zone: Zone, first: int, last: int, last_line: int) -> None:
    tokens, folds = zone.tokens, zone.folds
    place = zone.name
    before = folds[first - 1] if first and tokens[first - 1] != "\n" else "^"
    before2 = folds[first - 2] if first > 1 and before != "^" and tokens[first - 2] != "\n" else "^"
    after = folds[last] if last < len(tokens) and tokens[last] != "\n" else "$"
    after2 = folds[last + 1] if last + 1 < len(tokens) and after != "$" and tokens[last + 1] != "\n" else "$"
    line = zone.lines[first]
    if place == "text":
        depth = "last" if line >= last_line - 1 else "low" if line >= last_line - 3 else "top" if line < 2 else "mid"
        begin = first
        while begin and tokens[begin - 1] != "\n" and first - begin < 5:
            begin -= 1
        if folds[begin] in _GREETING and line < 4:
            place = "greeting"
    else:
        depth = "-"
    alone = before == "^" and after == "$"
    name = zone.said(first, last)
    features = {
        place,
        f"<{before}|{place}",
        f"<<{before2} {before}",
        f">{after}|{place}",
        f">>{after} {after2}",
        f"<>{before} {after}",
        f"depth={depth}|{alone}",
        f"depth={depth}|{before == '^'}|{after == '$'}",
    }
    context = folded(zone.text[max(0, zone.starts[first] - 48) : zone.starts[first]].rpartition("\n")[2])
    if cue := _BEFORE.search(context):
        features.add(f"cue={cue.lastgroup}")
        features.add(f"cue={cue.lastgroup}|{place}")
    if _AFTER.match(zone.text, zone.ends[last - 1]):
        features.add(f"cue after|{place}")
    if name.endswith(("'s", "’s")):
        features.add("possessive")
    if before == "." or before == "^":
        features.add("begins sentence")
    if folds[first - 1] in words("hiring") if first else False:
        features.add(f"hiring before|{depth}")
    if after in words("hiring"):
        features.add(f"hiring after|{depth}")
    start = max(0, zone.starts[first] - 40)
    collector.add(name, zone.name, zone.text[start : zone.ends[last - 1] + 30].strip(), features)


def from_address(collector: Collector) -> None:
    """The name in the address itself, as the last resort when nothing else writes it."""
    sender = collector.sender
    for piece, where in ((sender.label, "label"), *((hint, "hint") for hint in sender.hints)):
        if len(piece) >= 2 and (sender.kind != "own" or where == "label"):
            name = " ".join(part.capitalize() for part in re.split(r"[-_.]", piece) if part)
            collector.add(name, "address", piece, {"address", f"address {where}|{sender.kind}"})


def between(collector: Collector) -> None:
    """What candidates say of each other: in how many places, how often, one the beginning of another."""
    keys = sorted(collector.candidates)
    for number, name_key in enumerate(keys):
        candidate = collector.candidates[name_key]
        zones = {mention.zone for mention in candidate.mentions}
        candidate.features.add(f"zones={'+'.join(sorted(zones))}")
        if zones == {"address"}:
            candidate.features.add(f"address alone|{collector.sender.kind}|{collector.sender.automatic}")
        candidate.features.add(f"times={min(len(candidate.mentions), 4)}")
        longer = number + 1
        if longer < len(keys) and keys[longer].startswith(name_key) and len(name_key) > 2:
            candidate.features.add("has longer")
            more = collector.candidates[keys[longer]]
            more.features.add("has shorter")
            candidate.features.add(f"has longer in {'+'.join(sorted({m.zone for m in more.mentions}))}")
            more.features.add(f"has shorter in {'+'.join(sorted(zones))}")


def find(zones: list[Zone], sender: Sender, address: str, own_names: frozenset[str]) -> list[Candidate]:
    """Every possible employer of a mail."""
    collector = Collector(sender, own_names)
    for zone in zones:
        if zone.name == "name":
            from_sender(collector, zone, address)
        else:
            from_words(collector, zone)
    from_address(collector)
    between(collector)
    return list(collector.candidates.values())
