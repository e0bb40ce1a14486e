"""What Common Crawl's news archive (https://commoncrawl.org/blog/news-dataset-available) holds of a source.

Its WARC files are named in MARSAD_CC_NEWS. Pages come out of them, so that none is requested from the outlet. The
archive is a sample: it never says that a day is complete.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from datetime import UTC, date, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from zoneinfo import ZoneInfo

from marsad.archive.reader import Reader
from marsad.catalog.templates import fill_day
from marsad.errors import MarsadError, UnreadableError
from marsad.extract.publishers import extractor_for
from marsad.model import FeedEntry, HistoryWay, Response, Source
from marsad.pipeline.batches import pieces
from marsad.pipeline.ways.base import AT_ONCE, Found, History, Inquiry, bare_host, hosts_of, without
from marsad.web.retrieve import Retriever

_WAY = HistoryWay.CC_NEWS
PIECE = 8_000_000  # bytes of a file that one request asks for


async def ask_cc_news(inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
    """Every file named for the day and the next, in which what was published late was captured."""
    hosts = hosts_of(source)
    for name in files_for(inquiry.settings.cc_news, day):
        try:
            async for history in _in_file(inquiry.retriever, name, hosts, source, day):
                yield history
        except MarsadError as error:
            yield without(History(_WAY), error)


def files_for(names: Iterable[str], day: date) -> list[str]:
    """Paths and URLs of the setting, days filled in and patterns of paths resolved."""
    filled = [fill_day(name, of) for name in names for of in (day, day + timedelta(days=1))]
    return list(dict.fromkeys(found for name in filled for found in ([name] if _is_url(name) else _matching(name))))


def _matching(pattern: str) -> list[str]:
    """The paths that the pattern matches; a name without a pattern stands for itself, so that its absence is told."""
    path = Path(pattern)
    if not any(mark in pattern for mark in "*?["):
        return [pattern]
    return sorted(map(str, Path(path.anchor).glob(str(path.relative_to(path.anchor)))))


async def _in_file(
    retriever: Retriever, name: str, hosts: Collection[str], source: Source, day: date
) -> AsyncIterator[History]:
    with TemporaryFile() if _is_url(name) else _opened(name) as stream:
        if _is_url(name):
            await _download(retriever, name, stream)
        reader = Reader(stream, lambda url: bare_host(url) in hosts)
        answers = pieces((archived.response for archived in reader), AT_ONCE)
        # In a thread: a file takes a minute to inflate, and other sources' answers would miss their deadlines.
        while some := await asyncio.to_thread(next, answers, ()):
            yield History(_WAY, tuple(_found(page) for page in some if _day_of(page, source) == day), is_of_day=True)
    if reader.broken_count:
        yield History(_WAY, failures=(f"{name}: {reader.broken_count} damaged records",))


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise UnreadableError(name, f"cannot be read: {error.strerror}") from error


async def _download(retriever: Retriever, url: str, stream: BinaryIO) -> None:
    """Piece by piece, so that neither memory nor one request's deadline bounds the file."""
    position = 0
    while piece := await retriever.get_piece(url, position, PIECE):
        stream.write(piece)
        position += len(piece)


def _found(page: Response) -> Found:
    return Found(FeedEntry(entry_id=page.url, url=page.url, title=""), page=page)


def _day_of(page: Response, source: Source) -> date:
    """The day that the page says it was published on; the archive captures news within hours, so else that day."""
    extractor, zone = extractor_for(source.extractor), ZoneInfo(source.timezone)
    try:
        published = extractor.extract(page.body, page.url, page.headers.get("content-type"), zone=zone).published_at
    except UnreadableError:
        published = None
    return (published or page.fetched_at).astimezone(UTC).date()


def _is_url(name: str) -> bool:
    return name.startswith(("http://", "https://"))
