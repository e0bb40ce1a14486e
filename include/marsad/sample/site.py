"""What an outlet answers to a request: pure, from the articles of the current edition and a path."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from marsad.sample.model import SampleArticle, Special
from marsad.sample.outlets import Outlet
from marsad.sample.page import home_html, page_html
from marsad.sample.render import feed_xml, robots_txt, sitemap_day, sitemap_index

SITEMAP_DAY = re.compile(r"/sitemap/(\d{4}-\d{2}-\d{2})\.xml")
HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer, before it is written to a socket."""

    status: HTTPStatus
    content_type: str
    text: str
    last_modified: datetime | None = None  # with a validator the reply can answer 304

    @property
    def headers(self) -> dict[str, str]:
        """The representation's own headers, validators included."""
        named = {"Content-Type": self.content_type}
        if self.last_modified:
            named["ETag"] = f'"{hashlib.sha256(self.text.encode()).hexdigest()[:16]}"'
            named["Last-Modified"] = format_datetime(self.last_modified, usegmt=True)
        return named


def not_found() -> Reply:
    """A 404 as an outlet words it."""
    return Reply(HTTPStatus.NOT_FOUND, HTML, "<!DOCTYPE html><title>404</title><p>الصفحة غير موجودة</p>")


def answer(outlet: Outlet, articles: Sequence[SampleArticle], base: str, target: str) -> Reply:
    """The reply to GET `target` (a request's path and query) of an outlet whose articles are `articles`."""
    path = unquote(urlsplit(target).path)
    if path == "/rss":
        changed_at = max(article.updated_at or article.filed_at for article in articles)
        return Reply(HTTPStatus.OK, RSS, feed_xml(outlet, articles, base), changed_at)
    if path == "/robots.txt":
        return Reply(HTTPStatus.OK, TEXT, robots_txt(base))
    if path == "/sitemap.xml":
        days = sorted({article.day for article in articles})
        return Reply(HTTPStatus.OK, XML, sitemap_index(days, base))
    if path == "/":
        return Reply(HTTPStatus.OK, HTML, home_html(outlet, articles, base))
    if day := SITEMAP_DAY.fullmatch(path):
        return _sitemap(outlet, articles, base, day[1])
    return _page(outlet, articles, base, path)


def _sitemap(outlet: Outlet, articles: Sequence[SampleArticle], base: str, day: str) -> Reply:
    rows = [article for article in articles if article.day.isoformat() == day]
    return Reply(HTTPStatus.OK, XML, sitemap_day(outlet, rows, base)) if rows else not_found()


def _page(outlet: Outlet, articles: Sequence[SampleArticle], base: str, path: str) -> Reply:
    article = next((article for article in articles if article.path == path), None)
    if article is None or article.special is Special.PAGE_GONE:
        return not_found()
    if article.special is Special.PAGE_FORBIDDEN:
        return Reply(HTTPStatus.FORBIDDEN, HTML, "<!DOCTYPE html><title>403 Forbidden</title><h1>403 Forbidden</h1>")
    return Reply(HTTPStatus.OK, HTML, page_html(outlet, article, articles, base))


def is_current(reply: Reply, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether the client's copy is still good, and 304 the answer.

    The ETag decides where one is sent (RFC 9110, 13.2.2).
    """
    if reply.last_modified is None:
        return False
    if if_none_match:
        return reply.headers["ETag"] in {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    try:
        return parsedate_to_datetime(if_modified_since or "") >= reply.last_modified
    except (ValueError, TypeError):  # TypeError: a date without a zone does not compare
        return False
