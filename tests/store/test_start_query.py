"""The query that a start shows, and people try first, runs on the tables as they are."""

from psycopg import Connection

from builders import NOON, describe, make_entry, stage
from marsad.launch.report import QUERY
from marsad.store.curated import publish_staged


def test_the_query_to_try_shows_who_did_what_to_whom(connection: Connection) -> None:
    article = stage(connection, make_entry())
    publish_staged(connection, [article.article_id], NOON, describe)
    connection.execute("SET ROLE marsad_reader")
    ((day, event_type, *_, who, did, to_whom),) = connection.execute(QUERY.encode()).fetchall()
    assert (day, event_type, who, did, to_whom) == (article.day, "ASSAULT", "مسلحين", "انفجار", "أشخاص")
