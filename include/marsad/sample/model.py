"""The sample newsroom's nouns: an article as the newsroom keeps it, and why some of them are special."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Special(StrEnum):
    """Why an article is in the collection beyond its news. docs/reference/sample-newsroom.md lists them."""

    EDITED = "edited"  # its second edition has another title and body
    FLASH = "flash"  # one line
    FOLLOW_UP = "follow_up"  # the whole story after the flash `of`
    WIRE_COPY = "wire_copy"  # the other outlet's article `of`, slightly edited and credited
    ENGLISH = "english"
    UNDATED = "undated"  # no date in feed, sitemap or page
    NUMERIC_REFERENCES = "numeric_references"  # the feed writes the body as &#1575;&#1604;...
    ARABIC_PATH = "arabic_path"  # Arabic and a tatweel in the URL
    PAGE_FORBIDDEN = "page_forbidden"  # the page answers 403; the feed has the text
    PAGE_GONE = "page_gone"  # the page answers 404
    # Planted: served only when asked for.
    EMPTY_BODY = "empty_body"
    FUTURE_DATE = "future_date"
    MOJIBAKE = "mojibake"  # UTF-8 read as Windows-1252


PLANTED = frozenset({Special.EMPTY_BODY, Special.FUTURE_DATE, Special.MOJIBAKE})
DERIVED = frozenset({Special.FOLLOW_UP, Special.WIRE_COPY})  # these name another article in `of`


@dataclass(frozen=True, slots=True)
class Revision:
    """The second edition of an article."""

    at: datetime
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article of an outlet as the newsroom keeps it. Paragraphs of `body` are separated by newlines."""

    source_id: str
    slug: str
    section: str
    path: str  # of its page, not percent-encoded
    title: str
    body: str
    filed_at: datetime  # UTC: its place in the feed, and its day in the sitemap
    published_at: datetime | None  # UTC: what feed and page claim; None where they claim nothing
    updated_at: datetime | None = None  # UTC: of the second edition
    dateline: str | None = None
    author: str | None = None
    special: Special | None = None
    of: str | None = None  # slug of the article this one continues or copies
    revision: Revision | None = None

    @property
    def day(self) -> date:
        """The UTC day it was filed."""
        return self.filed_at.date()

    @property
    def text(self) -> str:
        """What a reader sees under the title: dateline and body."""
        return f"{self.dateline}\n{self.body}" if self.dateline else self.body

    def in_edition(self, edition: int) -> "SampleArticle":
        """Itself in edition 1; in edition 2 the revised article, if there is a revision."""
        if edition == 1 or self.revision is None:
            return self
        new = self.revision
        return replace(self, title=new.title, body=new.body, updated_at=new.at)


def garbled(article: SampleArticle) -> SampleArticle:
    """The article as a server shows it that reads UTF-8 as Windows-1252; bytes without a meaning there are lost."""

    def garble(text: str) -> str:
        return text.encode().decode("cp1252", errors="ignore")

    dateline = garble(article.dateline) if article.dateline else None
    return replace(article, title=garble(article.title), body=garble(article.body), dateline=dateline)
