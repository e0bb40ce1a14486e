"""Homes for real servers. pytest's own folders are closed to the user that Postgres runs as under root."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from marsad.settings import load_settings


@pytest.fixture
def open_home():
    home = Path(tempfile.mkdtemp(prefix="marsad-test-"))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home)


@pytest.fixture
def settings(open_home):
    return load_settings({**os.environ, "MARSAD_HOME": str(open_home), "MARSAD_DSN": ""})
