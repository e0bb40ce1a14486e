"""Processes of this machine and the sessions they belong to.

A component is stopped by session, not by process group: Airflow gives each running task a group of its own
(airflow/sdk/execution_time/supervisor.py, `new_process_group=True`), so that a signal to the scheduler's group leaves
its tasks behind.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """One that has not ended: zombies, which nobody may ever reap in a container without init, are left out."""

    pid: int
    name: str
    session: int


def find(pid: int) -> Process | None:
    """The living process with this id."""
    return next((process for process in _living([pid]) if process.pid == pid), None)


def members(sessions: Collection[int]) -> list[int]:
    """Ids of the living processes in these sessions."""
    return [process.pid for process in _living() if process.session in sessions]


def end_sessions(sessions: Collection[int], grace: float) -> None:
    """Stop the leaders of these sessions within `grace` seconds, then whatever they leave behind within another.

    First the leaders alone, because each knows how to stop its children: Airflow's scheduler lets running tasks finish.
    """
    _stop(sessions, signal.SIGTERM, grace, _leaders)
    _stop(sessions, signal.SIGTERM, 1.0, members)
    _stop(sessions, signal.SIGKILL, 5.0, members)


def _leaders(sessions: Collection[int]) -> list[int]:
    return [pid for pid in members(sessions) if pid in sessions]


def _stop(
    sessions: Collection[int],
    number: signal.Signals,
    patience: float,
    select: Callable[[Collection[int]], list[int]],
) -> None:
    """Signal the selected processes once and wait for them to go, or for `patience` seconds to pass."""
    for pid in select(sessions):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    deadline = time.monotonic() + patience
    while select(sessions) and time.monotonic() < deadline:
        time.sleep(0.05)


def _living(pids: Collection[int] = ()) -> Iterator[Process]:
    """These processes, or all."""
    return _from_proc(pids) if (PROC / "self" / "stat").exists() else _from_ps()


def _from_proc(pids: Collection[int]) -> Iterator[Process]:
    for pid in pids or (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()):
        # proc(5): "pid (name) state ppid pgrp session ..."; the name may hold spaces and brackets.
        with suppress(FileNotFoundError, ProcessLookupError):
            head, _, tail = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")
            state, _parent, _group, session = tail.split()[:4]
            if state not in "ZX":
                yield Process(pid, head.partition("(")[2], int(session))


def _from_ps() -> Iterator[Process]:
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,state=,comm="],  # noqa: S607 - wherever the system keeps it
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for line in listing.splitlines():
        pid, state, name = line.split(maxsplit=2)
        with suppress(ProcessLookupError, PermissionError):
            if not state.startswith("Z"):
                yield Process(int(pid), Path(name).name, os.getsid(int(pid)))
