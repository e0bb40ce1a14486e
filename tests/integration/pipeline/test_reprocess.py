"""Doing a day again reads the raw store, not the web."""

from builders import BODY, DAY, TITLE, make_entry, make_source
from loopback import Reply
from marsad.pipeline.extract import extract_articles
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.retrieve import retrieve_pages
from marsad.store.entries import save_entries

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
HTML = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{PARAGRAPHS}</article></body></html>"


def articles(connection):
    return connection.execute("SELECT entry_id, title, body, content_hash FROM stage.article").fetchall()


def test_a_day_is_reprocessed_without_a_request(dsn, site, settings, connection):
    source = make_source(base=site.base, sitemap=f"{site.base}/sitemap.xml")
    entry = make_entry("one", url=f"{site.base}/one")
    site.replies["/one"] = Reply(HTML.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    with connection.transaction():
        save_entries(connection, [entry])
    retrieve_pages(dsn, DAY, {"nahr": source}, settings)
    extract_articles(dsn, DAY, {"nahr": source}, settings)
    before = articles(connection)
    assert BODY.splitlines()[0] in before[0][2]
    connection.execute("DELETE FROM stage.article")
    connection.execute("UPDATE raw.entry SET status = 'published'")

    asked = len(site.requests)
    site.replies.clear()
    assert ingest_day(dsn, DAY, [source], settings, "reprocess").again == 1
    assert retrieve_pages(dsn, DAY, {"nahr": source}, settings).counts == {}
    assert extract_articles(dsn, DAY, {"nahr": source}, settings).counts == {"extracted": 1}
    assert articles(connection) == before
    assert len(site.requests) == asked
