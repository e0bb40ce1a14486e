"""Dates of the Hijri calendar as Gregorian days: «5 شوال 1436هـ», «الخامس من رمضان», «1436/10/5هـ».

Conversion is Umm al-Qura's (package hijridate, 1343 to 1500 AH). Where months begin by sighting, Iraq among them, the
day may be off by one.
"""

import re
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_completion import AHEAD
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved

_NAMES = {
    1: ("محرم", "المحرم"), 2: ("صفر",), 3: ("ربيع الاول", "ربيع اول"),
    4: ("ربيع الثاني", "ربيع الاخر", "ربيع ثاني"), 5: ("جمادي الاولي", "جمادي الاول"),
    6: ("جمادي الاخره", "جمادي الثانيه", "جمادي الثاني", "جمادي الاخر"), 7: ("رجب",), 8: ("شعبان",),
    9: ("رمضان",), 10: ("شوال",), 11: ("ذو القعده", "ذي القعده"), 12: ("ذو الحجه", "ذي الحجه"),
}  # fmt: skip
_MONTHS = {name: number for number, names in _NAMES.items() for name in names}
_month_number = lexicon.lookup(_MONTHS)
_LONGEST_MONTH = 30  # days; some have one less
_SAFE_AFTER = frozenset(("في", "خلال", "منذ", "قبل", "بعد", "حتي"))  # elsewhere «رمضان» may be a man's name


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset(_MONTHS)


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    month = rf"(?P<month>{g.any_of(_MONTHS)})(?:{g.GAP}(?:المبارك|الحرام|الخير|المكرم))?"
    era = rf"(?:{g.SP}(?:ه|هجري|هجريه|للهجره|من الهجره){g.CLOSE})"
    of_year = rf"[\s,،]{{1,3}}{g.OF}(?:{g.YEAR_WORD}{g.GAP})?"
    year = rf"(?:{of_year}(?P<year>1[345]\d\d)(?!\d){era}?{g.CLOSE}|{g.SP}{g.qualifier()}{g.CLOSE})?"
    weekday = rf"(?:يوم{g.GAP})?(?:{g.weekday()}{g.ASIDE}(?:الموافق{g.GAP})?)?"
    day = rf"(?:{g.day_of_month()}|(?P<first>غره))"
    of = rf"{g.SP}{g.OF}(?P<shahr>شهر{g.GAP})?"
    numeric = g.numeric_day(r"1[345]\d\d", " ?[-/] ?")
    return (
        g.rule(rf"{g.SINCE}{weekday}{day}{of}{month}{g.CLOSE}{year}", _day),
        g.rule(rf"{g.SINCE}{g.part_of_period()}(?P<shahr>شهر{g.GAP})?{month}{g.CLOSE}{year}", _month),
        g.rule(rf"{weekday}(?<![-/.]){numeric}(?![\d/]|-\d){era}?", _numeric),
        g.rule(rf"{g.SINCE}(?:{g.YEAR_WORD}{g.SP})?(?P<year>1[345]\d\d){era}", _year),
    )


def _day(match: re.Match[str], context: Context) -> Resolved | None:
    month, number = _month_number(match["month"]), 1 if match["first"] else g.day_number(match)
    if month == 2 and not (match["year"] or match["shahr"]):  # صفر is also nought
        return None
    found = _near(match, context, month, number)
    return context.since(values.day(found).by("hijri"), match) if found else None


def _month(match: re.Match[str], context: Context) -> Resolved | None:
    month = _month_number(match["month"])
    is_ramadan = month == 9 and (match["since"] or context.word_before(match.start("x")) in _SAFE_AFTER)
    start = _near(match, context, month, None) if match["shahr"] or match["year"] or is_ramadan else None
    if start is None:
        return None
    end = start + timedelta(days=_LONGEST_MONTH - 1)
    real = end if Gregorian.fromdate(end).to_hijri().month == month else end - timedelta(days=1)
    return context.since(values.days(start, real).by("hijri").within(g.part(match)), match)


def _numeric(match: re.Match[str], _: Context) -> Resolved | None:
    found = _gregorian(*g.year_month_day(match))
    return values.day(found).by("hijri") if found else None


def _year(match: re.Match[str], context: Context) -> Resolved | None:
    year = int(match["year"])
    start, after = _gregorian(year, 1, 1), _gregorian(year + 1, 1, 1)
    if start is None or after is None:
        return None
    return context.since(values.days(start, after - timedelta(days=1)).by("hijri"), match)


def _near(match: re.Match[str], context: Context, month: int, day: int | None) -> date | None:
    """The Gregorian day, for a month its first, in the year that is told or else nearest by the same rules as in
    date_completion."""
    if match["year"]:
        return _gregorian(int(match["year"]), month, day or 1)
    today = context.today
    if today is None or not 1940 <= today.year <= 2070:  # within hijridate's range
        return None
    now = Gregorian.fromdate(today).to_hijri().year
    days = [d for year in range(now - 1, now + 3) if (d := _gregorian(year, month, day or 1))]
    if match["future"] or (day and not match["past"] and not match["current"] and context.announces(match.start())):
        return next((d for d in days if d > today), None)
    latest = today - timedelta(days=1 if day else _LONGEST_MONTH - 1) if match["past"] else today + AHEAD
    return max((d for d in days if d <= latest), default=None)


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
