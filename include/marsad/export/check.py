"""Whether a file still is what its contract says: names, order and types of columns, and every value in them."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marsad.errors import UnreadableError
from marsad.export.contract import Column, Contract, contract_of
from marsad.export.files import MANIFEST, described
from marsad.export.parquet import arrow_schema, parquet_facts

# How a value is read back; each raises ValueError for what is none.
READ: Mapping[str, Callable[[str], object]] = {
    "bigint": int,
    "boolean": ("t", "f", "true", "false").index,
    "date": date.fromisoformat,
    "double precision": float,
    "integer": int,
    "real": float,
    "text": str,
    "timestamp with time zone": datetime.fromisoformat,
}
IN_QUOTES = ("date", "text", "timestamp with time zone")  # strings in JSON
LONGEST = 2**30  # characters of a cell; the csv module stops at 131,072 otherwise


def check_file(path: Path) -> int:
    """Check an exported file, whose name says the table; returns its rows.

    A manifest beside it must know it by these bytes. Raises UnreadableError for the first thing that is not as the
    contract says, ConfigError for a table that has none.
    """
    contract = contract_of(path.stem.partition("-")[0])
    if path.suffix not in CHECKS:
        raise UnreadableError(path.name, f"is none of {', '.join(CHECKS)}")
    if not path.is_file():
        raise UnreadableError(path.name, "there is no such file")
    count = CHECKS[path.suffix](path, contract)
    _check_manifest(path, count)
    return count


def _check_parquet(path: Path, contract: Contract) -> int:
    schema, count = parquet_facts(path)
    if not schema.equals(arrow_schema(contract)):
        raise UnreadableError(path.name, f"its schema is not that of curated.{contract.table}")
    return count


def _check_csv(path: Path, contract: Contract) -> int:
    """CSV as read cannot tell an empty text from a null."""
    csv.field_size_limit(LONGEST)
    names = [column.name for column in contract.columns]
    with path.open(newline="", encoding="utf-8") as file:
        lines = csv.reader(file)
        if next(lines, []) != names:
            raise UnreadableError(path.name, f"its header is not that of curated.{contract.table}")
        rows = (dict(zip(names, line, strict=True)) if len(line) == len(names) else {} for line in lines)
        return _check_rows(path, contract, rows, is_json=False)


def _check_jsonl(path: Path, contract: Contract) -> int:
    with path.open(encoding="utf-8") as file:
        return _check_rows(path, contract, map(_json_row, file), is_json=True)


def _json_row(line: str) -> dict[str, Any]:
    """Empty, and so without its columns, where the line is no JSON object."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _check_rows(path: Path, contract: Contract, rows: Iterable[Mapping[str, Any]], *, is_json: bool) -> int:
    names, count = [column.name for column in contract.columns], 0
    for count, row in enumerate(rows, 1):
        if list(row) != names:
            raise UnreadableError(path.name, f"row {count} has other columns than curated.{contract.table}")
        for column in contract.columns:
            if not _holds(column, row[column.name], is_json=is_json):
                raise UnreadableError(path.name, f"row {count}: {column.name} is {row[column.name]!r:.80}")
    return count


def _holds(column: Column, value: Any, *, is_json: bool) -> bool:
    if value is None or (value == "" and not is_json):
        return not column.is_required or column.type == "text"
    if is_json and isinstance(value, str) != (column.type in IN_QUOTES):
        return False
    try:
        READ[column.type](value if isinstance(value, str) else json.dumps(value))
    except ValueError:
        return False
    return True


def _check_manifest(path: Path, count: int) -> None:
    manifest = path.with_name(MANIFEST)
    if not manifest.exists():
        return
    listed = [file for file in json.loads(manifest.read_text(encoding="utf-8"))["files"] if file["file"] == path.name]
    if not listed:
        raise UnreadableError(path.name, "the manifest beside it does not list it")
    if (listed[0]["sha256"], listed[0]["row_count"]) != (described("", path, count).sha256, count):
        raise UnreadableError(path.name, "holds other bytes or rows than the manifest beside it says")


CHECKS: Mapping[str, Callable[[Path, Contract], int]] = {
    ".parquet": _check_parquet,
    ".csv": _check_csv,
    ".jsonl": _check_jsonl,
}
