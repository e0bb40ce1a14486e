"""What a run tells the person in front of it."""

import sys
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Console:
    """Lines on standard output, each with the seconds since the run began."""

    started: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        """Print a line of progress."""
        self.show(f"[{time.monotonic() - self.started:6.1f} s] {text}")

    def show(self, text: str) -> None:
        """Print text as it is, at once even into a pipe."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def complain(problem: object) -> None:
    """Print why a run cannot go on."""
    sys.stderr.write(f"marsad: {problem}\n")
