"""Files that appear whole or not at all, and the manifest that says what they are."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of the export: its table, the rows in it, and what it must hash to."""

    table: str
    file: str
    row_count: int
    byte_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export: which days, and which migration the warehouse had seen last. Equal rows give an equal manifest."""

    first_day: str
    last_day: str
    format: str
    migration: str
    files: tuple[ExportedFile, ...]

    def row_count(self) -> int:
        """Rows of all files."""
        return sum(file.row_count for file in self.files)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write beside `path`; it takes its name when the block ends well, and is gone when it does not."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def described(table: str, path: Path, row_count: int) -> ExportedFile:
    """The manifest's line for a finished file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportedFile(table, path.name, row_count, path.stat().st_size, digest)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it last: where it stands, all its files do."""
    with whole_file(folder / MANIFEST) as file:
        file.write(json.dumps(asdict(manifest), indent=1).encode() + b"\n")


def months(first: date, last: date) -> Sequence[tuple[date, date]]:
    """The days from `first` to `last`, cut where months end."""
    cut = []
    while first <= last:
        end = min((first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1), last)
        cut.append((first, end))
        first = end + timedelta(days=1)
    return cut
