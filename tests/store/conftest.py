"""Connections to one warehouse that the store tests share: a database of its own for each would cost 0.3 s a test."""

from collections.abc import Iterator

import pytest
from psycopg import Connection

from builders import empty_warehouse
from marsad.store.connect import connect


@pytest.fixture
def connection(shared: str) -> Iterator[Connection]:
    """An open transaction, as the pipeline's own; rolled back in the end."""
    opened = connect(shared)
    yield opened
    opened.rollback()
    opened.close()


@pytest.fixture
def lasting_dsn(shared: str) -> Iterator[str]:
    """For tests that commit: the shared warehouse, emptied after them."""
    yield shared
    empty_warehouse(shared)


@pytest.fixture
def lasting(lasting_dsn: str) -> Iterator[Connection]:
    """A connection whose commits last until the end of the test."""
    opened = connect(lasting_dsn)
    yield opened
    opened.close()
