"""The dispatcher: exit codes, one line for an error, and nothing heavy before a command asks for it."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from marsad import cli
from marsad.errors import ConfigError, RetryableError

HEAVY = (
    "trafilatura",
    "great_expectations",
    "aiohttp",
    "airflow",
    "feedparser",
    "psycopg",
    "lxml",
    "warcio",
    "fastapi",
)


@pytest.fixture
def command(monkeypatch):
    """Make `marsad sample-newsroom` call this function instead."""

    def stand_in(function):
        monkeypatch.setattr(cli, "import_module", lambda name: type("Module", (), {"main": staticmethod(function)}))

    return stand_in


def test_help_lists_every_command(capsys):
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told and what in told for name, (_, what) in cli.COMMANDS.items())
    assert cli.main(["-h"]) == 0


def test_no_command_is_a_mistake_that_shows_the_list(capsys):
    assert cli.main([]) == 2
    assert capsys.readouterr().out == f"{cli.usage()}\n"


def test_an_unknown_command_is_named_on_standard_error(capsys):
    assert cli.main(["pole"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[0] == "marsad: no command 'pole'"


@pytest.mark.parametrize("module", [module for module, _ in cli.COMMANDS.values()])
def test_every_command_has_a_module(module):
    assert find_spec(module) is not None


def test_a_commands_exit_code_is_handed_on(command):
    command(len)
    assert cli.main(["run"]) == 0
    assert cli.main(["run", "--day", "2026-11-18"]) == 2


def test_an_error_of_ours_is_one_line_on_standard_error(command, capsys):
    def fail(arguments):
        raise RetryableError("127.0.0.1:5432/news", "Postgres does not answer")

    command(fail)
    assert cli.main(["run"]) == 1
    assert capsys.readouterr() == ("", "marsad run: 127.0.0.1:5432/news: Postgres does not answer\n")


def test_an_error_of_nobodys_is_not_swallowed(command):
    def fail(arguments):
        raise ZeroDivisionError

    command(fail)
    with pytest.raises(ZeroDivisionError):
        cli.main(["run"])


def test_ctrl_c_has_the_shells_exit_code(command):
    def stop(arguments):
        raise KeyboardInterrupt

    command(stop)
    assert cli.main(["run"]) == 130


def test_help_loads_nothing_heavy():
    ask = f"import sys; from marsad.cli import main; main(['--help']); print(sorted(set({HEAVY}) & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["catalog", "list"]], ids=" ".join)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_is_no_error(arguments, unbuffered):
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody_reads:
        told = subprocess.run(
            [sys.executable, "-m", "marsad.cli", *arguments],
            env=environment, stdout=nobody_reads, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")


def test_a_warehouse_that_is_wrong_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setenv("MARSAD_DSN", "postgresql://marsad:hush%zz@db.example/news")
    assert cli.main(["funnel"]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("marsad funnel: MARSAD_DSN: cannot be parsed")
    assert told.err.count("\n") == 1
    assert "hush" not in told.err


def test_migrate_is_for_a_warehouse_of_ones_own(monkeypatch, capsys):
    monkeypatch.delenv("MARSAD_DSN", raising=False)
    assert cli.main(["migrate"]) == 1
    assert capsys.readouterr().err.startswith("marsad migrate: MARSAD_DSN: is not set")


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--day", "18.11.2026"],
        ["run", "--day", "2026-02-30"],
        ["ingest"],
        ["ingest", "--day", "2026-11-18", "--mode", "again"],
        ["quarantine"],
        ["poll", "--never-heard-of"],
    ],
)
def test_arguments_that_cannot_be_read_are_a_mistake(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert f"marsad {arguments[0]}" in capsys.readouterr().err


def test_a_setting_that_is_wrong_stops_a_command_before_it_works(monkeypatch, capsys):
    monkeypatch.setenv("MARSAD_PORT", "http")
    assert cli.main(["poll"]) == 1
    assert capsys.readouterr().err == "marsad poll: MARSAD_PORT: 'http' is no port number\n"


def test_error_messages_have_a_subject_and_a_cause():
    assert str(ConfigError("MARSAD_PORT", "is no port number")) == "MARSAD_PORT: is no port number"
