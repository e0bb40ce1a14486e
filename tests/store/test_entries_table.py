"""`raw.entry`: first sight, edits, duplicates, the way from status to status and back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders import DAY, NOON, make_article, make_entry, make_page, status_of
from marsad.model import IN_FLIGHT, EntryStatus
from marsad.store.entries import (
    RESETS,
    EntryAt,
    StatusChange,
    attempt_counts,
    days_left_behind,
    entries_at,
    entries_with_status,
    known_entries,
    mark_withdrawn,
    reset_entries,
    save_entries,
    set_statuses,
    unfinished_days,
    work_list,
)
from marsad.store.pages import save_pages
from marsad.store.staging import save_articles

LATER = NOON + timedelta(hours=3)


def move(connection, entry, status, reason=None, revision=None):
    return set_statuses(connection, [StatusChange(entry.entry_id, revision or entry.revision, status, reason)])


def stored(connection, entry):
    row = connection.execute("SELECT status FROM raw.entry WHERE entry_id = %s", [entry.entry_id]).fetchone()
    (found,) = [
        e for e in entries_with_status(connection, entry.day, EntryStatus(row[0])) if e.entry_id == entry.entry_id
    ]
    return found


def test_a_new_entry_comes_back_as_it_was_saved(connection):
    entry = make_entry(author="سعد", updated_at=LATER, summary="موجز", content="نص")
    assert save_entries(connection, [entry]) == 1
    assert entries_with_status(connection, DAY, EntryStatus.DISCOVERED) == [entry]


def test_the_work_list_is_of_one_day_and_status_by_id(connection):
    entries = [make_entry(str(number)) for number in range(5)]
    save_entries(connection, [*entries, make_entry("tomorrow", day=DAY + timedelta(days=1))])
    move(connection, entries[0], EntryStatus.RETRIEVED)
    found = [entry.entry_id for entry in entries_with_status(connection, DAY, EntryStatus.DISCOVERED)]
    assert found == sorted(entry.entry_id for entry in entries[1:])


@pytest.mark.parametrize("status", list(EntryStatus))
def test_an_edit_is_the_next_revision_and_starts_again_from_wherever_it_was(connection, status):
    entry = make_entry(url="https://nahr.example/old")
    save_entries(connection, [entry])
    move(connection, entry, status, "a reason")
    edited = replace(
        make_entry(url="https://nahr.example/new", title="عنوان آخر", last_seen_at=LATER, first_seen_at=LATER),
        day=DAY + timedelta(days=1),
    )
    assert save_entries(connection, [edited]) == 1
    # The partition and the first sight stay: a day's entries must not wander off.
    assert stored(connection, entry) == replace(edited, revision=2, first_seen_at=NOON, day=DAY)


def test_an_edit_forgets_failed_attempts(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    move(connection, entry, EntryStatus.DISCOVERED, "unreachable")
    save_entries(connection, [make_entry(title="عنوان آخر")])
    assert attempt_counts(connection, [entry.entry_id]) == {entry.entry_id: 0}


def test_an_entry_a_sitemap_brought_gains_what_the_feed_adds_without_a_revision(connection):
    bare = make_entry(feed_id=None, title="")
    save_entries(connection, [bare])
    move(connection, bare, EntryStatus.PUBLISHED)
    full = make_entry(content="النص الكامل", last_seen_at=LATER)
    assert save_entries(connection, [full]) == 1
    assert stored(connection, bare) == replace(full, status=EntryStatus.PUBLISHED)
    # From then on the feed's edits are edits.
    save_entries(connection, [replace(full, content="نص معدل", content_hash="edited")])
    assert (stored(connection, bare).revision, status_of(connection, bare)) == (2, "discovered")


def test_a_sitemap_never_takes_away_what_the_feed_gave(connection):
    full = make_entry(content="النص الكامل")
    save_entries(connection, [full])
    assert save_entries(connection, [make_entry(feed_id=None, title="")]) == 0
    assert stored(connection, full) == full


def test_the_same_address_under_another_guid_is_a_duplicate_of_the_entry_seen_first(connection):
    first = make_entry("one")
    save_entries(connection, [first])
    again = make_entry("two", canonical_url=first.canonical_url, first_seen_at=LATER)
    elsewhere = make_entry("three", source_id="other", canonical_url=first.canonical_url, first_seen_at=LATER)
    save_entries(connection, [again, elsewhere])
    assert status_of(connection, first) == "discovered"
    assert stored(connection, again).status_reason == f"of {first.entry_id}"
    assert status_of(connection, again) == "duplicate"
    assert status_of(connection, elsewhere) == "discovered"


def test_of_one_batch_exactly_one_entry_carries_an_address(connection):
    batch = [make_entry(str(number), canonical_url="https://nahr.example/same") for number in range(4)]
    save_entries(connection, batch)
    statuses = [status_of(connection, entry) for entry in sorted(batch, key=lambda e: e.entry_id)]
    assert statuses == ["discovered", "duplicate", "duplicate", "duplicate"]


def test_a_duplicate_that_is_edited_stays_one(connection):
    first = make_entry("one")
    again = make_entry("two", canonical_url=first.canonical_url, first_seen_at=LATER)
    save_entries(connection, [first, again])
    save_entries(connection, [replace(again, title="آخر", content_hash="edited")])
    assert status_of(connection, again) == "duplicate"


def test_a_duplicate_carries_nothing_that_another_could_be_a_duplicate_of(connection):
    first = make_entry("one")
    again = make_entry("two", canonical_url=first.canonical_url, first_seen_at=LATER)
    save_entries(connection, [first, again])
    save_entries(connection, [replace(first, canonical_url="https://nahr.example/moved", content_hash="edited")])
    third = make_entry("three", canonical_url=first.canonical_url, first_seen_at=LATER + timedelta(hours=1))
    save_entries(connection, [third])
    assert [status_of(connection, entry) for entry in (first, again, third)] == [
        "discovered", "duplicate", "discovered",
    ]  # fmt: skip


def test_known_entries_are_found_by_id_and_by_address_the_carrier_first(connection):
    duplicate = make_entry("two", first_seen_at=NOON)
    carrier = make_entry("one", canonical_url=duplicate.canonical_url, first_seen_at=LATER)
    elsewhere = make_entry("one", source_id="other", canonical_url=duplicate.canonical_url)
    save_entries(connection, [duplicate, carrier, elsewhere])
    connection.execute("UPDATE raw.entry SET status = 'duplicate' WHERE entry_id = %s", [duplicate.entry_id])
    connection.execute("UPDATE raw.entry SET status = 'published' WHERE entry_id = %s", [carrier.entry_id])
    by_url = known_entries(connection, "nahr", [], [duplicate.canonical_url])
    assert [entry.entry_id for entry in by_url] == [carrier.entry_id, duplicate.entry_id]
    (by_id,) = known_entries(connection, "nahr", [carrier.entry_id, "unknown"], [])
    assert (by_id.content_hash, by_id.revision, by_id.feed_id) == (carrier.content_hash, 1, "nahr/all")
    assert (by_id.title, by_id.published_at) == (carrier.title, carrier.published_at)


def test_a_withdrawn_entry_keeps_its_first_moment_until_it_returns(connection):
    one, two = make_entry("one"), make_entry("two")
    save_entries(connection, [one, two])

    def withdrawn():
        rows = connection.execute("SELECT entry_id, withdrawn_at FROM raw.entry WHERE withdrawn_at IS NOT NULL")
        return dict(rows.fetchall())

    mark_withdrawn(connection, [one.entry_id], [two.entry_id], NOON)
    mark_withdrawn(connection, [one.entry_id], [two.entry_id], LATER)
    assert withdrawn() == {one.entry_id: NOON}
    mark_withdrawn(connection, [], [one.entry_id, two.entry_id], LATER)
    assert withdrawn() == {}


def test_what_stands_at_an_address_is_the_sources_own_and_no_duplicate(connection):
    entry = make_entry()
    twin = make_entry("twin", url=entry.url)
    save_entries(connection, [entry])
    save_entries(connection, [twin])
    urls = [entry.canonical_url, "https://nahr.example/never-seen"]
    assert entries_at(connection, "nahr", urls) == {
        entry.canonical_url: EntryAt(entry.entry_id, entry.canonical_url, 1, EntryStatus.DISCOVERED, DAY)
    }
    assert entries_at(connection, "other", urls) == {}


def test_a_status_takes_effect_only_for_the_revision_the_worker_saw(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    assert move(connection, entry, EntryStatus.EXTRACTED, revision=2) == 0
    assert status_of(connection, entry) == "discovered"
    assert move(connection, entry, EntryStatus.EXTRACTED, "why") == 1
    assert (status_of(connection, entry), stored(connection, entry).status_reason) == ("extracted", "why")


@pytest.mark.parametrize("end", sorted(set(EntryStatus) - IN_FLIGHT))
def test_a_worker_never_moves_an_entry_that_has_reached_its_end(connection, end):
    entry = make_entry()
    save_entries(connection, [entry])
    move(connection, entry, end)
    assert move(connection, entry, EntryStatus.RETRIEVED) == 0
    assert status_of(connection, entry) == end


def test_no_change_is_no_statement(connection):
    assert set_statuses(connection, []) == 0


def test_attempts_count_failures_in_a_row(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    counts = []
    for status in ("discovered", "discovered", "retrieved", "discovered"):
        move(connection, entry, EntryStatus(status))
        counts.append(attempt_counts(connection, [entry.entry_id])[entry.entry_id])
    assert counts == [1, 2, 0, 1]


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 15), (2, 30)])
def test_an_entry_whose_page_could_not_be_had_waits_a_while(connection, attempts, minutes):
    entry = make_entry()
    save_entries(connection, [entry])
    for _ in range(attempts):
        move(connection, entry, EntryStatus.DISCOVERED, "unreachable")
    found = []
    for passed in (0, minutes - 1, minutes + 1, -60):  # the last one by a clock that was ahead
        connection.execute("UPDATE raw.entry SET status_at = now() - make_interval(mins => %s)", [passed])
        found.append(len(work_list(connection, DAY, EntryStatus.DISCOVERED)))
    assert found == [0, 0, 1, 1]


def test_only_retrieval_waits(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    connection.execute("UPDATE raw.entry SET attempt_count = 1, status = 'retrieved', status_at = now()")
    assert len(work_list(connection, DAY, EntryStatus.RETRIEVED)) == 1


SENT_BACK = {
    "failed": dict.fromkeys(("gone", "blocked", "empty", "quarantined"), "discovered"),
    "refetch": dict.fromkeys(("published", "gone", "blocked", "empty", "not_arabic", "quarantined"), "discovered"),
    "reprocess": dict.fromkeys(("published", "empty", "not_arabic", "quarantined"), "retrieved"),
}


@pytest.mark.parametrize("mode", RESETS)
def test_each_mode_sends_back_its_statuses_and_no_other(connection, mode):
    entries = {status: make_entry(status) for status in EntryStatus}
    save_entries(connection, list(entries.values()))
    save_pages(connection, [make_page(entry) for entry in entries.values()])
    for status, entry in entries.items():
        move(connection, entry, status, "a reason")
    assert reset_entries(connection, DAY, ["nahr"], mode) == len(SENT_BACK[mode])
    assert {s: status_of(connection, e) for s, e in entries.items()} == {
        status: SENT_BACK[mode].get(status, status) for status in EntryStatus
    }
    assert all(stored(connection, entries[status]).status_reason is None for status in SENT_BACK[mode])


@pytest.mark.parametrize("mode", RESETS)
def test_a_reset_stays_with_its_day_and_sources(connection, mode):
    others = [make_entry("day", day=DAY + timedelta(days=1)), make_entry("source", source_id="other")]
    save_entries(connection, others)
    save_pages(connection, [make_page(entry) for entry in others])
    for entry in others:
        move(connection, entry, EntryStatus.QUARANTINED)
    assert reset_entries(connection, DAY, ["nahr"], mode) == 0


def test_reprocessing_needs_a_page_of_the_present_revision_or_a_text(connection):
    bare, stale, told = make_entry("bare"), make_entry("stale", revision=2), make_entry("told", summary="موجز")
    save_entries(connection, [bare, stale, told])
    save_pages(connection, [make_page(stale, revision=1)])
    for entry in (bare, stale, told):
        move(connection, entry, EntryStatus.EMPTY)
    assert reset_entries(connection, DAY, ["nahr"], "reprocess") == 1
    assert [status_of(connection, e) for e in (bare, stale, told)] == ["empty", "empty", "retrieved"]


def test_unfinished_days_are_those_with_entries_on_their_way(connection):
    done, todo = make_entry("done", day=date(2026, 11, 10)), make_entry("todo", day=date(2026, 11, 12))
    save_entries(connection, [todo, make_entry("old", day=date(2026, 11, 11)), done])
    move(connection, done, EntryStatus.GONE)
    assert unfinished_days(connection) == [date(2026, 11, 11), date(2026, 11, 12)]


def test_days_left_behind_are_the_newest_that_have_not_moved(connection):
    days = [DAY + timedelta(days=number) for number in range(4)]
    entries = [make_entry(str(day), day=day) for day in days]
    save_entries(connection, entries)
    move(connection, entries[1], EntryStatus.PUBLISHED)
    connection.execute("UPDATE raw.entry SET status_at = %s", [NOON])
    connection.execute("UPDATE raw.entry SET status_at = %s WHERE day = %s", [LATER, days[0]])
    assert days_left_behind(connection, LATER, 20) == [days[3], days[2]]
    assert days_left_behind(connection, LATER, 1) == [days[3]]
    assert days_left_behind(connection, NOON, 20) == []


def test_moving_an_entry_moves_its_clock(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    connection.execute("UPDATE raw.entry SET status_at = %s", [NOON])
    move(connection, entry, EntryStatus.RETRIEVED)
    assert days_left_behind(connection, datetime.now(UTC) - timedelta(minutes=1), 20) == []


def test_staging_an_article_again_replaces_it(connection):
    entry = make_entry()
    save_entries(connection, [entry])
    save_articles(connection, [make_article(entry)])
    save_articles(connection, [make_article(entry, title="آخر")])
    assert connection.execute("SELECT title FROM stage.article").fetchall() == [("آخر",)]
