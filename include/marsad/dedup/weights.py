"""How much a shared word says: little where every tenth article has it, much where one of a thousand has.

The shares are shipped (include/gazetteers/word_shares.csv) and not counted from the warehouse: a pair of articles is
so judged alike whatever else was loaded before.
"""

import csv
import math
from collections.abc import Iterable, Mapping, Set
from functools import cache

from marsad.resources import data_dir

_UNLISTED = 0.001  # share of articles; the list begins above


def cosine(a: Set[str], b: Set[str]) -> float:
    """Weighed words that both have, 0 to 1: the cosine of their vectors of weights."""
    norms = _square(a) * _square(b)
    return _square(a & b) / math.sqrt(norms) if norms else 0.0


def held(part: Set[str], whole: Set[str]) -> float:
    """The weighed share of `part` that `whole` has, 0 to 1."""
    weight = _square(part)
    return _square(part & whole) / weight if weight else 0.0


def weight(word: str) -> float:
    """Minus the logarithm of the share of articles that have the word at their beginning."""
    return -math.log(_shares().get(word, _UNLISTED))


def _square(words: Iterable[str]) -> float:
    return math.fsum(weight(word) ** 2 for word in words)


@cache
def _shares() -> Mapping[str, float]:
    path = data_dir("gazetteers") / "word_shares.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["word"]: float(row["share"]) for row in csv.DictReader(file)}
