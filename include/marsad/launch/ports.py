"""TCP ports of this machine."""

import socket
from contextlib import ExitStack

LOOPBACK = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Different ports the kernel has to spare now. Somebody may take one before it is used: callers try again."""
    with ExitStack() as held:
        servers = [held.enter_context(socket.create_server((LOOPBACK, 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in servers]


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` of the loopback interface now."""
    try:
        # create_server sets SO_REUSEADDR, so that connections in TIME_WAIT don't count as taken.
        with socket.create_server((LOOPBACK, port)):
            return True
    except OSError:
        return False


def answers(port: int) -> bool:
    """Whether something accepts connections on `port` of the loopback interface."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False
