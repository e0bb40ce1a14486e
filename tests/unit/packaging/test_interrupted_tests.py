"""A run of the tests that is ended early leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
# What runs in the background of a shell is told to ignore SIGINT; the tests of the tests must not be.
RUN = "import signal, sys, pytest; signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(pytest.main())"
SLEEPER = """
import pathlib, tempfile, time

def test_sleeps():
    left = pathlib.Path(tempfile.mkdtemp())
    pathlib.Path({note!r}).write_text(str(left))
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_removes_its_temporary_folder(tmp_path: Path, how: signal.Signals) -> None:
    note = tmp_path / "left"
    (tmp_path / "test_sleeps.py").write_text(SLEEPER.format(note=str(note)))
    command = [sys.executable, "-c", RUN, "-q", "-p", "conftest", "-p", "no:cacheprovider", "-c", os.devnull]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    process = subprocess.Popen([*command, str(tmp_path)], env=environment, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        left = Path(note.read_text())
        assert left.is_dir()
        process.send_signal(how)
        assert process.wait(30) == pytest.ExitCode.INTERRUPTED
        assert not left.exists()
    finally:
        process.kill()
        process.wait()
