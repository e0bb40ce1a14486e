"""The events of a story's articles, each once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.dedup.text import Told
from marsad.dedup.told import PRECISION, is_broad, likeness, may_be_one


@dataclass(frozen=True, slots=True)
class Member:
    """An event as one article of a story tells it."""

    article_id: str
    told: Told


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One event and everyone who tells it, in the articles' order."""

    story_event_id: str
    members: tuple[Member, ...]

    @property
    def merged(self) -> Told:
        """What they tell together: the finest date, the finest place, the highest confidence."""
        told = [member.told for member in self.members]
        first, place, date = told[0], _finest_place(told), _finest_date(told)
        return Told(
            event_id=self.story_event_id,
            event_type=first.event_type,
            mode=_most([t.mode for t in told]),
            realis=first.realis,
            event_date=date.event_date,
            date_precision=date.date_precision,
            country_code=place.country_code,
            admin1_code=place.admin1_code,
            place_entity_id=place.place_entity_id,
            latitude=place.latitude,
            longitude=place.longitude,
            confidence=max(t.confidence for t in told),
        )


def merge_events(story_id: str, members: Iterable[Member]) -> list[StoryEvent]:
    """Give each telling, in the articles' order, to the event it is most like of those it may be.

    It must agree with every telling of that event, and an article tells an event once: what it keeps apart stays so.
    """
    groups: list[list[Member]] = []
    for member in members:
        fitting = [group for group in groups if _fits(group, member)]
        if fitting:
            max(fitting, key=lambda group: _likeness(group, member)).append(member)  # max keeps the first of equals
        else:
            groups.append([member])
    return [StoryEvent(_id_of(story_id, group[0]), tuple(group)) for group in groups]


def _fits(group: Sequence[Member], member: Member) -> bool:
    return all(m.article_id != member.article_id and may_be_one(m.told, member.told) for m in group)


def _likeness(group: Sequence[Member], member: Member) -> int:
    return max(likeness(m.told, member.told) for m in group)


def _id_of(story_id: str, first: Member) -> str:
    return hashlib.sha256(f"{story_id}\0{first.article_id}\0{first.told.event_id}".encode()).hexdigest()[:32]


def _finest_place(told: Sequence[Told]) -> Told:
    """Who names the place most closely; of equals, the first."""
    return min(
        told, key=lambda t: (is_broad(t), t.place_entity_id is None, t.admin1_code is None, t.country_code is None)
    )


def _finest_date(told: Sequence[Told]) -> Told:
    return min(told, key=lambda t: PRECISION.index(t.date_precision))


def _most(modes: Sequence[str | None]) -> str | None:
    """The mode most tellings give; of equals, the first."""
    known = Counter(mode for mode in modes if mode)
    return known.most_common(1)[0][0] if known else None
