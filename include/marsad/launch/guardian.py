"""Ends what `marsad up` started when `marsad up` itself was killed and could not.

A process of its own, with a pipe from the supervisor: lines "+SESSION" and "-SESSION" say what runs, and the end of
the file says that the supervisor is gone. Unlike PR_SET_PDEATHSIG that reaches grandchildren, needs no code between
fork and exec, and works outside Linux.
"""

import subprocess
import sys
from contextlib import suppress
from typing import IO

from marsad.launch.processes import end_sessions

GRACE = 15.0


class Guardian:
    """The supervisor's end of the pipe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            # -P: the folder we were started in is no place to import from.
            [sys.executable, "-P", "-m", "marsad.launch.guardian"],
            stdin=subprocess.PIPE,
            text=True,
            bufsize=1,
            start_new_session=True,
        )

    def watch(self, session: int) -> None:
        """End this session should we die."""
        self._tell(f"+{session}\n")

    def forget(self, session: int) -> None:
        """This session has ended; its number may be another program's soon."""
        self._tell(f"-{session}\n")

    def dismiss(self) -> None:
        """Close the pipe, which ends whatever is still watched, and wait for that."""
        with suppress(BrokenPipeError):
            self._pipe.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        # Somebody may have killed the guardian. That costs its protection, not the run.
        with suppress(BrokenPipeError):
            self._pipe.write(line)

    @property
    def _pipe(self) -> IO[str]:
        assert self._process.stdin is not None  # noqa: S101 - Popen was told PIPE
        return self._process.stdin


def main() -> None:
    """Read until the pipe closes, then end what is left."""
    sessions: set[int] = set()
    for line in sys.stdin:
        (sessions.add if line[0] == "+" else sessions.discard)(int(line[1:]))
    if sessions:
        end_sessions(sessions, GRACE)


if __name__ == "__main__":
    main()
