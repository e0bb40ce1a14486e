"""`ops.article_pair`, and what is read of articles to make pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import Connection

from marsad.store.load import execute, fetch, upsert


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of `ops.article_pair`."""

    article_id: str
    other_article_id: str
    day: date
    other_day: date
    relation: str
    similarity: float


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as published, with the texts and entities of its mentions."""

    article_id: str
    title: str
    body: str
    names: Sequence[str] | None
    entities: Sequence[str] | None


def article_texts(connection: Connection, article_ids: Sequence[str]) -> list[ArticleText]:
    """Titles, bodies and mentions of these articles."""
    rows = fetch(connection, "curated/article/texts", {"article_ids": list(article_ids)})
    return [ArticleText(**row) for row in rows]


def events_told(connection: Connection, article_ids: Sequence[str]) -> list[dict[str, Any]]:
    """The events of these articles in reading order: curated.event's columns, actors and recipients as entity ids."""
    return fetch(connection, "curated/event/told", {"article_ids": list(article_ids)})


def save_pairs(connection: Connection, article_ids: Sequence[str], rows: Sequence[PairRow]) -> int:
    """Make `rows` the only pairs that these articles are in; returns how many changed."""
    kept = {"firsts": [row.article_id for row in rows], "others": [row.other_article_id for row in rows]}
    gone = execute(connection, "ops/article_pair/delete_stale", {"article_ids": list(article_ids), **kept})
    return gone + upsert(connection, "ops.article_pair", rows, "ops/article_pair/upsert")


def pairs_of_day(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Pairs whose later article is of the day, and flashes of the day: ids, relation, similarity."""
    return fetch(connection, "ops/article_pair/of_day", {"day": day})
