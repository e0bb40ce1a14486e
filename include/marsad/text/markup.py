"""Markup to plain text, for the fields that feeds and pages carry. Letters are never altered.

A block tag (p, br, div, li, td ...) becomes a line break and an inline tag nothing, so words neither glue
together nor fall apart where a tag was.
"""

import html
import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
    }
)
_SILENT = ("script", "style", "template", "noscript", "iframe", "object", "svg")

# Postgres takes neither, and one of them in a batch aborts the batch.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
# References to NUL and to surrogates (55296 to 57343) in any base and length.
_IMPOSSIBLE = re.compile(
    rb"&#(?:[xX]?0+|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));"
)
_LETTER = re.compile(r"[^\W\d_]")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def without_impossible(document: bytes) -> bytes:
    """XML in any ASCII-compatible encoding without references to characters that do not exist."""
    return _IMPOSSIBLE.sub(b"", document)


def tidy(text: str) -> str:
    """Runs of blanks become one space, runs of line breaks one, both ends bare."""
    return _BREAKS.sub("\n", _BLANKS.sub(" ", text.replace("\r\n", "\n"))).strip()


def plain_text(markup: str) -> str:
    """The text of an HTML fragment: tags and references resolved, blocks on lines of their own, tidied.

    A fragment without block tags keeps its own line breaks: some feeds (Shafaq's) write paragraphs so.
    """
    markup = storable(markup)
    text = _without_tags(markup) if "<" in markup else html.unescape(markup)
    if _is_only_references(text):
        text = html.unescape(text)
    return tidy(storable(text))


def one_line(markup: str) -> str:
    """`plain_text` on one line, for titles and names."""
    return plain_text(markup).replace("\n", " ")


def _is_only_references(text: str) -> bool:
    """Escaped twice: every letter of the text sits inside a numeric reference."""
    bare, count = _REFERENCE.subn("", text)
    return count > 0 and not _LETTER.search(bare)


def _without_tags(markup: str) -> str:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(markup.encode("utf-8"), parser)
    if root is None:
        return ""
    etree.strip_elements(root, *_SILENT, with_tail=False)
    has_blocks = next(root.iter(*_BLOCKS), None) is not None
    return "".join(_parts(root, " " if has_blocks else "\n"))


def _parts(root: etree._Element, line_break: str) -> Iterator[str]:
    """Texts and tails in reading order, a break around blocks. The text's own breaks become `line_break`: next to
    block tags they are blanks, since editors wrap their markup."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "\n"
        text = element.text if event == "start" else element.tail
        yield (text or "").replace("\n", line_break)
