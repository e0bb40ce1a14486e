import asyncio
import time
import tracemalloc
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    GoneError,
    PostponedError,
    RetryableError,
    UnexpectedInputError,
    UnreadableError,
)
from marsad.model import Response
from marsad.web.robots import MAX_BYTES, Robots, parse_robots

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
        self.delays = []

    async def get(self, url, crawl_delay=0.0, **_):
        self.asked.append(url)
        self.delays.append(crawl_delay)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Response(url, url, 200, {}, self.answer, datetime.now(UTC))


class FakeCache:
    """Remembers in a dictionary; `is_fresh` is what it says of all it kept."""

    def __init__(self, files=None, is_fresh=True):
        self.files = files or {}
        self.is_fresh = is_fresh

    async def recall(self, origin):
        return (self.files[origin], self.is_fresh) if origin in self.files else None

    async def keep(self, origin, status, body):
        self.files[origin] = body


@contextmanager
def memory():
    """Tells the most that Python allocated within the block, in bytes."""
    tracemalloc.start()
    try:
        yield lambda: most
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def check(answer, *urls, cache=None):
    retriever = FakeRetriever(answer)

    async def attempt():
        robots = Robots(retriever, cache)
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


@pytest.mark.parametrize("error", [RetryableError("u", "status 503", 60.0), UnreadableError("u", "broken compression")])
def test_nothing_is_allowed_while_robots_txt_cannot_be_read(error):
    (answer,), _ = check(error, "https://a.example/1")
    assert isinstance(answer, RetryableError)
    assert not isinstance(answer, PostponedError)
    assert "robots.txt" in str(answer)
    assert error.message in str(answer)
    assert answer.retry_after == getattr(error, "retry_after", None)


@pytest.mark.parametrize("url", ["http://[::1", "http://user:hunter2@a.example:port/", "ftp://a.example/", "nowhere"])
def test_what_is_no_url_is_one_entrys_trouble(url):
    (answer,), asked = check(RULES, url)
    assert isinstance(answer, ForbiddenAddressError | UnexpectedInputError)
    assert "hunter2" not in str(answer)
    assert asked == []


def test_a_host_that_rests_is_told_as_such():
    (answer,), _ = check(PostponedError("a.example", "asked for a rest", 60.0), "https://a.example/1")
    assert isinstance(answer, PostponedError)


def test_a_forbidden_address_stays_forbidden():
    answers, _ = check(ForbiddenAddressError("http://10.0.0.1/robots.txt", "private"), "http://10.0.0.1/")
    assert isinstance(answers[0], ForbiddenAddressError)


@pytest.mark.parametrize("delay", [0.0, 0.5, 30.0])
def test_robots_txt_is_asked_for_at_the_pace_of_pages(delay):
    retriever = FakeRetriever(b"")
    asyncio.run(Robots(retriever).check("https://a.example/1", delay))
    assert retriever.delays == [delay]


def test_without_a_pace_it_is_asked_for_at_one_that_postgres_is_asked_about():
    retriever = FakeRetriever(b"")
    asyncio.run(Robots(retriever).check("https://a.example/1"))
    assert retriever.delays == [1.0]


def test_what_robots_txt_forbids_is_told_without_credentials():
    (answer,), _ = check(RULES, "https://user:hunter2@a.example/admin/x#part")
    assert str(answer) == "https://a.example/admin/x: robots.txt forbids"


@pytest.mark.parametrize("url", ["http://[:]", "http://@[:]/", "http://[a:]#part"])
def test_a_host_on_which_protego_breaks_is_one_entrys_trouble(url):
    (answer,), asked = check(RULES, url)
    assert isinstance(answer, UnexpectedInputError)
    assert asked == []


@pytest.mark.parametrize("body", [b"\xff\xfe\0garbage", b"<html>not robots</html>", "ملف".encode(), b""])
def test_garbage_allows_everything(body):
    assert check(body, "https://a.example/1")[0] == [None]


