"""Outlets and their feeds, as the catalogue describes them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS, Atom or JSON URL of a source. `feed_id` is "<source_id>/<name>"."""

    feed_id: str
    source_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Assertions:
    """What a source promises about one day of its own: a breach of min fails, of max warns."""

    min_articles: int | None = None  # of a full day
    max_articles: int | None = None  # of a full day
    min_body_length: int | None = None  # characters, the median of what waits for the gate
    min_dated_share: float | None = None  # 0 to 1, of what waits for the gate
    min_distinct_share: float | None = None  # 0 to 1, likewise: texts that are no copies of each other


@dataclass(frozen=True, slots=True)
class Archive:
    """A page of an outlet that lists the articles of one day."""

    template: str  # its URL with {day} (YYYY-MM-DD), or {yyyy}, {mm} and {dd}
    links: str  # regular expression, searched for in the addresses of the page's links, their escapes decoded


@dataclass(frozen=True, slots=True)
class Wayback:
    """That a source's past days may be taken from the Wayback Machine."""

    links: str  # regular expression, searched for in captured addresses, their escapes decoded: articles match


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
    sitemap: str | None = None  # URL of a sitemap or an index; {day} (YYYY-MM-DD), {yyyy}, {mm}, {dd} may stand in it
    archive: Archive | None = None
    wayback: Wayback | None = None
    poll_interval: float = 300.0  # seconds between polls, at least
    crawl_delay: float = 1.0  # seconds between requests to one host
    extractor: str = "generic"
    assertions: Assertions = field(default_factory=Assertions)
    evidence: str = ""  # who saw the feed working, and when
    notes: str = ""
