"""Bodies made to fill memory: compressed, nested, endless. What the process may grow by is measured, not guessed."""

import asyncio
import gzip
import subprocess
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from marsad.errors import BlockedError, GoneError, PostponedError, RetryableError, UnreadableError

MEGABYTES = 300
GROWTH = 100_000  # kB that the process may grow by; the bodies would take 300,000
# What the child does: read the bomb from its server and tell by how much its peak of memory grew.
CHILD = """
import asyncio, sys
from marsad.errors import UnreadableError
from marsad.settings import load_settings
from marsad.web.retrieve import Retriever

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

async def main(port):
    settings = load_settings({"MARSAD_ALLOW_PRIVATE": f"127.0.0.1:{port}"})
    async with Retriever(settings) as retriever:
        assert (await retriever.get(f"http://127.0.0.1:{port}/small")).body == bytes(1000)
        before = peak()
        try:
            await retriever.get(f"http://127.0.0.1:{port}/bomb")
        except UnreadableError as error:
            print(peak() - before, error.message)

asyncio.run(main(sys.argv[1]))
"""


def deflated(wbits: int) -> Callable[[int], bytes]:
    def bomb(megabytes: int) -> bytes:
        press = zlib.compressobj(9, zlib.DEFLATED, wbits)
        return b"".join([*(press.compress(bytes(1 << 20)) for _ in range(megabytes)), press.flush()])

    return bomb


def brotlied(megabytes: int) -> bytes:
    press = brotli.Compressor(quality=5, lgwin=24)
    return b"".join([*(press.process(bytes(1 << 20)) for _ in range(megabytes)), press.finish()])


def zstandard(megabytes: int) -> bytes:
    press = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 23})
    return b"".join([*(press.compress(bytes(1 << 20)) for _ in range(megabytes)), press.flush()])


def nested(megabytes: int) -> bytes:
    return brotli.compress(deflated(31)(megabytes), quality=5)


BOMBS = {
    "gzip": deflated(31),
    "deflate": deflated(15),
    "deflate, raw": deflated(-15),
    "br": brotlied,
    "zstd": zstandard,
    "gzip, br": nested,
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_fill_memory(serve, http, name):
    encoding = name.removesuffix(", raw")
    routes = {
        "/small": http(body=zlib.compress(bytes(1000)), Content_Encoding="deflate"),
        "/bomb": http(body=BOMBS[name](MEGABYTES), Content_Encoding=encoding),
    }

    async def attempt():
        async with serve(routes) as server:
            command = [sys.executable, "-c", CHILD, str(server.port)]
            child = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
            output, _ = await child.communicate()
            return output.decode()

    growth, _, message = asyncio.run(attempt()).partition(" ")
    assert message.strip() == "the body exceeds 10000000 bytes"
    assert int(growth) < GROWTH
    print(f"{name}: {int(growth) / 1000:.0f} MB")


def test_a_body_without_end_is_given_up_within_the_cap(web):
    sent = 0

    async def endless(writer):
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(65_536))
            sent += 65_536
            await writer.drain()

    async def attempt():
        async with web({"/": endless}) as (server, retriever):
            await retriever.get(server.url("/"), max_bytes=1_000_000)

    with pytest.raises(UnreadableError, match="exceeds 1000000 bytes"):
        asyncio.run(attempt())
    assert sent < 20_000_000


def test_a_body_announced_as_too_big_is_not_read(web):
    async def attempt():
        async with web({"/": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(UnreadableError, match="exceeds"):
        asyncio.run(attempt())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("503 Busy\r\nContent-Encoding: gzip", BOMBS["gzip"](20)),
        ("429 Slow\r\nContent-Encoding: gzip", b"<html>slow"),
        ("429 Slow\r\nContent-Encoding: compress", b"<html>slow"),
        ("503 Busy\r\nContent-Encoding: gzip", gzip.compress(b"x" * 5_000, mtime=0)[:-12]),
        ("503 Busy\r\nContent-Length: 99999999999", b"cut"),
        ("429 Slow\r\nTransfer-Encoding: chunked", b"5\r\nab"),
    ],
)
def test_an_error_means_what_its_status_says_whatever_its_page_is(web, http, head, body):
    answer = f"HTTP/1.1 {head}\r\nRetry-After: 50\r\nConnection: close\r\n\r\n".encode() + body

    async def attempt():
        async with web({"/": answer, "/page": http(body=b"ok")}) as (server, retriever):
            with pytest.raises(RetryableError) as caught:
                await retriever.get(server.url("/"))
            with pytest.raises(PostponedError):
                await retriever.get(server.url("/page"))
            return caught.value

    error = asyncio.run(attempt())
    assert error.status in (429, 503)
    assert error.retry_after == 50


@pytest.mark.parametrize(("status", "error"), [("404 Not Found", GoneError), ("403 Forbidden", BlockedError)])
def test_so_does_one_that_is_final(web, http, status, error):
    async def attempt():
        async with web({"/": http(status, b"<html>no", Content_Encoding="gzip")}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(error):
        asyncio.run(attempt())
