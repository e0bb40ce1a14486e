"""Records with sensible defaults: a test names only what it is about. `key` parts one record from another."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql

from marsad.annotate import ontology
from marsad.launch.postgres import Server
from marsad.model import (
    Annotation,
    Article,
    BodySource,
    DateExpression,
    Entry,
    EntryStatus,
    Event,
    Feed,
    Mention,
    Page,
    Participant,
    Place,
    Quantity,
    Source,
    Span,
)
from marsad.pipeline.rows import rows_of
from marsad.quality.rule import Rule, Severity
from marsad.settings import Settings, load_settings
from marsad.store.curated import EntityRow, publish_staged, save_sources
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.staging import save_annotations, save_articles

TEMPLATE = "marsad_template"  # the migrated database that the `postgres` fixture makes
DAY = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ANNOTATOR = "test-1"
STORY_EVENT_ID = "ab" * 16
ONTOLOGY = ontology.load().types
TITLE = "إصابة ثلاثة أشخاص بانفجار في الموصل"
BODY = (
    "قالت وزارة الصحة إن ثلاثة أشخاص أصيبوا بانفجار هزّ مدينة الموصل يوم الثلاثاء، واتهمت مسلحين بتنفيذه.\n"
    "وأكد المتحدث باسم الوزارة سعد كريم أن حالات المصابين مستقرة، وأن التحقيق مستمر."
)
# The warehouse's own order: what is referred to comes before what refers.
CURATED_TABLES = (
    "source",
    "feed",
    "entity",
    "entity_alias",
    "article_day",
    "article",
    "article_version",
    "mention",
    "event",
    "event_role",
    "event_quantity",
)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def make_source(source_id: str = "nahr", base: str = "https://nahr.example", **changes: Any) -> Source:
    given = {
        "name": "النهر",
        "name_en": "Nahr",
        "country": "IQ",
        "language": "ar",
        "timezone": "Asia/Baghdad",
        "homepage": f"{base}/",
        "feeds": (Feed(f"{source_id}/all", source_id, f"{base}/rss"),),
        "crawl_delay": 0.0,
    }
    return Source(source_id=source_id, **{**given, **changes})


def make_entry(key: str = "one", **changes: Any) -> Entry:
    source_id = changes.get("source_id", "nahr")
    url = changes.get("url", f"https://{source_id}.example/{key}")
    texts = {"title": TITLE, "summary": "", "content": "", **changes}
    given = {
        "entry_id": digest(source_id, key)[:32],
        "source_id": source_id,
        "feed_id": f"{source_id}/all",
        "guid": key,
        "url": url,
        "canonical_url": url,
        "title": TITLE,
        "summary": "",
        "content": "",
        "author": None,
        "published_at": NOON,
        "updated_at": None,
        "day": DAY,
        "content_hash": digest(texts["title"], texts["summary"], texts["content"]),
        "revision": 1,
        "first_seen_at": NOON,
        "last_seen_at": NOON,
        "status": EntryStatus.DISCOVERED,
        "status_reason": None,
    }
    return Entry(**{**given, **changes})


def make_page(entry: Entry, **changes: Any) -> Page:
    given = {
        "entry_id": entry.entry_id,
        "revision": entry.revision,
        "url": entry.url,
        "final_url": entry.url,
        "http_status": 200,
        "content_type": "text/html; charset=utf-8",
        "body_hash": digest(entry.url),
        "byte_count": 1234,
        "fetched_at": NOON,
        "warc_file": "nahr/2026/11/18/a.warc.gz",
        "warc_offset": 0,
        "warc_length": 700,
    }
    return Page(**{**given, **changes})


def make_article(entry: Entry, **changes: Any) -> Article:
    given = {
        "article_id": digest(entry.source_id, entry.canonical_url)[:32],
        "entry_id": entry.entry_id,
        "revision": entry.revision,
        "source_id": entry.source_id,
        "day": entry.day,
        "url": entry.url,
        "canonical_url": entry.canonical_url,
        "title": TITLE,
        "body": BODY,
        "body_source": BodySource.PAGE,
        "language": "ar",
        "author": None,
        "image_url": None,
        "published_at": entry.published_at,
        "content_hash": digest(changes.get("title", TITLE), changes.get("body", BODY)),
        "extractor_version": "test-1",
    }
    return Article(**{**given, **changes})


def span(text: str, body: str = BODY) -> Span:
    """Where `text` first stands in `body`."""
    start = body.index(text)
    return Span(start, start + len(text), text)


def make_mention(text: str, kind: str = "LOC", entity_id: str | None = None, body: str = BODY) -> Mention:
    where = span(text, body)
    return Mention(where.start, where.end, text, kind, entity_id, None, "linked" if entity_id else "ambiguous")


def who(text: str, entity_id: str | None = None, body: str = BODY, **changes: Any) -> Participant:
    where = span(text, body)
    return Participant(where.start, where.end, text, entity_id, **changes)


def make_event(trigger: str = "انفجار", body: str = BODY, **changes: Any) -> Event:
    given = {"type": "ASSAULT", "trigger": span(trigger, body), "realis": "asserted", "confidence": 0.75}
    return Event(**{**given, **changes})


def make_annotation() -> Annotation:
    """One of everything that BODY holds."""
    city, when, three = span("الموصل"), span("يوم الثلاثاء"), span("ثلاثة أشخاص")
    return Annotation(
        mentions=(
            make_mention("الموصل", "LOC", "test:mosul"),
            make_mention("وزارة الصحة", "ORG", "test:health"),
            make_mention("سعد كريم", "PER"),
        ),
        dates=(),
        events=(
            make_event(
                actors=(who("مسلحين", sector="REB"),),
                recipients=(who("أشخاص", sector="CVL", country="IQ"),),
                location=Place(city.start, city.end, city.text, "test:mosul", "IQ", "test:nineveh", 36.34, 43.13),
                date=DateExpression(when.start, when.end, when.text, "2026-11-17", "day"),
                source=who("وزارة الصحة", "test:health"),
                counts=(Quantity("injured", 3, three.start, three.end, three.text),),
            ),
        ),
    )


def make_rule(name: str = "mojibake", severity: Severity = Severity.QUARANTINE) -> Rule:
    return Rule(name, "article", severity, "ExpectColumnValuesToNotBeNull", {"column": "article_id"})


def describe(entity_id: str, kind: str, name: str) -> EntityRow:
    """An authority that knows Mosul only."""
    if entity_id == "test:mosul":
        return EntityRow(entity_id, "LOC", "الموصل", "Mosul", "Q83311", "IQ", None, 36.34, 43.13, is_authority=True)
    return EntityRow(entity_id, kind, name, None, None, None, None, None, None, is_authority=False)


def stage(
    connection: Connection, entry: Entry, annotation: Annotation | None = None, **article_changes: Any
) -> Article:
    """Bring `entry` as far as the gate, as the four stages before it would; commits."""
    article = make_article(entry, **article_changes)
    rows = rows_of([(article, make_annotation() if annotation is None else annotation)], ONTOLOGY, ANNOTATOR)
    with connection.transaction():
        save_sources(connection, [make_source(entry.source_id)])
        save_entries(connection, [entry])
        save_articles(connection, [article])
        save_annotations(connection, [article.article_id], rows, ANNOTATOR)
        set_statuses(connection, [StatusChange(entry.entry_id, entry.revision, EntryStatus.ANNOTATED)])
    connection.commit()
    return article


def publish(
    connection: Connection, entry: Entry, annotation: Annotation | None = None, **article_changes: Any
) -> Article:
    """Bring `entry` all the way to curated, at NOON; commits."""
    article = stage(connection, entry, annotation, **article_changes)
    with connection.transaction():
        publish_staged(connection, [article.article_id], NOON, describe)
    return article


def tell_together(connection: Connection, *articles: Article) -> None:
    """Make published articles a story, "s1", whose one event stands for the first event of each; commits."""
    first, count = articles[0], len(articles)
    connection.execute(
        "INSERT INTO curated.story SELECT 's1', day, day, title, %s, %s, %s, created_at, created_at"
        " FROM curated.article WHERE article_id = %s",
        [count, count, count, first.article_id],
    )
    connection.execute(
        "INSERT INTO curated.story_event SELECT %s, 's1', event_type, mode, realis, event_date, date_precision,"
        " country_code, admin1_code, place_entity_id, latitude, longitude, confidence, %s, %s, %s"
        " FROM curated.event WHERE article_id = %s",
        [STORY_EVENT_ID, count, count, count, first.article_id],
    )
    for article in articles:
        connection.execute(
            "INSERT INTO curated.story_article (story_id, article_id, day, relation) VALUES ('s1', %s, %s, 'own')",
            [article.article_id, article.day],
        )
        connection.execute(
            "INSERT INTO curated.story_event_member SELECT %s, article_id, event_id FROM curated.event"
            " WHERE article_id = %s",
            [STORY_EVENT_ID, article.article_id],
        )
    connection.commit()


def edit(connection: Connection, entry: Entry, title: str = "عنوان آخر") -> None:
    """Another title of `entry` comes from its feed; commits."""
    with connection.transaction():
        save_entries(connection, [replace(entry, title=title, content_hash=digest(title))])
    connection.commit()


def curated_digest(connection: Connection) -> dict[str, str]:
    """One hash per curated table over all its rows and their xmin: equal digests mean that nothing was written."""
    query = sql.SQL("SELECT md5(coalesce(string_agg(t.xmin || t::text, '|' ORDER BY t::text), '')) FROM {} AS t")
    return {table: _one(connection, query.format(sql.Identifier("curated", table))) for table in CURATED_TABLES}


def content_digest(connection: Connection, *times: str) -> dict[str, str]:
    """One hash per curated table over what its rows say: without xmin and without the columns named in `times`."""
    query = sql.SQL(
        "SELECT md5(coalesce(string_agg(r, '|' ORDER BY r), ''))"
        " FROM (SELECT (to_jsonb(t) - {}::text [])::text AS r FROM {} AS t) AS said"
    )
    return {
        table: _one(connection, query.format(sql.Literal(list(times)), sql.Identifier("curated", table)))
        for table in CURATED_TABLES
    }


def _one(connection: Connection, query: sql.Composed) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def item(key: str, title: str = "خبر", text: str = "نص الخبر", day: int | None = 18) -> str:
    """An RSS item of November 2026; without a key it has no address, without a day no date."""
    date_line = f"<pubDate>{day} Nov 2026 08:00:00 GMT</pubDate>" if day else ""
    link = f"<link>https://nahr.example/{key}</link>" if key else ""
    return f"<item><title>{title}</title>{link}<description>{text}</description>{date_line}</item>"


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>النهر</title>{"".join(items)}</channel></rss>'.encode()


def status_of(connection: Connection, entry: Entry) -> str:
    row = connection.execute("SELECT status FROM raw.entry WHERE entry_id = %s", [entry.entry_id]).fetchone()
    assert row is not None
    return str(row[0])


def columns_of(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def make_settings(home: Path, allow: str = "", **environ: str) -> Settings:
    """Settings of a test: everything under `home`, and only the addresses in `allow` may be retrieved."""
    return load_settings({"MARSAD_HOME": str(home), "MARSAD_ALLOW_PRIVATE": allow, **environ})


@contextmanager
def fresh_warehouse(server: Server) -> Iterator[str]:
    """The DSN of an empty, migrated warehouse for as long as the block runs; copied, which is faster than migrated."""
    name = f"test_{uuid.uuid4().hex}"
    database, template = sql.Identifier(name), sql.Identifier(TEMPLATE)
    with psycopg.connect(server.dsn("postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(database, template))
        try:
            yield server.dsn(name)
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def empty_warehouse(dsn: str) -> None:
    """Take every row out of every table."""
    with psycopg.connect(dsn) as owner:
        tables = owner.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('raw', 'stage', 'curated', 'trial', 'ops')"
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(*table) for table in tables)
        owner.execute(sql.SQL("TRUNCATE {}").format(names))
