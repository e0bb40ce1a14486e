"""Measure how long a change in a feed takes to become a row in curated, through the watcher and the DAGs.

    MARSAD_CATALOG=... MARSAD_ALLOW_PRIVATE=127.0.0.1:8801 .venv/bin/marsad up     # in another terminal
    benchmarks/measure_latency.py --server http://127.0.0.1:8801 --feed /rss/ar/society

`--server` replays recorded polls and jumps to one when asked (POST /control?poll=N); the source that `marsad up`
follows polls it every few seconds. The script jumps from poll to poll, skips those whose feed shows nothing that was
not shown before, and times from the jump until curated has another version of an article. It reads the warehouse that
MARSAD_DSN names, or the embedded one of MARSAD_HOME.
"""

import argparse
import statistics
import time
import urllib.request

from psycopg import Connection

from marsad.feeds.parse import parse_feed
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings
from marsad.store.connect import connect

VERSIONS = "SELECT count(*) FROM curated.article_version"
PENDING = "SELECT coalesce(sum(pending_count), 0) FROM ops.funnel"
PATIENCE = 120.0  # seconds until a change counts as lost


def main() -> None:
    """Jump, wait, print each latency, then the median and the range in seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--feed", required=True, help="the feed's path on the server")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the poll to begin with")
    parser.add_argument("--changes", type=int, default=15, help="how many changes to time")
    options = parser.parse_args()
    with warehouse_dsn(load_settings()) as dsn, connect(dsn) as connection:
        connection.autocommit = True
        latencies = measure(connection, options)
    print(
        f"{len(latencies)} changes: p50 {statistics.median(latencies):.1f} s, "
        f"{min(latencies):.1f} to {max(latencies):.1f} s"
    )


def measure(connection: Connection, options: argparse.Namespace) -> list[float]:
    """Seconds from each jump to the first new version in curated."""
    latencies: list[float] = []
    jump(options.server, options.first)
    settle(connection)
    poll, shown = options.first, texts(options)
    while len(latencies) < options.changes:
        poll += 1
        before, started = count(connection, VERSIONS), time.monotonic()
        jump(options.server, poll)
        now = texts(options)
        if now <= shown:
            continue
        shown |= now
        while count(connection, VERSIONS) == before:
            assert time.monotonic() - started < PATIENCE, f"poll {poll} brought something new that never landed"
            time.sleep(0.1)
        latencies.append(time.monotonic() - started)
        print(f"poll {poll}: {latencies[-1]:.1f} s", flush=True)
        settle(connection)
    return latencies


def settle(connection: Connection) -> None:
    """Wait until nothing is on its way and has not been for longer than a poll's interval."""
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < 8:
        if count(connection, PENDING):
            quiet_since = time.monotonic()
        time.sleep(0.5)


def jump(server: str, poll: int) -> None:
    """Make the server show one recorded poll."""
    urllib.request.urlopen(f"{server}/control?poll={poll}", data=b"").close()


def texts(options: argparse.Namespace) -> set[tuple[str, str]]:
    """What the feed shows at present: address and text of each entry."""
    with urllib.request.urlopen(options.server + options.feed) as answer:
        feed = parse_feed(answer.read(), options.server)
    return {(entry.url, " ".join((entry.title, *entry.summary.split()))) for entry in feed.entries}


def count(connection: Connection, query: str) -> int:
    """One number."""
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


if __name__ == "__main__":
    main()
