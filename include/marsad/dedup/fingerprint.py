"""What an article is found by: a hash of its text, hashes of its paragraphs, and the bands of its MinHash.

Two texts that share a fraction s of their shingles share at least one of b bands of r rows with probability
1 - (1 - s^r)^b (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4): .999 at s = .73, which is
what a text keeps when every twentieth word is another, .94 at .6, .02 at .18.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rensa import RMinHash

from marsad.dedup.words import paragraphs_of

FINGERPRINT_VERSION = "minhash-1"
BANDS = 20
ROWS = 4
_SEED = 42
# Multilinear hashing: a sum of products with odd 64-bit constants, modulo 2^64 (Lemire, Kaser 2014).
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`text_hash` over all words, `blocks` one hash a paragraph, `bands` none where there is no shingle."""

    text_hash: str
    blocks: tuple[int, ...]
    bands: tuple[int, ...]


def fingerprint(body: str) -> Fingerprint:
    """The fingerprint of a body; the same for every spelling that folds alike, whatever its punctuation."""
    paragraphs = paragraphs_of(body)
    words = [word for paragraph in paragraphs for word in paragraph]
    text_hash = hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
    return Fingerprint(text_hash, tuple(block_hash(p) for p in paragraphs), _bands(shingles(words)))


def shingles(words: Sequence[str]) -> set[str]:
    """Every run of three words; none in a text that has fewer."""
    return set(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def block_hash(words: Sequence[str]) -> int:
    """64 bits over a paragraph's words, as a bigint holds them."""
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _bands(found: set[str]) -> tuple[int, ...]:
    if not found:
        return ()
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(found))
    rows = np.array(minhash.digest(), dtype=np.uint64).reshape(BANDS, ROWS)
    return tuple((rows * _FACTORS).sum(axis=1, dtype=np.uint64).view(np.int64).tolist())
