"""The one place that opens connections to the outside. docs/explanation/retrieving.md tells what is guarded, and why.

Guards are at the socket, not at the name: whatever a literal, a redirect or a rebinding resolver leads to, the
address about to be dialled is judged (MEASURED: a guard in the resolver is bypassed by literal addresses).
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
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
from marsad.web.answer import failure_of
from marsad.web.connector import GuardedConnector, refusal
from marsad.web.deadline import Deadlines
from marsad.web.inflate import ACCEPTED
from marsad.web.location import web_url
from marsad.web.pace import LocalPacer, Pacer
from marsad.web.reply import body_of, headers_of
from marsad.web.resolver import PooledResolver

DEADLINE = 30.0  # seconds for one retrieval: names, connections, redirects and the whole body
MAX_REDIRECTS = 5
MAX_BYTES = 10_000_000  # of a body, over the wire and inflated
IN_FLIGHT = 64  # requests of one retriever
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_ASK_FOR_REST = frozenset({429, 503})

AskFirst = Callable[[str], Awaitable[float]]


@dataclass(slots=True)
class _Request:
    """What every hop is asked, and how much of the answer is taken."""

    headers: Mapping[str, str]
    max_bytes: int = MAX_BYTES
    is_cut: bool = False
    form: Mapping[str, str] | None = None  # None: a GET


@dataclass(slots=True)
class _Trip:
    """One retrieval on its way from hop to hop."""

    asked: str
    hop: URL
    url: str  # of the hop
    budget: float  # seconds left
    moved_to: str | None = None
    is_permanent: bool = True  # all redirects so far

    def turn_to(self, status: int, target: str) -> None:
        """Follow a redirect."""
        self.hop = web_url(target, base=self.hop)
        self.url = str(self.hop)
        self.is_permanent = self.is_permanent and status in _PERMANENT
        if self.is_permanent:
            self.moved_to = self.url


class Retriever:
    """One HTTP session. Use as an async context manager; many `get`s may run at once.

    `pacer` shares the turns at hosts with others (pipeline/manners.py); without it they are this retriever's own.
    `resolver`, which is closed with the retriever, and `deadline` exist for tests of rebinding names and slow servers.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        pacer: Pacer | None = None,
        resolver: AbstractResolver | None = None,
        deadline: float = DEADLINE,
    ) -> None:
        self._allowed = settings.allow_private
        self._headers = {"User-Agent": settings.user_agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*"}
        self._resolver = resolver or PooledResolver(IN_FLIGHT)
        self._deadline = deadline
        self._pacer = pacer or LocalPacer()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._deadlines = Deadlines()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=GuardedConnector(self._allowed, self._resolver),
            headers=self._headers,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=False,  # a proxy would dial for us, and what it dials is not judged
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int = MAX_BYTES,
        is_cut: bool = False,
        crawl_delay: float = 0.0,
        ask_first: AskFirst | None = None,
    ) -> Response:
        """Retrieve `url`; the answer has status 2xx, or 304 with an empty body when a validator still holds.

        `crawl_delay` is in seconds between requests to the same host. `is_cut` takes the first `max_bytes` of a
        bigger body instead of refusing it. `ask_first` is asked about the target of every redirect before that is
        requested: it answers with the crawl delay there, and what it raises ends the retrieval.

        Credentials in a URL are dropped. The body of an error is of no matter. Raises ForbiddenAddressError,
        GoneError, BlockedError, RetryableError (`retry_after` set when told), PostponedError (nothing was sent),
        UnreadableError (too big, broken encoding) and UnexpectedInputError (no URL).
        """
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return await self._retrieve(url, _Request(headers, max_bytes, is_cut), crawl_delay, ask_first)

    async def get_piece(self, url: str, start: int, length: int) -> bytes:
        """At most `length` bytes of a big file, from byte `start` on, as they lie there; b"" behind its end.

        Guarded as `get` is, and raises the same; a server that cannot give a piece is UnreadableError.
        """
        headers = {"Range": f"bytes={start}-{start + length - 1}", "Accept-Encoding": "identity"}
        try:
            answer = await self._retrieve(url, _Request(headers, length, is_cut=True), 0.0)
        except MarsadError as error:
            if error.status == 416:
                return b""
            raise
        if answer.status != 206:
            raise UnreadableError(url, f"status {answer.status} to a question for a piece of it")
        return answer.body

    async def post_form(self, url: str, fields: Mapping[str, str]) -> Response:
        """Send `fields` as application/x-www-form-urlencoded; the answer has status 2xx.

        Guarded as `get` is, and raises the same; a redirect is BlockedError, for what is sent is meant for `url`.
        """
        return await self._retrieve(url, _Request({}, form=fields), 0.0)

    async def _retrieve(
        self, url: str, request: _Request, crawl_delay: float, ask_first: AskFirst | None = None
    ) -> Response:
        hop = web_url(url)
        asked = str(hop)
        trip = _Trip(asked, hop, asked, self._deadline)
        clock = asyncio.get_running_loop().time
        for redirects in range(MAX_REDIRECTS + 1):
            if redirects and ask_first:
                crawl_delay = await ask_first(trip.url)
            async with self._pacer.turn(_paced_as(trip.hop), crawl_delay), self._slots:
                started = clock()
                answer = await self._exchange(trip, request)
                trip.budget -= clock() - started
            if answer is not None:
                if failure := _failure_of(answer, request):
                    await self._let_rest(trip.hop, failure)
                    raise failure
                return answer
        raise BlockedError(trip.asked, f"more than {MAX_REDIRECTS} redirects")

    async def _exchange(self, trip: _Trip, request: _Request) -> Response | None:
        """One request: the answer, or None once the trip follows a redirect. Errors of the network become ours."""
        url = trip.url
        try:
            with self._deadlines.within(trip.budget):
                return await self._send(trip, request)
        except TimeoutError as error:
            raise RetryableError(url, f"no complete answer in {self._deadline:g} s") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _network_failure(url, error) from error

    async def _send(self, trip: _Trip, request: _Request) -> Response | None:
        method = "GET" if request.form is None else "POST"
        async with self._session.request(
            method, trip.hop, headers=request.headers, data=request.form, allow_redirects=False
        ) as reply:
            if method == "GET" and reply.status in _REDIRECTS and "Location" in reply.headers:
                trip.turn_to(reply.status, reply.headers["Location"])
                return None
            return Response(
                url=trip.asked,
                final_url=trip.url,
                status=reply.status,
                headers=headers_of(reply),
                body=await body_of(reply, trip.url, request.max_bytes, is_cut=request.is_cut),
                fetched_at=datetime.now(UTC),
                moved_to=trip.moved_to,
            )

    async def _let_rest(self, hop: URL, failure: MarsadError) -> None:
        """Give a host the rest that its answer asks for."""
        if isinstance(failure, RetryableError) and failure.retry_after and failure.status in _ASK_FOR_REST:
            await self._pacer.rest(_paced_as(hop), failure.retry_after)


def _paced_as(url: URL) -> str:
    return (url.raw_host or "").rstrip(".")


def _failure_of(answer: Response, request: _Request) -> MarsadError | None:
    if answer.status == 206 and "Range" in request.headers:  # unasked for, half an answer is none
        return None
    if answer.status == 304 and not request.headers:
        return RetryableError(answer.url, "not modified (304), though nothing was known of it", status=304)
    return failure_of(answer.url, answer.status, answer.headers, answer.body, answer.fetched_at)


def _network_failure(url: str, error: Exception) -> MarsadError:
    # aiohttp.InvalidURL is a ValueError, and what codecs say of a host. So is a certificate that does not hold.
    if isinstance(error, ValueError) and not isinstance(error, ssl.SSLError):
        return UnexpectedInputError(url, f"no URL: {error}")
    if cause := refusal(error):
        return ForbiddenAddressError(url, cause)
    return RetryableError(url, f"{type(error).__name__}: {error}")
