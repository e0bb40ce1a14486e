"""An annotation as rows of the staging tables. Pure."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from marsad.annotate.ontology import EventType
from marsad.errors import UnexpectedInputError
from marsad.model import Annotation, Event, Mention, Participant, Quantity
from marsad.store.staging import AnnotationRows, EventRow, MentionRow, QuantityRow, RoleRow

LARGEST = 2**63 - 1  # what a bigint holds
LONGEST = 500  # characters of a name; one of some thousand is none, and no index over aliases takes it


class OfArticle(Protocol):
    """What rows need of an article."""

    @property
    def article_id(self) -> str:
        """Its key."""


def rows_of(
    annotated: Iterable[tuple[OfArticle, Annotation]], ontology: Mapping[str, EventType], annotator_version: str
) -> AnnotationRows:
    """Rows of all articles; one span never stands twice under one key.

    Raises KeyError for an event type or mode that the ontology lacks, UnexpectedInputError for a number or a
    name beyond what is stored.
    """
    mentions: list[MentionRow] = []
    events: list[EventRow] = []
    roles: list[RoleRow] = []
    quantities: list[QuantityRow] = []
    for article, annotation in annotated:
        mentions += _mentions(article, annotation, annotator_version)
        for event_id, event in _identified(article.article_id, annotation.events):
            events.append(_event(article.article_id, event_id, event, ontology[event.type], annotator_version))
            roles += _roles(article.article_id, event_id, event, annotator_version)
            quantities += _quantities(article.article_id, event_id, event, annotator_version)
    return AnnotationRows(mentions, events, roles, quantities)


def rows_of_answer(
    article: OfArticle, answer: Annotation | Exception, ontology: Mapping[str, EventType], annotator_version: str
) -> AnnotationRows:
    """The rows of one article; raises what the annotator failed with, or as `rows_of` does."""
    if isinstance(answer, Exception):
        raise answer
    return rows_of([(article, answer)], ontology, annotator_version)


def joined(parts: Collection[AnnotationRows]) -> AnnotationRows:
    """The rows of several articles as one batch."""
    return AnnotationRows(
        mentions=[row for part in parts for row in part.mentions],
        events=[row for part in parts for row in part.events],
        roles=[row for part in parts for row in part.roles],
        quantities=[row for part in parts for row in part.quantities],
    )


def _mentions(article: OfArticle, annotation: Annotation, annotator_version: str) -> list[MentionRow]:
    return [
        MentionRow(
            article_id=article.article_id,
            start=mention.start,
            end=mention.end,
            text=_name(mention),
            type=mention.type,
            entity_id=mention.entity_id,
            wikidata_id=mention.wikidata_id,
            link_status=mention.link_status,
            annotator_version=annotator_version,
        )
        for mention in {(m.start, m.end, m.type): m for m in annotation.mentions}.values()
    ]


def _identified(article_id: str, events: Iterable[Event]) -> list[tuple[str, Event]]:
    """Ids that depend on what an event is, not on where it stands; the rank parts events that are alike."""
    seen: Counter[tuple[str, ...]] = Counter()
    identified = []
    for event in events:
        key = _key(event)
        parts = (article_id, *key, str(seen[key]))
        seen[key] += 1
        identified.append((hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32], event))
    return identified


def _key(event: Event) -> tuple[str, ...]:
    place = event.location and (event.location.entity_id or event.location.text)
    return (event.type, _who(event.actors), _who(event.recipients), place or "", event.date.value if event.date else "")


def _who(participants: Iterable[Participant]) -> str:
    return "|".join(sorted(p.entity_id or p.text for p in participants))


def _event(article_id: str, event_id: str, event: Event, event_type: EventType, annotator_version: str) -> EventRow:
    when, where, source = event.date, event.location, event.source
    return EventRow(
        article_id=article_id,
        event_id=event_id,
        event_type=event.type,
        mode=event.mode,
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        trigger_text=event.trigger.text,
        realis=event.realis,
        event_date=when.value if when else None,
        date_precision=when.precision if when else None,
        date_start=when.start if when else None,
        date_end=when.end if when else None,
        date_text=when.text if when else None,
        place_start=where.start if where else None,
        place_end=where.end if where else None,
        place_text=where.text if where else None,
        place_entity_id=where.entity_id if where else None,
        country_code=where.country if where else None,
        admin1_code=where.admin1 if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        attribution_start=source.start if source else None,
        attribution_end=source.end if source else None,
        attribution_text=source.text if source else None,
        attribution_entity_id=source.entity_id if source else None,
        confidence=event.confidence,
        quad_class=event_type.quad_class,
        score=event_type.score_of(event.mode),
        annotator_version=annotator_version,
    )


def _roles(article_id: str, event_id: str, event: Event, annotator_version: str) -> list[RoleRow]:
    spans = {
        (role, who.start, who.end): who
        for role, participants in (("actor", event.actors), ("recipient", event.recipients))
        for who in participants
    }
    return [
        RoleRow(
            article_id=article_id,
            event_id=event_id,
            role=role,
            start=who.start,
            end=who.end,
            text=who.text,
            entity_id=who.entity_id,
            country_code=who.country,
            sector_code=who.sector,
            annotator_version=annotator_version,
        )
        for (role, _, _), who in spans.items()
    ]


def _quantities(article_id: str, event_id: str, event: Event, annotator_version: str) -> list[QuantityRow]:
    return [
        QuantityRow(
            article_id=article_id,
            event_id=event_id,
            kind=quantity.kind,
            value=_value(quantity),
            start=quantity.start,
            end=quantity.end,
            text=quantity.text,
            annotator_version=annotator_version,
        )
        for quantity in {(q.kind, q.start, q.end): q for q in event.counts}.values()
    ]


def _name(mention: Mention) -> str:
    if len(mention.text) > LONGEST:
        raise UnexpectedInputError(f"{mention.text[:40]}...", f"a name of {len(mention.text)} characters")
    return mention.text


def _value(quantity: Quantity) -> int:
    if quantity.value > LARGEST:
        raise UnexpectedInputError(quantity.text, "a number that no column holds")
    return quantity.value
