"""How loading a day and asking three questions grows with the warehouse: 10,000 articles against 200,000.

The articles are the sample newsroom's, cut to 400 characters and numbered so that no two are equal, over 24 months;
each has ten mentions and two events. `--sizes` takes other sizes.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from psycopg import Connection

from marsad.launch.postgres import running_or_started
from marsad.sample.articles import load_articles
from marsad.settings import load_settings
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect
from marsad.store.curated import EntityRow, publish_staged
from marsad.store.migrate import migrate
from marsad.store.months import gather_statistics

BATCH, ROUNDS = 500, 5  # articles of the day that is loaded
NOW = datetime(2026, 12, 31, tzinfo=UTC)
BASE = """
CREATE TABLE public.sample (number integer PRIMARY KEY, title text, body text);
INSERT INTO curated.source VALUES ('bench', 'x', 'x', 'IQ', 'ar', 'UTC', 'https://bench.example', TRUE);
INSERT INTO curated.entity (entity_id, type, name, is_authority)
SELECT 'place:' || n, 'LOC', 'موقع ' || n, TRUE FROM generate_series(0, 499) AS n;
SELECT curated.make_month(m::date) FROM generate_series('2025-01-01'::date, '2026-12-01', '1 month') AS m;
"""
# Foreign keys are not asked while the table is filled: what is measured comes after.
FILL = """
SET session_replication_role = replica;
CREATE TEMPORARY TABLE made AS
SELECT
    n, md5(n::text) AS article_id, '2025-01-01'::date + (n::bigint * 7919 %% 730)::integer AS day, s.title, s.body
FROM generate_series(%(first)s::integer, %(last)s::integer) AS n
INNER JOIN public.sample AS s ON s.number = n %% %(samples)s::integer;
INSERT INTO curated.article_day SELECT article_id, day FROM made;
INSERT INTO curated.article
SELECT article_id, article_id, 'bench', day, 'u' || n, 'u' || n, title || ' ' || n, body || n, 'page', 'ar', NULL, NULL,
    day, 1, article_id, 'bench', 'bench', now(), now()
FROM made;
INSERT INTO curated.article_version
SELECT day, article_id, 1, 1, title || ' ' || n, body || n, article_id, FALSE, FALSE, now() FROM made;
INSERT INTO curated.mention
SELECT day, article_id, j * 20, j * 20 + 6, 'العراق', 'LOC', 'place:' || (n * j %% 500), 'linked', 'bench'
FROM made CROSS JOIN generate_series(1, 10) AS j;
INSERT INTO curated.event (day, article_id, event_id, event_type, trigger_start, trigger_end, trigger_text, realis,
    country_code, confidence, quad_class, score, annotator_version)
SELECT day, article_id, md5(article_id || j), (ARRAY['ASSAULT', 'PROTEST', 'CONSULT'])[1 + (n + j) %% 3], 0, 5, 'x',
    'asserted', (ARRAY['IQ', 'SY', 'EG', 'LB'])[1 + n %% 4], 0.5, 'x', 0, 'bench'
FROM made CROSS JOIN generate_series(1, 2) AS j;
DROP TABLE made;
SET session_replication_role = origin;
"""
STAGE = """
INSERT INTO raw.entry (entry_id, source_id, guid, url, canonical_url, title, summary, content, day, content_hash,
    first_seen_at, last_seen_at, status)
SELECT 'new' || n, 'bench', 'x', 'x' || n, 'x' || n, '', '', '', '2026-12-30', 'x', now(), now(), 'annotated'
FROM generate_series(1, %(batch)s::integer) AS n ON CONFLICT (entry_id) DO UPDATE SET status = 'annotated';
INSERT INTO stage.article (article_id, entry_id, revision, source_id, day, url, canonical_url, title, body, body_source,
    content_hash, extractor_version, annotator_version)
SELECT 'new' || n, 'new' || n, 1, 'bench', '2026-12-30', 'x', 'x', s.title || n, s.body || n, 'page', 'new' || n,
    'bench', 'bench'
FROM generate_series(1, %(batch)s::integer) AS n
INNER JOIN public.sample AS s ON s.number = n %% %(samples)s::integer;
INSERT INTO stage.mention
SELECT article_id, j * 20, j * 20 + 6, 'العراق', 'LOC', 'place:' || j, NULL, 'linked', 'bench'
FROM stage.article CROSS JOIN generate_series(1, 10) AS j;
INSERT INTO stage.event (article_id, event_id, event_type, trigger_start, trigger_end, trigger_text, realis, confidence,
    quad_class, score, annotator_version)
