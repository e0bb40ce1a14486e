"""A connection for one use case: closed at the end, its passing troubles told as RetryableError."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from psycopg import Connection

from marsad.errors import ConfigError, RetryableError
from marsad.store.connect import address, connect


@contextmanager
def session(dsn: str) -> Iterator[Connection]:
    """Open the warehouse for the block; its troubles are told as `translated` says."""
    with closing(connect(dsn)) as connection, translated(dsn):
        yield connection


@contextmanager
def translated(dsn: str) -> Iterator[None]:
    """Deadlocks, lock time-outs and lost connections become RetryableError, missing rights or tables ConfigError."""
    try:
        yield
    except psycopg.OperationalError as error:  # deadlock and time-outs are its subclasses
        raise RetryableError(address(dsn), f"{type(error).__name__}: {error}") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise ConfigError(address(dsn), f"this login may not do that: {error.diag.message_primary}") from error
    except psycopg.errors.UndefinedTable as error:
        raise ConfigError(address(dsn), f"{error.diag.message_primary}; run `marsad migrate`") from error
