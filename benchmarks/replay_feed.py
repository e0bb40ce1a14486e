"""Replay recorded polls of a feed through the pipeline without Airflow and say what became of every entry.

    benchmarks/replay_feed.py --dsn DSN --server http://127.0.0.1:8801 --from 0 --to 200

The server is one that jumps to a poll when asked (POST /control?poll=N). The source under test comes from
MARSAD_CATALOG as always. Stops with an error when an entry is lost, doubled or left on its way.

Requests are counted against the fewest that could do: one for each poll, since nobody but the server knows whether
anything changed, one page for each text an entry had, and robots.txt once.
"""

import argparse
import resource
import time
import urllib.request
from collections import Counter
from typing import Any

from marsad.catalog import choose_sources
from marsad.pipeline.days import days_with_work
from marsad.pipeline.poll import poll_feeds
from marsad.pipeline.run import run_day
from marsad.settings import load_settings
from marsad.store.migrate import migrate
from marsad.store.report import funnel, landed
from marsad.store.session import session
from marsad.web.retrieve import Retriever

INVARIANTS = {
    "articles per canonical URL beyond one": (
        "SELECT count(*) - count(DISTINCT (source_id, canonical_url)) FROM curated.article"
    ),
    "entries without a terminal status": (
        "SELECT count(*) FROM raw.entry WHERE status IN ('discovered', 'retrieved', 'extracted', 'annotated')"
    ),
    "funnel difference": "SELECT coalesce(sum(abs(difference)), 0) FROM ops.funnel",
    "mentions whose offsets are wrong": (
        "SELECT count(*) FROM curated.mention m JOIN curated.article a USING (article_id)"
        ' WHERE substring(a.body FROM m.start + 1 FOR m."end" - m.start) <> m.text'
    ),
    "bodies with character references": "SELECT count(*) FROM curated.article WHERE body ~ '&#[0-9]+;'",
}


def main() -> None:
    """Replay, then print counts and check the invariants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int, default=200)
    options = parser.parse_args()
    migrate(options.dsn)
    settings = load_settings()
    sources = choose_sources(settings, [])
    outcomes: Counter[str] = Counter()
    requests = count_requests({feed.url for source in sources for feed in source.feeds})
    started = time.perf_counter()
    for poll in range(options.first, options.last + 1):
        urllib.request.urlopen(f"{options.server}/control?poll={poll}", data=b"").close()
        report = poll_feeds(options.dsn, sources, settings)
        outcomes.update(p.outcome.value for p in report.polls)
        for day in days_with_work(options.dsn):
            run_day(options.dsn, day, {s.source_id: s for s in sources}, settings, lambda _: None)
    seconds = time.perf_counter() - started
    fewest = sum(outcomes.values()) + 1
    with session(options.dsn) as connection:
        fewest += connection.execute("SELECT coalesce(sum(revision), 0) FROM raw.entry").fetchone()[0]
        counts = landed(connection)
        wrong = {name: connection.execute(query).fetchone()[0] for name, query in INVARIANTS.items()}
        status = Counter()
        for row in funnel(connection):
            status.update({k: v for k, v in vars_of(row).items() if k.endswith("_count") and v})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"polls {sum(outcomes.values())} in {seconds:.0f} s, peak memory {memory:.0f} MB: {dict(outcomes)}")
    print(f"requests {sum(requests.values())}, fewest possible {fewest}: {dict(requests)}")
    print(counts)
    print(dict(status))
    for name, count in wrong.items():
        print(f"{name}: {count}")
    assert not any(wrong.values())


def count_requests(feed_urls: set[str]) -> Counter[str]:
    """Counts, from now on, what goes out over the wire, by kind."""
    sent: Counter[str] = Counter()
    exchange = Retriever._exchange  # noqa: SLF001 - the one place every request passes

    def counted(self: Retriever, trip: Any, request: Any) -> Any:
        kind = "robots.txt" if trip.url.endswith("/robots.txt") else "feed" if trip.url in feed_urls else "page"
        sent[kind] += 1
        return exchange(self, trip, request)

    Retriever._exchange = counted  # type: ignore[method-assign]  # noqa: SLF001 - as above
    return sent


def vars_of(row: object) -> dict[str, int]:
    """A slotted dataclass as a dictionary."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


if __name__ == "__main__":
    main()
