"""An article as the comparisons see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from marsad.dedup.fingerprint import block_hash, shingles
from marsad.dedup.words import content_words, paragraphs_of, words_of

LEAD = 60  # words
MANY = 3  # articles of an outlet, each with a title of its own, that make a shared paragraph boilerplate


@dataclass(frozen=True, slots=True)
class Told:
    """An event as an article tells it: what decides whether another article tells the same."""

    event_id: str
    event_type: str
    mode: str | None
    realis: str
    event_date: str | None
    date_precision: str | None
    country_code: str | None
    admin1_code: str | None
    place_entity_id: str | None
    latitude: float | None
    longitude: float | None
    confidence: float
    actors: frozenset[str] = frozenset()  # entity ids
    recipients: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Text:
    """Title and body as folded words, with what the annotator found in the body."""

    article_id: str
    source_id: str
    published_at: datetime
    title: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    names: frozenset[str] = frozenset()  # the words of its mentions, folded
    entities: frozenset[str] = frozenset()  # ids
    events: tuple[Told, ...] = ()

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Content words of the title."""
        return content_words(self.title)

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """A hash for each paragraph."""
        return tuple(block_hash(paragraph) for paragraph in self.paragraphs)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of the body."""
        return tuple(word for paragraph in self.paragraphs for word in paragraph)

    @cached_property
    def gist(self) -> frozenset[str]:
        """Content words of the title and the beginning, where news is told."""
        return self.title_words | content_words(self.words[:LEAD])

    @cached_property
    def content(self) -> frozenset[str]:
        """Content words of the body."""
        return content_words(self.words)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """All shingles of the body."""
        return frozenset(shingles(self.words))

    @property
    def order(self) -> tuple[datetime, str]:
        """Earlier articles first; of two of one moment the smaller id, so that the answer is always the same."""
        return self.published_at, self.article_id

    def without(self, boilerplate: Collection[int]) -> "Text":
        """This text without the paragraphs that are boilerplate."""
        kept = tuple(p for p, block in zip(self.paragraphs, self.blocks, strict=True) if block not in boilerplate)
        if len(kept) == len(self.paragraphs):
            return self
        return replace(self, paragraphs=kept)


def folded(title: str, body: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Title and paragraphs of a `Text`."""
    return tuple(words_of(title)), tuple(map(tuple, paragraphs_of(body)))


def boilerplate(articles: Iterable[tuple[str, Collection[int]]]) -> frozenset[int]:
    """Paragraphs of one outlet that stand under MANY different titles: subscription, cookies, «اقرأ أيضا».

    `articles` are folded titles with the hashes of their paragraphs. A text posted again under its own title is none.
    """
    titles: dict[int, set[str]] = {}
    for title, blocks in articles:
        for block in set(blocks):
            titles.setdefault(block, set()).add(title)
    return frozenset(block for block, found in titles.items() if len(found) >= MANY)
