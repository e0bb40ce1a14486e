"""What would stop a run, said in one line each before anything starts."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from marsad.errors import ConfigError, MarsadError
from marsad.launch import ports
from marsad.launch.programs import packaged_bindir
from marsad.settings import Settings
from marsad.store.connect import connect

NEEDED_BYTES = 1 << 30  # two databases, their write-ahead log and Airflow's logs


def usable_home(home: Path) -> None:
    """Make MARSAD_HOME. Raises ConfigError when it cannot be made or written to."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        # Asked by doing: permission bits say nothing about a read-only file system, or about root.
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError("MARSAD_HOME", f"{home} cannot be written to ({reason}); set another folder") from error


def problems(settings: Settings) -> list[MarsadError]:
    """All that is wrong with a usable home's surroundings, cheapest check first."""
    return [*_disk(settings.home), *_programs(settings), *_ports(settings), *_servers(settings)]


def _disk(home: Path) -> Iterator[MarsadError]:
    free = shutil.disk_usage(home).free
    if free < NEEDED_BYTES:
        yield ConfigError("MARSAD_HOME", f"{home} has {free >> 20} MB free, and a run needs {NEEDED_BYTES >> 20} MB")


def _programs(settings: Settings) -> Iterator[MarsadError]:
    if find_spec("airflow") is None:
        yield ConfigError("apache-airflow", "is not installed: install marsad[airflow]")
    if settings.dsn is None:
        try:
            packaged_bindir(settings)
        except ConfigError as error:
            yield error


def _ports(settings: Settings) -> Iterator[MarsadError]:
    if settings.port < 1024 and os.geteuid() != 0:
        return  # whether we may have it is the kernel's business, and the API server's log says what it thought
    if not ports.is_free(settings.port):
        yield ConfigError("MARSAD_PORT", f"port {settings.port} is taken; stop what listens there or set another")


def _servers(settings: Settings) -> Iterator[MarsadError]:
    if settings.dsn is None:
        return
    try:
        connect(settings.dsn).close()
    except MarsadError as error:
        yield error
