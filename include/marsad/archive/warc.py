"""The raw store: fetched pages and feed bodies as WARC files under one root."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from marsad.archive.files import open_files
from marsad.archive.layout import FINISHED, StoredFile, folder_of
from marsad.archive.record import Collection, StoredPage, read_response, write_response, write_warcinfo
from marsad.archive.repair import CHUNK, survey
from marsad.errors import UnreadableError
from marsad.model import Response

__all__ = ["Collection", "Piece", "StoredPage", "WarcPlace", "WarcStore"]


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a record lies: `file` relative to the store's root, `offset` and `length` of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes [start, stop) of a file: whole records."""

    file: str
    start: int
    stop: int


class WarcStore:
    """The raw store under one root. Raises ConfigError for a MARSAD_RAW_URI that cannot be used.

    A file is written once and appears whole or not at all. A disk or a network that fails is a RetryableError.
    """

    def __init__(self, raw_uri: str) -> None:
        self._files = open_files(raw_uri)

    def append(
        self, source_id: str, day: date, pages: Iterable[Response], *, collection: Collection = Collection.PAGES
    ) -> list[WarcPlace]:
        """Write `pages` to a file of their own, durably, and say where each lies, in order.

        A file per call, so that two writers never share one.
        """
        pages = list(pages)
        if not pages:
            return []
        file = f"{folder_of(source_id, day)}/{uuid.uuid4().hex}{FINISHED}"
        with self._files.write(file) as stream:
            newest = max(page.fetched_at for page in pages)
            warcinfo_id = write_warcinfo(stream, file, source_id, collection, newest)
            return [_write(stream, file, page, warcinfo_id) for page in pages]

    def read(self, file: str, offset: int, length: int) -> StoredPage:
        """The page in one record. Raises UnreadableError when the record is missing, torn or damaged."""
        subject = f"{file}@{offset}"
        member = self._files.read(file, offset, length)
        if len(member) < length:
            raise UnreadableError(subject, f"torn record: {len(member)} of {length} bytes")
        return read_response(subject, member)

    def compose(self, folder: str, pieces: Sequence[Piece]) -> str:
        """Copy pieces of files, byte for byte and in order, into one file in `folder`; returns its name.

        The name follows from the pieces, so that doing it again after a crash makes no second file. Raises
        UnreadableError, and leaves no file, when what comes out is not whole.
        """
        name = hashlib.sha256("\n".join(map(repr, pieces)).encode()).hexdigest()[:32]
        file = f"{folder}/{name}{FINISHED}"
        with self._files.write(file) as target:
            for piece in pieces:
                self._copy(piece, target)
            if not survey(target).is_whole:
                raise UnreadableError(folder, f"not joined: one of {len(pieces)} pieces is damaged")
        return file

    def _copy(self, piece: Piece, target: BinaryIO) -> None:
        with self._files.open(piece.file) as source:
            source.seek(piece.start)
            target.writelines(_chunks(source, piece.stop - piece.start))

    def open(self, file: str) -> AbstractContextManager[BinaryIO]:
        """A whole file as a seekable stream; from object storage, a copy of it."""
        return self._files.open(file)

    def list(self) -> Iterator[StoredFile]:
        """Every file under the root, unfinished ones included, in no order."""
        return self._files.list()

    def files_of(self, source_id: str, day: date) -> Sequence[str]:
        """The finished files of one source and day, by name."""
        return sorted(file.name for file in self._files.list(folder_of(source_id, day)) if file.name.endswith(FINISHED))

    def delete(self, file: str) -> None:
        """Remove a file; nothing happens where there is none."""
        self._files.delete(file)


def _chunks(stream: BinaryIO, length: int) -> Iterator[bytes]:
    """The next `length` bytes, or those there are."""
    while chunk := stream.read(min(CHUNK, length)):
        length -= len(chunk)
        yield chunk


def _write(stream: BinaryIO, file: str, page: Response, warcinfo_id: str) -> WarcPlace:
    offset = stream.tell()
    write_response(stream, page, warcinfo_id)
    return WarcPlace(file, offset, stream.tell() - offset)
