"""What one answer of each feed says about how much and how often a source publishes. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil, floor
from statistics import median
from urllib.parse import unquote, urlsplit

from marsad.model import Assertions, FeedEntry
from marsad.text.normalize import TATWEEL

DAY = 86_400.0
_INTERVALS = (60, 120, 300, 600, 900)  # seconds; a feed that is quiet as a rule may bring a flash at any time
_OFFSET = re.compile(
    rb">\s*(?:<!\[CDATA\[)?[^<>]{0,60}\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?([+-])(\d\d):?(\d\d)\s*(?:\]\]>\s*)?<"
)
_FULL_TEXT = 600  # characters that a teaser hardly ever has


@dataclass(frozen=True, slots=True)
class Sample:
    """One feed's entries in figures."""

    entry_count: int
    dated_count: int
    gap: float | None  # median seconds between publications; None with fewer than four dated entries
    per_day: float | None  # publications a day over the newer three quarters: a pinned old entry must not count
    text_length: float  # median characters of what the feed gives of an article
    has_arabic_paths: bool
    has_tatweel: bool  # in a path, where no eye sees it


def read_sample(entries: Sequence[FeedEntry]) -> Sample:
    """Measure one feed's entries."""
    moments = sorted((e.published_at for e in entries if e.published_at), reverse=True)
    newer = moments[: max(2, ceil(len(moments) * 0.75))]
    span = newer[0] - newer[-1] if moments else timedelta(0)
    # Entries of one batch carry one time; they are one publication for the question of when to look again.
    distinct = sorted(set(moments))
    gaps = [(b - a).total_seconds() for a, b in pairwise(distinct)]
    paths = [unquote(urlsplit(entry.url).path) for entry in entries]
    return Sample(
        entry_count=len(entries),
        dated_count=len(moments),
        gap=median(gaps) if len(gaps) >= 3 else None,
        per_day=(len(newer) - 1) * DAY / span.total_seconds() if span >= timedelta(hours=6) else None,
        text_length=median([max(len(e.content), len(e.summary)) for e in entries]) if entries else 0,
        has_arabic_paths=any("\N{ARABIC LETTER HAMZA}" <= char <= "\N{ARABIC LETTER YEH}" for p in paths for char in p),
        has_tatweel=any(TATWEEL in path for path in paths),
    )


def poll_interval(samples: Iterable[Sample]) -> float | None:
    """Seconds: the largest round step that is no longer than the busiest feed's median gap, 60 to 900."""
    gap = min((sample.gap for sample in samples if sample.gap), default=None)
    return None if gap is None else float(max((step for step in _INTERVALS if step <= gap), default=60))


def day_limits(samples: Sequence[Sample]) -> Assertions:
    """A tenth of what the busiest feed brings a day, and ten times what all bring, at least 50.

    So wide, because one answer shows a few hours: a Friday, a feast or a war must not raise an alarm, only silence
    and floods. A feed of fewer than ten dated entries or of less than six hours proposes nothing.
    """
    rates = [sample.per_day for sample in samples if sample.per_day and sample.dated_count >= 10]
    if not rates:
        return Assertions()
    return Assertions(min_articles=floor(max(rates) / 10) or None, max_articles=max(50, _round_up(sum(rates) * 10)))


def written_offsets(body: bytes) -> set[timedelta]:
    """The distances from UTC that a feed's dates are written with, zero left out: it says nothing of the outlet."""
    offsets = {
        timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == b"-" else 1)
        for sign, hours, minutes in _OFFSET.findall(body)
    }
    return offsets - {timedelta(0)}


def remarks(samples: Sequence[Sample]) -> list[str]:
    """Sentences for a source's `notes`."""
    if not samples:
        return []
    told = []
    if any(sample.has_arabic_paths for sample in samples):
        with_tatweel = ", some with a tatweel (U+0640)" if any(sample.has_tatweel for sample in samples) else ""
        told.append(f"Article paths are percent-encoded Arabic{with_tatweel}.")
    told.append(_text_remark(max(sample.text_length for sample in samples)))
    undated = sum(sample.entry_count - sample.dated_count for sample in samples)
    if undated:
        told.append(f"{undated} of {sum(sample.entry_count for sample in samples)} entries carried no date.")
    return told


def _text_remark(length: float) -> str:
    if length >= _FULL_TEXT:
        return "Full text in the feeds."
    return f"Teasers in the feeds, about {length:.0f} characters." if length else "Only titles in the feeds."


def _round_up(number: float) -> int:
    """To one significant digit: 432 is 500."""
    magnitude: int = 10 ** (len(str(ceil(number))) - 1)
    return ceil(number / magnitude) * magnitude
