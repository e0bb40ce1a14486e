"""Several days or months told together: «من 3 إلى 7 تموز», «بين 28 نيسان و2 أيار», «10 و11 أبريل» (two dates)."""

import re

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_completion import dated
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset(("من", "بين"))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    to = rf"{g.SP}(?:-|الي|حتي|ولغايه|لغايه){g.SP}"
    opening = rf"(?:(?:من|بين){g.GAP})"
    month = rf"{g.named_month()}{g.CLOSE}{g.year_tail()}"
    early = rf"(?P<early>{g.month()})(?:{g.SP}[/(]{g.SP}{g.month()}{g.SP}\)?)?(?:{g.GAP}{g.year_digits('year1')})?"
    more = rf"(?:{g.SP}[و،,]{g.SP}و?{g.THE}\d{{1,2}}(?!\d)){{1,4}}"
    first, last = g.day_digits("first"), g.day_digits("last")
    both = rf"بين{g.GAP}(?:يومي{g.GAP}|شهري{g.GAP})?"
    joined = rf"{g.SP}و{g.SP}"
    days = rf"(?:{opening}?{first}{to}|{both}{g.day_digits('first2')}{joined}){last}"
    early_day = rf"{first}{g.OF_MONTH}{early}"
    return (
        g.rule(rf"{days}{g.OF_MONTH}{month}", _days),
        g.rule(rf"{days}{g.SP}{g.OF}{g.month_near()}{g.CLOSE}", _days_near),
        g.rule(rf"{g.day_digits('day')}(?={more}{g.OF_MONTH}{month})", _listed_day),
        g.rule(rf"{opening}?{early_day}{to}{last}{g.OF_MONTH}{month}", _across_months),
        g.rule(rf"{both}{early_day}{joined}{last}{g.OF_MONTH}{month}", _across_months),
        g.rule(rf"{opening}?{early}{to}{month}", _months),
        g.rule(rf"{both}{early}{joined}{month}", _months),
    )


def _days(match: re.Match[str], context: Context) -> Resolved | None:
    month = lexicon.month_number(match["month"])
    start, end = (dated(match, context, month, day) for day in _first_and_last(match))
    return values.span(start.value, end.value).by(end.resolution) if start and end and start.value < end.value else None


def _days_near(match: re.Match[str], context: Context) -> Resolved | None:
    """«من 12 إلى 15 من الشهر الجاري»."""
    if context.today is None:
        return None
    month = values.shift_months(context.today, g.step(match))
    start, end = (values.real_day(*month, day) for day in _first_and_last(match))
    return values.days(start, end).by("deictic") if start and end and start < end else None


def _first_and_last(match: re.Match[str]) -> tuple[int, int]:
    return int(match["first"] or match["first2"]), int(match["last"])


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
