"""A web page's tree and its links, for reading what an outlet offers. Articles are read by `marsad.extract`."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from marsad.errors import UnreadableError
from marsad.feeds.parsed import is_absolute, web_address
from marsad.text.charset import decode, label_in_document, label_in_header
from marsad.text.markup import storable


@dataclass(frozen=True, slots=True)
class Link:
    """Where an <a> leads, absolute and without its fragment, and its text on one line."""

    url: str
    text: str


def page_root(body: bytes, url: str, content_type: str | None = None) -> etree._Element:
    """`body` as a tree, in its own encoding. Raises UnreadableError when there is no markup in it."""
    text = storable(decode(body, label_in_header(content_type), label_in_document(body)))
    root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8")) if "<" in text else None
    if root is None:
        raise UnreadableError(url, "not a web page")
    return root


def page_links(root: etree._Element, url: str) -> Iterator[Link]:
    """Every <a> that leads to an http(s) address, in the page's order."""
    base = base_of(root, url)
    for anchor in root.iter("a"):
        address = web_address(base, anchor.get("href")).partition("#")[0]
        if is_absolute(address):
            yield Link(address, text_of(anchor))


def base_of(root: etree._Element, url: str) -> str:
    """What the page's relative links are resolved against: <base href>, else its own address."""
    declared = next((element.get("href") for element in root.iter("base")), None)
    return web_address(url, declared) or url


def text_of(element: etree._Element) -> str:
    """All text in `element` on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())
