"""`ops.coverage` and `curated.coverage`: what asking came to, what is missing, and the call that gets it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import DAY, NOON, make_entry, make_source
from loopback import Reply
from marsad.model import Archive, EntryStatus
from marsad.pipeline.coverage import fill_gaps, gap_of
from marsad.pipeline.ingest import ingest_day
from marsad.store.coverage import coverage_between
from marsad.store.entries import save_entries

URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
PAGE = "<html lang='ar'><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
TEXT = "أعلنت وزارة الموارد المائية في بغداد يوم الأربعاء افتتاح محطة جديدة لضخ المياه في محافظة ميسان. " * 4
LATER = NOON + timedelta(days=2)


def sitemap(site, *keys, day="2026-11-18"):
    rows = (f"<url><loc>{site.base}/{key}</loc><lastmod>{day}T08:00:00Z</lastmod></url>" for key in keys)
    return Reply(URLSET.format("".join(rows)).encode())


@pytest.fixture
def source(site):
    return make_source(base=site.base, sitemap=f"{site.base}/sitemap/{{day}}.xml")


@pytest.fixture
def ingest(dsn, source, settings):
    def once(mode="missing", day=DAY, now=LATER, sources=None):
        return ingest_day(dsn, day, sources or [source], settings, mode, lambda: now)

    return once


@pytest.fixture
def covered(connection):
    def of(day=DAY, source_id="nahr"):
        return coverage_between(connection, day, day, [source_id])[0]

    return of


def test_a_day_that_was_told_in_full_after_it_was_over_is_not_asked_again(ingest, site, covered):
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(site, "one", "two")
    assert ingest().new == 2
    asked = len(site.requests)
    assert (covered().expected_count, covered().completed_at) == (2, LATER)
    assert ingest().new == 0
    assert len(site.requests) == asked
    ingest("failed")
    assert len(site.requests) > asked, "the other modes ask for the list too"


def test_a_day_that_was_not_over_is_asked_again(ingest, site, covered):
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(site, "one")
    ingest(now=NOON)
    assert gap_of(replace(covered(), pending_count=0)) == "asked for before the day was over"
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(site, "one", "late")
    assert ingest().new == 1
    assert covered().expected_count == 2


def test_what_failed_is_told_and_takes_back_nothing(ingest, site, covered):
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(site, "one")
    ingest()
    site.replies["/sitemap/2026-11-18.xml"] = Reply(status=500)
    ingest("failed")
    assert (covered().expected_count, covered().completed_at) == (1, LATER)
    assert f"{site.base}/sitemap/2026-11-18.xml: status 500" in covered().unavailable_reason


def test_an_article_known_as_of_another_day_is_not_expected_of_this_one(ingest, site, covered, connection):
    with connection.transaction():
        save_entries(connection, [make_entry(url=f"{site.base}/moved", day=DAY - timedelta(days=1))])
    site.replies["/sitemap/2026-11-18.xml"] = sitemap(site, "one", "moved")
    ingest()
    assert (covered().expected_count, covered().known_count) == (1, 1)


def test_nothing_published_is_an_answer_and_no_way_to_ask_is_none(ingest, site, covered, source):
    ingest(sources=[source, make_source("bare", base=site.base)])
    assert (covered().expected_count, covered().unavailable_reason, gap_of(covered())) == (0, None, None)
    bare = covered(source_id="bare")
    assert (bare.expected_count, bare.asked_ways) == (None, ["raw_store"])
    assert gap_of(bare) == "has no sitemap and no archive"


def test_a_list_that_names_nothing_proves_nothing_while_the_next_fails(ingest, site, covered, source):
    site.replies["/a/2026-11-18"] = Reply(status=500)
    ingest(sources=[replace(source, archive=Archive(f"{site.base}/a/{{day}}", "/news/"))])
    assert covered().completed_at is None
    assert f"{site.base}/a/2026-11-18: status 500" in gap_of(covered())


def test_the_view_counts_what_became_of_the_entries(covered, connection):
    statuses = ("published", "discovered", "duplicate", "not_arabic", "gone", "blocked", "empty", "quarantined")
    entries = [make_entry(key, status=EntryStatus(key)) for key in statuses]
    with connection.transaction():
        save_entries(connection, entries)
    row = covered()
    assert (row.known_count, row.published_count, row.pending_count, row.failed_count) == (8, 1, 1, 4)
    assert (row.duplicate_count, row.not_arabic_count, row.checked_at) == (1, 1, None)
    assert gap_of(row) == "never asked for"
    assert covered(DAY + timedelta(days=1)).known_count == 0


def test_one_call_fills_the_gaps_and_nothing_but_the_gaps(dsn, site, source, settings, connection):
    days = [DAY - timedelta(days=1), DAY]
    for day in days:
        site.replies[f"/sitemap/{day}.xml"] = sitemap(site, f"{day}", day=day)
        site.replies[f"/{day}"] = Reply(
            PAGE.format("افتتاح محطة", TEXT).encode(), headers={"Content-Type": "text/html"}
        )

    def look():
        return coverage_between(connection, *days, ["nahr"])

    told = []
    fill_gaps(dsn, look(), [source], settings, told.append, lambda: LATER)
    assert [(row.expected_count, row.published_count, gap_of(row)) for row in look()] == [(1, 1, None)] * 2
    assert len(told) == 12  # both days: asked for, and through five stages
    asked = len(site.requests)
    fill_gaps(dsn, look(), [source], settings, told.append, lambda: LATER)
    assert (len(told), len(site.requests)) == (12, asked)
