"""A wire to Postgres that is cut after a number of bytes: faults fall on the same spot of the work in every run."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress


class Wire:
    """Carries what clients send to the server, and counts it; at byte `cut_at` it calls `cut` once, first."""

    def __init__(self, port: int, cut_at: int | None = None, cut: Callable[[], None] = lambda: None) -> None:
        self.carried = 0
        self._server = port
        self._cut_at, self._cut = cut_at, cut
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self.port = self._listener.getsockname()[1]

    def serve(self) -> None:
        """Accept clients until the listener is closed."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            for source, target, is_counted in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._carry, args=(source, target, is_counted), daemon=True).start()

    def close(self) -> None:
        """Take no more clients."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _carry(self, source: socket.socket, target: socket.socket, is_counted: bool) -> None:
        with closing(source), closing(target):
            while data := _received(source):
                try:
                    target.sendall(self._counted(data) if is_counted else data)
                except OSError:
                    return
            _hang_up(target)

    def _counted(self, data: bytes) -> bytes:
        with self._lock:
            before, self.carried = self.carried, self.carried + len(data)
        if self._cut_at is not None and before <= self._cut_at < self.carried:
            self._cut()
            return data[: self._cut_at - before]
        return data


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(65536)
    except OSError:
        return b""


def _hang_up(target: socket.socket) -> None:
    with suppress(OSError):  # the other end was faster
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(port: int, cut_at: int | None = None, cut: Callable[[], None] = lambda: None) -> Iterator[Wire]:
    """A wire that serves for as long as the block runs."""
    laid = Wire(port, cut_at, cut)
    thread = threading.Thread(target=laid.serve, daemon=True)
    thread.start()
    try:
        yield laid
    finally:
        laid.close()
        thread.join()
