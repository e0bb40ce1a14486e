"""The nouns of the pipeline as frozen dataclasses. docs/explanation/pipeline.md tells how they follow each other.

Times are aware `datetime`s in UTC. Spans are half-open [start, end) in code points of the text they point into,
which is what Python slicing and Postgres `substring` on UTF-8 count.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class EntryStatus(StrEnum):
    """Where an entry is. The first four are on the way; each entry ends in exactly one of the others."""

    DISCOVERED = "discovered"  # seen in a feed or a sitemap, page not retrieved
    RETRIEVED = "retrieved"  # page (or the decision to use the feed's text) stored, body not extracted
    EXTRACTED = "extracted"  # staged article, not annotated
    ANNOTATED = "annotated"  # staged mentions and events, not checked
    PUBLISHED = "published"  # its article is in curated
    DUPLICATE = "duplicate"  # another entry of the source brought the same article
    GONE = "gone"  # 404, 410, or robots.txt forbids it
    BLOCKED = "blocked"  # 403 or a challenge page, and the feed gave no text
    EMPTY = "empty"  # no body anywhere
    NOT_ARABIC = "not_arabic"  # the body is in another language
    QUARANTINED = "quarantined"  # parked with a reason in ops.quarantine, replayable

    @property
    def is_terminal(self) -> bool:
        """Whether an entry ends here."""
        return self not in IN_FLIGHT


IN_FLIGHT = frozenset({EntryStatus.DISCOVERED, EntryStatus.RETRIEVED, EntryStatus.EXTRACTED, EntryStatus.ANNOTATED})


class PollOutcome(StrEnum):
    """How one poll of one feed ended."""

    CHANGED = "changed"  # at least one new or edited entry
    UNCHANGED = "unchanged"  # 200 with nothing new
    NOT_MODIFIED = "not_modified"  # 304
    EMPTY = "empty"  # parsed, no entry
    UNREADABLE = "unreadable"  # not a feed
    BLOCKED = "blocked"  # 401, 403, 451, a challenge page, or an address that must not be dialled
    GONE = "gone"  # 404, 410
    FAILED = "failed"  # time-out, DNS, 5xx, 429


class BodySource(StrEnum):
    """Where an article's body was taken from."""

    PAGE = "page"
    FEED = "feed"


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
class Response:
    """What one retrieval brought: the inflated body in memory, at most the cap that was asked for."""

    url: str
    final_url: str  # after redirects
    status: int
    headers: dict[str, str]  # lower-case names
    body: bytes
    fetched_at: datetime


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


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in code points and the text between them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something."""

    start: int
    end: int
    text: str
    type: str  # PER | ORG | LOC
    entity_id: str | None = None
    wikidata_id: str | None = None
    link_status: str = "nil"  # linked | ambiguous | nil


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text, resolved against the publication time. `value` is ISO 8601 at its precision."""

    start: int
    end: int
    text: str
    value: str  # YYYY | YYYY-MM | YYYY-MM-DD | start/end
    precision: str  # year | month | day | range


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened. `country` is ISO 3166-1 alpha-2, `admin1` a first-level division's entity_id."""

    start: int
    end: int
    text: str
    entity_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event."""

    start: int
    end: int
    text: str
    entity_id: str | None = None
    country: str | None = None
    sector: str | None = None  # PLOVER/CAMEO actor sector: GOV, MIL, REB, CVL, ...


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that belongs to an event: killed, injured, arrested, missing, displaced, released, participants."""

    kind: str
    value: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where, when, says who, and did it happen."""

    type: str  # PLOVER 0.8, plus CRIME, ACCIDENT, HAZARD
    trigger: Span
    realis: str  # asserted | negated | planned | hypothetical
    confidence: float  # 0..1
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    location: Place | None = None
    date: DateExpression | None = None
    source: Participant | None = None  # whom the text credits
    counts: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that the annotator finds in one text, spans in reading order."""

    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS, Atom or JSON URL of a source. `feed_id` is "<source_id>/<name>"."""

    feed_id: str
    source_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Assertions:
    """What a source promises about one full day of its own: a breach of min fails, of max warns."""

    min_articles: int | None = None
    max_articles: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet in the catalogue: include/catalog/<cc>/<source_id>.yml."""

    source_id: str
    name: str  # in its own script
    name_en: str
    country: str  # ISO 3166-1 alpha-2
    language: str  # ISO 639-1
    timezone: str  # IANA, of its dates without a zone
    homepage: str
    feeds: tuple[Feed, ...]
    is_enabled: bool = True
    sitemap: str | None = None  # URL template with {day} (YYYY-MM-DD), or a plain URL
    poll_interval: float = 300.0  # seconds between polls, at least
    crawl_delay: float = 1.0  # seconds between requests to one host
    extractor: str = "generic"
    assertions: Assertions = field(default_factory=Assertions)
    evidence: str = ""  # who saw the feed working, and when
    notes: str = ""
