"""Days and months of the Gregorian calendar told by name or number: «7 تشرين الأول 2023», «مطلع آذار», «21/7/2015»."""

import re

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_completion import dated, nearest_day
from marsad.text.date_context import Context
from marsad.text.date_deictic import DEICTIC
from marsad.text.date_values import NO_DATE, Resolved

# «ثورة 25 يناير», «قوى 14 آذار»: named after a day, mostly of another year.
_NAMESAKES = frozenset(
    (
        "ثوره", "انتفاضه", "حركه", "جسر", "شارع", "ساحه", "ميدان", "حي", "قوي", "فريق", "نواب", "تحالف", "معركه", "حزب",
        "كتايب", "جامعه", "ملعب", "مستشفي", "مدرسه", "قاعه", "حراك",
    )
)  # fmt: skip
# «هجمات 11 سبتمبر»: attacks that need no year are known by their day. Of 13 such in 25,000 articles (SaudiNewsNet, ANT
# corpus) 10 were of another year than the nearest; what is news is told otherwise, «هجمات فجر 5 أيار».
_ATTACKS = frozenset(("هجمات", "احداث", "اعتداءات", "تفجيرات"))
_YEARS = ("year", "year_word", "year_same", "m_past", "m_future", "m_current")  # the groups that tell a month's year
# «تيريزا ماي», «شركة نيسان»: no month, whatever follows.
_NAMES = frozenset(("تيريزا", "ثيريزا", "براين", "شركه", "سيارات", "سياره", "مجموعه", "محرك", "كاب", "كلينك"))
_PREPOSITIONS = frozenset(("في", "شهر", "خلال", "حتي", "بين", "الي", "من", "منذ", "قبل", "بعد"))


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset(DEICTIC)


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    weekday = rf"(?P<weekday>{g.weekday()})"
    deictic = rf"(?:{g.any_of(DEICTIC)}{g.GAP})?"
    aside = rf"{g.SP}[,،()]{{0,2}}{g.SP}(?:الموافق{g.SP}|المصادف{g.SP}|في{g.GAP})?"
    when = rf"(?:{weekday}(?:{g.SP}{g.qualifier('w_')})?{aside})?"
    lead = rf"(?P<lead>{g.SINCE}{g.day_lead()}{deictic}{when}(?:يوم{g.SP})?)"
    day_of = rf"{lead}{g.day_of_month()}{g.OF_MONTH}"
    announced = "|".join(rf"(?<={word} )" for word in ("تاريخ", "الموافق", "المصادف", "يوم"))
    announced = rf"(?:{announced}|(?:يوم{g.SP})?{weekday}{g.ASIDE})"
    year, mark = r"\d{4}", r" ?[-/.\\] ?"
    joint = rf"{g.SP}(?:و|الي{g.GAP}|حتي{g.GAP}|-){g.SP}(?:\d{{1,2}}{g.SP})?"
    shared = rf"(?:(?={joint}(?P<later>{g.month()}){g.GAP}(?P<shared>(?:19|20)\d\d)(?!\d)))?"
    return (
        g.rule(rf"{day_of}{g.named_month()}{g.CLOSE}{g.year_tail()}{shared}", _day_month),
        g.rule(rf"{day_of}{g.loose_month()}{g.year_tail()}", _loose_day_month),
        g.rule(
            rf"{g.SINCE}{g.part_of_period()}(?P<shahr>(?:ال)?شهر{g.SP})?{g.named_month()}{g.CLOSE}"
            rf"{g.year_tail()}{shared}",
            _month,
        ),
        g.rule(rf"{g.SINCE}{g.part_of_period()}(?:شهر{g.SP})?{g.loose_month()}{g.year_tail()}", _loose_month),
        g.rule(
            rf"{lead}{g.day_of_month()}{g.SP}{g.OF}(?:{g.month_near()}|(?P<same>الشهر{g.GAP}(?:نفسه|ذاته))"
            rf"|(?P<this>هذا{g.GAP}الشهر|{g.any_of(lexicon.CURRENT)})){g.CLOSE}",
            _day_of_month,
        ),
        g.rule(rf"{lead}(?<![-/.:\\]){g.numeric_day(year, mark)}(?![\d/\\:]|[-.]\d)(?:{g.GREGORIAN})?", _numeric),
        g.rule(rf"{announced}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<y>\d\d))?(?![\d/-]|\.\d)", _short_numeric),
    )


