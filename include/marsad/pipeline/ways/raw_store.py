"""What our own WARC files hold of a day and the warehouse does not know: it was lost, or a worker died.

No request goes out. In a warehouse that is well no file is unaccounted for, and nothing is read.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from marsad.archive.reader import Reader
from marsad.archive.record import Collection
from marsad.archive.warc import WarcPlace, WarcStore
from marsad.catalog.values import feed_key
from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed
from marsad.model import FeedEntry, HistoryWay, Response, Source
from marsad.pipeline.batches import pieces
from marsad.pipeline.ways.base import AT_ONCE, Found, History, Inquiry

_WAY = HistoryWay.RAW_STORE


async def ask_raw_store(inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
    """Entries out of the feed bodies of that day and the next, then the pages that lie under the day."""
    of_day, of_next = (inquiry.store.files_of(source.source_id, day + timedelta(days=after)) for after in (0, 1))
    left = set(inquiry.unaccounted([*of_day, *of_next]))
    failures: list[str] = []
    bodies = _answers(inquiry.store, [name for name in (*of_day, *of_next) if name in left], Collection.FEEDS, failures)
    for body, _ in bodies:
        yield History(_WAY, tuple(_shown(body, source, failures)))
    pages = _answers(inquiry.store, [name for name in of_day if name in left], Collection.PAGES, failures)
    for some in pieces((_held(page, place) for page, place in pages), AT_ONCE):
        yield History(_WAY, some, is_of_day=True)
    yield History(_WAY, failures=tuple(failures))


def _answers(
    store: WarcStore, files: Iterable[str], collection: Collection, failures: list[str]
) -> Iterator[tuple[Response, WarcPlace]]:
    """The answers of the collection and where they lie; what is damaged is told in `failures`."""
    for file in files:
        try:
            with store.open(file) as stream:
                reader = Reader(stream, lambda _: True)
                for found in reader:
                    if found.part_of.endswith(f"/{collection}"):
                        yield found.response, WarcPlace(file, found.offset, found.length)
        except UnreadableError as error:  # maintenance has put another in its place meanwhile
            failures.append(str(error))
        else:
            failures += [f"{file}: {reader.broken_count} damaged records"] if reader.broken_count else []


def _shown(body: Response, source: Source, failures: list[str]) -> Iterator[Found]:
    """What a feed's body showed; the feed is known by its address."""
    feeds = {feed_key(feed.url): feed for feed in source.feeds}
    try:
        parsed = parse_feed(body.body, body.final_url, body.headers.get("content-type"), ZoneInfo(source.timezone))
    except UnreadableError as error:
        failures.append(str(error))
        return
    for item in parsed.entries:
        yield Found(item, feed=feeds.get(feed_key(body.final_url)))


def _held(page: Response, place: WarcPlace) -> Found:
    """A page whose entry is lost: its title and its date are the extractor's to read."""
    return Found(FeedEntry(entry_id=page.final_url, url=page.final_url, title=""), page=page, place=place)
