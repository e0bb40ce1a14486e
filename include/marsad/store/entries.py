"""`raw.entry`: what feeds and sitemaps brought, and where each entry is on its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from marsad.model import Entry, EntryStatus, KnownEntry
from marsad.store.load import execute, fetch, upsert

RESETS = ("failed", "refetch", "reprocess")


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Where a worker left an entry. Takes effect only while the entry still has that revision."""

    entry_id: str
    revision: int
    status: EntryStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EntryAt:
    """The entry that an address has."""

    entry_id: str
    canonical_url: str
    revision: int
    status: EntryStatus
    day: date


def save_entries(connection: Connection, entries: Sequence[Entry]) -> int:
    """Insert new entries and start edited ones again; returns how many rows changed."""
    changed = upsert(connection, "raw.entry", entries, "raw/entry/upsert")
    mark_duplicates(connection, entries)
    return changed


def touch_entries(connection: Connection, entries: Sequence[Entry]) -> int:
    """Note another address of entries whose text is the same, and the feed of those a sitemap brought."""
    return upsert(connection, "raw.entry", entries, "raw/entry/touch")


def mark_duplicates(connection: Connection, entries: Sequence[Entry]) -> int:
    """End those that wait for their page or its extraction and whose address another entry of the source carries.

    Returns how many.
    """
    return execute(connection, "raw/entry/mark_duplicates", {"entry_ids": [entry.entry_id for entry in entries]})


def known_entries(
    connection: Connection, source_id: str, entry_ids: Sequence[str], urls: Sequence[str]
) -> list[KnownEntry]:
    """What is known under these ids or these canonical URLs of the source; of one URL the entry to keep comes first."""
    parameters = {"source_id": source_id, "entry_ids": list(entry_ids), "urls": list(urls)}
    return [KnownEntry(**row) for row in fetch(connection, "raw/entry/known", parameters)]


def mark_withdrawn(connection: Connection, gone: Sequence[str], shown: Sequence[str], now: datetime) -> None:
    """Note which entries their feed took back, and which it shows after all."""
    execute(connection, "raw/entry/set_withdrawn", {"entry_ids": list(gone), "now": now})
    execute(connection, "raw/entry/unset_withdrawn", {"entry_ids": list(shown)})


def days_of(connection: Connection, entry_ids: Sequence[str]) -> set[date]:
    """The partitions those entries lie in: an edit leaves an entry in the one where it was first seen."""
    return {row["day"] for row in fetch(connection, "raw/entry/days", {"entry_ids": list(entry_ids)})}


def entries_at(connection: Connection, source_id: str, urls: Sequence[str]) -> dict[str, EntryAt]:
    """What the source already has at these canonical URLs, by URL."""
    rows = fetch(connection, "raw/entry/at_urls", {"source_id": source_id, "urls": list(urls)})
    return {row["canonical_url"]: EntryAt(**{**row, "status": EntryStatus(row["status"])}) for row in rows}


def entries_with_status(connection: Connection, day: date, status: EntryStatus) -> list[Entry]:
    """The day's entries in one status, by entry_id, but for those whose retrieval failed only minutes ago."""
    rows = fetch(connection, "raw/entry/by_status", {"day": day, "status": status.value})
    return [_entry(row) for row in rows]


def work_list(connection: Connection, day: date, status: EntryStatus) -> list[Entry]:
    """What waits for a stage on one day, by entry_id, after duplicates among it were ended."""
    entries = entries_with_status(connection, day, status)
    return entries_with_status(connection, day, status) if mark_duplicates(connection, entries) else entries


def reset_unstaged(connection: Connection, day: date) -> int:
    """Send the day's entries whose staged article is gone back to extraction; returns how many."""
    return execute(connection, "raw/entry/reset_unstaged", {"day": day})


def set_statuses(connection: Connection, changes: Sequence[StatusChange]) -> int:
    """Move entries on; an entry put back to discovered counts one more attempt. Returns how many moved."""
    parameters = {
        "entry_ids": [change.entry_id for change in changes],
        "revisions": [change.revision for change in changes],
        "statuses": [change.status.value for change in changes],
        "reasons": [change.reason for change in changes],
    }
    return execute(connection, "raw/entry/set_status", parameters) if changes else 0


def attempt_counts(connection: Connection, entry_ids: Sequence[str]) -> dict[str, int]:
    """Retrievals in a row that failed for a passing reason, by entry_id."""
    rows = fetch(connection, "raw/entry/attempts", {"entry_ids": list(entry_ids)})
    return {row["entry_id"]: row["attempt_count"] for row in rows}


def counts_of_day(connection: Connection, day: date, source_ids: Sequence[str]) -> dict[str, int]:
    """How many articles each source has on the day, duplicates left out; sources without any are not in it."""
    rows = fetch(connection, "raw/entry/counts_of_day", {"day": day, "source_ids": list(source_ids)})
    return {row["source_id"]: row["entry_count"] for row in rows}


def unfinished_days(connection: Connection) -> list[date]:
    """Days with entries that have not reached a terminal status."""
    return [row["day"] for row in fetch(connection, "raw/entry/unfinished_days")]


def days_left_behind(connection: Connection, before: datetime, limit: int) -> list[date]:
    """The newest `limit` days with unfinished entries that have not moved since `before`."""
    rows = fetch(connection, "raw/entry/days_left_behind", {"before": before, "limit": limit})
    return [row["day"] for row in rows]


def reset_entries(connection: Connection, day: date, source_ids: Iterable[str], mode: str) -> int:
    """Send a day's finished entries through again: `mode` is one of RESETS. Returns how many."""
    return execute(connection, f"raw/entry/reset_{mode}", {"day": day, "source_ids": list(source_ids)})


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(**{**row, "status": EntryStatus(row["status"])})
