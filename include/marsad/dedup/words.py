"""The words two texts are compared by."""

import re
from functools import cache

import numpy as np

from marsad.text.date_lexicon import WEEKDAYS, months
from marsad.text.normalize import fold_letter, without_marks
from marsad.text.tokens import stems

_SEPARATORS = re.compile("(?<=\\d)[.,:\N{ARABIC DECIMAL SEPARATOR}](?=\\d)")
SHORTEST = 3  # letters of a word that says something


def words_of(text: str) -> list[str]:
    """Folded words and numbers in order; a number without its separators, which outlets write differently."""
    return _plain(text).split()


def paragraphs_of(body: str) -> list[list[str]]:
    """`words_of` each line that has any."""
    return [words for line in _plain(body).split("\n") if (words := line.split())]


def _plain(text: str) -> str:
    """Folded, with a blank for whatever is no letter, digit or line feed. A look-up is 15 times str.translate."""
    marked = _SEPARATORS.sub("", without_marks(text))
    units = np.frombuffer(marked.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    return str(_table()[units].tobytes(), "utf-16-le")


@cache
def _table() -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """What each UTF-16 unit becomes; a half of a pair becomes a blank."""
    return np.array([ord(_plain_letter(chr(unit))) for unit in range(0x10000)], dtype="<u2")


def _plain_letter(letter: str) -> str:
    folded = fold_letter(letter)
    return folded if folded.isalnum() or folded == "\n" else " "


def bare(word: str) -> str:
    """A folded word without proclitics and article: «وبالعراق» and «العراق» are «عراق»."""
    return min((stem.key for stem in stems(word)), key=len)


def content_words(words: list[str] | tuple[str, ...]) -> frozenset[str]:
    """The bare words of three letters or more, and the numbers."""
    return frozenset(w if w[0].isdigit() else bare(w) for w in words if len(w) >= SHORTEST or w[0].isdigit())


def is_date_or_number(word: str) -> bool:
    """Whether a folded word is what a template fills in each day: digits, a weekday, a month."""
    return not word.isalpha() or word in _calendar()


@cache
def _calendar() -> frozenset[str]:
    return frozenset(WEEKDAYS) | frozenset(months())
