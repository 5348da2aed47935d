"""Trains network.npz, and says how well it does on mails that it has not seen.

`python training/train.py` trains on everything and writes; `--hold` leaves a fifth of the mails out, writes nothing and
reports on them. Needs torch, which the product does not; some ten minutes a member on two cores.
"""

import argparse
import copy
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from torch.nn import functional as F

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
import corpus
from corpus import Line, Mail
from meanings import meanings
from model import FACTS, MEANING, Batch, Network
from negatives import docs

from onward.language import words
from onward.language.network import KINDS, LINES, TAGS, Floats
from onward.language.reasons import CODES, SAY_NOTHING
from onward.language.sentences import split
from onward.language.tokens import tokens
from onward.mail.understanding.kinds import outline_of

PLACE = Path(__file__).parent.parent / "src/onward/language"
BATCH = 48
RATE = 2e-3
#: The share of words that the network does not get to see in training: names must not decide.
WITHOUT = 0.08
#: A sentence of ordinary mail may do what one of hiring mail does: a no to a loan is worded like a no to a job.
ORDINARY = 0.25
#: How much foretelling a line's meaning counts.
ALIKE = 0.5
#: How much it counts what a line of a no tells.
TELLING = 0.8
UNTAUGHT = -1
#: Mails unlike any other that are shown in each round.
STRANGERS = 1500


@dataclass(frozen=True)
class Lesson:
    """A mail as it is taught: lines (the subject first) with tag (-1: not taught) and reasons, facts, kind.

    What a line of a no tells is looked up by its text (`told`).
    """

    lines: tuple[tuple[str, int, tuple[str, ...]], ...]
    facts: tuple[bool, ...]
    kind: int
    language: str

    @property
    def shown(self) -> tuple[list[str], tuple[bool, ...]]:
        return [text for text, _, _ in self.lines], self.facts


def lesson(mail: Mail) -> Lesson:
    subject = mail.fields.get("subject", "")
    facts = outline_of(mail.fields.get("from", ""), subject, "").facts
    lines = [(line.text, tag_of(line), line.reasons) for line in mail.lines[: LINES - 1]]
    return Lesson(((subject, UNTAUGHT, ()), *lines), facts, KINDS.index(mail.kind), mail.language)


def tag_of(line: Line) -> int:
    return UNTAUGHT if line.tag == corpus.UNTAGGED else TAGS.index(line.tag)


def lessons_of(mails: Sequence[Mail]) -> list[Lesson]:
    """The mails, and the drills as mails of one line."""
    nothing = (False,) * FACTS
    taught = [lesson(mail) for mail in mails]
    taught += [
        Lesson(
            (("", UNTAUGHT, ()), (line.text, TAGS.index(line.tag), line.reasons)), nothing, UNTAUGHT, language
        )
        for language, line in corpus.drills()
    ]
    taught += [
        Lesson((("", UNTAUGHT, ()), (line.text, UNTAUGHT, line.reasons)), nothing, UNTAUGHT, "en")
        for line in corpus.reasons()
    ]
    shown = {text for one in taught for text, _, _ in one.lines}
    taught += [
        Lesson((("", UNTAUGHT, ()), (text, UNTAUGHT, ())), nothing, UNTAUGHT, language)
        for language, text in corpus.marked()
        if text not in shown
    ]
    return taught


class Strangers:
    """Mail unlike any of the mails, as ordinary mail: technical prose, words at random, sentences of other mails mixed.

    A mailbox holds far more sorts of ordinary mail than anyone can write for training; what looks like nothing that is
    known must not be taken for hiring mail.
    """

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.words = sorted(words.rows())
        self.prose = [split(body, limit=LINES - 1) for _, _, body in docs(3000, 1)]
        self.ordinary = [
            text for one in lessons if one.kind == KINDS.index("other") for text, _, _ in one.lines[1:]
        ]
        self.small = [word for one in self.ordinary[:4000] for word in tokens(one)]

    def some(self, count: int, chance: random.Random) -> list[Lesson]:
        """New ones each time."""
        return [self._one(chance) for _ in range(count)]

    def _one(self, chance: random.Random) -> Lesson:
        sort = chance.random()
        if sort < 0.45:
            texts = chance.choice(self.prose)
        elif sort < 0.75:
            share = chance.random()
            texts = [self._salad(chance, share) for _ in range(chance.randint(1, 14))]
        else:
            texts = chance.sample(self.ordinary, chance.randint(2, 30))
        subject = ("Re: " if chance.random() < 0.4 else "") + " ".join(" ".join(texts[-1:]).split()[:6])
        facts = (subject.startswith("Re: "), False, False, False, chance.random() < 0.3, False)
        plain = TAGS.index("-")
        lines = tuple((text, plain, ()) for text in texts[: LINES - 1])
        return Lesson(((subject, UNTAUGHT, ()), *lines), facts, KINDS.index("other"), "en")

    def _salad(self, chance: random.Random, share: float) -> str:
        stock = (self.words, self.small)
        return " ".join(chance.choice(stock[chance.random() > share]) for _ in range(chance.randint(2, 24)))


