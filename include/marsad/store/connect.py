"""Connections to the warehouse, with the time-outs Postgres leaves off."""

import re
from urllib.parse import urlsplit

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict

from marsad.errors import ConfigError, RetryableError

TIMEOUTS = "-c statement_timeout=10min -c lock_timeout=60s -c idle_in_transaction_session_timeout=15min -c timezone=UTC"
_QUOTED = re.compile('".*"')


def connect(dsn: str, *, application: str = "marsad") -> Connection:
    """Open a connection. Raises ConfigError for a DSN that cannot be parsed, RetryableError when nobody answers."""
    try:
        options = f"{TIMEOUTS} {conninfo_to_dict(dsn).get('options') or ''}"
        return psycopg.connect(dsn, application_name=application, connect_timeout=10, options=options)
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


def _cause(error: psycopg.OperationalError) -> str:
    return str(error).strip().splitlines()[-1].strip()
