"""What a feed's items mean for the warehouse. Pure: the clock and what is known are passed in."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from marsad.model import Entry, EntryStatus, Feed, FeedEntry, KnownEntry, Source
from marsad.text.normalize import fold_key
from marsad.text.urls import canonical_url, without_credentials

AHEAD = timedelta(days=1)  # what a date may lie in the future: outlets' clocks and time zones are wrong by hours
SAME_NEWS = timedelta(days=1)  # between the dates of two items of one title, for them to be one article
STAYERS = 3  # older entries that must have stayed behind one that vanished: feeds pin one or two old ones
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decision:
    """Entries by what they need: `new` and `changed` are written, `same` only counted. One entry per id."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()  # revision already raised
    same: tuple[Entry, ...] = ()
    touched: tuple[Entry, ...] = ()  # those of `same` whose address moved, or that only a sitemap had shown before
    gone: tuple[str, ...] = ()  # ids that the feed showed before and shows no more, though it still shows older ones
    shown: tuple[str, ...] = ()  # ids of all entries, in the feed's order

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
    is_credible = published is not None and published.year >= 1990 and published <= now + AHEAD
    day = published.astimezone(UTC).date() if published and is_credible else now.astimezone(UTC).date()
    return Entry(
        entry_id=_entry_id(source.source_id, item.entry_id),
        source_id=source.source_id,
        feed_id=feed.feed_id if feed else None,
        guid=item.entry_id,
        url=without_credentials(item.url),
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


def decide(
    known: Collection[KnownEntry],
    entries: Sequence[Entry],
    *,
    shown_before: Sequence[str] = (),
    shown_elsewhere: Collection[str] = (),
) -> Decision:
    """Compare a feed with the warehouse.

    `known` is what the warehouse has under the entries' ids, under their canonical URLs and under `shown_before`,
    the ids that the feed's last body showed, in its order; where several have one URL, the one to keep comes first.

    `shown_elsewhere` are ids that other feeds of the source show at present. That this one words such an entry
    otherwise (a teaser here, the full text there) is no edit: else the two would undo each other with every poll.
    Where the feed that brought it shows it no more, another title is an edit, other text may be a mere teaser.
    """
    identity = _Identity(known, entries)
    identified = [identity.entry(entry) for entry in entries]
    new: list[Entry] = []
    changed: list[Entry] = []
    same: list[Entry] = []
    touched: list[Entry] = []
    for entry in _newest_of_each(identified):
        before = identity.by_id.get(entry.entry_id)
        if before is None:
            new.append(entry)
        elif _is_edit(before, entry, shown_elsewhere):
            changed.append(replace(entry, revision=before.revision + 1))
        else:
            same.append(replace(entry, revision=before.revision))
            if before.feed_id is None or (before.feed_id == entry.feed_id and _is_elsewhere(before, entry)):
                touched.append(same[-1])
    shown = tuple(dict.fromkeys(entry.entry_id for entry in identified))
    gone = _withdrawn(identity.by_id, shown_before, identified, shown_elsewhere)
    return Decision(tuple(new), tuple(changed), tuple(same), tuple(touched), gone, shown)


def _is_edit(before: KnownEntry, entry: Entry, shown_elsewhere: Collection[str]) -> bool:
    if before.content_hash == entry.content_hash:
        return False
    if before.feed_id in (None, entry.feed_id):
        return True
    return entry.entry_id not in shown_elsewhere and fold_key(entry.title) != fold_key(before.title)


def _is_elsewhere(before: KnownEntry, entry: Entry) -> bool:
    return before.canonical_url != entry.canonical_url


class _Identity:
    """Which known entry an item of the feed is: by guid, else by address, while these tell items apart.

    Guids repeat (a template's constant) and change (a new content system); addresses repeat (a live page) and move.
    """

    def __init__(self, known: Iterable[KnownEntry], entries: Sequence[Entry]) -> None:
        self.by_id: dict[str, KnownEntry] = {}
        self._by_url: dict[str, KnownEntry] = {}
        for entry in known:
            self.by_id[entry.entry_id] = entry
            self._by_url.setdefault(entry.canonical_url, entry)
        self._own_ids = {entry.entry_id for entry in entries}
        self._shared_guids = _repeated((entry.guid, entry.canonical_url) for entry in entries)
        self._shared_urls = _repeated((entry.canonical_url, entry.guid) for entry in entries)

    def entry(self, entry: Entry) -> Entry:
        """The entry under the id that it is known by, or is to be known by."""
        return replace(entry, entry_id=self._id_of(entry))

    def _id_of(self, entry: Entry) -> str:
        named = self.by_id.get(entry.entry_id)
        if named and named.canonical_url == entry.canonical_url:
            return named.entry_id
        of_both = _entry_id(entry.source_id, entry.guid, entry.canonical_url)
        if of_both in self.by_id:
            return of_both
        placed = self._by_url.get(entry.canonical_url)
        # The address may have been handed on: to this item, by one that stands beside it under its own guid.
        is_free = placed and (placed.entry_id == entry.entry_id or placed.entry_id not in self._own_ids)
        if placed and is_free and entry.canonical_url not in self._shared_urls:
            return placed.entry_id
        is_own = entry.guid not in self._shared_guids and (named is None or _has_moved(named, entry))
        return entry.entry_id if is_own else of_both


def _has_moved(before: KnownEntry, entry: Entry) -> bool:
    """Whether the guid's entry got another address; else the guid names something else by now.

    One title proves it only for items of about one time: bulletins are called the same every day.
    """
    if entry.published_at and before.published_at:
        distance = abs(entry.published_at - before.published_at)
        if not distance:
            return True
        is_near = distance <= SAME_NEWS
    else:
        is_near = True
    return is_near and bool(entry.title) and fold_key(entry.title) == fold_key(before.title)


def _repeated(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The first halves that stand beside more than one second half."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        partners[first].add(second)
    return {first for first, seconds in partners.items() if len(seconds) > 1}


def _withdrawn(
    known: dict[str, KnownEntry], before: Sequence[str], now: Iterable[Entry], shown_elsewhere: Collection[str]
) -> tuple[str, ...]:
    """Those that vanished from before several that are older and stayed: no entry leaves a full feed so."""
    dates = {entry.entry_id: entry.published_at for entry in now}
    gone: list[str] = []
    stayed: list[datetime] = []  # dates, as of now, of those that stood behind
    for entry_id in reversed(before):
        if entry_id in dates:
            at = dates[entry_id]
            stayed += [at] if at else []
        elif entry_id in known and entry_id not in shown_elsewhere:
            published = known[entry_id].published_at
            older = sum(published is not None and at < published for at in stayed)
            gone += [entry_id] if older >= STAYERS else []
    return tuple(reversed(gone))


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


def _entry_id(*parts: str) -> str:
    return _digest(*parts)[:32]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
