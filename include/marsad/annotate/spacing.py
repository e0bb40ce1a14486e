"""Blanks that a feed lost: «وقالالهاشمي», «لوكالةشفق نيوز», «يومالأحد» are read as the words they are.

Where a feed takes tags or line ends out without a blank, words run together, in the recorded Shafaq items three in a
hundred. A word ends behind ة and ى. Any other cut is weighed as in a noisy channel (Brill and Moore 2000): by how often
newspapers have either part, against in how many of their words the first is a beginning and the second an ending, so
that «يناقشان» stays whole. The counts are gazetteers/word_counts.csv, which training/words.py makes.

No text is altered: the blanks stand in its folded form, whose offsets lead to the same letters as before.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from marsad.annotate.data import data_folder
from marsad.annotate.gazetteer import load_gazetteer, word_list
from marsad.errors import ConfigError
from marsad.text.normalize import Folded, with_blanks
from marsad.text.tokens import LONGEST_WORD, stems

COLUMNS = ("word", "count")
LIKELY = 1.0  # the weight, a decimal logarithm, from which on a word is cut
_HAMZA = 1.0  # more for a part that begins with أ, إ or آ, which seldom stand inside a word
_PROCLITIC = 1.0  # less for a part that is known only without its proclitics
_SHORTEST = 5  # letters of what may be two words
_SHORTEST_PART = 3
# The only parts of two letters; «ان» only where it is written «أن» or «إن», else it is the ending of a dual.
_SHORT = frozenset({"من", "في", "عن", "ان", "او", "لا", "لم", "لن", "قد", "كل", "ثم", "مع", "هو", "هي", "بن", "ضد"})
_NEEDS_HAMZA = frozenset({"ان", "او"})
_PRONOUNS = frozenset({"هما", "كما", "تهم", "تها"})  # endings that are words too, or look like one
_WORD = re.compile(rf"[ء-ي]{{{_SHORTEST},{LONGEST_WORD}}}(?![ء-ي])")
_NAME_WORD = re.compile("[ء-ي]{2,}")
_NAME_COUNT = 5  # of a word of the authority's names that the newspapers have less often
_ENDS_A_WORD = frozenset("ةى")


class Words:
    """Folded words of the newspapers, how often each stands there, and in how many others it is a beginning or an
    ending."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        million = math.log10(sum(counts.values()) / 1e6)
        self._shares = {word: math.log10(count) - million for word, count in counts.items()}
        parts = [
            (word[:cut], word[cut:])
            for word in counts
            for cut in range(2, len(word) - 1)
            if word[:cut] in counts and word[cut:] in counts
        ]
        self.begins = Counter(first for first, _ in parts)
        self.ends = Counter(second for _, second in parts)

    def is_known(self, word: str) -> bool:
        """Whether the newspapers have the word, with or without its proclitics."""
        return any(True for _ in self._readings(word))

    def share(self, word: str) -> float | None:
        """How often it stands among a million words, as a decimal logarithm; None where it is not known.

        It is less for one that is known only without its proclitics.
        """
        own = self._shares.get(word)
        return own if own is not None else max((s - _PROCLITIC for s in self._readings(word)), default=None)

    def _readings(self, word: str) -> Iterator[float]:
        for stem in stems(word):
            if not stem.cut or len(stem.key) >= _SHORTEST_PART:
                for key in (stem.key, "ال" + stem.key) if stem.is_definite else (stem.key,):
                    if key in self._shares:
                        yield self._shares[key]


def spaced(folded: Folded) -> Folded:
    """The text with a blank between words that run together."""
    cuts = [cut for match in _WORD.finditer(folded.text) for cut in _cuts(folded, match.start(), match.end())]
    return with_blanks(folded, cuts) if cuts else folded


def _cuts(folded: Folded, start: int, end: int) -> Iterator[int]:
    """Where the word [start, end) of the folded text is more than one."""
    written = "".join(folded.source[i] for i in folded.starts[start:end])
    sure = [i for i in range(2, len(written) - 1) if written[i - 1] in _ENDS_A_WORD and written[i] != "ء"]
    for first, last in pairwise([0, *sure, len(written)]):
        if first:
            yield start + first
        cut = _likely_cut(folded.text[start + first : start + last], written[first:last])
        if cut:
            yield start + first + cut


@lru_cache(maxsize=65536)
def _likely_cut(word: str, written: str) -> int:
    return likely_cut(load_words(), word, written)


def likely_cut(words: Words, word: str, written: str) -> int:
    """Where a word, folded and as written, is cut in two; 0 where it is one word, or more than two."""
    if len(word) < _SHORTEST or words.is_known(word):
        return 0
    weight, cut = max((_weight(words, word, written, cut), cut) for cut in range(2, len(word) - 1))
    return cut if weight >= LIKELY else 0


def _weight(words: Words, word: str, written: str, cut: int) -> float:
    """How much likelier two words are than one."""
    first, second = word[:cut], word[cut:]
    shares = [words.share(part) for part in (first, second)]
    are_words = _may_stand(first, written[0]) and _may_stand(second, written[cut]) and second not in _PRONOUNS
    if not are_words or None in shares:
        return -math.inf
    inside = math.log10(1 + words.begins[first]) + math.log10(1 + words.ends[second])
    return sum(filter(None, shares)) - inside + _HAMZA * (written[cut] in "أإآ")


def _may_stand(part: str, letter: str) -> bool:
    """Whether a part, whose first letter is so written, is long enough for a word or one of the short ones."""
    return len(part) >= _SHORTEST_PART or (part in _SHORT and (part not in _NEEDS_HAMZA or letter in "أإ"))


@cache
def load_words() -> Words:
    """The words of newspapers and of the authority's names. Raises ConfigError where the file's columns are others."""
    path = data_folder("gazetteers") / "word_counts.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        if tuple(next(reader, ())) != COLUMNS:
            raise ConfigError(path.name, f"columns are not {list(COLUMNS)}")
        counts = {word: int(count) for word, count in reader}
    gazetteer = load_gazetteer()
    for name in (*gazetteer.owners, *gazetteer.ordinary, *word_list("given_names")):
        for word in _NAME_WORD.findall(name):
            counts.setdefault(word, _NAME_COUNT)
    return Words(counts)
