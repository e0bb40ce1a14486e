"""`marsad sample-newsroom` as a process: what it prints, how it stops, what it refuses."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from marsad.catalog import load_catalog

COMMAND = "import sys; from marsad.sample.server import main; sys.exit(main(sys.argv[1:]))"


def edition(base: str) -> bytes:
    with urllib.request.urlopen(f"{base}/control", timeout=5) as reply:
        body: bytes = reply.read()
        return body


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_command_prints_one_line_remembers_and_stops_on_a_signal(tmp_path, number) -> None:
    command = [sys.executable, "-c", COMMAND, "--port", "0", "--second-port", "0", "--catalog", str(tmp_path / "c")]
    command += ["--edition-after", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        first, second = re.findall(r"http://127\.0\.0\.1:\d+", line)
        assert edition(first) == edition(second) == b"2\n"
        process.send_signal(number)
        assert process.stdout.read() == ""
        assert process.wait(timeout=5) == 0
    assert {source.homepage for source in load_catalog([tmp_path / "c"])} == {f"{first}/", f"{second}/"}
    assert (tmp_path / "c" / "edition").read_text() == "2\n"


@pytest.mark.parametrize("option", ["--port", "--second-port"])
def test_command_names_the_port_that_is_taken(option) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        other = "--second-port" if option == "--port" else "--port"
        command = [sys.executable, "-c", COMMAND, option, str(port), other, "0"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == (
        f"marsad sample-newsroom: port {port}: is taken: stop what uses it, or choose another port\n"
    )


def test_command_names_the_folder_it_cannot_make(tmp_path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "c"
    command = [sys.executable, "-c", COMMAND, "--port", "0", "--second-port", "0", "--catalog", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert ended.returncode == 1
    assert ended.stderr == f"marsad sample-newsroom: {folder}: Not a directory\n"
