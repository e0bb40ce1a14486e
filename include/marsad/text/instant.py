"""Points in time as machines write them (ISO 8601, RFC 3339, RFC 2822), as aware UTC datetimes."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime


def plausible(moment: datetime | None) -> datetime | None:
    """`moment` unless it lies outside 1990 to 2100: a broken clock or a template's default, not a date."""
    return moment if moment and 1990 <= moment.year <= 2100 else None


def instant(text: str | None, zone: tzinfo = UTC) -> datetime | None:
    """Read one point in time; without an offset it is in `zone`. None when unreadable or implausible."""
    text = (text or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            return plausible(aware.astimezone(UTC))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
