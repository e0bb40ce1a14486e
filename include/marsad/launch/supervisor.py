"""Child processes that are started in order, restarted when they die, and stopped together."""

import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from marsad.errors import MarsadError
from marsad.launch.guardian import Guardian
from marsad.launch.processes import end_sessions
from marsad.launch.restart import pause_before_restart
from marsad.launch.signals import StopFlag

STOP_GRACE = 15.0  # seconds that a component gets to stop by itself
TICK = 0.1  # seconds


class ComponentError(MarsadError):
    """A component cannot be kept alive, or not brought to life. The message ends with the tail of its log."""


@dataclass(frozen=True, slots=True)
class Component:
    """A program to run."""

    name: str
    command: tuple[str, ...]


@dataclass(slots=True)
class _Child:
    component: Component
    process: subprocess.Popen[bytes] | None  # None while it is down: its number may be another program's by then
    started_at: datetime
    deaths: list[float] = field(default_factory=list)
    restart_at: float = 0.0  # monotonic; says something while it is down


class Supervisor:
    """Runs components, each in a session of its own, its output appended to `logs`/<name>.log.

    Not threaded: whoever waits calls `tick`, which restarts what died and raises StopRequested or ComponentError.
    """

    def __init__(
        self,
        logs: Path,
        environment: Mapping[str, str],
        stop: StopFlag,
        say: Callable[[str], None],
        *,
        pause: Callable[[Sequence[float], float], float | None] = pause_before_restart,
    ) -> None:
        self._logs = logs
        self._environment = dict(environment)
        self._stop = stop
        self._say = say
        self._pause = pause
        self._waves: list[list[_Child]] = []
        self._guardian = Guardian()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, *components: Component) -> None:
        """Start components side by side; they will also be stopped side by side, before all that started earlier."""
        wave: list[_Child] = []
        self._waves.append(wave)
        # Child by child, so that those before one that cannot be started are known to `stop`.
        wave.extend(_Child(component, self._spawn(component), datetime.now(UTC)) for component in components)

    def started_at(self, name: str) -> datetime:
        """When the present process of a component was started."""
        return next(child.started_at for child in self._children() if child.component.name == name)

    def tick(self) -> None:
        """See who died and who is due to come back."""
        self._stop.check()
        for child in self._children():
            if child.process and child.process.poll() is not None:
                self._bury(child, child.process)
            if not child.process and time.monotonic() >= child.restart_at:
                child.process, child.started_at = self._spawn(child.component), datetime.now(UTC)

    def wait_until(self, is_done: Callable[[], bool], timeout: float | None = None, every: float = TICK) -> bool:
        """Keep everything alive until `is_done()`, asked every `every` seconds; False when `timeout` seconds passed."""
        start = ask_at = time.monotonic()
        while True:
            now = time.monotonic()
            if now >= ask_at:
                if is_done():
                    return True
                ask_at = now + every
            if timeout is not None and now > start + timeout:
                return False
            self.tick()
            time.sleep(TICK)

    def run(self, component: Component) -> None:
        """Run a program to its end while the others are kept alive. Raises ComponentError when it fails."""
        process = self._spawn(component)
        try:
            self.wait_until(lambda: process.poll() is not None)
        finally:
            self._end([process])
        if process.returncode:
            raise self._failure(component, f"ended with {_status(process.returncode)}")

    def stop(self) -> None:
        """Stop everything, the latest wave first. Leaves no process of theirs, in whatever group."""
        while self._waves:
            self._end([child.process for child in self._waves[-1] if child.process])
            self._waves.pop()
        self._guardian.dismiss()

    def _children(self) -> list[_Child]:
        return [child for wave in self._waves for child in wave]

    def _spawn(self, component: Component) -> subprocess.Popen[bytes]:
        with self._log(component).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
                component.command,
                env=self._environment,
                cwd=self._logs,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._guardian.watch(process.pid)
        return process

    def _end(self, processes: Sequence[subprocess.Popen[bytes]]) -> None:
        end_sessions([process.pid for process in processes], STOP_GRACE)
        for process in processes:
            process.wait()
            self._guardian.forget(process.pid)

    def _bury(self, child: _Child, process: subprocess.Popen[bytes]) -> None:
        child.process = None
        self._end([process])  # its workers must not run beside its successor's
        status = _status(process.returncode)
        now = time.monotonic()
        child.deaths.append(now)
        pause = self._pause(child.deaths, now)
        if pause is None:
            raise self._failure(child.component, f"died {len(child.deaths)} times, the last with {status}")
        self._say(f"{child.component.name} died with {status}; starting it again in {pause:.0f} s")
        child.restart_at = now + pause

    def _failure(self, component: Component, what: str) -> ComponentError:
        log = self._log(component)
        with log.open(encoding="utf-8", errors="replace") as lines:
            tail = "".join(f"  {line}" for line in deque(lines, maxlen=20))
        return ComponentError(component.name, f"{what}. The end of {log}:\n{tail.rstrip()}")

    def _log(self, component: Component) -> Path:
        return self._logs / f"{component.name}.log"


def _status(returncode: int) -> str:
    """A return code in words: Popen gives the negative signal number for a process that a signal ended."""
    return f"signal {-returncode}" if returncode < 0 else f"exit status {returncode}"
