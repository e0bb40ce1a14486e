"""What must exist on a server before the schema: databases and login roles."""

from collections.abc import Mapping

import psycopg
from psycopg import Connection, sql

from marsad.errors import ConfigError
from marsad.store.connect import connect


def create_database(admin_dsn: str, name: str) -> None:
    """Create a database unless it is there."""
    with connect(admin_dsn) as connection:
        connection.autocommit = True
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            _create_database(connection, name)


def _create_database(connection: Connection, name: str) -> None:
    try:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.DuplicateDatabase:
        return  # another process of ours was faster
    except psycopg.errors.InsufficientPrivilege as error:
        raise ConfigError(name, "does not exist, and this login may not create databases") from error


def ensure_login_roles(admin_dsn: str, passwords: Mapping[str, str]) -> None:
    """Create each role that is missing and let it log in with its password."""
    with connect(admin_dsn) as connection:
        for name, password in sorted(passwords.items()):
            found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
            verb = sql.SQL("ALTER" if found else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, sql.Identifier(name), sql.Literal(password))
            )
