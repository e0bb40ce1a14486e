"""Read the stories around some changed articles and place everyone anew, as far as anything changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from psycopg import Connection

from marsad.dedup.pairs import FLASH_WINDOW, WINDOW, Pair, Relation
from marsad.dedup.stories import Membership, Newsstand, Placed
from marsad.pipeline.pairing import Changes
from marsad.store.fingerprints import Teller, next_day, tellers_of, tellers_of_days
from marsad.store.pairs import pairs_of_day
from marsad.store.stories import memberships_of_days, memberships_of_stories

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Placement:
    """Where the articles of the days gone through are now; `touched` stories are to be written anew."""

    days: set[date] = field(default_factory=set)
    memberships: dict[str, Membership] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)


def place(connection: Connection, changes: Changes, day: date) -> Placement:
    """Go through the days from the first that may change, until as many as a story lasts have stayed as they were."""
    changed_days = {day, *changes.days.values()}
    # The evening before may hold flashes of what is now told in full.
    today: date | None = min(changed_days) - _days(FLASH_WINDOW)
    stand, placement, unchanged = _recalled(connection, today), Placement(), 0
    while today and (today <= max(changed_days) or unchanged < _days(WINDOW).days):
        is_changed = _place_day(connection, stand, today, placement, changes)
        unchanged = 0 if is_changed else unchanged + 1
        following = next_day(connection, today)
        unchanged += (following - today).days - 1 if following else 0
        today = following
    return placement


def _place_day(connection: Connection, stand: Newsstand, day: date, placement: Placement, changes: Changes) -> bool:
    """Place one day's articles; whether any is elsewhere than before."""
    stand.learn(Pair(**{**row, "relation": Relation(row["relation"])}) for row in pairs_of_day(connection, day))
    before = _memberships(memberships_of_days(connection, day, day))
    after = {t.article_id: stand.place(_placed(t)) for t in tellers_of_days(connection, day, day)}
    placement.days.add(day)
    placement.memberships |= after
    moved = {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}
    for article_id in moved | changes.days.keys():
        placement.touched |= {m[article_id].story_id for m in (before, after) if article_id in m}
    return bool(moved)


def _recalled(connection: Connection, day: date | None) -> Newsstand:
    """The stories that an article of `day` may still join."""
    stand = Newsstand()
    if day is None:
        return stand
    recent = memberships_of_days(connection, day - WINDOW, day - ONE_DAY)
    stories = memberships_of_stories(connection, sorted({row["story_id"] for row in recent}))
    memberships = _memberships(stories)
    for teller in tellers_of(connection, list(memberships)):
        if teller.day < day:
            stand.recall(_placed(teller), memberships[teller.article_id])
    return stand


def members(connection: Connection, placement: Placement) -> tuple[dict[str, Membership], dict[str, Teller]]:
    """All memberships of the touched stories, and who tells them, in the order of publication."""
    stored = _memberships(memberships_of_stories(connection, sorted(placement.touched)))
    placed = {i: m for i, m in placement.memberships.items() if m.story_id in placement.touched}
    tellers = tellers_of(connection, sorted(stored.keys() | placed.keys()))
    elsewhere = {t.article_id for t in tellers if t.day in placement.days and t.article_id not in placed}
    kept = {t.article_id: t for t in tellers if t.article_id not in elsewhere}
    return {i: (stored | placed)[i] for i in kept}, kept


def _memberships(rows: Iterable[Mapping[str, Any]]) -> dict[str, Membership]:
    return {row["article_id"]: Membership(**row) for row in rows}


def _placed(teller: Teller) -> Placed:
    return Placed(teller.article_id, teller.published_at)


def _days(window: timedelta) -> timedelta:
    """A window in whole days, begun ones counted."""
    return ONE_DAY * -(-window // ONE_DAY)
