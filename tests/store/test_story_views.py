"""`curated.story_timeline`, `entity_activity` and `daily_event`: what counts once, and on which day."""

import re
from datetime import timedelta

import pytest
from psycopg.rows import dict_row

from builders import DAY, NOON, make_entry, publish, tell_together

LATER = DAY + timedelta(days=1)


@pytest.fixture
def told(lasting):
    """A story of two articles of two days and outlets, and an article that is in none."""
    first = publish(lasting, make_entry("first"), published_at=NOON)
    later = publish(lasting, make_entry("later", source_id="bahr", day=LATER), published_at=NOON + timedelta(days=1))
    publish(lasting, make_entry("alone", day=LATER))
    tell_together(lasting, first, later)
    return lasting


def rows(connection, query):
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def test_an_event_of_a_story_is_one(told):
    found = rows(told, "SELECT * FROM curated.distinct_event ORDER BY day")
    assert [(row["day"], row["article_count"], row["story_id"]) for row in found] == [(DAY, 2, "s1"), (LATER, 1, None)]


def test_a_timeline_has_articles_and_events_in_order_of_time(told):
    found = rows(told, "SELECT * FROM curated.story_timeline WHERE story_id = 's1' ORDER BY told_at, kind, text")
    assert [(row["kind"], row["day"], row["source_id"], row["relation"]) for row in found] == [
        ("article", DAY, "nahr", "own"),
        ("event", DAY, "nahr", None),
        ("article", LATER, "bahr", "own"),
    ]
    assert (found[1]["event_type"], found[1]["source_count"], found[1]["text"]) == ("ASSAULT", 2, "انفجار")
    assert f"{found[1]['event_day']}" == "2026-11-17"


def test_a_days_events_count_once_and_their_tellings_each(told):
    found = rows(told, "SELECT * FROM curated.daily_event ORDER BY day")
    counts = [(row["day"], row["event_count"], row["telling_count"], row["source_count"]) for row in found]
    assert counts == [(DAY, 1, 1, 1), (LATER, 1, 2, 2)]
    assert {row["confidence"] for row in found} == {0.75}


def test_an_entity_is_active_in_what_its_day_told_first(told):
    told.execute("UPDATE curated.event_role SET entity_id = 'test:health' WHERE role = 'actor'")
    found = rows(told, "SELECT * FROM curated.entity_activity WHERE entity_id = 'test:health' ORDER BY day")
    counts = ("mention_count", "article_count", "source_count", "actor_count", "recipient_count", "conflict_count")
    assert [tuple(row[count] for count in counts) for row in found] == [(1, 1, 1, 1, 0, 1), (2, 2, 2, 1, 0, 1)]
    assert {(row["type"], row["name"], row["cooperation_count"]) for row in found} == {("ORG", "وزارة الصحة", 0)}


def test_what_did_not_happen_is_no_activity(told):
    told.execute("UPDATE curated.event_role SET entity_id = 'test:health'")
    told.execute("UPDATE curated.event SET realis = 'negated'")
    told.execute("UPDATE curated.story_event SET realis = 'negated'")
    assert rows(told, "SELECT * FROM curated.entity_activity WHERE actor_count + recipient_count > 0") == []


# How many parts of each view read by day: tellings, stories' events, other events, story articles.
@pytest.mark.parametrize(
    ("view", "parts"), [("distinct_event", 2), ("daily_event", 3), ("entity_activity", 3), ("story_timeline", 2)]
)
def test_a_filter_by_day_reaches_every_table_it_is_about(told, view, parts):
    plan = told.execute(f"EXPLAIN SELECT * FROM curated.{view} WHERE day BETWEEN '2026-11-18' AND '2026-11-18'")
    scans = [line for (line,) in plan if "(day >= '2026-11-18'::date)" in line]
    assert len(scans) >= parts, scans


@pytest.mark.parametrize(
    ("view", "day", "table"),
    [
        ("distinct_event", "day", "event"),
        ("daily_event", "day", "event"),
        ("entity_activity", "day", "mention"),
        ("gdelt_event_by_day", "day", "event"),
        ("polecat_event", '"Publication Date"', "event"),
    ],
)
def test_other_months_of_what_a_view_counts_are_not_read(told, view, day, table):
    told.execute("SELECT curated.make_month('2026-11-01'), curated.make_month('2026-12-01')")
    query = f"EXPLAIN SELECT * FROM curated.{view} WHERE {day} BETWEEN '2026-11-01' AND '2026-11-30'"
    plan = "\n".join(line for (line,) in told.execute(query))
    assert re.search(rf"\b{table}_2026_?11\b", plan)
    assert not re.search(rf"\b{table}_2026_?12\b", plan)
