"""Ask one source for one past day: its ways in order, until one has told the day in full."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.catalog.capabilities import ways_of
from marsad.model import HistoryWay, Source
from marsad.pipeline.found import Kept
from marsad.pipeline.ways import HELD, LISTS, WAYS, History, Inquiry

NO_HISTORY = "has no sitemap and no archive"
_NAMING = LISTS | {HistoryWay.WAYBACK}  # tell how many articles to expect; captures, at least so many


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking in one way came to."""

    kept: Kept = field(default_factory=Kept)
    failures: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it was read to its end."""
        return not self.failures and not self.limits


@dataclass(frozen=True, slots=True)
class Told:
    """What asking one source for one day came to, by way, in the order of asking."""

    source_id: str
    ways: Mapping[HistoryWay, Asked] = field(default_factory=dict)

    @property
    def kept(self) -> Kept:
        """What all ways brought."""
        return sum((asked.kept for asked in self.ways.values()), Kept())

    @property
    def expected_count(self) -> int | None:
        """How many articles of the day the source's own lists name; None where none could be read."""
        told = [(way in LISTS, asked) for way, asked in self.ways.items() if way in _NAMING]
        readable = [a.kept.listed for is_list, a in told if a.kept.listed or (is_list and not a.failures)]
        return len(frozenset().union(*readable)) if readable else None

    @property
    def is_complete(self) -> bool:
        """Whether a list that names articles of the day was read to its end, or all lists, which name none."""
        return self.has_named or (bool(self._lists) and all(asked.is_read for asked in self._lists))

    @property
    def has_named(self) -> bool:
        """Whether a list that names articles of the day was read to its end."""
        return any(asked.is_read and asked.kept.listed for asked in self._lists)

    @property
    def unavailable(self) -> str | None:
        """Why the day, or a part of it, could not be had; None when nothing stood in the way."""
        causes = [cause for asked in self.ways.values() for cause in (*asked.failures, *asked.limits)]
        if causes:
            return "; ".join(causes)
        if self.is_complete:
            return None
        held = [way for way, asked in self.ways.items() if asked.kept.listed]
        return f"{NO_HISTORY}; {' and '.join(held)} may not hold all of it" if held else NO_HISTORY

    @property
    def _lists(self) -> list[Asked]:
        return [asked for way, asked in self.ways.items() if way in LISTS]


async def ask_day(
    inquiry: Inquiry, source: Source, day: date, keep: Callable[[History], Kept], *, is_fresh: bool = False
) -> Told:
    """Hand every piece of the day's history to `keep`. `is_fresh` wants pages anew: no stored ones.

    A list that names none of the day may not reach back so far, so the next way is asked too.
    """
    told = Told(source.source_id)
    for way in ways_of(source, has_cc_news=bool(inquiry.settings.cc_news)):
        if is_fresh and way in HELD:
            continue
        asked = Asked()
        async for history in WAYS[way](inquiry, source, day):
            asked = Asked(
                asked.kept + keep(history), (*asked.failures, *history.failures), (*asked.limits, *history.limits)
            )
        told = replace(told, ways={**told.ways, way: asked})
        if told.has_named:
            break
    return told
