"""Finds the words of a mail that may name the employer, each with what speaks for and against it."""

import re
from typing import Final

from onward.mail.understanding import senders
from onward.mail.understanding.address_names import compact
from onward.mail.understanding.employer_candidates import Candidate, Collector
from onward.mail.understanding.employer_cues import (
    AFTER,
    BEFORE,
    BUSINESS,
    CLOSING,
    CONNECTING,
    GREETING,
    PERSON_OF,
    SEPARATED,
    SPLIT,
)
from onward.mail.understanding.features import fold
from onward.mail.understanding.organisations import folded, without_hiring_words, words
from onward.mail.understanding.pages import Zone
from onward.mail.understanding.role_words import strength
from onward.mail.understanding.senders import Sender

#: The sender's name and the domain say the same.
STRONG: Final = frozenset(
    f"domain={how}|{kind}"
    for how in ("equal", "begins", "begun by", "within", "all words", "initials")
    for kind in ("own", "agency")
) | frozenset(f"hint={how}" for how in ("equal", "begins", "begun by", "within", "all words"))


def from_sender(collector: Collector, zone: Zone, address: str) -> None:
    """The sender's name: whole, without the words of hiring, and its pieces."""
    said = zone.text.strip(" \"'")
    local = compact(address.partition("@")[0])
    office = senders.names_office(address) or collector.sender.automatic
    kind = collector.sender.kind
    wholly = {"name", f"name kind={kind}", f"name office={office}"}
    pieces = [said, *(piece for piece in SPLIT.split(said) if piece and piece.strip())]
    for number, piece in enumerate(pieces):
        kept = " ".join(without_hiring_words(piece.split()))
        if not kept:
            continue
        place = "whole" if number == 0 else "first" if number == 1 else "later"
        if len(pieces) == 2 and number == 1:
            continue
        if number == 0 and len(pieces) > 2 and (SEPARATED.search(kept) or PERSON_OF.match(kept)):
            continue
        features = wholly | {
            f"name place={place}|{office}|{len(pieces) > 2}",
            f"name stripped={kept != piece}|{place}",
        }
        if _person(kept, local):
            features.add("name person")
        words_kept = len(kept.split())
        features.add(f"name words={min(words_kept, 4)}|{office}|{kind}")
        collector.add(kept, "name", said, features)
        if kept != piece and number == 0 and folded(piece.split()[-1]) in BUSINESS:
            collector.add(piece, "name", said, wholly | {"name unstripped"})
        if number == 0 and words_kept > 1:
            inside = kept.split()
            cut = folded(inside[0]), folded(inside[-1])
            collector.add(
                " ".join(inside[1:]), "name", said, wholly | {"name without first", f"without {cut[0]}"}
            )
            collector.add(
                " ".join(inside[:-1]), "name", said, wholly | {"name without last", f"without {cut[1]}"}
            )


def _person(name: str, local: str) -> bool:
    """True when the name's words are what the address has before its @."""
    pieces = [compact(piece) for piece in name.split()]
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
        if not _begins(tokens[at]) or zone.folds[at] in CLOSING or zone.folds[at] in GREETING:
            at += 1
            continue
        end = at + 1
        if not tokens[at].endswith(("'s", "’s")):
            while end < count and end - at < 9:
                word = tokens[end]
                if _begins(word) and zone.folds[end] not in CLOSING:
                    end += 1
                    if word.endswith(("'s", "’s")):
                        break
                    continue
                step = 1
                while (
                    step < 3
                    and end + step < count
                    and zone.folds[end + step - 1] in CONNECTING
                    and not _begins(tokens[end + step])
                ):
                    step += 1
                if zone.folds[end] in CONNECTING and end + step < count and _begins(tokens[end + step]):
                    end += step + 1
                elif (
                    word == ","
                    and end + 1 < count
                    and zone.folds[end + 1].strip(".") in words("legal")
                    and tokens[end + 1][0].isupper()
                ) or (
                    zone.folds[end] in ("z", "sp")
                    and end + 1 < count
                    and zone.folds[end + 1] in ("o", "o.o.", "z")
                ):
                    end += 2
                else:
                    break
        for first, last in _cuts(zone, at, end):
            _add_span(collector, zone, first, last, last_line)
        at = end
    _by_domain(collector, zone, last_line)


def _begins(word: str) -> bool:
    if word[0] in "dl" and len(word) > 3 and word[1] in "'’":
        word = word[2:]
    return word[0].isupper() or (
        word[0].isdigit() and any(char.isupper() for char in word[1:]) and len(word) < 12
    )


