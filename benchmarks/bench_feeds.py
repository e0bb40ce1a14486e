"""Feed parsing: our `parse_feed` against feedparser, by default and with its two costly options off.

Runs the three in turn on the same feeds and prints how many times as long each takes. The feeds: the sample newsroom's
articles as an outlet's RSS, once with every Arabic letter a numeric character reference, once of a shape that the fast
reader leaves to feedparser, and as Atom; recorded feeds too, where ../shared has them. Ours gives plain text,
feedparser markup.
"""

import gzip
import io
import json
import statistics
import tarfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from email.utils import format_datetime
from html import escape
from pathlib import Path

import feedparser

from marsad.feeds.fast import read_fast
from marsad.feeds.parse import parse_feed
from marsad.sample.articles import load_articles

ROUNDS = 5
SITE = "https://news.example"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
BLOGS = ("ar_abarrak", "ar_abotyim", "ar_dztech", "fa_mohebifar")

Feeds = list[bytes]


def made_up() -> dict[str, Feeds]:
    """The sample articles, full texts included, in feeds of 25."""
    articles = load_articles()
    batches = [articles[start : start + 25] for start in range(0, len(articles), 25)]
    rows = [[(a.title, a.filed_at, "".join(f"<p>{p}</p>" for p in a.body.split("\n"))) for a in b] for b in batches]
    return {
        "RSS": [_rss(row) for row in rows],
        "RSS in references": [_rss(row, _referring) for row in rows],
        "RSS left to feedparser": [_rss(row).replace(b"<guid>", b"<x/><guid>") for row in rows],
        "Atom": [_atom(row) for row in rows],
    }


def recorded() -> Iterator[tuple[str, Feeds]]:
    """A news site's feed at every 100th recorded poll, and the feeds of four blogs."""
    folder = SHARED / "shafaq"
    if folder.is_dir():
        items, polls = ([*_lines(folder / f"{name}.jsonl.gz")] for name in ("items", "polls"))
        yield "a recorded news feed", [_recorded_rss([items[i] for i in poll["items"]]) for poll in polls[::100]]
    archives = [path for blog in BLOGS if (path := SHARED / "feeds" / f"{blog}.tar.gz").exists()]
    if archives:
        yield "feeds of blogs", [body for path in archives for body in _feeds_in(path)]


def _rss(rows: list[tuple], write: Callable[[str], str] = escape) -> bytes:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{SITE}/{n}</link><guid>{SITE}/{n}</guid>"
        f"<pubDate>{format_datetime(moment)}</pubDate><description>{write(markup)}</description></item>"
        for n, (title, moment, markup) in enumerate(rows)
    )
    return f'<rss version="2.0"><channel><title>x</title><link>{SITE}</link>{items}</channel></rss>'.encode()


def _atom(rows: list[tuple]) -> bytes:
    entries = "".join(
        f'<entry><id>urn:{n}</id><title>{escape(title)}</title><link href="{SITE}/{n}"/>'
        f'<updated>{moment.isoformat()}</updated><content type="html">{escape(markup)}</content></entry>'
        for n, (title, moment, markup) in enumerate(rows)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'.encode()


def _referring(text: str) -> str:
    return escape("".join(c if c.isascii() else f"&#{ord(c)};" for c in text))


def _lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _recorded_rss(items: list[dict]) -> bytes:
    inner = "".join(
        f"<item><title>{escape(item['title'])}</title><link>{escape(item['link'])}</link>"
        f"<guid>{escape(item['link'])}</guid><pubDate>{item['published_at']}</pubDate>"
        f"<description>{escape(item['description'] or '')}</description></item>"
        for item in items
    )
    return f'<rss version="2.0"><channel><title>x</title><link>{SITE}</link>{inner}</channel></rss>'.encode()


def _feeds_in(archive: Path) -> Iterator[bytes]:
    with tarfile.open(archive) as tar:
        for member in tar:
            reader = tar.extractfile(member) if member.name.endswith(".xml") else None
            body = reader.read() if reader else b""
            if b"<item" in body or b"<entry" in body:
                yield body


READERS: dict[str, Callable[[bytes], object]] = {
    "marsad.feeds.parse_feed": lambda body: parse_feed(body, SITE),
    "feedparser, both off": lambda body: feedparser.parse(
        io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False
    ),
    "feedparser default": lambda body: feedparser.parse(io.BytesIO(body)),
}


def seconds(read: Callable[[bytes], object], feeds: Feeds) -> float:
    """How long all feeds take."""
    started = time.perf_counter()
    for body in feeds:
        read(body)
    return time.perf_counter() - started


def main() -> None:
    """Print the ratios, and how many of the feeds the fast reader answers."""
    for name, feeds in {**made_up(), **dict(recorded())}.items():
        times: dict[str, list[float]] = {reader: [] for reader in READERS}
        for _ in range(ROUNDS):
            for reader, read in READERS.items():
                times[reader].append(seconds(read, feeds))
        median = {reader: statistics.median(taken) for reader, taken in times.items()}
        base = median["feedparser default"]
        fast = sum(read_fast(body, SITE, UTC) is not None for body in feeds)
        print(f"{name}: {len(feeds)} feeds, {fast} read fast; 1.0 = {base / len(feeds) * 1000:.1f} ms a feed")
        for reader, taken in median.items():
            print(f"  {reader:<25} {taken / base:6.3f}   1/{base / taken:.1f}")


if __name__ == "__main__":
    main()
