"""Files that are gzip through and through (sitemaps, feeds behind two compressing servers), inflated within a limit."""

import zlib

from marsad.errors import UnreadableError

MAX_BYTES = 50_000_000  # the sitemap protocol's own limit, inflated


def inflated(body: bytes, url: str) -> bytes:
    """`body`, unpacked when it is gzip. Raises UnreadableError when it is broken or holds more than MAX_BYTES."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        content = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableError(url or "feed", f"broken compression: {error}") from error
    if len(content) > MAX_BYTES:
        raise UnreadableError(url or "feed", f"exceeds {MAX_BYTES} bytes")
    return content
