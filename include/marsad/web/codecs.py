"""The content encodings of the web, undone piece by piece and never beyond a limit."""

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

import brotli
from backports import zstd

# A stream of many tiny members would cost a new inflater for every 20 bytes; files joined by `cat` have a few.
_MAX_MEMBERS = 1_000
# Brotli puts out up to twice what it is limited to.
_BROTLI_STEP = 1 << 18
# RFC 9659: a zstd body of the web needs a window of 8 MB (2^23) at most. The format allows terabytes.
_ZSTD_OPTIONS: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class BrokenError(Exception):
    """The bytes are not in that encoding."""


class Codec(Protocol):
    """One encoded stream."""

    @property
    def is_complete(self) -> bool:
        """Whether the stream may end here."""

    def feed(self, chunk: bytes, limit: int) -> bytes:
        """What `chunk` inflates to: at most `limit` bytes. One that reached its limit is of no more use.

        Raises BrokenError.
        """


class _Stream(Protocol):
    """What zlib's and zstd's decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Members:
    """Any number of streams behind each other. What follows one and does not begin with `magic` is padding."""

    def __init__(self, open_stream: Callable[[bytes], _Stream], magic: bytes) -> None:
        self._open = open_stream
        self._magic = magic
        self._count = 0
        self._stream: _Stream | None = None  # the present one
        self.is_complete = False

    def feed(self, chunk: bytes, limit: int) -> bytes:
        out = bytearray()
        try:
            while chunk and len(out) < limit:
                if self._stream is None or self._stream.eof:
                    if self._stream and not (self._magic and chunk.startswith(self._magic)):
                        break
                    self._stream = self._next(chunk)
                out += self._stream.decompress(chunk, limit - len(out))
                self.is_complete = self._stream.eof
                chunk = self._stream.unused_data
        except (zlib.error, zstd.ZstdError) as error:
            raise BrokenError(str(error)) from error
        return bytes(out)

    def _next(self, head: bytes) -> _Stream:
        self._count += 1
        if self._count > _MAX_MEMBERS:
            raise BrokenError(f"more than {_MAX_MEMBERS} streams in one")
        return self._open(head)


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def is_complete(self) -> bool:
        return bool(self._stream.is_finished())

    def feed(self, chunk: bytes, limit: int) -> bytes:
        out = bytearray()
        try:
            while len(out) < limit and not self.is_complete:
                out += self._stream.process(chunk, output_buffer_limit=_BROTLI_STEP)
                chunk = b""
                if self._stream.can_accept_more_data():
                    break
        except brotli.error as error:
            raise BrokenError(str(error)) from error
        return bytes(out[:limit])


def _gzip(_: bytes) -> _Stream:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _deflate(head: bytes) -> _Stream:
    """Servers disagree on what "deflate" is: with a zlib header, which begins with 0x?8, or without."""
    return zlib.decompressobj(zlib.MAX_WBITS if head[0] & 0x0F == 8 else -zlib.MAX_WBITS)


def _zstd(_: bytes) -> _Stream:
    return zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)


CODECS: Mapping[str, Callable[[], Codec]] = {
    "gzip": partial(_Members, _gzip, b"\x1f"),
    "x-gzip": partial(_Members, _gzip, b"\x1f"),
    "deflate": partial(_Members, _deflate, b""),
    "br": _Brotli,
    "zstd": partial(_Members, _zstd, b"\x28"),
}
