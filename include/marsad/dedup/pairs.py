"""What two articles are to each other: one text, a flash and its full article, tellings of one event, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import product

from marsad.dedup.copies import copy_similarity, is_alike, is_filled_anew
from marsad.dedup.text import Text
from marsad.dedup.told import may_be_one
from marsad.dedup.weights import cosine, held, weight

WINDOW = timedelta(hours=72)  # between the first and the last article of a story
FLASH_WINDOW = timedelta(hours=12)
FLASH_WORDS = 40  # at most
FLASH_HELD = 0.5  # of what a flash says, weighed, stands at the fuller article's beginning
FLASH_SHARED = 5  # content words, at least
ELSEWHERE = 0.9  # what another outlet's fuller article counts beside one of the flash's own outlet
ALIKE_GIST = 0.25  # cosine of titles and beginnings
ALIKE_TITLE = 0.15
ALIKE_BOTH = 0.45  # of the two together: each at its least is too little
SAME_NEWS = 1.2  # of the two together, where the annotator found the event in one of them only
TELLING = 4.6  # weight of a title's word by which articles are looked up: one in a hundred has it, or fewer


class Relation(StrEnum):
    """Of an earlier article to a later one."""

    COPY = "copy"
    FLASH = "flash"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that belong together, the earlier first. `similarity` is 0 to 1."""

    article_id: str
    other_article_id: str
    relation: Relation
    similarity: float


def pair_of(a: Text, b: Text) -> Pair | None:
    """How two articles belong together, whichever is given first; None where they don't.

    Both come without their outlets' boilerplate. Bodies that are one but for figures, dates and names, or that are
    not about their titles, make no pair of any kind.
    """
    first, second = sorted((a, b), key=lambda text: text.order)
    if second.published_at - first.published_at > WINDOW:
        return None
    if is_alike(first, second):
        similarity = copy_similarity(first, second)
        return None if similarity is None else Pair(first.article_id, second.article_id, Relation.COPY, similarity)
    if is_filled_anew(first, second):
        return None
    if similarity := flash_similarity(first, second):
        return Pair(first.article_id, second.article_id, Relation.FLASH, similarity)
    if similarity := event_similarity(first, second):
        return Pair(first.article_id, second.article_id, Relation.EVENT, similarity)
    return None


def flash_similarity(flash: Text, fuller: Text) -> float:
    """How much of a short article a later, longer one has at its beginning; 0 where that does not make it a flash."""
    is_short = len(flash.words) <= FLASH_WORDS and len(fuller.words) >= 2 * len(flash.words)
    if not is_short or fuller.published_at - flash.published_at > FLASH_WINDOW:
        return 0.0
    said = flash.title_words | flash.content
    share = held(said, fuller.gist)
    if len(said & fuller.gist) < FLASH_SHARED or share < FLASH_HELD or not _name_in_common(flash, fuller):
        return 0.0
    return share if flash.source_id == fuller.source_id else share * ELSEWHERE


def event_similarity(a: Text, b: Text) -> float:
    """How alike titles and beginnings are, where the articles tell an event that may be one; else 0."""
    gist, title = cosine(a.gist, b.gist), cosine(a.title_words, b.title_words)
    if gist < ALIKE_GIST or title < ALIKE_TITLE or gist + title < ALIKE_BOTH or not _name_in_common(a, b):
        return 0.0
    return gist if _tells_one(a, b, is_sure=gist + title >= SAME_NEWS) else 0.0


def _tells_one(a: Text, b: Text, *, is_sure: bool) -> bool:
    """An event in common; or, of articles all but alike, an event in one and no other event of its kind beside it."""
    if any(may_be_one(x, y) for x, y in product(a.events, b.events)):
        return True
    types, others = ({event.event_type for event in text.events} for text in (a, b))
    return is_sure and bool(types | others) and not types & others


@dataclass(frozen=True, slots=True)
class Title:
    """What candidates are looked up by before their bodies are read: the content words of a headline."""

    article_id: str
    words: frozenset[str]


def lookalikes(titles: Iterable[Title], others: Iterable[Title]) -> Iterator[tuple[str, str]]:
    """Candidates for flashes and events: ids of articles with similar titles, a telling word among what they share."""
    holders: dict[str, list[Title]] = {}
    for other in others:
        for word in other.words:
            holders.setdefault(word, []).append(other)
    for title in titles:
        telling = (word for word in title.words if weight(word) >= TELLING)
        found = {other.article_id: other for word in telling for other in holders.get(word, ())}
        found.pop(title.article_id, None)
        alike = (o.article_id for o in found.values() if cosine(title.words, o.words) >= ALIKE_TITLE)
        yield from ((title.article_id, article_id) for article_id in alike)


def _name_in_common(a: Text, b: Text) -> bool:
    """A country alone is in half of all news: it takes a person, an organisation or a place in it."""
    return any(not entity.startswith("country:") for entity in a.entities & b.entities)
