"""Teaches the reader of employers and roles, and writes names.npz into the package. Needs torch.

Run: python -m training.train_names [--measure]

First a tagger learns from all mails but a fifth of the files *-b to *-e and *-i to *-k; with that fifth the signs of candidates are
weighed and the answers measured. Then, without --measure, a tagger that learns from all mails takes its place.
"""

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from training.corpus import read
from training.name_judging import by_language, cases, learn, line, verdicts
from training.name_lessons import IGNORED, Letter, held_out, letter, marked, varied
from training.name_variants import filled, run_together
from training.names import Sample, sample, variants
from training.role_inventions import Titles

from onward.language import words
from onward.mail.understanding import employers, name_tagger, pages, roles
from onward.mail.understanding.name_tagger import POOLED, STEPS, TAGS
from onward.mail.understanding.pages import FLAGS, PARTS, TABLES

OUT = Path(__file__).parents[1] / "src/onward/mail/understanding/names.npz"
MAILS = Path(__file__).parent / "mails"
#: Kinds of mail that are about no employer and no role of their reader.
NAMELESS = ("other", "alert", "account")
SIZE = 64
ROUNDS = 14
BATCH = 24
#: How often each part of a word is taken away: names of tomorrow are unknown words.
UNKNOWN = (0.15, 0.45, 0.15, 0.15, 0.0, 0.0)
#: How often all but the shape is taken away, of words with capitals and of others: what stands around must do.
HIDDEN = (torch.tensor(0.25), torch.tensor(0.03))
SHAPE = 4
DROPPED = 0.2
GAP = max(STEPS) + 1


