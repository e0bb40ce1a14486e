"""Watching the first articles land: progress while they come, and what there is once they have."""

from collections.abc import Callable
from dataclasses import dataclass

from marsad.store.report import Landed

SETTLE = 120.0  # seconds that stragglers get once the first article is in: ten days of the sample, two at a time


def progress_line(now: Landed) -> str:
    """The way of the news with what stands at each station."""
    return (
        f"entries {now.entry_count} -> pages {now.page_count} -> staged {now.staged_count}"
        f" -> articles {now.article_count} (on the way: {now.pending_count})"
    )


def summary_lines(now: Landed) -> list[str]:
    """What landed, one count a line."""
    checks = f"{now.passed_check_count} passed, {now.warned_check_count} warned, {now.failed_check_count} failed"
    return [
        f"  articles  {now.article_count}",
        f"  mentions  {now.mention_count}",
        f"  events    {now.event_count}",
        f"  checks    {checks}",
    ]


@dataclass(slots=True)
class Landing:
    """Decides when enough has landed, and says each change on the way."""

    say: Callable[[str], None]
    clock: Callable[[], float]
    latest: Landed | None = None
    first_article_at: float | None = None

    def is_complete(self, now: Landed) -> bool:
        """True once articles are in and nothing is on the way, or `SETTLE` seconds after the first of them.

        The second case is for real outlets, where something always is.
        """
        if now != self.latest:
            self.say(progress_line(now))
            self.latest = now
        if not now.article_count:
            return False
        if self.first_article_at is None:
            self.first_article_at = self.clock()
        return now.pending_count == 0 or self.clock() - self.first_article_at > SETTLE
