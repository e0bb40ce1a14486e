"""Which days have something to do."""

from datetime import date, datetime, timedelta

from marsad.pipeline.clock import Clock, utc_now
from marsad.store import entries
from marsad.store.session import session

LEFT_BEHIND = timedelta(minutes=15)  # longer than a stage works on any but the largest days
RESUMED_AT_ONCE = 20  # days


def is_past(day: date, now: datetime) -> bool:
    """Whether the day belongs to the backlog: it is neither today, in UTC, nor the day that ended last. Pure."""
    return day < now.date() - timedelta(days=1)


def days_with_work(dsn: str) -> list[date]:
    """Days on which some entry has not reached its end."""
    with session(dsn) as connection:
        return entries.unfinished_days(connection)


def days_left_behind(dsn: str, clock: Clock = utc_now) -> list[date]:
    """Days on which some entry has not moved for LEFT_BEHIND; the newest RESUMED_AT_ONCE of them."""
    with session(dsn) as connection:
        return entries.days_left_behind(connection, clock() - LEFT_BEHIND, RESUMED_AT_ONCE)
