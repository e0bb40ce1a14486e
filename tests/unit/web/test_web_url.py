import pytest
from yarl import URL

from marsad.errors import ForbiddenAddressError, MarsadError, UnexpectedInputError
from marsad.web.location import web_url

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
    ],
)
def test_what_is_no_url_is_refused_without_its_password(text):
    with pytest.raises((ForbiddenAddressError, UnexpectedInputError)) as caught:
        web_url(text)
    assert isinstance(caught.value, MarsadError)
    assert "hunter2" not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