def _cuts(zone: Zone, first: int, last: int) -> list[tuple[int, int]]:
    """The run itself and the pieces of it that may be the name."""
    hiring = words("hiring")
    found = [(first, last)] if zone.folds[last - 1] not in hiring or zone.folds[last - 1] in BUSINESS else []
    start, end = first, last
    while end > start and (zone.folds[end - 1] in hiring or zone.folds[end - 1] in CONNECTING):
        end -= 1
    while start < end and (zone.folds[start] in hiring or zone.folds[start] in CONNECTING):
        start += 1
    if start < end and (start, end) != (first, last):
        found.append((start, end))
    if end - start > 1:
        found.append((start + 1, end))
        found.append((start, end - 1))
        for at in range(start + 1, end - 1):
            if zone.folds[at] in CONNECTING:
                found.append((start, at))
                found.append((at + 1, end))
    return [
        (a, b)
        for a, b in dict.fromkeys(found)
        if b > a and zone.folds[a] not in CONNECTING and zone.folds[b - 1] not in CONNECTING
    ]


def _by_domain(collector: Collector, zone: Zone, last_line: int) -> None:
    """Words that together are what the address says, however they are written."""
    targets = [one for one in (collector.label, *collector.hints) if len(one) >= 3]
    if not targets:
        return
    pieces = [compact(one) for one in zone.folds]
    for first, piece in enumerate(pieces):
        if len(piece) < 2:
            continue
        for target in targets:
            if not target.startswith(piece):
                continue
            joined = ""
            for last in range(first, min(first + 6, len(pieces))):
                if zone.tokens[last] == "\n":
                    break
                joined += pieces[last]
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
        depth = (
            "last"
            if line >= last_line - 1
            else "low"
            if line >= last_line - 3
            else "top"
            if line < 2
            else "mid"
        )
        begin = first
        while begin and tokens[begin - 1] != "\n" and first - begin < 5:
            begin -= 1
        if folds[begin] in GREETING and line < 4:
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
    context = fold(zone.text[max(0, zone.starts[first] - 48) : zone.starts[first]].rpartition("\n")[2])
    if cue := BEFORE.search(context):
        features.add(f"cue={cue.lastgroup}")
        features.add(f"cue={cue.lastgroup}|{place}")
    if AFTER.match(zone.text, zone.ends[last - 1]):
        features.add(f"cue after|{place}")
    if name.endswith(("'s", "’s")):
        features.add("possessive")
    if before == "." or before == "^":
        features.add("begins sentence")
    if folds[first - 1] in words("hiring") if first else False:
        features.add(f"hiring before|{depth}")
    if after in words("hiring"):
        features.add(f"hiring after|{depth}")
    if (after not in ("$", ".") and strength(tokens[last]) == 2) or (
        after in ("&", "-", ",", "–") and last + 1 < len(tokens) and strength(tokens[last + 1]) == 2
    ):
        features.add("role right behind")
    if (first and before != "^" and strength(tokens[first - 1]) == 2) or (
        before in (",", "&", "-", "–") and first > 1 and strength(tokens[first - 2]) == 2
    ):
        features.add("role right before")
    start = max(0, zone.starts[first] - 40)
    collector.add(name, zone.name, zone.text[start : zone.ends[last - 1] + 30].strip(), features)


def from_address(collector: Collector) -> None:
    """The name in the address itself, as the last resort when nothing else writes it."""
    sender = collector.sender
    for piece, where in ((sender.label, "label"), *((hint, "hint") for hint in sender.hints)):
        if len(piece) >= 2 and (sender.kind != "own" or where == "label"):
            name = " ".join(part.capitalize() for part in re.split(r"[-_.]", piece) if part)
            collector.add(
                name,
                "address",
                piece,
                {"address", f"address {where}|{sender.kind}", f"address {where}|{min(len(piece), 6)}"},
            )


def _strong_name(collector: Collector) -> str:
    """The key of the sender's name when its domain says the same; "" if there is none."""
    matching = [
        candidate.key
        for candidate in collector.candidates.values()
        if not STRONG.isdisjoint(candidate.features) and "name" in candidate.features
    ]
    whole = [one for one in matching if "name person" not in collector.candidates[one].features]
    return max(whole, key=len, default="")


def between(collector: Collector) -> None:
    """What candidates say of each other: in how many places, how often, one the beginning of another."""
    keys = sorted(collector.candidates)
    strong = _strong_name(collector)
    for number, name_key in enumerate(keys):
        candidate = collector.candidates[name_key]
        zones = {mention.zone for mention in candidate.mentions}
        candidate.features.add(f"zones={'+'.join(sorted(zones))}")
        if zones == {"address"}:
            candidate.features.add(f"address alone|{collector.sender.kind}|{collector.sender.automatic}")
        candidate.features.add(f"times={min(len(candidate.mentions), 4)}")
        if strong:
            where = (
                "is"
                if name_key == strong
                else "near"
                if name_key in strong or strong in name_key
                else "beside"
            )
            candidate.features.add(f"{where} strong name")
            if where == "beside":
                candidate.features.add(f"beside strong name in {'+'.join(sorted(zones))}")
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
