"""Events as the rules alone find them, for the tests of what they say."""

from datetime import datetime

from marsad.annotate.annotator import Annotator, Text
from marsad.annotate.events import find_events
from marsad.annotate.rules import load_rules
from marsad.model import Event

ANNOTATOR = Annotator()


def by_rules(text: str, published_at: datetime | None = None, timezone: str = "UTC") -> list[Event]:
    (reading,) = ANNOTATOR.read([Text(text, "", published_at, timezone)])
    return list(find_events(ANNOTATOR.scene(reading), load_rules(), None))
