import asyncio
import logging
from datetime import UTC, datetime

import pytest

from marsad.errors import BlockedError, ForbiddenAddressError, GoneError, RetryableError, UnreadableError
from marsad.model import Response
from marsad.web.robots import Robots

RULES = b"""User-agent: *
Disallow: /
User-agent: Marsad
Disallow: /admin
Disallow: /*.pdf$
Crawl-delay: 2.5
"""


class FakeRetriever:
    """Answers robots.txt with bytes or an error, and remembers what was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    async def get(self, url, **_):
        self.asked.append(url)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Response(url, url, 200, {}, self.answer, datetime.now(UTC))


def check(answer, *urls):
    retriever = FakeRetriever(answer)

    async def attempt():
        robots = Robots(retriever)
        return await asyncio.gather(*(robots.check(url) for url in urls), return_exceptions=True)

    return asyncio.run(attempt()), retriever.asked


def test_rules_for_our_name_count():
    answers, _ = check(RULES, "https://a.example/ar/1", "https://a.example/admin/x", "https://a.example/x.pdf")
    assert answers[0] == 2.5
    assert [str(a) for a in answers[1:]] == [
        "https://a.example/admin/x: robots.txt forbids",
        "https://a.example/x.pdf: robots.txt forbids",
    ]
    assert all(isinstance(a, GoneError) for a in answers[1:])


def test_a_host_is_asked_once_and_each_host_for_itself():
    urls = [
        "https://a.example/1",
        "https://a.example/2",
        "https://u:p@a.example/3",
        "http://a.example/1",
        "https://b.example:8443/1",
    ]
    _, asked = check(b"", *urls)
    assert asked == [
        "https://a.example/robots.txt",
        "http://a.example/robots.txt",
        "https://b.example:8443/robots.txt",
    ]


@pytest.mark.parametrize("error", [GoneError("u", "status 404"), BlockedError("u", "status 403")])
def test_no_robots_txt_allows_everything(error):
    assert check(error, "https://a.example/admin")[0] == [None]


@pytest.mark.parametrize("error", [RetryableError("u", "status 503"), UnreadableError("u", "too big")])
def test_robots_txt_that_cannot_be_read_allows_everything_and_is_logged(error, caplog):
    caplog.set_level(logging.WARNING)
    assert check(error, "https://a.example/admin")[0] == [None]
    assert str(error) in caplog.text


def test_a_forbidden_address_stays_forbidden():
    answers, _ = check(ForbiddenAddressError("10.0.0.1:80", "private"), "http://10.0.0.1/")
    assert isinstance(answers[0], ForbiddenAddressError)


@pytest.mark.parametrize("body", [b"\xff\xfe\0garbage", b"<html>not robots</html>", "ملف".encode(), b""])
def test_garbage_allows_everything(body):
    assert check(body, "https://a.example/1")[0] == [None]
