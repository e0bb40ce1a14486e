"""How often the gate's expectations cry wolf on real news, and what a check of one day costs.

Reads SaudiNewsNet (July 2015) and the recorded items of Shafaq News beside the checkout, stages them day by day as
articles whose page and feed agree, and asks the gate. Every breach among these texts is a false alarm, or a text that
a person would have looked at: the script prints a few of each.
"""

import argparse
import gzip
import json
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from pathlib import Path

from psycopg import Connection

from marsad.annotate import ontology
from marsad.annotate.annotator import load_annotator
from marsad.launch.warehouse import warehouse_dsn
from marsad.model import Article, BodySource, Entry, EntryStatus, Feed, Source
from marsad.pipeline.rows import joined, rows_of
from marsad.quality.gate import check_day
from marsad.quality.suite import rules
from marsad.resources import sql
from marsad.settings import load_settings
from marsad.store.curated import save_sources
from marsad.store.entries import StatusChange, save_entries, set_statuses
from marsad.store.session import session
from marsad.store.staging import AnnotationRows, save_annotations, save_articles

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
SHARES = (
    "arabic_share", "presentation_share", "tatweel_share", "empty_share", "repeated_share", "summary_share",
    "title_count", "mojibake_count", "replacement_count",
)  # fmt: skip
Item = tuple[str, str, str, str, datetime | None]  # source_id, url, title, body, published_at


def main() -> None:
    """Prints one line per expectation that was broken, then the distributions and the cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=400, help="at most so many days of each collection")
    parser.add_argument("--articles", type=int, default=10_000, help="at most so many articles of each day")
    parser.add_argument("--annotate", action="store_true", help="annotate them and ask every expectation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, warehouse_dsn(load_settings({"MARSAD_HOME": home})) as dsn:
        for name, items in (("SaudiNewsNet", saudi_news()), ("Shafaq", shafaq())):
            measure(dsn, name, items, options)


def measure(dsn: str, name: str, items: Iterator[Item], options: argparse.Namespace) -> None:
    """Stage and check every day of one collection."""
    by_day: dict[date, list[Item]] = defaultdict(list)
    for item in items:
        by_day[item[4].date() if item[4] else date(2015, 7, 31)].append(item)
    suite, broken, seconds, articles = rules(ontology.load().types), Counter[str](), 0.0, 0
    sources: Counter[str] = Counter()
    for day in sorted(by_day)[: options.days]:
        with session(dsn) as connection:
            articles += stage(connection, day, by_day[day][: options.articles], is_annotated=options.annotate)
            sources.update({item[0] for item in by_day[day]})
            connection.commit()
            began = time.perf_counter()
            verdict = check_day(
                dsn, day, [rule for rule in suite if options.annotate or rule.table in ("article", "source")]
            )
            seconds += time.perf_counter() - began
            for finding in verdict.findings:
                if not finding.is_success:
                    broken[finding.rule.name] += len(finding.observed) or 1
            if day == max(by_day, key=lambda one: len(by_day[one])):
                distributions(connection, day)
            connection.rollback()
    print(f"{name}: {articles} articles on {len(by_day)} days, {sum(sources.values())} days of sources; "
          f"{seconds / max(len(by_day), 1):.2f} s a day")  # fmt: skip
    for rule, count in broken.most_common():
        print(f"  {rule}: {count}")


def distributions(connection: Connection, day: date) -> None:
    """Quantiles of what the article query computes for one day."""
    query = sql("quality/article").format(day=day.isoformat())
    for column in SHARES:
        row = connection.execute(
            f"SELECT percentile_disc(ARRAY[0, .001, .01, .5, .99, .999, 1]) WITHIN GROUP (ORDER BY {column})"
            f" FROM ({query}) AS judged"
        ).fetchone()
        print(f"  {column}: {row and row[0]}")


def stage(connection: Connection, day: date, items: list[Item], *, is_annotated: bool) -> int:
    """Stage one day's items; returns how many there are after the same address came twice."""
    entries, articles = {}, {}
    for source_id, url, title, body, published_at in items:
        key = sha256(f"{source_id}\0{url}".encode()).hexdigest()[:32]
        entries[key] = Entry(
            key, source_id, f"{source_id}/all", url, url, url, title, body[:300], "", None, published_at, None, day,
            key, 1, datetime.now(UTC), datetime.now(UTC), EntryStatus.DISCOVERED, None,
        )  # fmt: skip
        articles[key] = Article(
            key, key, 1, source_id, day, url, url, title, body, BodySource.PAGE, "ar", None, None, published_at,
            sha256(f"{title}\0{body}".encode()).hexdigest(), "measured",
        )  # fmt: skip
    names = {item[0] for item in items}
    save_sources(connection, [outlet(name) for name in names])
    save_entries(connection, list(entries.values()))
    save_articles(connection, list(articles.values()))
    rows = joined([annotations_of(one) for one in articles.values()] if is_annotated else [])
    save_annotations(connection, list(articles), rows, "measured")
    set_statuses(connection, [StatusChange(key, 1, EntryStatus.ANNOTATED) for key in entries])
    return len(articles)


def annotations_of(article: Article) -> AnnotationRows:
    """What the annotator finds in it, as rows."""
    annotation = load_annotator().annotate(article.body, article.title, article.published_at)
    return rows_of([(article, annotation)], ontology.load().types, "measured")


def outlet(name: str) -> Source:
    """A source of that name."""
    feeds = (Feed(f"{name}/all", name, f"https://{name}.example/rss"),)
    return Source(name, name, name, "SA", "ar", "Asia/Riyadh", f"https://{name}.example/", feeds)


def saudi_news() -> Iterator[Item]:
    """SaudiNewsNet's articles; their dates are local ones without a zone, or missing."""
    for path in sorted((SHARED / "text" / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for row in json.loads(archive.read(name)):
                    day = datetime.strptime(path.stem, "%Y-%m-%d").replace(tzinfo=UTC, hour=12)
                    yield row["source"], row["url"], row["title"], row["content"], day


def shafaq() -> Iterator[Item]:
    """The recorded items of Shafaq's society feed, the last version of each."""
    with gzip.open(SHARED / "shafaq" / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = {row["link"]: row for row in map(json.loads, lines)}
    for row in items.values():
        published = parsedate_to_datetime(row["published_at"]).astimezone(UTC)
        yield "shafaq", row["link"], row["title"], unescape(row["description"]), published


if __name__ == "__main__":
    main()
