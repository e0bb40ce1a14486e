"""What must hold of the mentions and events of staged articles, and of the events' roles and quantities."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Protocol

from marsad.quality.rule import Rule, Severity, between, holds, matches, one_of, rule

REALIS = ("asserted", "negated", "planned", "hypothetical")
DATE_PRECISIONS = ("year", "month", "day", "range")
KINDS = ("killed", "injured", "arrested", "missing", "displaced", "released", "participants", "money", "other")
COUNTRY_CODE, SECTOR_CODE = "^[A-Z]{2}$", "^[A-Z]{3}$"
EVENT_DATE = "^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?$"
MOST_PEOPLE = 50_000_000  # more than any one event in the news was told to have moved, hurt or gathered

_park_mention = partial(rule, "mention", Severity.QUARANTINE)
_park_event = partial(rule, "event", Severity.QUARANTINE)
_park_role = partial(rule, "event_role", Severity.QUARANTINE)
_park_quantity = partial(rule, "event_quantity", Severity.QUARANTINE)

_SPAN = "The offsets do not point to these words in the body."
_ENTITY = "It names an entity that curated would not know."


class TypeOfEvent(Protocol):
    """What the suite must know of one type of the ontology."""

    @property
    def quad_class(self) -> str:
        """Its quad class."""

    @property
    def modes(self) -> Collection[str]:
        """Its modes, which may be none."""


MENTION_RULES: tuple[Rule, ...] = (
    _park_mention("mention_span_wrong", holds("is_span_valid"), _SPAN),
    _park_mention("mention_type_unknown", one_of("type", "PER", "ORG", "LOC"), "Readers know these three."),
    _park_mention(
        "link_status_unknown", one_of("link_status", "linked", "ambiguous", "nil"), "Readers know these three."
    ),
    _park_mention(
        "link_inconsistent", holds("is_link_consistent"), "Linked to nothing, or to something while ambiguous."
    ),
)

ROLE_RULES: tuple[Rule, ...] = (
    _park_role("role_unknown", one_of("role", "actor", "recipient"), "Readers know these two."),
    _park_role("role_key_incomplete", holds("is_key_complete"), "The event's id, a version or the words are missing."),
    _park_role("role_span_wrong", holds("is_span_valid"), _SPAN),
    _park_role("role_entity_unknown", holds("is_entity_known"), _ENTITY),
    _park_role("role_country_malformed", matches("country_code", COUNTRY_CODE), "ISO 3166-1 alpha-2 is meant."),
    _park_role("role_sector_malformed", matches("sector_code", SECTOR_CODE), "PLOVER's sectors have three letters."),
)

QUANTITY_RULES: tuple[Rule, ...] = (
    _park_quantity("quantity_kind_unknown", one_of("kind", *KINDS), "Nobody could add it up."),
    _park_quantity("quantity_negative", between("value", 0, None), "Nothing is counted below zero."),
    _park_quantity(
        "quantity_implausible", between("people_count", None, MOST_PEOPLE), "No event has so many people in it."
    ),
    _park_quantity("quantity_span_wrong", holds("is_span_valid"), _SPAN),
)


def event_rules(types: Mapping[str, TypeOfEvent]) -> tuple[Rule, ...]:
    """The rules about events. `types` is the ontology."""
    modes = [f"{name}:{mode}" for name, known in types.items() for mode in known.modes]
    quad_classes = [f"{name}:{known.quad_class}" for name, known in types.items()]
    return tuple(_event_rules(list(types), modes, quad_classes))


def _event_rules(types: list[str], modes: list[str], quad_classes: list[str]) -> Iterator[Rule]:
    yield _park_event("event_type_unknown", one_of("event_type", *types), "The ontology has no such type.")
    yield _park_event("mode_unknown", one_of("type_mode", *modes), "The ontology gives this type no such mode.")
    yield _park_event("quad_class_wrong", one_of("type_quad_class", *quad_classes), "The ontology says another one.")
    yield _park_event("realis_unknown", one_of("realis", *REALIS), "Readers know these four.")
    yield _park_event("confidence_out_of_range", between("confidence", 0, 1), "It is a probability.")
    yield _park_event("score_out_of_range", between("score", -10, 10), "PLOVER's scale ends there.")
    yield _park_event(
        "event_key_incomplete", holds("is_key_complete"), "An id, a version or half of a pair is missing."
    )
    yield _park_event("trigger_span_wrong", holds("is_trigger_valid"), _SPAN)
    yield _park_event("evidence_span_wrong", holds("is_evidence_valid"), _SPAN)
    yield _park_event("event_entity_unknown", holds("is_entity_known"), _ENTITY)
    yield _park_event("country_code_malformed", matches("country_code", COUNTRY_CODE), "ISO 3166-1 alpha-2 is meant.")
    yield _park_event("latitude_out_of_range", between("latitude", -90, 90), "There is no such place.")
    yield _park_event("longitude_out_of_range", between("longitude", -180, 180), "There is no such place.")
    yield _park_event("event_date_malformed", matches("event_date", EVENT_DATE), "ISO 8601 at its precision is meant.")
    yield _park_event("date_precision_unknown", one_of("date_precision", *DATE_PRECISIONS), "Readers know these four.")
