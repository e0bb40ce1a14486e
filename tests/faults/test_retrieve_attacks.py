"""What hostile servers and URLs try, against real sockets."""

import asyncio
import gzip
import logging
import socket
import tracemalloc
import zlib

import pytest
from aiohttp.abc import AbstractResolver

from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    MarsadError,
    RetryableError,
    UnexpectedInputError,
    UnreadableError,
)


class FakeResolver(AbstractResolver):
    """Answers each name with the addresses given, once per list, as a rebinding name server does."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            {"hostname": host, "host": a, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for a in addresses
        ]

    async def close(self):
        pass


class NoSuchName(AbstractResolver):
    async def resolve(self, host, port=0, family=socket.AF_INET):
        raise OSError("Name or service not known")

    async def close(self):
        pass


def refused(error, url, retriever):
    async def attempt():
        async with retriever:
            await retriever.get(url)

    with pytest.raises(error) as caught:
        asyncio.run(attempt())
    return caught.value


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.8.8.8", "localhost", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1"),
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to listen on
        *("169.254.169.254", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00:ec2::254]"),
        *("[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    ],
)
def test_no_spelling_of_a_private_address_is_dialled(allowed, host):
    error = refused(ForbiddenAddressError, f"http://{host}:9/", allowed())
    assert "MARSAD_ALLOW_PRIVATE" in str(error)


def test_only_the_allowed_port_of_an_allowed_host_is_dialled(serve, allowed, http):
    async def attempt():
        async with serve({"/": http(body=b"yes")}) as open_, serve({"/": http(body=b"no")}) as closed:
            async with allowed(open_) as retriever:
                assert (await retriever.get(open_.url("/"))).body == b"yes"
                with pytest.raises(ForbiddenAddressError):
                    await retriever.get(closed.url("/"))
            return closed.connections

    assert asyncio.run(attempt()) == 0


def test_a_redirect_does_not_lead_inside(serve, allowed, http):
    async def attempt():
        async with serve({"/latest/meta-data": http(body=b"secret")}) as inside:
            routes = {"/": http("302 Found", Location=inside.url("/latest/meta-data"))}
            async with serve(routes) as outside, allowed(outside) as retriever:
                with pytest.raises(ForbiddenAddressError):
                    await retriever.get(outside.url("/"))
            return inside.connections

    assert asyncio.run(attempt()) == 0


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:25/", "data:text/plain,x"]
)
def test_only_http_is_spoken_on_every_hop(web, http, allowed, target):
    async def attempt():
        async with web({"/": http("301 Moved", Location=target)}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(ForbiddenAddressError, match="only http"):
        asyncio.run(attempt())
    refused(ForbiddenAddressError, target, allowed())


def test_a_name_that_resolves_inside_is_refused(allowed):
    refused(ForbiddenAddressError, "http://rebind.example/", allowed(resolver=FakeResolver(["127.0.0.1"])))


def test_a_name_that_resolves_inside_more_than_once_is_refused(allowed):
    resolver = FakeResolver(["127.0.0.1", "10.0.0.7"])
    refused(ForbiddenAddressError, "http://rebind.example/", allowed(resolver=resolver))


def test_a_name_that_rebinds_between_two_hops_is_refused(serve, allowed, http):
    async def attempt():
        async with serve({"/": http(body=b"inside")}) as inside:
            async with serve({}) as outside:
                outside.routes["/"] = http("302 Found", Location=f"http://rebind.example:{inside.port}/")
                resolver = FakeResolver(["127.0.0.1"])
                async with allowed(outside, resolver=resolver) as retriever:
                    with pytest.raises(ForbiddenAddressError):
                        await retriever.get(f"http://rebind.example:{outside.port}/")
            return len(outside.requests), inside.connections

    assert asyncio.run(attempt()) == (1, 0)


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://host:99999/", "http://2130706433/", "http://127.1/"]
)
def test_what_is_no_url_says_so(allowed, url):
    refused(UnexpectedInputError, url, allowed())


def test_a_redirect_loop_ends_after_five(web, http):
    async def attempt():
        async with web({"/": http("302 Found", Location="/")}) as (server, retriever):
            with pytest.raises(BlockedError, match="more than 5 redirects"):
                await retriever.get(server.url("/"))
            return len(server.requests)

    assert asyncio.run(attempt()) == 6


def test_five_redirects_of_every_kind_are_followed(web, http):
    kinds = ["301 M", "302 F", "303 S", "307 T", "308 P"]
    routes = {f"/{i}": http(kind, Location=f"{i + 1}") for i, kind in enumerate(kinds)} | {"/5": http(body=b"there")}

    async def attempt():
        async with web(routes) as (server, retriever):
            answer = await retriever.get(server.url("/0"))
            return answer.body, answer.url == server.url("/0"), answer.final_url == server.url("/5")

    assert asyncio.run(attempt()) == (b"there", True, True)


def bomb(wbits, megabytes=200):
    press = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join([*(press.compress(bytes(1 << 20)) for _ in range(megabytes)), press.flush()])


@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_bomb_is_given_up_within_the_cap(web, http, encoding, wbits):
    answer = http(body=bomb(wbits), Content_Encoding=encoding)

    async def attempt():
        async with web({"/": answer}) as (server, retriever):
            tracemalloc.start()
            with pytest.raises(UnreadableError, match="exceeds 5000000 bytes"):
                await retriever.get(server.url("/"), max_bytes=5_000_000)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return peak

    assert asyncio.run(attempt()) < 20_000_000


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


async def slow_body(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:  # each byte well within any timeout between reads
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def slow_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Slow: 1\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


async def slow_redirect(writer):
    await asyncio.sleep(0.2)
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: /redirect\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("path", ["/body", "/headers", "/redirect"])
def test_the_deadline_bounds_the_whole_retrieval(web, path):
    routes = {"/body": slow_body, "/headers": slow_headers, "/redirect": slow_redirect}

    async def attempt():
        clock = asyncio.get_running_loop().time
        async with web(routes, deadline=0.5) as (server, retriever):
            started = clock()
            with pytest.raises(RetryableError, match=r"no complete answer in 0.5 s"):
                await retriever.get(server.url(path))
            return clock() - started

    assert 0.4 < asyncio.run(attempt()) < 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", RetryableError),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", RetryableError),
        (b"", RetryableError),
        (b"nonsense\r\n\r\n", RetryableError),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", RetryableError),
    ],
)
def test_broken_http_may_be_tried_again(web, answer, error):
    async def attempt():
        async with web({"/": answer}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(error):
        asyncio.run(attempt())


@pytest.mark.parametrize(
    ("encoding", "body", "error"),
    [
        ("gzip", gzip.compress(b"x" * 5000)[:-12], RetryableError),
        ("gzip", b"not gzip at all", UnreadableError),
        ("br", b"\x0b\x02\x80", UnreadableError),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x")), UnreadableError),
    ],
)
def test_broken_compression_is_told_apart_from_a_cut_one(web, http, encoding, body, error):
    async def attempt():
        async with web({"/": http(body=body, Content_Encoding=encoding)}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(error):
        asyncio.run(attempt())


def test_credentials_are_neither_sent_nor_kept_nor_logged(web, http, caplog):
    caplog.set_level(logging.DEBUG)

    async def attempt():
        async with web({"/": http(body=b"ok"), "/gone": http("404 Not Found")}) as (server, retriever):
            with_secret = server.url("/").replace("//", "//user:hunter2@")
            server.routes["/hop"] = http("302 Found", Location=with_secret)
            answers = [await retriever.get(with_secret), await retriever.get(server.url("/hop"))]
            with pytest.raises(MarsadError) as gone:
                await retriever.get(with_secret + "gone")
            return answers, str(gone.value), server.requests

    answers, error, requests = asyncio.run(attempt())
    assert len(requests) == 4
    assert all("authorization" not in headers for _, headers in requests)
    assert "hunter2" not in repr(answers) + error + caplog.text


@pytest.mark.parametrize(
    "url", ["http://user:hunter2@[::1", "ftp://user:hunter2@news.example/", "http://user:hunter2@127.0.0.1:9/"]
)
def test_credentials_are_not_in_errors(allowed, url):
    assert "hunter2" not in str(refused(MarsadError, url, allowed()))


def test_a_name_that_does_not_resolve_may_be_tried_again(allowed):
    refused(RetryableError, "http://nowhere.example/", allowed(resolver=NoSuchName()))


def test_a_refused_connection_may_be_tried_again(serve, allowed):
    async def attempt():
        async with serve({}) as server:
            retriever = allowed(server)
        async with retriever:
            await retriever.get(server.url("/"))

    with pytest.raises(RetryableError):
        asyncio.run(attempt())
