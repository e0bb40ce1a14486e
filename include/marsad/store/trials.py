"""`trial.*`: what other versions of the annotator find in published articles, beside what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.store.load import copy_rows, execute, fetch
from marsad.store.staging import AnnotationRows, insert_annotations


@dataclass(frozen=True, slots=True)
class PublishedText:
    """What an annotator reads of a published article. `content_hash` says which text that was."""

    article_id: str
    source_id: str
    day: date
    title: str
    body: str
    published_at: datetime | None
    content_hash: str


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A row of `trial.article`."""

    annotator_version: str
    article_id: str
    day: date
    content_hash: str
    failure: str | None
    annotated_at: datetime


@dataclass(frozen=True, slots=True)
class VersionCount:
    """How many articles a version has published, and read on trial: of these, failed ones and texts since edited."""

    annotator_version: str
    first_day: date
    last_day: date
    published_count: int
    trial_count: int
    failed_count: int
    outdated_count: int


def texts_to_read(connection: Connection, day: date, annotator_version: str) -> list[tuple[str, str]]:
    """(article_id, content_hash) of the day's published texts that the version has not read, by article_id."""
    parameters = {"day": day, "annotator_version": annotator_version}
    rows = fetch(connection, "trial/article/waiting", parameters)
    return [(row["article_id"], row["content_hash"]) for row in rows]


def published_texts(connection: Connection, day: date, article_ids: Sequence[str]) -> list[PublishedText]:
    """Those articles of the day as they are published now, by article_id."""
    parameters = {"day": day, "article_ids": list(article_ids)}
    return [PublishedText(**row) for row in fetch(connection, "trial/article/texts", parameters)]


def save_trial(connection: Connection, articles: Sequence[TrialRow], rows: AnnotationRows) -> None:
    """Replace what one version found in these articles. The caller holds the transaction."""
    if not articles:
        return
    parameters = {"annotator_version": articles[0].annotator_version, "article_ids": [a.article_id for a in articles]}
    execute(connection, "trial/article/delete", parameters)
    copy_rows(connection, "trial.article", articles)
    execute(connection, "trial/article/insert")
    insert_annotations(connection, "trial", rows)


def count_versions(connection: Connection, day: date | None = None) -> list[VersionCount]:
    """Every version that has rows, of one day or of all, the newest days first."""
    return [VersionCount(**row) for row in fetch(connection, "trial/article/versions", {"day": day})]


def drop_trial(connection: Connection, annotator_version: str, day: date) -> int:
    """Delete what the version found on trial on that day; returns how many articles that were."""
    return execute(connection, "trial/article/drop_version", {"annotator_version": annotator_version, "day": day})


def trials_before(connection: Connection, before: datetime) -> list[tuple[str, date]]:
    """(annotator_version, day) of trials whose last article was read before then."""
    rows = fetch(connection, "trial/article/read_before", {"before": before})
    return [(row["annotator_version"], row["day"]) for row in rows]
