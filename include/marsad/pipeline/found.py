"""What a way of asking found, kept: entries no feed showed, and the pages that came with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from psycopg import Connection

from marsad.archive.warc import WarcStore
from marsad.feeds.decide import entry_of
from marsad.model import Entry, EntryStatus, Page, Source
from marsad.pipeline.bodies import page_at
from marsad.pipeline.ways import Found, History
from marsad.store.entries import EntryAt, StatusChange, entries_at, save_entries, set_statuses
from marsad.store.pages import save_pages


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a History's rows. `listed` are addresses of the day, those known as of another day left out."""

    new: int = 0
    undated: int = 0  # of which day they are cannot be known
    elsewhere: int = 0  # of other days
    listed: frozenset[str] = field(default_factory=frozenset)

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.new + other.new,
            self.undated + other.undated,
            self.elsewhere + other.elsewhere,
            self.listed | other.listed,
        )


def keep_found(
    connection: Connection, store: WarcStore, source: Source, day: date, history: History, now: datetime
) -> Kept:
    """Keep the rows of the day that are new, and take pages for entries that wait for theirs. One transaction."""
    rows = [(_filed(found, history, source, day, now), found) for found in history.rows]
    of_day = {entry.canonical_url: (entry, found) for entry, found in rows if entry and entry.day == day}
    with connection.transaction():
        known = entries_at(connection, source.source_id, list(of_day))
        fresh = {url: entry for url, (entry, _) in of_day.items() if url not in known}
        new = save_entries(connection, list(fresh.values()))
        waiting: dict[str, Entry | EntryAt] = {**fresh}
        waiting |= {url: at for url, at in known.items() if at.status is EntryStatus.DISCOVERED}
        pages = _pages(store, source, day, [(entry, of_day[url][1]) for url, entry in waiting.items()])
        save_pages(connection, pages)
        set_statuses(connection, [StatusChange(p.entry_id, p.revision, EntryStatus.RETRIEVED) for p in pages])
    return Kept(
        new,
        undated=sum(entry is None for entry, _ in rows),
        elsewhere=sum(entry is not None and entry.day != day for entry, _ in rows),
        listed=frozenset(of_day) - {url for url, at in known.items() if at.day != day},
    )


def _pages(store: WarcStore, source: Source, day: date, waiting: Iterable[tuple[Entry | EntryAt, Found]]) -> list[Page]:
    """The rows of the pages that came along, put into the raw store where they are not there yet."""
    held = [(entry, found.page, found.place) for entry, found in waiting if found.page]
    placed = iter(store.append(source.source_id, day, [page for _, page, place in held if place is None]))
    return [page_at(entry.entry_id, entry.revision, page, place or next(placed)) for entry, page, place in held]


def _filed(found: Found, history: History, source: Source, day: date, now: datetime) -> Entry | None:
    """The entry under its day; None when nobody knows of which day it is."""
    entry = entry_of(found.item, source, found.feed, now)
    entry = replace(entry, url=found.copy_url) if found.copy_url else entry
    own_day = day if history.is_of_day else _day_of(entry, ZoneInfo(source.timezone))
    return replace(entry, day=own_day) if own_day else None


def _day_of(entry: Entry, zone: ZoneInfo) -> date | None:
    """The entry's day; None when it is undated.

    A date without a time was read as its midnight in `zone`, which east of Greenwich lies in the UTC day before. The
    article is of the day that the outlet names.
    """
    if entry.published_at is None:
        return None
    local = entry.published_at.astimezone(zone)
    return local.date() if local.time() == time.min else entry.day
