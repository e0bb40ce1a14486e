"""`curated.*`: what analysts read. One transaction moves a checked day here; equal rows stay untouched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from marsad.model import Feed, Source
from marsad.store.load import execute, fetch, upsert

# Referring tables go first when rows vanish, last when rows come.
ANNOTATION_TABLES = ("mention", "event", "event_role", "event_quantity")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `curated.source`."""

    source_id: str
    name: str
    name_en: str
    country_code: str
    language: str
    timezone: str
    homepage: str
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row of `curated.entity`."""

    entity_id: str
    type: str
    name: str
    name_en: str | None
    wikidata_id: str | None
    country_code: str | None
    sector_code: str | None
    latitude: float | None
    longitude: float | None
    is_authority: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that is published, and which entry and address it stands for."""

    article_id: str
    entry_id: str
    canonical_url: str


def article_holders(connection: Connection, entry_ids: Sequence[str], article_ids: Sequence[str]) -> list[Holder]:
    """The published articles of these entries or under these ids, the newest first."""
    parameters = {"entry_ids": list(entry_ids), "article_ids": list(article_ids)}
    return [Holder(**row) for row in fetch(connection, "curated/article/holders", parameters)]


def save_sources(connection: Connection, sources: Sequence[Source]) -> None:
    """Bring the outlets and their feeds up to date with the catalogue."""
    rows = [
        SourceRow(s.source_id, s.name, s.name_en, s.country, s.language, s.timezone, s.homepage, s.is_enabled)
        for s in sources
    ]
    feeds: list[Feed] = [feed for source in sources for feed in source.feeds]
    upsert(connection, "curated.source", rows, "curated/source/upsert")
    upsert(connection, "curated.feed", feeds, "curated/feed/upsert")


def publish_staged(
    connection: Connection, article_ids: Sequence[str], now: datetime, describe: Callable[[str, str, str], EntityRow]
) -> int:
    """Move these annotated articles to curated and mark their entries published; returns how many.

    `describe(entity_id, type, name)` tells what the authority knows of an entity. The caller holds the transaction.
    """
    # Postgres plans the look-up of a key in a partitioned table anew for each row, unless told otherwise.
    connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    execute(connection, "curated/article/begin_publication", {"article_ids": list(article_ids)})
    execute(connection, "curated/article_day/make_months")
    _publish_entities(connection, describe)
    execute(connection, "curated/article_day/upsert")
    execute(connection, "curated/article/upsert", {"now": now})
    execute(connection, "curated/article_version/insert", {"now": now})
    for table in reversed(ANNOTATION_TABLES):
        execute(connection, f"curated/{table}/delete_stale")
    for table in ANNOTATION_TABLES:
        execute(connection, f"curated/{table}/upsert")
    published = execute(connection, "raw/entry/set_published")
    execute(connection, "stage/article/delete_published")
    connection.execute("DROP TABLE publishing")
    return published


def _publish_entities(connection: Connection, describe: Callable[[str, str, str], EntityRow]) -> None:
    referred = fetch(connection, "curated/entity/of_publication")
    entities = [describe(row["entity_id"], row["type"], row["name"]) for row in referred]
    upsert(connection, "curated.entity", entities, "curated/entity/upsert")
    execute(connection, "curated/entity/add_aliases")
