"""The databases a run works on: the warehouse, and Airflow's own beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from marsad.launch.postgres import Server, running_or_started
from marsad.settings import Settings
from marsad.store.bootstrap import create_database, ensure_login_roles
from marsad.store.connect import connect
from marsad.store.migrate import migrate

WAREHOUSE = "marsad"
LOADER = "marsad_loader"  # what the pipeline logs in as: it writes, and cannot change the schema
READER = "marsad_reader"  # what people log in as: curated and the funnel, read only
AIRFLOW = "airflow"


@dataclass(frozen=True, slots=True)
class Databases:
    """DSNs as URLs. `server` is None when neither database is embedded."""

    warehouse: str
    airflow: str
    server: Server | None


@contextmanager
def warehouse_dsn(settings: Settings) -> Iterator[str]:
    """The warehouse's DSN, its schema up to date: MARSAD_DSN, or the embedded Postgres for as long as it is used."""
    if settings.dsn:
        migrate(settings.dsn)
        yield settings.dsn
    else:
        with _embedded(settings) as server:
            yield _embedded_warehouse(server)


@contextmanager
def databases(settings: Settings) -> Iterator[Databases]:
    """Both databases, created where they are missing, the warehouse's schema up to date."""
    if settings.dsn:
        migrate(settings.dsn)
        airflow = settings.airflow_dsn or database_beside(settings.dsn, AIRFLOW)
        yield Databases(settings.dsn, airflow, server=None)
    else:
        with _embedded(settings) as server:
            warehouse = _embedded_warehouse(server)
            airflow = settings.airflow_dsn or _embedded_database(server, AIRFLOW)
            yield Databases(warehouse, airflow, server)


def database_beside(dsn: str, name: str) -> str:
    """The database `name` on the server of `dsn`, created unless it is there; the same login and TLS settings."""
    create_database(dsn, name)
    # The open connection has understood every spelling a DSN may have, service files and PG* variables included.
    with connect(dsn) as connection:
        info = connection.info
        tls = {key: value for key, value in info.get_parameters().items() if key.startswith("ssl")}
        login = f"{quote(info.user, safe='')}:{quote(info.password, safe='')}"
        # A host that is a folder is a Unix socket, which a URL can only name in its query.
        is_socket = info.host.startswith("/")
        query = {**tls, "host": info.host, "port": str(info.port)} if is_socket else tls
        address = "" if is_socket else f"{info.host}:{info.port}"
    return f"postgresql://{login}@{address}/{quote(name)}{'?' if query else ''}{urlencode(query)}"


@contextmanager
def _embedded(settings: Settings) -> Iterator[Server]:
    settings.home.mkdir(parents=True, exist_ok=True)
    with running_or_started(settings) as server:
        yield server


def _embedded_warehouse(server: Server) -> str:
    """The schema is the superuser's; the pipeline works on it as the loader."""
    migrate(_embedded_database(server, WAREHOUSE))
    ensure_login_roles(server.dsn("postgres"), {LOADER: server.password, READER: server.password})
    return server.dsn(WAREHOUSE, LOADER)


def _embedded_database(server: Server, name: str) -> str:
    create_database(server.dsn("postgres"), name)
    return server.dsn(name)
