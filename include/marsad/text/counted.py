"""Numbers with what they count: «15 مليون دولار», «ثلاثة جنود», and the duals that are number and noun in one word."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.text.numbers import ESTIMATES, read_number
from marsad.text.tokens import Token

# Nouns that news counts, folded. The dual's ending alone tells nothing: «لبنان», «مهندسين».
_NOUNS = (
    "شخص", "مدني", "جندي", "عنصر", "ضابط", "شرطي", "مقاتل", "مسلح", "طفل", "طفله", "شاب", "شابه", "امراه", "رجل",
    "عامل", "طالب", "موظف", "صحفي", "مواطن", "متهم", "مشتبه", "متظاهر", "قتيل", "جريح", "ضحيه", "جثه", "نايب", "وزير",
    "مسوول", "قيادي", "مهاجر", "نازح", "لاجي", "سجين", "اسير", "رهينه", "عايله", "اسره", "منزل", "سياره", "عجله",
    "طايره", "صاروخ", "قذيفه", "عبوه", "انفجار", "هجوم", "حادث", "يوم", "اسبوع", "شهر", "عام", "سنه", "ساعه", "دقيقه",
    "دولار", "دينار", "طن", "برميل", "متر", "كيلومتر", "مدينه", "قريه", "دوله", "شركه", "مره", "هدف", "نقطه",
)  # fmt: skip
DUALS = {(noun[:-1] + "ت" if noun.endswith("ه") else noun) + ending: noun for noun in _NOUNS for ending in ("ان", "ين")}


@dataclass(frozen=True, slots=True)
class Counted:
    """[start, end) in the source. `value` is None for an estimate; `unit` is the folded noun, a dual's singular."""

    start: int
    end: int
    value: int | None
    unit: str


def read_counted(words: Sequence[Token], at: int) -> tuple[int, Counted | None]:
    """Read a number and its noun at token `at`: (index after them, what was read); (at, None) where there is none.

    `unit` is "" where no word follows the number: «قتل 15.».
    """
    word = words[at]
    if (noun := dual_of(word.key)) is not None:
        start = word.start + (word.key not in DUALS)  # after و, ب or ل
        return at + 1, Counted(start, word.end, 2, noun)
    after, value = read_number(words, at)
    if after == at:
        return at, None
    unit = after + (after < len(words) and words[after].key == "من")
    if unit < len(words) and words[unit].is_word and words[unit].key not in ESTIMATES:
        return unit + 1, Counted(word.start, words[unit].end, value, words[unit].key)
    return after, Counted(word.start, words[after - 1].end, value, "")


def dual_of(key: str) -> str | None:
    """The singular of a folded dual noun, «شخصان», «وجنديين»; None for any other word."""
    for form in (key, key[1:]) if key and key[0] in "وبل" else (key,):
        if form in DUALS:
            return DUALS[form]
    return None
