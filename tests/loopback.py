"""A web server on loopback whose answers a test chooses, also while it runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer. Headers by their name on the wire."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """What the server answers, by path (404 elsewhere), and what it was asked.

    An answer may be a function of the request's lower-case headers.
    """

    base: str
    replies: dict[str, "Reply | Callable[[dict[str, str]], Reply]"] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # (path, lower-case headers)

    @property
    def address(self) -> str:
        """host:port as MARSAD_ALLOW_PRIVATE wants it."""
        return self.base.removeprefix("http://")

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for `path`."""
        return [headers for asked, headers in self.requests if asked == path]


@contextmanager
def serving() -> Iterator[Site]:
    """The server while the block runs, on a port of the kernel's choice."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name.lower(): value for name, value in self.headers.items()}
            site.requests.append((self.path, asked))
            reply = site.replies.get(self.path, Reply(status=404))
            if callable(reply):
                reply = reply(asked)
            self.send_response_only(reply.status)
            own = {"Date": self.date_time_string(), "Content-Length": str(len(reply.body))}
            for name, value in {**own, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
