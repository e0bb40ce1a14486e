"""What tests of several rooms share: a real Postgres, and a fresh migrated warehouse on it for each test."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import TEMPLATE, fresh_warehouse
from marsad.launch.postgres import Server, running_or_started
from marsad.settings import load_settings
from marsad.store.bootstrap import create_database
from marsad.store.migrate import migrate


def pytest_configure(config: pytest.Config) -> None:
    """Everything temporary goes into one folder, which the process that the user started removes.

    A worker of pytest-xdist that is slow to end after Ctrl-C is killed, and would leave its own behind; a Postgres
    of it ends by itself when its folder is gone.
    """
    if hasattr(config, "workerinput"):
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # `timeout make test` ends like Ctrl-C
    folder = tempfile.TemporaryDirectory(prefix="marsad-tests-", ignore_cleanup_errors=True)
    Path(folder.name).chmod(0o755)
    patch = pytest.MonkeyPatch()
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ:  # pytest's own, which it keeps to be looked at, stay where they were
        patch.setenv("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    patch.setenv("TMPDIR", folder.name)
    patch.setattr(tempfile, "tempdir", folder.name)
    config.add_cleanup(patch.undo)
    config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """An embedded server of the tests' own, with a migrated database to copy from."""
    # pytest's own folders are closed to the account that Postgres runs under when the tests run as root.
    with tempfile.TemporaryDirectory(prefix="marsad-test-") as home:
        Path(home).chmod(0o755)
        with running_or_started(load_settings({"MARSAD_HOME": home})) as server:
            create_database(server.dsn("postgres"), TEMPLATE)
            migrate(server.dsn(TEMPLATE))
            yield server


@pytest.fixture
def warehouse(postgres: Server) -> Iterator[str]:
    """The DSN of an empty, migrated warehouse that is gone after the test."""
    with fresh_warehouse(postgres) as dsn:
        yield dsn


@pytest.fixture(scope="session")
def shared(postgres: Server) -> Iterator[str]:
    """The DSN of one warehouse for many tests, each of which leaves it empty: one for each would cost too much."""
    with fresh_warehouse(postgres) as dsn:
        yield dsn
