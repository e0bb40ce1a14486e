"""The last words of a start: what landed, where to look, and a query to try, with its answer."""

from marsad.columns import aligned
from marsad.launch.airflow import ADMIN, ui_url
from marsad.launch.landing import summary_lines
from marsad.launch.warehouse import READER, WAREHOUSE, Databases
from marsad.settings import Settings
from marsad.store.connect import address, connect
from marsad.store.report import landed

QUERY = """\
SELECT
    a.day, e.event_type, e.realis, e.event_date, e.country_code,
    string_agg(r.text, '، ' ORDER BY r.start) FILTER (WHERE r.role = 'actor') AS who,
    e.trigger_text AS did,
    string_agg(r.text, '، ' ORDER BY r.start) FILTER (WHERE r.role = 'recipient') AS to_whom
FROM curated.event AS e
INNER JOIN curated.article AS a USING (article_id, day)
INNER JOIN curated.event_role AS r USING (article_id, event_id, day)
GROUP BY a.article_id, a.day, e.article_id, e.event_id, e.day
ORDER BY a.published_at DESC NULLS LAST, e.trigger_start
LIMIT 8"""


def landing_report(databases: Databases) -> str:
    """The counts, and the query with its answer."""
    with connect(databases.warehouse) as connection:
        counts = summary_lines(landed(connection))
        cursor = connection.execute(QUERY.encode())
        names = [column.name for column in cursor.description or ()]
        rows = [["" if value is None else str(value) for value in row] for row in cursor.fetchall()]
    lines = ["In the warehouse now:", *counts, "", "A query to try:", *_indented(QUERY.splitlines()), ""]
    return "\n".join([*lines, *_indented(aligned([names, *rows]).splitlines()), ""])


def access_report(settings: Settings, databases: Databases, password: str) -> str:
    """Where the UI and the warehouse are. Shows the password of the embedded server only: it is ours."""
    embedded = databases.server and databases.server.dsn(WAREHOUSE, READER)
    return "\n".join(
        [
            f"Airflow    {ui_url(settings)}  user {ADMIN}, password {password}",
            f"Warehouse  {embedded or address(databases.warehouse)}",
            f"Logs       {settings.home / 'logs'}",
        ]
    )


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
