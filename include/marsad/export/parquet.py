"""Parquet from the CSV that Postgres streams: columns typed by the contract, never guessed."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from marsad.errors import ConfigError, UnreadableError
from marsad.export.contract import Contract

BLOCK = 16 * 2**20  # bytes of CSV that become one row group; no row is larger


class _Stream(io.RawIOBase):
    """Chunks as a file to read from."""

    def __init__(self, chunks: Iterable[bytes | bytearray | memoryview]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        taken = min(len(buffer), len(self._rest))
        buffer[:taken], self._rest = self._rest[:taken], self._rest[taken:]
        return taken


def write_parquet(target: BinaryIO, contract: Contract, csv_chunks: Iterable[bytes | bytearray | memoryview]) -> int:
    """Turn CSV with a header, as COPY writes it, into Parquet; returns the number of rows.

    Holds one block at a time. Raises ConfigError where pyarrow is not installed.
    """
    arrow = _pyarrow()
    schema = arrow_schema(contract)
    count = 0
    with arrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in _batches(arrow, schema, io.BufferedReader(_Stream(csv_chunks), BLOCK)):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def arrow_schema(contract: Contract) -> Any:
    """The contract as a pyarrow.Schema; each field carries its COMMENT."""
    arrow = _pyarrow()
    types = {
        "bigint": arrow.int64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "double precision": arrow.float64(),
        "integer": arrow.int32(),
        "real": arrow.float32(),
        "text": arrow.string(),
        "timestamp with time zone": arrow.timestamp("us", tz="UTC"),
    }
    fields = [
        arrow.field(column.name, types[column.type], not column.is_required, {"comment": column.text})
        for column in contract.columns
    ]
    return arrow.schema(fields, {"table": f"curated.{contract.table}", "comment": contract.text})


def parquet_facts(path: Path) -> tuple[Any, int]:
    """The schema of a Parquet file and its rows. Raises UnreadableError for what is none."""
    arrow = _pyarrow()
    try:
        facts = arrow.parquet.read_metadata(path)
    except arrow.ArrowInvalid as error:
        raise UnreadableError(path.name, f"{error}") from error
    return facts.schema.to_arrow_schema(), facts.num_rows


def _batches(arrow: Any, schema: Any, source: io.BufferedReader) -> Iterator[Any]:
    """COPY leaves a null empty and puts an empty text in quotes."""
    reader = arrow.csv.open_csv(
        source,
        read_options=arrow.csv.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=arrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow.csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
    for batch in reader:
        yield arrow.RecordBatch.from_arrays(batch.columns, schema=schema)


def _pyarrow() -> Any:
    """pyarrow, imported when it is needed: it is an extra, and a heavy one."""
    try:
        import pyarrow.csv  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigError("--format parquet", "needs pyarrow: pip install 'marsad[parquet]'") from error
    return pyarrow
