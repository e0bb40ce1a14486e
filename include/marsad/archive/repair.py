"""Which parts of a WARC file are whole, after a crash or a bad disk. Streamed, in bounded memory."""

import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 64 * 1024
MAGIC = b"\x1f\x8b\x08"  # how a gzip member begins
_START = b"WARC/1."
_END = b"\r\n\r\n"  # of a record's head, and of the record
_FIELD = re.compile(rb"^(content-length|warc-type): *([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Extent:
    """Bytes [start, stop) of a file."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a file. Whole and broken extents take turns and cover it."""

    size: int
    response_count: int
    whole: tuple[Extent, ...]  # consecutive whole records count as one
    broken: tuple[Extent, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every byte belongs to a whole record."""
        return not self.broken

    @property
    def is_torn(self) -> bool:
        """Whether the file ends within a record, and nothing else is wrong: what a crash leaves."""
        return len(self.broken) == 1 and self.broken[0].stop == self.size


def survey(stream: BinaryIO) -> Survey:
    """Read a file of one record per gzip member. After a broken one it goes on at the next that is whole."""
    size = stream.seek(0, os.SEEK_END)
    whole: list[Extent] = []
    broken: list[Extent] = []
    position = response_count = 0
    while position < size:
        member = _read_member(stream, position)
        if member:
            stop, kind = member
            response_count += kind == b"response"
        else:
            stop = next_start(stream, position + 1, size)
        _extend(whole if member else broken, position, stop)
        position = stop
    return Survey(size, response_count, tuple(whole), tuple(broken))


def _extend(extents: list[Extent], start: int, stop: int) -> None:
    if extents and extents[-1].stop == start:
        start = extents.pop().start
    extents.append(Extent(start, stop))


def _read_member(stream: BinaryIO, start: int) -> tuple[int, bytes] | None:
    """Where the record that begins at `start` ends, and its type; None when it is not whole."""
    stream.seek(start)
    inflater, record = zlib.decompressobj(wbits=31), _Record()
    while not inflater.eof:
        chunk = inflater.unconsumed_tail or stream.read(CHUNK)
        if not chunk:
            return None
        try:
            record.feed(inflater.decompress(chunk, CHUNK))
        except zlib.error:  # gzip's own checksum and length included
            return None
        if record.is_something_else:
            return None
    return (stream.tell() - len(inflater.unused_data), record.kind) if record.is_whole else None


def next_start(stream: BinaryIO, position: int, size: int) -> int:
    """Where the next gzip member may begin; `size` when nowhere."""
    for offset, window in _windows(stream, position):
        found = window.find(MAGIC)
        if found >= 0:
            return offset + found
    return size


def _windows(stream: BinaryIO, position: int) -> Iterator[tuple[int, bytes]]:
    """Consecutive chunks with their offsets; each begins with the end of the one before, where the magic may lie."""
    stream.seek(position)
    kept = b""
    while chunk := stream.read(CHUNK):
        yield position - len(kept), kept + chunk
        position += len(chunk)
        kept = (kept + chunk)[-len(MAGIC) + 1 :]


class _Record:
    """Follows one inflated record and compares its length with what its head says; the body is not kept."""

    def __init__(self) -> None:
        self.kind = b""
        self._head = b""
        self._expected: int | None = None  # bytes of the whole record, once the head is read
        self._seen = 0
        self._tail = b""

    @property
    def is_something_else(self) -> bool:
        too_long = self._expected is None and len(self._head) > CHUNK
        return too_long or self._head[: len(_START)] != _START[: len(self._head)]

    @property
    def is_whole(self) -> bool:
        return self._seen == self._expected and self._tail == _END

    def feed(self, plain: bytes) -> None:
        self._seen += len(plain)
        self._tail = (self._tail + plain[-len(_END) :])[-len(_END) :]
        if self._expected is None:
            self._head += plain
            end = self._head.find(_END)
            if end >= 0:
                self._read_head(self._head[:end])

    def _read_head(self, head: bytes) -> None:
        fields = {name.lower(): value.strip() for name, value in _FIELD.findall(head)}
        self._head, self.kind = head, fields.get(b"warc-type", b"")
        length = fields.get(b"content-length", b"")
        # Without a length it expects less than has come, and so is never whole.
        self._expected = len(head) + len(_END) + int(length) + len(_END) if length.isdigit() else 0
