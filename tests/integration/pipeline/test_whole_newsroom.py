"""Every stage over the whole sample newsroom, planted articles included: how each article ends, and that it stays so.

The newsroom is taken through once for all tests; those that send a day through again must leave it as it was.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from psycopg.rows import dict_row

from builders import curated_digest, fresh_warehouse, make_settings
from documented import SHOWN, answered
from marsad.catalog import enabled_sources
from marsad.errors import ConfigError
from marsad.launch.postgres import Server
from marsad.model import IN_FLIGHT, Source
from marsad.pipeline.days import days_left_behind, days_with_work
from marsad.pipeline.ingest import ingest_day
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.publish import PublishReport
from marsad.pipeline.run import run_day
from marsad.sample.articles import load_articles
from marsad.sample.model import PLANTED, Special
from marsad.sample.server import Running, running
from marsad.settings import Settings
from marsad.store.report import funnel

ARTICLES = load_articles(planted=True)
DAYS = sorted({article.day for article in ARTICLES})
SPECIAL = {article.special: article for article in ARTICLES if article.special}
# When the feeds are polled. What has no date, or none that can be true, is filed under this day.
POLLED_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENDS = {
    Special.ENGLISH: ("not_arabic", "language_en"),
    Special.PAGE_GONE: ("gone", "status_404"),
    Special.EMPTY_BODY: ("empty", "empty_body"),
    Special.FUTURE_DATE: ("quarantined", "published_in_future"),
    Special.MOJIBAKE: ("quarantined", "mojibake"),
}
QUIET_DAY = date(2026, 11, 12)  # four articles, none of them special
FAILED_DAY = date(2026, 11, 17)  # one empty, one in English


@dataclass
class Taken:
    """The newsroom, and the warehouse it has gone through."""

    dsn: str
    newsroom: Running
    settings: Settings
    sources: dict[str, Source]
    first_digest: dict[str, str]  # before the second edition
    published_again: list[PublishReport]  # of the second edition

    def ingest(self, day, mode, settings=None):
        return ingest_day(self.dsn, day, tuple(self.sources.values()), settings or self.settings, mode, clock)

    def run(self, settings=None):
        """Take every day that has work as far as it goes."""
        days = days_with_work(self.dsn)
        return [run_day(self.dsn, d, self.sources, settings or self.settings, silent, clock) for d in days]

    def rows(self, query, *parameters):
        with psycopg.connect(self.dsn, row_factory=dict_row) as connection:
            return connection.execute(query, parameters).fetchall()

    def digest(self):
        with psycopg.connect(self.dsn) as connection:
            return curated_digest(connection)


def clock():
    return POLLED_AT


def silent(report):
    """Nobody listens."""


@pytest.fixture(scope="module")
def taken(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    home = tmp_path_factory.mktemp("newsroom")
    with running(planted=True) as newsroom, fresh_warehouse(postgres) as dsn:
        settings = make_settings(home, newsroom.addresses, MARSAD_CATALOG=str(newsroom.catalog))
        sources = {source.source_id: source for source in enabled_sources(settings)}
        state = Taken(dsn, newsroom, settings, sources, {}, [])
        poll(state)
        for day in DAYS:
            state.ingest(day, "missing")
        state.run()
        state.first_digest = state.digest()
        newsroom.control(edition=2)
        poll(state)
        state.published_again = state.run()
        yield state


def poll(state):
    return poll_feeds(state.dsn, tuple(state.sources.values()), state.settings, clock=clock)


def path_of(url):
    return unquote(urlsplit(url).path)


def entry_of(taken, article):
    (row,) = [row for row in taken.rows("SELECT * FROM raw.entry") if path_of(row["url"]) == article.path]
    return row


def article_of(taken, article):
    found = taken.rows("SELECT * FROM curated.article WHERE entry_id = %s", entry_of(taken, article)["entry_id"])
    assert len(found) <= 1
    return found[0] if found else None


def test_every_article_became_an_entry_and_none_is_on_its_way(taken):
    entries = taken.rows("SELECT url, status FROM raw.entry")
    assert sorted(path_of(row["url"]) for row in entries) == sorted(article.path for article in ARTICLES)
    assert {row["status"] for row in entries} & IN_FLIGHT == set()
    assert days_with_work(taken.dsn) == days_left_behind(taken.dsn) == []


def test_every_day_adds_up(taken):
    rows = funnel_of(taken)
    assert [row.difference for row in rows] == [0] * len(rows)
    assert {row.day for row in rows} == {*DAYS, POLLED_AT.date()}
    assert sum(row.published_count for row in rows) == len(ARTICLES) - len(ENDS)


def funnel_of(taken):
    with psycopg.connect(taken.dsn) as connection:
        return funnel(connection)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_an_article_ends_as_its_table_says(taken, article):
    entry, published = entry_of(taken, article), article_of(taken, article)
    status, reason = ENDS.get(article.special, ("published", None))
    assert entry["status"] == status
    assert entry["status_reason"] == reason
    assert (published is not None) == (status == "published")


@pytest.mark.parametrize("article", [a for a in ARTICLES if a.special not in ENDS], ids=lambda article: article.slug)
def test_a_published_article_reads_as_it_was_written(taken, article):
    row = article_of(taken, article.in_edition(2))
    written = article.in_edition(2)
    assert (row["title"], row["published_at"]) == (written.title, written.published_at)
    assert row["body"].split() == written.text.split()
    assert (row["language"], row["source_id"]) == ("ar", article.source_id)


def test_the_correction_is_the_second_version(taken):
    article = SPECIAL[Special.EDITED]
    row = article_of(taken, article)
    versions = taken.rows(
        "SELECT * FROM curated.article_version WHERE article_id = %s ORDER BY version", row["article_id"]
    )
    assert [(v["version"], v["revision"]) for v in versions] == [(1, 1), (2, 2)]
    assert [v["title"] for v in versions] == [article.title, article.revision.title]
    assert (versions[1]["is_title_changed"], versions[1]["is_body_changed"]) == (True, True)
    assert (row["version"], row["title"]) == (2, article.revision.title)
    assert [(report.day, report.published) for report in taken.published_again] == [(article.day, 1)]
    changed = {table for table, digest in taken.digest().items() if digest != taken.first_digest[table]}
    assert {"article", "article_version"} <= changed
    assert not {"source", "feed"} & changed


def test_a_page_that_is_forbidden_gives_way_to_the_feeds_text(taken):
    assert article_of(taken, SPECIAL[Special.PAGE_FORBIDDEN])["body_source"] == "feed"


def test_an_article_without_a_date_is_filed_under_the_day_it_was_seen(taken):
    row = article_of(taken, SPECIAL[Special.UNDATED])
    assert (row["published_at"], row["day"]) == (None, POLLED_AT.date())


def test_an_address_in_arabic_leads_to_its_page(taken):
    row = article_of(taken, SPECIAL[Special.ARABIC_PATH])
    (page,) = taken.rows("SELECT http_status FROM raw.page WHERE entry_id = %s", row["entry_id"])
    assert (row["body_source"], page["http_status"]) == ("page", 200)


def test_the_planted_are_parked_while_the_rest_of_their_day_is_published(taken):
    parked = {
        path_of(row["url"]): (row["stage"], row["reason"])
        for row in taken.rows("SELECT url, stage, reason FROM ops.quarantine INNER JOIN raw.entry USING (entry_id)")
    }
    stages = {Special.EMPTY_BODY: "extract", Special.FUTURE_DATE: "publish", Special.MOJIBAKE: "publish"}
    assert set(stages) == PLANTED
    for special, stage in stages.items():
        assert parked[SPECIAL[special].path] == (stage, ENDS[special][1])
        day = entry_of(taken, SPECIAL[special])["day"]
        beside = [row for row in funnel_of(taken) if row.day == day]
        assert sum(row.published_count for row in beside) > 0
    assert taken.rows("SELECT * FROM ops.issue WHERE kind = 'day_blocked'") == []


SPANS = """
SELECT 'mention' AS kind, article_id, start, "end", text FROM curated.mention
UNION ALL SELECT 'trigger', article_id, trigger_start, trigger_end, trigger_text FROM curated.event
UNION ALL SELECT 'place', article_id, place_start, place_end, place_text FROM curated.event
WHERE place_text IS NOT NULL
UNION ALL SELECT 'date', article_id, date_start, date_end, date_text FROM curated.event WHERE date_text IS NOT NULL
UNION ALL SELECT 'attribution', article_id, attribution_start, attribution_end, attribution_text FROM curated.event
WHERE attribution_text IS NOT NULL
UNION ALL SELECT role, article_id, start, "end", text FROM curated.event_role
UNION ALL SELECT 'quantity', article_id, start, "end", text FROM curated.event_quantity
"""


@pytest.mark.parametrize(
    "kind", ["mention", "trigger", "place", "date", "attribution", "actor", "recipient", "quantity"]
)
def test_every_offset_points_at_its_text(taken, kind):
    rows = taken.rows(
        f'SELECT substring(a.body FROM s.start + 1 FOR s."end" - s.start) AS found, s.text, a.body, s.start, s."end"'
        f" FROM ({SPANS}) AS s INNER JOIN curated.article AS a USING (article_id) WHERE s.kind = %s",
        kind,
    )
    assert len(rows) > 5
    assert [row for row in rows if row["found"] != row["text"]] == []
    # Postgres and Python count alike.
    assert all(row["body"][row["start"] : row["end"]] == row["text"] for row in rows)


def test_every_row_says_which_annotator_made_it(taken):
    for table in ("article", "mention", "event", "event_role", "event_quantity"):
        versions = taken.rows(f"SELECT DISTINCT annotator_version AS version FROM curated.{table}")
        assert len(versions) == 1, table


def test_nobody_does_to_himself_what_he_does(taken):
    both = taken.rows("""
        SELECT a.text FROM curated.event_role AS a
        INNER JOIN curated.event_role AS r USING (article_id, event_id)
        WHERE a.role = 'actor' AND r.role = 'recipient' AND a.start < r."end" AND r.start < a."end"
    """)
    assert both == []


def test_queries_in_the_docs_answer_what_the_docs_show(taken, tmp_path):
    page = Path(__file__).parents[3] / "docs/how-to/query-events.md"
    shown = page.read_text(encoding="utf-8")
    with psycopg.connect(taken.dsn, options="-c timezone=UTC -c role=marsad_reader") as connection:
        now = answered(shown, connection)
    answers = [answer for _, answer in SHOWN.findall(now)]
    assert len(answers) == 10
    assert all(len(answer.splitlines()) > 2 for answer in answers), "a head and a rule, and no row"
    (tmp_path / page.name).write_text(now, encoding="utf-8")
    assert now == shown, f"if the new answers are right: cp {tmp_path / page.name} {page}"


def test_every_check_of_every_day_is_written_down(taken):
    rows = taken.rows("SELECT day, count(DISTINCT expectation_name) AS count FROM ops.check_result GROUP BY day")
    assert {row["day"] for row in rows} == {*DAYS, POLLED_AT.date()}
    assert len({row["count"] for row in rows}) == 1


def test_the_good_days_pass_without_a_warning(taken):
    broken = taken.rows("SELECT DISTINCT day, expectation_name AS name FROM ops.check_result WHERE NOT is_success")
    planted = {SPECIAL[special].day for special in ENDS} | {POLLED_AT.date()}
    assert len(set(DAYS) - planted) >= 5
    assert [row for row in broken if row["day"] not in planted] == []


def test_a_day_whose_entries_are_all_known_has_nothing_to_do(taken):
    before = taken.digest()
    report = taken.ingest(QUIET_DAY, "missing")
    assert (report.new, report.again, report.unavailable) == (0, 0, {})
    assert taken.run() == []
    assert taken.digest() == before


@pytest.mark.parametrize(("mode", "day", "again"), [("refetch", QUIET_DAY, 4), ("failed", FAILED_DAY, 1)])
def test_sending_a_day_through_again_changes_nothing(taken, mode, day, again):
    before, statuses = taken.digest(), statuses_of(taken)
    report = taken.ingest(day, mode)
    assert (report.new, report.again) == (0, again)
    assert [told.day for told in taken.run()] == [day]
    assert taken.digest() == before
    assert statuses_of(taken) == statuses


def test_reprocessing_asks_nobody_and_changes_nothing(taken, tmp_path):
    before, statuses = taken.digest(), statuses_of(taken)
    # Not allowed to retrieve anything: whoever tried would find every page forbidden.
    offline = make_settings(taken.settings.home)
    report = taken.ingest(FAILED_DAY, "reprocess", offline)
    assert (report.new, report.again, report.unavailable) == (0, 7, {})
    (told,) = taken.run(offline)
    assert (told.day, told.published) == (FAILED_DAY, 5)
    assert taken.digest() == before
    assert statuses_of(taken) == statuses


def test_a_mode_that_does_not_exist_is_refused(taken):
    with pytest.raises(ConfigError, match="'again' is none of missing, failed, refetch, reprocess"):
        taken.ingest(QUIET_DAY, "again")


def statuses_of(taken):
    return {row["entry_id"]: row["status"] for row in taken.rows("SELECT entry_id, status FROM raw.entry")}


def test_two_workers_on_one_day_end_where_one_does(taken):
    before, statuses = taken.digest(), statuses_of(taken)
    assert taken.ingest(QUIET_DAY, "refetch").again == 4
    ended = [worker.communicate(timeout=120) for worker in [start_worker(taken), start_worker(taken)]]
    assert [error for _, error in ended] == ["", ""]
    assert taken.digest() == before
    assert statuses_of(taken) == statuses
    # Between them they did everything, and nothing twice.
    told = "".join(out for out, _ in ended)
    assert sum(int(line.split("publish: ")[1].split()[0]) for line in told.splitlines() if " published" in line) == 4


def start_worker(taken):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")},
        "MARSAD_DSN": taken.dsn,
        "MARSAD_HOME": str(taken.settings.home),
        "MARSAD_CATALOG": str(taken.newsroom.catalog),
        "MARSAD_ALLOW_PRIVATE": taken.newsroom.addresses,
    }
    command = [sys.executable, "-m", "marsad.cli", "run", "--day", QUIET_DAY.isoformat()]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
