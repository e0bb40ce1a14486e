"""The words of dates, folded: months of every Arabic calendar in use, weekdays, parts of the day, qualifiers.

Month names come from CLDR (babel); the spellings newsrooms use besides are listed here.
"""

from functools import cache

from babel import Locale

from marsad.text.normalize import fold_key

# One locale for each month system: Egyptian and Gulf, Levantine and Iraqi, Algerian, Tunisian, Moroccan.
_LOCALES = ("ar", "ar_IQ", "ar_SY", "ar_LB", "ar_JO", "ar_DZ", "ar_TN", "ar_MA")
_SPELLINGS = {
    1: ("كانون ثاني", "كانون ثان", "جانفييه", "ينايير"),
    2: ("فبرير", "فبراير", "فيفري", "فيفرييه"),
    3: ("اذار", "مارس"),
    4: ("ابريل", "نيسان", "افريل", "أبريال"),
    5: ("ماي", "ايار", "مايس", "ماية"),
    6: ("يونية", "يونيه", "حزيران", "جوان"),
    7: ("يولية", "يوليه", "تموز", "جويلية", "يوليوز"),
    8: ("اغسطس", "اوغسطس", "آب", "اوت", "غشت"),
    9: ("ايلول", "سبتمبر", "شتنبر"),
    10: ("تشرين اول", "تشرين أول", "اوكتوبر", "اكتوبر"),
    11: ("تشرين ثاني", "تشرين ثان", "نونبر", "نوفمبر"),
    12: ("كانون اول", "كانون أول", "دجنبر", "ديسمبر"),
}
# Words that mean something else more often than the month: alone they need a day, a year or a preposition.
AMBIGUOUS_MONTHS = frozenset(fold_key(w) for w in ("آب", "مارس", "ماي", "جوان", "مايس", "أيار", "تموز"))

WEEKDAYS = {
    fold_key(name): number
    for number, names in {
        0: ("الاثنين", "الإثنين", "الأثنين"),
        1: ("الثلاثاء", "الثلاثا"),
        2: ("الأربعاء", "الاربعا"),
        3: ("الخميس",),
        4: ("الجمعة",),
        5: ("السبت",),
        6: ("الأحد",),
    }.items()
    for name in names
}
# «صلاة الجمعة», «إمام الجمعة», «سوق الخميس» name no day.
NOT_WEEKDAY_AFTER = frozenset(
    fold_key(w)
    for w in ("صلاة", "خطبة", "خطيب", "إمام", "أئمة", "خطباء", "سوق", "مسجد", "شارع", "مدينة", "قرية", "كل", "منبر")
)
PARTS_OF_DAY = tuple(
    fold_key(w)
    for w in ("مساء", "صباح", "فجر", "ظهر", "عصر", "ليل", "ليلة", "منتصف ليل", "ضحى", "مغرب", "عشية", "بعد ظهر", "نهار")
)
PAST = ("الماضي", "الماضيه", "المنصرم", "المنصرمه", "الفايت", "الفايته", "السابق", "السابقه")
FUTURE = ("المقبل", "المقبله", "القادم", "القادمه", "الاتي", "الاتيه")
CURRENT = ("الجاري", "الجاريه", "الحالي", "الحاليه", "الراهن", "الراهنه")
# Which part of a month or year is meant does not change its value at month or year precision.
PARTS_OF_PERIOD = (
    "اواخر", "اوايل", "مطلع", "منتصف", "نهايه", "بدايه", "اواسط", "مستهل", "ختام", "خلال",
)  # fmt: skip

# Signs, before a date without a year, that the text announces.
ANNOUNCING = (
    r"سوف|(?<!كان من )(?<!كانت )المقرر|المزمع|المنتظر|المرتقب|[يت]عتزم|"
    r"س[يت](?:عقد|زور|بدا|نطلق|كون|جري|لتقي|تم|صل|توجه|شارك|قام|صوت|جتمع|ستانف|دخل|فتح|طلق|غادر|حضر)[ء-ي]*"
)

_ORDINALS = ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
DECADES = {
    stem + ending: 1900 + decade
    for stem, decade in {
        "العشرين": 20, "الثلاثين": 30, "الاربعين": 40, "الخمسين": 50, "الستين": 60, "السبعين": 70,
        "الثمانين": 80, "التسعين": 90,
    }.items()
    for ending in ("يات", "ات")
}  # fmt: skip


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
def day_ordinals() -> dict[str, int]:
    """Folded ordinal -> day of the month: «الثالث», «الحادي عشر», «الخامس والعشرين»."""
    units = _ORDINALS[:9]
    found = {word: day for day, word in enumerate(_ORDINALS, 1)}
    firsts = ("الحادي", *units[1:])
    found |= {f"{word} عشر": day + 10 for day, word in enumerate(firsts, 1)}
    for tens, value in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
        found[tens] = value
        found |= {f"{word} و{tens}": day + value for day, word in enumerate(firsts, 1) if day + value <= 31}
    return found


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
