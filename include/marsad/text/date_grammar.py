"""The pieces that patterns of dates are built from. They match folded text; every repetition is bounded, so that a
pattern reads a fixed number of characters from wherever it begins and the whole text in linear time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from marsad.text import date_lexicon as lexicon
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved

LETTER = "ء-ي"
SP = r"\s{0,3}"
GAP = r"\s{1,3}"
OPEN = rf"(?<![{LETTER}\d])(?:[وف]?[بلك]?(?=[{LETTER}\d]))?"  # a word begins, after its proclitics
CLOSE = rf"(?![{LETTER}])"
SINCE = rf"(?P<since>منذ{GAP})?"
# What is counted in thousands: «في 2000 منزل» is no year.
COUNTED = (
    "شخص", "قريه", "مدينه", "دولار", "دينار", "ليره", "ريال", "درهم", "جنيه", "يورو", "متر", "كيلومتر", "كم", "طن",
    "برميل", "عايله", "اسره", "مقاتل", "عنصر", "جندي", "مركز", "مدرسه", "منزل", "بيت", "حاله", "صوت", "موظف",
    "عامل", "طالب", "سياره", "قطعه", "صفحه", "موقع", "مليون", "مليار", "الف", "الاف", "سنه", "عام", "يوم", "ساعه",
    "دقيقه", "ثانيه", "قتيل", "جريح", "لاجي", "نازح", "دعوه", "ملف", "قضيه", "فرصه", "وظيفه", "وحده", "هكتار",
    "دونم", "ميل", "نسمه", "ميجاواط", "ميغاواط", "كيلوغرام", "غرام", "لتر", "مشارك", "متظاهر", "صاروخ", "ضابط",
)  # fmt: skip
_PARTS = {words.replace(" ", ""): name for words, name in lexicon.PARTS_OF_PERIOD.items()}


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of date: the group `x` of `pattern` is the expression; `resolve` returns None for what it cannot tell."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Resolved | None]


def rule(pattern: str, resolve: Callable[[re.Match[str], Context], Resolved | None]) -> Rule:
    """A rule whose expression begins a word, after its proclitics."""
    return Rule(re.compile(rf"{OPEN}(?P<x>{pattern})"), resolve)


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


def month() -> str:
    """A month's name, in any system, or its number («تشرين 2»)."""
    return rf"(?:{any_of(lexicon.months())}|(?:تشرين|كانون) ?[12](?!\d))"


def named_month() -> str:
    """A month with or without its other name: groups month, other."""
    mark = rf"{SP}(?:[/\\]|\s-\s|\(|\s(?:او|اي)\s){SP}|{GAP}"  # by white space alone as Reuters has it
    return rf"(?P<month>{month()})(?:(?:{mark})(?P<other>{month()}){CLOSE}{SP}\)?)?"


def loose_month() -> str:
    """A dual month of which one half is misspelt: groups before and month, or month2 and after."""
    word = rf"[{LETTER}]{{2,9}}(?: [{LETTER}]{{3,7}})?"
    return (
        rf"(?:(?P<before>{word}){SP}[/\\(]{SP}(?P<month>{month()}){SP}\)?"
        rf"|(?P<month2>{month()}){SP}[/\\(]{SP}(?P<after>{word}){SP}\)?)"
    )


def year_digits(name: str) -> str:
    """A year that follows a month or a range, as the group `name`."""
    return rf"(?P<{name}>(?:1\d|20)\d\d)(?![\d%])(?!{SP}{any_of(COUNTED)}{CLOSE})"


def year_tail() -> str:
    """The year after a month, or what stands for it: groups year, year_word, year_same, or m_past, m_future, m_current.

    Groups past, future and current belong to year_word: «من العام الماضي».
    """
    lead = rf"(?:من{GAP})?(?:شهر{GAP})?"
    return (
        rf"(?:[\s,،]{{0,3}}(?:من{GAP})?(?:(?:لل|ال|ل)?(?:عام|سنه){SP})?{year_digits('year')}"
        rf"(?:{SP}م(?:يلادي)?ه?{CLOSE}|{CLOSE})"
        rf"|{SP}{lead}(?P<year_same>(?:العام|السنه) (?:نفسه|نفسها|ذاته|ذاتها)){CLOSE}"
        rf"|{SP}{lead}(?P<year_word>(?:هذا |هذه )?(?:العام|السنه)(?:{SP}{qualifier()})?){CLOSE}"
        rf"|{SP}{qualifier('m_')}{CLOSE})?"
    )


def part_of_period() -> str:
    """«أواخر», «مطلع»: the group part."""
    return rf"(?:(?P<part>{any_of(lexicon.PARTS_OF_PERIOD)}){GAP})?"


def part(match: re.Match[str]) -> str:
    """The part of its period that an expression means: early, mid, late or ""."""
    words = match["part"]
    return _PARTS["".join(words.split())] if words else ""
