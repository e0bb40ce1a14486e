"""Link a day's articles into stories: curated.article -> curated.story, story_article, story_event.

docs/explanation/stories.md tells how. One worker at a time: the stories of one day reach into the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.dedup.stories import Membership, roots
from marsad.dedup.story_events import Member, StoryEvent, merge_events
from marsad.errors import RetryableError
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.pairing import compare, take_fingerprints, told_by
from marsad.pipeline.placing import members, place
from marsad.store.fingerprints import Teller
from marsad.store.lock import turn
from marsad.store.session import session
from marsad.store.stories import (
    StoryArticleRow,
    StoryEventMemberRow,
    StoryEventRow,
    StoryRow,
    StoryRows,
    save_stories,
)

STAGE = "link"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What linking one day did: articles compared, the pairs they are in, stories written anew, rows changed."""

    day: date
    articles: int = 0
    pairs: int = 0
    stories: int = 0
    rows: int = 0

    def __str__(self) -> str:
        if not (self.articles or self.stories):
            return f"{self.day} link: nothing to do"
        return (
            f"{self.day} link: {self.articles} articles compared, {self.pairs} pairs, "
            f"{self.stories} stories told anew, {self.rows} rows changed"
        )


@dataclass(frozen=True, slots=True)
class _Counts:
    article_count: int
    source_count: int
    independent_source_count: int


def link_stories(dsn: str, day: date, clock: Clock = utc_now) -> LinkReport:
    """Compare the day's new and changed articles and bring the stories around them up to date, in one transaction."""
    with session(dsn) as connection, turn(connection, STAGE, None) as is_mine:
        if not is_mine:
            raise RetryableError(day.isoformat(), "another worker has been linking stories for a minute")
        with connection.transaction():
            return _link(connection, day, clock())


def _link(connection: Connection, day: date, now: datetime) -> LinkReport:
    changes = take_fingerprints(connection, day)
    if not changes:
        return LinkReport(day)
    pairs = compare(connection, changes)
    placement = place(connection, changes, day)
    memberships, tellers = members(connection, placement)
    rows = _rows(memberships, tellers, _told(connection, tellers), now)
    changed = save_stories(connection, sorted(placement.touched), changes.gone, rows)
    return LinkReport(day, len(changes.days), pairs, len(rows.stories), changed)


def _told(connection: Connection, tellers: Mapping[str, Teller]) -> list[Member]:
    """The events of the articles, earlier articles first, each in reading order."""
    events = told_by(connection, tellers)
    return [Member(article_id, told) for article_id in tellers for told in events.get(article_id, ())]


def _rows(
    memberships: Mapping[str, Membership], tellers: Mapping[str, Teller], told: Iterable[Member], now: datetime
) -> StoryRows:
    """All rows of the stories that these are the members of, `tellers` and `told` in the articles' order. Pure."""
    articles: dict[str, list[Teller]] = defaultdict(list)
    for article_id, teller in tellers.items():
        articles[memberships[article_id].story_id].append(teller)
    by_story: dict[str, list[Member]] = defaultdict(list)
    for member in told:
        by_story[memberships[member.article_id].story_id].append(member)
    events = [(story_id, event) for story_id, found in by_story.items() for event in merge_events(story_id, found)]
    return StoryRows(
        stories=[_story_row(found, memberships, tellers, now) for found in articles.values()],
        articles=[_article_row(memberships[i], teller) for i, teller in tellers.items()],
        events=[_event_row(story_id, event, memberships, tellers) for story_id, event in events],
        members=[
            StoryEventMemberRow(event.story_event_id, member.article_id, member.told.event_id)
            for _, event in events
            for member in event.members
        ],
    )


def _story_row(
    articles: Sequence[Teller], memberships: Mapping[str, Membership], tellers: Mapping[str, Teller], now: datetime
) -> StoryRow:
    full = next((a for a in articles if memberships[a.article_id].relation != "flash"), articles[0])
    counts = _counts(articles, memberships, tellers)
    return StoryRow(
        story_id=memberships[full.article_id].story_id,
        first_day=articles[0].day,
        last_day=articles[-1].day,
        title=full.title,
        created_at=now,
        updated_at=now,
        **asdict(counts),
    )


def _article_row(membership: Membership, teller: Teller) -> StoryArticleRow:
    return StoryArticleRow(
        story_id=membership.story_id,
        article_id=membership.article_id,
        day=teller.day,
        relation=membership.relation,
        origin_article_id=membership.origin_article_id,
        agency_code=teller.agency_code,
    )


def _event_row(
    story_id: str, event: StoryEvent, memberships: Mapping[str, Membership], tellers: Mapping[str, Teller]
) -> StoryEventRow:
    merged = asdict(event.merged)
    for name in ("event_id", "actors", "recipients"):
        del merged[name]
    articles = [tellers[member.article_id] for member in event.members]
    counts = _counts(articles, memberships, tellers)
    return StoryEventRow(story_event_id=event.story_event_id, story_id=story_id, **merged, **asdict(counts))


def _counts(
    articles: Sequence[Teller], memberships: Mapping[str, Membership], tellers: Mapping[str, Teller]
) -> _Counts:
    """Copies count as whom they copy, and what credits an agency as the agency."""
    told_first = (tellers[i] for i in roots(memberships, [a.article_id for a in articles]) if i in tellers)
    independent = {teller.agency_code or teller.source_id for teller in told_first}
    return _Counts(len(articles), len({a.source_id for a in articles}), max(1, len(independent)))
