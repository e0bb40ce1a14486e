"""robots.txt (RFC 9309), read once per host for one batch of pages."""

import asyncio
import logging
from urllib.parse import urlsplit

from protego import Protego

from marsad.errors import BlockedError, ForbiddenAddressError, GoneError, MarsadError
from marsad.text.charset import decode
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)

MAX_BYTES = 500_000  # RFC 9309 asks for at least 500 KiB


class Robots:
    """What hosts allow. `name` is the product token of our User-Agent."""

    def __init__(self, retriever: Retriever, name: str = "Marsad") -> None:
        self._retriever = retriever
        self._name = name
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def check(self, url: str) -> float | None:
        """Raise GoneError when robots.txt forbids `url`; else the crawl delay it asks of us, in seconds."""
        rules = await self._rules_of(url)
        if not rules.can_fetch(url, self._name):
            raise GoneError(url, "robots.txt forbids")
        delay = rules.crawl_delay(self._name)
        return float(delay) if delay is not None else None

    async def _rules_of(self, url: str) -> Protego:
        """One retrieval per host, however many tasks ask at once."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if host not in self._rules:
            self._rules[host] = asyncio.create_task(self._retrieve(f"{host}/robots.txt"))
        return await asyncio.shield(self._rules[host])

    async def _retrieve(self, url: str) -> Protego:
        """No robots.txt, or one that cannot be had, allows everything; the latter is logged."""
        try:
            answer = await self._retriever.get(url, max_bytes=MAX_BYTES)
        except ForbiddenAddressError:
            raise
        except (GoneError, BlockedError):  # 4xx: there is none (RFC 9309, 2.3.1.3)
            return Protego.parse("")
        except MarsadError as error:
            log.warning("robots.txt could not be read, so everything is allowed: %s", error)
            return Protego.parse("")
        return Protego.parse(decode(answer.body))
