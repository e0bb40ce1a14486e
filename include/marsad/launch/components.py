"""The programs of a run, all from this environment's own bin folder."""

import sys
from pathlib import Path

from marsad.launch.supervisor import Component

# Serving logs to each other is for several machines: here they share a disk, and it would take two fixed ports.
SCHEDULER = ("scheduler", "--skip-serve-logs")
TRIGGERER = ("triggerer", "--skip-serve-logs")


def program(name: str) -> Path:
    """An executable of the virtual environment we run in."""
    return Path(sys.executable).with_name(name)


def airflow(name: str, *arguments: str) -> Component:
    """An Airflow command as a component named `name`."""
    return Component(name, (str(program("airflow")), *arguments))


def api_server() -> Component:
    """Airflow's UI and API, which the other components talk to."""
    return airflow("api-server", "api-server")


def workers() -> tuple[Component, ...]:
    """The components that need the API server to be there."""
    return (
        airflow("scheduler", *SCHEDULER),
        airflow("dag-processor", "dag-processor"),
        airflow("triggerer", *TRIGGERER),
    )
