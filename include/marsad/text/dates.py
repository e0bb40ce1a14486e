"""Dates in Arabic news, resolved against the publication time. What cannot be resolved is left out, never invented.

Rules (gold/GUIDE): «منذ X» is the range from X to the publication; a week runs from Sunday to Saturday; a bare
weekday is the last one, today included, unless the sentence announces; of a dual month name with one half
misspelt the valid half counts.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from marsad.model import DateExpression
from marsad.text.date_patterns import patterns
from marsad.text.date_resolvers import RESOLVERS, Context
from marsad.text.normalize import Folded, fold


def find_dates(text: str | Folded, published_at: datetime | None, timezone: str = "UTC") -> tuple[DateExpression, ...]:
    """Date expressions of `text` in order, without overlaps.

    `published_at` may be None: then only dates that carry their own year are resolved. A naive time is taken to be
    in `timezone`, the outlet's IANA zone. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    folded = fold(text) if isinstance(text, str) else text
    published = local_day(published_at, timezone)
    candidates = [(m.start("x"), m.end(), kind, m) for kind, p in patterns().items() for m in p.finditer(folded.text)]
    candidates.sort(key=lambda c: (c[0], -c[1]))
    found: list[DateExpression] = []
    reached, previous = 0, None
    for start, end, kind, match in candidates:
        resolved = RESOLVERS[kind](match, Context(folded.text, published, previous)) if start >= reached else None
        if resolved is None:
            continue
        span_start, span_end = folded.span(start, start + len(folded.text[start:end].rstrip(" ,،(")))
        expression = folded.source[span_start:span_end]
        found.append(DateExpression(span_start, span_end, expression, resolved.value, resolved.precision))
        reached = end
        previous = date.fromisoformat(resolved.value) if resolved.precision == "day" else previous
    return tuple(found)


def local_day(published_at: datetime | None, timezone: str) -> date | None:
    """The calendar day of the publication where the outlet is. Raises ZoneInfoNotFoundError."""
    if published_at is None or published_at.tzinfo is None:
        return published_at.date() if published_at else None
    return published_at.astimezone(ZoneInfo(timezone)).date()
