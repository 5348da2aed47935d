"""Trains src/onward/feedback/opinion.npz on training/feedback and on what training/mails says of reasons.

    python training/feedback_points.py --folds      how well clauses that were not learned are read
    python training/feedback_points.py              train on all clauses and write the weights

Needs torch, which Onward itself does not.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training")]

import corpus
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onward.feedback import cues, points
from onward.feedback.opinion import SAYS, THEMES, marks, rows_of
from onward.language import network, words

LAYERS = ("first", "second", "third")
SIGNS = {"+": "strength", "-": "gap", "=": "remark", ".": "nothing"}
TO_BEGIN = {
    "en": ("but", "however,", "and", "also,", "still,", "although", "honestly,"),
    "de": ("aber", "jedoch", "und", "allerdings", "auch", "nur", "ehrlich gesagt:"),
    "es": ("pero", "sin embargo,", "y", "además,", "aunque", "la verdad,"),
}
#: Of the mails: reasons outside the person are remarks, the others gaps.
OUTSIDE = {"internal_candidate", "position_closed", "competition", "timing"}
NOTHING = {
    "thanks",
    "wish",
    "received",
    "next",
    "keep",
    "hold",
    "progress",
    "interview",
    "-",
    "account",
    "no_if",
}


@dataclass(frozen=True)
class Clause:
    text: str
    says: int
    theme: int
    language: str = "en"
    #: How much its sign counts, and its theme.
    weight: float = 1.0
    theme_weight: float = 1.0


def singles() -> list[Clause]:
    found = []
    for name in ("en", "de", "es", "more", "second", "third", "fourth", "fifth", "sixth"):
        path = ROOT / "training" / "feedback" / f"{name}.txt"
        language = ""
        for line in path.read_text().splitlines() if path.exists() else ():
            if line.startswith("## "):
                language = line[3:].strip()
            elif line.strip():
                found.append(_clause(line, language))
    return found


def _clause(line: str, language: str) -> Clause:
    sign, theme, text = line.split("|", 2)
    if theme == "?":  # nobody has said what it is about
        return Clause(text, SAYS.index(SIGNS[sign]), 0, language, 1.0, 0.0)
    return Clause(
        text, SAYS.index(SIGNS[sign]), THEMES.index(theme), language, 1.0, 0.3 if sign == "." else 1.0
    )


THEME_LETTERS = {
    "i": "interview_performance", "s": "skills_gap", "x": "experience_level", "c": "culture_add",
    "a": "application_materials", "l": "logistics", "p": "compensation", "r": "screening_rule",
}  # fmt: skip


def loose_words(random: random.Random, number: int) -> list[Clause]:
    """Clauses of loose words: something that can be spoken of beside what can be said of it, or one alone."""
    lists: dict[str, dict[str, list[str]]] = {}
    for line in (ROOT / "training" / "feedback" / "words.txt").read_text().splitlines():
        head, *rest = line.split()
        if head == "##":
            lists[language := rest[0]] = {}
        else:
            lists[language][head] = [word.replace("-", " ") for word in rest]
    made = []
    for _ in range(number):
        language = random.choice(list(lists))
        of = lists[language]
        letter, sign = random.choice(list(THEME_LETTERS)), random.choice("+-")
        thing, said = random.choice(of[letter]), random.choice(of[sign])
        theme, says = THEMES.index(THEME_LETTERS[letter]), SAYS.index(SIGNS[sign])
        shape = random.random()
        if shape < 0.2:
            made.append(Clause(said, says, 0, language, 0.5, 0.0))
        elif shape < 0.4:
            made.append(Clause(thing, 0, theme, language, 0.4, 0.5))
        else:
            pair = [thing, said]
            random.shuffle(pair)
            made.append(Clause(" ".join(pair), says, theme, language, 0.5, 0.5))
    return made


def frames() -> dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]]:
    """Language → things (theme, words) and sentences (sign, sentence)."""
    found = {}
    for path in sorted((ROOT / "training" / "feedback").glob("frames-*.txt")):
        things, sentences = [], []
        for line in path.read_text().splitlines()[1:]:
            if line.startswith("@"):
                things.append(tuple(line[1:].split("|", 1)))
            elif line:
                sentences.append(tuple(line.split("|", 1)))
        found[path.stem.partition("-")[2]] = (things, sentences)
    return found


def invented(random: random.Random, number: int) -> list[Clause]:
    made = []
    all_frames = frames()
    for _ in range(number):
        language = random.choice(list(all_frames))
        things, sentences = all_frames[language]
        # Themes evenly, then things; signs evenly, then sentences.
        theme = random.choice(sorted({theme for theme, _ in things}))
        thing = random.choice([one for of, one in things if of == theme])
        sign = random.choices("+-=", (10, 9, 2))[0]
        sentence = random.choice([one for of, one in sentences if of == sign])
        made.append(
            Clause(
                sentence.replace("{x}", thing),
                SAYS.index(SIGNS[sign]),
                THEMES.index(theme),
                language,
                0.5,
                0.5,
            )
        )
    return made


def praised_elsewhere() -> list[Clause]:
    """Sentences of the mails in the other languages that comment on somebody without a word of criticism."""
    lines = [(mail.language, line) for mail in corpus.all_mails() for line in mail.lines] + corpus.drills()
    return [
        Clause(line.text, SAYS.index("strength"), 0, language, 0.6, 0.0)
        for language, line in lines
        if line.tag == "feedback"
        and not line.reasons
        and language not in ("en", "de", "es")
        and not cues.criticises(line.text)
    ]


def from_mails() -> list[Clause]:
    lines = [(mail.language, line) for mail in corpus.all_mails() for line in mail.lines] + corpus.drills()
    found = []
    for language, line in lines:
        if line.reasons and line.tag in ("no", "feedback", "-"):
            theme = line.reasons[0]
            says = "remark" if theme in OUTSIDE else "gap"
            if theme in THEMES:
                # Praise and a no often share a sentence there; its sign counts less than its theme.
                found.append(Clause(line.text, SAYS.index(says), THEMES.index(theme), language, 0.3, 0.4))
        elif line.tag in NOTHING or line.tag == "no":
            found.append(Clause(line.text, 0, 0, language, 0.3, 0.05))
    return found


class Network(nn.Module):
    """The lines of onward.language.network, taught further, and two questions to each line."""

    def __init__(self, member: int) -> None:
        super().__init__()
        known = network.members()[member % len(network.members())]
        self.vectors = nn.Embedding.from_pretrained(
            torch.tensor(words.vectors(np.arange(len(words.rows()) + 1))), freeze=True
        )
        self.parts = nn.Embedding.from_pretrained(torch.tensor(known["parts"]), freeze=True)
        width = known["line"].shape[1]
        inputs = words.DIMENSIONS + known["parts"].shape[1]
        for apart, name in enumerate(LAYERS, 1):
            layer = nn.Conv1d(inputs if apart == 1 else width, width, 3, padding=apart, dilation=apart)
            with torch.no_grad():
                filters = np.stack(np.split(known[name], 3, axis=1))
                layer.weight.copy_(torch.tensor(filters.transpose(2, 1, 0).copy()))
                layer.bias.copy_(torch.tensor(known[f"{name}_bias"]))
            setattr(self, name, layer)
        self.line = nn.Linear(2 * width, width)
        with torch.no_grad():
            self.line.weight.copy_(torch.tensor(known["line"].T.copy()))
            self.line.bias.copy_(torch.tensor(known["line_bias"]))
        self.hidden = nn.Linear(2 * width + width + len(marks("")), 96)
        self.says = nn.Linear(96, len(SAYS))
        self.themes = nn.Linear(96, len(THEMES))

    def taught(self) -> list[dict[str, object]]:
        """What was learned before moves slowly, what is new faster."""
        old = [value for name in (*LAYERS, "line") for value in getattr(self, name).parameters()]
        new = [value for name in ("hidden", "says", "themes") for value in getattr(self, name).parameters()]
        return [{"params": old, "lr": 6e-4, "most": 6e-4}, {"params": new, "lr": 2e-3, "most": 2e-3}]

    def forward(self, rows: Tensor, places: Tensor, there: Tensor, shown: Tensor) -> tuple[Tensor, Tensor]:
        inside = torch.cat([self.vectors(rows), self.parts(places).sum(2)], 2)
        inside = F.dropout(inside, 0.15, self.training) * there[:, :, None]
        mask = there[:, None, :]
        once = F.relu(self.first(inside.transpose(1, 2))) * mask
        twice = once + F.relu(self.second(once)) * mask
        read = (twice + F.relu(self.third(twice)) * mask) * mask
        highest = read.masked_fill(mask == 0, -1e4).max(2)[0]
        mean = read.sum(2) / there.sum(1, keepdim=True)
        pooled = torch.cat([highest, mean], 1)
        line = F.relu(self.line(pooled))
        pooled = F.dropout(torch.cat([pooled, line], 1), 0.4, self.training)
        shown = F.dropout(shown, 0.2, self.training)
        hidden = F.dropout(F.relu(self.hidden(torch.cat([pooled, shown], 1))), 0.3, self.training)
        return self.says(hidden), self.themes(hidden)


_marks = lru_cache(maxsize=200_000)(marks)


def batch(clauses: list[Clause], random: random.Random | None = None) -> tuple[Tensor, ...]:
    rows, places, shown = [], [], []
    for one in clauses:
        text = one.text
        if random is not None:
            if random.random() < 0.25 and one.language in TO_BEGIN and one.weight >= 0.5:
                text = f"{random.choice(TO_BEGIN[one.language])} {text}"
            if random.random() < 0.1:
                text = " ".join(word for word in text.split() if random.random() > 0.1) or text
        row, place = rows_of(text)
        rows.append(row)
        places.append(place)
        shown.append(_marks(one.text))
    longest = max(map(len, rows))
    there = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])
    return (
        torch.tensor([row + [0] * (longest - len(row)) for row in rows]),
        torch.tensor([list(place) + [(0, 0, 0)] * (longest - len(place)) for place in places]),
        there,
        torch.tensor(shown),
        torch.tensor([one.says for one in clauses]),
        torch.tensor([one.theme for one in clauses]),
        torch.tensor([one.weight for one in clauses]),
        torch.tensor([one.theme_weight for one in clauses]),
    )


def train(hand: list[Clause], mails: list[Clause], seed: int, epochs: int) -> Network:
    chance = random.Random(seed)
    torch.manual_seed(seed)
    taught = Network(seed)
    learning = [value for value in taught.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(taught.taught(), weight_decay=0.05)
    themed = [one for one in mails if one.theme]
    other = [one for one in mails if not one.theme]
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * (1 - epoch / epochs) + 1e-5
        lesson = (
            hand * 3
            + invented(chance, 2200)
            + loose_words(chance, 1200)
            + chance.sample(themed, 900)
            + chance.sample(other, 700)
        )
        chance.shuffle(lesson)
        taught.train()
        for start in range(0, len(lesson), 64):
            rows, places, there, shown, says, themes, sure, sure_of_theme = batch(
                lesson[start : start + 64], chance
            )
            said, about = taught(rows, places, there, shown)
            loss = F.cross_entropy(said, says, reduction="none", label_smoothing=0.05)
            aboutness = F.cross_entropy(about, themes, reduction="none", label_smoothing=0.05)
            total = (sure * loss + sure_of_theme * aboutness).mean()
            optimiser.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimiser.step()
    taught.eval()
    return taught


def weights(taught: Network) -> dict[str, np.ndarray]:
    state = {name: value.detach().numpy() for name, value in taught.state_dict().items()}
    found = {"parts": state["parts.weight"]}
    for name in LAYERS:
        found[name], found[f"{name}_bias"] = state[f"{name}.weight"].transpose(2, 1, 0), state[f"{name}.bias"]
    for name in ("line", "hidden", "says", "themes"):
        found[name], found[f"{name}_bias"] = state[f"{name}.weight"].T, state[f"{name}.bias"]
    return found


def folds(hand: list[Clause], mails: list[Clause], epochs: int, count: int = 3) -> None:
    order = list(hand)
    random.Random(5).shuffle(order)
    confusion: Counter[tuple[str, str]] = Counter()
    right = asked = 0
    kept: list[tuple[Clause, np.ndarray, np.ndarray]] = []
    sure: list[tuple[float, int]] = []
    for fold in range(count):
        held = order[fold::count]
        taught = train([one for one in order if one not in set(held)], mails, fold, epochs)
        with torch.no_grad():
            rows, places, there, shown, *_ = batch(held)
            said, about = (one.softmax(1) for one in taught(rows, places, there, shown))
        kept += [(one, p, q) for one, p, q in zip(held, said.numpy(), about.numpy(), strict=True)]
        for clause, p, q in zip(held, said.numpy(), about.numpy(), strict=True):
            got = SAYS[p.argmax()]
            confusion[SAYS[clause.says], got] += 1
            if clause.theme and clause.says:
                sure.append((float(q.max()), int(q.argmax() == clause.theme)))
                asked += 1
                right += int(q.argmax() == clause.theme)
            if SAYS[clause.says] == "strength" and got == "gap":
                print(f"  praise as gap {p.max():.2f}", clause.language, clause.text)
            if SAYS[clause.says] == "gap" and got == "strength":
                print(f"  gap as praise {p.max():.2f}", clause.language, clause.text)
    for true in SAYS:
        print(f"{true:9}", *(f"{confusion[true, got]:5}" for got in SAYS))
    print(f"theme {right}/{asked} = {right / asked:.3f}")
    decided(kept)
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        told = [hit for chance, hit in sure if chance >= least]
        print(f"  at {least}: {sum(told) / len(told):.3f} of {len(told) / len(sure):.2f}")


def decided(kept: list[tuple[Clause, np.ndarray, np.ndarray]]) -> None:
    """What the product would say of clauses that were not learned, with its words of criticism and praise."""
    print("as the product decides, and by how sure a gap must be")
    for gap, plain, beside in ((0.6, 0.45, 0.9), (0.72, 0.45, 0.93), (0.8, 0.6, 0.95), (0.9, 0.75, 0.97)):
        points.SURE_GAP, points.SURE_PLAIN_GAP, points.SURE_BESIDE_GOOD_WORDS = gap, plain, beside
        counted = Counter(
            (SAYS[one.says], points._says(one.text, said, said, "")) for one, said, _about in kept
        )
        print(
            gap,
            plain,
            beside,
            {f"{true} as {got or 'neither'}": n for (true, got), n in sorted(counted.items())},
        )
    for one, said, _about in kept:
        if SAYS[one.says] == "strength" and points._says(one.text, said, said, "") == "gap":
            print("  still a gap:", one.text)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", action="store_true")
    asked.add_argument("--epochs", type=int, default=10)
    asked.add_argument("--members", type=int, default=3)
    given = asked.parse_args()
    torch.set_num_threads(1)
    hand, mails = singles(), from_mails()
    elsewhere = praised_elsewhere()
    print(
        len(hand),
        "clauses,",
        len(mails),
        "lines of mails",
        sum(bool(one.theme) for one in mails),
        "with a reason",
    )
    if given.folds:
        folds(hand, mails, given.epochs)
        return
    stored = {}
    for seed in range(given.members):
        for name, array in weights(train(hand + elsewhere, mails, 100 + seed, given.epochs)).items():
            if name == "parts" and seed > 1:
                continue  # as that of the member before the last
            # In small numbers: what is stored is a hundred and twenty-eighth of the largest, times a whole number.
            scale = np.float32(max(float(np.abs(array).max()), 1e-8) / 127)
            stored[f"{seed}/{name}"] = np.round(array / scale).astype(np.int8)
            stored[f"{seed}/{name}/scale"] = scale
    place = ROOT / "src" / "onward" / "feedback" / "opinion.npz"
    np.savez_compressed(place, **stored)
    print(place.name, place.stat().st_size)


if __name__ == "__main__":
    main()
