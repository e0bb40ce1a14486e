"""Let a version of the annotator read a day's published articles beside the one that is published: -> trial.*."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from psycopg import Connection

from marsad.annotate import ontology
from marsad.annotate.annotator import Text
from marsad.annotate.ontology import EventType
from marsad.annotate.version import annotator_version
from marsad.errors import RetryableError
from marsad.model import Source
from marsad.pipeline.batches import batches_until_done
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.crew import Answer, Crew
from marsad.pipeline.rows import joined, rows_of_answer
from marsad.store.lock import turn
from marsad.store.session import session
from marsad.store.staging import AnnotationRows
from marsad.store.trials import PublishedText, TrialRow, published_texts, save_trial, texts_to_read

BATCH = 500  # articles a transaction


@dataclass(frozen=True, slots=True)
class TrialReport:
    """What one trial of one day did."""

    day: date
    annotator_version: str
    annotated_count: int = 0
    failed_count: int = 0

    def __str__(self) -> str:
        what = "nothing to do"
        if self.annotated_count or self.failed_count:
            what = f"{self.annotated_count} annotated, {self.failed_count} failed"
        return f"{self.day} trial of {self.annotator_version}: {what}"


@dataclass(frozen=True, slots=True)
class Tried:
    """One article on trial; without rows where the annotator failed on it."""

    article: TrialRow
    rows: AnnotationRows | None


def annotate_trial(
    dsn: str,
    day: date,
    sources: Mapping[str, Source],
    annotator: Path | None = None,
    clock: Clock = utc_now,
    crew: Callable[[], Crew] | None = None,
) -> TrialReport:
    """Annotate the day's published texts with the annotator in that folder, by default with this process's.

    Nothing that is published is touched. Texts that the version has read, or that are published with it, are left out;
    those it failed on are tried again. Raises RetryableError while another worker does the same.
    """
    version, types = annotator_version(annotator), ontology.load(annotator).types
    tried: list[bool] = []
    with (
        session(dsn) as connection,
        turn(connection, f"trial {version}", day) as is_mine,
        (crew or partial(Crew, annotator=annotator))() as workers,
    ):
        if not is_mine:
            raise RetryableError(day.isoformat(), f"another worker is trying {version} on this day")
        for batch in batches_until_done(partial(_waiting, connection, day, version), _itself, BATCH):
            articles = _texts(connection, day, batch)
            answers = workers.annotate([_text(article, sources.get(article.source_id)) for article in articles])
            results = [
                _tried(article, answer, types, version, clock())
                for article, answer in zip(articles, answers, strict=True)
            ]
            save_trial(connection, [r.article for r in results], joined([r.rows for r in results if r.rows]))
            connection.commit()
            tried += [result.rows is not None for result in results]
    return TrialReport(day, version, sum(tried), len(tried) - sum(tried))


def _itself(work: tuple[str, str]) -> tuple[str, str]:
    return work


def _waiting(connection: Connection, day: date, version: str) -> list[tuple[str, str]]:
    waiting = texts_to_read(connection, day, version)
    connection.commit()
    return waiting


def _texts(connection: Connection, day: date, batch: Sequence[tuple[str, str]]) -> list[PublishedText]:
    articles = published_texts(connection, day, [article_id for article_id, _ in batch])
    connection.commit()  # not held open while they are annotated
    return articles


def _text(article: PublishedText, source: Source | None) -> Text:
    return Text(article.body, article.title, article.published_at, source.timezone if source else "UTC")


def _tried(
    article: PublishedText, answer: Answer, types: Mapping[str, EventType], version: str, now: datetime
) -> Tried:
    row = partial(TrialRow, version, article.article_id, article.day, article.content_hash)
    try:
        return Tried(row(None, now), rows_of_answer(article, answer, types, version))
    except Exception as error:  # noqa: BLE001 - an article that breaks the annotator must not stop its day
        return Tried(row(repr(error), now), None)
