"""Great Expectations' own pages of a checked day: what they show, and how many are kept."""

from datetime import timedelta

from builders import BODY, DAY, NOON, make_entry, stage
from marsad.annotate import ontology
from marsad.newsroom.data_docs import page, pages
from marsad.pipeline.publish import publish_articles
from marsad.quality import data_docs
from marsad.quality.suite import rules


def test_pages_show_what_was_broken_in_both_rounds(lasting, lasting_dsn, tmp_path):
    stage(lasting, make_entry("good"))
    for number in range(7):
        stage(lasting, make_entry(str(number)), title="Ø§Ù„ØµØ§", body=f"{BODY} {number}")
    docs = tmp_path / "data_docs"
    assert publish_articles(lasting_dsn, DAY, lambda: NOON, docs=docs).quarantined == 7
    (checks,) = pages(docs).values()
    assert list(checks) == ["20261118T120000-2", "20261118T120000-1"]
    tables = {rule.table for rule in rules(ontology.load().types)}
    assert [len(places) for places in checks.values()] == [len(tables), len(tables)]
    first = page(docs, "2026-11-18/20261118T120000-1/article.html")
    assert "mojibake_count" in first
    assert len(first) < 500_000


def test_what_cannot_be_written_stops_nothing(lasting, lasting_dsn, tmp_path):
    stage(lasting, make_entry())
    (tmp_path / "data_docs").write_text("no folder")
    assert publish_articles(lasting_dsn, DAY, lambda: NOON, docs=tmp_path / "data_docs").published == 1


def test_old_pages_are_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(data_docs, "DAYS_KEPT", 2)
    monkeypatch.setattr(data_docs, "CHECKS_KEPT", 3)
    for back in range(3):
        for hour in range(4):
            now = NOON + timedelta(minutes=back, seconds=hour)
            data_docs.write_pages(tmp_path, DAY - timedelta(days=back), [{}], now)
    kept = {day.name: sorted(check.name for check in day.iterdir()) for day in tmp_path.iterdir()}
    assert sorted(kept) == ["2026-11-16", "2026-11-17"]  # the two that were checked last
    assert kept["2026-11-17"] == [f"20261118T12010{second}-1" for second in (1, 2, 3)]
