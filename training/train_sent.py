"""Makes src/onward/mail/understanding/sent.npz, the reading of mail that the person sent: `python training/train_sent.py`.

Its lessons: training/sent, single sentences (XX.txt) and whole mails (XX-mails.txt), all invented, labelled y applies, i says
yes to an approach, a accepts, r refuses an approach, w withdraws, d declines an offer, - none of these. To what somebody
says yes or no, the application tells; so these are two acts. The second model learns from the mails, each read by a model
that has not seen it. Needs scipy, which the product does not; a minute on one core. Retrain it after every new network.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

sys.path[:0] = [str(Path(__file__).parent.parent / "src")]

from onward.language.wordings import BUCKETS, SEEN, meaning, rows, taken
from onward.mail.understanding.sent_mail import ACTS, in_all

LESSONS = Path(__file__).parent / "sent"
PLACE = Path(__file__).parent.parent / "src/onward/mail/understanding/sent.npz"
ACT = {"-": 0, "y": 1, "i": 2, "a": 2, "r": 3, "w": 3, "d": 3}
#: How much large weights cost, of the sentences and of the mails.
PENALTY, PENALTY_WHOLE = 8.0, 1.0
FOLDS = 5
#: How much a single sentence counts as a mail.
ALONE = 0.1
#: How much a mail counts that decides nothing: most that people send are such, few of the lessons.
OFTEN = 6.0
#: Mails that stand together in a file go into one fold, in every language: their writers had the same ideas.
TOGETHER = 3


@dataclass
class Sent:
    """A whole mail: the places of its sentences among all, and its fold."""

    fold: int
    sentences: list[int] = field(default_factory=list)


def lessons() -> tuple[list[str], list[int], list[Sent]]:
    """Sentences, their acts, and the mails among them."""
    texts: list[str] = []
    truth: list[int] = []
    mails: list[Sent] = []
    for path in sorted(LESSONS.glob("*.txt")):
        count = 0
        for line in path.read_text().splitlines():
            label, _, text = line.partition("|")
            if line.startswith("### "):
                mails.append(Sent(count // TOGETHER % FOLDS))
                count += 1
            elif label in ACT and text.strip():
                if not path.stem.endswith("-mails"):
                    mails.append(Sent(count // TOGETHER % FOLDS))
                    count += 1
                mails[-1].sentences.append(len(texts))
                texts.append(text.strip())
                truth.append(ACT[label])
    return texts, truth, [mail for mail in mails if mail.sentences]


def features(texts: list[str]) -> csr_matrix:
    """What the model of sentences sees: a row a sentence."""
    chosen = [rows(text) for text in texts]
    indices = np.concatenate([np.array(one, dtype=np.int32) for one in chosen])
    starts = np.concatenate([[0], np.cumsum([len(one) for one in chosen])])
    seen = csr_matrix((np.full(len(indices), SEEN), indices, starts), shape=(len(texts), BUCKETS))
    meant = np.array([meaning(text) for text in texts])
    network = np.concatenate([taken(texts[at : at + 500]) for at in range(0, len(texts), 500)])
    return hstack([seen, csr_matrix(meant), csr_matrix(network)]).tocsr()


def learned(
    given: csr_matrix, truth: np.ndarray, penalty: float, count: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias of a softmax; `count` is how much each lesson counts."""
    often = np.ones(len(truth)) if count is None else count
    target = np.eye(len(ACTS))[truth]
    width, kinds = given.shape[1], len(ACTS)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[: width * kinds].reshape(width, kinds), flat[width * kinds :]
        chances = chances_of(given, weights, bias)
        cost = -(often * np.log((chances * target).sum(1) + 1e-12)).sum() + penalty / 2 * (weights**2).sum()
        back = (chances - target) * often[:, None]
        slope = np.asarray(given.T @ back) + penalty * weights
        return cost, np.concatenate([slope.ravel(), back.sum(0)])

    start = np.zeros((width + 1) * kinds)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return found[: width * kinds].reshape(width, kinds), found[width * kinds :]


def chances_of(given: csr_matrix, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    logits = given @ weights + bias
    logits = np.exp(logits - logits.max(1, keepdims=True))
    return logits / logits.sum(1, keepdims=True)


def main() -> None:
    texts, said, mails = lessons()
    given, truth = features(texts), np.array(said)
    fold = np.full(len(texts), -1)
    for mail in mails:
        fold[mail.sentences] = mail.fold
    chances = np.zeros((len(texts), len(ACTS)))
    for number in range(FOLDS):
        rest = fold != number
        chances[~rest] = chances_of(given[~rest], *learned(given[rest], truth[rest], PENALTY))
    whole = np.array(
        [in_all(chances[mail.sentences], " ".join(texts[at] for at in mail.sentences)) for mail in mails]
    )
    acts = np.array([int(truth[mail.sentences].max()) for mail in mails])
    # A sentence by itself is a short mail too, but there are few of these.
    whole_mail = np.array([len(mail.sentences) > 1 for mail in mails])
    count = np.where(whole_mail, np.where(acts == 0, OFTEN, 1.0), ALONE)
    mean, spread = whole.mean(0), whole.std(0) + 1e-6
    signs = csr_matrix((whole - mean) / spread)
    folds = np.array([mail.fold for mail in mails])
    held = np.zeros((len(mails), len(ACTS)))
    for number in range(FOLDS):
        rest = folds != number
        held[~rest] = chances_of(signs[~rest], *learned(signs[rest], acts[rest], PENALTY_WHOLE, count[rest]))
    for bound in (0.4, 0.5, 0.6, 0.7, 0.8):
        parts = [
            f"{name} {np.sum((held[:, act] >= bound) & (acts == act) & whole_mail)} right of"
            f" {np.sum((held[:, act] >= bound) & whole_mail)} said, {np.sum((acts == act) & whole_mail)} there"
            for act, name in enumerate(ACTS[1:], 1)
        ]
        print(f"mails left out, from {bound} on:", "; ".join(parts))
    weights, bias = learned(given, truth, PENALTY)
    ways, ways_bias = learned(signs, acts, PENALTY_WHOLE, count)
    behind = BUCKETS + len(meaning(""))
    np.savez_compressed(
        PLACE,
        seen=weights[:BUCKETS].astype(np.float16),
        meant=weights[BUCKETS:behind].astype(np.float16),
        taken=weights[behind:].astype(np.float16),
        bias=bias.astype(np.float16),
        mean=mean.astype(np.float32),
        spread=spread.astype(np.float32),
        whole=ways.astype(np.float32),
        whole_bias=ways_bias.astype(np.float32),
    )
    print(f"{len(texts)} sentences, {len(mails)} mails, {PLACE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
