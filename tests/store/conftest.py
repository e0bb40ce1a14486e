"""A connection to a warehouse of the test's own, opened the way the pipeline opens one."""

from collections.abc import Iterator

import pytest
from psycopg import Connection

from marsad.store.connect import connect


@pytest.fixture
def connection(warehouse: str) -> Iterator[Connection]:
    with connect(warehouse) as opened:
        yield opened
