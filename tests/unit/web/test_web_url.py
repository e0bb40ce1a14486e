import time

import pytest
from yarl import URL

from marsad.errors import ForbiddenAddressError, MarsadError, UnexpectedInputError
from marsad.web.location import LONGEST, web_url

BASE = URL("https://news.example/ar/1")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://news.example", "https://news.example"),
        ("HTTP://News.Example:80/a", "http://news.example/a"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://user:p@ss@news.example/@desk", "https://news.example/@desk"),
        ("https://news.example/a#part", "https://news.example/a"),
        ("https://أخبار.example/خبر", "https://xn--igbicxr.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/%D9%80/a%20b", "https://news.example/%D9%80/a%20b"),
        ("http://news.example/\r\nX-Injected: 1", "http://news.example/X-Injected:%201"),
        ("http://news.example/%0d%0aX: 1", "http://news.example/%0D%0AX:%201"),
    ],
)
def test_a_url_is_spelled_as_it_is_sent(text, url):
    assert str(web_url(text)) == url


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/2", "https://news.example/2"),
        ("2?a=1", "https://news.example/ar/2?a=1"),
        ("//other.example/", "https://other.example/"),
        ("//user:secret@other.example/", "https://other.example/"),
        ("/\udcc7\udce1", "https://news.example/%C7%E1"),  # windows-1256, as aiohttp hands it over
    ],
)
def test_a_redirect_is_read_against_the_page_it_came_from(location, url):
    assert str(web_url(location, base=BASE)) == url


@pytest.mark.parametrize(
    "text", ["", "news.example/1", "//news.example/1", "ftp://news.example/", "file:///etc/passwd", "javascript:x"]
)
def test_only_absolute_addresses_of_the_web(text):
    with pytest.raises(ForbiddenAddressError, match="only http"):
        web_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://user:hunter2@[::1",
        "ftp://user:hunter2@news.example/",
        "http://user:hun/hunter2@news.example/",
        "http://user:a\nhunter2@/",
        "http:\\\\user:hunter2@news.example",
        "http://user:hunter2@news.example:99999/",
        "http://user:hunter2@xn--/",
        "http://good.example\\user:hunter2@news.example/",
        "user:hunter2@news.example/feed",
        "user:hunter2//x@news.example/feed",
        "http:/user:hunter2@news.example/",
        "http:user:hunter2@news.example",
        "ftp:user:hunter2@news.example",
        "http://user:hunter2@news\N{ACCOUNT OF}.example/",
    ],
)
def test_what_is_no_url_is_refused_without_its_password(text):
    with pytest.raises((ForbiddenAddressError, UnexpectedInputError)) as caught:
        web_url(text)
    assert isinstance(caught.value, MarsadError)
    assert "hunter2" not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["http://[]@", "http://][@", "//[]@", "http://[]@x", "//[]@x/"])
def test_brackets_without_an_address_are_no_url(text):
    """yarl looks at the first character behind them."""
    with pytest.raises((ForbiddenAddressError, UnexpectedInputError)):
        web_url(text)
    with pytest.raises((ForbiddenAddressError, UnexpectedInputError)):
        web_url(text, base=BASE)


def test_a_refusal_names_the_address_so_far_as_it_may():
    with pytest.raises(ForbiddenAddressError, match=r"^ftp://news\.example/a: only http"):
        web_url("ftp://user:hunter2@news.example/a")


@pytest.mark.parametrize(
    "text", ["ftp:" + "/" * 100_000, "http:///" + "//@" * 50_000, "http://a.example/" + "a" * LONGEST]
)
def test_an_address_without_end_is_refused_at_once_and_in_few_words(text):
    started = time.process_time()
    with pytest.raises(UnexpectedInputError, match=r"no URL: it has \d+ characters") as caught:
        web_url(text)
    assert time.process_time() - started < 0.1
    assert len(str(caught.value)) < 1_000


def test_the_longest_address_is_one():
    text = "https://a.example/".ljust(LONGEST, "a")
    assert str(web_url(text)) == text
