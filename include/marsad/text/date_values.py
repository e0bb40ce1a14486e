"""Calendar arithmetic behind the date engine: a resolved value at its precision, ISO 8601."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Resolved:
    """An ISO value and how precise it is: year | month | day | range."""

    value: str
    precision: str


def day(value: date) -> Resolved:
    """A calendar day."""
    return Resolved(value.isoformat(), "day")


def month(year: int, number: int) -> Resolved:
    """A month of a year."""
    return Resolved(f"{year:04}-{number:02}", "month")


def year(number: int) -> Resolved:
    """A year."""
    return Resolved(f"{number:04}", "year")


def span(start: str, end: str) -> Resolved:
    """From one ISO value to another."""
    return Resolved(f"{start}/{end}", "range")


def since(start: Resolved, published: date) -> Resolved:
    """From `start` to the publication, both at the precision of `start`: «منذ أكتوبر 2023»."""
    if start.precision == "range":
        return start
    until = published.isoformat()[: len(start.value)]
    return start if until <= start.value else span(start.value, until)


def week(around: date) -> Resolved:
    """The week of `around`, Sunday to Saturday."""
    sunday = around - timedelta(days=(around.weekday() + 1) % 7)
    return span(sunday.isoformat(), (sunday + timedelta(days=6)).isoformat())


def shift_months(start: date, count: int) -> tuple[int, int]:
    """(year, month) `count` months from `start`."""
    index = start.year * 12 + start.month - 1 + count
    return index // 12, index % 12 + 1


def real_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """The calendar day, None where there is none («31 شباط»)."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def nearest_weekday(reference: date, weekday: int, direction: int) -> date:
    """The last (-1) or next (+1) day of that weekday strictly before or after `reference`."""
    distance = (weekday - reference.weekday()) * direction % 7 or 7
    return reference + timedelta(days=direction * distance)
