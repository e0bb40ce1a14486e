"""Where sentences begin and end."""

import re
from itertools import pairwise
from typing import NamedTuple

_LETTER = "\u0621-\u0652"  # with vowel marks
# A full stop ends a sentence before white space or a closing quote, not inside «3.5»; between two whole Arabic words
# also where the blank was lost. An inline bullet begins one.
_BREAK = re.compile(
    rf"\n+|(?:\.|[!?؟…])[.!?؟…]*[\"»”’)\]]*(?=\s|$)|(?<=[{_LETTER}]{{3}})\.(?=[{_LETTER}]{{2}})|(?<=\s)(?=[•▪●◦] )"
)
# «د.», «أ.د.», «ص.ب.», «أ.هـ.», but not the «م» or «هـ» of a year.
_INITIAL = re.compile(r"(?<!\d)(?<!\d )(?:\b[^\W\d_]|\bهـ)\Z")
_ABBREVIATIONS = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|No|vs|تح|مج)\Z", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:^|\n)[ \t]{0,3}\(?\d{1,2}\Z")  # «1. البند الأول»
_REACH = 8  # characters before a stop that say what it is


class Sentence(NamedTuple):
    """[start, end) of one sentence in the source text, white space trimmed."""

    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order. Line breaks always end one; together they cover every non-space."""
    bounds = [0, *(m.end() for m in _BREAK.finditer(text) if _ends(text, m)), len(text)]
    trimmed = (_trim(text, a, b) for a, b in pairwise(bounds))
    return tuple(s for s in trimmed if s.start < s.end)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends its sentence: not that of an initial, an abbreviation, a numbered line, or a pause."""
    mark = match[0]
    if mark.startswith(("...", "…")) and set(mark) <= set(".…"):
        return text[match.end() : match.end() + 1] in {"", "\n"}
    if mark != ".":
        return True
    begin = max(0, match.start() - _REACH)
    return not any(p.search(text, begin, match.start()) for p in (_INITIAL, _ABBREVIATIONS, _NUMBERING))


def _trim(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    return Sentence(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
