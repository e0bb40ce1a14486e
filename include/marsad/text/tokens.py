"""Words with offsets, and the places where a proclitic may be cut off."""

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.text.normalize import Folded, fold

# Digits and letters part: «و12», «7نيسان».
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[^\w\s]|_")
# و ف before ب ل ك س before the article. At least two letters stay: «وسط» minus «و» is a guess the caller judges.
_PROCLITICS = re.compile(r"(?P<conj>[وف])?(?P<prep>[بلكس])?(?P<art>ال|(?<=ل)ل)?")
SHORTEST_STEM = 2
LONGEST_WORD = 40  # letters; what is longer is no Arabic word, and is not cut


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or punctuation mark: [start, end) in the source, `key` folded."""

    start: int
    end: int
    text: str
    key: str
    folded_start: int

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.key[0].isalpha()

    @property
    def has_article(self) -> bool:
        """Whether it begins with the article as written: «الشرطة», not «إلقاء», which folds alike."""
        return self.key.startswith("لل") or (self.key.startswith("ال") and self.text[0] == "ا")

    @property
    def stems(self) -> "tuple[Stem, ...]":
        """Every reading of the word with its proclitics cut off, the whole word first."""
        return stems(self.key)


@dataclass(frozen=True, slots=True)
class Stem:
    """One reading of a word: `cut` characters of proclitics, then `key`."""

    key: str
    cut: int
    conjunction: str  # "", و or ف
    preposition: str  # "", ب, ل or ك; س marks a future verb
    is_definite: bool


def tokenize(text: str | Folded) -> tuple[Token, ...]:
    """All words, numbers and punctuation marks of the text in order; white space separates."""
    folded = fold(text) if isinstance(text, str) else text
    return tuple(_token(folded, m) for m in _WORD.finditer(folded.text))


def _token(folded: Folded, match: re.Match[str]) -> Token:
    start, end = folded.span(match.start(), match.end())
    return Token(start, end, folded.source[start:end], match[0], match.start())


@lru_cache(maxsize=65536)
def stems(key: str) -> tuple[Stem, ...]:
    """The readings of a folded word: «وبالعراق» is itself, «بالعراق», «العراق» and «عراق»."""
    found = {0: Stem(key, 0, "", "", is_definite=False)}
    if len(key) > LONGEST_WORD:
        return tuple(found.values())
    match = _PROCLITICS.match(key)
    if match is None:
        return tuple(found.values())
    conj, prep, art = (match[g] or "" for g in ("conj", "prep", "art"))
    for taken in ((conj,), (conj, prep), (conj, prep, art)):
        cut = sum(map(len, taken))
        if cut not in found and len(key) - cut >= SHORTEST_STEM:
            parts = (*taken, "", "")
            found[cut] = Stem(key[cut:], cut, parts[0], parts[1], is_definite=bool(parts[2]))
    for stem in _other_readings(key, conj):
        found.setdefault(stem.cut, stem)
    return tuple(found.values())


def _other_readings(key: str, conj: str) -> tuple[Stem, ...]:
    """«الصين» may be an article and «صين»; «وفد» is one word: the greedy pattern alone would miss these."""
    readings = []
    for lead in {"", conj}:
        rest = key[len(lead) :]
        if rest.startswith("ال") and len(rest) > SHORTEST_STEM + 1:
            readings.append(Stem(rest[2:], len(lead) + 2, lead, "", is_definite=True))
    return tuple(readings)


def is_proclitic(prefix: str) -> bool:
    """Whether `prefix` can stand, glued, before a name."""
    return prefix in PROCLITICS


# و, ف, ب, ل, ك, their combinations, and nothing.
PROCLITICS = frozenset(a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك"))
