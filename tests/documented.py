"""Queries that a page of docs shows with their answers: ```sql, and right after it ```text."""

import re

from psycopg import Connection

from marsad.columns import aligned

SHOWN = re.compile(r"```sql\n(?P<query>(?:(?!```).)*)```\n\n```text\n(?P<answer>(?:(?!```).)*)```", re.DOTALL)


def answered(page: str, connection: Connection) -> str:
    """The page with the answers that the warehouse gives now."""
    return SHOWN.sub(lambda shown: _block(shown["query"], connection), page)


def _block(query: str, connection: Connection) -> str:
    cursor = connection.execute(query.encode())
    head = [column.name for column in cursor.description or ()]
    rows = [["" if value is None else str(value) for value in row] for row in cursor]
    return f"```sql\n{query}```\n\n```text\n{aligned([head, *rows])}\n```"
