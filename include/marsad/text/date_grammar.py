"""The pieces that patterns of dates are built from. They match folded text; every repetition is bounded, so that a
pattern reads a fixed number of characters from wherever it begins and the whole text in linear time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from marsad.text import date_lexicon as lexicon
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved
from marsad.text.numbers import read_number
from marsad.text.tokens import tokenize

LETTER = "ء-ي"
SP = r"\s{0,3}"
GAP = r"\s{1,3}"
OPEN = rf"(?<![{LETTER}\d])(?:[وف]?[بلك]?(?=[{LETTER}\d]))?"  # a word begins, after its proclitics
CLOSE = rf"(?![{LETTER}])"
SINCE = rf"(?P<since>منذ{GAP})?"
OF = rf"(?:من{GAP})?"
OF_MONTH = rf"{SP}{OF}(?:شهر{SP})?"  # between a day and its month
THE = rf"(?:ال{SP})?"  # before digits
YEAR_WORD = r"(?:لل|ال|ل)?(?:عام|سنه)"
GREGORIAN = rf"{SP}م(?:يلادي)?ه?{CLOSE}"  # after a year
ASIDE = rf"{SP}[(,،]?{SP}"  # between a weekday and what it explains: «اليوم (الأربعاء»
DOUBTFUL = rf"[{LETTER}]{{2,9}}(?: [{LETTER}]{{3,7}})?"  # what may be a misspelt month
# What is counted in thousands: «في 2000 منزل» is no year.
COUNTED = (
    "شخص", "قريه", "مدينه", "دولار", "دينار", "ليره", "ريال", "درهم", "جنيه", "يورو", "متر", "كيلومتر", "كم", "طن",
    "برميل", "عايله", "اسره", "مقاتل", "عنصر", "جندي", "مركز", "مدرسه", "منزل", "بيت", "حاله", "صوت", "موظف",
    "عامل", "طالب", "سياره", "قطعه", "صفحه", "موقع", "مليون", "مليار", "الف", "الاف", "سنه", "عام", "يوم", "ساعه",
    "دقيقه", "ثانيه", "قتيل", "جريح", "لاجي", "نازح", "دعوه", "ملف", "قضيه", "فرصه", "وظيفه", "وحده", "هكتار",
    "دونم", "ميل", "نسمه", "ميجاواط", "ميغاواط", "كيلوغرام", "غرام", "لتر", "مشارك", "متظاهر", "صاروخ", "ضابط",
)  # fmt: skip
_YEAR_OPENERS = ("عام", "سنه", "العام", "السنه", "لعام", "لسنه", "للعام")
_SAFE = 1000  # units of time
_part_of = lexicon.lookup(lexicon.PARTS_OF_PERIOD)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of date: the group `x` of `pattern` is the expression; `resolve` returns None for what it cannot tell."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Resolved | None]


def rule(pattern: str, resolve: Callable[[re.Match[str], Context], Resolved | None]) -> Rule:
    """A rule whose expression begins a word, after its proclitics."""
    return Rule(re.compile(rf"{OPEN}(?P<x>{pattern})"), resolve)


def openers() -> frozenset[str]:
    """The words that the pieces below begin with: the `openers` of a module are those that it begins with besides."""
    leads = ("منذ", "يوم", "شهر", "الشهر", "تشرين", "كانون", *_YEAR_OPENERS)
    names = (*lexicon.months(), *lexicon.ordinals(), *lexicon.WEEKDAYS)
    return frozenset((*leads, *names, *lexicon.PARTS_OF_DAY, *lexicon.PARTS_OF_PERIOD))


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; a space may be missing or doubled."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", SP) for word in ordered) + ")"


def qualifier(prefix: str = "") -> str:
    """«الماضي», «المقبل» or «الجاري»: groups past, future, current, each after `prefix`."""
    kinds = (("past", lexicon.PAST), ("future", lexicon.FUTURE), ("current", lexicon.CURRENT))
    return "(?:" + "|".join(rf"(?P<{prefix}{name}>{any_of(words)})" for name, words in kinds) + ")"


def step(match: re.Match[str], prefix: str = "") -> int:
    """How many units from now a qualifier points: -2 for «قبل الماضي», 0 for «الجاري»."""
    past, future = match[prefix + "past"], match[prefix + "future"]
    if past:
        return -2 if "قبل" in past else -1
    return (2 if "بعد" in future else 1) if future else 0


def some() -> str:
    """«الثلاثة», «الـ3»: the group count."""
    return rf"(?P<count>(?:ال)?{SP}(?:\d{{1,3}}|[{LETTER}]{{2,9}}))"


def some_count(match: re.Match[str]) -> int | None:
    """The number that `some` matched."""
    return count_of(match["count"].removeprefix("ال").strip())


def count_of(words: str) -> int | None:
    """The number that the words tell, None where they tell none or one beyond any date of the news."""
    tokens = tokenize(words)
    end, count = read_number(tokens, 0)
    return count if count and end == len(tokens) and count < _SAFE else None


def weekday() -> str:
    """A weekday's name."""
    return any_of(lexicon.WEEKDAYS)


