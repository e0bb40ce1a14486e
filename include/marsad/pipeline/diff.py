"""What two versions of the annotator find otherwise in a day's published articles: -> ops.annotation_difference."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.annotate.version import annotator_version
from marsad.errors import ConfigError
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.compare.changes import Change
from marsad.pipeline.compare.counts import Counted, counts_of
from marsad.pipeline.compare.events import TOLERANCE, event_changes
from marsad.pipeline.compare.mentions import mention_changes
from marsad.pipeline.compare.report import DiffReport
from marsad.pipeline.readings import INSTALLED, PUBLISHED, Pair, Readings, readings
from marsad.store.annotations import FoundEvent
from marsad.store.differences import DifferenceRow, Sides, save_differences
from marsad.store.session import session
from marsad.store.staging import MentionRow
from marsad.store.trials import count_versions


@dataclass(frozen=True, slots=True)
class Compared:
    """One article that both versions have read, and what they say of it."""

    article: Sides
    mentions: Sequence[Change[MentionRow]]
    events: Sequence[Change[FoundEvent]]


def annotate_diff(
    dsn: str,
    day: date,
    versions: Pair,
    tell: Callable[[Compared], None] = lambda _: None,
    tolerance: float = TOLERANCE,
    clock: Clock = utc_now,
) -> DiffReport:
    """Compare two versions on the day's published texts; `tell` hears of every article that both have read.

    PUBLISHED stands for the version each article is published with, INSTALLED for this process's. What a version found
    in a text that has since been edited is not looked at. Raises ConfigError for a version that has read nothing of the
    day, or compared with itself.
    """
    versions = _resolved(versions[0]), _resolved(versions[1])
    counts: dict[Pair, Counter[Counted]] = defaultdict(Counter)
    same_count = 0
    with session(dsn) as connection:
        _refuse_unknown(connection, day, versions)
        for read in readings(connection, day, versions):
            pair = read.article.from_version, read.article.to_version
            if pair[0] == pair[1]:
                same_count += 1
            elif (compared := _compared(read, tolerance)) is None:
                counts[pair].update(_unread(read))
            else:
                counts[pair].update(_counted(compared))
                tell(compared)
    with session(dsn) as connection, connection.transaction():
        for pair, counter in counts.items():
            save_differences(connection, day, *pair, _rows(day, pair, counter, clock()))
    return DiffReport(day, *versions, sum(counts.values(), Counter()), same_count)


def _resolved(version: str) -> str:
    return annotator_version() if version == INSTALLED else version


def _refuse_unknown(connection: Connection, day: date, versions: Pair) -> None:
    if versions[0] == versions[1]:
        raise ConfigError(versions[0], "is compared with itself")
    known = [count.annotator_version for count in count_versions(connection, day)]
    connection.commit()
    for version in versions:
        if version not in (PUBLISHED, *known):
            raise ConfigError(version, f"has read nothing of {day}; versions that have: {', '.join(known) or 'none'}")


def _compared(read: Readings, tolerance: float) -> Compared | None:
    if read.before is None or read.after is None:
        return None
    mentions = mention_changes(read.before.mentions, read.after.mentions)
    return Compared(read.article, mentions, event_changes(read.before.events, read.after.events, tolerance))


def _unread(read: Readings) -> Counter[Counted]:
    sides = {"from": read.before, "to": read.after}
    return Counter(Counted("article", "unread", field=side) for side, found in sides.items() if found is None)


def _counted(compared: Compared) -> Counter[Counted]:
    counts = Counter([Counted("article", "compared")])
    counts += counts_of("mention", compared.mentions, lambda mention: mention.type)
    counts += counts_of("event", compared.events, lambda event: event.row.event_type)
    return counts


def _rows(day: date, pair: Pair, counts: Counter[Counted], now: datetime) -> list[DifferenceRow]:
    return [
        DifferenceRow(day, *pair, counted.record, counted.change, counted.type, counted.field, count, now)
        for counted, count in sorted(counts.items())
    ]
