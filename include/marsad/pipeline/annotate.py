"""Find the mentions and events in a day's articles: stage.article -> stage.mention, stage.event, ..."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from psycopg import Connection

from marsad.annotate import ontology
from marsad.annotate.annotator import Text
from marsad.annotate.version import annotator_version
from marsad.model import Article, EntryStatus, Source
from marsad.pipeline.batches import batches_until_done, revision_of
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.crew import Answer, Crew
from marsad.pipeline.outcome import Outcome, StageReport, record, report
from marsad.pipeline.rows import joined, rows_of_answer
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


def annotate_articles(
    dsn: str,
    day: date,
    sources: Mapping[str, Source],
    clock: Clock = utc_now,
    crew: Callable[[], Crew] = Crew,
) -> StageReport:
    """Annotate every extracted article of the day. One that breaks the annotator is quarantined."""
    outcomes: list[Outcome] = []
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine, crew() as workers:
        if is_mine:
            for batch in batches_until_done(partial(_waiting, connection, day), revision_of, BATCH):
                answers = workers.annotate([_text(article, sources.get(article.source_id)) for article in batch])
                results = [_annotated(article, answer) for article, answer in zip(batch, answers, strict=True)]
                outcomes += _keep(connection, results, clock)
                connection.commit()
    return report(STAGE, day, outcomes)


def _waiting(connection: Connection, day: date) -> list[Article]:
    articles = articles_to_annotate(connection, day)
    connection.commit()
    return articles


def _text(article: Article, source: Source | None) -> Text:
    return Text(article.body, article.title, article.published_at, source.timezone if source else "UTC")


def _annotated(article: Article, answer: Answer) -> Annotated:
    try:
        # Rows that cannot be made or stored are this article's trouble too, not its batch's.
        rows = rows_of_answer(article, answer, ontology.load().types, annotator_version())
    except Exception as error:  # noqa: BLE001 - an article that breaks the annotator must not stop its day
        detail = f"{article.url}: {error!r}"
        return Annotated(_outcome(article, EntryStatus.QUARANTINED, "annotator_failed", detail), article, None)
    return Annotated(_outcome(article, EntryStatus.ANNOTATED), article, rows)


def _keep(connection: Connection, results: Sequence[Annotated], clock: Clock) -> list[Outcome]:
    annotated = {result.article.article_id: result.rows for result in results if result.rows is not None}
    save_annotations(connection, list(annotated), joined(annotated.values()), annotator_version())
    outcomes = [result.outcome for result in results]
    record(connection, STAGE, outcomes, clock())
    return outcomes


def _outcome(article: Article, status: EntryStatus, reason: str | None = None, detail: str | None = None) -> Outcome:
    return Outcome(article.entry_id, article.revision, status, reason, detail)
