"""The best sequence of tags under the rules of BIO: an inside tag goes on with a name of its own type."""

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
Scores = NDArray[np.float32]


def _forbidden() -> Scores:
    """0 where a tag may follow another, a large penalty where not: (from, to)."""
    penalty = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for i, before in enumerate(TAGS):
        for j, tag in enumerate(TAGS):
            if tag[0] == "I" and before[2:] != tag[2:]:
                penalty[i, j] = -1e4
    return penalty


_STEP = _forbidden()


def best_tags(scores: Scores) -> NDArray[np.int64]:
    """Viterbi over log-probabilities (words, tags): the index into TAGS of every word."""
    tags: NDArray[np.int64] = scores.argmax(1)
    if not _STEP[np.append(0, tags[:-1]), tags].any():  # nearly always the likeliest tags may follow one another
        return tags
    best = scores[0] + _STEP[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + _STEP
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    tags[-1] = best.argmax()
    for i in range(len(scores) - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def spans(tags: NDArray[np.int64]) -> list[tuple[int, int, str]]:
    """(first word, word after the last, type) of every name in well-formed tags."""
    found: list[tuple[int, int, str]] = []
    for i in np.flatnonzero(tags):
        prefix, kind = TAGS[tags[i]].split("-")
        if prefix == "I":
            found[-1] = (found[-1][0], int(i) + 1, kind)
        else:
            found.append((int(i), int(i) + 1, kind))
    return found
