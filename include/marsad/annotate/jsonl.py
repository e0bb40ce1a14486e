"""JSON lines in, JSON lines out: the interface of `marsad annotate` (DESIGN.md, "Fixed interfaces")."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfoNotFoundError

from marsad.annotate.annotator import Annotator
from marsad.annotate.version import annotator_version
from marsad.errors import UnexpectedInputError
from marsad.model import Annotation, Event
from marsad.text.instant import instant
from marsad.text.loose_instant import loose_instant


def to_json(record_id: Any, annotation: Annotation) -> dict[str, Any]:
    """The output object of one record. `start` and `end` are code points of the record's text."""
    return {
        "id": record_id,
        "annotator_version": annotator_version(),
        "mentions": [asdict(m) for m in annotation.mentions],
        "dates": [asdict(d) for d in annotation.dates],
        "events": [_event(e) for e in annotation.events],
    }


def _event(event: Event) -> dict[str, Any]:
    fields = asdict(event)
    fields.update({name: list(fields[name]) for name in ("actors", "recipients", "counts")})
    return fields


def annotate_line(annotator: Annotator, line: str) -> dict[str, Any]:
    """One input line's output object. Raises ValueError for a line that is no JSON, UnexpectedInputError for one
    that is no record with a text, and ZoneInfoNotFoundError for an unknown zone."""
    record = json.loads(line)
    if not isinstance(record, dict):
        raise UnexpectedInputError("record", "not a JSON object")
    text, title, published = record.get("text"), record.get("title") or "", record.get("published_at")
    if not isinstance(text, str) or not isinstance(title, str):
        raise UnexpectedInputError("record", "text and title must be strings")
    if published is not None and not isinstance(published, str):
        raise UnexpectedInputError("record", "published_at must be a string or null")
    timezone = record.get("timezone") or "UTC"
    return to_json(record.get("id"), annotator.annotate(text, title, read_published(published), timezone))


def read_published(text: str | None) -> datetime | None:
    """When a record was published. Of a bare «3/4/2026» the first number is the day, as all Arabic outlets write."""
    return instant(text) or loose_instant(text, is_day_first=True)


def run(lines: Iterable[str], out: TextIO, err: TextIO) -> int:
    """Annotate every line; a bad one becomes an output line with `error`, and the exit code is 1."""
    annotator, failures = Annotator(), 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            result = annotate_line(annotator, line)
        except (ValueError, UnexpectedInputError, ZoneInfoNotFoundError, RecursionError) as error:
            failures += 1
            err.write(f"line {number}: {error}\n")
            result = {"id": _id_of(line), "error": str(error), "mentions": [], "dates": [], "events": []}
        out.write(json.dumps(result, ensure_ascii=True) + "\n")
    return 1 if failures else 0


def _id_of(line: str) -> Any:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record.get("id") if isinstance(record, dict) else None


def main(argv: Sequence[str] | None = None, stdin: TextIO | None = None, stdout: TextIO | None = None) -> int:
    """`marsad annotate`: JSON lines {id, title, text, published_at} on standard input. Takes no arguments."""
    if argv:
        sys.stderr.write(f"unexpected arguments: {' '.join(argv)}\n")
        return 2
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    return run(stdin or sys.stdin, stdout or sys.stdout, sys.stderr)
