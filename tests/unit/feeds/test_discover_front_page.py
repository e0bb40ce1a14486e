import pytest

from marsad.errors import UnreadableError
from marsad.feeds.discover import FeedLink, country_in, is_same_site, read_front_page, usual_addresses

URL = "https://www.nahr.example/ar"


def page(head: str = "", body: str = "", attributes: str = "") -> bytes:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def feeds(head: str = "", body: str = "") -> list[str]:
    return [feed.url for feed in read_front_page(page(head, body), URL).feeds]


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate", more: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" {more}>'


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "application/feed+json",
        "application/rdf+xml",
        "APPLICATION/RSS+XML",
        "application/x.atom+xml",
        "text/rss",
        "text/xml",
        "application/xml",
    ],
)
def test_every_feed_type_is_a_feed(kind):
    assert feeds(link("/all", kind)) == ["https://www.nahr.example/all"]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("feed.xml", "https://www.nahr.example/feed.xml"),
        ("/rss/ar", "https://www.nahr.example/rss/ar"),
        ("//feeds.nahr.example/all", "https://feeds.nahr.example/all"),
        ("https://feeds.feedburner.com/nahr", "https://feeds.feedburner.com/nahr"),
        ("/rss/مجتـمع", "https://www.nahr.example/rss/مجتـمع"),
    ],
)
def test_a_declared_feed_is_resolved_against_the_page(href, address):
    assert feeds(link(href)) == [address]


def test_links_are_resolved_against_the_pages_base():
    assert feeds('<base href="/ar/news/">' + link("feed.xml")) == ["https://www.nahr.example/ar/news/feed.xml"]


def test_a_parameter_tells_feeds_apart_and_a_tracking_one_does_not():
    declared = [link(f"/feed?{query}") for query in ("cid=1", "cid=2", "cid=1&amp;utm_source=home")]
    assert feeds("".join(declared)) == ["https://www.nahr.example/feed?cid=1", "https://www.nahr.example/feed?cid=2"]


def test_rel_may_be_shouted_and_hold_other_words():
    assert feeds(link("/a", rel="ALTERNATE") + link("/b", rel="alternate home")) == [
        "https://www.nahr.example/a",
        "https://www.nahr.example/b",
    ]


@pytest.mark.parametrize(
    "head",
    [
        link("/en/", "text/html", more='hreflang="en"'),
        link("/style.css", "text/css", rel="alternate stylesheet"),
        link("/wp-json/wp/v2/pages/2", "application/json"),
        link("/wp-json/oembed/1.0/embed?url=x&amp;format=xml", "text/xml+oembed"),
        link("/comments/feed/"),
        link("/feed2", more='title="النهر » خلاصة التعليقات"'),
        link("/rss", rel="stylesheet"),
        link("javascript:rss()"),
        link(""),
        '<link rel="alternate" type="application/rss+xml">',
    ],
)
def test_what_is_no_feed_is_left_alone(head):
    assert feeds(head) == []


@pytest.mark.parametrize(
    "href",
    [
        *("/rss", "/feed/", "/Rss/iraq-latest-news/ar", "/rssFeed/157", "/news_rss.php", "/index.rss", "/?feed=rss2"),
        *("https://rss.nahr.example/xml/rss-ar-all", "https://feeds.nahr.example/ar/feed", "/ar/rss/%D9%85"),
    ],
)
def test_an_anchor_that_looks_like_a_feed_is_one_to_try(href):
    assert len(feeds(body=f'<a href="{href}">RSS</a>')) == 1


@pytest.mark.parametrize(
    "href",
    [
        *("/feedback", "/press", "/news/rssi", "/", "mailto:rss@nahr.example", "#rss", "/comments/feed"),
        *("https://feedly.com/i/subscription/feed", "https://other.example/rss", "http://["),
    ],
)
def test_an_anchor_that_does_not_is_not(href):
    assert feeds(body=f'<a href="{href}">x</a>') == []


def test_declared_feeds_come_before_anchors_with_the_titles_they_have():
    body = '<a href="/rss/sport"> رياضة </a><a href="/rss">RSS</a>'
    assert read_front_page(page(link("/rss", more='title="النهر"'), body), URL).feeds == (
        FeedLink("https://www.nahr.example/rss", "النهر"),
        FeedLink("https://www.nahr.example/rss/sport", "رياضة"),
    )


def test_a_page_says_who_it_is():
    head = '<title> النهر |\n الرئيسية </title><meta property="og:site_name" content="النهر">'
    locale = '<meta property="og:locale" content="ar_IQ">'
    found = read_front_page(page(head + locale, attributes='lang="ar"'), URL)
    assert (found.title, found.site_name, found.locales) == ("النهر | الرئيسية", "النهر", ("ar", "ar_IQ"))


def test_a_page_in_windows_1256_is_read():
    body = page('<meta charset="windows-1256"><title>وكالة النهر للأنباء</title>').decode().encode("cp1256")
    assert read_front_page(body, URL).title == "وكالة النهر للأنباء"


@pytest.mark.parametrize("body", [b"", b"   ", b"plain text", b"\0\0"])
def test_what_is_no_page_is_unreadable(body):
    with pytest.raises(UnreadableError, match="not a web page"):
        read_front_page(body, URL)


@pytest.mark.parametrize(
    ("locale", "country"),
    [
        *(("ar-IQ", "IQ"), ("ar_EG", "EG"), ("ar-arab-sa", "SA"), ("en-US", "US")),
        *(("ar", None), ("ar_AR", None), ("ar-AR", None), ("arabic", None), ("", None)),
    ],
)
def test_a_locale_may_name_a_country(locale, country):
    assert country_in(locale) == country


def test_usual_addresses_are_those_beside_the_page_then_those_of_the_site():
    addresses = usual_addresses("https://nahr.example/ar?x=1")
    assert addresses[0] == "https://nahr.example/ar/rss"
    assert "https://nahr.example/feed" in addresses
    assert len(usual_addresses("https://nahr.example/")) == len(set(usual_addresses("https://nahr.example")))


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("https://www.nahr.example/", "http://nahr.example/x", True),
        ("https://nahr.example/", "https://feeds.nahr.example/x", True),
        ("https://nahr.example/", "https://notnahr.example/", False),
    ],
)
def test_hosts_of_one_outlet(one, other, is_one):
    assert is_same_site(one, other) is is_same_site(other, one) is is_one
