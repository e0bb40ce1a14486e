"""Bodies as they stream in, inflated no further than a cap."""

import zlib
from collections.abc import AsyncIterable

from marsad.errors import RetryableError, UnreadableError

ACCEPTED = "gzip, deflate"


async def read_body(url: str, encoding: str, chunks: AsyncIterable[bytes], max_bytes: int) -> bytes:
    """The inflated body. Both it and what came over the wire stay within `max_bytes`.

    `encoding` is the Content-Encoding header. Raises UnreadableError for too much, broken or unasked-for
    encodings, RetryableError when a compressed body ends early.
    """
    inflater = _inflater(url, encoding)
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        body += inflater.feed(chunk, max_bytes - len(body) + 1) if inflater else chunk
        if max(received, len(body)) > max_bytes:
            raise UnreadableError(url, f"the body exceeds {max_bytes} bytes")
    if inflater and received and not inflater.is_complete:
        raise RetryableError(url, "the compressed body ended early")
    return bytes(body)


def _inflater(url: str, encoding: str) -> "_Inflater | None":
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip" | "deflate" as name:
            return _Inflater(url, name)
        case other:
            raise UnreadableError(url, f"answered in {other!r}, which was not asked for")


class _Inflater:
    """gzip with any number of members, or deflate with or without its zlib header."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._is_gzip = name != "deflate"
        self._stream: zlib._Decompress | None = None  # of the present member
        self.is_complete = False

    def feed(self, chunk: bytes, limit: int) -> bytes:
        """At most `limit` more bytes. The caller gives up when it gets that many, so no tail is kept."""
        out = bytearray()
        try:
            while chunk and len(out) < limit:
                stream = self._stream or self._open(chunk)
                out += stream.decompress(chunk, limit - len(out))
                self.is_complete = stream.eof
                # Behind a finished gzip member comes another one, or padding to ignore.
                is_member = stream.eof and self._is_gzip and stream.unused_data.startswith(b"\x1f")
                chunk = stream.unused_data if is_member else b""
                self._stream = None if is_member else stream
        except zlib.error as error:
            raise UnreadableError(self._url, f"broken compression: {error}") from error
        return bytes(out)

    def _open(self, head: bytes) -> "zlib._Decompress":
        if self._is_gzip:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        # Servers disagree on what "deflate" is; a zlib header begins with 0x?8.
        return zlib.decompressobj(zlib.MAX_WBITS if head[0] & 0x0F == 8 else -zlib.MAX_WBITS)
