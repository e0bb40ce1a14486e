"""Stories out of pairs: each article, in the order of publication, joins the story it belongs to or begins one.

An article's place depends on earlier articles only. So the same articles make the same stories in whatever order they
arrive, and a late one changes nothing before it. A story keeps the id of its first article.

A story does not grow by chains: who joins must pair with its first article, or with at least half of those that tell
it in their own words, and come within WINDOW of the first.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from marsad.dedup.pairs import WINDOW, Pair, Relation


@dataclass(frozen=True, slots=True)
class Placed:
    """An article and when it was published."""

    article_id: str
    published_at: datetime

    @property
    def order(self) -> tuple[datetime, str]:
        """As `Text.order`."""
        return self.published_at, self.article_id


@dataclass(frozen=True, slots=True)
class Membership:
    """Which story an article is in, and whose text it repeats. `relation` is own, copy or flash."""

    article_id: str
    story_id: str
    relation: str = "own"
    origin_article_id: str | None = None


@dataclass(slots=True)
class _Story:
    """A story while it is told: who began it, when, and who told it in their own words."""

    story_id: str
    first: Placed
    own: set[str] = field(default_factory=set)


class Newsstand:
    """The stories so far. Articles must be recalled and placed in their order."""

    def __init__(self) -> None:
        """Begin without any."""
        self._earlier: dict[str, list[Pair]] = {}
        self._fuller: dict[str, list[Pair]] = {}
        self._stories: dict[str, _Story] = {}
        self._placed: dict[str, Membership] = {}
        self._order: dict[str, tuple[datetime, str]] = {}

    def learn(self, pairs: Iterable[Pair]) -> None:
        """Take in the pairs of articles to be placed; a flash needs that with its later, fuller article as well."""
        for pair in pairs:
            self._earlier.setdefault(pair.other_article_id, []).append(pair)
            if pair.relation is Relation.FLASH:
                self._fuller.setdefault(pair.article_id, []).append(pair)

    def recall(self, article: Placed, membership: Membership) -> None:
        """Take in an article that was placed before."""
        story = self._stories.setdefault(membership.story_id, _Story(membership.story_id, article))
        if membership.relation == "own":
            story.own.add(article.article_id)
        self._placed[article.article_id] = membership
        self._order[article.article_id] = article.order

    def place(self, article: Placed) -> Membership:
        """Find the article's story among those before it."""
        before = self._before(article)
        relation, origin = self._relation(article, before)
        story_id = self._story(article, before) or story_id_of(article.article_id)
        membership = Membership(article.article_id, story_id, relation, origin)
        self.recall(article, membership)
        return membership

    def _before(self, article: Placed) -> list[Pair]:
        """Its pairs with articles already placed, in the order of these."""
        known = {p.article_id: p for p in self._earlier.get(article.article_id, ()) if p.article_id in self._placed}
        return sorted(known.values(), key=lambda pair: self._order[pair.article_id])

    def _relation(self, article: Placed, before: Sequence[Pair]) -> tuple[str, str | None]:
        if fuller := self._fuller.get(article.article_id):
            return "flash", min(fuller, key=lambda p: (-p.similarity, p.other_article_id)).other_article_id
        first = next((p.article_id for p in before if p.relation is Relation.COPY), None)
        if first is None:
            return "own", None
        placed = self._placed[first]
        return "copy", placed.origin_article_id if placed.relation == "copy" else first

    def _story(self, article: Placed, before: Sequence[Pair]) -> str | None:
        """The story it belongs to; of several the one it belongs to most, the older of equals."""
        linked: dict[str, list[Pair]] = {}
        for pair in before:
            linked.setdefault(self._placed[pair.article_id].story_id, []).append(pair)
        found = [
            (*_distance(pairs), story.first.order, story.story_id)
            for story, pairs in ((self._stories[story_id], pairs) for story_id, pairs in linked.items())
            if self._admits(story, article, pairs)
        ]
        return min(found)[-1] if found else None

    @staticmethod
    def _admits(story: _Story, article: Placed, pairs: Sequence[Pair]) -> bool:
        if article.published_at - story.first.published_at > WINDOW:
            return False
        if any(p.article_id == story.first.article_id or p.relation is not Relation.EVENT for p in pairs):
            return True
        return 2 * len(story.own.intersection(p.article_id for p in pairs)) >= len(story.own)


def _distance(pairs: Sequence[Pair]) -> tuple[int, float]:
    """Copies and flashes bind before events, then the greater similarity."""
    return min((p.relation is Relation.EVENT, -p.similarity) for p in pairs)


def story_id_of(article_id: str) -> str:
    """The id of the story that an article begins."""
    return hashlib.sha256(f"story\0{article_id}".encode()).hexdigest()[:32]


def roots(memberships: Mapping[str, Membership], article_ids: Iterable[str]) -> set[str]:
    """The articles whose words these are: themselves, or those they copy or announce, as far as known."""
    found = set()
    for article_id in article_ids:
        seen: set[str] = set()
        while (origin := memberships[article_id].origin_article_id) in memberships and article_id not in seen:
            seen.add(article_id)
            article_id = str(origin)  # noqa: PLW2901 - followed to its end
        found.add(article_id)
    return found
