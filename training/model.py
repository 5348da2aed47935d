"""The network of onward.language.network, as torch trains it."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onward.language import words
from onward.language.network import BUCKETS, KINDS, TAGS, WORDS, parts
from onward.language.reasons import CODES
from onward.language.tokens import tokens

FACTS = 6
#: Empty words after each line, so that no filter sees two lines at once.
BETWEEN = 3
#: Numbers in a sentence's meaning.
MEANING = 128


class Network(nn.Module):
    """Sentences to tags and reasons, mails to kinds; `width` channels everywhere, `learned` numbers a word part."""

    def __init__(self, width: int = 160, learned: int = 32) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(
            torch.tensor(words.vectors(np.arange(len(words.rows()) + 1))), freeze=True
        )
        self.parts = nn.Embedding(BUCKETS, learned, padding_idx=0)
        nn.init.normal_(self.parts.weight, 0, 0.1)
        with torch.no_grad():
            self.parts.weight[0] = 0
        self.first = nn.Conv1d(words.DIMENSIONS + learned, width, 3, padding=1)
        self.second = nn.Conv1d(width, width, 3, padding=2, dilation=2)
        self.third = nn.Conv1d(width, width, 3, padding=3, dilation=3)
        self.line = nn.Linear(2 * width, width)
        self.attention = nn.Linear(width, 1)
        self.context = nn.Conv1d(width, width, 3, padding=1)
        self.whole = nn.Linear(width, width)
        self.tags = nn.Linear(2 * width, len(TAGS))
        self.reasons = nn.Linear(2 * width, len(CODES) + 1)
        self.tells = nn.Linear(2 * width, 2)
        self.hidden = nn.Linear(3 * width + 2 * len(TAGS) + FACTS, 128)
        self.kinds = nn.Linear(128, len(KINDS))
        # What a large encoder makes of the line; only training asks it (see meanings.py).
        self.meaning = nn.Linear(width, MEANING, bias=False)
        self.forget = nn.Dropout(0.3)
        self.forget_some = nn.Dropout(0.15)

    def forward(self, batch: "Batch", without: float = 0.0) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Logits of tags, reasons and what each line of a no tells (mails × lines × …), logits of kinds, and the meaning
        of each line (lines × MEANING).

        The last column of the reasons is "names a cause", whatever it is; what a line tells is "why, or what to do
        better" and "something to this person"; `without` is the share of words left out.
        """
        lines = self._lines(batch, without)
        x = lines[batch.index] * batch.there[:, :, None]
        attention = self.attention(x).squeeze(2).masked_fill(~batch.there, -1e4).softmax(1)[:, :, None]
        whole = (x * attention).sum(1)
        context = self.context(x.transpose(1, 2)).transpose(1, 2) + self.whole(whole)[:, None]
        context = F.relu(context) * batch.there[:, :, None]
        both = self.forget(torch.cat([x, context], 2))
        tags, reasons = self.tags(both), self.reasons(both)
        chances = tags.softmax(2) * batch.there[:, :, None]
        body = chances[:, 1:] if chances.shape[1] > 1 else chances
        summed = torch.cat(
            [
                context.max(1)[0], (context * attention).sum(1), x[:, 0], body.max(1)[0], chances[:, 0],
                batch.facts,
            ],
            1,
        )  # fmt: skip
        kinds = self.kinds(F.relu(self.hidden(self.forget(summed))))
        return tags, reasons, self.tells(both), kinds, self.meaning(lines)

    def _lines(self, batch: "Batch", without: float) -> Tensor:
        """A vector of each line; all lines lie in one row of words, BETWEEN empty words after each."""
        there = batch.hashed[:, :1] > 0
        rows, hashed = batch.rows, batch.hashed
        if without:
            kept = torch.rand(rows.shape) > without
            rows, hashed = rows * kept, hashed * kept[:, None]
        inside = torch.cat([self.vectors(rows), self.parts(hashed).sum(1)], 1)
        inside = (self.forget_some(inside) * there).T[None]
        once = F.relu(self.first(inside)) * there.T
        twice = once + F.relu(self.second(once)) * there.T
        read = (twice + F.relu(self.third(twice)) * there.T)[0].T
        nothing = torch.zeros(len(batch.lengths), read.shape[1])
        highest = nothing.index_reduce(0, batch.owner, read, "amax")
        mean = nothing.index_add(0, batch.owner, read) / batch.lengths[:, None]
        return F.relu(self.line(self.forget(torch.cat([highest, mean], 1))))

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as network.py wants them."""
        found = {"parts": self.parts.weight}
        for name in ("first", "second", "third", "context"):
            layer = getattr(self, name)
            found |= {name: layer.weight.permute(2, 1, 0), f"{name}_bias": layer.bias}
        for name in ("line", "attention", "whole", "tags", "reasons", "tells", "hidden", "kinds"):
            layer = getattr(self, name)
            found |= {name: layer.weight.T, f"{name}_bias": layer.bias}
        return {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}


class Batch:
    """Some mails as tensors; a mail is its lines (the subject first) and its facts."""

    _known: dict[str, tuple[list[int], list[tuple[int, int, int]]]] = {}

    def __init__(self, mails: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> None:
        self.texts = [line for mail, _ in mails for line in mail]
        lines = [self._encoded(line) for line in self.texts]
        most = max(len(mail) for mail, _ in mails)
        lengths = [len(known) for known, _ in lines]
        rows = np.array([row for known, _ in lines for row in (*known, *[0] * BETWEEN)])
        hashed = np.array([piece for _, pieces in lines for piece in (*pieces, *[(0, 0, 0)] * BETWEEN)])
        self.owner = torch.tensor(np.repeat(np.arange(len(lines)), np.array(lengths) + BETWEEN))
        self.lengths = torch.tensor(lengths).clamp(min=1)
        index = np.zeros((len(mails), most), np.int64)
        there = np.zeros((len(mails), most), bool)
        start = 0
        for number, (mail, _) in enumerate(mails):
            index[number, : len(mail)] = np.arange(start, start + len(mail))
            there[number, : len(mail)] = True
            start += len(mail)
        self.rows, self.hashed = torch.tensor(rows), torch.tensor(hashed)
        self.index, self.there = torch.tensor(index), torch.tensor(there)
        self.facts = torch.tensor([facts for _, facts in mails], dtype=torch.float32)

    @classmethod
    def _encoded(cls, line: str) -> tuple[list[int], list[tuple[int, int, int]]]:
        found = cls._known.get(line)
        if found is None:
            known = words.rows()
            names = tokens(line)[:WORDS]
            found = [known.get(word, 0) for word in names], [parts(word) for word in names]
            cls._known[line] = found
        return found
