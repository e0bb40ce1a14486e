"""Several days or months told together: «من 3 إلى 7 تموز», «بين 28 نيسان و2 أيار», «10 و11 أبريل» (two dates)."""

import re

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_completion import dated
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides digits and misspelt months."""
    return frozenset(("من", "بين", "تشرين", "كانون", *lexicon.months()))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    to = rf"{g.SP}(?:-|الي|حتي|ولغايه|لغايه){g.SP}"
    opening = rf"(?:(?:من|بين){g.GAP})"
    of = rf"{g.SP}(?:من{g.GAP})?(?:شهر{g.SP})?"
    tail = rf"{g.named_month()}{g.CLOSE}{g.year_tail()}"
    the = rf"(?:ال{g.SP})?"
    early = rf"(?P<early>{g.month()})(?:{g.SP}[/(]{g.SP}{g.month()}{g.SP}\)?)?(?:{g.GAP}{g.year_digits('year1')})?"
    more = rf"(?:{g.SP}[و،,]{g.SP}و?{the}\d{{1,2}}(?!\d)){{1,4}}"
    first, last = rf"{the}(?P<first>\d{{1,2}})", rf"{the}(?P<last>\d{{1,2}})"
    both = rf"بين{g.GAP}(?:يومي{g.GAP}|شهري{g.GAP})?"
    joined = rf"{g.SP}و{g.SP}"
    this_month = rf"{g.SP}(?:من{g.GAP})?(?:ال)?شهر{g.SP}{g.qualifier()}{g.CLOSE}"
    return (
        g.rule(rf"{opening}?{first}{to}{last}{of}{tail}", _days),
        g.rule(rf"{both}{first}{joined}{last}{of}{tail}", _days),
        g.rule(
            rf"(?:{opening}?{first}{to}|{both}{first.replace('first', 'first2')}{joined}){last}{this_month}", _days_near
        ),
        g.rule(rf"{the}(?P<day>\d{{1,2}})(?={more}{of}{tail})", _listed_day),
        g.rule(rf"{opening}?{first}{of}{early}{to}{last}{of}{tail}", _across_months),
        g.rule(rf"{both}{first}{of}{early}{joined}{last}{of}{tail}", _across_months),
        g.rule(rf"{opening}?{early}{to}{tail}", _months),
        g.rule(rf"{both}{early}{joined}{tail}", _months),
    )


def _days(match: re.Match[str], context: Context) -> Resolved | None:
    month = lexicon.month_number(match["month"])
    first, last = int(match["first"]), int(match["last"])
    start, end = (dated(match, context, month, day) for day in (first, last))
    return values.span(start.value, end.value).by(end.resolution) if start and end and start.value < end.value else None


def _days_near(match: re.Match[str], context: Context) -> Resolved | None:
    """«من 12 إلى 15 من الشهر الجاري»."""
    if context.today is None:
        return None
    month = values.shift_months(context.today, g.step(match))
    start, end = (values.real_day(*month, int(d)) for d in (match["first"] or match["first2"], match["last"]))
    return values.days(start, end).by("deictic") if start and end and start < end else None


def _listed_day(match: re.Match[str], context: Context) -> Resolved | None:
    """The «10» of «10 و11 أبريل»; the last of the list is a date of its own."""
    return dated(match, context, lexicon.month_number(match["month"]), int(match["day"]))


def _across_months(match: re.Match[str], context: Context) -> Resolved | None:
    end = dated(match, context, lexicon.month_number(match["month"]), int(match["last"]))
    month = lexicon.month_number(match["early"])
    if end is None:
        return None
    start = values.real_day(_first_year(match, end, month), month, int(match["first"]))
    is_span = start and start.isoformat() < end.value
    return values.span(start.isoformat(), end.value).by(end.resolution) if start and is_span else None


def _months(match: re.Match[str], context: Context) -> Resolved | None:
    end = dated(match, context, lexicon.month_number(match["month"]), None)
    month = lexicon.month_number(match["early"])
    if end is None:
        return None
    start = values.month(_first_year(match, end, month), month)
    return values.span(start.value, end.value).by(end.resolution) if start.value < end.value else None


def _first_year(match: re.Match[str], end: Resolved, month: int) -> int:
    """The year a span begins in: its own, or that of its end, or the one before («كانون الأول إلى شباط 2015»)."""
    if match["year1"]:
        return int(match["year1"])
    year = int(end.value[:4])
    return year - (month > int(end.value[5:7]))
