"""Whatever answers a WARC file holds, our own files or somebody else's. Streamed: one record in memory at a time."""

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from marsad.archive.repair import MAGIC, next_start
from marsad.model import Response

LARGEST = 10_000_000  # bytes of an inflated body; what is bigger counts as broken
_PLAIN = b"WARC/"  # how a record begins that is not compressed
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, AttributeError, zlib.error)


@dataclass(frozen=True, slots=True)
class Archived:
    """An answer in a file: where its record lies, and the run of records it is of (`isPartOf`; "" when unsaid)."""

    response: Response
    offset: int
    length: int
    part_of: str


@dataclass(slots=True)
class Reader:
    """Reads one file once. `broken_count` is how many records could not be read, as far as it has come."""

    stream: BinaryIO  # seekable
    is_wanted: Callable[[str], bool]  # by address: the bodies of the others are not kept
    broken_count: int = 0

    def __iter__(self) -> Iterator[Archived]:
        """Answers with status 200, in the file's order. After a broken record it goes on at the next compressed one."""
        size = self.stream.seek(0, os.SEEK_END)
        position, part_of = 0, ""
        while position < size:
            self.stream.seek(position)
            try:
                is_plain = self._is_plain(position, size)
                records = WARCIterator(self.stream)
                for record in records:
                    part_of = _part_of(record) if record.rec_type == "warcinfo" else part_of
                    response = self._response(record)
                    offset, length = records.get_record_offset(), records.get_record_length()  # reads to its end
                    if record.raw_stream.limit or records.offset <= position:
                        raise EOFError("the record ends before or behind its length")
                    position = records.offset  # behind the blank lines that end a plain record
                    if response:
                        yield Archived(response, offset, length, part_of)
                    if self._is_plain(position, size) != is_plain:
                        break  # one iterator reads one kind
                else:
                    if position < size:
                        raise EOFError("warcio reads no further")
            except _DAMAGE:
                self.broken_count += 1
                position = next_start(self.stream, position + 1, size)

    def _is_plain(self, position: int, size: int) -> bool:
        """Whether a record that is not compressed begins at `position`. ValueError unless one does or the file ends."""
        read_so_far = self.stream.tell()
        self.stream.seek(position)
        start = self.stream.read(len(_PLAIN))
        self.stream.seek(read_so_far)
        if position < size and not start.startswith((MAGIC, _PLAIN)):
            raise ValueError("no record begins here")
        return start.startswith(_PLAIN)

    def _response(self, record: Any) -> Response | None:
        """None for what is no answer, or nobody wants. Raises one of _DAMAGE."""
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type != "response" or record.http_headers is None or not self.is_wanted(url):
            return None
        if record.http_headers.get_statuscode() != "200":
            return None
        body = record.content_stream().read(LARGEST + 1)
        if len(body) > LARGEST:
            self.broken_count += 1
            return None
        record.raw_stream.read()  # what a chunked body leaves behind it
        return Response(
            url=url,
            final_url=url,
            status=200,
            headers={name.lower(): value for name, value in record.http_headers.headers},
            body=body,
            fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or ""),
        )


def _part_of(record: Any) -> str:
    """What a `warcinfo` record says of the records behind it."""
    lines = record.content_stream().read(LARGEST).decode("utf-8", "replace").splitlines()
    return next((value.strip() for name, _, value in (line.partition(":") for line in lines) if name == "isPartOf"), "")
