"""Trains the models of the understanding and prints how well they do on mails that they have not seen.

`python training/train.py` cross-validates and writes sentences.npz, reasons.npz and messages.npz; `--dry` writes
nothing, `--errors N` prints faults. Needs scikit-learn, which the product does not.
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
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
import corpus
from corpus import KINDS, TAGS, Mail
from negatives import docs

from onward.mail.understanding import message_features, reasons, sentence_model
from onward.mail.understanding.features import BUCKETS
from onward.mail.understanding.kinds import outline_of
from onward.mail.understanding.sentence_model import SentenceModel, vector
from onward.mail.understanding.sentences import split
from onward.mail.understanding.words import DIMENSIONS

assert tuple(TAGS) == sentence_model.TAGS
PLACE = Path(__file__).parent.parent / "src/onward/mail/understanding"


def sentence_matrix(texts: list[tuple[str, str]], unruled: float = 0.0, seed: int = 4) -> csr_matrix:
    """A row for each (sentence, language), a share of them as if no rule existed.

    The rules were written with these sentences in view, so a model that always saw them would trust them too much.
    """
    chance = random.Random(seed)
    parts = [vector(text, "" if chance.random() < unruled else language) for text, language in texts]
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


def fit_reasons(matrix: csr_matrix, codes: list[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """One logistic regression a reason."""
    seen = np.flatnonzero(np.concatenate([matrix[:, :BUCKETS].getnnz(0) >= 2, np.ones(DIMENSIONS, bool)]))
    weights = np.zeros((BUCKETS + DIMENSIONS, len(reasons.CODES)), dtype=np.float32)
    bias = np.full(len(reasons.CODES), -9.0, dtype=np.float32)
    for column, code in enumerate(reasons.CODES):
        truth = np.array([code in one for one in codes])
        if truth.sum() > 3:
            model = LogisticRegression(C=10, solver="liblinear", tol=1e-3, class_weight={True: 2, False: 1})
            model.fit(matrix[:, seen], truth)
            weights[seen, column] = model.coef_[0]
            bias[column] = model.intercept_[0]
    return weights, bias


def lengthened(mail: Mail, ballast: dict[str, list[str]], chance: random.Random) -> Mail:
    """The mail with ballast of other mails of its language around it, as big employers send it."""
    lines = ballast[mail.language]
    above, below = chance.randint(0, 2), chance.randint(2, 14)
    picked = chance.sample(lines, min(len(lines), above + below))
    return replace(mail, text="\n".join([*picked[:above], mail.text, *picked[above:]]))


def dense_of(sender: str, subject: str, text: str, model: SentenceModel, ruled: bool = True) -> np.ndarray:
    outline = outline_of(sender, subject, text, {})
    if not ruled:
        outline = replace(outline, language="")
    return message_features.dense(
        outline,
        model.probabilities([outline.subject], outline.language),
        model.probabilities(outline.sentences, outline.language),
    )


def dense_rows(mails: list[Mail], models: list[SentenceModel], unruled: float = 0.0) -> np.ndarray:
    chance = random.Random(9)
    return np.stack(
        [
            dense_of(
                mail.fields.get("from", ""),
                mail.fields.get("subject", ""),
                mail.text,
                model,
                chance.random() >= unruled,
            )
            for mail, model in zip(mails, models, strict=True)
        ]
    )


def fit_messages(rows: np.ndarray, kinds: np.ndarray, weights: np.ndarray) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=110, max_depth=4, learning_rate=0.08, l2_regularization=1.0, max_features=0.5, random_state=1
    )
    return model.fit(rows, kinds, sample_weight=weights)


def save_messages(model: HistGradientBoostingClassifier) -> None:
    """The trees as flat arrays; see understanding/trees.py."""
    order = [list(model.classes_).index(kind) for kind in KINDS]
    feature, threshold, left, right, value, roots = [], [], [], [], [], []
    depth = 0
    for iteration in model._predictors:
        row = []
        for tree in (iteration[number] for number in order):
            base = len(feature)
            row.append(base)
            for number, node in enumerate(tree.nodes):
                leaf = bool(node["is_leaf"])
                depth = max(depth, int(node["depth"]))
                feature.append(0 if leaf else int(node["feature_idx"]))
                threshold.append(0.0 if leaf else float(node["num_threshold"]))
                left.append(base + (number if leaf else int(node["left"])))
                right.append(base + (number if leaf else int(node["right"])))
                value.append(float(node["value"]))
        roots.append(row)
    np.savez_compressed(
        PLACE / "messages.npz",
        feature=np.array(feature, dtype=np.int16),
        threshold=np.array(threshold, dtype=np.float32),
        left=np.array(left, dtype=np.int32),
        right=np.array(right, dtype=np.int32),
        value=np.array(value, dtype=np.float32),
        roots=np.array(roots, dtype=np.int32),
        baseline=model._baseline_prediction.ravel()[order].astype(np.float32),
        depth=np.int32(depth),
    )


def save_sparse(name: str, sparse: np.ndarray, directions: np.ndarray, bias: np.ndarray) -> None:
    # Half floats, not bytes: a rule weighs a hundred times what a word weighs, and both must keep their digits.
    rows = np.flatnonzero(np.abs(sparse).max(axis=1) > 0.01)
    np.savez_compressed(
        PLACE / f"{name}.npz",
        rows=rows.astype(np.int32),
        sparse=sparse[rows].astype(np.float16),
        directions=directions.astype(np.float32),
        bias=bias,
    )


def softmax(logits: np.ndarray) -> np.ndarray:
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def report(truth: np.ndarray, found: np.ndarray, names: list[str]) -> None:
    print(f"{'':16}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}")
    for name in names:
        hit = int(((truth == name) & (found == name)).sum())
        n, given = int((truth == name).sum()), int((found == name).sum())
        if n:
            print(f"{name:16}{n:6}{hit / max(1, given):11.3f}{hit / n:8.3f}{2 * hit / (n + given):7.3f}")
    print(f"accuracy {np.mean(truth == found):.3f}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dry", action="store_true")
    options.add_argument(
        "--errors", type=int, default=0, help="print this many faults of the cross-validation"
    )
    chosen = options.parse_args()
    mails = corpus.all_mails()
    drills = corpus.drills()
    hiring = [
        (line, number) for number, mail in enumerate(mails) if mail.kind != "other" for line in mail.lines
    ]
    ordinary = [
        (line.text, number)
        for number, mail in enumerate(mails)
        if mail.kind == "other"
        for line in mail.lines
    ]
    print(f"{len(mails)} mails, {len(hiring)} sentences of hiring in them, {len(drills)} drills", flush=True)
    start = time.monotonic()
    matrix = sentence_matrix(
        [(line.text, mails[number].language) for line, number in hiring]
        + [(line.text, language) for language, line in drills],
        unruled=0.45,
    )
    tags = np.array([line.tag for line, _ in hiring] + [line.tag for _, line in drills])
    codes = [line.reasons for line, _ in hiring] + [line.reasons for _, line in drills]
    owners = np.array([number for _, number in hiring] + [-1] * len(drills))
    # Sentences of ordinary mail are "-", but for those that would say something in a hiring mail: a no to a loan is
    # worded like a no to an application. Whether a mail is about a search at all is for the message model to say.
    first = fit_sentences(matrix, tags)
    aside = sentence_matrix([(text, mails[number].language) for text, number in ordinary])
    guess = softmax(aside @ np.vstack([first.sparse, first.directions]) + first.bias)
    plain = [one for one, row in zip(ordinary, guess, strict=True) if row[-1] >= 0.25 or row.max() < 0.5]
    technical = [sentence for _, _, body in docs(150, 5) for sentence in split(body)][:1200]
    sentence_rows = vstack(
        [
            matrix,
            sentence_matrix([(text, mails[number].language) for text, number in plain]),
            sentence_matrix([(text, "en") for text in technical]),
        ]
    ).tocsr()
    sentence_tags = np.concatenate([tags, ["-"] * (len(plain) + len(technical))])
    sentence_owners = np.concatenate([owners, [number for _, number in plain], [-1] * len(technical)])
    kinds = np.array([mail.kind for mail in mails])
    # Whoever judges a mail must not have learned from its sentences: out-of-fold models stand in for each mail.
    models: list[SentenceModel | None] = [None] * len(mails)
    folds = list(KFold(3, shuffle=True, random_state=1).split(np.arange(len(mails))))
    found = np.empty(len(sentence_tags), dtype=object)
    for _, test in folds:
        inside = np.isin(sentence_owners, test)
        model = fit_sentences(sentence_rows[~inside], sentence_tags[~inside])
        rows = np.flatnonzero(inside)
        weights = np.vstack([model.sparse, model.directions])
        found[rows] = np.array(TAGS)[np.asarray(sentence_rows[rows] @ weights + model.bias).argmax(axis=1)]
        for number in test:
            models[number] = model
    inside = sentence_owners >= 0
    print(f"sentences, cross-validated ({time.monotonic() - start:.0f} s)")
    report(sentence_tags[inside], found[inside], list(TAGS))

    chance = random.Random(7)
    ballast: dict[str, list[str]] = defaultdict(list)
    for mail in mails:
        if mail.kind != "other":
            ballast[mail.language] += [
                line.text for line in mail.lines if line.tag in ("-", "keep", "account")
            ]
    index = np.array([number for number, mail in enumerate(mails) if mail.kind not in ("other", "alert")])
    rows = dense_rows(mails, models)  # type: ignore[arg-type]
    longer = dense_rows(
        [lengthened(mails[number], ballast, chance) for number in index],
        [models[number] for number in index],  # type: ignore[misc]
        unruled=0.6,
    )
    last = models[0]
    assert last is not None
    strange = np.stack([dense_of(sender, subject, body, last) for sender, subject, body in docs()])

    def fit(some: np.ndarray) -> HistGradientBoostingClassifier:
        also = np.isin(index, some)
        return fit_messages(
            np.vstack([rows[some], longer[also], strange]),
            np.concatenate([kinds[some], kinds[index[also]], ["other"] * len(strange)]),
            np.concatenate([np.ones(len(some)), np.full(int(also.sum()), 0.7), np.ones(len(strange))]),
        )

    probability = np.zeros((len(mails), len(KINDS)))
    for train, test in folds:
        model = fit(train)
        order = [list(model.classes_).index(kind) for kind in KINDS]
        probability[test] = model.predict_proba(rows[test])[:, order]
    guessed = np.array(KINDS)[probability.argmax(axis=1)]
    print("messages, cross-validated")
    report(kinds, guessed, KINDS)
    sure = probability.max(axis=1)
    for bound in (0.5, 0.6, 0.7, 0.8):
        mask = sure >= bound
        print(f"p ≥ {bound}: {mask.mean():.3f} of mails, {np.mean(guessed[mask] == kinds[mask]):.3f} right")
    by_language = defaultdict(list)
    for mail, kind in zip(mails, guessed, strict=True):
        by_language[mail.language].append(mail.kind == kind)
    print({language: round(float(np.mean(hits)), 3) for language, hits in sorted(by_language.items())})
    print(Counter((str(a), str(b)) for a, b in zip(kinds, guessed, strict=True) if a != b).most_common(14))
    faults = [x for x in zip(mails, guessed, sure, strict=True) if x[0].kind != x[1]]
    for mail, kind, p in faults[: chosen.errors]:
        print(
            f"--- {mail.source} {mail.kind} read as {kind} ({p:.2f}): {mail.fields.get('subject')}\n{mail.text[:500]}"
        )
    if not chosen.dry:
        model = fit_sentences(sentence_rows, sentence_tags)
        save_sparse("sentences", model.sparse, model.directions, model.bias)
        weights, bias = fit_reasons(matrix, codes)
        save_sparse("reasons", weights[:BUCKETS], weights[BUCKETS:], bias)
        save_messages(fit(np.arange(len(mails))))
        print({path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in PLACE.glob("*.npz")})


if __name__ == "__main__":
    main()