def _day_month(match: re.Match[str], context: Context) -> Resolved | None:
    if not match["year"] and (_is_namesake(match, context) or _returns(match, context)):
        return NO_DATE
    return dated(match, context, lexicon.month_number(match["month"]), g.day_number(match))


def _is_namesake(match: re.Match[str], context: Context) -> bool:
    """Whether something is named after the day; an attack only by its bare day and month."""
    before = context.word_before(match.start("x"))
    is_bare = not any(match[group] for group in ("lead", "shared", *_YEARS))
    return before in _NAMESAKES or (before in _ATTACKS and is_bare)


def _loose_day_month(match: re.Match[str], context: Context) -> Resolved | None:
    number = _loose_month_number(match)
    return dated(match, context, number, g.day_number(match)) if number else None


def _month(match: re.Match[str], context: Context) -> Resolved | None:
    before = context.word_before(match.start("month"))
    if before in _NAMES or _returns(match, context):
        return NO_DATE
    name = " ".join(match["month"].split())
    is_alone = not any(match[group] for group in ("shahr", "other", "part", "since", *_YEARS))
    if is_alone and (before in _NAMESAKES or (name in lexicon.AMBIGUOUS_MONTHS and not _is_led(match, context))):
        return None
    resolved = dated(match, context, lexicon.month_number(name), None)
    return resolved.within(g.part(match)) if resolved else None


def _returns(match: re.Match[str], context: Context) -> bool:
    """«في تموز من كل عام»."""
    return bool(re.match(r"\s{0,3}من كل (?:عام|سنه)", context.text[match.end() : match.end() + 16]))


def _is_led(match: re.Match[str], context: Context) -> bool:
    """Whether a preposition or another month, «آذار ونيسان», makes a month of an ambiguous word."""
    at = match.start("month")
    previous = context.previous
    is_joined = previous is not None and previous[0].precision == "month" and at - previous[1] <= 3
    return is_joined or context.word_before(at) in _PREPOSITIONS


def _loose_month(match: re.Match[str], context: Context) -> Resolved | None:
    number = _loose_month_number(match)
    resolved = dated(match, context, number, None) if number else None
    return resolved.within(g.part(match)) if resolved else None


def _day_of_month(match: re.Match[str], context: Context) -> Resolved | None:
    """«15 من الشهر الجاري», «20 الجاري», «21 من الشهر نفسه»."""
    number = g.day_number(match)
    if match["same"]:
        month = context.told_month(match.start("x"))
        real = values.real_day(*month, number) if month else None
        return context.since(values.day(real).by("anaphoric"), match) if real else None
    if context.today is None:
        return None
    real = values.real_day(*values.shift_months(context.today, 0 if match["this"] else g.step(match)), number)
    return context.since(values.day(real).by("deictic"), match) if real else None


def _numeric(match: re.Match[str], context: Context) -> Resolved | None:
    """Year first, or the day first as Arabic newsrooms write it; month first only where nothing else is a date."""
    year, month, day = g.year_month_day(match)
    real = values.real_day(year, month, day)
    if real is None and not match["y"]:
        real = values.real_day(year, day, month)
    return context.since(values.day(real), match) if real and 1800 <= real.year <= values.LAST_YEAR else None


def _short_numeric(match: re.Match[str], context: Context) -> Resolved | None:
    """«بتاريخ 7/10»: a day and a month, with two digits of the year or without."""
    day, month = int(match["d"]), int(match["m"])
    if match["y"]:
        real = values.real_day(2000 + int(match["y"]), month, day)
    else:
        real = nearest_day(context.today, month, day) if context.today else None
    return values.day(real).by("completed") if real else None


def _loose_month_number(match: re.Match[str]) -> int | None:
    name, doubtful = (match["month"], match["before"]) if match["month"] else (match["month2"], match["after"])
    number = lexicon.month_number(name)
    return number if lexicon.is_month_like(doubtful, number) else None
