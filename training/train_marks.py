"""Makes src/onward/rejections/marks.npz, the second reading of single sentences: `python training/train_marks.py`.

Its lessons: training/marks, which count several times, every other tagged sentence of the training mails that say no, and the
drills of the tags that stand in such mails. What a tag and its reasons say is turned into the three kinds, unless
training/marks says better what the sentence is. Nothing of the exam, and no real mail, goes in. `--folds` leaves a fifth of
training/marks out, writes nothing and reports on it.
Needs scipy, which the product does not; three minutes on one core.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
import corpus
from corpus import Line

from onward.language.reasons import SAY_NOTHING
from onward.rejections.manners import _SEEN, BUCKETS, KINDS, meaning, rows, taken

PLACE = Path(__file__).parent.parent / "src/onward/rejections/marks.npz"
#: How often a sentence of training/marks counts.
WEIGHT = 4.0
#: How much large weights cost.
PENALTY = 8.0
TAGS = ("no", "no_if", "thanks", "keep", "wish", "received", "next", "feedback", "hold")
SHORT = {"s": "stock", "p": "personal", "i": "informative"}


def kind_of(line: Line) -> str:
    """What a tagged line is: a usable reason, or something on how this person did, tells something."""
    return "informative" if set(line.reasons) - SAY_NOTHING or line.tag == "feedback" else "stock"


@dataclass(frozen=True)
class Lesson:
    """A sentence with its kind; `place` is its number in training/marks, -1 for one of the mails."""

    text: str
    kind: int
    language: str
    place: int = -1


def lessons() -> list[Lesson]:
    """Every sentence that is learned."""
    marked = corpus.marked()
    known = corpus.marks()
    found = [
        Lesson(line.text, KINDS.index(kind_of(line)), mail.language)
        for mail in corpus.all_mails()
        if mail.kind == "rejection"
        for line in mail.lines
        if line.tag != corpus.UNTAGGED and line.text not in known
    ]
    found += [
        Lesson(line.text, KINDS.index(kind_of(line)), language)
        for language, line in corpus.drills()
        if line.tag in TAGS and line.text not in known
    ]
    found += [
        Lesson(text, KINDS.index(SHORT[mark]), language, place)
        for place, ((language, text), mark) in enumerate(marked.items())
        if mark != corpus.OPEN
    ]
    return found


def features(texts: list[str]) -> csr_matrix:
    """What the model sees: a row a sentence."""
    chosen = [rows(text) for text in texts]
    indices = np.concatenate([np.array(one, dtype=np.int32) for one in chosen])
    starts = np.concatenate([[0], np.cumsum([len(one) for one in chosen])])
    seen = csr_matrix((np.full(len(indices), _SEEN), indices, starts), shape=(len(texts), BUCKETS))
    meant = np.array([meaning(text) for text in texts])
    network = np.concatenate([taken(texts[at : at + 500]) for at in range(0, len(texts), 500)])
    return hstack([seen, csr_matrix(meant), csr_matrix(network)]).tocsr()


def learned(
    taught: list[Lesson], weight: float = WEIGHT, penalty: float = PENALTY
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias. Each kind counts as much as any other, however many sentences it has."""
    given = features([one.text for one in taught])
    target = np.zeros((len(taught), len(KINDS)))
    target[np.arange(len(taught)), [one.kind for one in taught]] = 1
    counts = np.array([weight if one.place >= 0 else 1.0 for one in taught])
    counts = counts * (target @ (len(taught) / (len(KINDS) * target.sum(0))))
    width, kinds = given.shape[1], len(KINDS)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[: width * kinds].reshape(width, kinds), flat[width * kinds :]
        logits = given @ weights + bias
        logits -= logits.max(1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(1, keepdims=True)
        cost = -(counts * np.log((chances * target).sum(1) + 1e-12)).sum() + penalty / 2 * (weights**2).sum()
        back = (chances - target) * counts[:, None]
        slope = np.asarray(given.T @ back) + penalty * weights
        return cost, np.concatenate([slope.ravel(), back.sum(0)])

    found = minimize(
        loss, np.zeros((width + 1) * kinds), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    return found.x[: width * kinds].reshape(width, kinds), found.x[width * kinds :]


def folds(taught: list[Lesson]) -> None:
    """How well the sentences of training/marks that were left out are read: precision/recall of each kind."""
    for weight, penalty in ((WEIGHT, PENALTY), (WEIGHT, PENALTY / 3), (WEIGHT, 3 * PENALTY)):
        held = [one for one in taught if one.place >= 0 and one.place % 5 == 0]
        rest = [one for one in taught if one.place < 0 or one.place % 5]
        weights, bias = learned(rest, weight, penalty)
        said = (features([one.text for one in held]) @ weights + bias).argmax(1)
        true = np.array([one.kind for one in held])
        english = np.array([one.language == "en" for one in held])
        for language, chosen in (("en", english), ("others", ~english)):
            got, right = said[chosen], true[chosen]
            parts = [
                f"{kind} {np.mean(right[got == at] == at):.3f}/{np.mean(got[right == at] == at):.3f}"
                for at, kind in enumerate(KINDS)
            ]
            print(f"weight {weight} penalty {penalty:.2f} {language:7}", *parts, flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", action="store_true")
    taught = lessons()
    if asked.parse_args().folds:
        folds(taught)
        return
    weights, bias = learned(taught)
    behind = BUCKETS + len(meaning(""))
    np.savez_compressed(
        PLACE,
        seen=weights[:BUCKETS].astype(np.float16),
        meant=weights[BUCKETS:behind].astype(np.float16),
        taken=weights[behind:].astype(np.float16),
        bias=bias.astype(np.float16),
    )
    print(f"{len(taught)} sentences, {PLACE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
