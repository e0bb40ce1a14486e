"""What to write into the catalogue about an outlet that was looked at. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marsad.catalog.names import feed_names, outlet_names
from marsad.catalog.scaffold import Findings, Hints, country_of, speaks_arabic, timezones_of
from marsad.extract.language import language_of
from marsad.feeds.discover import country_in
from marsad.feeds.parse import parse_feed
from marsad.feeds.sample import day_limits, poll_interval, read_sample, remarks, written_offsets
from marsad.pipeline.discover import Discovery, FoundFeed

SKEW = timedelta(minutes=10)  # clocks differ


def propose(found: Discovery, hints: Hints) -> Findings:
    """Findings about `found`, whose feeds are those of its language; `hints` decide where they are given."""
    languages = [_language_of(feed) for feed in found.feeds]
    language = hints.language or _main(languages)
    feeds = [feed for feed, own in zip(found.feeds, languages, strict=True) if own in (language, None)]
    samples = [read_sample(feed.parsed.entries) for feed in feeds]
    names = outlet_names(_titles(found, feeds))
    country = hints.country or country_of(urlsplit(found.homepage).hostname or "") or _country(found, feeds)
    own_name = names.arabic if language == "ar" else names.latin
    titled = [(feed.url, f"{feed.title} | {feed.parsed.title}") for feed in feeds]
    return Findings(
        feeds=tuple(zip(feed_names(titled), (feed.url for feed in feeds), strict=True)),
        name=own_name or names.arabic or names.latin,
        name_en=names.latin,
        country=country,
        language=language,
        homepage=found.homepage,
        sitemap=found.sitemap,
        poll_interval=poll_interval(samples),
        crawl_delay=min(found.crawl_delay, 3_600.0) if found.crawl_delay else None,
        assertions=day_limits(samples),
        evidence=_evidence(feeds, found.retrieved_at),
        notes=" ".join(remarks(samples)),
        remarks=tuple(
            map(
                _printable,
                (
                    *found.remarks,
                    *_language_remarks(found.feeds, languages, language),
                    *_country_remarks(found, hints, country),
                    *_time_remarks(feeds, hints, country),
                ),
            )
        ),
    )


def _printable(remark: str) -> str:
    """Addresses come from pages, and what a terminal obeys may stand in them."""
    return "".join(char if char.isprintable() else "?" for char in remark)


def _language_of(feed: FoundFeed) -> str | None:
    """Of its text; what it declares only where there is too little of that: templates declare en-us."""
    text = " ".join(f"{entry.title} {entry.summary or entry.content[:500]}" for entry in feed.parsed.entries)
    return language_of(text) or _code(feed.parsed.language)


def _main(languages: Sequence[str | None]) -> str | None:
    """Arabic, if any feed is; else the most frequent."""
    told = Counter(filter(None, languages))
    return "ar" if "ar" in told else next((code for code, _ in told.most_common(1)), None)


def _code(locale: str | None) -> str | None:
    code = (locale or "").replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _titles(found: Discovery, feeds: Sequence[FoundFeed]) -> list[str]:
    page = (found.page.site_name, found.page.title) if found.page else ()
    return [*filter(None, page), *(feed.parsed.title for feed in feeds)]


def _country(found: Discovery, feeds: Sequence[FoundFeed]) -> str | None:
    codes = filter(None, map(country_in, _locales(found, feeds)))
    return next((code for code in codes if speaks_arabic(code)), None)


def _locales(found: Discovery, feeds: Sequence[FoundFeed]) -> list[str]:
    declared = (feed.parsed.language for feed in feeds)
    return [*(found.page.locales if found.page else ()), *filter(None, declared)]


def _evidence(feeds: Sequence[FoundFeed], at: datetime) -> str:
    count = sum(len(feed.parsed.entries) for feed in feeds)
    who = "Answered" if len(feeds) == 1 else f"{len(feeds)} feeds answered"
    return f"{who} with {count} entries on {at.date()}, retrieved by `marsad catalog add`." if feeds else ""


def _language_remarks(feeds: Sequence[FoundFeed], own: Sequence[str | None], language: str | None) -> Iterator[str]:
    for feed, code in zip(feeds, own, strict=True):
        declared = _code(feed.parsed.language)
        if code not in (language, None):
            yield f"left out, because its text is in {code}: {feed.url}"
        elif declared and code and declared != code:
            yield f"{feed.url} declares {feed.parsed.language}, but its text is in {code}"


def _country_remarks(found: Discovery, hints: Hints, country: str | None) -> Iterator[str]:
    if country and not hints.country and not country_of(urlsplit(found.homepage).hostname or ""):
        yield f"country {country} is what the page's or the feed's language tag says; templates copy such tags"


def _time_remarks(feeds: Sequence[FoundFeed], hints: Hints, country: str | None) -> Iterator[str]:
    """Where the dates do not fit the zone: entries of the future, or another zone's offset."""
    zone = _zone([hints.timezone] if hints.timezone else timezones_of(country or ""))
    if zone is None:
        return
    for feed in feeds:
        answer = feed.answer
        entries = parse_feed(answer.body, answer.final_url, answer.headers.get("content-type"), zone).entries
        newest = max((e.published_at for e in entries if e.published_at), default=answer.fetched_at)
        ahead = newest - answer.fetched_at
        if ahead > SKEW:
            yield f"{feed.url}: its newest entry is dated {_minutes(ahead)} minutes ahead of now: check timezone"
        own = {at.astimezone(zone).utcoffset() for at in (answer.fetched_at, answer.fetched_at - timedelta(days=182))}
        written = written_offsets(answer.body)
        if written and not written & own:
            yield f"{feed.url} writes its dates at UTC{_signed(min(written))}, which {zone} never is: check timezone"


def _zone(names: Sequence[str]) -> ZoneInfo | None:
    try:
        return ZoneInfo(names[0]) if len(names) == 1 else None
    except (ZoneInfoNotFoundError, ValueError):  # a flag that is none; checking the draft names it
        return None


def _minutes(distance: timedelta) -> int:
    return round(distance.total_seconds() / 60)


def _signed(offset: timedelta) -> str:
    hours, minutes = divmod(abs(_minutes(offset)), 60)
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"
