"""What one bad record, an edit at the wrong moment or a feed's twin could do to everybody else's news."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import (
    BODY,
    DAY,
    NOON,
    digest,
    edit,
    make_article,
    make_entry,
    make_event,
    make_settings,
    make_source,
    stage,
)
from marsad.annotate import ontology
from marsad.errors import ConfigError, GoneError, UnexpectedInputError
from marsad.model import Annotation, EntryStatus, Feed, Mention, Quantity, Response
from marsad.pipeline import ingest, poll, read_feeds, retrieve
from marsad.pipeline.annotate import annotate_articles
from marsad.pipeline.crew import Crew
from marsad.pipeline.extract import extract_articles
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.publish import publish_articles
from marsad.pipeline.retrieve import SLOWEST_CRAWL, retrieve_pages
from marsad.quality.gate import check_day
from marsad.quality.suite import rules
from marsad.quality.verdict import Verdict
from marsad.settings import load_settings
from marsad.store.curated import save_sources
from marsad.store.entries import StatusChange, mark_duplicates, save_entries, set_statuses
from marsad.store.staging import save_articles
from marsad.web.retrieve import Retriever

RSS = "<rss version='2.0'><channel><title>النهر</title><item>{}</item></channel></rss>"


class Web:
    """A retriever that answers from a dictionary and notes how patient it was told to be."""

    def __init__(self, pages):
        self.pages = pages
        self.delays = []

    def __call__(self, settings, dsn="", **options):
        return self

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None

    async def get(self, url, crawl_delay=0.0, **options):
        self.delays.append(crawl_delay)
        if url not in self.pages:
            raise GoneError(url, "is not there")
        return Response(url, url, 200, {}, self.pages[url].encode(), NOON)


def status_of(connection, entry):
    connection.commit()
    return connection.execute("SELECT status, revision FROM raw.entry WHERE entry_id = %s", [entry.entry_id]).fetchone()


def bring(connection, entry, status):
    """`entry`, left in `status` by a worker; commits."""
    save_sources(connection, [make_source(entry.source_id)])
    save_entries(connection, [entry])
    connection.execute("UPDATE raw.entry SET status = %s WHERE entry_id = %s", [status, entry.entry_id])
    connection.commit()


def crew_that_finds(annotation):
    """A crew whose annotations follow from the titles alone."""

    class Reader(Crew):
        def annotate(self, texts):
            return [annotation(text.title) for text in texts]

    return Reader


def test_a_number_beyond_the_column_quarantines_its_article_and_not_the_batch(lasting, lasting_dsn, monkeypatch):
    good, bad = make_entry("good"), make_entry("bad")
    for entry in (good, bad):
        stage(lasting, entry)
        lasting.execute("UPDATE raw.entry SET status = 'extracted' WHERE entry_id = %s", [entry.entry_id])
    lasting.commit()

    def annotation(title):
        event = make_event(counts=(Quantity("money", 10**20, 0, 4, BODY[:4]),))
        return Annotation(events=(event,) if title == "bad" else ())

    lasting.execute("UPDATE stage.article SET title = 'bad' WHERE entry_id = %s", [bad.entry_id])
    lasting.commit()
    annotate_articles(lasting_dsn, DAY, {}, crew=crew_that_finds(annotation))
    assert status_of(lasting, good)[0] == "annotated"
    assert status_of(lasting, bad)[0] == "quarantined"


def test_a_name_no_index_takes_quarantines_its_article_and_not_the_day(lasting, lasting_dsn, monkeypatch):
    """An alias of 7,000 random letters, as a page of nothing but one word gives, is refused by the primary key."""
    good, bad = make_entry("good"), make_entry("bad")
    for entry in (good, bad):
        stage(lasting, entry, title=entry.guid)
        lasting.execute("UPDATE raw.entry SET status = 'extracted' WHERE entry_id = %s", [entry.entry_id])
    lasting.commit()
    name = "".join(digest(str(n)) for n in range(110))

    def annotation(title):
        mention = Mention(0, len(name), name, "PER", "local:long", None, "nil")
        return Annotation(mentions=(mention,) if title == "bad" else ())

    annotate_articles(lasting_dsn, DAY, {}, crew=crew_that_finds(annotation))
    assert publish_articles(lasting_dsn, DAY, check=lambda dsn, day: Verdict(())).published == 1
    assert status_of(lasting, good)[0] == "published"
    assert status_of(lasting, bad)[0] == "quarantined"


def test_an_event_the_ontology_does_not_know_quarantines_its_article_and_not_the_batch(
    lasting, lasting_dsn, monkeypatch
):
    good, bad = make_entry("good"), make_entry("bad")
    for entry in (good, bad):
        stage(lasting, entry, title=entry.guid)
        lasting.execute("UPDATE raw.entry SET status = 'extracted' WHERE entry_id = %s", [entry.entry_id])
    lasting.commit()

    def annotation(title):
        return Annotation(events=(make_event(type="GOSSIP"),) if title == "bad" else ())

    annotate_articles(lasting_dsn, DAY, {}, crew=crew_that_finds(annotation))
    assert status_of(lasting, good)[0] == "annotated"
    assert status_of(lasting, bad)[0] == "quarantined"


def test_an_address_too_long_for_a_btree_is_kept(lasting):
    slug = "".join(digest(str(n)) for n in range(100))
    entry = make_entry(url=f"https://nahr.example/{slug}")
    bring(lasting, entry, "discovered")
    assert status_of(lasting, entry) == ("discovered", 1)


def test_what_was_checked_is_what_is_published(lasting, lasting_dsn):
    entry = make_entry()
    stage(lasting, entry)

    def slow_gate(dsn, day):
        """An edit goes all the way while the gate looks at the text before it."""
        edit(lasting, entry)
        newer = replace(entry, revision=2)
        save_articles(lasting, [make_article(newer, body="نص لم يره أحد")])
        lasting.execute("UPDATE stage.article SET annotator_version = 'test-1'")
        set_statuses(lasting, [StatusChange(entry.entry_id, 2, EntryStatus.ANNOTATED)])
        lasting.commit()
        return Verdict(())

    assert publish_articles(lasting_dsn, DAY, check=slow_gate).published == 0
    assert status_of(lasting, entry) == ("annotated", 2)
    assert publish_articles(lasting_dsn, DAY, check=lambda dsn, day: Verdict(())).published == 1


def test_a_day_whose_staged_article_is_lost_is_extracted_again(lasting, lasting_dsn, tmp_path):
    entries = [make_entry(key, content=BODY) for key in ("one", "two")]
    for entry, status in zip(entries, ("extracted", "annotated"), strict=True):
        bring(lasting, entry, status)
    extract_articles(lasting_dsn, DAY, {}, load_settings({"MARSAD_HOME": str(tmp_path)}))
    assert [status_of(lasting, entry)[0] for entry in entries] == ["extracted", "extracted"]


def test_two_entries_of_one_article_do_not_stop_the_batch(lasting, lasting_dsn, tmp_path):
    first = make_entry("first", content=BODY)
    second = make_entry("second", url=first.url, content=BODY, first_seen_at=NOON + timedelta(minutes=1))
    for entry in (first, second):
        bring(lasting, entry, "retrieved")
    extract_articles(lasting_dsn, DAY, {}, load_settings({"MARSAD_HOME": str(tmp_path)}))
    assert status_of(lasting, first)[0] == "extracted"
    assert status_of(lasting, second)[0] == "duplicate"


@pytest.mark.parametrize("end", ["gone", "blocked", "empty", "quarantined"])
def test_an_entry_that_brought_no_article_makes_no_duplicates(lasting, end):
    failed = make_entry("failed")
    bring(lasting, failed, end)
    again = make_entry("again", url=failed.url, first_seen_at=NOON + timedelta(hours=1))
    bring(lasting, again, "discovered")
    mark_duplicates(lasting, [again])
    assert status_of(lasting, again)[0] == "discovered"


def test_two_feeds_that_word_one_entry_differently_do_not_undo_each_other(lasting, lasting_dsn, monkeypatch, tmp_path):
    feeds = tuple(Feed(f"nahr/{name}", "nahr", f"https://nahr.example/{name}") for name in ("all", "iraq"))
    item = "<guid>1</guid><link>https://nahr.example/1</link><title>خبر</title>"
    web = Web(
        {
            "https://nahr.example/all": RSS.format(item),
            "https://nahr.example/iraq": RSS.format(f"{item}<description>مع نصه</description>"),
        }
    )
    monkeypatch.setattr(poll, "polite_retriever", web)
    rounds = []
    for minute in range(3):
        now = NOON + timedelta(minutes=minute)
        report = poll_feeds(lasting_dsn, [make_source(feeds=feeds)], make_settings(tmp_path), clock=lambda now=now: now)
        rounds.append([poll.outcome.value for poll in report.polls])
    assert rounds == [["changed", "unchanged"], ["unchanged"] * 2, ["unchanged"] * 2]
    assert lasting.execute("SELECT revision, summary FROM raw.entry").fetchall() == [(1, "")]
    # The feed that brought it still tells of edits.
    web.pages["https://nahr.example/all"] = RSS.format(item.replace("خبر", "خبر معدل"))
    poll_feeds(
        lasting_dsn, [make_source(feeds=feeds)], make_settings(tmp_path), clock=lambda: NOON + timedelta(hours=1)
    )
    lasting.commit()
    assert lasting.execute("SELECT revision, title FROM raw.entry").fetchall() == [(2, "خبر معدل")]


def test_a_feed_that_cannot_be_stored_does_not_silence_the_feeds_after_it(lasting, lasting_dsn, monkeypatch, tmp_path):
    sources = [make_source("bad"), make_source("good", "https://good.example")]
    item = "<guid>1</guid><link>https://good.example/1</link><title>{}</title>"
    web = Web(
        {
            "https://nahr.example/rss": RSS.format(item.format("BAD")),
            "https://good.example/rss": RSS.format(item.format("خبر")),
        }
    )

    def entry_of(item, source, feed, now):
        entry = decided(item, source, feed, now)
        return replace(entry, title="\0") if entry.title == "BAD" else entry

    decided = read_feeds.entry_of
    monkeypatch.setattr(read_feeds, "entry_of", entry_of)
    monkeypatch.setattr(poll, "polite_retriever", web)
    report = poll_feeds(lasting_dsn, sources, make_settings(tmp_path), clock=lambda: NOON)
    assert [(p.feed_id, p.outcome.value) for p in report.polls] == [("bad/all", "unreadable"), ("good/all", "changed")]
    assert "bad" not in {row[0] for row in lasting.execute("SELECT source_id FROM raw.entry")}
    assert lasting.execute("SELECT failure_count FROM ops.feed_state WHERE feed_id = 'bad/all'").fetchone() == (1,)


def test_a_robots_txt_that_asks_for_a_day_between_requests_does_not_hold_up_the_batch(
    lasting, lasting_dsn, monkeypatch, tmp_path
):
    entry = make_entry()
    bring(lasting, entry, "discovered")
    web = Web({"https://nahr.example/robots.txt": "User-agent: *\nCrawl-delay: 86400", entry.url: "<html></html>"})
    monkeypatch.setattr(retrieve, "Retriever", web)
    retrieve_pages(lasting_dsn, DAY, {}, load_settings({"MARSAD_HOME": str(tmp_path)}))
    assert max(web.delays) == SLOWEST_CRAWL
    assert status_of(lasting, entry)[0] == "retrieved"


def test_an_index_whose_sitemaps_are_gone_is_told_as_unavailable_and_not_as_a_day_without_news(
    lasting, lasting_dsn, monkeypatch
):
    url = "https://nahr.example/sitemap.xml"
    web = Web({url: "<sitemapindex><sitemap><loc>https://nahr.example/1.xml</loc></sitemap></sitemapindex>"})
    monkeypatch.setattr(ingest, "polite_retriever", web)
    report = ingest_day(lasting_dsn, DAY, [make_source(sitemap=url)], load_settings({}))
    assert report.unavailable == {"nahr": "https://nahr.example/1.xml: is not there"}
    assert lasting.execute("SELECT kind, subject FROM ops.issue").fetchall() == [("sitemap_failing", "nahr")]


def test_the_gate_tells_every_article_that_breaks_a_rule_however_many(lasting, lasting_dsn):
    for number in range(25):
        stage(lasting, make_entry(str(number)), language="fa", body=f"{BODY} {number}")
    good = make_entry("good")
    stage(lasting, good)
    report = publish_articles(lasting_dsn, DAY)
    assert (report.published, report.quarantined, report.blocking) == (1, 25, ())
    assert status_of(lasting, good)[0] == "published"


def test_a_dollar_sign_in_the_dsn_reaches_the_gate(lasting_dsn):
    sign = "&" if "?" in lasting_dsn else "?"
    assert check_day(f"{lasting_dsn}{sign}application_name=pa$word", DAY, rules(ontology.load().types)).blocking == ()


@pytest.mark.parametrize("url", ["http://xn--/1", "http://xn--a/1", "http:///1"])
def test_a_host_that_cannot_be_decoded_is_one_entrys_trouble(url):
    async def get():
        async with Retriever(load_settings({})) as retriever:
            await retriever.get(url)

    with pytest.raises(UnexpectedInputError, match="no URL"):
        asyncio.run(get())


@pytest.mark.parametrize("end", ["blocked", "empty", "quarantined"])
def test_the_feeds_text_gives_a_failed_entry_of_the_sitemap_another_start(lasting, end):
    bare = make_entry(feed_id=None, title="")
    bring(lasting, bare, end)
    save_entries(lasting, [make_entry(content=BODY)])
    assert status_of(lasting, bare) == ("discovered", 1)


def test_a_port_in_superscript_is_refused_by_name():
    with pytest.raises(ConfigError, match="MARSAD_PORT"):
        load_settings({"MARSAD_PORT": "80²"})


def test_a_round_in_which_no_feed_is_due_writes_nothing(lasting, lasting_dsn, monkeypatch, tmp_path):
    monkeypatch.setattr(poll, "polite_retriever", Web({"https://nahr.example/rss": RSS.format("<title>خبر</title>")}))
    poll_feeds(lasting_dsn, [make_source()], make_settings(tmp_path), clock=lambda: NOON)
    lasting.execute("DELETE FROM curated.feed")
    lasting.commit()
    assert (
        poll_feeds(lasting_dsn, [make_source()], make_settings(tmp_path), is_due_only=True, clock=lambda: NOON).polls
        == ()
    )
    assert lasting.execute("SELECT count(*) FROM curated.feed").fetchone() == (0,)
