"""robots.txt (RFC 9309): who may be asked what, and how slowly."""

import asyncio
import logging
import re
from typing import Protocol

from protego import Protego

from marsad.errors import (
    BlockedError,
    GoneError,
    PostponedError,
    RetryableError,
    UnreadableError,
)
from marsad.text.charset import decode
from marsad.web.location import web_url
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)

NAME = "Marsad"  # our product token
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is parsed
_AGENT_LINE = re.compile(r"^[^\S\r\n]*user[- ]?agent[^\S\r\n]*:?(?P<who>[^\r\n#]*)", re.IGNORECASE | re.MULTILINE)
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
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def check(self, url: str) -> float | None:
        """The crawl delay that robots.txt asks of us, in seconds; None when it names none.

        Raises GoneError where it forbids `url`, and RetryableError while it cannot be had: until then nothing is
        allowed (RFC 9309, 2.3.1.4). Raises what `web_url` does for what is no URL.
        """
        rules = await self._rules_of(url)
        if not rules.can_fetch(url, NAME):
            raise GoneError(url, "robots.txt forbids")
        delay = rules.crawl_delay(NAME)
        return float(delay) if delay is not None else None

    async def _rules_of(self, url: str) -> Protego:
        """One retrieval per origin, however many tasks ask at once."""
        origin = str(web_url(url).origin())
        if origin not in self._rules:
            self._rules[origin] = asyncio.create_task(self._read(origin))
        return await asyncio.shield(self._rules[origin])

    async def _read(self, origin: str) -> Protego:
        kept = await self._cache.recall(origin) if self._cache else None
        if kept and kept[1]:
            return parse_robots(kept[0])
        try:
            status, body = await self._retrieve(f"{origin}/robots.txt")
        except RetryableError as error:
            if kept is None:
                raise
            # RFC 9309, 2.4: an older copy serves as long as there is no newer one.
            log.warning("an older robots.txt serves: %s", error)
            return parse_robots(kept[0])
        if self._cache:
            await self._cache.keep(origin, status, body)
        return parse_robots(body)

    async def _retrieve(self, url: str) -> tuple[int, bytes]:
        """Status and body; an empty one where there is no robots.txt, which allows everything."""
        try:
            answer = await self._retriever.get(url, max_bytes=MAX_BYTES, is_cut=True)
        except (GoneError, BlockedError) as error:  # 4xx, or too many redirects: RFC 9309, 2.3.1.2 and 2.3.1.3
            return error.status or 404, b""
        except PostponedError:
            raise
        except (RetryableError, UnreadableError) as error:
            retry_after = error.retry_after if isinstance(error, RetryableError) else None
            message = f"nothing is allowed while robots.txt cannot be read: {error.message}"
            raise RetryableError(error.subject, message, retry_after, status=error.status) from error
        return answer.status, answer.body


def parse_robots(body: bytes) -> Protego:
    """The rules for us and for everybody. Never fails: what is no rule is none."""
    # Protego gives each agent its own copy of its group's rules: 250 KB of names and 250 KB of rules would make
    # hundreds of millions. So all others share a name, which also keeps "User-agent: mar" from meaning us.
    return Protego.parse(_AGENT_LINE.sub(_renamed, decode(body)))


def _renamed(line: re.Match[str]) -> str:
    who = line["who"].strip()
    if who == "*":
        return "User-agent: *"
    is_us = _TOKEN.match(who)[0].lower() == NAME.lower()  # type: ignore[index] # matches everything
    return f"User-agent: {NAME if is_us else 'other'}"
