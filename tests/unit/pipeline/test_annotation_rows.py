"""An annotation as rows: ids that stay when text moves, and no key twice."""

from dataclasses import replace
from itertools import permutations

import pytest

from builders import (
    ANNOTATOR,
    BODY,
    ONTOLOGY,
    columns_of,
    make_annotation,
    make_article,
    make_entry,
    make_event,
    make_mention,
    span,
    who,
)
from marsad.model import Annotation, DateExpression, Place, Quantity
from marsad.pipeline.rows import rows_of
from marsad.store.staging import EventRow, MentionRow, QuantityRow, RoleRow

ARTICLE = make_article(make_entry())
CITY = Place(0, 3, "الموصل", "test:mosul", "IQ")
DATE = DateExpression(0, 3, "الثلاثاء", "2026-11-17", "day")


def rows(*events, article=ARTICLE, mentions=()):
    return rows_of([(article, Annotation(mentions=tuple(mentions), events=events))], ONTOLOGY, ANNOTATOR)


def ids(*events, article=ARTICLE):
    return [event.event_id for event in rows(*events, article=article).events]


def moved(event, by):
    """The same event, so many characters later."""
    where = replace(event.location, start=event.location.start + by, end=event.location.end + by)
    trigger = replace(event.trigger, start=event.trigger.start + by, end=event.trigger.end + by)
    actors = tuple(replace(actor, start=actor.start + by, end=actor.end + by) for actor in event.actors)
    return replace(event, location=where, trigger=trigger, actors=actors)


def test_every_column_is_filled_from_the_annotation():
    annotation = make_annotation()
    made = rows_of([(ARTICLE, annotation)], ONTOLOGY, ANNOTATOR)
    (event,) = made.events
    city, when, ministry = span("الموصل"), span("يوم الثلاثاء"), span("وزارة الصحة")
    assert event == EventRow(
        article_id=ARTICLE.article_id,
        event_id=event.event_id,
        event_type="ASSAULT",
        mode=None,
        trigger_start=span("انفجار").start,
        trigger_end=span("انفجار").end,
        trigger_text="انفجار",
        realis="asserted",
        event_date="2026-11-17",
        date_precision="day",
        date_start=when.start,
        date_end=when.end,
        date_text=when.text,
        place_start=city.start,
        place_end=city.end,
        place_text=city.text,
        place_entity_id="test:mosul",
        country_code="IQ",
        admin1_code="test:nineveh",
        latitude=36.34,
        longitude=43.13,
        attribution_start=ministry.start,
        attribution_end=ministry.end,
        attribution_text=ministry.text,
        attribution_entity_id="test:health",
        confidence=0.75,
        quad_class="material-conflict",
        score=-9.0,
        annotator_version=ANNOTATOR,
    )
    assert len(event.event_id) == 32
    actor, recipient = made.roles
    fighters, people, three = span("مسلحين"), span("أشخاص"), span("ثلاثة أشخاص")
    key = (ARTICLE.article_id, event.event_id)
    assert actor == RoleRow(*key, "actor", fighters.start, fighters.end, "مسلحين", None, None, "REB", ANNOTATOR)
    assert recipient == RoleRow(*key, "recipient", people.start, people.end, "أشخاص", None, "IQ", "CVL", ANNOTATOR)
    assert made.quantities == [QuantityRow(*key, "injured", 3, three.start, three.end, three.text, ANNOTATOR)]
    assert made.mentions[0] == MentionRow(
        ARTICLE.article_id, city.start, city.end, "الموصل", "LOC", "test:mosul", None, "linked", ANNOTATOR
    )


def test_an_event_without_evidence_has_none():
    (event,) = rows(make_event()).events
    empty = [name for name in columns_of(EventRow) if getattr(event, name) is None]
    evidence = ("date_", "place_", "attribution_", "event_date", "country", "admin1", "lat", "lon", "mode")
    assert all(name.startswith(evidence) for name in empty)
    assert len(empty) == 18


def test_mentions_keep_what_links_them():
    mention = replace(make_mention("الموصل", "LOC", "test:mosul"), wikidata_id="Q83311")
    (row,) = rows(mentions=[mention]).mentions
    assert (row.entity_id, row.wikidata_id, row.link_status) == ("test:mosul", "Q83311", "linked")


