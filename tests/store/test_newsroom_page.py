"""The newsroom page over a real warehouse: what it shows, and that nothing in the news can speak in its name."""

import pytest
from fastapi import Depends
from fastapi.testclient import TestClient

from builders import DAY, NOON, make_entry, make_source, stage
from marsad.model import EntryStatus, PollOutcome
from marsad.newsroom.app import create_app
from marsad.newsroom.overview import FUNNEL_ROWS
from marsad.store.curated import save_sources
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.feeds import FeedPoll, FeedState, save_poll
from marsad.store.issues import open_issue
from marsad.store.quarantine import Quarantined, park

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> &amp; {{ 7 * 7 }}"


@pytest.fixture
def page(lasting_dsn):
    return TestClient(create_app(lasting_dsn, [Depends(lambda: None)]))


def test_an_empty_warehouse_is_a_page_too(page):
    answer = page.get("/")
    assert answer.status_code == 200
    assert "Nothing." in answer.text
    assert page.get("/overview").json()["landed"]["article_count"] == 0


def test_text_from_outside_is_text_and_nothing_else(page, lasting):
    entry = make_entry()
    save_sources(lasting, [make_source()])
    save_entries(lasting, [entry])
    set_statuses(lasting, [StatusChange(entry.entry_id, 1, EntryStatus.QUARANTINED)])
    park(lasting, [Quarantined(entry.entry_id, 1, ATTACK, ATTACK, ATTACK, NOON)])
    open_issue(lasting, ATTACK, ATTACK, ATTACK, NOON)
    state = FeedState(ATTACK, "nahr", None, NOON, 300.0, last_outcome=PollOutcome.FAILED, last_message=ATTACK)
    save_poll(lasting, state, FeedPoll(ATTACK, NOON, PollOutcome.FAILED, None, 0, 0, 0, 0, 0, 0, 1, ATTACK))
    lasting.commit()
    answer = page.get("/")
    assert answer.status_code == 200
    assert answer.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 8
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "{{ 7 * 7 }}" in answer.text


def test_the_page_shows_the_funnel_newest_first_and_marks_a_difference(page, lasting):
    stage(lasting, make_entry("waiting"))
    lost = make_entry("lost", day=DAY.replace(day=19))
    save_entries(lasting, [lost])
    lasting.execute("UPDATE raw.entry SET status = 'published' WHERE entry_id = %s", [lost.entry_id])
    lasting.commit()
    text = page.get("/").text
    assert text.index("2026-11-19") < text.index("2026-11-18")
    assert text.count('class="number bad"') == 1
    told = page.get("/overview").json()
    assert [row["difference"] for row in told["funnel"]] == [1, 0]
    assert told["landed"]["pending_count"] == 1


def test_only_the_last_days_are_shown(page, lasting):
    many = [make_entry(str(n), source_id=f"source_{n:03}") for n in range(FUNNEL_ROWS + 5)]
    save_entries(lasting, many)
    lasting.commit()
    assert len(page.get("/overview").json()["funnel"]) == FUNNEL_ROWS
