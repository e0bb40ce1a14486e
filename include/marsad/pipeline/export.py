"""Export days of the warehouse as files: one per table and month, all of one moment."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from psycopg import Connection

from marsad.errors import ConfigError
from marsad.export.contract import Contract, contract_of, require_kept
from marsad.export.files import ExportedFile, Manifest, described, months, whole_file, write_manifest
from marsad.export.parquet import write_parquet
from marsad.store import exports
from marsad.store.exports import Chunks

Take = Callable[[BinaryIO, Contract, Chunks], object]


def export(dsn: str, tables: Sequence[str], days: tuple[date, date], file_format: str, folder: Path) -> Manifest:
    """Write `tables` of these days, both included, into `folder`, and a manifest beside them.

    Raises ConfigError before anything is written when a table is not what its contract says.
    """
    if days[1] < days[0]:
        raise ConfigError(f"{days[0]}", f"is after {days[1]}: there are no such days")
    folder.mkdir(parents=True, exist_ok=True)
    with exports.snapshot(dsn) as connection:
        for table in tables:
            _require_kept(connection, table)
        migration = exports.last_migration(connection)
        files = [
            _export_part(connection, table, part, folder / name)
            for table in tables
            for name, part in _parts(table, days, file_format)
        ]
    manifest = Manifest(f"{days[0]}", f"{days[1]}", file_format, migration, tuple(files))
    write_manifest(folder, manifest)
    return manifest


def _require_kept(connection: Connection, table: str) -> None:
    relation = exports.columns_of_relation(connection, table)
    require_kept(table, [(column["name"], column["type"]) for column in relation])
    require_kept(table, exports.columns_of_query(connection, table))


def _parts(table: str, days: tuple[date, date], file_format: str) -> list[tuple[str, tuple[date, date]]]:
    """File names and their days: a table without days is one file."""
    if not exports.is_by_day(table):
        return [(f"{table}.{file_format}", days)]
    return [(f"{table}-{first:%Y-%m}.{file_format}", (first, last)) for first, last in months(*days)]


def _export_part(connection: Connection, table: str, days: tuple[date, date], path: Path) -> ExportedFile:
    template, write = FORMATS[path.suffix[1:]]
    with whole_file(path) as file:
        count = exports.copy_out(
            connection, table, days, template, lambda chunks: write(file, contract_of(table), chunks)
        )
    return described(table, path, count)


def _as_it_comes(file: BinaryIO, _: Contract, chunks: Chunks) -> None:
    file.writelines(chunks)


# What Postgres is asked for, and what becomes of it.
FORMATS: dict[str, tuple[str, Take]] = {
    "parquet": (exports.CSV, write_parquet),
    "csv": (exports.CSV, _as_it_comes),
    "jsonl": (exports.JSONL, _as_it_comes),
}
