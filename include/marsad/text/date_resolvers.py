"""How each kind of date expression becomes a value. A resolver returns None for what cannot be resolved."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_patterns import AMOUNTS, UNITS
from marsad.text.date_values import Resolved
from marsad.text.numbers import read_number
from marsad.text.tokens import tokenize

# A date without a year this many days ahead is nearer than last year's: «29 يوليو», written on 21 July.
_AHEAD = timedelta(days=45)
_ANNOUNCING = re.compile(rf"(?<![ء-ي])[وف]?(?:{lexicon.ANNOUNCING})(?![ء-ي])[^.\n]{{0,80}}$")


@dataclass(frozen=True, slots=True)
class Context:
    """What one expression is resolved against."""

    text: str  # folded
    published: date | None  # the publication's day in the outlet's zone
    previous: date | None  # the last day that was resolved before this expression

    def announces(self, at: int) -> bool:
        """Whether the words before offset `at` tell of something to come."""
        return bool(_ANNOUNCING.search(self.text[max(0, at - 120) : at]))


def _day_month(match: re.Match[str], context: Context) -> Resolved | None:
    ordinal = match["ordinal"]
    number = lexicon.day_ordinals()[re.sub(r"\s+", " ", ordinal)] if ordinal else int(match["day"])
    return _dated(match, context, _month_number(match["month"]), number)


def _loose_day_month(match: re.Match[str], context: Context) -> Resolved | None:
    number = _loose_month_number(match)
    return _dated(match, context, number, int(match["day"])) if number else None


def _month(match: re.Match[str], context: Context) -> Resolved | None:
    name = re.sub(r"\s+", " ", match["month"])
    is_alone = not (match["shahr"] or match["other"] or _has_year(match) or match["part"] or match["since"])
    if is_alone and name in lexicon.AMBIGUOUS_MONTHS and not _after_preposition(context.text, match.start("month")):
        return None
    return _dated(match, context, _month_number(name), None)


def _loose_month(match: re.Match[str], context: Context) -> Resolved | None:
    number = _loose_month_number(match)
    return _dated(match, context, number, None) if number else None


def _dated(match: re.Match[str], context: Context, month: int, day: int | None) -> Resolved | None:
    """A month, with or without its day, in the year its words or the publication give it."""
    year = _year(match, context, month, day)
    if year is None:
        return None
    if day is None:
        resolved = values.month(year, month)
    else:
        real = values.real_day(year, month, day)
        if real is None:
            return None
        resolved = values.day(real)
    return values.since(resolved, context.published) if match["since"] and context.published else resolved


def _year(match: re.Match[str], context: Context, month: int, day: int | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    published = context.published
    if published is None:
        return None
    if match["year_word"]:
        return published.year + (-1 if match["past"] else 1 if match["future"] else 0)
    if match["m_past"]:
        is_over = (month, day or 0) < (published.month, published.day if day else 0)
        return published.year - (not is_over)
    if match["m_future"] or (not match["m_current"] and context.announces(match.start())):
        is_to_come = (month, day or 31) >= (published.month, published.day)
        return published.year + (not is_to_come)
    return published.year if match["m_current"] else _nearest_year(published, month, day)


def _nearest_year(published: date, month: int, day: int | None) -> int:
    """Of a report's date without a year: the last one, or one only days ahead."""
    if (month, day or 0) <= (published.month, published.day if day else 0):
        return published.year
    ahead = values.real_day(published.year, month, day or 1)
    return published.year if day and ahead and ahead - published <= _AHEAD else published.year - 1


def _day_range(match: re.Match[str], context: Context) -> Resolved | None:
    month = _month_number(match["month"])
    first, last = int(match["first"]), int(match["last"])
    year = _year(match, context, month, first)
    start, end = (values.real_day(year, month, d) if year else None for d in (first, last))
    return values.span(start.isoformat(), end.isoformat()) if start and end and start < end else None


def _numeric(match: re.Match[str], _: Context) -> Resolved | None:
    """Year first, or the day first as Arabic newsrooms write it; month first only where nothing else is a date."""
    if match["y"]:
        real = values.real_day(int(match["y"]), int(match["m"]), int(match["d"]))
    else:
        year, month, day = int(match["y2"]), int(match["m2"]), int(match["d2"])
        real = values.real_day(year, month, day) or values.real_day(year, day, month)
    return values.day(real) if real and 1800 <= real.year <= 2199 else None


def _weekday(match: re.Match[str], context: Context) -> Resolved | None:
    if context.published is None or _word_before(context.text, match.start("x")) in lexicon.NOT_WEEKDAY_AFTER:
        return None
    weekday = lexicon.WEEKDAYS[match["weekday"]]
    if match["past"]:
        resolved = values.nearest_weekday(context.published, weekday, -1)
    elif match["future"] or (not match["since"] and context.announces(match.start())):
        resolved = values.nearest_weekday(context.published, weekday, 1)
    else:
        resolved = values.nearest_weekday(context.published + timedelta(days=1), weekday, -1)
    return values.since(values.day(resolved), context.published) if match["since"] else values.day(resolved)


