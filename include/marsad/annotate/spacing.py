"""Blanks that a feed lost: «وقالالهاشمي», «لوكالةشفق نيوز», «يومالأحد» are read as the words they are.

Where a feed takes tags or line ends out without a blank, words run together, in the recorded Shafaq items three in a
hundred. A word ends behind ة and ى. Any other cut is weighed as in a noisy channel (Brill and Moore 2000): by how often
newspapers have either part, against in how many of their words the first is a beginning and the second an ending. A
known word with an ending, «يناقشان», stays whole. The counts are gazetteers/word_counts.csv, which training/words.py
makes.

No text is altered: the blanks stand in its folded form, whose offsets lead to the same letters as before.
"""

import csv
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from marsad.annotate.data import data_file
from marsad.annotate.gazetteer import load_gazetteer
from marsad.annotate.lexicon import load_lexicon
from marsad.errors import ConfigError
from marsad.text.counted import DUALS
from marsad.text.date_lexicon import months
from marsad.text.normalize import Folded, with_blanks
from marsad.text.numbers import SPELLED
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
# What a known word is inflected by: «جريحان», «قالوا», «منازلهم»; of «سيارات», «سيارتان» the stem is known with its ه.
_ENDINGS = ("ان", "ين", "ون", "ات", "تان", "تين", "ا", "وا", "نا", "ه", "ها", "هم", "هما", "ي", "يه")
_WORD = re.compile(rf"(?<![ء-ي])[ء-ي]{{{_SHORTEST},}}")
_LISTED_WORD = re.compile("[ء-ي]{2,}")
_LISTED_COUNT = 5  # of a word of our own lists that the newspapers have less often
_ENDS_A_WORD = frozenset("ةى")
_HAMZA_ABOVE_OR_BELOW = frozenset("\N{ARABIC HAMZA ABOVE}\N{ARABIC HAMZA BELOW}")


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
        self.beginnings = Counter(first for first, _ in parts)
        self.endings = Counter(second for _, second in parts)

    def is_known(self, word: str) -> bool:
        """Whether the newspapers have the word, with or without its proclitics."""
        return any(True for _ in self._readings(word))

    def is_inflected(self, word: str) -> bool:
        """Whether it is a known word of three letters or more with an ending."""
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if _SHORTEST_PART <= len(stem) < len(word) and (
                self.is_known(stem) or (ending[0] in "تا" and self.is_known(stem + "ه"))
            ):
                return True
        return False

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
    cuts = [cut for cut in cuts if folded.starts[cut - 1] < folded.starts[cut]]  # none inside a ligature
    return with_blanks(folded, cuts) if cuts else folded


def _cuts(folded: Folded, start: int, end: int) -> Iterator[int]:
    """Where the word [start, end) of the folded text is more than one."""
    written = _written(folded, start, end)
    sure = [i for i in range(2, len(written) - 1) if _is_end(folded, start + i, written[i - 1 : i + 1])]
    for first, last in pairwise([0, *sure, len(written)]):
        if first:
            yield start + first
        cut = _likely_cut(folded.text[start + first : start + last], written[first:last])
        if cut:
            yield start + first + cut


def _written(folded: Folded, start: int, end: int) -> str:
    """The letters [start, end) of the folded text as the source has them, presentation forms as letters; of a ligature
    the second and third as they are folded."""
    letters = []
    for i in range(start, end):
        is_same = i > start and folded.starts[i] == folded.starts[i - 1]
        letters.append(folded.text[i] if is_same else unicodedata.normalize("NFKC", folded.source[folded.starts[i]])[0])
    return "".join(letters)


def _is_end(folded: Folded, cut: int, letters: str) -> bool:
    """Whether a word surely ends before the folded letter `cut`; `letters` are those on both sides, as written."""
    last, following = letters[0], letters[1]
    is_hamza = following == "ء" or folded.source[folded.starts[cut - 1] + 1] in _HAMZA_ABOVE_OR_BELOW
    return last in _ENDS_A_WORD and not is_hamza


@lru_cache(maxsize=65536)
def _likely_cut(word: str, written: str) -> int:
    return likely_cut(load_words(), word, written)


def likely_cut(words: Words, word: str, written: str) -> int:
    """Where a word, folded and as written, is cut in two; 0 where it is one word, or more than two."""
    if not _SHORTEST <= len(word) <= LONGEST_WORD or words.is_known(word):
        return 0
    if words.is_inflected(word) and not written.endswith(("أن", "إن")):
        return 0
    weight, cut = max((_weight(words, word, written, cut), cut) for cut in range(2, len(word) - 1))
    return cut if weight >= LIKELY else 0


def _weight(words: Words, word: str, written: str, cut: int) -> float:
    """How much likelier two words are than one."""
    first, second = word[:cut], word[cut:]
    if second in _PRONOUNS or not (_may_stand(first, written[0]) and _may_stand(second, written[cut])):
        return -math.inf
    shares = [share for part in (first, second) if (share := words.share(part)) is not None]
    if len(shares) < 2:
        return -math.inf
    inside = math.log10(1 + words.beginnings[first]) + math.log10(1 + words.endings[second])
    return sum(shares) - inside + _HAMZA * (written[cut] in "أإآ")


def _may_stand(part: str, letter: str) -> bool:
    """Whether a part, whose first letter is so written, is long enough for a word or one of the short ones."""
    return len(part) >= _SHORTEST_PART or (part in _SHORT and (part not in _NEEDS_HAMZA or letter in "أإ"))


def counts_file(annotator: Path | None = None) -> Path:
    """The counts of an annotator's folder; for one older than they are, those that ship."""
    return data_file("gazetteers", "word_counts.csv", annotator)


@cache
def load_words() -> Words:
    """The words of newspapers, of the authority's names and of the lists of words.

    Raises ConfigError where the file is missing or of another kind.
    """
    path = counts_file()
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            if tuple(next(reader, ())) != COLUMNS:
                raise ConfigError(path.name, f"columns are not {list(COLUMNS)}")
            counts = {word: int(count) for word, count in reader}
    except (OSError, ValueError) as error:
        raise ConfigError(str(path), f"no counts of words: {error}") from error
    for word in _listed():
        counts.setdefault(word, _LISTED_COUNT)
    return Words(counts)


def _listed() -> Iterator[str]:
    """The words of the authority's names and of the lists of words, folded."""
    gazetteer, lexicon = load_gazetteer(), load_lexicon()
    lists = (getattr(lexicon, f.name) for f in fields(lexicon))
    names = (
        *gazetteer.owners,
        *gazetteer.ordinary,
        *lexicon.given_names,
        *lexicon.common_words,
        *DUALS,
        *SPELLED,
        *months(),
    )
    for name in (*names, *(entry for entries in lists for entry in entries)):
        yield from _LISTED_WORD.findall(name)
