"""How ordinary and less ordinary answers come back."""

import asyncio
import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest
from backports import zstd

from marsad.errors import BlockedError, GoneError, RetryableError
from marsad.text.urls import canonical_url


def get(web, routes, path="/", **conditions):
    async def attempt():
        async with web(routes) as (server, retriever):
            return await retriever.get(server.url(path), **conditions), server.requests

    return asyncio.run(attempt())


def test_a_page_comes_with_its_facts(web, http):
    answer, requests = get(web, {"/": http(body="خبر".encode(), Content_Type="text/html", Set_Cookie="a=1", X="é")})
    assert answer.body.decode() == "خبر"
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html"
    assert "set-cookie" not in answer.headers
    assert answer.headers["x"].encode("utf-8")
    assert abs(datetime.now(UTC) - answer.fetched_at) < timedelta(seconds=10)
    assert requests[0][1]["user-agent"] == "marsad/0.1 (+desk@news.example; arabic news research)"
    assert requests[0][1]["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"one", mtime=0)),
        ("x-gzip", gzip.compress(b"o", mtime=0) + gzip.compress(b"ne", mtime=0) + bytes(16)),
        ("deflate", zlib.compress(b"one")),
        ("deflate", zlib.compress(b"one", wbits=-15)),
        ("identity", b"one"),
        ("br", brotli.compress(b"one")),
        ("zstd", zstd.compress(b"one")),
        ("gzip, br", brotli.compress(gzip.compress(b"one", mtime=0))),
    ],
)
def test_encodings_are_undone(web, http, encoding, body):
    assert get(web, {"/": http(body=body, Content_Encoding=encoding)})[0].body == b"one"


def test_validators_are_sent_and_304_comes_back_as_such(web, http):
    yesterday = "Mon, 23 Nov 2026 10:00:00 GMT"
    answer, requests = get(web, {"/": http("304 Not Modified", ETag='"t"')}, etag='"t"', last_modified=yesterday)
    assert (answer.status, answer.body) == (304, b"")
    assert requests[0][1]["if-none-match"] == '"t"'
    assert requests[0][1]["if-modified-since"] == yesterday.lower()


def test_a_304_that_nobody_asked_for_brings_no_page(web, http):
    with pytest.raises(RetryableError, match="nothing was known of it") as caught:
        get(web, {"/": http("304 Not Modified", ETag='"t"')})
    assert caught.value.status == 304


@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_a_body_behind_a_304_is_nobodys_answer(web, http, pause):
    """It may not follow one, and on a kept connection it would be taken for the start of the next answer."""

    async def with_body(writer):
        writer.write(b"HTTP/1.1 304 Not Modified\r\nConnection: keep-alive\r\nContent-Length: 6\r\n\r\n")
        await asyncio.sleep(pause)
        writer.write(b"secret" + http(body=b"forged"))
        await asyncio.sleep(0.2)

    async def attempt():
        async with web({"/": with_body, "/page": http(body=b"page")}) as (server, retriever):
            try:
                answer = await retriever.get(server.url("/"), etag='"t"')
            except RetryableError:  # what came along with the head cannot be told from garbage
                answer = None
            await asyncio.sleep(2 * pause)
            return answer, await retriever.get(server.url("/page"))

    answer, page = asyncio.run(attempt())
    assert page.body == b"page"
    assert answer is None or (answer.status, answer.body) == (304, b"")
    assert answer is not None or not pause


def test_a_form_is_posted(web, http):
    async def attempt():
        async with web({"/hub": http("202 Accepted", body=b"thanks")}) as (server, retriever):
            fields = {"hub.topic": "https://news.example/خبر?a=1&b", "hub.secret": "=&"}
            answer = await retriever.post_form(server.url("/hub"), fields)
            return answer, server.forms, server.requests

    answer, forms, requests = asyncio.run(attempt())
    assert (answer.status, answer.body) == (202, b"thanks")
    topic = "https%3A%2F%2Fnews.example%2F%D8%AE%D8%A8%D8%B1%3Fa%3D1%26b"
    assert forms == [("/hub", f"hub.topic={topic}&hub.secret=%3D%26".encode())]
    assert requests[0][1]["content-type"] == "application/x-www-form-urlencoded"
    assert requests[0][1]["user-agent"].startswith("marsad/0.1 (+desk@news.example")


def test_the_beginning_of_a_long_answer_is_enough_where_it_was_asked_for(web, http):
    answer, _ = get(web, {"/": http(body=b"abc" * 1000)}, max_bytes=10, is_cut=True)
    assert answer.body == b"abcabcabca"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, GoneError),
        (410, GoneError),
        (400, GoneError),
        (401, BlockedError),
        (403, BlockedError),
        (451, BlockedError),
        (408, RetryableError),
        (429, RetryableError),
        (500, RetryableError),
        (502, RetryableError),
        (503, RetryableError),
        (504, RetryableError),
    ],
)
def test_statuses_become_errors_of_the_tree(web, http, status, error):
    with pytest.raises(error, match=f"status {status}"):
        get(web, {"/": http(f"{status} Whatever")})


def test_retry_after_is_understood_in_both_forms(web, http):
    with pytest.raises(RetryableError) as caught:
        get(web, {"/": http("429 Slow Down", Retry_After="120")})
    assert caught.value.retry_after == 120
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True)
    with pytest.raises(RetryableError) as caught:
        get(web, {"/": http("503 Busy", Retry_After=soon)})
    assert caught.value.retry_after == pytest.approx(300, abs=5)


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "503 Service Unavailable"])
def test_a_challenge_page_means_blocked_whatever_its_status(web, http, status):
    wall = b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
    with pytest.raises(BlockedError, match="challenge"):
        get(web, {"/": http(status, wall)})


def test_a_tatweel_in_the_path_arrives_as_the_feed_wrote_it(web, http):
    path = "/ar/%D9%85%D8%AC%D8%AA%D9%80%D9%85%D8%B9/%D8%B3%D8%AF-1"
    assert get(web, {path: http(body=b"ok")}, path)[0].body == b"ok"

    async def canonical():
        async with web({path: http(body=b"ok")}) as (server, retriever):
            return await retriever.get(canonical_url(server.url("/ar/مجت\N{ARABIC TATWEEL}مع/سد-1?utm_source=x")))

    assert asyncio.run(canonical()).body == b"ok"


def test_a_host_sees_two_requests_at_once(web):
    at_once = []
    open_now = 0

    async def slow(writer):
        nonlocal open_now
        open_now += 1
        at_once.append(open_now)
        await asyncio.sleep(0.05)
        open_now -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    async def attempt():
        async with web({"/": slow}) as (server, retriever):
            await asyncio.gather(*(retriever.get(server.url("/")) for _ in range(8)))

    asyncio.run(attempt())
    assert len(at_once) == 8
    assert max(at_once) == 2


def test_the_crawl_delay_parts_requests_to_a_host(web, http):
    async def attempt():
        clock = asyncio.get_running_loop().time
        async with web({"/": http()}) as (server, retriever):
            started = clock()
            await asyncio.gather(*(retriever.get(server.url("/"), crawl_delay=0.2) for _ in range(3)))
            return clock() - started

    assert 0.4 <= asyncio.run(attempt()) < 1.5
