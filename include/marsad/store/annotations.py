"""What one version of the annotator found in articles, whether it lies in `curated` or in `trial`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection

from marsad.store.load import fetch
from marsad.store.staging import EventRow, MentionRow, QuantityRow, RoleRow


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event with who took part in it and the numbers told of it."""

    row: EventRow
    roles: tuple[RoleRow, ...] = ()
    quantities: tuple[QuantityRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found in one article."""

    mentions: tuple[MentionRow, ...] = ()
    events: tuple[FoundEvent, ...] = ()


def annotations_of(
    connection: Connection, schema: str, day: date, annotator_version: str, article_ids: Sequence[str]
) -> Mapping[str, Found]:
    """What is kept of these articles of the day in `schema`, curated or trial; every one of them is in it, by its id.

    In `curated` an article has one version's rows: which, its own row says.
    """
    parameters = {"day": day, "annotator_version": annotator_version, "article_ids": list(article_ids)}
    tables = ("mention", "event", "event_role", "event_quantity")
    mentions, events, roles, quantities = (
        fetch(connection, f"{schema}/{table}/of_articles", parameters) for table in tables
    )
    mentions_of: dict[str, list[MentionRow]] = defaultdict(list)
    events_of: dict[str, list[FoundEvent]] = defaultdict(list)
    roles_of: dict[tuple[str, str], list[RoleRow]] = defaultdict(list)
    quantities_of: dict[tuple[str, str], list[QuantityRow]] = defaultdict(list)
    for row in mentions:
        mentions_of[row["article_id"]].append(MentionRow(**row))
    for row in roles:
        roles_of[row["article_id"], row["event_id"]].append(RoleRow(**row))
    for row in quantities:
        quantities_of[row["article_id"], row["event_id"]].append(QuantityRow(**row))
    for row in events:
        key = row["article_id"], row["event_id"]
        events_of[key[0]].append(FoundEvent(EventRow(**row), tuple(roles_of[key]), tuple(quantities_of[key])))
    return {key: Found(tuple(mentions_of[key]), tuple(events_of[key])) for key in article_ids}
