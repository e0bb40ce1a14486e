"""What the newsroom page shows, read in one go."""

from dataclasses import asdict
from typing import Any

from marsad.pipeline.clock import utc_now
from marsad.pipeline.feed_report import feed_lines
from marsad.store.feeds import feed_states
from marsad.store.issues import open_issues
from marsad.store.quarantine import parked
from marsad.store.report import funnel, landed
from marsad.store.session import session

FUNNEL_ROWS = 60  # newest days first
PARKED_ROWS = 100  # oldest first; `marsad quarantine list` has them all


def overview(dsn: str) -> dict[str, Any]:
    """landed, funnel, feeds, issues and quarantine as plain values. Raises RetryableError when Postgres is away."""
    with session(dsn) as connection:
        waiting = parked(connection)
        issues = open_issues(connection)
        messages = {issue["subject"]: issue["message"] for issue in issues}
        states = feed_states(connection)  # of all: which are enabled, only the catalogue of the pipeline knows
        return {
            "is_configured": True,
            "landed": asdict(landed(connection)),
            "funnel": [asdict(row) for row in reversed(funnel(connection))][:FUNNEL_ROWS],
            "feeds": [asdict(line) for line in feed_lines(list(states), states, messages, utc_now())],
            "issues": issues,
            "parked_count": len(waiting),
            "quarantine": [asdict(entry) for entry in waiting[:PARKED_ROWS]],
        }
