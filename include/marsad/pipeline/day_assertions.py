"""Hold what a past day brought against what the catalogue asserts of one full day of each source."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time

from psycopg import Connection

from marsad.model import Source
from marsad.store.entries import counts_of_day
from marsad.store.feeds import feeds_polled_before
from marsad.store.issues import close_issue, open_issue

BELOW, ABOVE = "day_below_minimum", "day_above_maximum"


def judge_day(
    connection: Connection, day: date, sources: Sequence[Source], told: Collection[str], now: datetime
) -> dict[str, str]:
    """Open and close the issues of `day`; returns what is wrong, by source_id. A day that is not over is not judged.

    `told` are ids of sources whose history of the day was read in full. Any other source is judged only if its feeds
    were polled before the day began: what came before anybody looked is no fault of the source.
    """
    if day >= now.astimezone(UTC).date():
        return {}
    judged = [source for source in sources if source.source_id in told or _was_watched(connection, source, day)]
    counts = counts_of_day(connection, day, [source.source_id for source in judged])
    breaches = {}
    for source in judged:
        kind, message = breach_of(source, counts.get(source.source_id, 0))
        subject = f"{source.source_id} {day}"
        for other in {BELOW, ABOVE} - {kind}:
            close_issue(connection, other, subject, now)
        if kind:
            open_issue(connection, kind, subject, message, now)
            breaches[source.source_id] = message
    return breaches


def breach_of(source: Source, count: int) -> tuple[str | None, str]:
    """The kind of issue that `count` articles on one full day of the source are, and its message; None when none."""
    low, high = source.assertions.min_articles, source.assertions.max_articles
    if low is not None and count < low:
        return BELOW, f"{count} articles, the catalogue asserts at least {low}"
    if high is not None and count > high:
        return ABOVE, f"{count} articles, the catalogue asserts at most {high}"
    return None, ""


def _was_watched(connection: Connection, source: Source, day: date) -> bool:
    feed_ids = [feed.feed_id for feed in source.feeds]
    return bool(feeds_polled_before(connection, feed_ids, datetime.combine(day, time.min, UTC)))
