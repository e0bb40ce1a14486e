"""The Wayback Machine's index of captures (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server).

Pure: addresses to ask, and what the answer lists.
"""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from marsad.errors import UnreadableError

MOST_CAPTURES = 10_000  # of one host and day; more are cut off by the server, and told


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was once captured: `timestamp` has the digits of a UTC time, `url` is the original's."""

    timestamp: str
    url: str


def captures_url(base: str, host: str, day: date) -> str:
    """Where the index at `base` lists the web pages of a host that were captured well on a day, each address once."""
    query = {
        "url": host,
        "matchType": "host",
        "from": f"{day:%Y%m%d}",
        "to": f"{day:%Y%m%d}",
        "filter": ["statuscode:200", "mimetype:text/html"],
        "collapse": "urlkey",
        "fl": "timestamp,original",
        "output": "json",
        "limit": MOST_CAPTURES,
    }
    return f"{base}/cdx/search/cdx?{urlencode(query, doseq=True, safe=':/,')}"


def copy_url(base: str, capture: Capture) -> str:
    """Where the captured bytes lie: `id_` leaves out what the archive writes into its pages."""
    return f"{base}/web/{capture.timestamp}id_/{capture.url}"


def parse_captures(body: bytes, url: str) -> list[Capture]:
    """The rows of the answer, whose first one is a head; rows of another shape are none.

    Raises UnreadableError for what is no such answer.
    """
    try:
        rows = json.loads(body or b"[]")
    except ValueError as error:
        raise UnreadableError(url, f"not the index's JSON: {error}") from error
    if not isinstance(rows, list) or (rows and rows[0] != ["timestamp", "original"]):
        raise UnreadableError(url, "not the index's JSON: no head of timestamp and original")
    return [Capture(*row) for row in rows[1:] if _is_capture(row)]


def _is_capture(row: object) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 2
        and all(isinstance(cell, str) for cell in row)
        and row[0].isascii()
        and row[0].isdigit()
        and row[1].startswith(("http://", "https://"))
    )
