"""The year of a date that is told without one: the nearest in the past where the text reports, in the future where it
announces."""

import re
from datetime import date, timedelta

from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_context import Context, group
from marsad.text.date_grammar import step
from marsad.text.date_values import Resolved

# A date without a year no further ahead is this year's: «29 يوليو», written on 21 July.
AHEAD = timedelta(days=45)


def dated(match: re.Match[str], context: Context, month: int, day: int | None) -> Resolved | None:
    """A month, or a day of it, in the year that its words, the words around it or the publication give."""
    year, resolution = _year(match, context, month, day)
    real = values.real_day(year, month, day or 1) if year else None
    if real is None:
        return None
    resolved = values.day(real) if day else values.month(real.year, month)
    return context.since(resolved.by(resolution), match)


def _year(match: re.Match[str], context: Context, month: int, day: int | None) -> tuple[int, str]:
    """The year and how it was found; 0 where nothing tells it."""
    if told := match["year"] or _shared(match, month):
        return int(told), "explicit"
    if match["year_same"]:
        told = context.told_before(match.start("x"))
        return int(told[:4]) if told else 0, "anaphoric"
    if context.today is None:
        return 0, ""
    if match["year_word"]:
        return context.today.year + step(match), "deictic"
    return _completed(match, context, context.today, month, day), "completed"


def _shared(match: re.Match[str], month: int) -> str | None:
    """The year of the later date of two: «7 أيار و8 حزيران 2024»."""
    later = group(match, "later")
    return group(match, "shared") if later and lexicon.month_number(later) >= month else None


def _completed(match: re.Match[str], context: Context, today: date, month: int, day: int | None) -> int:
    weekday = group(match, "weekday")
    if match["m_past"]:
        is_over = (month, day or 0) < (today.month, today.day if day else 0)
        return today.year - (not is_over)
    if match["m_current"]:
        return today.year
    if weekday and day and (year := _year_of_weekday(today, month, day, lexicon.WEEKDAYS[weekday])):
        return year
    if match["m_future"] or context.announces(match.start()):
        is_to_come = (month, day or 31) >= (today.month, today.day)
        return today.year + (not is_to_come)
    return _nearest_year(today, month, day)


def _year_of_weekday(today: date, month: int, day: int, weekday: int) -> int | None:
    """The one year, of last, this and next, in which that day is that weekday."""
    days = (values.real_day(today.year + n, month, day) for n in (-1, 0, 1))
    fitting = [d.year for d in days if d and d.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _nearest_year(today: date, month: int, day: int | None) -> int:
    """Of a report's date without a year: the last one, or one only days ahead."""
    if (month, day or 0) <= (today.month, today.day if day else 0):
        return today.year
    ahead = values.real_day(today.year, month, day or 1)
    return today.year if day and ahead and ahead - today <= AHEAD else today.year - 1


def nearest_day(today: date, month: int, day: int) -> date | None:
    """The day of that month that a report means; None where there is none."""
    return values.real_day(_nearest_year(today, month, day), month, day) if 1 <= month <= 12 else None
