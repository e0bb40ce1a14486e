"""Names looked up in threads of a retriever's own."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

_ANSWER = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
_NUMERIC = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV


class PooledResolver(AbstractResolver):
    """Asks the operating system, for `at_once` names at a time.

    A name server that does not answer holds its thread for half a minute. The event loop has six threads on two
    cores: the dead names of six hosts would keep those of healthy ones waiting beyond their deadline.
    """

    def __init__(self, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, "resolver")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`, as aiohttp wants them. Raises OSError."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port, family)
        return [
            ResolveResult(hostname=host, host=address, port=port, family=kind, proto=protocol, flags=_ANSWER)
            for kind, protocol, address in found
        ]

    async def close(self) -> None:
        """Take no more names. Does not wait for those that are being looked up."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: int) -> list[tuple[socket.AddressFamily, int, str]]:
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    # getnameinfo tells the zone of a link-local address too, without which an allowed one cannot be dialled.
    return [(kind, protocol, socket.getnameinfo(at, _NUMERIC)[0]) for kind, _, protocol, _, at in found]
