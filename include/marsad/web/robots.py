"""robots.txt (RFC 9309): who may be asked what, and how slowly."""

import asyncio
import logging
import re
from collections import defaultdict
from typing import Protocol

from protego import Protego

from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    GoneError,
    MarsadError,
    PostponedError,
    RetryableError,
    UnexpectedInputError,
    UnreadableError,
)
from marsad.text.charset import decode
from marsad.web.location import web_url
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)

NAME = "Marsad"  # our product token
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is parsed
_AGENT_LINE = re.compile(r"^[^\S\n]*user[- ]?agent[^\S\n]*:?(?P<who>[^\n#]*)", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(r"[a-z_-]*", re.IGNORECASE)


class RobotsCache(Protocol):
    """Keeps robots.txt files for longer than one batch."""

    async def recall(self, origin: str) -> tuple[bytes, bool] | None:
        """The file kept and whether it is fresh; None when there is none to go by."""

    async def keep(self, origin: str, status: int, body: bytes) -> None:
        """Keep the file as of now; empty where there is none."""


class Robots:
    """What origins allow. Each is asked once, and not even once while `cache` knows its answer of today."""

    def __init__(self, retriever: Retriever, cache: RobotsCache | None = None) -> None:
        self._retriever = retriever
        self._cache = cache
        self._rules: dict[str, Protego | MarsadError] = {}
        self._at_work: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def check(self, url: str, crawl_delay: float = 1.0) -> float | None:
        """The crawl delay that robots.txt asks of us, in seconds; None when it names none.

        `crawl_delay`, in seconds, holds for the request for robots.txt itself. Raises GoneError where it forbids
        `url`, and RetryableError while it cannot be had: until then nothing is allowed (RFC 9309, 2.3.1.4). Raises
        what `web_url` does for what is no URL.
        """
        target = web_url(url)
        rules = await self._rules_of(str(target.origin()), crawl_delay)
        if not rules.can_fetch(str(target), NAME):
            raise GoneError(str(target), "robots.txt forbids")
        delay = rules.crawl_delay(NAME)
        return float(delay) if delay is not None else None

    async def _rules_of(self, origin: str, crawl_delay: float) -> Protego:
        """One retrieval per origin, however many tasks ask at once. That it failed holds for all of them."""
        async with self._at_work[origin]:
            if origin not in self._rules:
                try:
                    self._rules[origin] = parse_robots(await self._read(origin, crawl_delay))
                except MarsadError as error:
                    self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, MarsadError):
            raise rules
        return rules

    async def _read(self, origin: str, crawl_delay: float) -> bytes:
        kept = await self._cache.recall(origin) if self._cache else None
        if kept and kept[1]:
            return kept[0]
        try:
            status, body = await self._retrieve(f"{origin}/robots.txt", crawl_delay)
        except RetryableError as error:
            if kept is None:
                raise
            # RFC 9309, 2.4: an older copy serves as long as there is no newer one.
            log.warning("an older robots.txt serves: %s", error)
            return kept[0]
        if self._cache:
            await self._cache.keep(origin, status, body)
        return body

    async def _retrieve(self, url: str, crawl_delay: float) -> tuple[int, bytes]:
        """Status and body; an empty one where there is no robots.txt, which allows everything."""
        try:
            answer = await self._retriever.get(url, max_bytes=MAX_BYTES, is_cut=True, crawl_delay=crawl_delay)
        except (GoneError, BlockedError) as error:  # 4xx, or too many redirects: RFC 9309, 2.3.1.2 and 2.3.1.3
            return error.status or 404, b""
        except (ForbiddenAddressError, UnexpectedInputError) as error:
            if error.subject == url:
                raise
            return 404, b""  # a redirect to what nobody may or can ask: as little of a file as behind too many of them
        except PostponedError:
            raise
        except (RetryableError, UnreadableError) as error:
            retry_after = error.retry_after if isinstance(error, RetryableError) else None
            message = f"nothing is allowed while robots.txt cannot be read: {error.message}"
            raise RetryableError(error.subject, message, retry_after, status=error.status) from error
        return answer.status, answer.body


def parse_robots(body: bytes) -> Protego:
    """The rules for us and for everybody. Never fails: what is no rule is none."""
    lines = decode(_whole_lines(body)).splitlines()
    # Protego gives each agent its own copy of its group's rules: 250 KB of names and 250 KB of rules would make
    # hundreds of millions. So all others share a name, which also keeps "User-agent: mar" from meaning us.
    return Protego.parse(_AGENT_LINE.sub(_renamed, "\n".join(lines)))


def _whole_lines(body: bytes) -> bytes:
    """Without the line that the limit cut in two: half of a path forbids more than its whole."""
    if len(body) < MAX_BYTES:
        return body
    return body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]


def _renamed(line: re.Match[str]) -> str:
    who = line["who"].strip()
    if who == "*":
        return "User-agent: *"
    is_us = _TOKEN.match(who)[0].lower() == NAME.lower()  # type: ignore[index] # matches everything
    return f"User-agent: {NAME if is_us else 'other'}"
