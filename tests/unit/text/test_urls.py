import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.urls import canonical_url, without_credentials

TATWEEL = "\N{ARABIC TATWEEL}"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://user:secret@news.example/a#top", "https://news.example/a"),
        ("  https://news.example/\na  ", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x&UTM_Medium=y", "https://news.example/a?id=7"),
        ("https://news.example/a?b=2&a=1&a=0", "https://news.example/a?a=1&a=0&b=2"),
        ("https://news.example/a?x=1&amp;y=2", "https://news.example/a?x=1&y=2"),
        ("https://news.example/a%7eb%2fc%d9%85", "https://news.example/a~b%2Fc%D9%85"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://مثال.example/خبر", "https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1"),
        (f"https://news.example/مجت{TATWEEL}مع", "https://news.example/%D9%85%D8%AC%D8%AA%D9%80%D9%85%D8%B9"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ],
)
def test_one_spelling(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/read.aspx?4711", "https://news.example/read.aspx?4712"),
        ("https://news.example/?cid=1", "https://news.example/?cid=2"),
        ("https://news.example/?uid=1", "https://news.example/?uid=2"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example/a", "https://news.example/A"),
        (f"https://news.example/مجت{TATWEEL}مع", "https://news.example/مجتمع"),
        ("https://news.example/?q=a%26b=1", "https://news.example/?q=a&b=1"),
    ],
)
def test_different_articles_stay_different(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("text", ["", "nonsense", "http://[::1", "mailto:x@news.example", "http://", "http://a:b/"])
def test_what_is_no_url_comes_back(text):
    assert canonical_url(f" {text} ") == text


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_it_never_fails_and_a_second_time_changes_nothing(path, query, anything):
    for url in (f"https://news.example/{path}?{query}", f"http://{anything}/{path}", anything):
        once = canonical_url(url)
        assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://desk:s3cret@news.example/a?x=1#y", "https://news.example/a?x=1#y"),
        ("https://desk@news.example", "https://news.example"),
        ("http://a@b:c@news.example:8080/", "http://news.example:8080/"),
        ("https:\\\\desk:s3cret@news.example", "https:\\\\news.example"),
        ("https://news.example/mail@desk", "https://news.example/mail@desk"),
        ("https://news.example?to=a@b", "https://news.example?to=a@b"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("/a@b", "/a@b"),
        ("", ""),
    ],
)
def test_credentials_go_and_nothing_else_does(url, bare):
    assert without_credentials(url) == bare
