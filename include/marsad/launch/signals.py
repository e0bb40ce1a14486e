"""Stop signals as a flag that is looked at between steps: a handler that raises would interrupt the clean-up too."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):  # noqa: N818 - not an error: somebody asked
    """Whoever runs us wants us to stop. `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@dataclass(slots=True)
class StopFlag:
    """The first stop signal received, if any."""

    number: int | None = None

    def check(self) -> None:
        """Raise StopRequested if a signal came."""
        if self.number is not None:
            raise StopRequested(self.number)


@contextmanager
def stop_flag() -> Iterator[StopFlag]:
    """Turn SIGINT, SIGTERM and SIGHUP into a flag while the block runs. Main thread only."""
    flag = StopFlag()

    def note(number: int, _frame: FrameType | None) -> None:
        flag.number = flag.number or number

    before = {number: signal.signal(number, note) for number in STOP_SIGNALS}
    try:
        yield flag
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