class Tagger(nn.Module):
    """The network of name_tagger.py, on many pages in one row with gaps of `GAP` empty places between them."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("known", torch.tensor(words.vectors(np.arange(len(words.rows()) + 1))))
        self.vector = nn.Linear(words.DIMENSIONS, SIZE, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(size, SIZE) for size in TABLES)
        self.flags = nn.Linear(FLAGS, SIZE)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.pool = nn.Linear(SIZE, SIZE)
        self.layers = nn.ModuleList(nn.Linear(3 * SIZE, SIZE) for _ in STEPS)
        self.out = nn.Linear(SIZE, TAGS)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, parts: Tensor, flags: Tensor, real: Tensor, mail: Tensor) -> Tensor:
        """Scores (n × TAGS) for parts (n × PARTS), flags (n × FLAGS), real (n × 1: 1 for a word, 0 for a gap) and the
        number of the mail that a word is of (n)."""
        kept = torch.ones(1, PARTS)
        if self.training:
            capital = (parts[:, SHAPE] >= 5) & (parts[:, SHAPE] <= 9)
            hidden = torch.rand(len(parts)) < torch.where(capital, *HIDDEN)
            kept = ((torch.rand(len(parts), PARTS) > torch.tensor(UNKNOWN)) & ~hidden[:, None]).float()
            kept[:, SHAPE] = 1.0
        x = self.vector(self.known[parts[:, 0]]) * kept[:, :1] + self.flags(flags)
        for number, table in enumerate(self.tables, 1):
            x = x + table(parts[:, number]) * kept[:, number : number + 1]
        x = self.drop(torch.relu(x)) * real
        sizes = torch.zeros(int(mail[-1]) + 1, 1).index_add(0, mail, real)
        for number, (step, layer) in enumerate(zip(STEPS, self.layers, strict=True)):
            beside = torch.cat((torch.roll(x, step, 0), x, torch.roll(x, -step, 0)), 1)
            x = x + torch.relu(layer(beside)) * real
            if number == POOLED:
                mean = torch.zeros(len(sizes), SIZE).index_add(0, mail, x) / sizes
                x = x + torch.relu(self.pool(mean))[mail] * real
            x = self.drop(x)
        return self.out(x)


def joined(lessons: list[tuple[pages.Page, np.ndarray, float]]) -> tuple[Tensor, ...]:
    """Pages in one row: parts, flags, real, mail, tags, weight."""
    parts, flags, real, mail, tags, weight = [], [], [], [], [], []
    for number, (page, marks, counts) in enumerate(lessons):
        n = len(page.tokens)
        parts += [page.parts, np.zeros((GAP, PARTS), np.int32)]
        flags += [page.flags, np.zeros(GAP, np.uint32)]
        real += [np.ones(n, np.float32), np.zeros(GAP, np.float32)]
        mail.append(np.full(n + GAP, number))
        tags += [marks, np.full(GAP, IGNORED)]
        weight += [np.full(n, counts, np.float32), np.zeros(GAP, np.float32)]
    bits = np.concatenate(flags)[:, None] >> np.arange(FLAGS, dtype=np.uint32) & 1
    return (
        torch.tensor(np.concatenate(parts)).long(),
        torch.tensor(bits.astype(np.float32)),
        torch.tensor(np.concatenate(real))[:, None],
        torch.tensor(np.concatenate(mail)),
        torch.tensor(np.concatenate(tags)),
        torch.tensor(np.concatenate(weight)),
    )


def samples(without: int | None) -> tuple[list[Sample], list[Sample]]:
    """The mails to learn from, and those of the fifth that is kept for measuring (of the files *-b to *-e and *-i to *-k)."""
    taught, kept = [], []
    for path in sorted(MAILS.glob("*.txt")):
        if path.stem.endswith("-names-3"):
            continue  # Their roles are shorter than real mail's are labelled (FORMAT.md).
        lines = path.read_text(encoding="utf-8").splitlines()
        for mail in read(path):
            if path.stem.startswith("life-") and mail.kind not in NAMELESS and not mail.fields.get("company"):
                continue  # What it names is not told.
            header = lines[int(mail.source.partition(":")[2]) - 1].strip()
            later = path.stem[-2:] in ("-b", "-c", "-d", "-e", "-i", "-j", "-k") or path.stem.startswith(
                "untagged"
            )
            (kept if later and without is not None and held_out(header, without) else taught).append(
                sample(mail)
            )
    return taught, kept


def train(taught: list[Sample], seed: int = 1, rounds: int = ROUNDS) -> Tagger:
    """A tagger that has learnt from the mails."""
    torch.manual_seed(seed)
    pick = random.Random(seed)
    letters = [letter(one) for one in taught]
    companies: dict[str, list[str]] = defaultdict(list)
    for one in letters:
        if one.company:
            companies[one.language].append(one.company)
    titles = Titles((one.language, one.role) for one in letters if one.role)
    made = [letter(one) for one in (*filled(taught, each=6), *run_together(taught))]
    model = Tagger()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-2)
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    steps = rounds * ((len(letters) + len(made) // 2) // BATCH + 1)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, n / 100) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, n / steps)))
    )
    for turn in range(rounds):
        began = time.perf_counter()
        order: list[Letter] = letters + pick.sample(made, len(made) // 2)
        pick.shuffle(order)
        total = count = 0.0
        model.train()
        for start in range(0, len(order), BATCH):
            lessons = []
            for one in order[start : start + BATCH]:
                new = varied(pick, one, companies, titles) if pick.random() < 0.85 else one
                page = pages.page(new.name, new.address, new.subject, new.text)
                if page.tokens:
                    lessons.append((page, marked(page, new.company, new.role), new.weight))
            parts, flags, real, mail, tags, weight = joined(lessons)
            losses = nn.functional.cross_entropy(
                model(parts, flags, real, mail), tags, ignore_index=IGNORED, reduction="none"
            )
            loss = (losses * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            plan.step()
            mean.update_parameters(model)
            total += float(loss.detach())
            count += 1
        print(f"round {turn + 1}: loss {total / count:.4f}, {time.perf_counter() - began:.0f} s", flush=True)
    return mean.module.eval()


def stored(model: Tagger) -> dict[str, np.ndarray]:
    """The weights as name_tagger.py reads them."""
    take = lambda tensor: tensor.detach().numpy().astype(np.float16)  # noqa: E731
    found = {
        "vector": take(model.vector.weight.T),
        "flags": take(model.flags.weight.T),
        "bias": take(model.flags.bias),
        "pool": take(model.pool.weight.T),
        "pool_bias": take(model.pool.bias),
        "out": take(model.out.weight.T),
        "out_bias": take(model.out.bias),
    }
    for number, table in enumerate(model.tables, 1):
        found[f"part{number}"] = take(table.weight)
    for number, layer in enumerate(model.layers):
        found[f"layer{number}"] = take(layer.weight.T)
        found[f"bias{number}"] = take(layer.bias)
    return found


def write(models: Sequence[Tagger], weights: dict[str, np.ndarray]) -> None:
    """Put the taggers and the weights of the signs into the package, and let them be read anew."""
    arrays = {
        f"{member}/{name}": array
        for member, model in enumerate(models)
        for name, array in stored(model).items()
    }
    np.savez_compressed(OUT, **arrays, **weights)
    name_tagger.learnt.cache_clear()
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


def judged(kept: list[Sample]) -> dict[str, np.ndarray]:
    """The weights of the signs, learnt from mails that the tagger has not seen; prints how well that goes."""
    pick = random.Random(5)
    others = [pick.choice(made) for one in kept if len(made := variants(one)[1:])]
    weights = {}
    for question in ("employer", "role"):
        found = cases(question, kept)
        more = cases(question, filled(kept, each=6) + others)
        parts = [learn([case for n, case in enumerate(found) if n % 5 != part] + more) for part in range(5)]
        print(question)
        for sure in (0.4, 0.5, 0.6, 0.7, 0.8):
            print(f"  sure {sure}: {line(verdicts(question, found, lambda n: parts[n % 5], sure))}")  # noqa: B023
        sure = employers.SURE if question == "employer" else roles.SURE
        print(by_language(found, verdicts(question, found, lambda n: parts[n % 5], sure)))  # noqa: B023
        weights[question] = learn(found + more)
    return weights


def main() -> None:
    torch.set_num_threads(1)
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--without", type=int, default=0, help="the fifth that is kept for measuring, 0 to 4"
    )
    options.add_argument("--measure", action="store_true", help="do not learn from the kept mails at the end")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = options.parse_args()
    taught, kept = samples(chosen.without)
    print(f"{len(taught)} mails to learn from, {len(kept)} kept")
    first = train(taught, rounds=chosen.rounds)
    write([first], {})
    write([first], weights := judged(kept))
    if not chosen.measure:
        # One member has seen all mails, one all but the kept: together they err less than either.
        write([train(taught + kept, rounds=chosen.rounds), first], weights)


if __name__ == "__main__":
    main()
