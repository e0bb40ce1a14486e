"""Servers that break HTTP, by mistake or on purpose. Each ends in an error of ours, in time."""

import asyncio
import gzip
import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from marsad.errors import MarsadError, RetryableError, UnreadableError

DEADLINE = 0.6


def drip(head, piece, pause=0.05):
    """Send `head`, then `piece` again and again: each of them well within any time-out between reads."""

    async def answer(writer):
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return answer


async def silence(writer):
    await asyncio.sleep(60)


async def slow_redirect(writer):
    await asyncio.sleep(0.2)
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: /redirects\r\nContent-Length: 0\r\n\r\n")


OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "/silence": silence,
    "/headers": drip(OK, b"X-Slow: 1\r\n"),
    "/one header": drip(OK + b"X-Slow: ", b"x"),
    "/status line": drip(b"HTTP/1.1 200 ", b"O"),
    "/body": drip(OK + b"Content-Length: 1000\r\n\r\n", b"x"),
    "/chunks": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "/empty body": drip(OK + b"Content-Length: 1000\r\n\r\n", b""),
    "/inflating to nothing": drip(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"),
    "/chunk extension": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a" * 65_536, 0),
    "/early hints": drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"),
    "/flood of 100": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, 0),
    "/redirects": slow_redirect,
    "/trailers": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Slow: 1\r\n"),
}


def fetch(web, answer, **options):
    """What retrieving `answer` ends in, and the seconds it took."""

    async def attempt():
        async with web({"/": answer, **SLOW}, deadline=DEADLINE) as (server, retriever):
            started = time.monotonic()
            try:
                return await retriever.get(server.url("/"), **options), time.monotonic() - started
            except MarsadError as error:
                return error, time.monotonic() - started

    return asyncio.run(attempt())


@pytest.mark.parametrize("name", SLOW)
def test_the_deadline_bounds_the_whole_retrieval(web, name):
    error, seconds = fetch(web, SLOW[name])
    assert isinstance(error, RetryableError)
    assert seconds < 10  # the loop is shared with a server that floods it


@pytest.mark.parametrize("name", ["/silence", "/headers", "/body", "/chunks", "/redirects", "/early hints"])
def test_what_was_too_slow_is_told_as_such(web, name):
    error, seconds = fetch(web, SLOW[name])
    assert error.message == f"no complete answer in {DEADLINE:g} s"
    assert seconds > DEADLINE - 0.1


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN = {
    "nothing": b"",
    "a cut body": OK + b"Content-Length: 100\r\n\r\nshort",
    "a cut chunk": CHUNKED + b"5\r\nab",
    "a chunk size in words": CHUNKED + b"five\r\nabcde\r\n0\r\n\r\n",
    "a negative chunk size": CHUNKED + b"-5\r\nabcde\r\n0\r\n\r\n",
    "a chunk size beyond counting": CHUNKED + b"f" * 40 + b"\r\nabcde\r\n0\r\n\r\n",
    "a chunk longer than it says": CHUNKED + b"2\r\nabcde\r\n0\r\n\r\n",
    "a content length in words": OK + b"Content-Length: five\r\n\r\nabcde",
    "a negative content length": OK + b"Content-Length: -5\r\n\r\nabcde",
    "two content lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    "a list of content lengths": OK + b"Content-Length: 5, 6\r\n\r\nabcde",
    "length and chunks": OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
    "HTTP 0.9": b"<html>no head at all</html>",
    "no protocol": b"nonsense\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "HTTP 2, unasked": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a status of words": b"HTTP/1.1 OK 200\r\n\r\n",
    "a status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n",
    "switching protocols": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "a header of 100 kB": OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
    "a header name of 100 kB": OK + b"a" * 100_000 + b": x\r\n\r\n",
    "a reason of 100 kB": b"HTTP/1.1 200 " + b"a" * 100_000 + b"\r\n\r\n",
    "10,000 headers": OK + b"".join(b"X-%d: 1\r\n" % n for n in range(10_000)) + b"\r\n",
    "a header without a name": OK + b": x\r\n\r\n",
    "a header with a NUL": OK + b"X: a\0b\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_http_may_be_tried_again(web, name):
    error, seconds = fetch(web, BROKEN[name])
    assert isinstance(error, RetryableError)
    assert seconds < 2
    assert len(str(error)) < 1000


@pytest.mark.parametrize(
    ("encoding", "body", "error"),
    [
        ("gzip", gzip.compress(b"x" * 5000, mtime=0)[:-12], RetryableError),
        ("gzip", b"not gzip at all", UnreadableError),
        ("br", b"\xff not brotli at all", UnreadableError),
        ("zstd", b"not zstd at all", UnreadableError),
        ("gzip, br, zstd", b"x", UnreadableError),
        ("compress", b"x", UnreadableError),
    ],
)
def test_broken_compression_is_told_apart_from_a_cut_one(web, http, encoding, body, error):
    assert type(fetch(web, http(body=body, Content_Encoding=encoding))[0]) is error


FORGED = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"


@pytest.mark.parametrize("surplus", [FORGED, FORGED + FORGED, b"forged", b"\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_what_follows_an_answer_is_not_the_next_one(web, http, surplus, pause):
    """A kept connection must not be poisoned, whether the surplus comes along or while nobody waits."""

    async def poisoned(writer):
        writer.write(http(body=b"first", Connection="keep-alive") + (b"" if pause else surplus))
        await writer.drain()
        await asyncio.sleep(pause)
        writer.write(surplus if pause else b"")
        await writer.drain()
        await asyncio.sleep(0.2)

    async def attempt():
        routes = {"/": poisoned, "/page": http(body=b"page", Connection="keep-alive")}
        async with web(routes, deadline=DEADLINE) as (server, retriever):
            with suppress(RetryableError):
                assert (await retriever.get(server.url("/"))).body == b"first"
            await asyncio.sleep(2 * pause)
            return (await retriever.get(server.url("/page"))).body

    assert asyncio.run(attempt()) == b"page"


def test_a_kept_connection_serves_the_next_request(web, http):
    async def attempt():
        async with web({"/": http(body=b"a", Connection="keep-alive")}) as (server, retriever):
            bodies = [(await retriever.get(server.url("/"))).body for _ in range(3)]
            return bodies, server.connections

    assert asyncio.run(attempt()) == ([b"a"] * 3, 1)


def test_a_certificate_that_does_not_hold_may_be_tried_again(serve, http, allowed, tmp_path):
    context = self_signed(tmp_path)

    async def attempt():
        async with serve({"/": http(body=b"secret")}, ssl=context) as server:
            async with allowed(server) as retriever:
                with pytest.raises(RetryableError, match="CERTIFICATE_VERIFY_FAILED"):
                    await retriever.get(f"https://127.0.0.1:{server.port}/")
            return server.requests

    assert asyncio.run(attempt()) == []


def test_tls_where_none_is_spoken_may_be_tried_again(web, http):
    async def attempt():
        async with web({"/": http()}, deadline=DEADLINE) as (server, retriever):
            await retriever.get(f"https://127.0.0.1:{server.port}/")

    with pytest.raises(RetryableError):
        asyncio.run(attempt())


def self_signed(folder):
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(private + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context
