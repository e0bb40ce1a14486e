"""What a feed's bytes become, whatever format they are in."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin

from marsad.model import FeedEntry
from marsad.text.markup import one_line, storable
from marsad.text.urls import without_credentials


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's items in its own order, and what it says of itself."""

    title: str
    items: tuple[FeedEntry, ...]
    language: str | None = None  # as declared, e.g. "ar-IQ"
    homepage: str | None = None  # the channel's link, absolute
    hub: str | None = None  # WebSub hub that announces changes of `topic`, absolute
    topic: str | None = None  # the feed's own address as it declares it (rel="self"), absolute

    @property
    def entries(self) -> tuple[FeedEntry, ...]:
        """The items that a URL leads to."""
        return tuple(e for e in self.items if e.url)

    @property
    def unaddressed(self) -> tuple[FeedEntry, ...]:
        """The items no URL leads to; they never reach the warehouse."""
        return tuple(e for e in self.items if not e.url)

    @property
    def dropped(self) -> dict[str, int]:
        """How many items were kept out, by reason."""
        return {"no_url": count} if (count := len(self.unaddressed)) else {}


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself. Addresses are as written, "" where there is none."""

    title: str = ""
    language: str = ""
    homepage: str = ""
    hub: str = ""
    topic: str = ""


def parsed_feed(channel: Channel, items: list[FeedEntry], base: str) -> ParsedFeed:
    """Put both together; `base` is what the channel's addresses are resolved against."""
    return ParsedFeed(
        title=one_line(channel.title),
        items=tuple(items),
        language=one_line(channel.language) or None,
        homepage=_absolute(base, channel.homepage),
        hub=_absolute(base, channel.hub),
        topic=_absolute(base, channel.topic),
    )


def web_address(base: str, link: str | None) -> str:
    """`link` resolved against `base` when that gives an http(s) URL, else "". User names and passwords are left out.

    Without a base (a file on disk) a relative link is returned as it stands.
    """
    link = storable(link or "").strip()
    try:
        address = without_credentials(urljoin(base, link))
    except ValueError:  # "http://["
        return ""
    is_relative = not base and "://" not in link
    return address if link and (is_relative or is_absolute(address)) else ""


def is_absolute(text: str | None) -> bool:
    """Whether `text` is an http(s) URL on its own, as guids often are."""
    return (text or "").lower().startswith(("http://", "https://"))


def entry_key(guid: str | None, url: str, title: str, date: str) -> str:
    """The feed's own id of an item: guid, else its URL, else a hash of what names it."""
    guid = storable(guid or "").strip()
    if is_absolute(guid):
        guid = without_credentials(guid)
    return guid or url or hashlib.sha256(f"{title}\0{date}".encode()).hexdigest()


def _absolute(base: str, link: str) -> str | None:
    address = web_address(base, link)
    return address if is_absolute(address) else None