_DAYS_FROM_TODAY = {
    "اليوم": 0, "امس": -1, "الامس": -1, "اول امس": -2, "اول من امس": -2, "امس الاول": -2, "الليله الماضيه": -1,
    "غد": 1, "غدا": 1, "بعد غد": 2,
}  # fmt: skip
_DAYS_FROM_PREVIOUS = {"نفسه": 0, "ذاته": 0, "التالي": 1, "السابق": -1}


def _today(match: re.Match[str], context: Context) -> Resolved | None:
    if match["same"]:
        offset = timedelta(days=_DAYS_FROM_PREVIOUS[match["same"]])
        return values.day(context.previous + offset) if context.previous else None
    if context.published is None:
        return None
    resolved = context.published + timedelta(days=_DAYS_FROM_TODAY[re.sub(r"\s+", " ", match["word"])])
    if match["weekday"]:
        resolved = _agree(resolved, lexicon.WEEKDAYS[match["weekday"]])
    return values.since(values.day(resolved), context.published) if match["since"] else values.day(resolved)


def _agree(day: date, weekday: int) -> date:
    """A weekday beside «اليوم» wins by one day: the text was written before midnight, or in another zone."""
    for offset in (0, -1, 1):
        if (day + timedelta(days=offset)).weekday() == weekday:
            return day + timedelta(days=offset)
    return values.nearest_weekday(day, weekday, -1)


def _ago(match: re.Match[str], context: Context) -> Resolved | None:
    amount = _amount(match)
    if context.published is None or amount is None:
        return None
    count, unit = amount
    if unit in ("day", "week"):
        start = values.day(context.published - timedelta(days=count * (7 if unit == "week" else 1)))
    else:
        back = values.shift_months(context.published, -count * (12 if unit == "year" else 1))
        start = values.month(*back) if unit == "month" else values.year(back[0])
    return values.since(start, context.published) if match["ago"] == "منذ" else start


def _amount(match: re.Match[str]) -> tuple[int, str] | None:
    if match["fixed"]:
        return AMOUNTS[match["fixed"]]
    words = tokenize(match["number"])
    end, count = read_number(words, 0)
    return (count, UNITS[match["of"]]) if count and end == len(words) and count < 1000 else None


def _period(match: re.Match[str], context: Context) -> Resolved | None:
    if context.published is None:
        return None
    step = 0 if match["this"] or match["current"] else -1 if match["past"] else 1
    unit = (match["unit"] or match["this"].partition(" ")[2]).removeprefix("ال")
    if unit == "اسبوع":
        resolved = values.week(context.published + timedelta(days=7 * step))
    elif unit == "شهر":
        resolved = values.month(*values.shift_months(context.published, step))
    else:
        resolved = values.year(context.published.year + step)
    return values.since(resolved, context.published) if match["since"] else resolved


def _last_days(match: re.Match[str], context: Context) -> Resolved | None:
    """«الأيام الثلاثة الأخيرة»: the day of publication is the last of them."""
    words = tokenize(match["count"].removeprefix("ال"))
    _, count = read_number(words, 0)
    if context.published is None or not count:
        return None
    start = context.published - timedelta(days=count - 1)
    return values.span(start.isoformat(), context.published.isoformat())


def _plain_year(match: re.Match[str], context: Context) -> Resolved | None:
    resolved = values.year(int(match["year"] or match["year2"] or match["year3"]))
    is_since = match["since"] or (match["bare"] or "").startswith("منذ")
    return values.since(resolved, context.published) if is_since and context.published else resolved


def _lone_year(match: re.Match[str], _: Context) -> Resolved:
    return values.year(int(match["lone"] or match["lone2"] or match["lone3"]))


def _decade(match: re.Match[str], _: Context) -> Resolved:
    first = lexicon.DECADES[match["decade"]]
    return values.span(str(first), str(first + 9))


def _month_number(name: str) -> int:
    return lexicon.months()[_spaced(name)]


def _spaced(name: str) -> str:
    """The lexicon's spelling of a month whose inner space was lost or doubled."""
    key = re.sub(r"\s+", " ", name)
    if key in lexicon.months():
        return key
    return next(known for known in lexicon.months() if known.replace(" ", "") == key.replace(" ", ""))


def _loose_month_number(match: re.Match[str]) -> int | None:
    name, doubtful = (match["month"], match["before"]) if match["month"] else (match["month2"], match["after"])
    number = _month_number(name)
    return number if lexicon.is_month_like(doubtful, number) else None


def _has_year(match: re.Match[str]) -> bool:
    return any(match[g] for g in ("year", "year_word", "m_past", "m_future", "m_current"))


def _after_preposition(text: str, at: int) -> bool:
    return _word_before(text, at) in {"في", "شهر", "خلال", "حتي", "بين", "الي", "من"}


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 20) : at].split()
    return words[-1] if words else ""


RESOLVERS: dict[str, Callable[[re.Match[str], Context], Resolved | None]] = {
    "day_month": _day_month,
    "loose_day_month": _loose_day_month,
    "day_range": _day_range,
    "month": _month,
    "loose_month": _loose_month,
    "numeric": _numeric,
    "weekday": _weekday,
    "today": _today,
    "ago": _ago,
    "period": _period,
    "last_days": _last_days,
    "year": _plain_year,
    "lone_year": _lone_year,
    "decade": _decade,
}