SELECT article_id, md5(article_id || j), 'ASSAULT', 0, 5, 'x', 'asserted', 0.5, 'x', 0, 'bench'
FROM stage.article CROSS JOIN generate_series(1, 2) AS j;
INSERT INTO stage.event_role (article_id, event_id, role, start, "end", text, annotator_version)
SELECT article_id, event_id, 'actor', 0, 5, 'x', 'bench' FROM stage.event;
"""
QUESTIONS = {
    "a month's events by day and country": """
        SELECT day, country_code, sum(event_count) FROM curated.daily_event
        WHERE day >= '2026-03-01' AND day < '2026-04-01' AND realis = 'asserted' GROUP BY day, country_code""",
    "the newest 50 articles about a place": """
        SELECT a.day, a.title FROM curated.mention AS m INNER JOIN curated.article AS a USING (article_id, day)
        WHERE m.entity_id = 'place:77' ORDER BY a.day DESC LIMIT 50""",
    "a month's articles with two words": """
        SELECT title FROM curated.article WHERE day >= '2026-03-01' AND day < '2026-04-01'
        AND curated.search_vector(title, body) @@ curated.search_query('انفجار الموصل')""",
}


def unknown(entity_id: str, kind: str, name: str) -> EntityRow:
    """An authority that adds nothing."""
    return EntityRow(entity_id, kind, name, None, None, None, None, None, None, is_authority=True)


def run(connection: Connection, script: str, **values: int) -> None:
    """Run the statements of `script` one after the other; parameters need that."""
    for statement in filter(str.strip, script.split(";\n")):
        connection.execute(statement.encode(), values or None)


def timed(work: Callable[[], Any]) -> float:
    """Seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def loaded(connection: Connection, samples: int) -> tuple[float, float]:
    """Seconds to publish a new day of BATCH articles, and to publish it again unchanged; rolled back."""
    ids = [f"new{number}" for number in range(1, BATCH + 1)]
    with connection.transaction(force_rollback=True):
        run(connection, STAGE, batch=BATCH, samples=samples)
        new = timed(lambda: publish_staged(connection, ids, NOW, unknown))
        run(connection, STAGE, batch=BATCH, samples=samples)
        return new, timed(lambda: publish_staged(connection, ids, NOW, unknown))


def measured(connection: Connection, samples: int) -> dict[str, float]:
    """The median of each figure, in seconds."""
    loads = [loaded(connection, samples) for _ in range(ROUNDS)]
    figures = {
        f"load {BATCH} new articles": statistics.median(new for new, _ in loads),
        "load them again, unchanged": statistics.median(again for _, again in loads),
    }
    for name, question in QUESTIONS.items():
        times = [timed(lambda q=question: connection.execute(q.encode()).fetchall()) for _ in range(ROUNDS)]
        figures[name] = statistics.median(times)
    return figures


def main(sizes: Sequence[int]) -> None:
    """Print each figure at each size, and how many times as long the last takes as the first."""
    articles = load_articles()
    with tempfile.TemporaryDirectory() as home, running_or_started(load_settings({"MARSAD_HOME": home})) as server:
        create_database(server.dsn("postgres"), "bench")
        migrate(server.dsn("bench"))
        with connect(server.dsn("bench")) as connection:
            connection.autocommit = True
            run(connection, BASE)
            with connection.cursor() as cursor:
                rows = [(number, article.title, article.text[:400]) for number, article in enumerate(articles)]
                cursor.executemany("INSERT INTO public.sample VALUES (%s, %s, %s)", rows)
            results, first = [], 0
            for size in sizes:
                for start in range(first, size, 10_000):
                    run(connection, FILL, first=start, last=start + 9_999, samples=len(articles))
                gather_statistics(connection)
                results.append(measured(connection, len(articles)))
                first = size
    print(f"{' -> '.join(f'{size:,}' for size in sizes)} articles, median of {ROUNDS}, milliseconds")
    for name in results[0]:
        figures = " -> ".join(f"{result[name] * 1000:8.1f}" for result in results)
        print(f"  {name:40} {figures}   x {results[-1][name] / results[0][name]:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 200_000], help="multiples of 10,000")
    main(parser.parse_args().sizes)
