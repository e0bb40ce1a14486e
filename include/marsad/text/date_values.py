"""Calendar arithmetic behind the date engine: a resolved value at its precision, ISO 8601."""

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Resolved:
    """An ISO value, how precise it is (year | month | day | range) and how it was found.

    `resolution` is one of those that `DateExpression` lists; `part` is "early", "mid", "late" or "".
    """

    value: str
    precision: str
    resolution: str = "explicit"
    part: str = ""

    def by(self, resolution: str) -> "Resolved":
        """The same value, found another way."""
        return replace(self, resolution=resolution)

    def within(self, part: str) -> "Resolved":
        """The same period, of which an early, middle or late part is meant. A day has none."""
        return self if self.precision == "day" else replace(self, part=part)


NO_DATE = Resolved("", "")  # what looks like a date and is none: «قانون 160 لسنة 1983»
LAST_YEAR = 2199  # nothing in the news is dated later
_SHORT = timedelta(days=31)  # a range that says of each of its days when


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


def days(start: date, end: date) -> Resolved:
    """From one day to another, both included."""
    return span(start.isoformat(), end.isoformat())


def months(start: tuple[int, int], count: int) -> Resolved:
    """`count` months from (year, month) on."""
    end = shift_months(date(*start, 1), count - 1)
    return span(month(*start).value, month(*end).value)


def since(start: Resolved, published: date) -> Resolved:
    """From `start` to the publication, both at the precision of `start`: «منذ أكتوبر 2023», but to the day from the
    beginning of a period: «منذ مطلع العام»."""
    first = start.value.partition("/")[0]
    if start.part == "early":
        first += "-01-01"[len(first) - 10 :]
    until = published.isoformat()[: len(first)]
    if until <= first:
        return start
    return Resolved(f"{first}/{until}", "range", start.resolution, start.part)


def week(around: date) -> Resolved:
    """The week of `around`, Sunday to Saturday."""
    sunday = around - timedelta(days=(around.weekday() + 1) % 7)
    return days(sunday, sunday + timedelta(days=6))


def shift_months(start: date, count: int) -> tuple[int, int]:
    """(year, month) `count` months from `start`. Raises nothing within a few thousand years."""
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


def weekday_away(today: date, weekday: int, steps: int) -> date:
    """The day of that weekday so many before `today` (-1: the last) or after it (2: the next but one); not for 0."""
    direction = 1 if steps > 0 else -1
    return nearest_weekday(today, weekday, direction) + timedelta(days=7 * (steps - direction))


def bare_weekday(today: date, weekday: int, *, is_ahead: bool) -> date:
    """The next day of that weekday where the text looks ahead, else the last one, today included."""
    return nearest_weekday(today, weekday, 1) if is_ahead else nearest_weekday(today + timedelta(days=1), weekday, -1)


def values_agree(one: str, other: str) -> bool:
    """Whether one value holds the other: a year its months, a month its days, a range of days up to a month its days.

    What lasts longer («منذ أكتوبر 2023») says too little of a day within it.
    """
    return one.startswith(other) or other.startswith(one) or _holds(one, other) or _holds(other, one)


def _holds(days_told: str, day_told: str) -> bool:
    begin, _, end = days_told.partition("/")
    if not len(begin) == len(end) == len(day_told) == len("2026-03-26"):
        return False
    return begin <= day_told <= end and date.fromisoformat(end) - date.fromisoformat(begin) <= _SHORT
