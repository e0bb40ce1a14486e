"""The commands over a real warehouse: what they print, and the exit code that a script sees."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from psycopg.conninfo import conninfo_to_dict

from builders import DAY, NOON, describe, item, make_entry, make_page, rss, stage, status_of
from loopback import Reply
from marsad import cli
from marsad.annotate.version import annotator_version
from marsad.model import EntryStatus
from marsad.resources import data_dir
from marsad.store.curated import publish_staged
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.pages import save_pages
from marsad.store.quarantine import Quarantined, park

SOURCE = """\
source_id: nahr
name: النهر
name_en: Nahr
country: IQ
language: ar
timezone: Asia/Baghdad
homepage: {base}/
feeds:
  - name: all
    url: {base}/rss
sitemap: {base}/sitemap.xml
crawl_delay: 0
evidence: written for a test
"""


@pytest.fixture
def marsad(dsn, site, tmp_path, monkeypatch, capsys):
    """`marsad ...` on the test's warehouse with one source: returns its exit code and what it printed."""
    catalog = tmp_path / "catalog"
    catalog.mkdir()
    (catalog / "nahr.yml").write_text(SOURCE.format(base=site.base), encoding="utf-8")
    environment = {
        "MARSAD_DSN": dsn,
        "MARSAD_HOME": str(tmp_path),
        "MARSAD_CATALOG": str(catalog),
        "MARSAD_ALLOW_PRIVATE": site.address,
        "MARSAD_OUTLETS": "",
        "MARSAD_RAW_URI": "",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        code = cli.main(list(arguments))
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_polling_tells_each_feed_and_the_days(marsad, site):
    site.replies["/rss"] = Reply(rss(item("a"), item("b", day=17)))
    code, told = marsad("poll")
    assert code == 0
    assert told == (
        "nahr/all: changed, 2 new, 0 edited\n"
        "polled 1 feeds: 2 new, 0 edited entries, 0 failed; days touched: 2026-11-17, 2026-11-18\n"
    )
    assert marsad("poll", "--due") == (0, "polled 0 feeds: 0 new, 0 edited entries, 0 failed; days touched: none\n")


def test_a_feed_that_fails_fails_the_command(marsad, site):
    site.replies["/rss"] = Reply(status=500)
    code, told = marsad("poll", "--source", "nahr")
    assert code == 1
    assert told.startswith("nahr/all: failed, 0 new, 0 edited (")


def test_feeds_are_shown_and_tended_by_hand(marsad, site):
    def row(code):
        answer, told = marsad("feeds")
        assert answer == code
        return [cell.strip() for cell in told.splitlines()[-1].split("|")]

    assert row(0)[:2] == ["nahr/all", "never polled"]
    site.replies["/rss"] = Reply(status=503)
    marsad("poll")
    failing = row(1)
    assert (failing[1], failing[5]) == ("failed", f"{site.base}/rss: status 503")
    assert marsad("feeds", "retry", "nahr/all")[0] == 0
    assert row(0)[4] == "now"
    assert marsad("feeds", "disable", "nahr", "--reason", "asked us to stop")[0] == 0
    assert row(1)[1:6:4] == ["disabled", "asked us to stop"]
    assert "polled 0 feeds" in marsad("poll")[1]
    assert marsad("feeds", "enable", "nahr/all")[0] == 0
    site.replies["/rss"] = Reply(rss(item("a")))
    assert "1 new" in marsad("poll")[1]
    assert row(0)[1] == "changed"
    code, told = marsad("feeds", "retry", "nahr/al")
    assert code == 1
    assert "did you mean nahr/all?" in told


def test_a_source_nobody_enabled_is_named(marsad):
    code, told = marsad("poll", "--source", "nahar")
    assert (code, told.startswith("marsad poll: sources: no enabled source 'nahar'")) == (1, True)


def test_days_are_chosen_or_found(marsad, connection):
    with connection.transaction():
        save_entries(connection, [make_entry("one"), make_entry("two", day=DAY.replace(day=17))])
    code, told = marsad("retrieve", "--day", "2026-11-19")
    assert (code, told) == (0, "2026-11-19 retrieve: nothing to do\n")
    code, told = marsad("retrieve")
    assert [line.split(":")[0] for line in told.splitlines()] == ["2026-11-17 retrieve", "2026-11-18 retrieve"]


def test_a_past_day_is_brought_in(marsad, site):
    site.replies["/sitemap.xml"] = Reply(b"<urlset/>")
    code, told = marsad("ingest", "--day", "2026-11-18", "--day", "2026-11-17", "--mode", "failed")
    assert code == 0
    assert told == (
        "2026-11-18 ingest (failed): 0 new entries, 0 again\n2026-11-17 ingest (failed): 0 new entries, 0 again\n"
    )


def test_a_blocked_day_fails_the_command(marsad, connection):
    stage(connection, make_entry())
    assert marsad("run", "--day", "2026-11-17")[0] == 0
    connection.execute("UPDATE stage.article SET body_source = 'hearsay'")
    code, told = marsad("run", "--day", "2026-11-18")
    assert code == 1
    assert "2026-11-18 publish: blocked by body_source_unknown, 1 quarantined" in told.splitlines()


def test_a_dsn_may_be_written_in_words(marsad, connection, dsn, monkeypatch):
    words = " ".join(f"{name}={value}" for name, value in conninfo_to_dict(dsn).items())
    monkeypatch.setenv("MARSAD_DSN", words)
    stage(connection, make_entry())
    code, told = marsad("run", "--day", "2026-11-18")
    *_, published, linked = told.splitlines()
    assert (code, published[:34]) == (0, "2026-11-18 publish: 1 published, 0")
    assert linked.startswith("2026-11-18 link: 1 articles")


def test_the_funnel_is_shown_and_fails_when_it_does_not_add_up(marsad, connection):
    entry = make_entry()
    with connection.transaction():
        save_entries(connection, [entry])
    code, told = marsad("funnel")
    assert (code, told.splitlines()[2].replace("|", " ").split()) == (0, ["2026-11-18", "nahr", "1", "1", *["0"] * 10])
    connection.execute("UPDATE raw.entry SET status = 'published'")
    code, told = marsad("funnel")
    assert (code, told.split()[-1]) == (1, "1")


def test_parked_entries_are_listed_and_sent_through_again(marsad, connection):
    assert marsad("quarantine", "list") == (0, "nothing is parked\n")
    entry = make_entry()
    with connection.transaction():
        save_entries(connection, [entry])
        set_statuses(connection, [StatusChange(entry.entry_id, 1, EntryStatus.QUARANTINED)])
        park(connection, [Quarantined(entry.entry_id, 1, "extract", "unreadable_page", "torn", entry.first_seen_at)])
    code, told = marsad("quarantine", "list")
    assert (code, told) == (0, f"{entry.entry_id}  2026-11-18  nahr  extract: unreadable_page  torn\n")
    code, told = marsad("quarantine", "replay", "--reason", "mojibake")
    assert (code, told) == (1, "marsad quarantine: replay: nothing of that name is parked\n")
    assert status_of(connection, entry) == "quarantined"
    code, told = marsad("quarantine", "replay", entry.entry_id)
    assert (code, told) == (0, "1 entries are on their way again; days: 2026-11-18\n")
    assert status_of(connection, entry) == "discovered"


def test_a_parked_article_is_shown_dropped_and_taken_back(marsad, connection):
    entry = make_entry(summary="موجز الخبر")
    with connection.transaction():
        save_pages(connection, [make_page(entry)] if save_entries(connection, [entry]) else [])
    article = stage(connection, entry, title="Ø§Ù„ØµØ§", body="نص " * 1_000)
    assert marsad("run", "--day", "2026-11-18")[0] == 0
    code, told = marsad("quarantine", "show", entry.entry_id)
    assert code == 0
    for expected in (
        f"entry    {entry.entry_id}, revision 1\n",
        "by publish: mojibake\n",
        f"page     200 text/html; charset=utf-8, 1234 bytes from {entry.url}",
        f"article  {article.article_id}, 3000 characters from the page, language ar, test-1 and test-1: 3 mentions",
        "\nmojibake: saw 4, `mojibake_count` is at most 3\n",
        "feed summary:\nموجز الخبر\n",
        "title:\nØ§Ù„ØµØ§\n",
    ):
        assert expected in told
    assert len(told) < 3_000
    code, told = marsad("quarantine", "drop", "--reason", "mojibake", "--source", "nahr", "--day", "2026-11-18")
    assert (code, told.split(" are ")[0]) == (0, "1 entries")
    assert marsad("quarantine", "list") == (0, "nothing is parked\n")
    assert entry.entry_id in marsad("quarantine", "list", "--dropped")[1]
    assert marsad("quarantine", "drop", entry.entry_id)[0] == 1
    assert marsad("quarantine", "replay", "--all")[0] == 1
    assert marsad("quarantine", "replay", entry.entry_id)[0] == 0
    assert status_of(connection, entry) == "retrieved"


def test_a_warehouse_that_is_up_to_date_needs_no_migration(marsad):
    assert marsad("migrate") == (0, "0 migrations ran\n")


def test_a_warehouse_that_is_away_is_one_line(marsad, monkeypatch):
    monkeypatch.setenv("MARSAD_DSN", "postgresql://marsad:hush@127.0.0.1:1/news")
    code, told = marsad("funnel")
    assert code == 1
    assert told.startswith("marsad funnel: 127.0.0.1:1/news: Postgres does not answer")
    assert told.count("\n") == 1
    assert "hush" not in told


@pytest.fixture
def another(tmp_path):
    """The folder of an annotator that knows Mosul under another id."""
    folder = tmp_path / "annotator"
    shutil.copytree(data_dir("gazetteers"), folder / "gazetteers")
    places = folder / "gazetteers/places.csv"
    known = places.read_text(encoding="utf-8")
    assert known.count("place:iq-mosul,") == 1
    places.write_text(known.replace("place:iq-mosul,", "place:test-mosul,"), encoding="utf-8")
    return folder


def test_another_annotator_goes_from_a_trial_to_what_is_published(marsad, connection, another, monkeypatch):
    article = stage(connection, make_entry())
    with connection.transaction():
        publish_staged(connection, [article.article_id], NOON, describe)
    day, version = str(DAY), annotator_version(another)
    assert marsad("versions", "trial", "--day", day, "--annotator", str(another)) == (
        0,
        f"{DAY} trial of {version}: 1 annotated, 0 failed\n",
    )
    assert re.search(rf"{re.escape(version)} +\| 2026-11-18 \| 2026-11-18 \| 0 +\| 1 ", marsad("versions", "list")[1])

    code, told = marsad("annotate-diff", "--to", version, "--day", day)
    assert code == 0
    changed = f"{article.article_id}  nahr  mention  changed  LOC  link: test:mosul -> place:test-mosul  "
    (line,) = [line for line in told.splitlines() if line.startswith(changed)]
    assert "مدينة [الموصل] يوم" in line
    assert re.search(r"mention +\| changed +\| LOC +\| link +\| 1", told)
    code, told = marsad("annotate-diff", "--to", version, "--day", day, "--format", "jsonl")
    *changes, summary = map(json.loads, told.splitlines())
    assert {"link": {"before": "test:mosul", "after": "place:test-mosul"}} in [c["fields"] for c in changes]
    assert (summary["record"], summary["from_version"], summary["to_version"]) == ("summary", "published", version)
    assert len(marsad("annotate-diff", "--summary", "--to", version, "--day", day)[1]) < len(told)

    code, told = marsad("versions", "adopt", "--to", version, "--day", day)
    assert (code, "is not the annotator of this installation" in told) == (1, True)
    command = [sys.executable, "-m", "marsad.cli", "versions", "adopt", "--to", version, "--day", day]
    monkeypatch.setenv("MARSAD_ANNOTATOR", str(another))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "1 are published with it, 0 with another" in done.stdout) == (0, True), done.stderr
    query = "SELECT entity_id, annotator_version FROM curated.mention WHERE text = 'الموصل'"
    assert connection.execute(query).fetchall() == [("place:test-mosul", version)]
    query = "SELECT is_authority FROM curated.entity WHERE entity_id = 'place:test-mosul'"
    assert connection.execute(query).fetchall() == [(True,)]

    assert marsad("versions", "drop", "test-1", "--day", day) == (0, f"{DAY} test-1: 1 articles dropped\n")
    assert "test-1" not in marsad("versions", "list")[1]
