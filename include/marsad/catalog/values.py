"""What a value in a source file may be: identifiers, URLs, countries, languages, time zones."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale

from marsad.catalog.nodes import Value, did_you_mean, integer, mapping, number, text
from marsad.catalog.templates import PLACEHOLDERS, fill_day
from marsad.model import Archive, Assertions, Wayback
from marsad.text.urls import without_credentials

SOURCE_ID = re.compile(r"[a-z][a-z0-9_]*")
FEED_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
# CLDR's own inventions and placeholders among the two-letter codes: no outlet has its seat there.
NO_COUNTRY = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
MOST_ARTICLES_A_DAY = 100_000
LONGEST_BODY = 200_000  # characters; the gate lets none longer through


def identifier(value: Value) -> str:
    """A name that also serves as a file and a Python module."""
    return _matching(value, SOURCE_ID, "lower-case ASCII letters, digits and _, beginning with a letter")


def feed_name(value: Value) -> str:
    """A name that reads well after the slash in a feed_id."""
    return _matching(value, FEED_NAME, "lower-case ASCII letters, digits, - and _")


def _matching(value: Value, pattern: re.Pattern[str], allowed: str) -> str:
    raw = text(value)
    if not pattern.fullmatch(raw):
        raise value.error(f"{raw!r} must be made of {allowed}")
    return raw


def url(value: Value) -> str:
    """An absolute http or https URL without a password in it."""
    raw = text(value)
    if problem := url_problem(raw):
        raise value.error(f"{without_credentials(raw)!r} {problem}")
    return raw


def url_problem(raw: str) -> str | None:
    """Why `raw` is no URL that may stand in the catalogue, None where it may."""
    if re.search(r"\s", raw):
        return "contains a space: write %20"
    try:
        parts = urlsplit(raw)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        return f"is no URL: {error}"
    if parts.scheme not in {"http", "https"}:
        return "must begin with http:// or https://"
    if not has_host:
        return "names no host"
    if "@" in parts.netloc:
        return "carries a user name: feeds are retrieved without one"
    return None


def sitemap(value: Value) -> str:
    """A URL in which a day may stand, as `fill_day` writes it."""
    raw = text(value)
    filled = fill_day(raw, date(2026, 1, 31))
    if "{" in filled or "}" in filled:
        raise value.error(f"{raw!r} has a placeholder other than {', '.join(PLACEHOLDERS)}")
    if problem := url_problem(filled):
        raise value.error(f"{without_credentials(raw)!r} {problem}")
    return raw


def archive(value: Value) -> Archive:
    """A page that lists one day's articles, and how their addresses are told from the rest of its links."""
    fields = mapping(value, ("template", "links"))
    template = sitemap(fields["template"])
    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1), date(2027, 1, 1))
    if len({fill_day(template, day) for day in days}) < len(days):
        raise fields["template"].error(f"{template!r} names no day: write {{day}}, or {{yyyy}}, {{mm}} and {{dd}}")
    return Archive(template, _pattern(fields["links"]))


def wayback(value: Value) -> Wayback:
    """How the addresses of articles are told from the rest of what the Wayback Machine captured."""
    return Wayback(_pattern(mapping(value, ("links",))["links"]))


def _pattern(value: Value) -> str:
    raw = text(value)
    try:
        matches_all = re.compile(raw).search("")
    except re.error as error:
        raise value.error(f"{raw!r} is no regular expression: {error}") from error
    if matches_all:
        raise value.error(f"{raw!r} matches every link")
    return raw


def feed_key(feed_url: str) -> str:
    """The same for URLs of one feed: scheme, `www.` and a closing slash make no difference."""
    parts = urlsplit(feed_url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def country(value: Value) -> str:
    """ISO 3166-1 alpha-2, or one of the two-letter codes reserved beside it (UN, EU)."""
    raw = text(value)
    if raw not in _countries():
        raise value.error(f"{raw!r} is no country code: ISO 3166-1 alpha-2 in capitals, such as IQ or EG")
    return raw


def language(value: Value) -> str:
    """ISO 639-1."""
    raw = text(value)
    if raw not in _languages():
        raise value.error(f"{raw!r} is no language code: ISO 639-1 in lower case, such as ar")
    return raw


def timezone(value: Value) -> str:
    """An IANA time zone."""
    raw = text(value)
    if raw not in _timezones():
        raise value.error(f"{raw!r} is no time zone{did_you_mean(raw, _timezones())}; IANA names, such as Asia/Baghdad")
    return raw


ASSERTIONS: Mapping[str, Callable[[Value], int | float]] = {
    "min_articles": partial(integer, low=0, high=MOST_ARTICLES_A_DAY),
    "max_articles": partial(integer, low=0, high=MOST_ARTICLES_A_DAY),
    "min_body_length": partial(integer, low=0, high=LONGEST_BODY),
    "min_dated_share": partial(number, low=0, high=1),
    "min_distinct_share": partial(number, low=0, high=1),
}


def assertions(value: Value) -> Assertions:
    """What one day of the source must and may bring."""
    fields = mapping(value, (), tuple(ASSERTIONS))
    bounds: dict[str, Any] = {name: ASSERTIONS[name](field) for name, field in fields.items()}
    low, high = bounds.get("min_articles"), bounds.get("max_articles")
    if low is not None and high is not None and low > high:
        raise fields["min_articles"].error(f"{low} is more than max_articles, {high}")
    return Assertions(**bounds)


@cache
def _countries() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NO_COUNTRY


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())
