"""Folding for keys: spellings of one word become one string, and every offset finds its way back.

The stored text is never altered. Matching happens on `Folded.text`; `Folded.span` turns a match into a span of
the text that was given.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TATWEEL = "\N{ARABIC TATWEEL}"
_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t"
# One letter for all its spellings. ء stays: it tells words apart. Persian, Urdu and Kurdish letters fold to the
# Arabic ones that Arabic newsrooms write for them.
_LETTERS = {
    "أإآٱٲٳ": "ا",
    "ىیېئێۍ": "ي",
    "ؤۆۇۈ": "و",
    "ةەهھہۀۂ": "ه",
    "کگڪ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڕ": "ر",
    "ڵ": "ل",
    "«»“”„‟‘’`"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}": '"',
    "–—―\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}": "-",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "؟": "?",
    _BLANKS: " ",
}
_FOLD = {ord(c): to for letters, to in _LETTERS.items() for c in letters}
_FOLD |= {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_FOLD |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}

_MARKS = (
    "\N{ARABIC SIGN SALLALLAHOU ALAYHE WASSALLAM}-\N{ARABIC SMALL KASRA}"
    "\N{ARABIC FATHATAN}-\N{ARABIC WAVY HAMZA BELOW}\N{ARABIC LETTER SUPERSCRIPT ALEF}"
    "\N{ARABIC SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA}-\N{ARABIC SMALL LOW MEEM}"
)
# Direction marks, joiners and the byte order mark carry no letter; they may stand inside a name.
_CONTROLS = (
    "\N{ZERO WIDTH SPACE}-\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{WORD JOINER}-\N{NOMINAL DIGIT SHAPES}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}"
)
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"
_DROPPED = re.compile(f"[{_MARKS}{TATWEEL}{_CONTROLS}]")
_PRESENTED = re.compile("[\ufb50-\ufefc]+")
_TRAILING = re.compile(f"[{_MARKS}{TATWEEL}]*")
_PRESENTED = re.compile(f"[{_PRESENTATION}]")
_UNEVEN = re.compile(f"[{_MARKS}{TATWEEL}{_CONTROLS}{_PRESENTATION}]|[ {_BLANKS}]{{2}}")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text beside its source. `starts[i]` is the source offset of folded character i, and
    `starts[len(text)]` is the source's length; offsets never decrease."""

    text: str
    source: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the folded span [start, end), with the vowel marks of its last letter."""
        if start >= end:
            return self.starts[start], self.starts[start]
        after = self.starts[end - 1] + 1
        marks = _TRAILING.match(self.source, after, max(after, self.starts[end]))
        return self.starts[start], marks.end() if marks else after


def fold(text: str) -> Folded:
    """Fold `text` for matching: alef, hamza, ya, ta marbuta, Persian letters, digits, quotes; marks dropped."""
    if not _UNEVEN.search(text):
        return Folded(text.translate(_FOLD), text, range(len(text) + 1))
    chars: list[str] = []
    starts: list[int] = []
    for i, char in enumerate(text):
        for folded in _fold_char(char):
            if folded == " " and chars and chars[-1] == " ":
                continue
            chars.append(folded)
            starts.append(i)
    starts.append(len(text))
    return Folded("".join(chars), text, starts)


def with_blanks(folded: Folded, cuts: Sequence[int]) -> Folded:
    """The folded text with a blank at each of the cuts; every offset still leads to the same letter of the source."""
    text: list[str] = []
    starts: list[int] = []
    for begin, end in pairwise([0, *cuts, len(folded.text)]):
        text += (folded.text[begin:end], " ")
        starts += (*folded.starts[begin:end], folded.starts[end])
    return Folded("".join(text[:-1]), folded.source, starts)


def fold_key(text: str) -> str:
    """The folded form of a name or a word, as gazetteers and rules are looked up."""
    return fold(text).text.strip()


def fold_letter(letter: str) -> str:
    """One character folded, marks apart: itself where it has no other spelling."""
    return letter.translate(_FOLD)


def without_marks(text: str) -> str:
    """`text` without vowel marks, tatweel and invisible characters, presentation forms as letters."""
    if _PRESENTED.search(text):
        text = _PRESENTED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return _DROPPED.sub("", text)


def _fold_char(char: str) -> str:
    if _DROPPED.match(char):
        return ""
    if _PRESENTED.match(char):
        return _DROPPED.sub("", unicodedata.normalize("NFKC", char)).translate(_FOLD)
    return char.translate(_FOLD)
