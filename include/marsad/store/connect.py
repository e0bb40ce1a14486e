"""Connections to the warehouse, with the time-outs Postgres leaves off."""

import re
from urllib.parse import quote, urlencode, urlsplit

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from marsad.errors import ConfigError, RetryableError

TIMEOUTS = "-c statement_timeout=10min -c lock_timeout=60s -c idle_in_transaction_session_timeout=15min -c timezone=UTC"
_QUOTED = re.compile('".*"')


def connect(dsn: str, *, application: str = "marsad", **parameters: int) -> Connection:
    """Open a connection; `parameters` are libpq's own.

    Raises ConfigError for a DSN that cannot be parsed, RetryableError when nobody answers.
    """
    try:
        options = f"{TIMEOUTS} {conninfo_to_dict(dsn).get('options') or ''}"
        return psycopg.connect(
            make_conninfo(dsn, **parameters), application_name=application, connect_timeout=10, options=options
        )
    except psycopg.ProgrammingError as error:
        # libpq quotes what it stumbled over, and that may be the password: neither its words nor itself go on.
        raise ConfigError("MARSAD_DSN", f"cannot be parsed: {_QUOTED.sub('...', str(error)).strip()}") from None
    except psycopg.OperationalError as error:
        raise RetryableError(address(dsn), f"Postgres does not answer: {_cause(error)}") from error


def address(dsn: str) -> str:
    """host:port/database of a DSN, for messages: never the password."""
    try:
        parts = conninfo_to_dict(dsn)
    except psycopg.ProgrammingError:
        return urlsplit(dsn).hostname or "MARSAD_DSN"
    return f"{parts.get('host') or 'localhost'}:{parts.get('port') or 5432}/{parts.get('dbname') or ''}"


def as_url(dsn: str) -> str:
    """The DSN as a postgres:// URL, whichever of libpq's two spellings it came in: others read only that one."""
    parts = {key: str(value) for key, value in conninfo_to_dict(dsn).items() if value is not None}
    user = quote(parts.pop("user", ""), safe="")
    password = quote(parts.pop("password", ""), safe="")
    host, port = parts.pop("host", "localhost"), parts.pop("port", "5432")
    database = parts.pop("dbname", user)
    parts.setdefault("sslmode", "prefer" if host not in ("localhost", "127.0.0.1") else "disable")
    query = {"host": host, **parts} if host.startswith("/") else parts
    netloc = "" if host.startswith("/") else f"{host}:{port}"
    return f"postgres://{user}:{password}@{netloc}/{quote(database)}?{urlencode(query)}"


def _cause(error: psycopg.OperationalError) -> str:
    return str(error).strip().splitlines()[0].strip()
