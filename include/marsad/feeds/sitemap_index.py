"""Which sitemaps of an index may list the articles of a day. Pure."""

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import unquote, urlsplit

from marsad.feeds.sitemap import Sitemap

_DATE = re.compile(r"(?<!\d)(20\d\d)(?:([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
# What content systems (WordPress, Yoast, Drupal) list beside articles: none of it is news, all of it changes daily.
_NO_ARTICLES = re.compile(
    r"(?:^|[-_/.])(?:categor(?:y|ies)|(?:post_)?tags?|authors?|users|taxonom(?:y|ies)|posts-page|static|videos?"
    r"|images?|galler(?:y|ies))(?:[-_/.\d]|$)|(?:^|/)pages?[-_]sitemap",
    re.IGNORECASE,
)


def local_days(day: date, zone: tzinfo) -> tuple[date, ...]:
    """The one or two days in `zone` that the UTC day `day` lies in: outlets file by their own calendar."""
    first = datetime.combine(day, time.min, UTC)
    last = first + timedelta(days=1, microseconds=-1)
    return tuple(dict.fromkeys(moment.astimezone(zone).date() for moment in (first, last)))


def sitemaps_for(index: Sitemap, days: Collection[date]) -> list[str]:
    """The index's sitemaps that may list articles of `days` (local), the likeliest first.

    A date in its address decides; without one it must have changed since the first of the days, or not say when.
    Paged sitemaps are filled in order, so the one that changed soonest after the day comes first.
    """
    able = [url for url in index.sitemaps if not _NO_ARTICLES.search(urlsplit(url).path)]
    dated = [url for url in able if _covers(url, days) is True]
    others = [url for url in able if _covers(url, days) is None and _changed_since(index, url, min(days))]
    latest = datetime.max.replace(tzinfo=UTC)
    return [*dated, *sorted(others, key=lambda url: index.changed.get(url, latest))]


def begins_after(index: Sitemap, days: Collection[date]) -> bool:
    """Whether all that the index names is dated, by address, and later than `days`: it does not reach back so far."""
    spans = [dates_in_address(url) for url in index.sitemaps if not _NO_ARTICLES.search(urlsplit(url).path)]
    return bool(spans) and all(span is not None and span[0] > max(days) for span in spans)


def day_template(index: Sitemap) -> str | None:
    """The URL of a day's sitemap with {day}, or {yyyy}, {mm} and {dd}, open, as `marsad.catalog.templates` fills it.

    None unless the index names one sitemap per day, at least two of them, in one way: parts of a day have many names.
    """
    articles = [url for url in index.sitemaps if not _NO_ARTICLES.search(urlsplit(url).path)]
    templates = {_opened(url) for url in articles}
    (template,) = templates if len(templates) == 1 and len(articles) > 1 else (None,)
    return template


def _opened(url: str) -> str | None:
    *_, found = (None, *_DATE.finditer(url))
    if found is None or found[4] is None:
        return None
    separator = found[2]
    date_part = "{day}" if separator == "-" else separator.join(("{yyyy}", "{mm}", "{dd}"))
    return f"{url[: found.start()]}{date_part}{url[found.end() :]}"


def _covers(url: str, days: Collection[date]) -> bool | None:
    """Whether the date in the address holds one of the days; None without a date."""
    span = dates_in_address(url)
    return any(span[0] <= day <= span[1] for day in days) if span else None


def dates_in_address(url: str) -> tuple[date, date] | None:
    """First and last day of the day, month or year that the address ends in; None where it names none."""
    parts = urlsplit(url)
    *_, found = (None, *_DATE.finditer(unquote(f"{parts.path}?{parts.query}")))
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[3] or 0), int(found[4] or 0)
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:  # the 31st of February: a number that only looks like a date
        return None
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first, last


def _changed_since(index: Sitemap, url: str, day: date) -> bool:
    changed = index.changed.get(url)
    # A date without a time reads as its midnight in UTC; half a day of the outlet's zone may lie before that.
    return changed is None or changed >= datetime.combine(day, time.min, UTC) - timedelta(days=1)
