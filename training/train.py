"""Trains the two models of the understanding and prints how well they do on mails that they have not seen.

`python training/train.py` cross-validates and writes sentences.npz and messages.npz; `--folds 0` skips the
cross-validation, `--dry` writes nothing. Needs scikit-learn, which the product does not.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
import corpus
from corpus import KINDS, TAGS, Mail

from onward.mail.understanding import message_features, sentence_model
from onward.mail.understanding.features import BUCKETS
from onward.mail.understanding.kinds import outline_of
from onward.mail.understanding.sentence_model import SentenceModel, vector
from onward.mail.understanding.words import DIMENSIONS

assert tuple(TAGS) == sentence_model.TAGS
PLACE = Path(__file__).parent.parent / "src/onward/mail/understanding"


def sentence_matrix(texts: list[str]) -> csr_matrix:
    parts = [vector(text) for text in texts]
    sparse = csr_matrix(
        (
            np.concatenate([values for _, values, _ in parts]),
            np.concatenate([indices for indices, _, _ in parts]),
            np.cumsum([0] + [len(indices) for indices, _, _ in parts]),
        ),
        shape=(len(parts), BUCKETS),
    )
    return hstack([sparse, csr_matrix(np.stack([direction for _, _, direction in parts]))]).tocsr()


def fit_sentences(matrix: csr_matrix, tags: np.ndarray) -> SentenceModel:
    """A softmax over the tags; a bucket seen less than three times is left out."""
    seen = np.flatnonzero(np.concatenate([matrix[:, :BUCKETS].getnnz(0) >= 3, np.ones(DIMENSIONS, bool)]))
    model = LogisticRegression(C=3, max_iter=80, tol=3e-3).fit(matrix[:, seen], tags)
    order = [list(model.classes_).index(tag) for tag in TAGS]
    weights = np.zeros((BUCKETS + DIMENSIONS, len(TAGS)), dtype=np.float32)
    weights[seen] = model.coef_[order].T
    return SentenceModel(weights[:BUCKETS], weights[BUCKETS:], model.intercept_[order].astype(np.float32))


def lengthened(mail: Mail, ballast: dict[str, list[str]], chance: random.Random) -> Mail:
    """The mail with ballast of other mails of its language around it, as big employers send it."""
    lines = ballast[mail.language]
    above, below = chance.randint(0, 2), chance.randint(2, 14)
    picked = chance.sample(lines, min(len(lines), above + below))
    text = "\n".join([*picked[:above], mail.text, *picked[above:]])
    return replace(mail, text=text)


def message_matrix(mails: list[Mail], model_of: list[SentenceModel]) -> csr_matrix:
    dense, rows, columns, values = [], [], [], []
    for row, (mail, model) in enumerate(zip(mails, model_of, strict=True)):
        outline = outline_of(mail.fields.get("from", ""), mail.fields.get("subject", ""), mail.text, {})
        subject = model.probabilities([outline.subject])
        body = model.probabilities(outline.sentences)
        dense.append(message_features.dense(outline, subject, body))
        for column, value in message_features.hashed(outline).items():
            rows.append(row)
            columns.append(column)
            values.append(value)
    sparse = csr_matrix((values, (rows, columns)), shape=(len(mails), message_features.BUCKETS))
    return hstack([csr_matrix(np.stack(dense) * 2), sparse]).tocsr()


def fit_messages(matrix: csr_matrix, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias: the first column tells whether a mail belongs to a search, the others its kind if so."""
    belongs = kinds != "other"
    relevance = LogisticRegression(C=4, max_iter=400, tol=1e-3).fit(matrix, belongs)
    model = LogisticRegression(C=4, max_iter=400, tol=1e-3).fit(matrix[belongs], kinds[belongs])
    order = [list(model.classes_).index(kind) for kind in KINDS[:-1]]
    weights = np.vstack([relevance.coef_, model.coef_[order]]).T
    bias = np.concatenate([relevance.intercept_, model.intercept_[order]])
    return weights.astype(np.float32), bias.astype(np.float32)


def softmax(logits: np.ndarray) -> np.ndarray:
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def chances(logits: np.ndarray) -> np.ndarray:
    """Probabilities of KINDS from the logits of both message models."""
    belongs = 1 / (1 + np.exp(-logits[:, :1]))
    return np.hstack([belongs * softmax(logits[:, 1:]), 1 - belongs])


