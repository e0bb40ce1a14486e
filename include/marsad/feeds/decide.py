"""What a feed's items mean for the warehouse, and when to look again. Pure: the clock is passed in."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from marsad.model import Entry, EntryStatus, Feed, FeedEntry, PollOutcome, Source
from marsad.text.urls import canonical_url

DAY = 86_400.0
SLOWEST = 4.0  # times the source's own interval, at most, between polls of a feed that works
FAILURES = frozenset({PollOutcome.FAILED, PollOutcome.BLOCKED, PollOutcome.GONE, PollOutcome.UNREADABLE})
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decision:
    """Entries by what they need: `new` and `changed` are written, `same` only counted. One entry per id."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]  # revision already raised
    same: tuple[Entry, ...]

    @property
    def seen_share(self) -> float:
        """Share of the feed that was known before, 0..1; 1 for an empty feed."""
        total = len(self.new) + len(self.changed) + len(self.same)
        return 1 - len(self.new) / total if total else 1.0


def entry_of(item: FeedEntry, source: Source, feed: Feed | None, now: datetime) -> Entry:
    """The warehouse's entry for a feed's item, as if it were seen for the first time.

    `day` is the UTC day of publication; where that is unknown, or more than 24 h ahead of `now`, it is today.
    """
    published = item.published_at
    is_credible = published is not None and published.year >= 1990 and published <= now + timedelta(days=1)
    day = published.astimezone(UTC).date() if published and is_credible else now.astimezone(UTC).date()
    return Entry(
        entry_id=_digest(source.source_id, item.entry_id)[:32],
        source_id=source.source_id,
        feed_id=feed.feed_id if feed else None,
        guid=item.entry_id,
        url=item.url,
        canonical_url=canonical_url(item.url),
        title=item.title,
        summary=item.summary,
        content=item.content,
        author=item.author,
        published_at=published,
        updated_at=item.updated_at,
        day=day,
        content_hash=_digest(*(" ".join(text.split()) for text in (item.title, item.summary, item.content))),
        revision=1,
        first_seen_at=now,
        last_seen_at=now,
        status=EntryStatus.DISCOVERED,
        status_reason=None,
    )


def decide(seen: Mapping[str, tuple[str, int]], entries: Iterable[Entry], elsewhere: Collection[str] = ()) -> Decision:
    """Compare a feed with the warehouse: `seen` maps an entry_id to its (content_hash, revision).

    `elsewhere` are entries that another feed of the source shows too and edits. That this one words them otherwise
    (a teaser here, the full text there) is no edit: else the two would undo each other with every poll.
    """
    new: list[Entry] = []
    changed: list[Entry] = []
    same: list[Entry] = []
    for entry in _newest_of_each(entries):
        known = seen.get(entry.entry_id)
        if known is None:
            new.append(entry)
        elif known[0] == entry.content_hash or entry.entry_id in elsewhere:
            same.append(replace(entry, revision=known[1]))
        else:
            changed.append(replace(entry, revision=known[1] + 1))
    return Decision(tuple(new), tuple(changed), tuple(same))


def next_interval(interval: float, floor: float, seen_share: float) -> float:
    """Seconds between polls from now on: Media Cloud's thresholds, never below `floor` (the source's own).

    A feed of which at least 67 % is known is polled more slowly, one of which less than 33 % is, faster. Media Cloud
    slows down until a third of the feed is new, which keeps its archive complete and its news hours old; here a
    quiet feed waits at most SLOWEST times as long, so that its next flash is not missed.
    """
    factor = 1.5 if seen_share >= 0.67 else 1 / 1.5 if seen_share < 0.33 else 1.0
    return max(floor, min(floor * SLOWEST, interval * factor))


def next_poll_at(
    now: datetime, interval: float, outcome: PollOutcome, failure_count: int, retry_after: float | None = None
) -> datetime:
    """When to poll again. `interval` in seconds; `failure_count` counts failures in a row, this one included.

    Failures wait `interval` times their number; a server's Retry-After is honoured; both at most 24 h.
    """
    delay = interval * max(1, failure_count) if outcome in FAILURES else interval
    return now + timedelta(seconds=min(DAY, max(delay, retry_after or 0.0)))


def _newest_of_each(entries: Iterable[Entry]) -> Iterable[Entry]:
    """One entry per id: the latest by its own dates, the first shown where these tie."""
    newest: dict[str, Entry] = {}
    for entry in entries:
        known = newest.get(entry.entry_id)
        if known is None or _dated(entry) > _dated(known):
            newest[entry.entry_id] = entry
    return newest.values()


def _dated(entry: Entry) -> datetime:
    return entry.updated_at or entry.published_at or _LONG_AGO


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