def test_an_event_keeps_its_id_when_the_text_before_it_grows():
    event = make_event(actors=(who("مسلحين"), who("أشخاص", "local:1")), location=CITY, date=DATE)
    assert ids(event) == ids(moved(event, 400))


def test_ids_do_not_depend_on_the_order_of_events_or_participants():
    events = [
        make_event(),
        make_event(location=CITY),
        make_event(actors=(who("مسلحين"), who("أشخاص"))),
        make_event(type="CONSULT"),
    ]
    by_event = [set(ids(*order)) for order in permutations(events)]
    assert all(found == by_event[0] for found in by_event)
    assert len(by_event[0]) == 4
    assert ids(make_event(actors=(who("أشخاص"), who("مسلحين")))) == ids(events[2])


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "CONSULT"},
        {"actors": (who("مسلحين"),)},
        {"recipients": (who("مسلحين"),)},
        {"location": CITY},
        {"location": replace(CITY, entity_id=None)},
        {"date": DATE},
        {"date": replace(DATE, value="2026-11-16")},
    ],
)
def test_what_an_event_is_makes_its_id(changes):
    assert ids(make_event(**changes)) != ids(make_event())


@pytest.mark.parametrize(
    "changes",
    [
        {"realis": "negated"},
        {"confidence": 0.1},
        {"mode": "beat"},
        {"source": who("وزارة الصحة")},
        {"counts": (Quantity("killed", 2, 0, 4, BODY[:4]),)},
        {"trigger": "بانفجار"},
    ],
)
def test_what_is_said_of_an_event_does_not(changes):
    assert ids(make_event(**changes)) == ids(make_event())


def test_the_same_event_in_another_article_is_another_row():
    assert ids(make_event()) != ids(make_event(), article=make_article(make_entry("two")))


def test_events_that_are_alike_are_parted_by_their_rank():
    alike = ids(make_event("انفجار"), make_event("التحقيق"), make_event("انفجار"))
    assert len(set(alike)) == 3
    assert ids(make_event("انفجار"), make_event("التحقيق")) == alike[:2]


def test_a_mode_with_a_score_of_its_own_has_it():
    beaten, hit = rows(make_event(mode="beat"), make_event()).events
    assert (beaten.mode, beaten.score, hit.score) == ("beat", -7.5, -9.0)


def test_no_key_stands_twice():
    city = make_mention("الموصل", "LOC", "test:mosul")
    count = Quantity("injured", 3, 0, 4, BODY[:4])
    event = make_event(
        actors=(who("مسلحين"), who("مسلحين", sector="REB")),
        recipients=(who("مسلحين"),),
        counts=(count, replace(count, value=4), replace(count, kind="killed")),
    )
    made = rows(event, mentions=[city, replace(city, entity_id="test:other"), replace(city, type="ORG")])
    for table, key in (
        (made.mentions, ("article_id", "start", "end", "type")),
        (made.roles, ("article_id", "event_id", "role", "start", "end")),
        (made.quantities, ("article_id", "event_id", "kind", "start", "end")),
    ):
        keys = [tuple(getattr(row, name) for name in key) for row in table]
        assert len(set(keys)) == len(keys) == 2


def test_rows_of_many_articles_are_kept_apart():
    other = make_article(make_entry("two"))
    made = rows_of([(ARTICLE, make_annotation()), (other, make_annotation())], ONTOLOGY, ANNOTATOR)
    assert {row.article_id for row in made.events} == {ARTICLE.article_id, other.article_id}
    assert len({row.event_id for row in made.events}) == 2
    assert {row.annotator_version for row in (*made.mentions, *made.roles)} == {ANNOTATOR}


def test_nothing_annotated_is_nothing():
    made = rows_of([], ONTOLOGY, ANNOTATOR)
    assert [*made.mentions, *made.events, *made.roles, *made.quantities] == []


def test_an_event_type_the_ontology_does_not_know_is_no_silent_row():
    with pytest.raises(KeyError):
        rows(make_event(type="GOSSIP"))
