"""The two outlets over real loopback sockets."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus

import feedparser
import pytest
from lxml import etree, html

from marsad.catalog import load_catalog
from marsad.sample.articles import load_articles
from marsad.sample.model import PLANTED, SampleArticle, Special
from marsad.sample.outlets import outlets
from marsad.sample.render import article_url
from marsad.sample.server import Running, running

MAIN, SECOND = "sample_rafidain", "sample_furat"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Running]:
    with running() as served:
        yield served


def request(url: str, method: str = "GET", **headers: str) -> tuple[int, bytes, Message]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(url, method=method, headers=named)
    try:
        with urllib.request.urlopen(asked, timeout=5) as reply:
            return reply.status, reply.read(), reply.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def get(url: str) -> bytes:
    status, body, _ = request(url)
    assert status == HTTPStatus.OK, url
    return body


def url_of(newsroom: Running, article: SampleArticle) -> str:
    return article_url(article, newsroom.urls[article.source_id])


def special(kind: Special) -> SampleArticle:
    return next(article for article in load_articles(planted=True) if article.special is kind)


def entry_of(newsroom: Running, article: SampleArticle) -> feedparser.FeedParserDict:
    entries = feedparser.parse(get(f"{newsroom.urls[article.source_id]}/rss")).entries
    return next(entry for entry in entries if entry.link == url_of(newsroom, article))


def json_ld(page: bytes) -> dict[str, object]:
    (script,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    facts: dict[str, object] = json.loads(script)
    return facts


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.source_id)
def test_feed_shows_the_newest_entries_all_dated_but_one(newsroom, outlet) -> None:
    feed = feedparser.parse(get(f"{newsroom.urls[outlet.source_id]}/rss"))
    own = [article for article in load_articles() if article.source_id == outlet.source_id]
    expected = own[: -outlet.feed_size - 1 : -1]
    assert not feed.bozo
    assert [entry.link for entry in feed.entries] == [url_of(newsroom, article) for article in expected]
    for article, entry in zip(expected, feed.entries, strict=True):
        assert entry.title == article.title
        if article.special is Special.UNDATED:
            assert "published" not in entry
        else:
            assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == article.published_at
        assert ("content" in entry) == outlet.has_full_text


def test_every_special_of_the_main_outlet_is_in_its_feed(newsroom) -> None:
    links = {entry.link for entry in feedparser.parse(get(f"{newsroom.urls[MAIN]}/rss")).entries}
    specials = [article for article in load_articles() if article.source_id == MAIN and article.special]
    assert len(specials) == 9
    assert {url_of(newsroom, article) for article in specials} <= links


def test_unchanged_feed_answers_304(newsroom) -> None:
    url = f"{newsroom.urls[MAIN]}/rss"
    _, body, headers = request(url)
    tag, changed_at = headers["ETag"], headers["Last-Modified"]
    for conditions in ({"If_None_Match": tag}, {"If_None_Match": f'"x", W/{tag}'}, {"If_Modified_Since": changed_at}):
        status, empty, again = request(url, **conditions)
        assert (status, empty, again["ETag"]) == (304, b"", tag), conditions
    changed: list[dict[str, str]] = [
        {"If_None_Match": '"other"', "If_Modified_Since": changed_at},  # the tag decides
        {"If_Modified_Since": "Tue, 10 Nov 2026 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
        {"If_Modified_Since": "Fri, 20 Nov 2026 00:00:00 -0000"},  # parses without a zone
    ]
    for conditions in changed:
        assert request(url, **conditions)[:2] == (200, body), conditions


def test_head_sends_the_length_but_no_body(newsroom) -> None:
    status, body, headers = request(f"{newsroom.urls[MAIN]}/rss", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(get(f"{newsroom.urls[MAIN]}/rss"))


def test_every_article_is_in_the_sitemap_of_its_day(newsroom) -> None:
    for source_id, base in newsroom.urls.items():
        index = etree.fromstring(get(f"{base}/sitemap.xml"))
        days = index.xpath("//s:loc/text()", namespaces=SITEMAP)
        assert len(days) == 10
        found = {day: etree.fromstring(get(day)).xpath("//s:loc/text()", namespaces=SITEMAP) for day in days}
        expected: dict[str, list[str]] = {}
        for article in load_articles():
            if article.source_id == source_id:
                day = f"{base}/sitemap/{article.day}.xml"
                expected.setdefault(day, []).append(url_of(newsroom, article))
        assert found == expected


def test_sitemap_dates_all_but_the_undated(newsroom) -> None:
    for article in load_articles():
        root = etree.fromstring(get(f"{newsroom.urls[article.source_id]}/sitemap/{article.day}.xml"))
        (row,) = [row for row in root if row[0].text == url_of(newsroom, article)]
        dated = row.xpath("s:lastmod/text()", namespaces=SITEMAP)
        assert dated == ([article.published_at.isoformat()] if article.published_at else [])


def test_a_day_without_news_has_no_sitemap(newsroom) -> None:
    assert request(f"{newsroom.urls[MAIN]}/sitemap/2026-11-09.xml")[0] == 404


def test_robots_names_the_sitemap(newsroom) -> None:
    robots = get(f"{newsroom.urls[SECOND]}/robots.txt").decode()
    assert f"Sitemap: {newsroom.urls[SECOND]}/sitemap.xml" in robots
    assert "Disallow: /control" in robots


def test_pages_carry_the_whole_article_and_its_date(newsroom) -> None:
    for article in load_articles():
        if article.special in {Special.PAGE_GONE, Special.PAGE_FORBIDDEN, Special.UNDATED}:
            continue
        page = get(url_of(newsroom, article))
        body = html.fromstring(page).xpath("//div[@class='article-body']/p/text()")
        facts = json_ld(page)
        assert "\n".join(body) == article.text
        assert facts["headline"] == article.title
        assert datetime.fromisoformat(str(facts["datePublished"])) == article.published_at


def test_front_page_links_to_the_newest(newsroom) -> None:
    (newest, *_) = html.fromstring(get(f"{newsroom.urls[MAIN]}/")).xpath("//main//a/text()")
    assert newest == "جامعة الدول العربية تدين الهجوم على ثكنة للجيش العراقي في كركوك"


def test_undated_page_shows_no_date(newsroom) -> None:
    page = get(url_of(newsroom, special(Special.UNDATED)))
    assert not re.search(r"20\d\d|<time|datePublished", page.decode())


def test_forbidden_page_has_its_text_in_the_feed(newsroom) -> None:
    article = special(Special.PAGE_FORBIDDEN)
    assert request(url_of(newsroom, article))[0] == 403
    content = html.fromstring(entry_of(newsroom, article).content[0].value)
    assert "\n".join(content.xpath("//p/text()")) == article.text


def test_gone_page(newsroom) -> None:
    assert request(url_of(newsroom, special(Special.PAGE_GONE)))[0] == 404
    assert request(f"{newsroom.urls[MAIN]}/ar/politics/never-was")[0] == 404


def test_numeric_references_are_the_body_once_unescaped(newsroom) -> None:
    article = special(Special.NUMERIC_REFERENCES)
    raw = get(f"{newsroom.urls[MAIN]}/rss").decode()
    assert f"&amp;#{ord(article.body[0])};" in raw
    assert article.body[:40] not in raw
    entry = entry_of(newsroom, article)
    decoded = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), entry.content[0].value)
    assert decoded.split() == article.text.split()


def test_arabic_path_is_served(newsroom) -> None:
    article = special(Special.ARABIC_PATH)
    assert "%D9%80" in url_of(newsroom, article)  # the tatweel
    assert article.title in get(url_of(newsroom, article)).decode()


def test_english_page_says_so(newsroom) -> None:
    assert json_ld(get(url_of(newsroom, special(Special.ENGLISH))))["inLanguage"] == "en"


def test_second_edition_changes_feed_page_and_sitemap() -> None:
    article = special(Special.EDITED)
    with running() as newsroom:
        feed_url, page_url = f"{newsroom.urls[MAIN]}/rss", url_of(newsroom, article)
        tag = request(feed_url)[2]["ETag"]
        assert get(f"{newsroom.urls[SECOND]}/control") == b"1\n"
        newsroom.control(edition=2)
        assert get(f"{newsroom.urls[MAIN]}/control") == get(f"{newsroom.urls[SECOND]}/control") == b"2\n"
        status, _, headers = request(feed_url, If_None_Match=tag)
        assert status == 200
        assert headers["Last-Modified"] == request(feed_url)[2]["Last-Modified"]
        second = article.in_edition(2)
        entry = entry_of(newsroom, article)
        assert entry.title == second.title
        assert second.body.split("\n")[0] in entry.content[0].value
        facts = json_ld(get(page_url))
        assert facts["headline"] == second.title
        assert datetime.fromisoformat(str(facts["dateModified"])) == second.updated_at
        assert second.updated_at.isoformat() in get(f"{newsroom.urls[MAIN]}/sitemap/{article.day}.xml").decode()
        assert sum(e.link == page_url for e in feedparser.parse(get(feed_url)).entries) == 1


@pytest.mark.parametrize("query", ["", "?edition=3", "?edition=two"])
def test_control_refuses_what_is_no_edition(newsroom, query) -> None:
    assert request(f"{newsroom.urls[MAIN]}/control{query}", method="POST")[0] == 400
    assert get(f"{newsroom.urls[MAIN]}/control") == b"1\n"


def test_only_control_takes_a_post(newsroom) -> None:
    assert request(f"{newsroom.urls[MAIN]}/rss", method="POST")[0] == 404


def test_catalog_is_one_the_pipeline_reads(newsroom) -> None:
    sources = {source.source_id: source for source in load_catalog([newsroom.catalog])}
    assert sources.keys() == newsroom.urls.keys()
    for source_id, source in sources.items():
        assert [feed.url for feed in source.feeds] == [f"{newsroom.urls[source_id]}/rss"]
        assert source.sitemap == f"{newsroom.urls[source_id]}/sitemap/{{day}}.xml"
        most = source.assertions.max_articles
        assert most is not None
        assert most >= sum(article.source_id == source_id for article in load_articles())


def test_planted_articles_are_served_only_when_asked_for(newsroom) -> None:
    planted = [article for article in load_articles(planted=True) if article.special in PLANTED]
    assert {request(url_of(newsroom, article))[0] for article in planted} == {404}
    with running(planted=True) as bad:
        for article in planted:
            assert entry_of(bad, article).title == article.title
            assert url_of(bad, article) in get(f"{bad.urls[MAIN]}/sitemap/{article.day}.xml").decode()
        assert entry_of(bad, special(Special.FUTURE_DATE)).published_parsed.tm_year == 2031
        empty = special(Special.EMPTY_BODY)
        assert not entry_of(bad, empty).summary
        assert not html.fromstring(get(url_of(bad, empty))).xpath("//div[@class='article-body']//text()")
        assert "Ø§Ù„" in entry_of(bad, special(Special.MOJIBAKE)).content[0].value
