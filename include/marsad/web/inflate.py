"""Bodies as they stream in, inflated no further than a cap."""

import re
from collections.abc import Awaitable, Callable, Sequence

from marsad.errors import RetryableError, UnreadableError
from marsad.web.codecs import CODECS, BrokenError, Codec

ACCEPTED = "gzip, deflate, br, zstd"
_MAX_LAYERS = 2  # a server and a proxy may each add one; more is no server's mistake
# What servers write there that says nothing of compression: no encoding by its other names, and charsets.
_NO_ENCODING = re.compile(r"|identity|none|binary|[78]bit|(us-)?ascii|utf-?(8|16|32)(-?[lb]e)?|(iso|windows|cp)[\d_-]+")


async def read_body(
    url: str, encoding: str, read: Callable[[], Awaitable[bytes]], max_bytes: int, *, is_cut: bool = False
) -> bytes:
    """The inflated body. What came over the wire, each layer of compression and the body stay within `max_bytes`.

    `encoding` is the Content-Encoding header, `read` gives the next piece and b"" at the end. With `is_cut` the
    first `max_bytes` of too big a body are enough.
    Raises UnreadableError for too much, broken or unasked-for encodings, RetryableError when a compressed body
    ends early.
    """
    layers = [_Layer(codec, max_bytes) for codec in _codecs(url, encoding)]
    parts: list[bytes] = []
    received = inflated = 0
    while chunk := await read():
        received += len(chunk)
        part = _inflate(url, layers, chunk) if layers else chunk
        inflated += len(part)
        parts.append(part)
        if max(received, inflated) > max_bytes or (layers and layers[0].size > max_bytes):
            if is_cut:
                return b"".join(parts)[:max_bytes]
            raise UnreadableError(url, f"the body exceeds {max_bytes} bytes")
    if received and not all(layer.codec.is_complete for layer in layers):
        raise RetryableError(url, "the compressed body ended early")
    return b"".join(parts)


def _inflate(url: str, layers: "Sequence[_Layer]", chunk: bytes) -> bytes:
    try:
        for layer in layers:
            chunk = layer.feed(chunk)
    except BrokenError as error:
        raise UnreadableError(url, f"broken compression: {error}") from error
    return chunk


class _Layer:
    """One encoding, told to stop at one byte beyond the cap: the caller gives up then, so no rest is kept."""

    def __init__(self, codec: Codec, max_bytes: int) -> None:
        self.codec = codec
        self.size = 0
        self._limit = max_bytes + 1

    def feed(self, chunk: bytes) -> bytes:
        out = self.codec.feed(chunk, self._limit - self.size)
        self.size += len(out)
        return out


def _codecs(url: str, encoding: str) -> list[Codec]:
    """What undoes the encodings, the one applied last first."""
    if not encoding:
        return []
    parts = (part.strip().lower() for part in encoding.split(","))
    names = [part for part in parts if not _NO_ENCODING.fullmatch(part)]
    if len(names) > _MAX_LAYERS:
        raise UnreadableError(url, f"compressed {len(names)} times over")
    for name in names:
        if name not in CODECS:
            raise UnreadableError(url, f"answered in {name[:40]!r}, which was not asked for")
    return [CODECS[name]() for name in reversed(names)]
