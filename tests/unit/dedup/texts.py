"""Texts for the tests of comparisons."""

from typing import Any

from marsad.dedup.text import Text, Told, folded
from marsad.dedup.words import words_of
from newsdesk import at

BLAST_AT_TIKRIT = frozenset({"test:tikrit"})


def make_text(key: str, title: str, body: str, hour: int = 9, **changes: Any) -> Text:
    """A text of outlet `nahr` unless `changes` say otherwise; `names` may be a string."""
    heading, paragraphs = folded(title, body)
    names = frozenset(words_of(changes.pop("names", "")))
    given = {"source_id": "nahr", "published_at": at(hour), "names": names, **changes}
    return Text(article_id=key, title=heading, paragraphs=paragraphs, **given)


def make_told(key: str = "e", **changes: Any) -> Told:
    """An assault at Tikrit."""
    given = {
        "event_type": "ASSAULT",
        "mode": None,
        "realis": "asserted",
        "event_date": None,
        "date_precision": None,
        "country_code": "IQ",
        "admin1_code": "place:salahaddin",
        "place_entity_id": "test:tikrit",
        "latitude": 34.6,
        "longitude": 43.7,
        "confidence": 0.7,
    }
    return Told(event_id=key, **{**given, **changes})
