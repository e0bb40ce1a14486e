"""Turns at hosts and robots.txt files, shared by every worker through Postgres."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from psycopg import Connection

from marsad.errors import PostponedError, RetryableError
from marsad.settings import Settings
from marsad.store import hosts
from marsad.store.connect import connect
from marsad.store.session import translated
from marsad.web.pace import LocalPacer
from marsad.web.retrieve import Retriever

log = logging.getLogger(__name__)

T = TypeVar("T")


@asynccontextmanager
async def polite_retriever(settings: Settings, dsn: str) -> AsyncIterator[Retriever]:
    """A retriever whose turns are shared with those of every other worker on the warehouse."""
    async with shared_manners(dsn) as manners, Retriever(settings, pacer=manners) as retriever:
        yield retriever


@asynccontextmanager
async def shared_manners(dsn: str) -> AsyncIterator["SharedManners"]:
    """What a retriever (its `pacer`) and Robots (its `cache`) share with other workers, while the block runs.

    Opens a connection of its own with the first question that needs Postgres, and closes it in the end.
    """
    errand = _Errand(dsn)
    try:
        yield SharedManners(errand)
    finally:
        await errand.close()


class SharedManners(LocalPacer):
    """A Pacer and a RobotsCache. Within the process slots and rests are as in LocalPacer.

    Raises PostponedError while Postgres does not answer: whose turn it is cannot be known then.
    """

    def __init__(self, errand: "_Errand") -> None:
        super().__init__()
        self._errand = errand

    async def reserve(self, host: str, delay: float, longest: float) -> float:
        """See LocalPacer; of all workers' starts."""
        return await self._errand.run(host, lambda connection: hosts.reserve(connection, host, delay, longest))

    async def rest(self, host: str, seconds: float) -> None:
        """See Pacer. Where Postgres does not answer the rest holds for this process."""
        await super().rest(host, seconds)
        try:
            await self._errand.run(host, lambda connection: hosts.rest(connection, host, seconds))
        except PostponedError as error:
            log.warning("only this process lets the host rest: %s", error)

    async def recall(self, origin: str) -> tuple[bytes, bool] | None:
        """See RobotsCache."""
        return await self._errand.run(origin, lambda connection: hosts.recall_robots(connection, origin))

    async def keep(self, origin: str, status: int, body: bytes) -> None:
        """See RobotsCache."""
        await self._errand.run(origin, lambda connection: hosts.keep_robots(connection, origin, status, body))


class _Errand:
    """A connection and the one thread that uses it, so that neither the loop nor a transaction ever waits."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._thread = ThreadPoolExecutor(1, "manners")
        self._connection: Connection | None = None

    async def run(self, subject: str, question: Callable[[Connection], T]) -> T:
        """Ask Postgres. Raises PostponedError about `subject` when it does not answer."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, question)
        except PostponedError:
            raise
        except RetryableError as error:
            raise PostponedError(subject, f"no turn to be had from Postgres: {error}") from error

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown(wait=False)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        with translated(self._dsn):
            if self._connection is None or self._connection.closed:
                self._connection = self._opened()
            return question(self._connection)

    def _opened(self) -> Connection:
        # A server that vanished without a word is noticed in seconds, not in the kernel's quarter of an hour.
        patience = {"tcp_user_timeout": 20_000, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 2}
        connection = connect(self._dsn, application="marsad manners", **patience)
        connection.autocommit = True
        connection.execute("SET statement_timeout = '20s'")
        hosts.forget_hosts(connection)
        return connection

    def _disconnect(self) -> None:
        if self._connection:
            self._connection.close()
