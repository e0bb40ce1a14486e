"""The article the project began from, through feed, page, extraction, annotation, gate and publication."""

import json
from collections import Counter
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from builders import make_settings, make_source, rss
from loopback import Reply
from marsad.pipeline.days import days_with_work
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.run import run_day

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "dev"
HTML = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{published_at}"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/politics">سياسة</a></nav>
<article><h1>{title}</h1>{paragraphs}</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


def read(folder):
    path = GOLD / folder / "dev-000.json"
    if not path.exists():
        pytest.skip("../shared/gold/dev is not beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_seed_article_reaches_curated(dsn, site, connection, tmp_path):
    seed, gold = read("docs"), read("annotations")
    published_at = datetime.fromisoformat(seed["published_at"])
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in seed["text"].splitlines() if line.strip())
    title = escape(seed["title"])
    site.replies["/seed"] = Reply(
        HTML.format(title=title, published_at=seed["published_at"], paragraphs=paragraphs).encode(),
        headers={"Content-Type": "text/html; charset=utf-8"},
    )
    date_line = f"<pubDate>{published_at:%d %b %Y %H:%M:%S} GMT</pubDate>"
    site.replies["/rss"] = Reply(rss(f"<item><title>{title}</title><link>{site.base}/seed</link>{date_line}</item>"))
    source = make_source(base=site.base)
    settings = make_settings(tmp_path, site.address)
    seen_at = published_at + timedelta(hours=1)

    assert poll_feeds(dsn, [source], settings, clock=lambda: seen_at).days == (published_at.date(),)
    assert days_with_work(dsn) == [published_at.date()]
    report = run_day(dsn, published_at.date(), {source.source_id: source}, settings, lambda told: None)
    assert (report.published, report.quarantined, report.failed_checks) == (1, 0, 0)

    stored_title, body, stored_at = connection.execute(
        "SELECT title, body, published_at FROM curated.article"
    ).fetchone()
    assert (stored_title.split(), body.split()) == (seed["title"].split(), seed["text"].split())
    assert stored_at == published_at
    mentions = connection.execute('SELECT text, type, start, "end" FROM curated.mention').fetchall()
    assert all(body[start:end] == text for text, _, start, end in mentions)
    gold_names = {(mention["text"], mention["type"]) for mention in gold["mentions"]}
    assert len(gold_names & {mention[:2] for mention in mentions}) * 2 > len(gold_names)
    found = Counter(kind for (kind,) in connection.execute("SELECT event_type FROM curated.event"))
    told = Counter(event["type"] for event in gold["events"])
    assert sum((found & told).values()) > 0
