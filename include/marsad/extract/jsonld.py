"""schema.org's news article in a page's JSON-LD, from blocks that are often broken and nested every which way."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from marsad.text.markup import one_line

# NewsArticle, ReportageNewsArticle, OpinionNewsArticle, ...
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)?\s*;?\s*$")


@dataclass(frozen=True, slots=True)
class Linked:
    """Text fields of the article found; "" where it says nothing."""

    headline: str = ""
    published: str = ""
    author: str = ""
    image: str = ""
    language: str = ""


def linked_article(root: etree._Element) -> Linked:
    """The first article of the page's JSON-LD; empty fields when there is none that can be read."""
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            for node in _nodes(_loads(script.text or "")):
                if any(_ARTICLE.match(kind) for kind in _strings(node.get("@type"))):
                    return _linked(node)
    return Linked()


def _loads(text: str) -> Any:
    try:
        # strict=False: headlines with raw line breaks are the commonest fault.
        return json.loads(_WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Objects on the top level, in lists, and under @graph and mainEntity."""
    pending = [value]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending[:0] = node
        elif isinstance(node, dict):
            yield node
            pending += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _linked(node: dict[str, Any]) -> Linked:
    return Linked(
        headline=one_line(_first(node.get("headline")) or _first(node.get("name"))),
        published=_first(node.get("datePublished")),
        author=", ".join(filter(None, map(one_line, _strings(node.get("author"), "name")))),
        image=_first(node.get("image"), "url") or _first(node.get("thumbnailUrl")),
        language=_first(node.get("inLanguage"), "alternateName"),
    )


def _first(value: Any, key: str = "") -> str:
    return next(iter(_strings(value, key)), "")


def _strings(value: Any, key: str = "") -> list[str]:
    """`value` as texts, whether it is one, an object holding one under `key`, or a list of either."""
    if isinstance(value, list):
        return [text for item in value if not isinstance(item, list) for text in _strings(item, key)]
    if isinstance(value, dict):
        return _strings(value.get(key)) if key in value and not isinstance(value[key], dict) else []
    return [value.strip()] if isinstance(value, str) and value.strip() else []
