"""What two versions of the annotator found in a day's published articles, article by article."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection, IsolationLevel

from marsad.pipeline.batches import batches
from marsad.store.annotations import Found, annotations_of
from marsad.store.differences import Sides, published_ids, sides_of

PUBLISHED = "published"  # stands for the version that each article is published with
INSTALLED = "installed"  # stands for the version of this process's annotator
BATCH = 200  # articles in memory
Pair = tuple[str, str]  # the version before, the version it is compared with


@dataclass(frozen=True, slots=True)
class Readings:
    """A published article and what each version found in this text of it; None where it has not read it."""

    article: Sides
    before: Found | None
    after: Found | None


def readings(connection: Connection, day: date, versions: Pair) -> Iterator[Readings]:
    """Every published article of the day, by id. Takes the connection over: no transaction is open while it yields."""
    # What an article says and what was found in it must be of one moment: an edit may be published at any time.
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    before, after = (None if version == PUBLISHED else version for version in versions)
    with connection.transaction():
        ids = published_ids(connection, day)
    for batch in batches(ids, BATCH):
        with connection.transaction():
            articles = sides_of(connection, day, batch, before, after)
            found = _found(connection, day, articles)
        for article in articles:
            yield Readings(
                article,
                found.get((article.from_schema, article.from_version, article.article_id)),
                found.get((article.to_schema, article.to_version, article.article_id)),
            )


def _found(connection: Connection, day: date, articles: Sequence[Sides]) -> dict[tuple[str | None, str, str], Found]:
    """By schema, version and article."""
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in articles:
        for schema, version in (
            (article.from_schema, article.from_version),
            (article.to_schema, article.to_version),
        ):
            if schema is not None and article.from_version != article.to_version:
                wanted[schema, version].append(article.article_id)
    return {
        (schema, version, article_id): found
        for (schema, version), ids in wanted.items()
        for article_id, found in annotations_of(connection, schema, day, version, ids).items()
    }
