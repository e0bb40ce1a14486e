"""What a feed's bytes become, whatever format they are in."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin

from marsad.model import FeedEntry
from marsad.text.markup import storable


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's items in its own order. `unaddressed` are those no URL leads to; they never reach the warehouse."""

    title: str
    entries: tuple[FeedEntry, ...]
    unaddressed: tuple[FeedEntry, ...] = ()

    @property
    def dropped(self) -> dict[str, int]:
        """How many items were kept out, by reason."""
        return {"no_url": len(self.unaddressed)} if self.unaddressed else {}


def parsed_feed(title: str, entries: list[FeedEntry]) -> ParsedFeed:
    """Part the items by whether a URL leads to them."""
    return ParsedFeed(
        title=title,
        entries=tuple(e for e in entries if e.url),
        unaddressed=tuple(e for e in entries if not e.url),
    )


def web_address(base: str, link: str | None) -> str:
    """`link` resolved against `base` when that gives an http(s) URL, else "".

    Without a base (a file on disk) a relative link is returned as it stands.
    """
    link = storable(link or "").strip()
    try:
        address = urljoin(base, link)
    except ValueError:  # "http://["
        return ""
    is_relative = not base and "://" not in link
    return address if link and (is_relative or is_absolute(address)) else ""


def is_absolute(text: str | None) -> bool:
    """Whether `text` is an http(s) URL on its own, as guids often are."""
    return (text or "").lower().startswith(("http://", "https://"))


def entry_key(guid: str | None, url: str, title: str, date: str) -> str:
    """The feed's own id of an item: guid, else its URL, else a hash of what names it."""
    return storable(guid or "").strip() or url or hashlib.sha256(f"{title}\0{date}".encode()).hexdigest()
