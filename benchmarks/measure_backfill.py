"""Measure a backfill through the UI's own REST call: wall time, requests, rows, and what it leaves of live news' pace.

    ../shared/tools/replay_shafaq.py --port 8801 &
    benchmarks/measure_backfill.py --server http://127.0.0.1:8801 --days 30 --home /tmp/marsad-backfill

Starts `marsad up` on a new home with one source, the replayed feed behind a proxy that counts requests. Then, each
against the same days: `missing`; `missing` again, which must ask nobody and change no row; `reprocess`, which must ask
nobody; and `refetch` while the feed goes on, during which fresh articles are timed from the moment the feed shows them
to their row in curated, as they were with nothing else to do. Prints one line for each.
"""

import argparse
import contextlib
import hashlib
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from psycopg import Connection

from marsad.feeds.parse import parse_feed
from marsad.launch.ports import free_ports
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings
from marsad.store.connect import connect

SOURCE = """\
source_id: replay
name: شفق
name_en: Replayed feed
country: IQ
language: ar
timezone: UTC
homepage: {base}/ar
feeds:
  - {{name: society, url: "{base}/rss/ar/society"}}
sitemap: {base}/sitemap/{{day}}.xml
poll_interval: 5
crawl_delay: 0
evidence: replayed for a measurement
"""
TABLES = ("article", "article_version", "mention", "event", "event_role", "event_quantity")
ROWS = f"SELECT {', '.join(f'(SELECT count(*) FROM {t})' for t in ('raw.entry', 'raw.page', 'curated.article', 'curated.mention', 'curated.event'))}"  # noqa: E501 - one statement
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
PATIENCE = 3_600.0  # seconds for a backfill


class Counting(BaseHTTPRequestHandler):
    """Hands each request on to the replay server and counts it by kind."""

    upstream = ""
    counts: Counter[str] = Counter()  # noqa: RUF012 - of the class, since each request has its own handler

    def do_GET(self) -> None:
        """Forward, count, answer."""
        self.counts[kind_of(self.path)] += 1
        headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.upstream + self.path, headers=headers)) as answer:
                self._answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            self._answer(error.code, error.headers, error.read())

    def _answer(self, status: int, headers: Any, body: bytes) -> None:
        self.send_response(status)
        for name in ("Content-Type", "ETag", "Last-Modified"):
            if headers.get(name):
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


def kind_of(path: str) -> str:
    """What a request is for."""
    kinds = {"/robots.txt": "robots.txt", "/rss/": "feed", "/sitemap/": "sitemap"}
    return next((kind for start, kind in kinds.items() if path.startswith(start)), "page")


def main() -> None:
    """Start everything, measure, stop everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="the replay server")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--last", type=date.fromisoformat, default=date(2026, 5, 16), help="the newest day")
    parser.add_argument("--poll", type=int, default=1900, help="the poll shown at the start, after that day")
    parser.add_argument("--changes", type=int, default=5, help="fresh articles to time, idle and beside a backfill")
    parser.add_argument("--home", type=Path, required=True)
    options = parser.parse_args()
    control(options.server, options.poll)
    with proxy(options.server) as base, up(options.home, base) as airflow, connect(airflow.dsn) as connection:
        connection.autocommit = True
        measure(airflow, connection, options)


def measure(airflow: "Airflow", connection: Connection, options: argparse.Namespace) -> None:
    """The four backfills."""
    days = [options.last - timedelta(days=n) for n in reversed(range(options.days))]
    feed = Feed(options.server, options.poll)
    settle(connection)
    report("missing", airflow, connection, days, "missing")
    digests = digest(connection, days)
    report("missing again", airflow, connection, days, "missing")
    print("  rows changed:", "none" if digest(connection, days) == digests else "SOME", flush=True)
    report("reprocess", airflow, connection, days, "reprocess")
    print("  rows changed:", "none" if digest(connection, days) == digests else "SOME", flush=True)
    print("fresh articles, nothing else to do:", told(feed.time(connection, options.changes)), flush=True)
    before = one(connection, DEADLOCKS)
    running = threading.Thread(target=report, args=("refetch beside live news", airflow, None, days, "refetch"))
    running.start()
    time.sleep(30)
    print("fresh articles beside a backfill:", told(feed.time(connection, options.changes)), flush=True)
    running.join()
    print("  rows changed:", "none" if digest(connection, days) == digests else "SOME", flush=True)
    print("  deadlocks:", one(connection, DEADLOCKS) - before, flush=True)


def report(name: str, airflow: "Airflow", given: Connection | None, days: list[date], mode: str) -> None:
    """One backfill, timed and counted."""
    with contextlib.nullcontext(given) if given else connect(airflow.dsn) as connection:
        connection.autocommit = True
        Counting.counts.clear()
        started = time.monotonic()
        airflow.backfill(days, mode)
        seconds = time.monotonic() - started
        rows = connection.execute(ROWS.encode()).fetchone()
    asked = {kind: count for kind, count in Counting.counts.items() if kind != "feed"}
    print(f"{name}: {len(days)} days in {seconds:.0f} s; requests {asked or 'none'};", flush=True)
    print(f"  rows of entry, page, article, mention, event: {rows}", flush=True)


class Feed:
    """The replayed feed, shown poll by poll."""

    def __init__(self, server: str, poll: int) -> None:
        self._server, self._poll = server, poll
        self._shown = self._paths()

    def time(self, connection: Connection, changes: int) -> list[float]:
        """Seconds from each poll that shows a new article to its row in curated."""
        seconds: list[float] = []
        while len(seconds) < changes:
            self._poll += 1
            control(self._server, self._poll)
            started, fresh = time.monotonic(), self._paths() - self._shown
            self._shown |= fresh
            if fresh:
                wait_for(lambda fresh=fresh: landed(connection, fresh), 600)
                seconds.append(time.monotonic() - started)
        return seconds

    def _paths(self) -> set[str]:
        with urllib.request.urlopen(f"{self._server}/rss/ar/society") as answer:
            feed = parse_feed(answer.read(), self._server)
        return {entry.url.partition("/ar/")[2] for entry in feed.entries}


def landed(connection: Connection, paths: set[str]) -> bool:
    """Whether each of these articles is in curated."""
    query = "SELECT count(*) FROM curated.article WHERE split_part(url, '/ar/', 2) = any(%s)"
    row = connection.execute(query, [list(paths)]).fetchone()
    return row is not None and row[0] >= len(paths)


class Airflow:
    """A running `marsad up`, spoken to as the admin."""

    def __init__(self, url: str, password: str, dsn: str) -> None:
        self.dsn = dsn
        self._url = url
        self._token = ""
        body = {"username": "admin", "password": password}
        self._token = self.ask("/auth/token", body)["access_token"]

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """GET, or POST where there is a body."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(urllib.request.Request(self._url + path, data, headers), timeout=120) as answer:
            return json.load(answer)

    def backfill(self, days: list[date], mode: str) -> None:
        """What the UI's form does, and the wait until every day has gone through `finish_day`."""
        before = set(self._finished())
        body = {
            "dag_id": "ingest_day",
            "from_date": f"{days[0]}T00:00:00Z",
            "to_date": f"{days[-1]}T00:00:00Z",
            "reprocess_behavior": "completed",
            "max_active_runs": 2,
            "dag_run_conf": {"mode": mode, "sources": [], "dry_run": False},
        }
        wait_for(lambda: self._is_accepted(body), 300)
        wanted = {day.isoformat() for day in days}
        wait_for(lambda: {k for run, k in self._finished().items() if run not in before} >= wanted, PATIENCE)

    def _is_accepted(self, body: dict[str, Any]) -> bool:
        try:
            self.ask("/api/v2/backfills", body)
        except urllib.error.HTTPError as error:
            if error.code == 409:  # the one before counts as active for half a minute more
                return False
            raise
        return True

    def _finished(self) -> dict[str, str]:
        """Partition keys of the runs of `finish_day` that succeeded, by run id."""
        runs, offset = {}, 0
        while page := self.ask(f"/api/v2/dags/finish_day/dagRuns?state=success&limit=100&offset={offset}")["dag_runs"]:
            runs.update({run["dag_run_id"]: run["partition_key"] for run in page})
            offset += len(page)
        return runs


