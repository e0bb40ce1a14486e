"""Airflow's own database: whether `airflow db migrate`, which takes 13 s to find nothing to do, may be skipped."""

from importlib.metadata import version

from marsad.store.connect import connect

FIND_MARK = "SELECT obj_description(to_regclass('alembic_version'))"
# A utility statement takes no parameters, so the server itself quotes the text into one.
FORMAT_MARK = "SELECT format('COMMENT ON TABLE alembic_version IS %%L', %s::text)"


def is_migrated(dsn: str) -> bool:
    """Whether `mark_migrated` ran on this very database under the installed Airflow.

    The mark is a comment on the table by which Airflow itself tells its schema's version: it goes where that goes.
    """
    with connect(libpq_url(dsn)) as connection:
        row = connection.execute(FIND_MARK).fetchone()
    return row is not None and row[0] == _mark()


def mark_migrated(dsn: str) -> None:
    """Note that the installed Airflow has migrated this database."""
    with connect(libpq_url(dsn)) as connection:
        row = connection.execute(FORMAT_MARK, [_mark()]).fetchone()
        if row:
            connection.execute(row[0].encode())


def libpq_url(dsn: str) -> str:
    """The DSN without the driver that SQLAlchemy wants named."""
    scheme, separator, rest = dsn.partition("://")
    return f"{scheme.partition('+')[0]}{separator}{rest}"


def _mark() -> str:
    return f"Migrated by `marsad up` for Airflow {version('apache-airflow')}."
