"""Makes src/onward/rejections/marks.npz, the second reading of single sentences: `python training/train_marks.py`.

Its lessons: every tagged sentence of the training mails that say no, the drills of the tags that stand in such mails,
and training/marks, which count several times. What a tag and its reasons say is turned into the three kinds. Nothing
of the exam, and no real mail, goes in. Three minutes on one core.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
import corpus
from corpus import Line

from onward.language.reasons import SAY_NOTHING
from onward.rejections.manners import _SEEN, BUCKETS, KINDS, meaning, rows

MARKS = Path(__file__).parent / "marks"
PLACE = Path(__file__).parent.parent / "src/onward/rejections/marks.npz"
#: How often a sentence of training/marks counts.
WEIGHT = 4.0
#: How much large weights cost.
PENALTY = 1.0
TAGS = ("no", "no_if", "thanks", "keep", "wish", "received", "next", "feedback", "hold")
SHORT = {"s": "stock", "p": "personal", "i": "informative"}
LABELS = SHORT | {name: name for name in SHORT.values()}


def kind_of(line: Line) -> str:
    """What a tagged line is: a usable reason tells something, a comment without one is for this person."""
    if set(line.reasons) - SAY_NOTHING or (line.tag == "feedback" and line.reasons):
        return "informative"
    return "personal" if line.tag == "feedback" else "stock"


def lessons() -> list[tuple[str, str, float]]:
    """(sentence, kind, how often it counts)."""
    found = [
        (line.text, kind_of(line), 1.0)
        for mail in corpus.all_mails()
        if mail.kind == "rejection"
        for line in mail.lines
        if line.tag != corpus.UNTAGGED
    ]
    found += [(line.text, kind_of(line), 1.0) for _, line in corpus.drills() if line.tag in TAGS]
    for path in sorted(MARKS.glob("*.txt")):
        for raw in path.read_text().splitlines():
            if raw and not raw.startswith("#"):
                label, _, text = raw.partition("|")
                found.append((text, LABELS[label.partition(",")[0]], WEIGHT))
    return found


def main() -> None:
    taught = lessons()
    chosen = [rows(text) for text, _, _ in taught]
    indices = np.concatenate([np.array(one, dtype=np.int32) for one in chosen])
    starts = np.concatenate([[0], np.cumsum([len(one) for one in chosen])])
    seen = csr_matrix((np.full(len(indices), _SEEN), indices, starts), shape=(len(taught), BUCKETS))
    given = hstack([seen, csr_matrix(np.array([meaning(text) for text, _, _ in taught]))]).tocsr()
    target = np.zeros((len(taught), len(KINDS)))
    target[np.arange(len(taught)), [KINDS.index(kind) for _, kind, _ in taught]] = 1
    counts = np.array([count for _, _, count in taught])
    # Each kind counts as much as any other, however many sentences it has.
    counts = counts * (target @ (len(taught) / (len(KINDS) * target.sum(0))))
    width, kinds = given.shape[1], len(KINDS)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[: width * kinds].reshape(width, kinds), flat[width * kinds :]
        logits = given @ weights + bias
        logits -= logits.max(1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(1, keepdims=True)
        cost = -(counts * np.log((chances * target).sum(1) + 1e-12)).sum() + PENALTY / 2 * (weights**2).sum()
        back = (chances - target) * counts[:, None]
        slope = np.asarray(given.T @ back) + PENALTY * weights
        return cost, np.concatenate([slope.ravel(), back.sum(0)])

    found = minimize(
        loss, np.zeros((width + 1) * kinds), jac=True, method="L-BFGS-B", options={"maxiter": 250}
    )
    weights, bias = found.x[: width * kinds].reshape(width, kinds), found.x[width * kinds :]
    np.savez_compressed(
        PLACE,
        seen=weights[:BUCKETS].astype(np.float16),
        meant=weights[BUCKETS:].astype(np.float16),
        bias=bias.astype(np.float16),
    )
    print(f"{len(taught)} sentences, {PLACE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
