"""A loopback web server that misbehaves on request. Raw sockets, so that nothing corrects its faults."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from marsad.settings import load_settings
from marsad.web.retrieve import Retriever


@dataclass
class Server:
    """`routes` maps a path to the raw answer, or to `async def answer(writer)`."""

    routes: dict
    port: int = 0
    requests: list = field(default_factory=list)  # (path, headers) in order of arrival
    forms: list = field(default_factory=list)  # (path, body) of POST requests
    connections: int = 0

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    async def handle(self, reader, writer):
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, path, _ = head[0].split(" ")
                headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
                self.requests.append((path, headers))
                if method == "POST":
                    self.forms.append((path, await reader.readexactly(int(headers["content-length"]))))
                answer = self.routes[path]
                if callable(answer):
                    await answer(writer)
                    break
                writer.write(answer)
                await writer.drain()
                if b"Connection: keep-alive" not in answer:
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client gave up, as it should
        finally:
            writer.close()


def http(status="200 OK", body=b"", **headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    headers = {"Connection": "close", **headers}
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


@asynccontextmanager
async def serve(routes, **options):
    server = Server(routes)
    listener = await asyncio.start_server(server.handle, "127.0.0.1", 0, **options)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()


@asynccontextmanager
async def web(routes, **options):
    """A server and a retriever that may reach it, and nothing else on this machine."""
    async with serve(routes) as server, allowed(server, **options) as retriever:
        yield server, retriever


def allowed(*servers, **options):
    pairs = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    settings = load_settings({"MARSAD_ALLOW_PRIVATE": pairs, "MARSAD_CONTACT": "desk@news.example"})
    return Retriever(settings, **options)


@pytest.fixture(name="http")
def http_fixture():
    return http


@pytest.fixture(name="serve")
def serve_fixture():
    return serve


@pytest.fixture(name="web")
def web_fixture():
    return web


@pytest.fixture(name="allowed")
def allowed_fixture():
    return allowed
