"""A piece of news on its way: from a feed's item to an article."""

from dataclasses import dataclass
from datetime import date, datetime

from marsad.model.statuses import BodySource, EntryStatus


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item as a feed shows it, before the warehouse has seen it. URLs as given, text as plain text."""

    entry_id: str  # the feed's own id: guid, Atom id, or the URL where there is none
    url: str
    title: str
    summary: str = ""
    content: str = ""  # the longest full-text field of the item, HTML stripped to plain text; "" when none
    published_at: datetime | None = None
    updated_at: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A feed entry the warehouse keeps (`raw.entry`). `entry_id` is sha256(source_id, feed's own id)[:32]."""

    entry_id: str
    source_id: str
    feed_id: str | None  # None when a sitemap or an archive brought it
    guid: str
    url: str
    canonical_url: str
    title: str
    summary: str
    content: str
    author: str | None
    published_at: datetime | None
    updated_at: datetime | None
    day: date  # the partition: UTC day of publication, else the day it was first seen
    content_hash: str  # over folded title, summary and content: another hash is an edit
    revision: int  # 1 at first sight, +1 with each edit seen in the feed
    first_seen_at: datetime
    last_seen_at: datetime
    status: EntryStatus
    status_reason: str | None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What the warehouse knows of an entry that a feed shows, showed or shows under another id."""

    entry_id: str
    feed_id: str | None
    canonical_url: str
    title: str
    published_at: datetime | None
    content_hash: str
    revision: int


@dataclass(frozen=True, slots=True)
class Response:
    """What one retrieval brought: the inflated body in memory, at most the cap that was asked for."""

    url: str
    final_url: str  # after redirects
    status: int
    headers: dict[str, str]  # lower-case names
    body: bytes
    fetched_at: datetime
    moved_to: str | None = None  # where 301 and 308 alone led, when the first hop was one of them


@dataclass(frozen=True, slots=True)
class Page:
    """Fetched bytes and their HTTP facts (`raw.page`). The bytes lie in a WARC record, found by offset."""

    entry_id: str
    revision: int
    url: str
    final_url: str
    http_status: int
    content_type: str | None
    body_hash: str  # sha256 of the inflated body
    byte_count: int  # inflated
    fetched_at: datetime
    warc_file: str  # relative to MARSAD_RAW_URI
    warc_offset: int
    warc_length: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor reads from one page. Empty `text` means it found no body."""

    title: str
    text: str
    published_at: datetime | None
    language: str | None  # ISO 639-1 of the body
    author: str | None
    image: str | None
    canonical_url: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """Extracted text and metadata, one per canonical URL. Every offset of its annotations points into `body`."""

    article_id: str  # sha256(source_id, canonical_url)[:32]
    entry_id: str
    revision: int
    source_id: str
    day: date
    url: str
    canonical_url: str
    title: str
    body: str
    body_source: BodySource
    language: str | None
    author: str | None
    image_url: str | None
    published_at: datetime | None
    content_hash: str  # sha256 over title and body as stored
    extractor_version: str
