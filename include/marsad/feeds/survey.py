"""A look over a feed's shape, to tell whether the fast reader answers it as feedparser would.

Both readers agree on plain RSS and Atom: every element known, where it belongs, once, without markup inside and
without anything that changes how its text is to be taken. A feed of any other shape is left to feedparser.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from marsad.feeds.parsed import Channel

_XML = "http://www.w3.org/xml/1998/namespace "  # in lower case, as all attributes are compared
_ATOM = "http://www.w3.org/2005/Atom "
_CREATOR = "http://purl.org/dc/elements/1.1/ creator"
_ENCODED = "http://purl.org/rss/1.0/modules/content/ encoded"
_MEDIA = "http://search.yahoo.com/mrss/ "
_SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/ "

_REPEATABLE = frozenset(
    {"item", "category", "enclosure", *(_ATOM + name for name in ("entry", "link", "category"))}
    | {_MEDIA + name for name in ("content", "thumbnail")}
)
# What may stand in what. Elements that are no key here hold text alone.
_CHILDREN: dict[str, frozenset[str]] = {
    "": frozenset({"rss", _ATOM + "feed"}),
    "rss": frozenset({"channel"}),
    "channel": _REPEATABLE - {"enclosure", _ATOM + "entry", _ATOM + "category"}
    | {"title", "link", "description", "language", "copyright", "generator", "docs", "ttl", "image", "cloud"}
    | {"pubDate", "lastBuildDate", "managingEditor", "webMaster"}
    | {_SYNDICATION + name for name in ("updatePeriod", "updateFrequency", "updateBase")},
    "image": frozenset({"url", "title", "link", "width", "height", "description"}),
    "item": _REPEATABLE - {"item", _ATOM + "entry", _ATOM + "link", _ATOM + "category"}
    | {"title", "link", "guid", "pubDate", "description", "author", "comments", _CREATOR, _ENCODED}
    | {"http://wellformedweb.org/CommentAPI/ commentRss", "http://purl.org/rss/1.0/modules/slash/ comments"}
    | {"com-wordpress:feed-additions:1 post-id"},
    _ATOM + "feed": frozenset(
        _ATOM + name
        for name in ("id", "title", "subtitle", "updated", "link", "author", "generator", "icon", "logo", "rights")
    )
    | {_ATOM + "entry", _ATOM + "category"},
    _ATOM + "entry": frozenset(
        _ATOM + name
        for name in ("id", "title", "link", "published", "updated", "summary", "content", "author", "rights")
    )
    | {_ATOM + "category", _MEDIA + "content", _MEDIA + "thumbnail"},
    _ATOM + "author": frozenset({_ATOM + "name", _ATOM + "uri"}),
}
_CHANNELS = frozenset({"channel", _ATOM + "feed"})
_ITEMS = frozenset({"item", _ATOM + "entry"})
_CHANNEL_TEXTS = {"title": "title", "link": "homepage", "language": "language"}
_CHANNEL_TEXTS |= {_ATOM + "title": "title", _ATOM + "id": "homepage"}
_ITEM_TEXTS = {"guid": "guid", "link": "link", "pubDate": "published"}
_ITEM_TEXTS |= {_ATOM + "id": "guid", _ATOM + "published": "published", _ATOM + "updated": "updated"}
_TYPED = frozenset(_ATOM + name for name in ("title", "summary", "content")) | {"title", "description", _ENCODED}
_PLAIN_TYPES = frozenset({"text", "html", "text/plain", "text/html"})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
# They resolve addresses, or turn the text into something else.
_TELLING = frozenset({"base", "mode", "src", _XML + "base"})


@dataclass(slots=True)
class SurveyedItem:
    """What the fast reader does not tell of an item as it is written: id, link, dates, and what it has."""

    names: set[str] = field(default_factory=set)
    guid: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""

    @property
    def has_content(self) -> bool:
        """Whether there is a full text beside the summary."""
        return bool(self.names & {_ENCODED, _ATOM + "content"})

    @property
    def has_summary(self) -> bool:
        """Whether there is a summary beside the full text."""
        return bool(self.names & {"description", _ATOM + "summary"})


@dataclass(frozen=True, slots=True)
class Survey:
    """A feed of plain shape."""

    channel: Channel
    items: list[SurveyedItem]


class _OddError(Exception):
    """The shape is not plain."""


def surveyed(document: bytes) -> Survey | None:
    """Look over UTF-8 bytes; None when they are no well-formed feed of plain shape."""
    surveyor = _Surveyor()
    try:
        surveyor.parser.Parse(document, True)
    except (_OddError, expat.ExpatError):
        return None
    return Survey(Channel(**surveyor.channel), surveyor.items)


class _Surveyor:
    """expat's callbacks. No document type is let in, so no entity beyond XML's own five is ever expanded."""

    def __init__(self) -> None:
        self.channel: dict[str, str] = {}
        self.items: list[SurveyedItem] = []
        self._path = [""]
        self._names: list[set[str]] = [set()]  # seen so far, per open element
        self._text: list[str] = []
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.CommentHandler = self._refuse_in_text
        self.parser.ProcessingInstructionHandler = self._refuse_in_text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1]
        is_first = name not in self._names[-1]
        if name not in _CHILDREN.get(parent, ()) or not (is_first or name in _REPEATABLE):
            raise _OddError
        self._names[-1].add(name)
        self._names.append(set())
        self._check(name, attributes)
        if name in _ITEMS:
            self.items.append(SurveyedItem(self._names[-1]))
        if name == _ATOM + "link":
            self._link(parent, attributes)
        if self._field(parent, name):
            self._text.clear()
            self.parser.CharacterDataHandler = self._text.append
        self._path.append(name)

    def _end(self, name: str) -> None:
        self._path.pop()
        self._names.pop()
        parent = self._path[-1]
        if key := self._field(parent, name):
            self.parser.CharacterDataHandler = None
            text = "".join(self._text).strip()
            if key == "homepage":  # an Atom feed's id stands in for its link
                self.channel.setdefault(key, text)
            elif parent in _CHANNELS:
                self.channel[key] = text
            else:
                setattr(self.items[-1], key, text)
        elif name in _ITEMS and (not self.items[-1].link or {"author", _CREATOR} <= self.items[-1].names):
            raise _OddError

    def _check(self, name: str, attributes: dict[str, str]) -> None:
        lowered = {key.lower(): value for key, value in attributes.items()} if attributes else {}
        language = lowered.pop(_XML + "lang", "")
        if language and name in {"rss", _ATOM + "feed"}:
            self.channel["language"] = language.replace("_", "-")
        is_odd_type = name in _TYPED and lowered.get("type", "text").lower() not in _PLAIN_TYPES
        is_odd_holder = bool(lowered) and name != "rss" and (name in _CHILDREN or name == "link")
        if is_odd_type or is_odd_holder or not _TELLING.isdisjoint(lowered):
            raise _OddError

    def _link(self, parent: str, attributes: dict[str, str]) -> None:
        """The last alternate of a web page's type is the link, as it is for feedparser."""
        relation = attributes.get("rel", "alternate").lower()
        address = attributes.get("href", "")
        is_alternate = relation == "alternate" and attributes.get("type", "text/html").lower() in _PAGE_TYPES
        if not address or (is_alternate and parent == "channel") or not {"url", "uri"}.isdisjoint(attributes):
            raise _OddError
        if is_alternate and parent == _ATOM + "entry":
            self.items[-1].link = address
        elif is_alternate:
            self.channel["homepage"] = address
        elif relation in {"hub", "self"} and parent in _CHANNELS:
            self.channel.setdefault("hub" if relation == "hub" else "topic", address)

    def _field(self, parent: str, name: str) -> str | None:
        if parent in _CHANNELS:
            return _CHANNEL_TEXTS.get(name)
        return _ITEM_TEXTS.get(name) if parent in _ITEMS else None

    def _refuse(self, *_: object) -> None:
        raise _OddError

    def _refuse_in_text(self, *_: object) -> None:
        """A comment splits the text it stands in, and the fast reader keeps the first part."""
        if self._path[-1] not in _CHILDREN:
            raise _OddError
