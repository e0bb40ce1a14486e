"""What Airflow says about its own components (GET /api/v2/monitor/health)."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from typing import Any

# Straight to the loopback interface, whatever proxy the environment names.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def health_report(ui_url: str) -> dict[str, Any] | None:
    """The parsed report; None while nobody answers."""
    try:
        with OPENER.open(f"{ui_url}/api/v2/monitor/health", timeout=5) as response:
            report: dict[str, Any] = json.load(response)
            return report
    except (urllib.error.URLError, TimeoutError, ConnectionError, json.JSONDecodeError):
        return None


def unhealthy(report: Mapping[str, Any] | None, started_at: Mapping[str, datetime]) -> list[str]:
    """Which components of `started_at` have not reported since they were started.

    The status alone is not enough: it stays healthy for 30 s after a component of the run before was killed.
    """
    return [name for name, start in started_at.items() if not _reported(report, name.replace("-", "_"), start)]


def _reported(report: Mapping[str, Any] | None, name: str, start: datetime) -> bool:
    part = (report or {}).get(name) or {}
    heartbeat = part.get(f"latest_{name}_heartbeat")
    return part.get("status") == "healthy" and heartbeat is not None and datetime.fromisoformat(heartbeat) >= start
