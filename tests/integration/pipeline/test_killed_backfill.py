"""A backfill that is killed goes on: what is stored is asked for once, and nothing is missing in the end."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta

import psycopg
import pytest

from loopback import Reply
from marsad.pipeline.retrieve import BATCH

FIRST, DAYS, A_DAY = date(2026, 3, 1), 6, 4
PAGE = """<html lang="ar"><head><title>خبر {0}</title></head><body><article><h1>خبر {0}</h1><p>
أعلنت دائرة الموارد المائية في محافظة ميسان، اليوم، افتتاح محطة ضخ جديدة رقم {0} تخدم القرى القريبة من النهر.</p>
<p>وقال مدير الدائرة إن العمل في المحطة استمر ستة أشهر، وإن محطة ثانية قيد الإنشاء.</p></article></body></html>"""
SOURCE = """\
source_id: nahr
name: النهر
name_en: Nahr
country: IQ
language: ar
timezone: UTC
homepage: {base}/
feeds:
  - name: all
    url: {base}/rss
sitemap: {base}/sitemap/{{day}}.xml
crawl_delay: 0
evidence: written for a test
"""


@pytest.fixture
def environment(dsn, site, tmp_path):
    """One source with DAYS days of A_DAY articles, and what a process needs to find it."""
    for n in range(DAYS):
        day = FIRST + timedelta(days=n)
        keys = [f"{day}-{key}" for key in range(A_DAY)]
        rows = "".join(f"<url><loc>{site.base}/{key}</loc><lastmod>{day}T08:00:00Z</lastmod></url>" for key in keys)
        site.replies[f"/sitemap/{day}.xml"] = Reply(f"<urlset>{rows}</urlset>".encode())
        for key in keys:
            site.replies[f"/{key}"] = Reply(PAGE.format(key).encode(), headers={"Content-Type": "text/html"})
    catalog = tmp_path / "catalog"
    catalog.mkdir()
    (catalog / "nahr.yml").write_text(SOURCE.format(base=site.base), encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MARSAD")}
    return {
        **kept,
        "MARSAD_DSN": dsn,
        "MARSAD_HOME": str(tmp_path),
        "MARSAD_CATALOG": str(catalog),
        "MARSAD_ALLOW_PRIVATE": site.address,
    }


def fill(environment):
    last = FIRST + timedelta(days=DAYS - 1)
    command = [sys.executable, "-m", "marsad.cli", "coverage", "--fill", "--from", str(FIRST), "--to", str(last)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def one(connection, query):
    return connection.execute(query).fetchone()[0]


def test_killed_and_called_again_it_asks_for_nothing_that_is_stored(environment, dsn, site):
    with psycopg.connect(dsn, autocommit=True) as connection:
        killed = 0
        for share in (0.2, 0.6):
            process = fill(environment)
            wanted = share * DAYS * A_DAY
            while process.poll() is None and one(connection, "SELECT count(*) FROM raw.page") < wanted:
                time.sleep(0.02)
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
        assert killed == 2, "nothing was under way to be killed"
        told, _ = fill(environment).communicate(timeout=300)
        ends = "SELECT count(*) FROM curated.coverage WHERE (expected_count, published_count) = (4, 4)"
        assert one(connection, ends) == DAYS, told
        assert one(connection, "SELECT count(*) FROM curated.article") == DAYS * A_DAY
    asked = Counter(path for path, _ in site.requests)
    again = {path: count for path, count in asked.items() if count > 1 and path != "/robots.txt"}
    # Lost with each kill: the batch that was under way, here a day's pages, and the list of that day.
    assert sum(count - 1 for count in again.values()) <= killed * (A_DAY + 1) <= killed * BATCH
    assert len([path for path in asked if path.startswith("/sitemap/")]) == DAYS
