"""`raw.page`: HTTP facts of retrieved pages and where their bytes lie."""

from collections.abc import Sequence

from psycopg import Connection

from marsad.model import Page
from marsad.store.load import fetch, upsert


def save_pages(connection: Connection, pages: Sequence[Page]) -> int:
    """Insert pages or replace what an earlier retrieval of the same revision left."""
    return upsert(connection, "raw.page", pages, "raw/page/upsert")


def pages_of(connection: Connection, entry_ids: Sequence[str]) -> dict[str, Page]:
    """The pages of the entries' present revisions, by entry_id; entries without one are absent."""
    rows = fetch(connection, "raw/page/of_entries", {"entry_ids": list(entry_ids)})
    return {row["entry_id"]: Page(**row) for row in rows}
