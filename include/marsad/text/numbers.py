"""Numbers in digits and in words: «851», «ثلاثة آلاف», «مئة وخمسة وعشرون», «(64) ألف», «عشرات».

`find_numbers` reads cardinal numbers; `counted` adds what they count. A number that only estimates («عشرات», «آلاف»
without a count) has no value.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.text.tokens import Token, tokenize

_UNITS = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4,
    "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8, "ثمان": 8,
    "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
}  # fmt: skip
# Only before «عشر»: alone «أحد» is «one of».
_TEEN_UNITS = _UNITS | {"احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2}
_TEN = frozenset({"عشر", "عشره"})
_TENS = {
    stem + ending: value
    for stem, value in {
        "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
    }.items()
    for ending in ("ون", "ين")
}  # fmt: skip
_HUNDRED = ("ميه", "مايه")  # مئة and مائة, folded
_HUNDREDS = (
    dict.fromkeys(_HUNDRED, 100)
    | dict.fromkeys(("ميتان", "ميتين", "مايتان", "مايتين", "ميتا", "ميتي", "مايتا", "مايتي"), 200)
    | {
        unit + h: n * 100
        for unit, n in {
            "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9,
        }.items()
        for h in _HUNDRED
    }
)  # fmt: skip
_SCALES = {
    "الف": 10**3, "الفا": 10**3, "الاف": 10**3, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6,
    "مليار": 10**9, "مليارا": 10**9, "مليارات": 10**9, "بليون": 10**9,
    "تريليون": 10**12, "ترليون": 10**12, "تريليونا": 10**12, "ترليونا": 10**12, "تريليونات": 10**12,
}  # fmt: skip
_DUAL_SCALES = {
    stem + ending: value
    for stem, value in {"الف": 10**3, "مليون": 10**6, "مليار": 10**9, "تريليون": 10**12, "ترليون": 10**12}.items()
    for ending in ("ان", "ين", "ي")
}
_FRACTIONS = {"نصف": 0.5, "ربع": 0.25, "ثلث": 1 / 3}  # of a scale: «نصف مليون», «مليون ونصف»
ESTIMATES = frozenset({"عشرات", "ميات", "الاف", "ملايين", "مليارات"})  # ميات is مئات, folded
_SMALL = _UNITS | _TENS | _HUNDREDS
SPELLED = frozenset({*_SMALL, *_TEEN_UNITS, *_SCALES, *_DUAL_SCALES})  # folded
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:[.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text, [start, end) in the source. `value` is None for an estimate or a fraction."""

    start: int
    end: int
    text: str
    value: int | None


def find_numbers(text: str, tokens: Sequence[Token] | None = None) -> tuple[Number, ...]:
    """Cardinal numbers in order, without the noun they count."""
    words = tokenize(text) if tokens is None else tokens
    found: list[Number] = []
    i = 0
    while i < len(words):
        end, value = read_number(words, i)
        if end > i:
            first, last = _first_digit(words, i), words[end - 1]
            found.append(Number(first, last.end, text[first : last.end], value))
        i = max(end, i + 1)
    return tuple(found)


def read_number(words: Sequence[Token], at: int) -> tuple[int, int | None]:
    """Read one number that begins at token `at`: (index after it, value); (at, None) where there is none."""
    total, current, last, i, seen = 0.0, 0.0, 0, at, False
    while i < len(words):
        if last and words[i].key[1:] in _FRACTIONS and words[i].key[0] == "و" and not _scale_at(words, i + 1):
            total, i = total + last * _FRACTIONS[words[i].key[1:]], i + 1
            break
        size, value, scale = _read_part(words, i, is_first=i == at)
        if size == 0 or (value and current and not _adds(words[i], seen)):
            break
        if scale:
            total += (current + value or 1) * scale
            current = 0.0
        else:
            current += value
        i, seen, last = i + size, True, scale
    if i == at:
        return at, None
    amount = total + current
    is_estimate = all(w.stems[-1].key in ESTIMATES or w.key in ESTIMATES for w in words[at:i])
    return i, None if is_estimate or not math.isclose(amount, round(amount), rel_tol=1e-15) else round(amount)


def _adds(word: Token, seen: bool) -> bool:
    """Within a number, parts after the first are joined by و."""
    return not seen or word.key[0] == "و"


def _read_part(words: Sequence[Token], i: int, *, is_first: bool) -> tuple[int, float, int]:
    """One part at token i: (tokens it takes, value, scale). A scale multiplies what came before it."""
    if words[i].key == "و" and not is_first and i + 1 < len(words):
        size, value, scale = _read_part(words, i + 1, is_first=True)
        return (size + 1 if size else 0), value, scale
    if words[i].key == "(" and i + 2 < len(words) and words[i + 2].key == ")":
        digits = _digits(words[i + 1].key)
        return (3, digits, 0) if digits is not None else (0, 0, 0)
    digits = _digits(words[i].key)
    return (1, digits, 0) if digits is not None else _spelled(words, i)


def _spelled(words: Sequence[Token], i: int) -> tuple[int, float, int]:
    """A number word, with a clitic or without; (0, 0, 0) for any other word."""
    key = words[i].key
    after = words[i + 1].key if i + 1 < len(words) else ""
    for form in (key, key[1:]) if key[0] in "ولب" else (key,):
        if form in _TEEN_UNITS and after in _TEN:
            return 2, _TEEN_UNITS[form] + 10, 0
        if form in _SMALL:
            return 1, _SMALL[form], 0
        if form in _FRACTIONS and (scale := _scale_at(words, i + 1)):
            return 2, _FRACTIONS[form], scale
        if form in _SCALES or form in _DUAL_SCALES:
            return 1, 2 if form in _DUAL_SCALES else 0, _SCALES.get(form) or _DUAL_SCALES[form]
        if form.removeprefix("ال") in ESTIMATES:
            return 1, 0, 0
    return 0, 0, 0


def _scale_at(words: Sequence[Token], i: int) -> int:
    """The scale, with its article or without, that token i is; 0 for any other word."""
    return _SCALES.get(words[i].key.removeprefix("ال"), 0) if i < len(words) else 0


def _digits(key: str) -> float | None:
    if not (key[0].isdigit() and _DIGITS.fullmatch(key)):
        return None
    head, comma, tail = key.rpartition(",")
    is_decimal = comma and len(tail) < 3 and tail.isdigit()  # «2,5 مليون»
    return float(f"{head}.{tail}" if is_decimal else key.replace(",", ""))


def _first_digit(words: Sequence[Token], at: int) -> int:
    """Where the number itself begins: after an opening parenthesis' clitic or a glued و ل ب."""
    word = words[at]
    glued = word.is_word and word.key[0] in "ولب" and word.key not in _SMALL and word.key not in _DUAL_SCALES
    return word.start + 1 if glued else word.start