def report(truth: np.ndarray, found: np.ndarray, names: list[str]) -> None:
    print(f"{'':16}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}")
    for name in names:
        hit = int(((truth == name) & (found == name)).sum())
        n, given = int((truth == name).sum()), int((found == name).sum())
        if n:
            print(f"{name:16}{n:6}{hit / max(1, given):11.3f}{hit / n:8.3f}{2 * hit / (n + given):7.3f}")
    print(f"accuracy {np.mean(truth == found):.3f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", type=int, default=3)
    options.add_argument("--dry", action="store_true")
    options.add_argument("--errors", type=int, default=0, help="print this many faults of the cross-validation")
    chosen = options.parse_args()
    mails = corpus.all_mails()
    drills = [line for _, line in corpus.drills()]
    # The sentences of mail that is not about a search are left out: what they do there they would not do here.
    # Whether a mail is about a search at all is for the message model to say.
    lines = [line for mail in mails if mail.kind != "other" for line in mail.lines]
    owner = np.array([number for number, mail in enumerate(mails) if mail.kind != "other" for _ in mail.lines])
    print(f"{len(mails)} mails, {len(lines)} sentences in them, {len(drills)} drills", flush=True)
    start = time.monotonic()
    matrix = sentence_matrix([line.text for line in lines + drills])
    tags = np.array([line.tag for line in lines + drills])
    owners = np.concatenate([owner, np.full(len(drills), -1)])
    kinds = np.array([mail.kind for mail in mails])
    # Whoever judges a mail must not have learned from its sentences: out-of-fold models stand in for each mail.
    model_of: list[SentenceModel | None] = [None] * len(mails)
    folds = list(KFold(max(3, chosen.folds), shuffle=True, random_state=1).split(np.arange(len(mails))))
    found = np.empty(len(tags), dtype=object)
    for train, test in folds:
        mask = ~np.isin(owners, test)
        model = fit_sentences(matrix[mask], tags[mask])
        rows = np.flatnonzero(np.isin(owners, test))
        weights = np.vstack([model.sparse, model.directions])
        found[rows] = np.array(TAGS)[np.asarray(matrix[rows] @ weights + model.bias).argmax(axis=1)]
        for number in test:
            model_of[number] = model
    inside = owners >= 0
    print(f"sentences, cross-validated ({time.monotonic() - start:.0f} s)")
    report(tags[inside], found[inside], list(TAGS))
    chance = random.Random(7)
    ballast: dict[str, list[str]] = defaultdict(list)
    for mail in mails:
        if mail.kind != "other":
            ballast[mail.language] += [line.text for line in mail.lines if line.tag in ("-", "keep", "account")]
    more = [lengthened(mail, ballast, chance) for mail in mails if mail.kind not in ("other", "alert")]
    more_of = [model_of[number] for number, mail in enumerate(mails) if mail.kind not in ("other", "alert")]
    more_index = np.array([number for number, mail in enumerate(mails) if mail.kind not in ("other", "alert")])
    everything = message_matrix(mails, model_of)  # type: ignore[arg-type]
    longer = message_matrix(more, more_of)  # type: ignore[arg-type]
    if chosen.folds:
        probability = np.zeros((len(mails), len(KINDS)))
        for train, test in folds:
            also = np.isin(more_index, train)
            weights, bias = fit_messages(
                vstack([everything[train], longer[also]]).tocsr(), np.concatenate([kinds[train], kinds[more_index[also]]])
            )
            probability[test] = chances(everything[test] @ weights + bias)
        guess = np.array(KINDS)[probability.argmax(axis=1)]
        print("messages, cross-validated")
        report(kinds, guess, KINDS)
        sure = probability.max(axis=1)
        for bound in (0.5, 0.6, 0.7, 0.8):
            mask = sure >= bound
            print(f"p ≥ {bound}: {mask.mean():.3f} of mails, {np.mean(guess[mask] == kinds[mask]):.3f} right")
        by_language = defaultdict(list)
        for mail, kind in zip(mails, guess, strict=True):
            by_language[mail.language].append(mail.kind == kind)
        print({language: round(float(np.mean(hits)), 3) for language, hits in sorted(by_language.items())})
        print(Counter((str(a), str(b)) for a, b in zip(kinds, guess, strict=True) if a != b).most_common(14))
        for mail, kind, p in [x for x in zip(mails, guess, sure, strict=True) if x[0].kind != x[1]][: chosen.errors]:
            print(f"--- {mail.source} {mail.kind} read as {kind} ({p:.2f}): {mail.fields.get('subject')}\n{mail.text[:500]}")
    if not chosen.dry:
        model = fit_sentences(matrix, tags)
        rows = np.flatnonzero(np.abs(model.sparse).max(axis=1) > 0.02)
        scale = np.float32(np.abs(model.sparse).max() / 127)
        np.savez_compressed(
            PLACE / "sentences.npz",
            rows=rows.astype(np.int32),
            sparse=np.round(model.sparse[rows] / scale).astype(np.int8),
            scale=scale,
            directions=model.directions.astype(np.float32),
            bias=model.bias,
        )
        weights, bias = fit_messages(vstack([everything, longer]).tocsr(), np.concatenate([kinds, kinds[more_index]]))
        scale = np.float32(np.abs(weights).max() / 32767)
        np.savez_compressed(
            PLACE / "messages.npz", weights=np.round(weights / scale).astype(np.int16), scale=scale, bias=bias
        )
        print({path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in PLACE.glob("*.npz")})


if __name__ == "__main__":
    main()
