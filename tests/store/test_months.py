"""Monthly partitions of curated: made ahead and on demand, one day an article, nobody held up, nothing lost."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege, QueryCanceled

from builders import (
    CURATED_TABLES,
    DAY,
    NOON,
    content_digest,
    describe,
    fresh_warehouse,
    make_entry,
    stage,
)
from marsad.pipeline.keep_months import coming_months, keep_months
from marsad.resources import sql
from marsad.store.curated import publish_staged
from marsad.store.entries import save_entries
from marsad.store.load import execute
from marsad.store.migrate import _dbmate, migrate, pending_migrations
from marsad.store.months import make_months

PARTITIONED = ("article", "article_version", "event", "event_quantity", "event_role", "mention")
FLAT = "20261129000100"  # the migration that made months of the flat tables
LATER = NOON + timedelta(hours=1)
OTHER_DAY = date(2026, 12, 2)
MONTHS = """
SELECT parent.relname, child.relname FROM pg_inherits
JOIN pg_class AS parent ON parent.oid = inhparent JOIN pg_class AS child ON child.oid = inhrelid
WHERE parent.relkind = 'p' AND child.relname LIKE %s ORDER BY 1
"""


def months(connection, suffix):
    return connection.execute(MONTHS, [f"%{suffix}"]).fetchall()


def publish(connection, *articles, now=NOON):
    with connection.transaction():
        return publish_staged(connection, [article.article_id for article in articles], now, describe)


def restage(connection, entry, **changes):
    """`entry` comes again, changed, and goes as far as the gate."""
    changed = replace(entry, revision=entry.revision + 1, content_hash=f"edit-{entry.revision}", **changes)
    with connection.transaction():
        save_entries(connection, [replace(changed, revision=entry.revision)])
    return changed, stage(connection, changed)


def test_a_month_is_made_when_its_first_article_is_published(warehouse):
    with psycopg.connect(warehouse) as connection:
        article = stage(connection, make_entry(day=date(1998, 2, 28)))
        assert months(connection, "_1998_02") == []
        connection.execute("SET ROLE marsad_loader")
        assert publish(connection, article) == 1
        connection.execute("RESET ROLE")
        assert months(connection, "_1998_02") == [(name, f"{name}_1998_02") for name in PARTITIONED]
        assert connection.execute("SELECT count(*) FROM curated_month.mention_1998_02").fetchone() == (3,)


def test_the_coming_months_are_made_ahead(warehouse):
    assert str(keep_months(warehouse, lambda: NOON)) == "partitions: 3 months made; statistics gathered"
    assert str(keep_months(warehouse, lambda: NOON)) == "partitions: 0 months made; statistics gathered"
    with psycopg.connect(warehouse) as connection:
        for suffix in ("_2026_11", "_2026_12", "_2027_01"):
            assert [name for name, _ in months(connection, suffix)] == list(PARTITIONED)
        assert months(connection, "_2027_02") == []


def test_the_coming_months_begin_with_this_one():
    assert coming_months(NOON.replace(month=12, day=31)) == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


def test_an_article_whose_day_changes_moves_with_all_that_belongs_to_it(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    before = content_digest(lasting, "day", "published_at", "updated_at")
    _, article = restage(lasting, entry, day=OTHER_DAY)
    publish(lasting, article, now=LATER)
    for table in ("article_day", *PARTITIONED):
        assert lasting.execute(f"SELECT DISTINCT day FROM curated.{table}").fetchall() == [(OTHER_DAY,)], table
    assert content_digest(lasting, "day", "published_at", "updated_at") == before
    times = lasting.execute("SELECT created_at, updated_at FROM curated.article").fetchall()
    assert times == [(NOON, LATER)]


def test_a_day_that_changes_back_leaves_things_as_they_were(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    before = content_digest(lasting, "updated_at")
    moved, article = restage(lasting, entry, day=OTHER_DAY)
    publish(lasting, article)
    _, article = restage(lasting, moved, day=DAY)
    publish(lasting, article)
    assert content_digest(lasting, "updated_at") == before


def test_an_article_that_moves_leaves_the_others_untouched(lasting):
    still, entry = make_entry("still"), make_entry("moving")
    publish(lasting, stage(lasting, still), stage(lasting, entry))
    of_still = "SELECT m.xmin, m FROM curated.mention AS m INNER JOIN curated.article USING (article_id) WHERE url = %s"
    before = lasting.execute(of_still, [still.url]).fetchall()
    _, article = restage(lasting, entry, day=OTHER_DAY)
    publish(lasting, article)
    assert lasting.execute(of_still, [still.url]).fetchall() == before


def test_an_article_cannot_stand_under_two_days(lasting):
    publish(lasting, stage(lasting, make_entry()))
    make_months(lasting, [OTHER_DAY])
    twin = """
    INSERT INTO curated.article
    SELECT (jsonb_populate_record(a, '{"day": "2026-12-02"}')).* FROM curated.article AS a
    """
    with pytest.raises(ForeignKeyViolation):
        lasting.execute(twin)


def test_a_mention_stands_under_its_articles_day(lasting):
    publish(lasting, stage(lasting, make_entry()))
    make_months(lasting, [OTHER_DAY])
    with pytest.raises(ForeignKeyViolation):
        lasting.execute("UPDATE curated.mention SET day = %s", [OTHER_DAY])


def test_an_article_that_is_not_there_has_no_day(lasting):
    lasting.execute("INSERT INTO curated.article_day (article_id, day) VALUES ('nobody', %s)", [DAY])
    with pytest.raises(ForeignKeyViolation):
        lasting.commit()


def test_a_day_without_its_month_is_refused(lasting):
    with pytest.raises(CheckViolation, match="no partition"):
        lasting.execute(
            'INSERT INTO curated.mention (day, article_id, start, "end", text, type, link_status, annotator_version)'
            " VALUES ('1901-01-01', 'a', 0, 1, 'x', 'LOC', 'nil', 't')"
        )


@pytest.mark.parametrize("tables", [["mention"], ["event_quantity", "event_role", "event"]])
def test_a_publication_looks_into_its_own_month_only(lasting, tables):
    december = stage(lasting, make_entry("december", day=OTHER_DAY))
    publish(lasting, stage(lasting, make_entry()), december)
    execute(lasting, "curated/article/begin_publication", {"article_ids": [december.article_id]})
    lasting.execute("INSERT INTO publishing VALUES (%s, '', 1, %s, FALSE)", [december.article_id, OTHER_DAY])
    for table in tables:
        plan = [line for (line,) in lasting.execute(f"EXPLAIN (ANALYZE) {sql(f'curated/{table}/delete_stale')}")]
        elsewhere, here = (
            [line for line in plan if f"on {table}_{month} " in line and "Scan" in line]
            for month in ("2026_11", "2026_12")
        )
        assert elsewhere
        assert all("never executed" in line for line in elsewhere)
        assert not all("never executed" in line for line in here)


def test_a_reader_in_the_middle_of_a_query_holds_nothing_up(lasting, lasting_dsn):
    with psycopg.connect(lasting_dsn) as reader:
        for table in CURATED_TABLES:
            reader.execute(f"SELECT count(*) FROM curated.{table}")
        lasting.execute("SET statement_timeout = '20s'")
        assert make_months(lasting, [date(1999, 1, 1)]) == 1
        lasting.commit()
        assert reader.execute("SELECT count(*) FROM curated.article").fetchone() == (0,)


def test_who_publishes_ends_before_a_month_is_made(lasting, lasting_dsn):
    article = stage(lasting, make_entry())
    publish_staged(lasting, [article.article_id], NOON, describe)
    with psycopg.connect(lasting_dsn) as other:
        other.execute("SET statement_timeout = '300ms'")
        with pytest.raises(QueryCanceled):
            make_months(other, [date(1999, 2, 1)])
    lasting.commit()
    with psycopg.connect(lasting_dsn) as other:
        assert make_months(other, [date(1999, 2, 1)]) == 1


def test_one_month_asked_for_by_many_is_made_once(lasting_dsn):
    made = []

    def make():
        with psycopg.connect(lasting_dsn) as connection:
            made.append(make_months(connection, [date(1999, 3, 1), date(1999, 4, 1)]))

    workers = [threading.Thread(target=make) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(made) == [0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize("statement", ["SELECT curated.make_month('1999-05-01')", "SELECT curated.gather_statistics()"])
def test_only_the_loader_makes_months(connection, statement):
    connection.execute("SET LOCAL ROLE marsad_reader")
    with pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("role", ["marsad_reader", "marsad_loader"])
def test_nobody_names_a_month(lasting, role):
    make_months(lasting, [DAY])
    lasting.execute(f"SET ROLE {role}")
    with pytest.raises(InsufficientPrivilege):
        lasting.execute("SELECT * FROM curated_month.article_2026_11")


def test_the_owners_functions_look_nowhere_else(connection):
    query = """
    SELECT proname, proconfig FROM pg_proc
    WHERE prosecdef AND pronamespace::regnamespace::text IN ('raw', 'stage', 'curated', 'ops')
    """
    found = dict(connection.execute(query).fetchall())
    assert {"make_month", "gather_statistics"} <= found.keys()
    assert all("search_path=pg_catalog, pg_temp" in (config or ()) for config in found.values())


def test_a_filled_warehouse_keeps_every_row_through_the_upgrade(postgres):
    with fresh_warehouse(postgres) as warehouse, psycopg.connect(warehouse, autocommit=True) as connection:
        for key, day in {"one": DAY, "two": OTHER_DAY, "three": date(2019, 7, 1)}.items():
            entry = make_entry(key, day=day)
            publish(connection, stage(connection, entry))
            _, article = restage(connection, entry, title=f"عنوان {key}")
            publish(connection, article, now=LATER)
        before = content_digest(connection)
        down_to(warehouse, FLAT)
        assert relations(connection, "r") == list(PARTITIONED)
        assert connection.execute("SELECT count(*) FROM curated.mention").fetchone() == (9,)
        assert migrate(warehouse) > 0
        assert relations(connection, "p") == list(PARTITIONED)
        assert content_digest(connection) == before


def down_to(warehouse, migration):
    while migration not in pending_migrations(warehouse):
        _dbmate(warehouse, "down")


def relations(connection, kind):
    """The partitioned tables that are of this kind now."""
    query = """
    SELECT relname FROM pg_class
    WHERE relname = ANY(%s) AND relkind = %s AND relnamespace = 'curated'::regnamespace ORDER BY 1
    """
    return [name for (name,) in connection.execute(query, [list(PARTITIONED), kind])]
