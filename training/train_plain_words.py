"""Makes src/onward/mail/plain_words.bin, a weight for each plain word: `python training/train_plain_words.py`.

A logistic regression over the words of every training mail (a search's or not), of which those count more that the words
of the gate stop, for only they are asked. Prints, cross-validated, which share of these it would let through at several
sums. Needs scipy, which the product does not; half a minute on one core.
"""

import sys
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src"), str(HERE)]

import corpus
from bench.gate import written

from onward.mail import gate, plain_words
from onward.mail.examining import fingerprint

PLACE = HERE.parent / "src/onward/mail/plain_words.bin"
#: How much a mail counts that the gate stops, and how much large weights cost.
STOPPED, PENALTY = 4.0, 2.0
FOLDS = 4
#: Steps of a weight in the table for one of the regression.
STEPS = 64.0
OTHER = ("other", "alert", "account")


def lessons() -> tuple[csr_matrix, np.ndarray, np.ndarray, np.ndarray]:
    """Cells of each mail (n × CELLS), whether it belongs to a search, whether the gate stops it, its fold."""
    cells: list[int] = []
    ends = [0]
    wanted, stopped, folds = [], [], []
    for mail in corpus.all_mails():
        subject = mail.fields.get("subject", "")
        raw = written(mail.fields.get("from", "jo@mailhost.example"), subject, mail.text, "utf-8", "8bit")
        cells += sorted(
            {plain_words.cell(word) for word in plain_words.words(subject.encode(), mail.text.encode())}
        )
        ends.append(len(cells))
        wanted.append(mail.kind not in OTHER)
        _, fields, body_at = fingerprint(raw)
        stopped.append(gate.heard(fields["from"], fields["subject"], raw, body_at) < 0)
        # All mails of a file go into one fold: their writer had the same ideas.
        folds.append(crc32(mail.source.partition(":")[0].encode()) % FOLDS)
    table = csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(wanted), plain_words.CELLS))
    return table, np.array(wanted), np.array(stopped), np.array(folds)


def learned(table: csr_matrix, wanted: np.ndarray, stopped: np.ndarray) -> np.ndarray:
    """The weights of the cells and, last, what is added to every sum."""
    sign = np.where(wanted, 1.0, -1.0)
    weight = np.where(stopped, STOPPED, 1.0)
    for side in (wanted, ~wanted):
        weight[side] /= weight[side].sum() / len(wanted)

    def cost(all_weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (table @ all_weights[:-1] + all_weights[-1])
        pull = -sign * weight / (1 + np.exp(np.clip(margin, -50, 50)))
        slope = np.append(table.T @ pull, pull.sum())
        slope[:-1] += PENALTY * all_weights[:-1]
        return (
            float((weight * np.logaddexp(0, -margin)).sum() + PENALTY / 2 * (all_weights[:-1] ** 2).sum()),
            slope,
        )

    start = np.zeros(plain_words.CELLS + 1)
    return np.asarray(minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def main() -> None:
    """Cross-validate, then learn from everything and write the table."""
    table, wanted, stopped, folds = lessons()
    sums = np.zeros(len(wanted))
    for fold in range(FOLDS):
        kept = folds != fold
        weights = learned(table[kept], wanted[kept], stopped[kept])
        sums[~kept] = table[~kept] @ np.clip(np.rint(weights[:-1] * STEPS), -127, 127)
    for share in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5):
        least = float(np.quantile(sums[stopped & wanted], 1 - share))
        others = float((sums[stopped & ~wanted] >= least).mean())
        print(f"from {least:6.0f} on: {share:.0%} of {int((stopped & wanted).sum())} of a search, "
              f"{others:.0%} of {int((stopped & ~wanted).sum())} others")  # fmt: skip
    weights = learned(table, wanted, stopped)
    cells = np.clip(np.rint(weights[:-1] * STEPS), -127, 127).astype(np.int8)
    PLACE.write_bytes(cells.tobytes())
    print(f"{np.count_nonzero(cells)} cells are used")


if __name__ == "__main__":
    main()
