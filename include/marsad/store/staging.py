"""`stage.*`: articles on their way to curated, with their mentions and events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection

from marsad.model import Article, BodySource
from marsad.store.load import copy_rows, execute, fetch


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of `stage.mention`."""

    article_id: str
    start: int
    end: int
    text: str
    type: str
    entity_id: str | None
    wikidata_id: str | None
    link_status: str
    annotator_version: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of `stage.event`."""

    article_id: str
    event_id: str
    event_type: str
    mode: str | None
    trigger_start: int
    trigger_end: int
    trigger_text: str
    realis: str
    event_date: str | None
    date_precision: str | None
    date_start: int | None
    date_end: int | None
    date_text: str | None
    place_start: int | None
    place_end: int | None
    place_text: str | None
    place_entity_id: str | None
    country_code: str | None
    admin1_code: str | None
    latitude: float | None
    longitude: float | None
    attribution_start: int | None
    attribution_end: int | None
    attribution_text: str | None
    attribution_entity_id: str | None
    confidence: float
    quad_class: str
    score: float
    annotator_version: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of `stage.event_role`."""

    article_id: str
    event_id: str
    role: str
    start: int
    end: int
    text: str
    entity_id: str | None
    country_code: str | None
    sector_code: str | None
    annotator_version: str


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A row of `stage.event_quantity`."""

    article_id: str
    event_id: str
    kind: str
    value: int
    start: int
    end: int
    text: str
    annotator_version: str


@dataclass(frozen=True, slots=True)
class AnnotationRows:
    """Everything one batch of articles adds to the four annotation tables."""

    mentions: Sequence[MentionRow]
    events: Sequence[EventRow]
    roles: Sequence[RoleRow]
    quantities: Sequence[QuantityRow]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An annotated article before the gate."""

    article_id: str
    entry_id: str
    revision: int
    source_id: str


def save_articles(connection: Connection, articles: Sequence[Article]) -> None:
    """Stage articles, replacing earlier ones of the same id together with their annotations."""
    if articles:
        copy_rows(connection, "stage.article", articles)
        execute(connection, "stage/article/delete_incoming")
        execute(connection, "stage/article/insert")


def articles_to_annotate(connection: Connection, day: date) -> list[Article]:
    """Staged articles of one day that wait for annotation, by article_id."""
    rows = fetch(connection, "stage/article/to_annotate", {"day": day})
    return [Article(**{**row, "body_source": BodySource(row["body_source"])}) for row in rows]


def articles_to_publish(connection: Connection, day: date) -> list[Waiting]:
    """Annotated articles of one day that wait for the gate, by article_id; locked until the transaction ends."""
    return [Waiting(**row) for row in fetch(connection, "stage/article/waiting", {"day": day})]


def save_annotations(
    connection: Connection, article_ids: Sequence[str], rows: AnnotationRows, annotator_version: str
) -> None:
    """Replace the annotations of these articles and note which annotator made them."""
    execute(connection, "stage/article/delete_annotations", {"article_ids": list(article_ids)})
    insert_annotations(connection, "stage", rows)
    execute(
        connection,
        "stage/article/set_annotated",
        {"article_ids": list(article_ids), "annotator_version": annotator_version},
    )


def insert_annotations(connection: Connection, schema: str, rows: AnnotationRows) -> None:
    """Add rows to the annotation tables of `stage` or of `trial`."""
    tables = {
        "mention": rows.mentions,
        "event": rows.events,
        "event_role": rows.roles,
        "event_quantity": rows.quantities,
    }
    for table, batch in tables.items():
        if batch:
            copy_rows(connection, f"{schema}.{table}", batch)
            execute(connection, f"{schema}/{table}/insert")
