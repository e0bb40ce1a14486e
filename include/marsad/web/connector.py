"""Connections that are judged at the moment they are dialled, and again before they are used once more."""

import socket

import aiohttp
from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver
from aiohttp.client_reqrep import ConnectionKey
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from marsad.web.address import AddressSet, may_dial

# No operating system uses it: marks the guard's own OSError, which aiohttp passes through its race for an address.
_REFUSED = -1


class GuardedConnector(aiohttp.TCPConnector):
    """Dials public addresses and those in `allowed`, whatever name, literal or redirect led there."""

    def __init__(self, allowed: AddressSet, resolver: AbstractResolver | None = None) -> None:
        # No limit here: who waits for a connection would spend the time that is meant for the answer.
        super().__init__(socket_factory=self._open_socket, resolver=resolver, limit=0)
        self._allowed = allowed

    def _open_socket(self, info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, (host, port, *_) = info
        if not may_dial(host, port, self._allowed):
            raise OSError(_REFUSED, f"{host}:{port} is not on the public internet nor in MARSAD_ALLOW_PRIVATE")
        return socket.socket(family, kind, protocol)

    async def _get(self, key: ConnectionKey, traces: list[Trace]) -> Connection | None:
        """A kept connection. One on which something came that nobody asked for would answer the wrong request."""
        while (connection := await super()._get(key, traces)) is not None:
            if connection.protocol is not None and not connection.protocol.should_close:
                return connection
            connection.close()
        return None


def refusal(error: Exception) -> str | None:
    """What the guard said, where `error` is its refusal to dial."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return cause.strerror if isinstance(cause, OSError) and cause.errno == _REFUSED else None