@contextlib.contextmanager
def proxy(upstream: str) -> Iterator[str]:
    """The counting proxy while the block runs."""
    Counting.upstream = upstream
    with ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def up(home: Path, base: str) -> Iterator[Airflow]:
    """`marsad up` on a new home, following the source behind `base`."""
    catalog = home / "catalog"
    catalog.mkdir(parents=True)
    home.chmod(0o755)
    (catalog / "replay.yml").write_text(SOURCE.format(base=base), encoding="utf-8")
    (port,) = free_ports(1)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AIRFLOW", "MARSAD"))}
    own = {"HOME": home, "PORT": port, "CATALOG": catalog, "ALLOW_PRIVATE": base.removeprefix("http://")}
    environment = {**kept, **{f"MARSAD_{name}": str(value) for name, value in own.items()}}
    command = [sys.executable, "-m", "marsad.cli", "up"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - our own
    try:
        said = "".join(iter(lambda: next(process.stdout or iter(())), "Ctrl-C stops everything.\n"))
        password = re.search(r"password (\S+)", said)
        assert password, said
        with warehouse_dsn(load_settings(environment)) as dsn:
            yield Airflow(f"http://127.0.0.1:{port}", password[1], dsn)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)


def digest(connection: Connection, days: list[date]) -> str:
    """Every curated row of the days, and the transaction that wrote it last."""
    total = hashlib.sha256()
    own = "SELECT article_id FROM curated.article WHERE day = any(%s)"
    for table in TABLES:
        query = f"SELECT xmin::text, t::text FROM curated.{table} AS t WHERE article_id IN ({own}) ORDER BY 2"
        for row in connection.execute(query.encode(), [days]):
            total.update(repr(row).encode())
    return total.hexdigest()


def settle(connection: Connection) -> None:
    """Wait until what the feed showed at the start is through."""
    wait_for(lambda: one(connection, "SELECT coalesce(sum(pending_count), 0) FROM ops.funnel") == 0, 600)


def wait_for(is_done: Any, patience: float) -> None:
    """Ask again and again; gives up after `patience` seconds."""
    started = time.monotonic()
    while not is_done():
        assert time.monotonic() - started < patience, "waited in vain"
        time.sleep(0.2)


def one(connection: Connection, query: str) -> int:
    """One number."""
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return int(row[0])


def told(seconds: list[float]) -> str:
    """Median and range."""
    return f"p50 {statistics.median(seconds):.1f} s, {min(seconds):.1f} to {max(seconds):.1f}, of {len(seconds)}"


def control(server: str, poll: int) -> None:
    """Let the replay server show one recorded poll."""
    urllib.request.urlopen(f"{server}/control?poll={poll}", data=b"").close()


if __name__ == "__main__":
    main()
