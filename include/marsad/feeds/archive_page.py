"""An outlet's own list of one day's articles, read by the links on it. Pure."""

import re
from urllib.parse import unquote

from marsad.feeds.web_page import Link, page_links, page_root
from marsad.model import FeedEntry
from marsad.text.urls import canonical_url


def parse_archive(body: bytes, url: str, links: str, content_type: str | None = None) -> tuple[FeedEntry, ...]:
    """The articles that the page at `url` links to, in its order, undated.

    `links` is a regular expression that an article's address must hold, escapes decoded: Arabic is written as Arabic
    in it. Of several links to one article the longest text is its title (pictures and dates link to it too).
    Raises UnreadableError when `body` is no page.
    """
    wanted = re.compile(links)
    found: dict[str, list[Link]] = {}
    for link in page_links(page_root(body, url, content_type), url):
        if wanted.search(unquote(link.url)):
            found.setdefault(canonical_url(link.url), []).append(link)
    return tuple(_entry(links_to_one) for links_to_one in found.values())


def _entry(links: list[Link]) -> FeedEntry:
    url = links[0].url
    return FeedEntry(entry_id=url, url=url, title=max((link.text for link in links), key=len))
