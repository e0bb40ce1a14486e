"""What a page says about itself: JSON-LD first, then meta tags, then its visible head. Nothing is guessed from prose.

A date is one a machine wrote. «23 تشرين الثاني 2025» in the text of a page may be about anything, and date-searching
libraries answer 2025-01-01 for it (MEASURED.md): such a page is undated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import urljoin

from lxml import etree

from marsad.extract.jsonld import Linked, linked_article
from marsad.text.instant import instant
from marsad.text.markup import one_line, storable

_TITLES = ("og:title", "twitter:title", "dc.title")
_DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "dc.date.issued"),
    *("dcterms.created", "article.published", "cxenseparse:recs:publishtime"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
_ELSEWHERE = {"aside", "footer", "nav"}  # related headlines carry dates too


@dataclass(frozen=True, slots=True)
class Metadata:
    """Empty title and None where the page does not say. `language` is declared, not detected."""

    title: str
    published_at: datetime | None
    author: str | None
    image: str | None
    canonical_url: str | None
    language: str | None


def read_metadata(root: etree._Element, url: str, zone: tzinfo = UTC) -> Metadata:
    """Read a parsed page retrieved from `url`. Dates without an offset are in `zone`."""
    linked = linked_article(root)
    metas = _metas(root)
    author = linked.author or one_line(_first(metas, _AUTHORS))
    return Metadata(
        title=_title(root, linked, metas),
        published_at=_published_at(root, linked, metas, zone),
        author=author if author and "://" not in author else None,
        image=_address(url, linked.image or _first(metas, _IMAGES)),
        canonical_url=_address(url, _attribute(root, "link", "rel", "canonical", "href")),
        language=_code(linked.language or root.get("lang") or ""),
    )


def _title(root: etree._Element, linked: Linked, metas: dict[str, str]) -> str:
    headings = [one_line(_text(h)) for h in root.iter("h1")]
    page = next((_text(t) for t in root.iter("title")), "")
    only_heading = headings[0] if len(headings) == 1 else ""
    title = linked.headline or one_line(_first(metas, _TITLES)) or only_heading or one_line(page)
    outlet = one_line(metas.get("og:site_name", ""))
    return re.sub(rf"\s+[-|–—:•]\s+{re.escape(outlet)}$", "", title) if outlet else title


def _published_at(root: etree._Element, linked: Linked, metas: dict[str, str], zone: tzinfo) -> datetime | None:
    """The first source that yields a readable date."""
    values = (linked.published, *(metas[name] for name in _DATES if name in metas), *_marked_dates(root))
    return next(filter(None, (instant(value, zone) for value in values)), None)


def _marked_dates(root: etree._Element) -> Iterator[str]:
    """Microdata, then the <time> of the article; without an <article>, only a page's single <time>."""
    for element in root.iter():
        if element.get("itemprop", "").lower() == "datepublished":
            yield element.get("content") or element.get("datetime") or ""
    times = [t for t in root.iter("time") if t.get("datetime") and not _is_elsewhere(t)]
    within = [t for t in times if any(True for _ in t.iterancestors("article", "main"))]
    if within or len(times) == 1:
        yield (within or times)[0].get("datetime", "")


def _is_elsewhere(element: etree._Element) -> bool:
    return any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())


def _metas(root: etree._Element) -> dict[str, str]:
    """Meta tags by lower-case name; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content"):
            metas.setdefault(name.lower(), meta.get("content", ""))
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _attribute(root: etree._Element, tag: str, key: str, value: str, wanted: str) -> str:
    return next((e.get(wanted, "") for e in root.iter(tag) if value in e.get(key, "").lower().split()), "")


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _address(base: str, link: str) -> str | None:
    try:
        address = urljoin(base, storable(link).strip())
    except ValueError:
        return None
    return address if link and address.startswith(("http://", "https://")) else None


def _code(declared: str) -> str | None:
    """ "ar-IQ" and "AR_iq" are ar; "arabic" is no code."""
    code = declared.replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
