"""The one place that opens connections to the outside.

Guards are at the socket, not at the name: whatever a literal, a redirect or a rebinding resolver leads to, the
address about to be dialled is judged (MEASURED: a guard in the resolver is bypassed by literal addresses).
"""

import asyncio
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver
from yarl import URL

from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    MarsadError,
    RetryableError,
    UnexpectedInputError,
    UnreadableError,
)
from marsad.model import Response
from marsad.settings import Settings
from marsad.web.address import may_dial
from marsad.web.answer import failure_of
from marsad.web.inflate import ACCEPTED, read_body
from marsad.web.pace import Pacer

DEADLINE = 30.0  # seconds for one retrieval: names, connections, redirects and the whole body
MAX_REDIRECTS = 5
MAX_BYTES = 10_000_000  # of a body, over the wire and inflated
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# No operating system uses it: marks the guard's own OSError, which aiohttp passes through its race for an address.
_REFUSED = -1
_CREDENTIALS = re.compile(r"//[^/@\s]*@")


class Retriever:
    """One HTTP session. Use as an async context manager; many `get`s may run at once.

    `resolver` and `deadline` exist for tests of rebinding names and slow servers.
    """

    def __init__(
        self, settings: Settings, *, resolver: AbstractResolver | None = None, deadline: float = DEADLINE
    ) -> None:
        self._allowed = settings.allow_private
        self._headers = {"User-Agent": settings.user_agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*"}
        self._resolver = resolver
        self._deadline = deadline
        self._pacer = Pacer()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(socket_factory=self._open_socket, resolver=self._resolver, limit=64)
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int = MAX_BYTES,
        crawl_delay: float = 0.0,
    ) -> Response:
        """Retrieve `url`; the answer has status 2xx, or 304 with an empty body when a validator still holds.

        `crawl_delay` is in seconds between requests to the same host. Credentials in a URL are dropped. Raises
        ForbiddenAddressError, GoneError, BlockedError, RetryableError (`retry_after` set when told),
        UnreadableError (too big, broken encoding) and UnexpectedInputError (no URL).
        """
        hop = _web_url(url)
        asked = str(hop)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        budget = self._deadline
        clock = asyncio.get_running_loop().time
        for _ in range(MAX_REDIRECTS + 1):
            async with self._pacer.turn(hop.host or "", crawl_delay):
                started = clock()
                answer = await self._exchange(hop, headers, max_bytes, budget)
                budget -= clock() - started
            if isinstance(answer, Response):
                return _judged(answer, asked)
            hop = answer
        raise BlockedError(asked, f"more than {MAX_REDIRECTS} redirects")

    async def _exchange(self, url: URL, headers: dict[str, str], max_bytes: int, budget: float) -> Response | URL:
        """One request: the answer, or where it redirects to. Errors of the network become ours."""
        try:
            async with asyncio.timeout(max(0.0, budget)):
                return await self._request(url, headers, max_bytes)
        except TimeoutError as error:
            raise RetryableError(str(url), f"no complete answer in {self._deadline:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _network_failure(url, error) from error

    async def _request(self, url: URL, headers: dict[str, str], max_bytes: int) -> Response | URL:
        async with self._session.get(url, headers=headers, allow_redirects=False) as reply:
            if reply.status in _REDIRECTS and "Location" in reply.headers:
                return _web_url(reply.headers["Location"], base=url)
            if (reply.content_length or 0) > max_bytes:
                raise UnreadableError(str(url), f"the body exceeds {max_bytes} bytes")
            encoding = reply.headers.get("Content-Encoding", "")
            body = await read_body(str(url), encoding, reply.content.iter_any(), max_bytes)
            return Response(
                url=str(url),
                final_url=str(url),
                status=reply.status,
                headers=_plain_headers(reply),
                body=body,
                fetched_at=datetime.now(UTC),
            )

    def _open_socket(self, info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, (host, port, *_) = info
        if not may_dial(host, port, self._allowed):
            raise OSError(_REFUSED, f"{host}:{port} is not on the public internet nor in MARSAD_ALLOW_PRIVATE")
        return socket.socket(family, kind, protocol)


def _web_url(text: str, base: URL | None = None) -> URL:
    """`text` as an absolute http(s) URL without credentials."""
    shown = _CREDENTIALS.sub("//", text)
    try:
        url = base.join(URL(text)) if base else URL(text)
        if url.scheme not in {"http", "https"}:
            raise ForbiddenAddressError(shown, "only http and https are retrieved")
        if not url.host:  # decoding it is what fails for "http://xn--/"
            raise UnexpectedInputError(shown, "no URL: it names no host")
        return url.with_user(None).with_fragment(None)
    except ValueError as error:
        raise UnexpectedInputError(shown, f"no URL: {_CREDENTIALS.sub('//', str(error))}") from None


def _network_failure(url: URL, error: Exception) -> MarsadError:
    """aiohttp wraps what connecting raised; the guard's refusal is told by its errno."""
    if isinstance(error, ValueError):  # aiohttp.InvalidURL is one, and what codecs say of a host
        return UnexpectedInputError(str(url), f"no URL: {error}")
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, OSError) and cause.errno == _REFUSED:
        return ForbiddenAddressError(str(url), str(cause.strerror))
    return RetryableError(str(url), f"{type(error).__name__}: {error}")


def _judged(answer: Response, asked: str) -> Response:
    failure = failure_of(asked, answer.status, answer.headers, answer.body, answer.fetched_at)
    if failure:
        raise failure
    return replace(answer, url=asked)


def _plain_headers(reply: aiohttp.ClientResponse) -> dict[str, str]:
    """Lower-case names, repeated headers joined; cookies left out, they are nobody's business here."""
    headers: dict[str, str] = {}
    for name, value in reply.headers.items():
        key, text = name.lower(), value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    headers.pop("set-cookie", None)
    return headers
