"""Fetched pages as WARC records (ISO 28500), one gzip member each, so that a record is read by its offset alone."""

import gzip
import io
import os
import re
import uuid
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.errors import ConfigError, UnreadableError
from marsad.model import Response

# The body is stored inflated and whole: these would tell readers to undo what is undone already.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
_NOT_IN_NAMES = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a record lies: `file` relative to the store's root, `offset` and `length` of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a record holds of a retrieval."""

    body: bytes  # inflated
    content_type: str | None
    final_url: str


class WarcStore:
    """The raw store under one root. Raises ConfigError when `raw_uri` is neither a path nor a file:// URI."""

    def __init__(self, raw_uri: str) -> None:
        self._root = _local_path(raw_uri)

    def append(self, source_id: str, day: date, pages: Iterable[Response]) -> list[WarcPlace]:
        """Write `pages` to a file of their own, durably, and say where each lies, in order.

        A file per call, so that two writers never share one. While it is written its name ends in `.open`:
        what a crash leaves behind is recognised, and no row points to it.
        """
        pages = list(pages)
        if not pages:
            return []
        folder = Path(_NOT_IN_NAMES.sub("_", source_id)) / f"{day:%Y/%m/%d}"
        file = folder / f"{uuid.uuid4().hex}.warc.gz"
        (self._root / folder).mkdir(parents=True, exist_ok=True)
        unfinished = self._root / f"{file}.open"
        with unfinished.open("xb") as stream:
            places = [_write(stream, file.as_posix(), page) for page in pages]
            os.fsync(stream.fileno())
        unfinished.rename(self._root / file)
        _sync_folder(self._root / folder)
        return places

    def read(self, file: str, offset: int, length: int) -> StoredPage:
        """The page in one record. Raises UnreadableError when the record is missing, torn or damaged."""
        subject = f"{file}@{offset}"
        path = (self._root / file).resolve()
        if not path.is_relative_to(self._root):
            raise UnreadableError(subject, "outside the raw store")
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                member = stream.read(length)
        except OSError as error:
            raise UnreadableError(subject, f"{error.strerror}") from error
        if len(member) < length:
            raise UnreadableError(subject, f"torn record: {len(member)} of {length} bytes")
        return _read(subject, member)


def _local_path(raw_uri: str) -> Path:
    scheme, separator, _ = raw_uri.partition("://")
    if not separator:
        return Path(raw_uri).expanduser().resolve()
    if scheme.lower() != "file":
        raise ConfigError("MARSAD_RAW_URI", f"{scheme}:// is not supported; use a path or file://")
    return Path(unquote(urlsplit(raw_uri).path)).resolve()


def _write(stream: io.BufferedWriter, file: str, page: Response) -> WarcPlace:
    offset = stream.tell()
    writer = WARCWriter(stream, gzip=True)
    record = writer.create_warc_record(
        page.final_url,
        "response",
        payload=io.BytesIO(page.body),
        http_headers=_http_headers(page),
        warc_headers_dict={"WARC-Date": f"{page.fetched_at:%Y-%m-%dT%H:%M:%SZ}"},
    )
    writer.write_record(record)
    return WarcPlace(file, offset, stream.tell() - offset)


def _http_headers(page: Response) -> StatusAndHeaders:
    kept = [(name, value) for name, value in page.headers.items() if name not in _OF_THE_WIRE]
    known = {status.value: status.phrase for status in HTTPStatus}
    status = f"{page.status} {known.get(page.status, 'Unknown')}"
    return StatusAndHeaders(status, [*kept, ("content-length", str(len(page.body)))], protocol="HTTP/1.1")


def _read(subject: str, member: bytes) -> StoredPage:
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


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
