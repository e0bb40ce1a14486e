"""Whether two articles' events may be one: nothing known of the one contradicts the other."""

from marsad.dedup.text import Told
from marsad.text.date_values import values_agree

PRECISION = ("day", "range", "month", "year", None)  # finest first


def may_be_one(a: Told, b: Told) -> bool:
    """Same type and realis, and place, date and participants agree as far as both are known."""
    if (a.event_type, a.realis) != (b.event_type, b.realis):
        return False
    return _places_agree(a, b) and _dates_agree(a.event_date, b.event_date) and _participants_agree(a, b)


def likeness(a: Told, b: Told) -> int:
    """How much of what both tell is the same; the best of several that may be one has the most."""
    place = a.place_entity_id is not None and a.place_entity_id == b.place_entity_id
    dated = a.event_date is not None and a.event_date == b.event_date
    moded = a.mode is not None and a.mode == b.mode
    return 2 * len(_participants(a) & _participants(b)) + 2 * place + dated + moded


def is_broad(told: Told) -> bool:
    """Whether its place is a whole country or province, or unknown."""
    place = told.place_entity_id
    return place is None or place.startswith("country:") or place == told.admin1_code


def _places_agree(a: Told, b: Told) -> bool:
    pairs = ((a.country_code, b.country_code), (a.admin1_code, b.admin1_code))
    if any(x and y and x != y for x, y in pairs):
        return False
    return is_broad(a) or is_broad(b) or a.place_entity_id == b.place_entity_id


def _dates_agree(a: str | None, b: str | None) -> bool:
    return not a or not b or values_agree(a, b)


def _participants_agree(a: Told, b: Told) -> bool:
    """Two with one and the same third make two events: of two known to each, both must be shared."""
    ours, theirs = _participants(a), _participants(b)
    return len(ours & theirs) >= min(len(ours), len(theirs), 2)


def _participants(told: Told) -> frozenset[str]:
    return told.actors | told.recipients
