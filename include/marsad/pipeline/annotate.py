"""Find the mentions and events in a day's articles: stage.article -> stage.mention, stage.event, ..."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from psycopg import Connection

from marsad.annotate import ontology
from marsad.annotate.annotator import ANNOTATOR_VERSION, Annotator
from marsad.model import Article, EntryStatus, Source
from marsad.pipeline.batches import batches_until_done, revision_of
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.outcome import Outcome, StageReport, record, report
from marsad.pipeline.rows import joined, rows_of
from marsad.store.lock import turn
from marsad.store.session import session
from marsad.store.staging import AnnotationRows, articles_to_annotate, save_annotations

STAGE = "annotate"
BATCH = 500  # articles a transaction


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article after annotation; without rows where the annotator failed on it."""

    outcome: Outcome
    article: Article
    rows: AnnotationRows | None


def annotate_articles(dsn: str, day: date, sources: Mapping[str, Source], clock: Clock = utc_now) -> StageReport:
    """Annotate every extracted article of the day. One that breaks the annotator is quarantined."""
    outcomes: list[Outcome] = []
    annotator: Annotator | None = None
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine:
        if is_mine:
            for batch in batches_until_done(partial(_waiting, connection, day), revision_of, BATCH):
                # Made here: it takes a second to load, which a day without work must not pay for.
                annotator = annotator or Annotator()
                results = [_annotate(annotator, article, sources.get(article.source_id)) for article in batch]
                outcomes += _keep(connection, results, clock)
                connection.commit()
    return report(STAGE, day, outcomes)


def _waiting(connection: Connection, day: date) -> list[Article]:
    articles = articles_to_annotate(connection, day)
    connection.commit()
    return articles


def _annotate(annotator: Annotator, article: Article, source: Source | None) -> Annotated:
    try:
        annotation = annotator.annotate(
            article.body, article.title, article.published_at, source.timezone if source else "UTC"
        )
        # Inside, because rows that cannot be made or stored are this article's trouble too, not its batch's.
        rows = rows_of([(article, annotation)], ontology.load().types, ANNOTATOR_VERSION)
    except Exception as error:  # noqa: BLE001 - an article that breaks the annotator must not stop its day
        detail = f"{article.url}: {error!r}"
        return Annotated(_outcome(article, EntryStatus.QUARANTINED, "annotator_failed", detail), article, None)
    return Annotated(_outcome(article, EntryStatus.ANNOTATED), article, rows)


def _keep(connection: Connection, results: Sequence[Annotated], clock: Clock) -> list[Outcome]:
    annotated = {result.article.article_id: result.rows for result in results if result.rows is not None}
    save_annotations(connection, list(annotated), joined(annotated.values()), ANNOTATOR_VERSION)
    outcomes = [result.outcome for result in results]
    record(connection, STAGE, outcomes, clock())
    return outcomes


def _outcome(article: Article, status: EntryStatus, reason: str | None = None, detail: str | None = None) -> Outcome:
    return Outcome(article.entry_id, article.revision, status, reason, detail)
