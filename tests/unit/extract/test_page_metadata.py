from datetime import UTC, datetime

import pytest
from lxml import etree

from marsad.extract.metadata import read_metadata

URL = "https://news.example/ar/1"
WHEN = datetime(2026, 3, 1, 9, tzinfo=UTC)


def read(head="", body="<p>x</p>"):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_metadata(etree.HTML(page.encode(), etree.HTMLParser(encoding="utf-8")), URL)


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "خبر"}',
        '[{"@type": "BreadcrumbList"}, {"@type": "ReportageNewsArticle", "headline": "خبر"}]',
        '{"@graph": [[{"@type": ["Thing", "Article"], "headline": "خبر"}]]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "خبر"}}',
        '<!-- {"@type": "NewsArticle", "headline": "خبر"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "خبر"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "خبر"};',
        '{"@type": "NewsArticle", "headline": " خبر\n"}',
        '{"@type": "NewsArticle", "headline": ["خبر", "آخر"], "author": 7, "image": [[]], "datePublished": {}}',
    ],
)
def test_json_ld_is_found_in_its_many_shapes(text):
    assert read(ld(text)).title == "خبر"


@pytest.mark.parametrize(
    "text", ["", "{", '{"@type": "NewsArticle", "headline": }', "null", "[" * 100_000, '"text"', "7"]
)
def test_broken_json_ld_leaves_the_meta_tags(text):
    facts = read(ld(text) + '<meta property="og:title" content="خبر">')
    assert facts.title == "خبر"


def test_a_broken_block_does_not_hide_a_good_one():
    assert read(ld("{") + ld('{"@type": "NewsArticle", "headline": "خبر"}')).title == "خبر"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<meta property="og:title" content="من الوسم"><title>من الرأس</title>', "<h1>من الصفحة</h1>", "من الوسم"),
        ("<title>من الرأس</title>", "<h1>من <b>الصفحة</b></h1>", "من الصفحة"),
        ("<title>من الرأس</title>", "<h1>أول</h1><h1>ثان</h1>", "من الرأس"),
        ('<meta property="og:site_name" content="مرصد"><title>خبر مهم | مرصد</title>', "", "خبر مهم"),
        ("<title>خبر مهم | مرصد</title>", "", "خبر مهم | مرصد"),
        ("", "", ""),
    ],
)
def test_the_title_comes_from_the_most_trusted_place(head, body, title):
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ld('{"@type": "NewsArticle", "datePublished": "2026-03-01T12:00:00+0300"}'), ""),
        ('<meta property="article:published_time" content="2026-03-01T09:00:00Z">', ""),
        ('<meta name="pubdate" content="Sun, 01 Mar 2026 09:00:00 GMT">', ""),
        ("", '<span itemprop="datePublished" content="2026-03-01T09:00:00Z"></span>'),
        ("", '<article><time datetime="2026-03-01T09:00:00Z"></time><time datetime="2020-01-01"></time></article>'),
        ("", '<time datetime="2026-03-01T09:00:00Z"></time>'),
        ("", '<time datetime="2026-03-01T09:00:00Z"></time><aside><time datetime="2020-01-01"></time></aside>'),
        # an unreadable date does not hide a readable one
        (ld('{"@type": "NewsArticle", "datePublished": "أمس"}'), '<time datetime="2026-03-01T09:00:00Z"></time>'),
    ],
)
def test_dates_that_machines_wrote_are_read(head, body):
    assert read(head, body).published_at == WHEN


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>بغداد، 23 تشرين الثاني 2025</p>"),
        ("", "<p>2025-11-23</p>"),
        ("<title>أخبار 2025-11-23</title>", "<footer>© 2026</footer>"),
        ("", '<time datetime="2026-03-01"></time><time datetime="2026-03-02"></time>'),
        ("", '<aside><time datetime="2026-03-01"></time></aside>'),
        ('<meta property="article:modified_time" content="2026-03-01T09:00:00Z">', ""),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00">', ""),
        ('<meta property="article:published_time" content="">', "<time>2026-03-01</time>"),
    ],
)
def test_everything_else_leaves_a_page_undated(head, body):
    assert read(head, body).published_at is None


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://news.example/a"),
        ("https://x.example/a", "https://x.example/a"),
        ("javascript:x", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_links_are_absolute_or_absent(link, url):
    facts = read(f'<link rel="CANONICAL" href="{link}"><meta property="og:image" content="{link}">')
    assert facts.canonical_url == url
    assert facts.image == url


def test_an_authors_page_is_no_author():
    assert read('<meta property="article:author" content="https://facebook.com/x">').author is None
    assert read('<meta name="author" content="هدى">').author == "هدى"


def test_a_declared_language_is_reduced_to_its_code():
    assert read(ld('{"@type": "NewsArticle", "inLanguage": "ar-IQ"}')).language == "ar"
    assert read(ld('{"@type": "NewsArticle", "inLanguage": "Arabic"}')).language is None
