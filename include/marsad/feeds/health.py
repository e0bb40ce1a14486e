"""Whether a feed that answers well has fallen silent, judged against its own past. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import pairwise

EMPTY_BEFORE_ISSUE = 3  # bodies without an entry in a row, of a feed that had some
HISTORY = 20  # dates, at least, that make a past to compare with
LEAST_SILENCE = timedelta(hours=48)  # outlets rest over a weekend
SILENCE_RATIO = 3  # times the longest silence so far


def longest_usual_silence(published: Collection[datetime]) -> timedelta | None:
    """The silence after which a feed with this history is quiet; None while the history is too short to tell.

    Three times the second longest gap between two of its publications, and 48 hours at least: a daily that rests on
    Fridays, a weekly and a wire that never sleeps each get a measure of their own. The longest is left out: one pinned
    item of another year would make it.
    """
    moments = sorted(set(published))
    if len(moments) < HISTORY:
        return None
    *_, longest, _ = sorted(later - earlier for earlier, later in pairwise(moments))
    return max(LEAST_SILENCE, SILENCE_RATIO * longest)


def silence(published: Collection[datetime], now: datetime) -> timedelta | None:
    """How long a feed has been quiet; None while it keeps to its habits."""
    usual = longest_usual_silence(published)
    since = now - max(published) if published else None
    return since if usual and since and since > usual else None
