"""The raw store over the years: retention, joining and checking, cut short wherever it may be."""

import errno
import gzip
import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import BODY, DAY, make_entry, make_page, make_settings, make_source, status_of
from marsad.archive import warc
from marsad.archive.warc import Collection, WarcStore
from marsad.errors import ConfigError, RetryableError, UnreadableError
from marsad.model import IN_FLIGHT, EntryStatus, Response
from marsad.pipeline import maintain as maintain_module
from marsad.pipeline import raw_repair
from marsad.pipeline.extract import extract_articles
from marsad.pipeline.maintain import check_all, maintain_warehouse
from marsad.pipeline.raw_check import FindingKind
from marsad.store.connect import connect
from marsad.store.entries import reset_entries, save_entries
from marsad.store.issues import open_issues
from marsad.store.pages import pages_of, save_pages
from marsad.store.raw_files import file_uses, retired_files
from object_storage import s3

FETCHED = datetime(2026, 11, 18, 12, tzinfo=UTC)


class CrashError(Exception):
    """The worker dies here."""


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with s3() as uri:
        yield uri


@pytest.fixture(params=["folder", "s3"])
def settings(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "s3":
        return make_settings(tmp_path, MARSAD_RAW_URI=f"{request.getfixturevalue('bucket')}/{tmp_path.name}")
    return make_settings(tmp_path)


@pytest.fixture
def store(settings):
    return WarcStore(settings.raw_uri)


@pytest.fixture
def folder(tmp_path):
    """Settings of a store whose files the test may damage."""
    return make_settings(tmp_path)


def in_days(days):
    """A clock that is so many days ahead of the files' times."""
    return lambda: datetime.now(UTC) + timedelta(days=days)


def body_of(key):
    return f"<p>{key}</p>".encode() * 40


def append(connection, store, *keys, day=DAY, fetched_at=FETCHED, status=EntryStatus.PUBLISHED, body=None, summary=""):
    """Pages as one call of retrieval stores them."""
    entries = [make_entry(key, day=day, status=status, summary=summary) for key in keys]
    bodies = [body or body_of(key) for key in keys]
    answers = [Response(e.url, e.url, 200, {}, b, fetched_at) for e, b in zip(entries, bodies, strict=True)]
    places = store.append("nahr", day, answers)
    pages = [
        make_page(
            entry,
            body_hash=hashlib.sha256(answer.body).hexdigest(),
            fetched_at=fetched_at,
            warc_file=place.file,
            warc_offset=place.offset,
            warc_length=place.length,
        )
        for entry, answer, place in zip(entries, answers, places, strict=True)
    ]
    with connection.transaction():
        save_entries(connection, entries)
        save_pages(connection, pages)
    return places


def append_feed(connection, store, body=b"<rss/>", day=DAY):
    answer = Response("u", "https://nahr.example/rss", 200, {}, body, FETCHED)
    (place,) = store.append("nahr", day, [answer], collection=Collection.FEEDS)
    connection.execute(
        "INSERT INTO ops.feed_poll (feed_id, polled_at, outcome, entry_count, new_count, changed_count, dropped_count,"
        " byte_count, duration_ms, body_hash, warc_file, warc_offset, warc_length)"
        " VALUES ('nahr/all', %s, 'changed', 0, 0, 0, 0, 0, 0, %s, %s, %s, %s)",
        [FETCHED, hashlib.sha256(body).hexdigest(), place.file, place.offset, place.length],
    )
    return place


def read_all(connection, store, *keys):
    """Every page by way of its row, as extraction reads it."""
    entries = {key: make_entry(key).entry_id for key in keys}
    pages = pages_of(connection, list(entries.values()))
    for key, entry_id in entries.items():
        page = pages[entry_id]
        assert store.read(page.warc_file, page.warc_offset, page.warc_length).body == body_of(key)
    ((file, offset, length),) = connection.execute(
        "SELECT warc_file, warc_offset, warc_length FROM ops.feed_poll WHERE warc_file IS NOT NULL"
    ).fetchall() or [(None, None, None)]
    if file:
        assert store.read(file, offset, length).body == b"<rss/>"


def names(store):
    return {file.name for file in store.list()}


def test_a_quiet_days_files_become_one(dsn, connection, settings, store):
    old = [*append(connection, store, "one", "two"), *append(connection, store, "three")]
    old.append(append_feed(connection, store))
    before = names(store)
    report = maintain_warehouse(dsn, settings, in_days(10))
    assert (report.joined_count, report.swept_count, report.check.findings) == (3, 0, ())
    (joined,) = file_uses(connection)
    assert joined not in before
    read_all(connection, store, "one", "two", "three")
    # Whoever has read a row before still finds its record.
    for place in old:
        store.read(place.file, place.offset, place.length)
    assert str(maintain_warehouse(dsn, settings, in_days(10.5))).startswith("raw store: 0 files expired, 0 joined, 0")
    report = maintain_warehouse(dsn, settings, in_days(12))
    assert (report.joined_count, report.swept_count) == (0, 3)
    assert names(store) == {joined}
    assert retired_files(connection) == {}
    read_all(connection, store, "one", "two", "three")
    assert check_all(dsn, settings, clock=in_days(13)).findings == ()


@pytest.mark.parametrize(
    "point", ["compose", "before the rows", "before the end", "sweep", "after the sweep", "after a file of the sweep"]
)
def test_joining_may_be_cut_short_anywhere(dsn, connection, settings, store, monkeypatch, point):
    append(connection, store, "one", "two")
    append(connection, store, "three")
    append_feed(connection, store)
    deleted = []

    def crash(*arguments):
        raise CrashError

    def delete_one(self, file):
        if deleted:
            raise CrashError
        deleted.append(file)
        self._files.delete(file)

    target, name, stand_in = {
        "compose": (warc, "survey", crash),
        "before the rows": (maintain_module, "move_records", crash),
        "before the end": (maintain_module, "retire", crash),
        "sweep": (WarcStore, "delete", crash),
        "after the sweep": (maintain_module, "unretire", crash),
        "after a file of the sweep": (WarcStore, "delete", delete_one),
    }[point]
    if "sweep" in point:
        maintain_warehouse(dsn, settings, in_days(10))
    with monkeypatch.context() as patched:
        patched.setattr(target, name, stand_in)
        with pytest.raises(CrashError):
            maintain_warehouse(dsn, settings, in_days(12))
    read_all(connection, store, "one", "two", "three")
    maintain_warehouse(dsn, settings, in_days(14))
    read_all(connection, store, "one", "two", "three")
    maintain_warehouse(dsn, settings, in_days(16))
    read_all(connection, store, "one", "two", "three")
    assert names(store) == set(file_uses(connection))
    assert len(names(store)) == 1
    assert retired_files(connection) == {}


def test_what_is_stored_while_a_day_is_joined_is_left_alone(dsn, connection, settings, store, monkeypatch):
    append(connection, store, "one")
    append(connection, store, "two")
    compose = WarcStore.compose
    late = []

    def meanwhile(self, folder, pieces):
        late.extend(append(connection, store, "late"))
        return compose(self, folder, pieces)

    with monkeypatch.context() as patched:
        patched.setattr(WarcStore, "compose", meanwhile)
        maintain_warehouse(dsn, settings, in_days(10))
    assert late[0].file in file_uses(connection)
    read_all(connection, store, "one", "two", "late")
    maintain_warehouse(dsn, settings, in_days(12))
    maintain_warehouse(dsn, settings, in_days(14))
    read_all(connection, store, "one", "two", "late")
    assert len(names(store)) == 1


def test_a_row_that_turns_up_for_a_retired_file_keeps_it(dsn, connection, settings, store):
    (one,) = append(connection, store, "one")
    append(connection, store, "two")
    maintain_warehouse(dsn, settings, in_days(10))
    connection.execute(
        "UPDATE raw.page SET warc_file = %s, warc_offset = %s WHERE entry_id = %s",
        [one.file, one.offset, make_entry("one").entry_id],
    )
    report = maintain_warehouse(dsn, settings, in_days(12))
    read_all(connection, store, "one", "two")
    assert report.swept_count == 1
    assert one.file in retired_files(connection)  # joined once more


def test_what_is_past_its_retention_goes_and_its_facts_stay(dsn, connection, settings, store):
    append(connection, store, "one")
    append_feed(connection, store)
    (kept,) = append(connection, store, "two", day=DAY + timedelta(days=40), fetched_at=FETCHED + timedelta(days=40))
    clock = in_days(45)
    assert maintain_warehouse(dsn, settings, clock).expired_count == 0
    report = maintain_warehouse(dsn, replace(settings, raw_retention_days=30), clock)
    # The two of the first day had been joined.
    assert (report.expired_count, report.swept_count, report.check.findings) == (1, 0, ())
    assert len(names(store)) == 4
    pages = connection.execute("SELECT http_status, warc_file FROM raw.page ORDER BY warc_file NULLS FIRST").fetchall()
    assert pages == [(200, None), (200, kept.file)]
    assert connection.execute("SELECT outcome, warc_file FROM ops.feed_poll").fetchall() == [("changed", None)]
    report = maintain_warehouse(dsn, replace(settings, raw_retention_days=30), clock)
    assert (report.expired_count, report.swept_count, report.check.findings) == (0, 0, ())
    report = maintain_warehouse(dsn, replace(settings, raw_retention_days=30), in_days(46.5))
    assert (report.expired_count, report.swept_count, report.check.findings) == (0, 3, ())
    assert names(store) == {kept.file}
    assert retired_files(connection) == {}


@pytest.mark.parametrize("point", ["rows", "before the end", "files"])
def test_retention_may_be_cut_short(dsn, connection, settings, store, monkeypatch, point):
    append(connection, store, "one")
    settings = replace(settings, raw_retention_days=30)

    def crash(*arguments):
        raise CrashError

    target, name = {
        "rows": (maintain_module, "forget_files"),
        "before the end": (maintain_module, "retire"),
        "files": (WarcStore, "delete"),
    }[point]
    if point == "files":
        maintain_warehouse(dsn, settings, in_days(58))
    with monkeypatch.context() as patched:
        patched.setattr(target, name, crash)
        with pytest.raises(CrashError):
            maintain_warehouse(dsn, settings, in_days(60))
    assert len(names(store)) == 1
    assert maintain_warehouse(dsn, settings, in_days(60)).expired_count == (point != "files")
    maintain_warehouse(dsn, settings, in_days(62))
    assert (names(store), file_uses(connection), retired_files(connection)) == (set(), {}, {})


def test_who_has_read_a_row_finds_a_page_that_expires_meanwhile(dsn, connection, settings, store):
    (one,) = append(connection, store, "one")
    settings = replace(settings, raw_retention_days=30)
    assert maintain_warehouse(dsn, settings, in_days(60)).expired_count == 1
    assert store.read(one.file, one.offset, one.length).body == body_of("one")
    assert maintain_warehouse(dsn, settings, in_days(62)).swept_count == 1
    assert names(store) == set()


@pytest.mark.parametrize("status", sorted(IN_FLIGHT))
def test_a_page_that_an_entry_is_to_be_read_from_outlives_its_retention(dsn, connection, settings, store, status):
    """A discovered one too: where its page cannot be had once more, it goes on with the one there is."""
    append(connection, store, "one", status=status)
    settings = replace(settings, raw_retention_days=30)
    report = maintain_warehouse(dsn, settings, in_days(60))
    assert (report.expired_count, report.swept_count) == (0, 0)
    assert maintain_warehouse(dsn, settings, in_days(62)).swept_count == 0
    read_all(connection, store, "one")
    connection.execute("UPDATE raw.entry SET status = 'published'")
    assert maintain_warehouse(dsn, settings, in_days(64)).expired_count == 1


def test_the_page_of_an_older_revision_is_not_waited_for(dsn, connection, settings, store):
    append(connection, store, "one", status=EntryStatus.RETRIEVED)
    connection.execute("UPDATE raw.entry SET revision = 2")
    assert maintain_warehouse(dsn, replace(settings, raw_retention_days=30), in_days(60)).expired_count == 1


def test_a_reprocessed_article_is_read_from_its_page_whatever_the_retention(dsn, connection, settings, store):
    """Not from the feed's teaser, which would become its newest version."""
    page = f"<html><body><article>{f'<p>{BODY}</p>' * 3}</article></body></html>".encode()
    append(connection, store, "one", body=page, summary="ملخّص قصير للخبر من خلاصة الموقع")
    reset_entries(connection, DAY, ["nahr"], "reprocess")
    maintain_warehouse(dsn, replace(settings, raw_retention_days=30), in_days(60))
    assert extract_articles(dsn, DAY, {"nahr": make_source()}, settings).counts == {"extracted": 1}
    assert connection.execute("SELECT body_source FROM stage.article").fetchall() == [("page",)]


def test_old_polls_are_deleted_and_one_that_finds_a_body_is_not(dsn, connection, settings, store):
    append_feed(connection, store)
    connection.execute(
        "INSERT INTO ops.feed_poll (feed_id, polled_at, outcome, entry_count, new_count, changed_count, dropped_count,"
        " byte_count, duration_ms) SELECT 'nahr/all', %s::timestamptz + interval '1 day' * n, 'not_modified',"
        " 0, 0, 0, 0, 0, 0 FROM generate_series(1, 3) AS n",
        [FETCHED],
    )
    assert maintain_warehouse(dsn, settings, lambda: FETCHED + timedelta(days=402, hours=1)).poll_count == 2
    assert connection.execute("SELECT count(*) FROM ops.feed_poll").fetchone() == (2,)


def test_old_trials_are_deleted(dsn, connection, settings):
    connection.execute(
        "INSERT INTO trial.article (annotator_version, article_id, day, content_hash, annotated_at)"
        " VALUES ('old', 'a', %(day)s, '', %(at)s), ('older', 'b', %(day)s, '', %(at)s - interval '1 day')",
        {"day": DAY, "at": FETCHED},
    )
    assert maintain_warehouse(dsn, settings, lambda: FETCHED + timedelta(days=90)).trial_count == 1
    assert connection.execute("SELECT annotator_version FROM trial.article").fetchall() == [("old",)]


def test_only_one_maintains_at_a_time(dsn, connection, settings):
    impatient = f"{dsn}{'&' if '?' in dsn else '?'}options=-c%20lock_timeout%3D100ms"
    with connect(dsn) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('marsad'), hashtext('maintain:0001-01-01'))")
        with pytest.raises(RetryableError, match="another worker is maintaining it"):
            maintain_warehouse(impatient, settings)
    maintain_warehouse(impatient, settings)


