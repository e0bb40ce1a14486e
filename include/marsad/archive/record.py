"""WARC records (ISO 28500, version 1.1), one gzip member each, so that a record is read by its offset alone."""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.errors import UnreadableError
from marsad.model import Response

# The body is stored inflated and whole: these would tell readers to undo what is undone already.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
_PHRASES = {status.value: status.phrase for status in HTTPStatus}


def body_hash(body: bytes) -> str:
    """sha256 of an inflated body, as `raw.page` and `ops.feed_poll` keep it beside the record."""
    return hashlib.sha256(body).hexdigest()


class Collection(StrEnum):
    """What a run of records holds; the `warcinfo` record before them names it in isPartOf."""

    PAGES = "pages"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a record holds of a retrieval."""

    body: bytes  # inflated
    content_type: str | None
    final_url: str


def write_warcinfo(stream: BinaryIO, file: str, source_id: str, collection: Collection, created_at: datetime) -> str:
    """Say of the records that follow who wrote them and what they are; returns the id they refer to.

    It counts up to the next record of its kind (WARC 1.1, 6.2), so files can be joined end to end.
    """
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    record = writer.create_warcinfo_record(
        file.rpartition("/")[2],
        {
            "software": _software(),
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": f"marsad/{source_id}/{collection}",
            "description": f"{collection} of the source {source_id}; bodies are stored inflated",
        },
    )
    record.rec_headers.replace_header("WARC-Date", _date(created_at))
    writer.write_record(record)
    identifier: str = record.rec_headers.get_header("WARC-Record-ID")
    return identifier


def write_response(stream: BinaryIO, page: Response, warcinfo_id: str) -> None:
    """Write one answer, its body as it was inflated."""
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        page.final_url,
        "response",
        payload=io.BytesIO(page.body),
        http_headers=_http_headers(page),
        warc_headers_dict={"WARC-Date": _date(page.fetched_at), "WARC-Warcinfo-ID": warcinfo_id},
    )
    writer.write_record(record)


def read_response(subject: str, member: bytes) -> StoredPage:
    """The answer in one gzip member. Raises UnreadableError when it is damaged or something else."""
    try:
        # gzip checks its sum and end here; warcio would read on past a broken member.
        plain = io.BytesIO(gzip.decompress(member))
        record = next(iter(ArchiveIterator(plain, check_digests="raise")))
        body: bytes = record.content_stream().read()
    except (ArchiveLoadFailed, StopIteration, EOFError, OSError, ValueError, zlib.error) as error:
        raise UnreadableError(subject, f"damaged record: {type(error).__name__}: {str(error)[:80]}") from error
    if record.rec_type != "response" or record.http_headers is None:
        raise UnreadableError(subject, f"a {record.rec_type} record, not a response")
    return StoredPage(
        body=body,
        content_type=record.http_headers.get_header("content-type"),
        final_url=record.rec_headers.get_header("WARC-Target-URI"),
    )


@cache  # looking it up takes as long as writing a page
def _software() -> str:
    return f"marsad/{version('marsad')}"


def _http_headers(page: Response) -> StatusAndHeaders:
    kept = [(name, value) for name, value in page.headers.items() if name not in _OF_THE_WIRE]
    status = f"{page.status} {_PHRASES.get(page.status, 'Unknown')}"
    return StatusAndHeaders(status, [*kept, ("content-length", str(len(page.body)))], protocol="HTTP/1.1")


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
