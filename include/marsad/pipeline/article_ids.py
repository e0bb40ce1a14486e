"""Which article an entry makes: one per canonical URL, and the same one after the entry moved."""

import hashlib
from collections.abc import Sequence

from psycopg import Connection

from marsad.model import Entry
from marsad.store.curated import Holder, article_holders


def article_ids(connection: Connection, entries: Sequence[Entry]) -> dict[str, str]:
    """The article_id of each entry, by entry_id."""
    by_address = [id_of_address(entry) for entry in entries]
    holders = article_holders(connection, [entry.entry_id for entry in entries], by_address)
    return assign(entries, holders)


def id_of_address(entry: Entry) -> str:
    """The article_id that an entry's source and canonical URL make: the one it has unless it, or another, moved."""
    return _digest(entry.source_id, entry.canonical_url)


def assign(entries: Sequence[Entry], holders: Sequence[Holder]) -> dict[str, str]:
    """As `article_ids`, from what curated holds, the oldest article last. Pure.

    An entry keeps the article it has already made: outlets move an article when they edit its headline, and both
    texts are versions of one. Where the address was another article's before, that one stays who it is.
    """
    made = {holder.entry_id: holder.article_id for holder in holders}
    taken = {holder.article_id: holder for holder in holders}
    batch = {entry.entry_id for entry in entries}
    ids = {}
    for entry in entries:
        by_address = id_of_address(entry)
        holder = taken.get(by_address)
        is_free = holder is None or (holder.canonical_url == entry.canonical_url and holder.entry_id not in batch)
        of_both = _digest(entry.source_id, entry.canonical_url, entry.entry_id)
        ids[entry.entry_id] = made.get(entry.entry_id) or (by_address if is_free else of_both)
    return ids


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
