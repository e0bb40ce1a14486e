"""What dates look like in folded text. Each pattern names the parts that dates.py resolves."""

import re
from functools import cache

from marsad.text import date_lexicon as lexicon

_L = "ء-ي"
_OPEN = rf"(?<![{_L}\d])(?:(?:[وف]?[بلك]?)(?=[{_L}\d]))?"  # a word begins, after its proclitics
_CLOSE = rf"(?![{_L}])"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Kind of date -> pattern. The whole match is the expression, `x` where it begins after proclitics."""
    month = f"(?:{_any(lexicon.months())})"
    weekday = f"(?P<weekday>{_any(lexicon.WEEKDAYS)})"
    past, future, current = _any(lexicon.PAST), _any(lexicon.FUTURE), _any(lexicon.CURRENT)
    qualifier = rf"(?:(?P<past>{past})|(?P<future>{future})|(?P<current>{current}))"
    time = rf"(?:(?:{_any(lexicon.PARTS_OF_DAY)}) )?"
    since = r"(?P<since>منذ\s+)?"
    digits = r"(?P<day>\d{1,2})"
    ordinal = rf"(?P<ordinal>{_any(lexicon.day_ordinals())})\s+من"
    named = rf"(?P<month>{month})(?:\s*(?:[/\\]|\s-\s|\()\s*(?P<other>{month})\s*\)?)?"
    loose = (
        rf"(?:(?P<before>[{_L}]{{3,9}}(?: [{_L}]{{3,7}})?)\s*[/\\(]\s*(?P<month>{month})\s*\)?"
        rf"|(?P<month2>{month})\s*[/\\(]\s*(?P<after>[{_L}]{{2,9}}(?: [{_L}]{{3,7}})?)\s*\)?)"
    )
    year = (
        rf"(?:[\s,،]*(?:من\s+)?(?:(?:لل|ال|ل)?(?:عام|سنه)\s*)?(?P<year>(?:19|20)\d\d)(?!\d)\s*م?{_CLOSE}"
        rf"|\s*(?:من\s+)?(?:شهر\s+)?(?P<year_word>(?:هذا )?(?:العام|السنه)(?:\s*{qualifier})?){_CLOSE}"
        rf"|\s*{qualifier.replace('?P<', '?P<m_')}{_CLOSE})?"
    )
    lead = rf"{since}{time}(?:يوم\s*)?(?:{weekday}\s*[,،(]?\s*(?:الموافق\s*)?)?"
    prefix = rf"(?:(?P<part>{_any(lexicon.PARTS_OF_PERIOD)})\s+)?"
    kinds = {
        "day_month": rf"{lead}(?:{digits}|{ordinal})\s*(?:من\s+)?(?:شهر\s*)?{named}{_CLOSE}{year}",
        "loose_day_month": rf"{lead}{digits}\s*(?:من\s+)?(?:شهر\s*)?{loose}{year}",
        "day_range": rf"(?:من\s+)?(?P<first>\d{{1,2}})\s*(?:-|الي|حتي|و)\s*(?P<last>\d{{1,2}})\s+{named}{_CLOSE}{year}",
        "month": rf"{since}{prefix}(?P<shahr>شهر\s*)?{named}{_CLOSE}{year}",
        "loose_month": rf"{since}{prefix}(?:شهر\s*)?{loose}{year}",
        "numeric": r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
        r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})(?!\d)",
        "weekday": rf"{since}{time}(?:يوم\s*)?{weekday}{_CLOSE}(?:\s*[(]?{qualifier}{_CLOSE})?",
        "today": rf"{since}(?:وقت (?:سابق|مبكر|متاخر) من )?{time}(?:يوم\s*)?"
        rf"(?P<word>اول من امس|اول امس|امس الاول|الامس|امس|بعد غد|غدا|غد|اليوم|الليله الماضيه)"
        rf"(?: (?P<same>نفسه|ذاته|التالي|السابق))?{_CLOSE}(?:\s*[(,،]?\s*{weekday}{_CLOSE}\)?)?",
        "ago": rf"(?P<ago>قبل|منذ)\s+(?:نحو\s+|حوالي\s+|قرابه\s+)?(?P<amount>{_amounts()}){_CLOSE}(?!\s*\d{{4}})",
        "period": rf"{since}{prefix}(?:(?P<unit>ال(?:اسبوع|شهر|عام|سنه))\s*{qualifier}{_CLOSE}"
        rf"|(?P<this>هذا الاسبوع|هذا الشهر|هذا العام|هذه السنه){_CLOSE})",
        "last_days": rf"الايام\s+(?:ال)?(?P<count>[{_L}]+|\d{{1,2}})\s+(?:الماضيه|الاخيره|المنصرمه){_CLOSE}",
        "year": rf"{since}{prefix}(?:(?P<called>(?:ال|لل|ل)?(?:عام|سنه))\s*(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
        rf"\s*م?{_CLOSE}"
        rf"|(?P<year2>(?:19|20)\d\d)م{_CLOSE}|(?P<bare>(?:في|منذ|حتي|بين|مطلع|نهايه|اواخر|اوايل|منتصف)\s+)"
        rf"(?P<year3>(?:19|20)\d\d)(?![\d/.,:-]|\s*(?:%|[{_L}]{{3,}}ا?\s|الف|مليون)))",
        "lone_year": r"(?<=\()(?P<lone>(?:1[89]|20)\d\d)(?=\))|(?<=عامي )(?P<lone2>(?:1[89]|20)\d\d)(?=\s*و)"
        r"|(?<=\d\d و)(?P<lone3>(?:1[89]|20)\d\d)(?![\d%])",
        "decade": rf"(?P<decade>{_any(lexicon.DECADES)}){_CLOSE}(?!\s+من (?:ال)?عمر)",
    }
    return {kind: re.compile(rf"{_OPEN}(?P<x>{pattern})") for kind, pattern in kinds.items()}


AMOUNTS = {
    "يوم": (1, "day"), "يومين": (2, "day"), "اسبوع": (1, "week"), "اسبوعين": (2, "week"), "شهر": (1, "month"),
    "شهرين": (2, "month"), "عام": (1, "year"), "عامين": (2, "year"), "سنه": (1, "year"), "سنتين": (2, "year"),
}  # fmt: skip
UNITS = {
    "يوم": "day", "يوما": "day", "ايام": "day", "اسبوع": "week", "اسابيع": "week", "شهر": "month", "شهرا": "month",
    "اشهر": "month", "شهور": "month", "عام": "year", "عاما": "year", "اعوام": "year", "سنه": "year", "سنوات": "year",
}  # fmt: skip


def _amounts() -> str:
    number = rf"\(?\d{{1,3}}\)?|[{_L}]{{3,9}}(?: و?[{_L}]{{3,9}}){{0,2}}?"
    return rf"(?P<fixed>{_any(AMOUNTS)})|(?P<number>{number}) (?P<of>{_any(UNITS)})"


def _any(words: object) -> str:
    """An alternation, longest first; a space may be missing or doubled."""
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in ordered)
