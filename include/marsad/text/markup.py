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
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")  # no letters; XML forbids most of them
_REFERENCE = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
# Feeds write whole Arabic bodies as decimal references. Runs of them, blanks included, are looked up here, since
# `html.unescape` calls back for each reference and takes a multiple of the time on such a text.
_RUN = re.compile(r"&#[18][0-9]{3};(?:&#[18][0-9]{3};|[ \n])*")
_CHARACTERS = {f"&#{code}": chr(code) for code in (*range(1000, 2000), *range(8000, 9000), 32, 10)}
# References to NUL and to surrogates (55296 to 57343) in any base and length.
_IMPOSSIBLE = re.compile(
    rb"&#(?:[xX]?0+|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));"
)
_LETTER = re.compile(r"[^\W\d_]")
_BLANKS = re.compile(r"(?: [^\S\n]|[^\S\n ])[^\S\n]*")  # all but a lone space, which would be replaced by itself
_BREAKS = re.compile(r" ?\n[ \n]*")


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _UNSTORABLE.sub("", text)
    return text.replace("\0", "")


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
    text = _without_tags(markup) if "<" in markup else _unescaped(markup)
    if _is_only_references(text):
        text = _unescaped(text)
    return tidy(storable(text))


def one_line(markup: str) -> str:
    """`plain_text` on one line and without control characters, for titles and names."""
    return _CONTROLS.sub("", plain_text(markup)).replace("\n", " ").strip()


def _unescaped(text: str) -> str:
    return html.unescape(_RUN.sub(_characters, text))


def _characters(run: re.Match[str]) -> str:
    references = run[0].replace(" ", "&#32;").replace("\n", "&#10;")
    return "".join(map(_CHARACTERS.__getitem__, references[:-1].split(";")))


def _is_only_references(text: str) -> bool:
    """Escaped twice: every letter of the text sits inside a numeric reference."""
    bare, count = _REFERENCE.subn("", text) if "&#" in text else (text, 0)
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