class Variety:
    """Shows each lesson a little otherwise every time: longer, shorter, without subject, with other sentences."""

    def __init__(self, lessons: Sequence[Lesson], chance: random.Random) -> None:
        self.chance = chance
        self.ballast: dict[str, list[str]] = defaultdict(list)
        self.drills: dict[tuple[str, int], list[tuple[str, int, tuple[str, ...]]]] = defaultdict(list)
        idle = {TAGS.index(tag) for tag in ("-", "keep", "account")}
        for one in lessons:
            if one.kind == UNTAUGHT:
                self.drills[one.language, one.lines[1][1]].append(one.lines[1])
            elif KINDS[one.kind] != "other":
                self.ballast[one.language] += [text for text, tag, _ in one.lines[1:] if tag in idle]

    def of(self, one: Lesson) -> Lesson:
        if one.kind == UNTAUGHT:
            return one
        chance = self.chance
        subject, *body = one.lines
        plain = TAGS.index("-")
        drawn = chance.random()
        if drawn < 0.25 and len(body) > 3:
            body = [line for line in body if line[1] != plain or chance.random() > 0.35] or body
        elif drawn < 0.5 and KINDS[one.kind] != "other" and self.ballast[one.language]:
            stock = self.ballast[one.language]
            above = [
                (text, UNTAUGHT, ()) for text in chance.sample(stock, min(len(stock), chance.randint(0, 2)))
            ]
            below = [
                (text, UNTAUGHT, ()) for text in chance.sample(stock, min(len(stock), chance.randint(1, 10)))
            ]
            body = [*above, *body, *below]
        if KINDS[one.kind] != "other":
            body = [self._otherwise(line, one.language) for line in body]
        if chance.random() < 0.12:
            subject = ("", UNTAUGHT, ())
        facts = one.facts
        if chance.random() < 0.25:
            facts = (facts[0], *(False,) * (FACTS - 1))
        return replace(one, lines=(subject, *body)[:LINES], facts=facts)

    def _otherwise(
        self, line: tuple[str, int, tuple[str, ...]], language: str
    ) -> tuple[str, int, tuple[str, ...]]:
        """Now and then another sentence that does the same."""
        if line[1] < 0 or TAGS[line[1]] == "-" or self.chance.random() > 0.12:
            return line
        stock = self.drills.get((language, line[1]))
        return self.chance.choice(stock) if stock else line


