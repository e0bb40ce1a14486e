"""What is taken out of one of aiohttp's answers."""

import re

import aiohttp

from marsad.errors import MarsadError, UnreadableError
from marsad.web.challenge import LARGEST
from marsad.web.inflate import read_body

_CREDENTIALS = re.compile(r"//[^/?#\s]*@")


async def body_of(reply: aiohttp.ClientResponse, url: str, max_bytes: int, *, is_cut: bool) -> bytes:
    """The body, inflated, as `read_body` reads it; of an error what is needed to tell a wall. Raises what that does."""
    if reply.status >= 400:
        return await _error_page(reply, url)
    if (reply.content_length or 0) > max_bytes and not is_cut:
        raise UnreadableError(url, f"the body exceeds {max_bytes} bytes")
    encoding = reply.headers.get("Content-Encoding", "")
    return await read_body(url, encoding, reply.content.readany, max_bytes, is_cut=is_cut)


def headers_of(reply: aiohttp.ClientResponse) -> dict[str, str]:
    """Lower-case names, repeated headers joined, credentials out of URLs; cookies are nobody's business here."""
    headers: dict[str, str] = {}
    for name, value in reply.headers.items():
        key, text = name.lower(), value
        if not text.isascii():
            text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if "@" in text:
            text = _CREDENTIALS.sub("//", text)
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    headers.pop("set-cookie", None)
    return headers


async def _error_page(reply: aiohttp.ClientResponse, url: str) -> bytes:
    """What may tell a wall from a server in trouble; nothing where it cannot be read, for the status says enough."""
    encoding = reply.headers.get("Content-Encoding", "")
    try:
        return await read_body(url, encoding, reply.content.readany, LARGEST, is_cut=True)
    except (MarsadError, aiohttp.ClientError, OSError):
        return b""