def test_what_is_kept_of_today_is_not_asked_again():
    cache = FakeCache()
    _, asked = check(RULES, "https://a.example/1", cache=cache)
    assert (len(asked), cache.files) == (1, {"https://a.example": RULES})
    answers, asked = check(b"", "https://a.example/admin", cache=cache)
    assert isinstance(answers[0], GoneError)
    assert asked == []


def test_that_there_is_none_is_kept_as_well():
    cache = FakeCache()
    check(GoneError("u", "status 404", status=404), "https://a.example/1", cache=cache)
    assert cache.files == {"https://a.example": b""}


def test_an_old_copy_serves_only_while_there_is_no_newer_one(caplog):
    cache = FakeCache({"https://a.example": RULES}, is_fresh=False)
    answers, asked = check(RetryableError("u", "status 503"), "https://a.example/admin", cache=cache)
    assert isinstance(answers[0], GoneError)
    assert len(asked) == 1
    assert "status 503" in caplog.text
    assert check(b"", "https://a.example/admin", cache=cache)[0] == [None]


@pytest.mark.parametrize(
    ("line", "is_ours"),
    [
        ("User-agent: marsad", True),
        ("user-agent:MARSAD/2.0 # us", True),
        ("User-Agent: Marsad*", True),
        ("User-agent: *", True),
        ("User-agent: mar", False),
        ("User-agent: marsadbot", False),
        ("User-agent: *bot", False),
        ("User-agent: Googlebot", False),
    ],
)
def test_a_group_is_ours_by_our_whole_name(line, is_ours):
    rules = parse_robots(f"{line}\nDisallow: /\n".encode())
    assert rules.can_fetch("https://a.example/1", "Marsad") is not is_ours


def test_the_group_of_our_name_comes_before_that_of_everybody():
    rules = parse_robots(b"User-agent: *\nDisallow: /\n\nUser-agent: a\nUser-agent: marsad\nDisallow: /x")
    assert rules.can_fetch("https://a.example/1", "Marsad")
    assert not rules.can_fetch("https://a.example/x1", "Marsad")


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: a{}\n",
        "User-agent: a{}\r",
        "User-agent: a{}\x0b",
        "Disallow: /{}/*/a*b*c$\n",
        "Sitemap: https://a.example/{}\n",
        "user agent {}\n",
        "\n",
    ],
)
def test_a_hostile_file_of_full_size_is_read_in_time(line):
    lines = "".join(line.format(number) for number in range(MAX_BYTES // len(line)))[: MAX_BYTES // 2]
    end = line[-1]
    rules = "".join(f"Disallow: /{number}{end}" for number in range(30_000))[: MAX_BYTES // 2]
    started = time.process_time()
    with memory() as peak:
        parsed = parse_robots(f"User-agent: *{end}{lines}{end}{rules}".encode())
    assert parsed.can_fetch("https://a.example/ar/" + "abc" * 500, "Marsad")
    assert time.process_time() - started < 5
    assert peak() < 100_000_000


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_rules_are_read_whatever_ends_their_lines(end):
    rules = parse_robots(end.join(["User-agent: googlebot", "User-agent: marsad", "Disallow: /x"]).encode())
    assert not rules.can_fetch("https://a.example/x", "Marsad")
    assert rules.can_fetch("https://a.example/y", "Marsad")


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_line_that_the_limit_cuts_in_two_forbids_nothing(end):
    head, tail = b"User-agent: *" + end + b"Disallow: /no" + end, b"Disallow: /private-area"
    filler = b"#".ljust(MAX_BYTES - len(head) - len(b"Disallow: /p") - 1, b"#") + end
    rules = parse_robots((head + filler + tail)[:MAX_BYTES])
    assert rules.can_fetch("https://a.example/page", "Marsad")
    assert not rules.can_fetch("https://a.example/no", "Marsad")


@pytest.mark.parametrize("delay", ["-1", "nan", "inf", "soon", "1e400"])
def test_a_crawl_delay_that_is_none_is_ignored(delay):
    assert check(f"User-agent: *\nCrawl-delay: {delay}".encode(), "https://a.example/1")[0] == [None]
