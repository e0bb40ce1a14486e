"""Export as CSV, JSON lines and Parquet, against reading the same rows with COPY TO and dropping them.

Runs the ways in turn, on a Postgres of its own, and prints how many times as long each takes as plain COPY.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from psycopg import Connection

from marsad.launch.postgres import running_or_started
from marsad.pipeline.export import FORMATS, export
from marsad.settings import load_settings
from marsad.store import exports
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect
from marsad.store.migrate import migrate

ARTICLES, MENTIONS_EACH, EVENTS_EACH, ROUNDS = 5_000, 20, 2, 3
TABLES = ("article", "mention", "event", "gdelt_event", "polecat_event")
DAYS = (date(2026, 11, 1), date(2026, 11, 30))
WORDS = "قالت وزارة الصحة إن ثلاثة أشخاص أصيبوا بانفجار هز مدينة الموصل يوم الثلاثاء "
FILL = f"""
SELECT curated.make_month('2026-11-01');
INSERT INTO curated.source VALUES ('nahr', 'النهر', 'Nahr', 'IQ', 'ar', 'Asia/Baghdad', 'https://nahr.example', TRUE);
INSERT INTO curated.entity VALUES
('place:iq-mosul', 'LOC', 'الموصل', 'Mosul', NULL, 'IQ', NULL, 36.3, 43.1, TRUE);
INSERT INTO curated.article_day (article_id, day)
SELECT md5('a' || i), date '2026-11-01' + i % 30 FROM generate_series(1, {ARTICLES}) AS i;
INSERT INTO curated.article (article_id, entry_id, source_id, day, url, canonical_url, title, body, body_source,
    language, published_at, version, content_hash, extractor_version, annotator_version, created_at, updated_at)
SELECT article_id, md5('e' || article_id), 'nahr', day, 'https://nahr.example/' || article_id,
    'https://nahr.example/' || article_id, 'إصابة ثلاثة أشخاص', repeat('{WORDS}', 25) || article_id, 'page',
    'ar', day + interval '12 hours', 1, md5(article_id), 'x', 'y', now(), now()
FROM curated.article_day;
INSERT INTO curated.mention (article_id, day, start, "end", text, type, entity_id, link_status, annotator_version)
SELECT article_id, day, j * 50, j * 50 + 6, 'الموصل', 'LOC', 'place:iq-mosul', 'linked', 'y'
FROM curated.article_day, generate_series(1, {MENTIONS_EACH}) AS j;
INSERT INTO curated.event (article_id, day, event_id, event_type, mode, trigger_start, trigger_end, trigger_text,
    realis, place_text, place_entity_id, country_code, admin1_code, latitude, longitude, confidence, quad_class, score,
    annotator_version)
SELECT article_id, day, md5(article_id || j), 'ASSAULT', 'explosives', 40, 46, 'انفجار', 'asserted', 'الموصل',
    'place:iq-mosul', 'IQ', 'place:iq-nineveh', 36.3, 43.1, .8, 'material-conflict', -9, 'y'
FROM curated.article_day, generate_series(1, {EVENTS_EACH}) AS j;
INSERT INTO curated.event_role (article_id, day, event_id, role, start, "end", text, country_code, sector_code,
    annotator_version)
SELECT article_id, day, event_id, role, 60, 66, 'مسلحين', 'IQ', 'REB', 'y'
FROM curated.event, unnest(ARRAY['actor', 'recipient']) AS role;
ANALYZE;
"""


def plain(connection: Connection, table: str) -> int:
    """Read what COPY sends and drop it."""
    return exports.copy_out(connection, table, DAYS, exports.CSV, lambda chunks: [None for _ in chunks])


def seconds(way: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def measure(dsn: str, table: str) -> None:
    """Print a table's ratios."""
    with exports.snapshot(dsn) as connection, tempfile.TemporaryDirectory() as folder:
        count = plain(connection, table)
        ways: dict[str, Callable[[], object]] = {"COPY, dropped": lambda: plain(connection, table)}
        for kind in FORMATS:
            ways[kind] = lambda kind=kind: export(dsn, [table], DAYS, kind, Path(folder))
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                times[name].append(seconds(way))
    base = statistics.median(times["COPY, dropped"])
    print(f"{table}: {count} rows, median of {ROUNDS}; 1.0 = {count / base:,.0f} rows/s")
    for name, measured in times.items():
        print(f"  {name:14} {statistics.median(measured) / base:5.2f}")


def main() -> None:
    """Fill a warehouse and measure each table."""
    with tempfile.TemporaryDirectory() as home, running_or_started(load_settings({"MARSAD_HOME": home})) as server:
        create_database(server.dsn("postgres"), "bench")
        dsn = server.dsn("bench")
        migrate(dsn)
        with connect(dsn) as connection:
            connection.execute(FILL.encode())
        for table in TABLES:
            measure(dsn, table)


if __name__ == "__main__":
    main()
