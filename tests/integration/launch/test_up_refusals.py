"""What `marsad up` says when it cannot: one line, exit status 1, and nothing left running."""

import os
import socket
import subprocess
import sys

import pytest

from marsad.launch.lock import only_instance
from marsad.launch.ports import free_ports


def up(home, **variables):
    environment = {**os.environ, "MARSAD_DSN": "", "MARSAD_HOME": str(home), "MARSAD_PORT": str(free_ports(1)[0])}
    return subprocess.run(
        [sys.executable, "-c", "import sys; from marsad.launch.up import main; sys.exit(main([]))"],
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(done):
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_a_second_instance(tmp_path):
    with only_instance(tmp_path):
        assert f"already running on {tmp_path} (process {os.getpid()})" in refused(up(tmp_path))


def test_a_taken_port(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        line = refused(up(tmp_path, MARSAD_PORT=str(port)))
    assert line.startswith(f"marsad: MARSAD_PORT: port {port} is taken")


def test_a_port_that_is_none(tmp_path):
    assert refused(up(tmp_path, MARSAD_PORT="http")) == "marsad: MARSAD_PORT: 'http' is no port number"


def test_an_unreachable_warehouse(tmp_path):
    port = free_ports(1)[0]
    line = refused(up(tmp_path, MARSAD_DSN=f"postgresql://u:hunter2@127.0.0.1:{port}/news"))
    assert f"127.0.0.1:{port}" in line
    assert "hunter2" not in line


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be written to" in refused(up(tmp_path / "file" / "home"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(0o500)
    assert "permission denied" in refused(up(tmp_path))
