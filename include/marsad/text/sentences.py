"""Where sentences begin and end."""

import re
from itertools import pairwise
from typing import NamedTuple

# A full stop ends a sentence before white space or a closing quote, not inside «3.5», «أ.هـ» or after «د».
_BREAK = re.compile(r"\n+|(?:(?<!\b\w)\.|[!?؟…])[.!?؟…]*[\"»”)\]]*(?=\s|$)")


class Sentence(NamedTuple):
    """[start, end) of one sentence in the source text, white space trimmed."""

    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order. Line breaks always end one; together they cover every non-space."""
    bounds = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    trimmed = (_trim(text, a, b) for a, b in pairwise(bounds))
    return tuple(s for s in trimmed if s.start < s.end)


def _trim(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    return Sentence(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
