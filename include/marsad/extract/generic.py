"""Any news page: the body by trafilatura, title and date by what the page says about itself."""

import gc
import logging
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from datetime import UTC, tzinfo
from importlib.metadata import version
from itertools import islice

from lxml import etree
from lxml.html import HtmlComment, HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document, use_config

from marsad.deadline import run_within
from marsad.errors import UnreadableError
from marsad.extract.language import language_of
from marsad.extract.metadata import read_metadata
from marsad.model import Extraction
from marsad.text.charset import decode, label_in_document, label_in_header
from marsad.text.markup import storable, tidy

VERSION = f"generic-1/trafilatura-{version('trafilatura')}"

# trafilatura grows super-linearly (MEASURED.md): 200,000 paragraphs or a text of 10 MB never end.
MAX_BYTES = 5_000_000
MAX_ELEMENTS = 50_000
DEADLINE = 10.0  # seconds; an article takes 0.03
WHOLE_BODY = 250  # characters; trafilatura's own measure of a text that needs no fallback
_NOT_MARKUP = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet")

RESCUING, STRICT = use_config(), use_config()
STRICT.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")

# It logs each page without a body as an error; the empty text says so already.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extract(body: bytes, url: str, content_type: str | None = None, *, zone: tzinfo = UTC) -> Extraction:
    """The article in a page's bytes; see `base.Extractor`."""
    if len(body) > MAX_BYTES:
        raise UnreadableError(url, f"the page has {len(body)} bytes, more than {MAX_BYTES}")
    if (content_type or "").strip().lower().startswith(_NOT_MARKUP) or body.startswith((b"%PDF", b"\x89PNG")):
        raise UnreadableError(url, f"not a web page ({content_type or 'by its first bytes'})")
    return run_within(DEADLINE, url or "page", _extract, body, url, content_type, zone)


def _extract(body: bytes, url: str, content_type: str | None, zone: tzinfo) -> Extraction:
    markup = decode(body, label_in_header(content_type), label_in_document(body))
    root = _tree(markup)
    if root is None:
        return Extraction("", "", None, None, None, None, None)
    if next(islice(root.iter(), MAX_ELEMENTS, None), None) is not None:
        raise UnreadableError(url, f"the page has more than {MAX_ELEMENTS} elements")
    facts = read_metadata(root, url, zone)
    text = _without_title(_body(root, markup, facts.title), facts.title)
    return Extraction(
        title=facts.title,
        text=text,
        published_at=facts.published_at,
        language=language_of(text or facts.title) or facts.language,
        author=facts.author,
        image=facts.image,
        canonical_url=facts.canonical_url,
    )


def _tree(text: str) -> HtmlElement | None:
    """trafilatura's own parser settings, with a class lookup that is faster than lxml.html's (MEASURED.md)."""
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
    root: HtmlElement | None = etree.fromstring(storable(text).encode("utf-8"), parser)
    return root


def _body(root: HtmlElement, markup: str, title: str) -> str:
    """Paragraphs on lines of their own; "" when trafilatura finds none.

    Where its main extractor finds little, trafilatura falls back on all the text there is: on a page without a
    body that is headline, date and share buttons. The fallback counts only where it brings a whole body, or
    nothing but the headline: then the page is a flash.
    """
    text = _extracted(root, RESCUING)
    if len(text) >= WHOLE_BODY or text.split() == title.split():
        return text
    # Parsed once more, because the extraction prunes the tree it is given.
    return _extracted(_tree(markup), STRICT)


def _extracted(root: HtmlElement | None, config: ConfigParser) -> str:
    with _without_gc():
        document = bare_extraction(root, fast=True, include_comments=False, config=config)
    return tidy(storable(document.text or "")) if isinstance(document, Document) else ""


def _without_title(text: str, title: str) -> str:
    """trafilatura takes an article's <h1> for its first paragraph. A flash that is all headline keeps it."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.split() == title.split() else text


@contextmanager
def _without_gc() -> Iterator[None]:
    """Trees are freed by reference count; the collector only walks them in vain (1.07 times the speed)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
