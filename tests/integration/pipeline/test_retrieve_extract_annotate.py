"""The three stages between a feed and the gate, against a server and a raw store that have their bad days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import BODY, DAY, NOON, TITLE, edit, make_entry, make_settings, make_source, status_of
from loopback import Reply
from marsad.archive.warc import WarcStore
from marsad.errors import RetryableError
from marsad.extract import generic
from marsad.model import Annotation, EntryStatus
from marsad.pipeline import crew as crew_room
from marsad.pipeline.annotate import annotate_articles
from marsad.pipeline.crew import Crew
from marsad.pipeline.extract import extract_articles
from marsad.pipeline.publish import publish_articles
from marsad.pipeline.retrieve import MAX_ATTEMPTS, retrieve_pages
from marsad.quality.verdict import Verdict
from marsad.store.connect import connect
from marsad.store.curated import save_sources
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.issues import open_issues
from marsad.store.pages import pages_of
from marsad.store.quarantine import parked
from marsad.web.retrieve import Retriever

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
HTML = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{PARAGRAPHS}</article></body></html>"
PAGE = Reply(HTML.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
SOURCES = {"nahr": make_source()}


@pytest.fixture
def keep(connection, site):
    """Keep entries of the site, by the last part of their address; returns them by it."""

    def entries(*keys, **changes):
        kept = {key: make_entry(key, url=f"{site.base}/{key}", **changes) for key in keys}
        with connection.transaction():
            save_entries(connection, list(kept.values()))
        return kept

    return entries


@pytest.fixture
def retrieve(dsn, settings):
    return lambda day=DAY: retrieve_pages(dsn, day, SOURCES, settings, lambda: NOON)


@pytest.fixture
def extract(dsn, settings):
    return lambda: extract_articles(dsn, DAY, SOURCES, settings, lambda: NOON)


def pass_half_an_hour(connection):
    """Age what was tried, by as much as retrieval waits after a failure."""
    connection.execute("UPDATE raw.entry SET status_at = status_at - interval '31 minutes'")


def staged(connection):
    columns = "entry_id, body_source, title, extractor_version"
    return {row[0]: row[1:] for row in connection.execute(f"SELECT {columns} FROM stage.article")}


def test_a_page_is_stored_with_its_facts_and_its_bytes(keep, retrieve, site, connection, settings):
    entry = keep("one")["one"]
    site.replies |= {"/one": Reply(status=301, headers={"Location": "/two"}), "/two": PAGE}
    assert str(retrieve()) == "2026-11-18 retrieve: 1 retrieved"
    page = pages_of(connection, [entry.entry_id])[entry.entry_id]
    assert (page.url, page.final_url, page.http_status) == (entry.url, f"{site.base}/two", 200)
    assert (page.content_type, page.byte_count) == ("text/html; charset=utf-8", len(PAGE.body))
    stored = WarcStore(settings.raw_uri).read(page.warc_file, page.warc_offset, page.warc_length)
    assert (stored.body, stored.final_url) == (PAGE.body, page.final_url)


def test_every_page_ends_by_itself(keep, retrieve, site, connection):
    entries = keep("good", "gone", "blocked", "broken", "secret")
    site.replies |= {
        "/good": PAGE,
        "/gone": Reply(status=410),
        "/blocked": Reply(status=403),
        "/broken": Reply(b"\x1f\x8b not gzip", headers={"Content-Encoding": "gzip"}),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /secret\n"),
    }
    report = retrieve()
    assert report.counts == {"retrieved": 1, "gone": 2, "blocked": 1, "quarantined": 1}
    found = {key: status_of(connection, entry) for key, entry in entries.items()}
    assert found == {
        "good": "retrieved",
        "gone": "gone",
        "blocked": "blocked",
        "broken": "quarantined",
        "secret": "gone",
    }
    assert site.asked("/secret") == []
    assert {(issue["kind"], issue["subject"]) for issue in open_issues(connection)} == {
        ("page_gone", "nahr"),
        ("page_blocked", "nahr"),
    }
    assert {record.reason for record in parked(connection)} == {"blocked", "unreadable_page"}


def test_an_issue_of_pages_ends_with_a_batch_that_has_none(keep, retrieve, site, connection):
    keep("lost")
    site.replies["/lost"] = Reply(status=404)
    retrieve()
    assert [issue["kind"] for issue in open_issues(connection)] == ["page_gone"]
    keep("found")
    site.replies["/found"] = PAGE
    retrieve()
    assert open_issues(connection) == []


def test_a_passing_failure_is_tried_again_a_few_times(keep, retrieve, site, connection):
    bare, told = keep("bare")["bare"], keep("told", content="نص من الخلاصة")["told"]
    site.replies |= {"/bare": Reply(status=503), "/told": Reply(status=503)}
    for _ in range(MAX_ATTEMPTS - 1):
        assert retrieve().counts == {"discovered": 2}
        assert retrieve().counts == {}  # whatever else wakes the day: an outage of minutes must not end its entries
        pass_half_an_hour(connection)
    assert retrieve().counts == {"quarantined": 1, "retrieved": 1}
    assert (status_of(connection, bare), status_of(connection, told)) == ("quarantined", "retrieved")
    assert len(site.asked("/bare")) == MAX_ATTEMPTS
    assert str(retrieve()) == "2026-11-18 retrieve: nothing to do"


def test_a_redirect_that_is_no_url_stops_nobody_else(keep, retrieve, site, connection):
    entries = keep("bad", "good")
    site.replies |= {"/bad": Reply(status=302, headers={"Location": "http://[]@"}), "/good": PAGE}
    assert retrieve().counts == {"retrieved": 1, "quarantined": 1}
    assert {key: status_of(connection, entry) for key, entry in entries.items()} == {
        "bad": "quarantined",
        "good": "retrieved",
    }


def test_an_answer_that_breaks_the_retriever_stops_nobody_else(keep, retrieve, site, connection, monkeypatch):
    entries = keep("bad", "good")
    site.replies |= {"/bad": PAGE, "/good": PAGE}
    real = Retriever.get

    async def fragile(self, url, **options):
        if url.endswith("/bad"):
            raise ZeroDivisionError("deep inside http://user:hunter2@nahr.example/")
        return await real(self, url, **options)

    monkeypatch.setattr(Retriever, "get", fragile)
    assert retrieve().counts == {"retrieved": 1, "quarantined": 1}
    (record,) = parked(connection)
    assert (record.entry_id, record.reason) == (entries["bad"].entry_id, "unreadable_page")
    assert record.detail.startswith(entries["bad"].url)
    assert "hunter2" not in record.detail


@pytest.mark.parametrize(("status", "end"), [(503, "discovered"), (404, "gone")])
def test_an_error_whose_page_cannot_be_read_is_that_error(keep, retrieve, site, connection, status, end):
    entry = keep("one")["one"]
    broken = {"Content-Encoding": "gzip", "Retry-After": "600"}
    site.replies["/one"] = Reply(b"<html>no gzip", status, broken)
    retrieve()
    assert status_of(connection, entry) == end
    assert connection.execute("SELECT count(*) FROM ops.host WHERE resting_until > now()").fetchone() == (
        int(status == 503),
    )


def test_a_server_that_recovers_is_no_failure(keep, retrieve, site, connection):
    entry = keep("one")["one"]
    site.replies["/one"] = Reply(status=503)
    retrieve()
    site.replies["/one"] = PAGE
    pass_half_an_hour(connection)
    retrieve()
    assert status_of(connection, entry) == "retrieved"
    assert connection.execute("SELECT attempt_count, status_reason FROM raw.entry").fetchall() == [(0, None)]


def test_other_days_and_finished_entries_are_not_asked_for(keep, retrieve, site, connection):
    keep("tomorrow", day=DAY + timedelta(days=1))
    done = keep("done")["done"]
    set_statuses(connection, [StatusChange(done.entry_id, 1, EntryStatus.PUBLISHED)])
    assert retrieve().counts == {}
    assert site.requests == []


def test_two_polls_at_once_that_bring_one_address_make_one_article(dsn, site, retrieve, extract, connection):
    # Neither sees what the other has not committed yet.
    url = f"{site.base}/one"
    site.replies["/one"] = PAGE
    first = make_entry("first", url=url)
    second = make_entry("second", url=url, first_seen_at=NOON + timedelta(seconds=1))
    with connect(dsn) as one, connect(dsn) as other:
        save_entries(one, [first])
        save_entries(other, [second])
    retrieve()
    extract()
    assert (status_of(connection, first), status_of(connection, second)) == ("extracted", "duplicate")
    assert len(site.asked("/one")) == 1


def test_an_edit_onto_the_address_of_a_published_article_is_a_duplicate(keep, retrieve, connection):
    early, late = keep("early")["early"], keep("late", first_seen_at=NOON + timedelta(seconds=1))["late"]
    set_statuses(connection, [StatusChange(entry.entry_id, 1, EntryStatus.PUBLISHED) for entry in (early, late)])
    edit(connection, replace(early, url=late.url, canonical_url=late.canonical_url))
    assert (status_of(connection, early), status_of(connection, late)) == ("duplicate", "published")


def test_an_article_is_read_out_of_its_page(keep, retrieve, extract, site, connection):
    entry = keep("one")["one"]
    site.replies["/one"] = PAGE
    retrieve()
    assert extract().counts == {"extracted": 1}
    assert staged(connection) == {entry.entry_id: ("page", TITLE, generic.VERSION)}


@pytest.mark.parametrize("damage", ["torn", "lost"])
def test_a_damaged_record_parks_its_entry_unless_the_feed_gave_text(
    keep, retrieve, extract, site, connection, settings, damage
):
    bare, told, good = keep("bare")["bare"], keep("told", content=BODY)["told"], keep("good")["good"]
    site.replies |= {"/bare": PAGE, "/told": PAGE, "/good": PAGE}
    retrieve()
    with connection.transaction():
        offset = 10**9 if damage == "torn" else 0
        file = "warc_file" if damage == "torn" else "'nahr/no-such-file'"
        connection.execute(
            f"UPDATE raw.page SET warc_offset = warc_offset + {offset}, warc_file = {file} WHERE entry_id = ANY(%s)",
            [[bare.entry_id, told.entry_id]],
        )
    assert extract().counts == {"quarantined": 1, "extracted": 2}
    assert [(record.entry_id, record.reason) for record in parked(connection)] == [(bare.entry_id, "unreadable_page")]
    assert {key: value[0] for key, value in staged(connection).items()} == {
        told.entry_id: "feed",
        good.entry_id: "page",
    }


def test_a_page_that_breaks_the_extractor_does_not_stop_its_day(keep, retrieve, extract, site, connection, monkeypatch):
    entries = keep("bad", "good")
    site.replies |= {"/bad": PAGE, "/good": PAGE}
    retrieve()
    real = generic.extract

    def fragile(body, url, *rest, **options):
        if url.endswith("/bad"):
            raise ZeroDivisionError("deep inside")
        return real(body, url, *rest, **options)

    monkeypatch.setattr(generic, "extract", fragile)
    assert extract().counts == {"quarantined": 1, "extracted": 1}
    (record,) = parked(connection)
    assert (record.entry_id, record.reason) == (entries["bad"].entry_id, "extractor_failed")
    assert "ZeroDivisionError('deep inside')" in record.detail


def test_an_entry_edited_while_it_is_extracted_starts_over(keep, retrieve, extract, site, connection, monkeypatch):
    entry = keep("one")["one"]
    site.replies["/one"] = PAGE
    retrieve()
    real = generic.extract

    def slow(*arguments, **options):
        edit(connection, entry)
        return real(*arguments, **options)

    monkeypatch.setattr(generic, "extract", slow)
    extract()
    assert connection.execute("SELECT status, revision FROM raw.entry").fetchall() == [("discovered", 2)]


class Fragile(Crew):
    """A crew that breaks on one title."""

    def annotate(self, texts):
        assert {(text.published_at, text.timezone) for text in texts} == {(NOON, "Asia/Baghdad")}
        return [ZeroDivisionError("deep inside") if text.title == "bad" else Annotation() for text in texts]


def test_an_article_that_breaks_the_annotator_does_not_stop_its_day(dsn, keep, retrieve, extract, site, connection):
    bad, good = keep("bad", title="bad")["bad"], keep("good")["good"]
    site.replies |= {"/bad": PAGE, "/good": PAGE}
    retrieve()
    extract()
    report = annotate_articles(dsn, DAY, SOURCES, lambda: NOON, Fragile)
    assert report.counts == {"annotated": 1, "quarantined": 1}
    assert (status_of(connection, bad), status_of(connection, good)) == ("quarantined", "annotated")
    (record,) = parked(connection)
    assert (record.entry_id, record.stage, record.reason) == (bad.entry_id, "annotate", "annotator_failed")
    assert connection.execute("SELECT entry_id FROM stage.article WHERE annotator_version IS NOT NULL").fetchall() == [
        (good.entry_id,)
    ]


def test_a_day_without_articles_loads_no_annotator(dsn, monkeypatch):
    monkeypatch.setattr(crew_room, "load_annotator", None)
    assert str(annotate_articles(dsn, DAY, SOURCES)) == "2026-11-18 annotate: nothing to do"


def test_a_source_that_left_the_catalogue_is_finished_all_the_same(dsn, keep, site, settings, connection, tmp_path):
    entry = keep("one", source_id="former")["one"]
    site.replies["/one"] = PAGE
    retrieve_pages(dsn, DAY, {}, settings)
    extract_articles(dsn, DAY, {}, settings)
    annotate_articles(dsn, DAY, {})
    assert status_of(connection, entry) == "annotated"


def test_an_address_that_is_not_allowed_is_parked(dsn, keep, site, connection, tmp_path):
    keep("one")
    retrieve_pages(dsn, DAY, SOURCES, make_settings(tmp_path))
    assert site.requests == []
    assert [record.reason for record in parked(connection)] == ["forbidden_address"]


def test_a_raw_store_that_is_away_fails_the_task_and_not_the_pages(
    keep, retrieve, extract, site, connection, monkeypatch
):
    entry = keep("one")["one"]
    site.replies["/one"] = PAGE
    retrieve()

    def away(self, file, offset, length):
        raise RetryableError(file, "the store does not answer")

    monkeypatch.setattr(WarcStore, "read", away)
    with pytest.raises(RetryableError, match="does not answer"):
        extract()
    assert status_of(connection, entry) == "retrieved"


def test_an_entry_that_moved_makes_another_version_of_its_article(keep, dsn, retrieve, extract, site, connection):
    def through(entry):
        retrieve()
        extract()
        annotate_articles(dsn, DAY, SOURCES, lambda: NOON)
        publish_articles(dsn, DAY, lambda: NOON, lambda dsn, day: Verdict(()))

    with connection.transaction():
        save_sources(connection, list(SOURCES.values()))
    entry = keep("one")["one"]
    site.replies |= {"/one": PAGE, "/moved": Reply(HTML.replace(TITLE, "عنوان آخر").encode(), headers=PAGE.headers)}
    through(entry)
    moved = replace(
        entry, url=f"{site.base}/moved", canonical_url=f"{site.base}/moved", title="عنوان آخر", content_hash="other"
    )
    with connection.transaction():
        save_entries(connection, [moved])
    through(moved)
    rows = connection.execute("SELECT canonical_url, title, version FROM curated.article").fetchall()
    assert rows == [(f"{site.base}/moved", "عنوان آخر", 2)]
    assert connection.execute("SELECT sum(difference), sum(published_count) FROM ops.funnel").fetchone() == (0, 1)


def test_what_comes_while_a_day_is_worked_on_is_taken_along(keep, retrieve, site, connection):
    keep("one")

    def reply(asked):
        if not site.asked("/two"):
            keep("two")
        return PAGE

    site.replies |= {"/one": reply, "/two": PAGE}
    assert str(retrieve()) == "2026-11-18 retrieve: 2 retrieved"