def kinds(report):
    return [(finding.kind, finding.action) for finding in report.findings]


def path_of(settings, place):
    return Path(settings.raw_uri) / place.file


def test_a_good_store_has_no_findings(dsn, connection, settings, store):
    append(connection, store, "one", "two")
    append_feed(connection, store)
    report = check_all(dsn, settings, clock=in_days(10))
    assert (report.file_count, report.read_count, report.findings) == (2, 3, ())
    assert report.sources == {"nahr"}
    assert open_issues(connection) == []


def test_a_torn_file_is_told_and_cut(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    one, two = append(connection, store, "one", "two")
    path = path_of(folder, two)
    path.write_bytes(path.read_bytes()[:-7])
    report = check_all(dsn, folder)
    assert kinds(report) == [(FindingKind.TORN, None), (FindingKind.LOST, None)]
    assert report.findings[0].what == f"{two.file}: bytes {two.offset}-{path.stat().st_size} of {path.stat().st_size}"
    assert report.findings[1].what.startswith(f"1 pages, 0 feed bodies: {two.file}@{two.offset}: torn record")
    assert [status_of(connection, make_entry(key)) for key in ("one", "two")] == ["published", "published"]
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"]) == ("raw_store_damaged", "nahr")
    assert issue["message"].startswith(f"2 findings, 2026-11-18 torn: {two.file}")

    report = check_all(dsn, folder, is_repairing=True)
    assert kinds(report) == [
        (FindingKind.TORN, "cut: 1 records kept"),
        (FindingKind.LOST, "1 pages will be fetched again, 0 records are given up"),
    ]
    assert report.damage == ()
    read_all(connection, store, "one")
    assert [status_of(connection, make_entry(key)) for key in ("one", "two")] == ["published", "discovered"]
    assert open_issues(connection) == []
    assert store.read(one.file, one.offset, one.length).body == body_of("one")  # for whoever is reading
    assert check_all(dsn, folder).findings == ()
    assert maintain_warehouse(dsn, folder, in_days(2)).swept_count == 1
    assert not path.exists()
    read_all(connection, store, "one")


def test_a_damaged_record_costs_none_of_its_neighbours(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    places = append(connection, store, "one", "two", "three")
    path = path_of(folder, places[1])
    raw = bytearray(path.read_bytes())
    raw[places[1].offset + 40] ^= 0x55
    path.write_bytes(raw)
    report = check_all(dsn, folder, is_repairing=True)
    assert [kind for kind, _ in kinds(report)] == [FindingKind.DAMAGED, FindingKind.LOST]
    read_all(connection, store, "one", "three")
    assert [status_of(connection, make_entry(key)) for key in ("one", "two", "three")] == [
        "published", "discovered", "published",
    ]  # fmt: skip
    assert check_all(dsn, folder).findings == ()


def test_a_file_with_no_whole_record_leaves_nothing(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    (one,), (two,) = append(connection, store, "one"), append(connection, store, "two")
    path_of(folder, one).write_bytes(b"")
    path_of(folder, two).write_bytes(b"noise")
    report = check_all(dsn, folder, is_repairing=True)
    assert kinds(report) == [
        (FindingKind.TORN, "cut: 0 records kept"),
        (FindingKind.LOST, "2 pages will be fetched again, 0 records are given up"),
    ]
    assert file_uses(connection) == {}
    assert {status_of(connection, make_entry(key)) for key in ("one", "two")} == {"discovered"}


def test_a_body_that_is_not_the_rows_is_lost(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    append(connection, store, "one", "two")
    connection.execute("UPDATE raw.page SET body_hash = 'another' WHERE entry_id = %s", [make_entry("one").entry_id])
    report = check_all(dsn, folder)
    (finding,) = report.findings
    assert finding.kind is FindingKind.LOST
    assert finding.what.endswith("not the body whose hash the row has")
    assert check_all(dsn, folder, is_repairing=True).damage == ()
    read_all(connection, store, "two")


def test_a_feeds_lost_body_cannot_be_fetched_again(dsn, connection, settings, store):
    append(connection, store, "one")
    store.delete(append_feed(connection, store).file)
    report = check_all(dsn, settings, is_repairing=True)
    assert kinds(report) == [(FindingKind.LOST, "0 pages will be fetched again, 1 records are given up")]
    assert report.findings[0].what.endswith("no such file")
    assert connection.execute("SELECT warc_file FROM ops.feed_poll").fetchall() == [(None,)]


def test_what_a_dead_writer_left_is_finished_or_removed(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    _, two = append(connection, store, "one", "two")
    path = path_of(folder, two)
    torn, empty = (path.with_name(f"{name}.warc.gz.open") for name in ("torn", "empty"))
    torn.write_bytes(path.read_bytes()[:-7])
    empty.write_bytes(path.read_bytes()[:300])
    for clock, expected in ((in_days(0), []), (in_days(0.1), ["empty", "torn"])):
        report = check_all(dsn, folder, clock=clock)
        assert [Path(finding.file).name.partition(".")[0] for finding in report.damage] == expected
    report = check_all(dsn, folder, is_repairing=True, clock=in_days(0.1))
    assert kinds(report) == [
        (FindingKind.UNFINISHED, "removed: no whole record"),
        (FindingKind.UNFINISHED, "finished: 1 records kept"),
    ]
    assert not torn.exists()
    assert not empty.exists()
    # What was saved is a file nobody points to, until someone says that it may go.
    (orphan,) = check_all(dsn, folder, clock=in_days(2)).findings
    assert orphan.kind is FindingKind.ORPHAN
    with gzip.open(Path(folder.raw_uri) / orphan.file) as saved:
        assert body_of("one") in saved.read()


def test_orphans_are_counted_and_deleted_only_when_asked(dsn, connection, settings, store):
    (kept,) = append(connection, store, "one")
    store.append("nahr", DAY, [Response("u", "https://nahr.example/", 200, {}, b"x", FETCHED)])
    assert check_all(dsn, settings, is_pruning=True).findings == ()  # its transaction may be open
    report = check_all(dsn, settings, clock=in_days(2))
    assert kinds(report) == [(FindingKind.ORPHAN, None)]
    assert (report.damage, report.findings[0].byte_count > 100) == ((), True)
    assert maintain_warehouse(dsn, settings, in_days(2)).check.findings == report.findings
    assert kinds(check_all(dsn, settings, is_pruning=True, clock=in_days(2))) == [(FindingKind.ORPHAN, "deleted")]
    assert names(store) == {kept.file}


def test_what_a_repair_has_just_pointed_rows_to_is_not_pruned(dsn, connection, folder, monkeypatch):
    """A repair that died before its rows were moved left the file, which the check then finds as an orphan."""
    store = WarcStore(folder.raw_uri)
    _, two = append(connection, store, "one", "two")
    path_of(folder, two).write_bytes(path_of(folder, two).read_bytes()[:-7])
    store.append("nahr", DAY, [Response("u", "https://nahr.example/", 200, {}, b"x", FETCHED)])

    def crash(*arguments):
        raise CrashError

    with monkeypatch.context() as patched:
        patched.setattr(raw_repair, "move_records", crash)
        with pytest.raises(CrashError):
            check_all(dsn, folder, is_repairing=True)
    report = check_all(dsn, folder, is_repairing=True, is_pruning=True, clock=in_days(2))
    orphans = [action for kind, action in kinds(report) if kind is FindingKind.ORPHAN]
    assert sorted(orphans) == ["deleted", "kept: in use again"]
    read_all(connection, store, "one")
    maintain_warehouse(dsn, folder, in_days(5))
    assert names(store) == set(file_uses(connection))
    read_all(connection, store, "one")


def damage_blocks(monkeypatch, *paths):
    """Let the disk fail at these files, as it does at a block that cannot be read."""

    class BadBlocks(io.FileIO):
        def readinto(self, buffer):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    opened = Path.open

    def open_(self, mode="r", *arguments, **options):
        return io.BufferedReader(BadBlocks(self)) if self in paths else opened(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_)


def test_a_block_that_cannot_be_read_keeps_nothing_else_from_being_done(dsn, connection, folder, monkeypatch):
    store = WarcStore(folder.raw_uri)
    (bad,) = append(connection, store, "one")
    append(connection, store, "two")
    for key in ("three", "four"):
        append(connection, store, key, day=DAY - timedelta(days=1))
    clock = in_days(10)
    with monkeypatch.context() as patched:
        damage_blocks(patched, path_of(folder, bad))
        # It is met when the day's files are to be joined.
        patched.setattr(maintain_module, "is_read_back", lambda day, today: False)
        report = maintain_warehouse(dsn, folder, clock)
        assert (report.joined_count, report.unjoined_count) == (2, 2)
        (finding,) = report.check.damage
        assert finding.kind is FindingKind.UNREADABLE
        assert finding.what == f"{bad.file}: cannot be read: the raw store: Input/output error"
        (issue,) = open_issues(connection)
        assert (issue["kind"], issue["subject"]) == ("raw_store_damaged", "nahr")
        report = check_all(dsn, folder, is_repairing=True, clock=clock)
        assert kinds(report) == [(FindingKind.UNREADABLE, None)]
        assert report.read_count == 3
    read_all(connection, store, "one", "two", "three", "four")
    assert maintain_warehouse(dsn, folder, clock).check.damage == ()
    assert open_issues(connection) == []


def test_a_full_disk_is_not_taken_for_one_that_cannot_be_read(dsn, connection, folder, monkeypatch):
    store = WarcStore(folder.raw_uri)
    append(connection, store, "one")
    append(connection, store, "two")

    def refuse(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RetryableError, match="No space left"):
        maintain_warehouse(dsn, folder, in_days(10))


def test_what_cannot_be_read_is_left_and_the_rest_mended(dsn, connection, folder, monkeypatch):
    store = WarcStore(folder.raw_uri)
    (_, torn), (whole,) = append(connection, store, "one", "two"), append(connection, store, "three")
    path = path_of(folder, torn)
    path.write_bytes(path.read_bytes()[:-7])
    left = path.with_name("left.warc.gz.open")
    left.write_bytes(path_of(folder, whole).read_bytes())
    with monkeypatch.context() as patched:
        damage_blocks(patched, left)
        report = check_all(dsn, folder, is_repairing=True, clock=in_days(0.1))
    assert [finding.kind for finding in report.damage] == [FindingKind.UNFINISHED]
    assert left.exists()
    read_all(connection, store, "one", "three")


def test_a_file_that_cannot_be_deleted_waits_for_the_next_run(dsn, connection, settings, store, monkeypatch):
    old = {append(connection, store, key)[0].file for key in ("one", "two")}
    maintain_warehouse(dsn, settings, in_days(10))
    delete = WarcStore.delete

    def fail_once(self, file):
        if file == min(old):
            raise RetryableError(file, "the raw store: Input/output error")
        delete(self, file)

    with monkeypatch.context() as patched:
        patched.setattr(WarcStore, "delete", fail_once)
        assert maintain_warehouse(dsn, settings, in_days(12)).swept_count == 1
    assert maintain_warehouse(dsn, settings, in_days(13)).swept_count == 1
    assert len(names(store)) == 1


@pytest.mark.parametrize(("missing", "kept", "is_refused"), [(10, 89, True), (10, 90, False), (9, 1, False)])
def test_a_store_that_is_there_in_part_is_not_given_up(dsn, connection, folder, missing, kept, is_refused):
    store = WarcStore(folder.raw_uri)
    places = [append(connection, store, f"{number}")[0] for number in range(missing + kept)]
    for place in places[:missing]:
        store.delete(place.file)
    if is_refused:
        told = rf"MARSAD_RAW_URI: .*/raw: {missing} of the {missing + kept} files .* missing: .*--accept-missing"
        with pytest.raises(ConfigError, match=told):
            check_all(dsn, folder, is_repairing=True)
        assert len(file_uses(connection)) == missing + kept
        assert len(check_all(dsn, folder).damage) == 1
    report = check_all(dsn, folder, is_repairing=True, may_many_be_missing=is_refused)
    assert kinds(report) == [(FindingKind.LOST, f"{missing} pages will be fetched again, 0 records are given up")]
    assert len(file_uses(connection)) == kept


def test_another_store_or_none_is_no_damage(dsn, connection, settings, store, tmp_path):
    append(connection, store, "one")
    elsewhere = make_settings(tmp_path / "elsewhere")
    for use_case in (maintain_warehouse, check_all):
        with pytest.raises(ConfigError, match="MARSAD_RAW_URI: holds none of the 1 files that rows point into"):
            use_case(dsn, elsewhere)
    assert open_issues(connection) == []


def test_damage_is_found_by_the_daily_run_and_its_issue_stays_until_it_is_mended(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    (one,) = append(connection, store, "one")
    raw = path_of(folder, one).read_bytes()
    path_of(folder, one).write_bytes(raw[:-9] + b"?" + raw[-8:])
    # Not the turn of that day, 17 days later; but each day has its turn.
    assert maintain_warehouse(dsn, folder, lambda: FETCHED + timedelta(days=17)).check.damage == ()
    assert maintain_warehouse(dsn, folder, lambda: FETCHED + timedelta(days=30)).check.damage != ()
    assert len(open_issues(connection)) == 1
    assert maintain_warehouse(dsn, folder, lambda: FETCHED + timedelta(days=31)).check.damage != ()
    path_of(folder, one).write_bytes(raw)
    assert maintain_warehouse(dsn, folder, lambda: FETCHED + timedelta(days=32)).check.damage == ()
    assert open_issues(connection) == []


def test_a_file_that_is_gone_is_found_every_day(dsn, connection, settings, store):
    append(connection, store, "one")
    store.delete(append(connection, store, "two")[0].file)
    (finding,) = maintain_warehouse(dsn, settings, lambda: FETCHED + timedelta(days=17)).check.damage
    assert finding.kind is FindingKind.LOST


def test_a_damaged_file_is_not_joined(dsn, connection, folder):
    store = WarcStore(folder.raw_uri)
    (one,), (two,) = append(connection, store, "one"), append(connection, store, "two")
    path_of(folder, one).write_bytes(path_of(folder, one).read_bytes()[:-7])
    report = maintain_warehouse(dsn, folder, in_days(10))
    assert report.joined_count == 0
    assert names(store) == {one.file, two.file}
    with pytest.raises(UnreadableError):
        store.read(one.file, one.offset, one.length)
