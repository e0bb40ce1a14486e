"""Retrieval: our retriever with all its guards against bare aiohttp and httpx, on a loopback server.

The server is another process, the three take turns on the same pages, and what is compared is the CPU time of this
process: a real network would hide the difference behind its own delays.
"""

import asyncio
import gzip
import multiprocessing
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from multiprocessing.connection import Connection

import aiohttp
import httpx

from marsad.sample.articles import load_articles
from marsad.settings import load_settings
from marsad.web.retrieve import Retriever

ROUNDS = 15
PAGES = 200  # per round
AT_ONCE = 2  # as the pacer allows
SIZE = 80_000  # bytes of a page

Get = Callable[[str], Awaitable[bytes]]


def page() -> bytes:
    """A page as outlets serve them: a fifth Arabic text, the rest markup and scripts that hardly repeat."""
    text = "".join(f"<p>{article.title} {article.text}</p>" for article in load_articles()).encode()[: SIZE // 5]
    dice = random.Random(0)  # noqa: S311 - filler, no secret
    lines = [
        f'<li><a href="/ar/{dice.randrange(10**9)}.html" class="c{dice.randrange(999)}">#</a></li>' for _ in range(1500)
    ]
    return b"<html><body>" + text + "".join(lines).encode()[: SIZE - len(text)] + b"</body></html>"


def serve(ready: Connection) -> None:
    """Answer /plain, /gzip and /anew (gzip, a connection each) until the process is ended; tells its port."""
    body = page()
    packed = gzip.compress(body, 6)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: bench\r\nContent-Length: %d\r\n"
    answers = {
        b"/plain": head % len(body) + b"\r\n" + body,
        b"/gzip": head % len(packed) + b"Content-Encoding: gzip\r\n\r\n" + packed,
        b"/anew": head % len(packed) + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + packed,
    }

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answers[request.split(b" ", 2)[1]])
                if b"/anew" in request:
                    break
        except asyncio.IncompleteReadError:
            pass  # the client closed its connection
        finally:
            writer.close()

    async def main() -> None:
        listener = await asyncio.start_server(handle, "127.0.0.1", 0)
        ready.send(listener.sockets[0].getsockname()[1])
        await listener.serve_forever()

    asyncio.run(main())


async def cpu_per_page(get: Get, url: str) -> float:
    """Milliseconds of CPU time that a page takes."""

    async def some() -> None:
        for _ in range(PAGES // AT_ONCE):
            await get(url)

    started = time.process_time()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return (time.process_time() - started) / PAGES * 1000


async def measure(port: int) -> None:
    """Let the three take turns; print the ratios."""
    settings = load_settings({"MARSAD_ALLOW_PRIVATE": f"127.0.0.1:{port}"})
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        client = await stack.enter_async_context(httpx.AsyncClient())
        retriever = await stack.enter_async_context(Retriever(settings))

        async def bare_aiohttp(url: str) -> bytes:
            async with session.get(url) as answer:
                return await answer.read()

        async def ours(url: str) -> bytes:
            return (await retriever.get(url)).body

        async def with_httpx(url: str) -> bytes:
            return (await client.get(url)).content

        ways: dict[str, Get] = {"aiohttp": bare_aiohttp, "marsad.web.retrieve": ours, "httpx": with_httpx}
        kinds = {"plain": "plain pages", "gzip": "gzip pages", "anew": "gzip pages, a connection each,"}
        for path, kind in kinds.items():
            await compare(ways, f"http://127.0.0.1:{port}/{path}", kind)


async def compare(ways: dict[str, Get], url: str, kind: str) -> None:
    """Print one table. The first round warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    bodies = {await get(url) for get in ways.values()}
    assert len(bodies) == 1, "all read the same"
    for _ in range(ROUNDS + 1):
        for name, get in ways.items():
            times[name].append(await cpu_per_page(get, url))
    base = statistics.median(times["aiohttp"][1:])
    size = len(bodies.pop())
    print(f"retrieve {kind} of {size // 1000} kB, median of {ROUNDS}; 1.0 = {base:.2f} ms of CPU a page")
    for name, taken in times.items():
        print(f"  {name:22}{statistics.median(taken[1:]) / base:6.2f}")


def main() -> None:
    """Start the server, measure, end it."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        asyncio.run(measure(here.recv()))
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
