"""When a component that died comes back, and when it has died too often."""

from collections.abc import Sequence

MAX_DEATHS = 5
WINDOW = 600.0  # seconds
LONGEST_PAUSE = 30.0  # seconds


def pause_before_restart(deaths: Sequence[float], now: float) -> float | None:
    """Seconds to wait after the latest of `deaths` (same clock as `now`); None: more than 5 in 10 minutes, give up."""
    recent = sum(now - death <= WINDOW for death in deaths)
    if recent > MAX_DEATHS:
        return None
    return float(min(2 ** (recent - 1), LONGEST_PAUSE))
