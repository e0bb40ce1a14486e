"""Read the articles out of a day's pages: raw.page -> stage.article."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from psycopg import Connection

from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError, RetryableError, UnexpectedInputError, UnreadableError
from marsad.extract.choose import choose_body, is_full_text
from marsad.extract.language import language_of
from marsad.extract.publishers import extractor_for
from marsad.model import Article, BodySource, Entry, EntryStatus, Extraction, Page, Source
from marsad.pipeline.article_ids import article_ids, id_of_address
from marsad.pipeline.batches import batches_until_done, revision_of
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.outcome import Outcome, StageReport, outcome_of, record, report
from marsad.settings import Settings
from marsad.store.entries import reset_unstaged, work_list
from marsad.store.lock import turn
from marsad.store.pages import pages_of
from marsad.store.session import session
from marsad.store.staging import save_articles
from marsad.text.mojibake import is_mojibake

STAGE = "extract"
BATCH = 200  # articles a transaction
FEED_TEXT = "feed-1"  # extractor_version of an article made from the feed's own text
NOTHING = Extraction(title="", text="", published_at=None, language=None, author=None, image=None, canonical_url=None)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the page held, which extractor read it, and why it could not where it could not."""

    extraction: Extraction = NOTHING
    version: str = FEED_TEXT
    page_error: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One entry after extraction: the article where there is one, and where the entry goes."""

    outcome: Outcome
    article: Article | None = None


def extract_articles(
    dsn: str, day: date, sources: Mapping[str, Source], settings: Settings, clock: Clock = utc_now
) -> StageReport:
    """Extract every retrieved page of the day. A page that cannot be read is quarantined, the others go on."""
    outcomes: list[Outcome] = []
    warc = WarcStore(settings.raw_uri)
    with session(dsn) as connection, turn(connection, STAGE, day) as is_mine:
        if is_mine:
            reset_unstaged(connection, day)
            for batch in batches_until_done(partial(_waiting, connection, day), revision_of, BATCH):
                outcomes += _extract_batch(connection, batch, sources, warc, clock)
                connection.commit()
    return report(STAGE, day, outcomes)


def _waiting(connection: Connection, day: date) -> list[Entry]:
    entries = work_list(connection, day, EntryStatus.RETRIEVED)
    connection.commit()
    return entries


def _extract_batch(
    connection: Connection, entries: Sequence[Entry], sources: Mapping[str, Source], warc: WarcStore, clock: Clock
) -> list[Outcome]:
    pages = pages_of(connection, [entry.entry_id for entry in entries])
    ids = article_ids(connection, entries)
    # Not held open while pages are parsed: a slow page must not keep a transaction waiting.
    connection.commit()
    results = [_read_safely(entry, pages.get(entry.entry_id), sources, warc) for entry in entries]
    save_articles(
        connection,
        [replace(result.article, article_id=ids[result.article.entry_id]) for result in results if result.article],
    )
    outcomes = [result.outcome for result in results]
    record(connection, STAGE, outcomes, clock())
    return outcomes


def _read_safely(entry: Entry, page: Page | None, sources: Mapping[str, Source], warc: WarcStore) -> Read:
    try:
        return read(entry, _extracted(entry, page, sources.get(entry.source_id), warc))
    except (RetryableError, ConfigError):  # the raw store's trouble, not the page's
        raise
    except (UnreadableError, UnexpectedInputError) as error:
        return Read(outcome_of(entry, EntryStatus.QUARANTINED, "unreadable_page", str(error)))
    except Exception as error:  # noqa: BLE001 - a page that breaks the extractor must not stop its day
        return Read(outcome_of(entry, EntryStatus.QUARANTINED, "extractor_failed", f"{entry.url}: {error!r}"))


def _extracted(entry: Entry, page: Page | None, source: Source | None, warc: WarcStore) -> Extracted:
    """What the page holds; nothing where there is none, or where it cannot be read but the feed has it all."""
    if page is None:
        return Extracted()
    extractor = extractor_for(source.extractor if source else "generic")
    zone = ZoneInfo(source.timezone if source else "UTC")
    try:
        body = warc.read(page.warc_file, page.warc_offset, page.warc_length).body
        extraction = extractor.extract(body, page.final_url, page.content_type, zone=zone)
    except UnreadableError as error:
        if is_full_text(entry.content, entry.summary):
            return Extracted(page_error=str(error))
        raise
    return Extracted(extraction, extractor.VERSION)


def read(entry: Entry, extracted: Extracted) -> Read:
    """The article an entry and its page make, or the reason there is none. Pure."""
    body, body_source = choose_body(extracted.extraction.text, entry.content or entry.summary)
    if not body.strip():
        detail = extracted.page_error or f"{entry.url}: no text anywhere"
        return Read(outcome_of(entry, EntryStatus.EMPTY, "empty_body", detail))
    language = language_of(body)
    if is_mojibake(body):
        # Let it reach the gate, which names the damage; as a language it could only be called unknown.
        language = None
    elif language not in (None, "ar"):
        return Read(outcome_of(entry, EntryStatus.NOT_ARABIC, f"language_{language}", f"{entry.url}: {language}"))
    article = _article(entry, extracted, body, body_source, language)
    return Read(outcome_of(entry, EntryStatus.EXTRACTED, entry.status_reason), article)


def _article(entry: Entry, extracted: Extracted, body: str, body_source: BodySource, language: str | None) -> Article:
    extraction = extracted.extraction
    title = entry.title or extraction.title
    return Article(
        article_id=id_of_address(entry),
        entry_id=entry.entry_id,
        revision=entry.revision,
        source_id=entry.source_id,
        day=entry.day,
        url=entry.url,
        canonical_url=entry.canonical_url,
        title=title,
        body=body,
        body_source=body_source,
        language=language,
        author=entry.author or extraction.author,
        image_url=extraction.image,
        published_at=entry.published_at or extraction.published_at,
        content_hash=hashlib.sha256(f"{title}\0{body}".encode()).hexdigest(),
        extractor_version=extracted.version if body_source is BodySource.PAGE else FEED_TEXT,
    )
