"""Words of dates that a feed ran together: «يومالخميسالماضي», «خلالاليومين الماضيين», «نوفمبرالماضي».

Where a tag was taken out without a blank two words become one. Of those that dates are made of every cut is safe: no
word of the language is a weekday, a month or a period followed by another definite one.
"""

import re
from functools import cache

from marsad.text import date_lexicon as lexicon
from marsad.text.normalize import Folded

_LETTER = "ء-ي"
_PERIODS = (
    "اليوم", "اليومين", "الايام", "الاسبوع", "الاسبوعين", "الاسابيع", "الشهر", "الشهرين", "الاشهر", "العام",
    "العامين", "السنه", "السنوات", "الاعوام", "الساعه", "الساعات", "الفتره",
)  # fmt: skip
_LEADS = ("يوم", "يومي", "شهر", "عام", "سنه", "خلال", "منذ", "قبل", "حتي")
_LONGEST_CHAIN = 3  # words run together


def spaced(folded: Folded) -> Folded:
    """The text with a blank between such words; every offset still leads to the same letter of the source."""
    for _ in range(_LONGEST_CHAIN - 1):
        cuts = [match.end() for match in _glued().finditer(folded.text)]
        if not cuts:
            break
        folded = _cut(folded, cuts)
    return folded


def _cut(folded: Folded, cuts: list[int]) -> Folded:
    text: list[str] = []
    starts: list[int] = []
    for begin, end in zip([0, *cuts], [*cuts, len(folded.text)], strict=True):
        text += (folded.text[begin:end], " ")
        starts += (*folded.starts[begin:end], folded.starts[end])
    return Folded("".join(text[:-1]), folded.source, starts)


@cache
def _glued() -> re.Pattern[str]:
    """The first of two words run together, where the second ends or a third begins."""
    definite = {word for word in (*lexicon.PAST, *lexicon.FUTURE, *lexicon.CURRENT) if word.startswith("ال")}
    follow = _any({*definite, *_PERIODS, *lexicon.WEEKDAYS})
    first = _any({*_LEADS, *_PERIODS, *lexicon.WEEKDAYS, *lexicon.months(), *lexicon.PARTS_OF_DAY})
    return re.compile(rf"(?<![{_LETTER}])[وفبلك]?{first}(?={follow}(?:{follow})?(?![{_LETTER}]))")


def _any(words: set[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"
