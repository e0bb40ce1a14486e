"""What a way of asking for a past day takes and gives."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from marsad.archive.warc import WarcPlace, WarcStore
from marsad.errors import MarsadError, PostponedError
from marsad.model import Feed, FeedEntry, HistoryWay, Response, Source
from marsad.settings import Settings
from marsad.web.retrieve import Retriever

AT_ONCE = 50  # rows with their pages in memory


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a way tells of it; with its page, and where that lies, for ways that have it at hand."""

    item: FeedEntry
    feed: Feed | None = None  # whose stored body shows it
    page: Response | None = None
    place: WarcPlace | None = None  # in the own raw store; None: the page is not there yet
    copy_url: str | None = None  # where the page is to be retrieved from, when not at its own address


@dataclass(frozen=True, slots=True)
class History:
    """What asking brought, or one piece of it: rows as listed, of whatever day, and why some could not be had."""

    way: HistoryWay
    rows: tuple[Found, ...] = ()
    failures: tuple[str, ...] = ()  # somebody should look: each names its address and the cause
    limits: tuple[str, ...] = ()  # nobody's fault: the source, or we, stop there
    is_of_day: bool = False  # whether all rows are of the day asked for, whatever their dates say


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the ways work with. `unaccounted` leaves those of the own store's files that the warehouse lost track of."""

    retriever: Retriever
    settings: Settings
    store: WarcStore
    unaccounted: Callable[[Sequence[str]], Sequence[str]]


class Way(Protocol):
    """Asks for one day of one source that has this way. Yields pieces of at most AT_ONCE rows with pages.

    Raises nothing that the other side could cause: that is a failure, or a limit, of the History.
    """

    def __call__(self, inquiry: Inquiry, source: Source, day: date) -> AsyncIterator[History]:
        """The day's history, piece by piece."""
        ...


def hosts_of(source: Source) -> list[str]:
    """The bare hosts of its home page and feeds: archives do not tell `www.` from none."""
    return list(dict.fromkeys(map(bare_host, (source.homepage, *(feed.url for feed in source.feeds)))))


def bare_host(url: str) -> str:
    """Host and port of an address, without `www.`."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def without(told: History, error: MarsadError) -> History:
    """What there is beside the address that `error` kept back; one that waits for its turn is nobody's fault."""
    if isinstance(error, PostponedError):
        return more(told, limits=[str(error)])
    return more(told, failures=[str(error)])


def more(
    told: History, rows: Iterable[FeedEntry] = (), failures: Iterable[str] = (), limits: Iterable[str] = ()
) -> History:
    """`told` and what came after it."""
    return replace(
        told,
        rows=(*told.rows, *map(Found, rows)),
        failures=(*told.failures, *failures),
        limits=(*told.limits, *limits),
    )
