"""One outlet over HTTP on loopback: the socket side of `site.answer`."""

import errno
import socketserver
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from marsad.errors import ConfigError
from marsad.sample.newsroom import Newsroom
from marsad.sample.outlets import HOST, Outlet, base_url
from marsad.sample.site import TEXT, Reply, answer, is_current, not_found

IDLE_TIMEOUT = 30.0  # seconds until a connection that sends no request is closed


class OutletServer(ThreadingHTTPServer):
    """One outlet on one port. Raises ConfigError where the port cannot be had."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, outlet: Outlet, newsroom: Newsroom, port: int) -> None:
        self.outlet = outlet
        self.newsroom = newsroom
        try:
            super().__init__((HOST, port), Handler)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            cause = "is taken: stop what uses it, or choose another port" if taken else f"refused: {error.strerror}"
            raise ConfigError(f"port {port}", cause) from error

    def server_bind(self) -> None:
        """Bind without naming the host."""
        # HTTPServer's own asks the DNS for the host's name, which costs seconds where there is none.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]


class Handler(BaseHTTPRequestHandler):
    """Writes what `site.answer` decides, one request a connection."""

    server: OutletServer
    timeout: ClassVar[float] = IDLE_TIMEOUT

    def do_GET(self) -> None:
        """The site, or the current edition at /control."""
        if urlsplit(self.path).path == "/control":
            return self._send(self._edition())
        site = self.server
        articles = site.newsroom.articles(site.outlet.source_id)
        reply = answer(site.outlet, articles, base_url(site.server_port), self.path)
        return self._send_not_modified(reply) if self._is_current(reply) else self._send(reply)

    do_HEAD = do_GET  # noqa: N815 - the name is http.server's

    def do_POST(self) -> None:
        """Switch the edition at /control?edition=N."""
        target = urlsplit(self.path)
        if target.path != "/control":
            return self._send(not_found())
        try:
            self.server.newsroom.switch(int(parse_qs(target.query)["edition"][0]))
        except (KeyError, ValueError):
            return self._send(Reply(HTTPStatus.BAD_REQUEST, TEXT, "say ?edition=1 or ?edition=2\n"))
        return self._send(self._edition())

    def _is_current(self, reply: Reply) -> bool:
        return is_current(reply, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))

    def _edition(self) -> Reply:
        return Reply(HTTPStatus.OK, TEXT, f"{self.server.newsroom.edition()}\n")

    def _send(self, reply: Reply) -> None:
        body = reply.text.encode()
        self._send_head(reply.status, {**reply.headers, "Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_not_modified(self, reply: Reply) -> None:
        validators = {name: value for name, value in reply.headers.items() if name != "Content-Type"}
        self._send_head(HTTPStatus.NOT_MODIFIED, validators)

    def _send_head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Silent: the pipeline that reads us logs its own requests."""
