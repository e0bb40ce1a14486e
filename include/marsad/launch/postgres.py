"""The embedded Postgres as a running server: on 127.0.0.1 only, with a password, stopped by its last user.

Driven through pg_ctl rather than the package's own `get_server()`, which listens on a Unix socket only, stops at
interpreter exit and syncs each new file (5 s instead of 1.4 s).
"""

import fcntl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from marsad.errors import ConfigError
from marsad.launch import ports, processes
from marsad.launch.account import run_as
from marsad.launch.cluster import SUPERUSER, Cluster, ensure_initialized, locate
from marsad.launch.lock import exclusive
from marsad.settings import Settings

# What Postgres logs when a second try may do: the port went to somebody else between our look and its start, or
# processes of a killed predecessor have not gone yet.
PASSING_FAILURES = ("could not bind", "shared memory block")
IMPOSSIBLE_PID = 2**22 + 1  # one past the largest that Linux can be told to hand out; other systems stop earlier


@dataclass(frozen=True, slots=True)
class Server:
    """Where a running server can be reached. One password for all its login roles: it listens on loopback only."""

    folder: Path
    port: int
    password: str

    def dsn(self, database: str, role: str = SUPERUSER) -> str:
        """The address as a URL. The password is made of URL-safe characters."""
        return f"postgresql://{role}:{self.password}@{ports.LOOPBACK}:{self.port}/{database}"


@contextmanager
def running_or_started(settings: Settings) -> Iterator[Server]:
    """The embedded server, started unless another command already did; whoever leaves last stops it."""
    cluster = locate(settings)
    gate = cluster.folder / "gate.lock"
    with (cluster.folder / "users.lock").open("a") as lease:
        with exclusive(gate):
            fcntl.flock(lease, fcntl.LOCK_SH)
            server = start(cluster)
        try:
            yield server
        finally:
            with exclusive(gate):
                if _is_last(lease):
                    stop(cluster)


def start(cluster: Cluster) -> Server:
    """Make the database if there is none and serve it if nobody does. Raises ConfigError with the log's last lines."""
    ensure_initialized(cluster)
    port = _running_port(cluster) or _launch(cluster)
    return Server(cluster.folder, port, cluster.password_file.read_text(encoding="utf-8").strip())


def stop(cluster: Cluster) -> None:
    """Stop the server: at once for its clients, safely for the data."""
    done = _pg_ctl(cluster, "stop", "-m", "fast", "-t", "30")
    if done.returncode and (cluster.data / "postmaster.pid").exists():
        _pg_ctl(cluster, "stop", "-m", "immediate")


def _is_last(lease: IO[str]) -> bool:
    try:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _running_port(cluster: Cluster, patience: float = 60) -> int | None:
    """The port of the server that has this data folder open; None when there is none."""
    pid_file = cluster.data / "postmaster.pid"
    deadline = time.monotonic() + patience
    while pid_file.exists() and time.monotonic() < deadline:
        # A starting server fills the file line by line: process id, folder, time, port, ...
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        holder = processes.find(int(lines[0])) if lines else None
        if lines and (holder is None or holder.name != "postgres"):
            _disown(pid_file, lines)
            return None
        if len(lines) > 3 and _accepts(cluster, int(lines[3])):
            return int(lines[3])
        time.sleep(0.1)
    return None


def _disown(pid_file: Path, lines: list[str]) -> None:
    """Tell Postgres that the server which wrote the file is dead, when its process id lives on.

    After a crash the id may be a zombie's (a container without init) or another program's (a restarted container),
    and Postgres would refuse to start. The rest of the file stays: by it Postgres sees whether old backends still
    have the shared memory open.
    """
    pid_file.write_text("\n".join([str(IMPOSSIBLE_PID), *lines[1:], ""]), encoding="utf-8")


def _launch(cluster: Cluster) -> int:
    port = _kept_port(cluster) or ports.free_ports(1)[0]
    for _ in range(5):
        log_size = cluster.log.stat().st_size if cluster.log.exists() else 0
        options = f"-h {ports.LOOPBACK} -p {port} -k '' -c max_connections=200"
        if _pg_ctl(cluster, "start", "-t", "60", "-l", str(cluster.log), "-o", options).returncode == 0:
            cluster.port_file.write_text(f"{port}\n", encoding="utf-8")
            return port
        said = cluster.log.read_bytes()[log_size:].decode(errors="replace") if cluster.log.exists() else ""
        if not any(failure in said for failure in PASSING_FAILURES):
            break
        time.sleep(0.5)
        port = port if ports.is_free(port) else ports.free_ports(1)[0]
    raise ConfigError(str(cluster.folder), f"Postgres does not start: {said.strip() or 'it logged nothing'}")


def _kept_port(cluster: Cluster) -> int | None:
    """The port of last time, so that bookmarks and open psql sessions stay right."""
    text = cluster.port_file.read_text(encoding="utf-8").strip() if cluster.port_file.exists() else ""
    return int(text) if text.isdigit() and ports.is_free(int(text)) else None


def _pg_ctl(cluster: Cluster, action: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(cluster.bindir / "pg_ctl"), "-D", str(cluster.data), "-w", *options, action]
    return run_as(cluster.account, command, cwd=cluster.folder)


def _accepts(cluster: Cluster, port: int) -> bool:
    command = [str(cluster.bindir / "pg_isready"), "-q", "-h", ports.LOOPBACK, "-p", str(port)]
    return run_as(cluster.account, command, cwd=cluster.folder).returncode == 0
