"""`curated.story`, `story_article`, `story_event`, `story_event_member`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from marsad.store.load import execute, fetch, upsert


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A row of `curated.story`."""

    story_id: str
    first_day: date
    last_day: date
    title: str
    article_count: int
    source_count: int
    independent_source_count: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StoryArticleRow:
    """A row of `curated.story_article`."""

    story_id: str
    article_id: str
    day: date
    relation: str
    origin_article_id: str | None
    agency_code: str | None


@dataclass(frozen=True, slots=True)
class StoryEventRow:
    """A row of `curated.story_event`."""

    story_event_id: str
    story_id: str
    event_type: str
    mode: str | None
    realis: str
    event_date: str | None
    date_precision: str | None
    country_code: str | None
    admin1_code: str | None
    place_entity_id: str | None
    latitude: float | None
    longitude: float | None
    confidence: float
    article_count: int
    source_count: int
    independent_source_count: int


@dataclass(frozen=True, slots=True)
class StoryEventMemberRow:
    """A row of `curated.story_event_member`."""

    story_event_id: str
    article_id: str
    event_id: str


@dataclass(frozen=True, slots=True)
class StoryRows:
    """Everything that some stories consist of."""

    stories: Sequence[StoryRow]
    articles: Sequence[StoryArticleRow]
    events: Sequence[StoryEventRow]
    members: Sequence[StoryEventMemberRow]


def memberships_of_days(connection: Connection, first_day: date, last_day: date) -> list[dict[str, Any]]:
    """Which stories the articles from first_day to last_day are in: ids, relation, origin."""
    return fetch(connection, "curated/story_article/of_days", {"first_day": first_day, "last_day": last_day})


def memberships_of_stories(connection: Connection, story_ids: Sequence[str]) -> list[dict[str, Any]]:
    """As `memberships_of_days`, of all articles of these stories."""
    return fetch(connection, "curated/story_article/of_stories", {"story_ids": list(story_ids)})


def save_stories(connection: Connection, story_ids: Sequence[str], gone: Sequence[str], rows: StoryRows) -> int:
    """Make `rows` all that these stories are; `gone` articles leave theirs. Returns how many rows changed.

    What others refer to is written before them and deleted after them.
    """
    stories = {"story_ids": list(story_ids)}
    told = {
        "article_ids": [row.article_id for row in rows.articles] + list(gone),
        "tellers": [row.article_id for row in rows.members],
        "events": [row.event_id for row in rows.members],
    }
    return (
        upsert(connection, "curated.story", rows.stories, "curated/story/upsert")
        + execute(connection, "curated/story_article/delete", {"article_ids": list(gone)})
        + upsert(connection, "curated.story_article", rows.articles, "curated/story_article/upsert")
        + execute(connection, "curated/story_event_member/delete_stale", told)
        + upsert(connection, "curated.story_event", rows.events, "curated/story_event/upsert")
        + upsert(connection, "curated.story_event_member", rows.members, "curated/story_event_member/upsert")
        + execute(connection, "curated/story_event/delete_empty", stories)
        + execute(connection, "curated/story/delete_empty", stories)
    )
