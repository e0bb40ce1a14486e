"""The words of dates, folded: months of every Arabic calendar in use, weekdays, parts of the day, qualifiers.

Month names come from CLDR (babel); the spellings newsrooms use besides are listed here.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from babel import Locale

from marsad.text.normalize import fold_key

_T = TypeVar("_T")
# One locale for each month system: Egyptian and Gulf, Levantine and Iraqi, Algerian, Tunisian, Moroccan.
_LOCALES = ("ar", "ar_IQ", "ar_SY", "ar_LB", "ar_JO", "ar_DZ", "ar_TN", "ar_MA")
_SPELLINGS = {
    1: ("كانون ثاني", "كانون ثان", "جانفييه", "ينايير", "جانفي"),
    2: ("فبرير", "فبراير", "فيفري", "فيفرييه", "اشباط"),
    3: ("اذار", "مارس"),
    4: ("ابريل", "نيسان", "افريل", "أبريال", "ابرايل"),
    5: ("ماي", "ايار", "مايس", "ماية", "مايوو"),
    6: ("يونية", "يونيه", "حزيران", "جوان", "يونيو"),
    7: ("يولية", "يوليه", "تموز", "جويلية", "جويليه", "يوليوز"),
    8: ("اغسطس", "اوغسطس", "آب", "اوت", "غشت"),
    9: ("ايلول", "سبتمبر", "شتنبر", "سيبتمبر"),
    10: ("تشرين اول", "تشرين أول", "اوكتوبر", "اكتوبر"),
    11: ("تشرين ثاني", "تشرين ثان", "نونبر", "نوفمبر"),
    12: ("كانون اول", "كانون أول", "دجنبر", "ديسمبر"),
}
_NUMBERED = {"تشرين 1": 10, "تشرين 2": 11, "كانون 1": 12, "كانون 2": 1}  # for dates in articles, not in feeds
# Words that mean something else more often than the month: alone they need a day, a year or a preposition.
AMBIGUOUS_MONTHS = frozenset(
    fold_key(w) for w in ("آب", "مارس", "ماي", "ماية", "جوان", "مايس", "أيار", "تموز", "مايو", "نيسان", "أوت")
)

WEEKDAYS = {
    fold_key(name): number
    for number, names in {
        0: ("الاثنين", "الإثنين", "الأثنين", "الاتنين"),
        1: ("الثلاثاء", "الثلاثا", "الثلثاء"),
        2: ("الأربعاء", "الاربعا"),
        3: ("الخميس",),
        4: ("الجمعة",),
        5: ("السبت",),
        6: ("الأحد",),
    }.items()
    for name in names
}
# «صلاة الجمعة», «سوق الخميس», «أيام السبت» name no day; «الجمعة العظيمة» one that no rule computes.
NOT_WEEKDAY_AFTER = frozenset(
    fold_key(w)
    for w in (
        "صلاة", "خطبة", "خطبتي", "خطيب", "إمام", "أئمة", "خطباء", "سوق", "أسواق", "مسجد", "جامع", "شارع", "مدينة",
        "قرية", "حي", "نادي", "كل", "أيام", "منبر", "دعاء", "كلا", "هذين", "بيت", "آل",
    )
)  # fmt: skip
NOT_WEEKDAY_BEFORE = frozenset(
    fold_key(w) for w in ("العظيمة", "السوداء", "البيضاء", "الحزينة", "الأسود", "معا", "كليهما", "نفسيهما")
)
PARTS_OF_DAY = tuple(
    fold_key(w)
    for w in (
        "مساء", "صباح", "فجر", "ظهر", "ظهيرة", "عصر", "ليل", "ليلة", "منتصف ليل", "منتصف نهار", "ضحى", "مغرب",
        "عشية", "بعد ظهر", "نهار", "ساعات صباح", "ساعة مبكرة من صباح", "ساعات متأخرة من ليل", "ساعات فجر",
    )
)  # fmt: skip
PAST = (
    "الماضي", "الماضيه", "المنصرم", "المنصرمه", "الفايت", "الفايته", "السابق", "السابقه", "الماضيين", "المنصرمين",
    "ما قبل الماضي", "قبل الماضي", "قبل الماضيه", "ما قبل الماضيه",
)  # fmt: skip
FUTURE = (
    "المقبل", "المقبله", "القادم", "القادمه", "الاتي", "الاتيه", "المقبلين", "القادمين", "بعد المقبل", "بعد القادم",
)  # fmt: skip
CURRENT = ("الجاري", "الجاريه", "الحالي", "الحاليه", "الراهن", "الراهنه")
# Which part of a month or year is meant does not change its value at month or year precision.
PARTS_OF_PERIOD = {
    "اوايل": "early", "مطلع": "early", "بدايه": "early", "بدايات": "early", "مستهل": "early", "غره": "early",
    "منتصف": "mid", "اواسط": "mid", "وسط": "mid",
    "اواخر": "late", "نهايه": "late", "نهايات": "late", "ختام": "late", "اخر": "late",
    "النصف الاول من": "early", "النصف الثاني من": "late", "الاسبوع الاول من": "early", "الاسبوع الثاني من": "mid",
    "الاسبوع الثالث من": "mid", "الاسبوع الاخير من": "late", "خلال": "",
}  # fmt: skip

ORDINALS = (
    "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
)  # fmt: skip


def lookup(words: Mapping[str, _T]) -> Callable[[str], _T]:
    """A function that tells what one of `words`, folded, means, its inner space kept, lost or doubled.

    It raises KeyError for any other word.
    """
    glued = {"".join(word.split()): meaning for word, meaning in words.items()}
    return lambda word: glued["".join(word.split())]


@cache
def months() -> dict[str, int]:
    """Folded month name -> 1..12, in every system."""
    names = {fold_key(spelling): number for number, group in _SPELLINGS.items() for spelling in group}
    for locale in _LOCALES:
        for context in ("format", "stand-alone"):
            wide = Locale.parse(locale).months[context]["wide"]
            names |= {fold_key(name): number for number, name in wide.items()}
    return names


@cache
def _month_lookup() -> Callable[[str], int]:
    return lookup(months() | _NUMBERED)


def month_number(name: str) -> int:
    """1..12 of a month's name, as `lookup` reads it."""
    return _month_lookup()(name)


@cache
def ordinals() -> dict[str, int]:
    """Folded ordinal -> 1..31: «الثالث», «الحادي عشر», «الخامس والعشرين»."""
    units = ORDINALS[:9]
    found = {word: number for number, word in enumerate(ORDINALS, 1)}
    firsts = ("الحادي", *units[1:])
    found |= {f"{word} عشر": number + 10 for number, word in enumerate(firsts, 1)}
    for tens, value in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
        found[tens] = value
        found |= {f"{word} و{tens}": number + value for number, word in enumerate(firsts, 1) if number + value <= 31}
    return found


@cache
def _ordinal_lookup() -> Callable[[str], int]:
    return lookup(ordinals())


def ordinal_number(name: str) -> int:
    """1..31 of an ordinal, as `lookup` reads it."""
    return _ordinal_lookup()(name)


def is_month_like(word: str, month: int) -> bool:
    """Whether `word`, folded, is a name of `month` or a misspelling of one («تشربن الأول»)."""
    return any(
        abs(len(word) - len(name)) <= 2 and _distance(word, name) <= (1 if len(name) <= 5 else 2)
        for name, number in months().items()
        if number == month
    )


def _distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]
