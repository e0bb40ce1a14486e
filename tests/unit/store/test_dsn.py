"""A DSN in all its spellings: what is shown of it, and that the password never is."""

import socket

import pytest

from marsad.errors import ConfigError, RetryableError
from marsad.store.connect import address, as_url, connect

SECRET = "pas%24wOrt"  # noqa: S105 - of no account


@pytest.fixture
def closed_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        # Bound but not listening: nobody else can take it, and nobody answers.
        yield holder.getsockname()[1]


def test_nobody_answering_is_worth_a_retry(closed_port):
    with pytest.raises(RetryableError) as caught:
        connect(f"postgresql://marsad:{SECRET}@127.0.0.1:{closed_port}/news")
    assert caught.value.subject == f"127.0.0.1:{closed_port}/news"
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://marsad:hush%zz@db.example/news",
        "postgresql://marsad:hush hush@db.example/news",
        "host=db.example password=hush hush dbname=news",
        "host=db.example password='hush",
        "postgresql://marsad:hush@db.example/news?nonsense=hush",
        "hush",
    ],
)
def test_a_dsn_that_cannot_be_read_is_told_without_its_text(dsn):
    with pytest.raises(ConfigError) as caught:
        connect(dsn)
    assert caught.value.subject == "MARSAD_DSN"
    assert "hush" not in str(caught.value)
    # A log shows what an exception came from, too.
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("dsn", "shown"),
    [
        ("postgresql://u:hush@db.example:6432/news", "db.example:6432/news"),
        ("postgres://u:hush@db.example/news?sslmode=require", "db.example:5432/news"),
        ("host=db.example port=6432 dbname=news password=hush", "db.example:6432/news"),
        ("postgresql:///news?host=/run/pg", "/run/pg:5432/news"),
        ("postgresql://u:hush%zz@db.example/news", "db.example"),
    ],
)
def test_an_address_is_host_port_and_database(dsn, shown):
    assert address(dsn) == shown


@pytest.mark.parametrize(
    ("dsn", "url"),
    [
        ("postgresql://u:p%40ss@db.example:6432/news", "postgres://u:p%40ss@db.example:6432/news?sslmode=prefer"),
        ("host=127.0.0.1 user=u password='p@ss/w?d' dbname=news", "postgres://u:p%40ss%2Fw%3Fd@127.0.0.1:5432/news?sslmode=disable"),
        ("postgresql://u@db.example/n?sslmode=require", "postgres://u:@db.example:5432/n?sslmode=require"),
    ],
)  # fmt: skip
def test_a_dsn_is_a_url_whichever_way_it_was_written(dsn, url):
    assert as_url(dsn) == url
