"""The databases of a run on a real server."""

from dataclasses import replace

import psycopg

from marsad.launch import metadata
from marsad.launch.postgres import running_or_started
from marsad.launch.warehouse import database_beside, databases, warehouse_dsn
from marsad.store.bootstrap import create_database
from marsad.store.connect import connect


def name_of(dsn):
    with connect(dsn) as connection:
        return connection.execute("SELECT current_database()").fetchone()[0]


def test_the_warehouse_is_made_on_first_use_and_kept(settings):
    for _ in range(2):
        with warehouse_dsn(settings) as dsn, connect(dsn) as connection:
            assert connection.execute("SELECT count(*) FROM curated.article").fetchone()[0] == 0


def test_a_run_has_two_databases_on_one_server(settings):
    with databases(settings) as places:
        assert (name_of(places.warehouse), name_of(places.airflow)) == ("marsad", "airflow")
        assert places.server is not None


def test_airflows_database_is_made_beside_a_warehouse_of_ones_own(settings):
    with running_or_started(settings) as server:
        create_database(server.dsn("postgres"), "news")
        own = replace(settings, dsn=server.dsn("news"))
        with databases(own) as places:
            assert (name_of(places.warehouse), name_of(places.airflow)) == ("news", "airflow")
            assert places.server is None


def test_either_spelling_of_a_dsn_will_do(settings):
    with running_or_started(settings) as server:
        parts = psycopg.conninfo.conninfo_to_dict(server.dsn("postgres", role="postgres"))
        beside = database_beside(psycopg.conninfo.make_conninfo(**parts), "other")
        assert name_of(beside) == "other"


def test_the_migration_mark_goes_where_airflows_schema_goes(settings, monkeypatch):
    with running_or_started(settings) as server:
        dsn = server.dsn("postgres")
        assert not metadata.is_migrated(dsn)
        with connect(dsn) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num text)")
        assert not metadata.is_migrated(dsn)
        metadata.mark_migrated(dsn)
        assert metadata.is_migrated(dsn)
        with monkeypatch.context() as patch:
            patch.setattr(metadata, "version", lambda _name: "99.0")
            assert not metadata.is_migrated(dsn)
        with connect(dsn) as connection:
            connection.execute("DROP TABLE alembic_version")
        assert not metadata.is_migrated(dsn)