def batches(lessons: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """All lessons once, in random order, those of about equal length together."""
    order = list(lessons)
    chance.shuffle(order)
    found = []
    for start in range(0, len(order), BATCH * 20):
        part = sorted(order[start : start + BATCH * 20], key=lambda one: len(one.lines))
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    chance.shuffle(found)
    return found


def names_cause(codes: Sequence[str]) -> bool:
    return any(code not in SAY_NOTHING for code in codes)


def says_why(one: Lesson) -> bool | None:
    """Whether a rejection names a cause; None for other mail, and where its sentences are not tagged."""
    if one.kind != KINDS.index("rejection") or not any(tag >= 0 for _, tag, _ in one.lines):
        return None
    return any(names_cause(codes) for _, _, codes in one.lines)


def told(text: str, tag: int, codes: Sequence[str], marks: Mapping[str, str]) -> tuple[float, float] | None:
    """Whether a line of a no tells why or what to do better, and something to this person; None: not taught."""
    mark = marks.get(text)
    if mark is None and tag >= 0:
        mark = "i" if names_cause(codes) or TAGS[tag] == "feedback" else "s"
    return None if mark in (None, corpus.OPEN) else (float(mark == "i"), float(mark == "p"))


def loss_of(
    network: Network, lessons: Sequence[Lesson], known: Mapping[str, Floats], marks: Mapping[str, str]
) -> torch.Tensor:
    batch = Batch([one.shown for one in lessons])
    tags, reasons, tells, kinds, meaning = network(batch, WITHOUT)
    truth = torch.full(batch.there.shape, -1)
    weight = torch.zeros(batch.there.shape)
    stated = torch.zeros((*batch.there.shape, len(CODES) + 1))
    may_state = torch.zeros(stated.shape, dtype=torch.bool)
    telling = torch.zeros((*batch.there.shape, 2))
    may_tell = torch.zeros(batch.there.shape)
    for row, one in enumerate(lessons):
        ordinary = one.kind >= 0 and KINDS[one.kind] == "other"
        says_no = one.kind == UNTAUGHT or KINDS[one.kind] == "rejection"
        for column, (text, tag, codes) in enumerate(one.lines):
            if says_no and column and (tells_of := told(text, tag, codes, marks)):
                telling[row, column] = torch.tensor(tells_of)
                may_tell[row, column] = 1
            if tag >= 0:
                truth[row, column] = tag
                weight[row, column] = ORDINARY if ordinary else 1.0
            if codes == (corpus.UNTAGGED,):
                may_state[row, column, -1] = True
            elif tag >= 0 or codes:
                may_state[row, column] = says_no
                for code in codes:
                    stated[row, column, CODES.index(code)] = 1
                stated[row, column, -1] = names_cause(codes)
    taught = truth >= 0
    loss = (
        0.25
        * (
            F.cross_entropy(tags[taught], truth[taught], reduction="none", label_smoothing=0.03)
            * weight[taught]
        ).sum()
    )
    loss = loss + 0.3 * F.binary_cross_entropy_with_logits(
        reasons,
        stated,
        weight=may_state.float(),
        reduction="sum",
        pos_weight=torch.full((len(CODES) + 1,), 2.0),
    )
    loss = (
        loss
        + TELLING
        * (
            F.binary_cross_entropy_with_logits(
                tells, telling, reduction="none", pos_weight=torch.full((2,), 2.0)
            ).sum(2)
            * may_tell
        ).sum()
    )
    meant = [number for number, text in enumerate(batch.texts) if text in known]
    if meant:
        truly = torch.tensor(np.stack([known[batch.texts[number]] for number in meant]))
        loss = loss + ALIKE * (1 - F.cosine_similarity(meaning[meant], truly)).sum()
    kind = torch.tensor([one.kind for one in lessons])
    if (kind >= 0).any():
        loss = loss + F.cross_entropy(
            kinds[kind >= 0], kind[kind >= 0], reduction="sum", label_smoothing=0.03
        )
    return loss / len(lessons)


def trained(
    lessons: Sequence[Lesson], known: Mapping[str, Floats], epochs: int, seed: int, width: int
) -> Network:
    """One network; its weights are the running mean of the last steps, which errs less than the last step."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(width)
    variety = Variety(lessons, chance)
    strangers = Strangers(lessons)
    marks = corpus.marks()
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.02)
    steps = epochs * -(-(len(lessons) + STRANGERS) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=RATE, total_steps=steps, pct_start=0.1)
    mean = copy.deepcopy(network)
    start = time.monotonic()
    for epoch in range(epochs):
        network.train()
        total = 0.0
        for batch in (found := batches([*lessons, *strangers.some(STRANGERS, chance)], chance)):
            loss = loss_of(network, [variety.of(one) for one in batch], known, marks)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            pace.step()
            total += loss.item()
            with torch.no_grad():
                for old, new in zip(mean.parameters(), network.parameters(), strict=True):
                    old.lerp_(new, 0.004 if epoch else 0.05)
        print(f"epoch {epoch + 1}: {total / len(found):.3f}, {time.monotonic() - start:.0f} s", flush=True)
    return mean.eval()


@torch.no_grad()
def opinions(
    networks: Sequence[Network], shown: Sequence[tuple[list[str], tuple[bool, ...]]]
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each mail: kind logits, and probabilities of tags and reasons by line after the subject."""
    found = []
    for start in range(0, len(shown), 64):
        batch = Batch(shown[start : start + 64])
        said = [network(batch) for network in networks]
        kinds = torch.stack([one[3] for one in said]).mean(0).numpy()
        tags = torch.stack([one[0].softmax(2) for one in said]).mean(0).numpy()
        reasons = torch.stack([one[1].sigmoid() for one in said]).mean(0).numpy()
        for row in range(len(kinds)):
            lines = slice(1, int(batch.there[row].sum()))
            found.append((kinds[row], tags[row, lines], reasons[row, lines]))
    return found


def report(truth: Sequence[str], found: Sequence[str], names: Sequence[str]) -> None:
    print(f"{'':16}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}")
    for name in names:
        hit = sum(a == b == name for a, b in zip(truth, found, strict=True))
        n, given = truth.count(name), found.count(name)
        if n:
            print(f"{name:16}{n:6}{hit / max(1, given):11.3f}{hit / n:8.3f}{2 * hit / (n + given):7.3f}")
    right = sum(a == b for a, b in zip(truth, found, strict=True))
    print(f"right {right / len(truth):.3f} of {len(truth)}", flush=True)


def examine(networks: Sequence[Network], mails: Sequence[Mail], errors: int) -> None:
    lessons = [lesson(mail) for mail in mails]
    said = opinions(networks, [one.shown for one in lessons])
    logits = np.stack([one[0] for one in said])
    tags = [one[1] for one in said]
    found = [KINDS[row.argmax()] for row in logits]
    truth = [mail.kind for mail in mails]
    report(truth, found, KINDS)
    lines = [
        (TAGS[tag], TAGS[row.argmax()])
        for one, rows in zip(lessons, tags, strict=True)
        if KINDS[one.kind] != "other"
        for (_, tag, _), row in zip(one.lines[1:], rows, strict=True)
        if tag >= 0
    ]
    report([a for a, _ in lines], [b for _, b in lines], TAGS)
    why = [
        (truth, one[2][:, -1].max(initial=0))
        for truth, one in zip(map(says_why, lessons), said, strict=True)
        if truth is not None
    ]
    for bound in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        print(f"says why at {bound}: right {np.mean([a == (b >= bound) for a, b in why]):.3f} of {len(why)}")
    for heat in (0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5):
        scaled = logits / heat - (logits / heat).max(axis=1, keepdims=True)
        chances = np.exp(scaled) / np.exp(scaled).sum(axis=1, keepdims=True)
        right = np.array([KINDS.index(kind) for kind in truth])
        print(f"temperature {heat}: log loss {-np.log(chances[np.arange(len(right)), right]).mean():.3f}")
    by_language = defaultdict(list)
    for mail, kind in zip(mails, found, strict=True):
        by_language[mail.language].append(mail.kind == kind)
    print({language: round(float(np.mean(hits)), 3) for language, hits in sorted(by_language.items())})
    print(Counter((a, b) for a, b in zip(truth, found, strict=True) if a != b).most_common(14))
    faults = [one for one in zip(mails, found, strict=True) if one[0].kind != one[1]]
    for mail, kind in faults[:errors]:
        print(
            f"--- {mail.source} {mail.kind} read as {kind}: {mail.fields.get('subject')}\n{mail.text[:500]}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--hold", action="store_true", help="leave a fifth out and report on it; write nothing"
    )
    options.add_argument("--epochs", type=int, default=20)
    options.add_argument(
        "--seeds", type=int, nargs="+", default=[1, 2], help="one member of the network each"
    )
    options.add_argument("--width", type=int, default=160)
    options.add_argument("--errors", type=int, default=0, help="print this many faults on what was left out")
    options.add_argument(
        "--meanings", type=Path, default=Path("meanings.npz"), help="a file to keep what was asked"
    )
    options.add_argument("--write", type=Path, default=PLACE / "network.npz")
    chosen = options.parse_args()
    mails = corpus.all_mails()
    out = [mail for mail in mails if crc32(mail.text.encode()) % 5 == 0] if chosen.hold else []
    lessons = lessons_of([mail for mail in mails if mail not in out] if out else mails)
    print(f"{len(mails)} mails, {len(out)} of them left out, {len(lessons)} lessons", flush=True)
    known = meanings((text for one in lessons for text, _, _ in one.lines), chosen.meanings, MEANING)
    networks: list[Network] = []
    for seed in chosen.seeds:
        networks.append(trained(lessons, known, chosen.epochs, seed, chosen.width))
        if out:
            print(f"{len(networks)} members")
            examine(networks, out, chosen.errors)
        if not chosen.hold or chosen.write != PLACE / "network.npz":
            write(networks, chosen.write)


def write(networks: Sequence[Network], place: Path) -> None:
    arrays = {
        f"{number}/{name}": array
        for number, network in enumerate(networks)
        for name, array in network.arrays().items()
    }
    np.savez_compressed(place, **arrays)
    print(f"{place.name}: {place.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
