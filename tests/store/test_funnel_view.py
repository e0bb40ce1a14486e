"""`ops.funnel`: every entry is counted once, and what does not add up shows."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from builders import DAY, NOON, describe, make_entry, stage, status_of
from marsad.model import IN_FLIGHT, EntryStatus
from marsad.store.curated import publish_staged
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.report import FunnelRow, funnel, landed

TERMINAL = sorted(set(EntryStatus) - IN_FLIGHT)


def bring_to(connection, entry, status):
    if status is EntryStatus.PUBLISHED:
        article = stage(connection, entry)
        publish_staged(connection, [article.article_id], NOON, describe)
    else:
        save_entries(connection, [entry])
        set_statuses(connection, [StatusChange(entry.entry_id, 1, status)])


@pytest.mark.parametrize("seed", range(4))
def test_any_mixture_of_statuses_adds_up(lasting, seed):
    random = Random(seed)  # noqa: S311 - a shuffle, no secret
    drawn = [random.choice(list(EntryStatus)) for _ in range(30)]
    for number, status in enumerate(drawn):
        day = DAY + timedelta(days=random.randrange(3))
        bring_to(lasting, make_entry(str(number), day=day, source_id=random.choice(["nahr", "other"])), status)
    rows = funnel(lasting)
    assert [row.difference for row in rows] == [0] * len(rows)
    assert [(row.day, row.source_id) for row in rows] == sorted((row.day, row.source_id) for row in rows)
    for status in TERMINAL:
        assert sum(getattr(row, f"{status}_count") for row in rows) == drawn.count(status)
    assert sum(row.pending_count for row in rows) == sum(status in IN_FLIGHT for status in drawn)
    assert sum(row.entry_count for row in rows) == len(drawn)


def test_one_entry_of_every_status(lasting):
    for status in EntryStatus:
        bring_to(lasting, make_entry(status), status)
    assert funnel(lasting) == [FunnelRow(DAY, "nahr", 12, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0)]


def test_an_article_that_was_lost_shows(lasting):
    bring_to(lasting, make_entry("kept"), EntryStatus.PUBLISHED)
    lost = make_entry("lost")
    bring_to(lasting, lost, EntryStatus.PUBLISHED)
    for table in ("event_role", "event_quantity", "event", "mention", "article_version", "article"):
        lasting.execute(
            f"DELETE FROM curated.{table} WHERE article_id IN"
            " (SELECT article_id FROM curated.article WHERE entry_id = %s)",
            [lost.entry_id],
        )
    (row,) = funnel(lasting)
    assert (row.published_count, row.article_count, row.difference) == (2, 1, 1)


def test_an_entry_that_was_called_published_by_hand_shows(lasting):
    save_entries(lasting, [make_entry()])
    lasting.execute("UPDATE raw.entry SET status = 'published'")
    assert [row.difference for row in funnel(lasting)] == [1]


def test_an_edit_on_its_way_is_pending_while_its_first_version_stays_published(lasting):
    entry = make_entry()
    bring_to(lasting, entry, EntryStatus.PUBLISHED)
    save_entries(lasting, [make_entry(title="آخر")])
    (row,) = funnel(lasting)
    assert (row.pending_count, row.published_count, row.difference) == (1, 0, 0)
    assert landed(lasting).article_count == 1


def test_an_edit_that_moves_an_article_to_another_address_adds_up(lasting):
    entry = make_entry()
    bring_to(lasting, entry, EntryStatus.PUBLISHED)
    moved = make_entry(url="https://nahr.example/moved", title="آخر")
    save_entries(lasting, [moved])
    bring_to(lasting, replace(moved, revision=2), EntryStatus.PUBLISHED)
    assert status_of(lasting, entry) == "published"
    assert [(row.article_count, row.difference) for row in funnel(lasting)] == [(1, 0)]


def test_landed_counts_the_rows_of_every_stage(lasting):
    bring_to(lasting, make_entry("one"), EntryStatus.PUBLISHED)
    bring_to(lasting, make_entry("two"), EntryStatus.RETRIEVED)
    stage(lasting, make_entry("three"))
    counts = landed(lasting)
    assert (counts.entry_count, counts.pending_count, counts.staged_count) == (3, 2, 1)
    assert (counts.article_count, counts.version_count, counts.mention_count, counts.event_count) == (1, 1, 3, 1)
    assert (counts.page_count, counts.passed_check_count, counts.failed_check_count) == (0, 0, 0)
