import socket
from dataclasses import replace

import pytest

from marsad.errors import ConfigError
from marsad.launch import preflight
from marsad.launch.ports import free_ports
from marsad.settings import load_settings


@pytest.fixture
def settings(tmp_path):
    return load_settings({"MARSAD_HOME": str(tmp_path / "home"), "MARSAD_PORT": str(free_ports(1)[0])})


def found(settings):
    preflight.usable_home(settings.home)
    return [str(problem) for problem in preflight.problems(settings)]


def test_nothing_is_wrong_on_a_good_day(settings):
    assert found(settings) == []


def test_a_taken_port_is_named_with_its_setting(settings):
    with socket.create_server(("127.0.0.1", settings.port)):
        (problem,) = found(settings)
    assert problem.startswith(f"MARSAD_PORT: port {settings.port} is taken")


def test_an_unreachable_server_is_named_without_its_password(settings):
    port = free_ports(1)[0]
    (problem,) = found(replace(settings, dsn=f"postgresql://u:hunter2@127.0.0.1:{port}/news"))
    assert f"127.0.0.1:{port}" in problem
    assert "hunter2" not in problem


def test_a_full_disk_is_said_in_megabytes(settings, monkeypatch):
    monkeypatch.setattr(preflight, "NEEDED_BYTES", 1 << 60)
    (problem,) = found(settings)
    assert problem.startswith(f"MARSAD_HOME: {settings.home} has ")
    assert " MB free" in problem


def test_all_problems_are_told_at_once(settings, tmp_path):
    with socket.create_server(("127.0.0.1", settings.port)):
        problems = found(replace(settings, pg_bindir=tmp_path))
    assert [problem.partition(":")[0] for problem in problems] == ["MARSAD_PG_BINDIR", "MARSAD_PORT"]


def test_a_home_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"MARSAD_HOME: .*/file/home cannot be written to \(not a directory\)"):
        preflight.usable_home(tmp_path / "file" / "home")