def part_of_day() -> str:
    """«مساء», «فجر», or nothing."""
    return rf"(?:{any_of(lexicon.PARTS_OF_DAY)} )?"


def day_lead() -> str:
    """«مساء يوم», either or neither."""
    return rf"{part_of_day()}(?:يوم{SP})?"


def day_digits(name: str) -> str:
    """A day of the month in digits, as the group `name`."""
    return rf"{THE}(?P<{name}>\d{{1,2}})"


def day_of_month() -> str:
    """A day of the month in digits, or in words that lead to the month: groups day, ordinal."""
    return rf"(?:{day_digits('day')}|(?P<ordinal>{any_of(lexicon.ordinals())}){GAP}من)"


def day_number(match: re.Match[str]) -> int:
    """1..99, what `day_of_month` matched."""
    ordinal = match["ordinal"]
    return lexicon.ordinal_number(ordinal) if ordinal else int(match["day"])


def numeric_day(year: str, mark: str) -> str:
    """A day in digits with the same `mark` twice, year first or day first: groups y, m, d or d2, m2, y2."""
    return (
        rf"(?:(?P<y>{year})(?P<mark>{mark})(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})"
        rf"|(?P<d2>\d{{1,2}})(?P<mark2>{mark})(?P<m2>\d{{1,2}})(?P=mark2)(?P<y2>{year}))"
    )


def year_month_day(match: re.Match[str]) -> tuple[int, int, int]:
    """What `numeric_day` matched, whether or not there is such a day."""
    year, month_number, day = ("y", "m", "d") if match["y"] else ("y2", "m2", "d2")
    return int(match[year]), int(match[month_number]), int(match[day])


def month() -> str:
    """A month's name, in any system, or its number («تشرين 2»)."""
    return rf"(?:{any_of(lexicon.months())}|(?:تشرين|كانون) ?[12](?!\d))"


def named_month() -> str:
    """A month with or without its other name: groups month, other."""
    mark = rf"{SP}(?:[/\\]|\s-\s|\(|\s(?:او|اي)\s){SP}|{GAP}"  # by white space alone as Reuters has it
    return rf"(?P<month>{month()})(?:(?:{mark})(?P<other>{month()}){CLOSE}{SP}\)?)?"


def loose_month() -> str:
    """A dual month of which one half is misspelt: groups before and month, or month2 and after."""
    return (
        rf"(?:(?P<before>{DOUBTFUL}){SP}[/\\(]{SP}(?P<month>{month()}){SP}\)?"
        rf"|(?P<month2>{month()}){SP}[/\\(]{SP}(?P<after>{DOUBTFUL}){SP}\)?)"
    )


def year_digits(name: str) -> str:
    """A year that follows a month or a range, as the group `name`."""
    return rf"(?P<{name}>(?:1\d|20)\d\d)(?![\d%])(?!{SP}{any_of(COUNTED)}{CLOSE})"


def year_tail() -> str:
    """The year after a month, or what stands for it: groups year, year_word, year_same, or m_past, m_future, m_current.

    Groups past, future and current belong to year_word: «من العام الماضي».
    """
    lead = rf"{OF}(?:شهر{GAP})?"
    that = rf"(?:ذلك العام|تلك السنه)(?!{SP}{qualifier('t_')})"
    return (
        rf"(?:[\s,،]{{0,3}}{OF}(?:{YEAR_WORD}{SP})?{year_digits('year')}(?:{GREGORIAN}|{CLOSE})"
        rf"|{SP}{lead}(?P<year_same>(?:العام|السنه) (?:نفسه|نفسها|ذاته|ذاتها)|{that}){CLOSE}"
        rf"|{SP}{lead}(?P<year_word>(?:هذا |هذه )?(?:العام|السنه)(?:{SP}{qualifier()})?){CLOSE}"
        rf"|{SP}{qualifier('m_')}{CLOSE})?"
    )


def month_near() -> str:
    """«الشهر الجاري», which a day may be of: groups past, future, current."""
    return rf"(?:ال)?شهر{SP}{qualifier()}"


def part_of_period(words: Iterable[str] = lexicon.PARTS_OF_PERIOD) -> str:
    """«أواخر», «مطلع», or nothing: the group part."""
    return rf"(?:(?P<part>{any_of(words)}){GAP})?"


def part(match: re.Match[str]) -> str:
    """The part of its period that an expression means: early, mid, late or ""."""
    words = match["part"]
    return _part_of(words) if words else ""
