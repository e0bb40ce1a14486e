"""One warehouse that the use cases' tests share, emptied after each, and a web site they may retrieve."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import Connection

from builders import empty_warehouse, make_settings
from loopback import Site, serving
from marsad.settings import Settings
from marsad.store.connect import connect


@pytest.fixture
def dsn(shared: str) -> Iterator[str]:
    """The shared warehouse, emptied after the test."""
    yield shared
    empty_warehouse(shared)


@pytest.fixture
def connection(dsn: str) -> Iterator[Connection]:
    """To look at what the use case left; each statement sees what is committed by then."""
    opened = connect(dsn)
    opened.autocommit = True
    yield opened
    opened.close()


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback."""
    with serving() as running:
        yield running


@pytest.fixture
def settings(site: Site, tmp_path: Path) -> Settings:
    """Settings under which that site, and nothing else, may be retrieved."""
    return make_settings(tmp_path, site.address)
