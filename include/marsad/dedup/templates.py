"""Texts made from one template: prayer times, prices, weather. They differ only where it is filled in."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from marsad.dedup.text import Text
from marsad.dedup.words import bare, is_date_or_number

DATELINE = 10  # words at the beginning in which outlets name themselves and the city differently
FILLED = 1 / 3  # of all differences that are figures, dates or names on both sides
DENSE = 100  # words of a text for each such difference; one in more is a correction, not a template

WEATHER = frozenset(
    ("طقس", "رياح", "سماء", "غايمه", "سحب", "اتربه", "غبار", "حراره", "رطوبه", "امطار", "رعديه", "موج", "رويه", "ضباب")
)
WEATHER_WORDS = 5  # of these, folded and bare, are in a weather report

Difference = tuple[int, Sequence[str], Sequence[str]]  # where in the first text, and what each has there


def is_template(a: Text, b: Text) -> bool:
    """Whether two similar texts say different things in the same words."""
    found = list(_differences(a.words, b.words))
    names = a.names | b.names
    filled = sum(_is_filled(difference, names) for difference in found)
    return filled >= FILLED * len(found) and filled * DENSE >= min(len(a.words), len(b.words))


def is_forecast(text: Text) -> bool:
    """Whether it is a weather report."""
    return len(_weather() & text.content) >= WEATHER_WORDS


@cache
def _weather() -> frozenset[str]:
    return frozenset(map(bare, WEATHER))


def _is_filled(difference: Difference, names: frozenset[str]) -> bool:
    at, ours, theirs = difference
    figures, other_figures = (frozenset(filter(is_date_or_number, words)) for words in (ours, theirs))
    if _contradict(figures, other_figures) and _digits(ours) != _digits(theirs):
        return True
    return at >= DATELINE and _contradict(names.intersection(ours), names.intersection(theirs))


def _digits(words: Sequence[str]) -> list[str]:
    """Calendar words and, in any order, the digits: outlets turn «10.7» into «7 ر 10» and «322.8» into «322 8»."""
    found = filter(is_date_or_number, words)
    return sorted(part for word in found for part in ((word,) if word.isalpha() else filter(str.isdigit, word)))


def _contradict(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours - theirs) and bool(theirs - ours)


def _differences(a: Sequence[str], b: Sequence[str]) -> Iterator[Difference]:
    """Where the texts part, without the end that only one of them has."""
    start = _common(a, b)
    a, b = a[start:], b[start:]
    end = _common(a[::-1], b[::-1])
    a, b = a[: len(a) - end], b[: len(b) - end]
    for kind, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + i, a[i:j], b[k:n]


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
