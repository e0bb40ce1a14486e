"""Mentions and events of one text, as two annotators have them."""

from collections import Counter
from dataclasses import replace

import pytest

from builders import BODY, ONTOLOGY, make_annotation, make_article, make_entry, make_event, make_mention, span, who
from marsad.model import Annotation
from marsad.pipeline.compare.changes import FieldChange
from marsad.pipeline.compare.counts import Counted, counts_of
from marsad.pipeline.compare.events import event_changes
from marsad.pipeline.compare.evidence import evidence
from marsad.pipeline.compare.mentions import mention_changes
from marsad.pipeline.rows import rows_of
from marsad.store.annotations import FoundEvent

ARTICLE = make_article(make_entry())
EVENT = make_annotation().events[0]
MOSUL, MINISTRY = make_mention("الموصل", "LOC", "test:mosul"), make_mention("وزارة الصحة", "ORG", "test:health")


def mentions(*found):
    return rows_of([(ARTICLE, Annotation(mentions=found))], ONTOLOGY, "test").mentions


def events(*found):
    rows = rows_of([(ARTICLE, Annotation(events=found))], ONTOLOGY, "test")
    return [
        FoundEvent(
            row,
            tuple(role for role in rows.roles if role.event_id == row.event_id),
            tuple(quantity for quantity in rows.quantities if quantity.event_id == row.event_id),
        )
        for row in rows.events
    ]


def told(changes):
    return [(change.kind, *(field.name for field in change.fields)) for change in changes]


def test_mentions_appear_and_vanish_in_the_order_of_the_text():
    changes = mention_changes(mentions(MOSUL), mentions(MINISTRY))
    assert [(change.kind, change.present.text) for change in changes] == [
        ("added", "وزارة الصحة"),
        ("removed", "الموصل"),
    ]


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        (MOSUL, ()),
        (replace(MOSUL, type="ORG"), (FieldChange("type", "LOC", "ORG"),)),
        (replace(MOSUL, entity_id="test:other"), (FieldChange("link", "test:mosul", "test:other"),)),
        (replace(MOSUL, entity_id=None, link_status="nil"), (FieldChange("link", "test:mosul", "nil"),)),
        (make_mention("مدينة الموصل", "LOC", "test:mosul"), (FieldChange("boundary", "الموصل", "مدينة الموصل"),)),
    ],
)
def test_a_mention_changes_in_its_boundary_its_type_or_its_link(after, fields):
    (change,) = mention_changes(mentions(MOSUL), mentions(after))
    assert change.fields == fields
    assert change.kind == ("changed" if fields else "kept")


def test_of_two_overlapping_mentions_the_one_of_the_same_type_is_the_same():
    both = mentions(make_mention("وزارة", "LOC"), make_mention("الصحة", "ORG"))
    changes = mention_changes(both, mentions(make_mention("وزارة الصحة", "ORG")))
    assert told(changes) == [("removed",), ("changed", "boundary")]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({}, ()),
        ({"type": "ACCIDENT"}, ("type",)),
        ({"realis": "negated"}, ("realis",)),
        ({"mode": "aerial"}, ("mode",)),
        ({"date": None}, ("date",)),
        ({"location": None}, ("place", "country")),
        ({"actors": ()}, ("actors",)),
        ({"recipients": (who("أشخاص", sector="MIL", country="IQ"),)}, ("recipients",)),
        ({"source": who("المتحدث باسم الوزارة")}, ("source",)),
        ({"counts": ()}, ("quantities",)),
        ({"trigger": span("بانفجار")}, ("trigger",)),
        ({"confidence": 0.8}, ()),
        ({"confidence": 0.81}, ("confidence",)),
    ],
)
def test_an_event_changes_in_what_is_told_of_it(changed, names):
    (change,) = event_changes(events(EVENT), events(replace(EVENT, **changed)))
    assert tuple(field.name for field in change.fields) == names


def test_an_event_told_by_other_words_is_another():
    changes = event_changes(events(EVENT), events(replace(EVENT, trigger=span("أصيبوا"))))
    assert told(changes) == [("added",), ("removed",)]


def test_of_events_with_one_trigger_those_that_are_most_alike_go_together():
    attack = make_event(actors=(who("مسلحين"),))
    blast = make_event(type="ACCIDENT")
    changes = event_changes(events(attack, blast), events(blast, replace(attack, realis="planned")))
    assert sorted(told(changes)) == [("changed", "realis"), ("kept",)]


def test_where_evidence_stands_and_in_which_order_is_no_change():
    two = (who("مسلحين"), who("سعد كريم"))
    moved = replace(who("سعد كريم"), start=0, end=8)
    (change,) = event_changes(events(make_event(actors=two)), events(make_event(actors=(moved, who("مسلحين")))))
    assert change.kind == "kept"


def test_a_score_counts_where_nothing_else_explains_it():
    before = events(EVENT)
    after = [replace(event, row=replace(event.row, score=-3.0)) for event in before]
    assert told(event_changes(before, after)) == [("changed", "score")]
    assert told(event_changes(before, events(replace(EVENT, type="ACCIDENT")))) == [("changed", "type")]


def test_changes_are_counted_by_type_and_by_field():
    before, after = mentions(MOSUL, MINISTRY), mentions(replace(MOSUL, type="ORG", entity_id="test:other"))
    counts = counts_of("mention", mention_changes(before, after), lambda mention: mention.type)
    assert counts == Counter(
        {
            Counted("mention", "changed", "LOC"): 1,
            Counted("mention", "changed", "LOC", "type"): 1,
            Counted("mention", "changed", "LOC", "link"): 1,
            Counted("mention", "removed", "ORG"): 1,
        }
    )


def test_evidence_is_shown_in_its_neighbourhood_on_one_line():
    where = span("وأكد المتحدث")
    shown = evidence(BODY, where.start, where.end, 12)
    assert shown == "…بتنفيذه. [وأكد المتحدث] باسم…"
    assert evidence("قصير", 0, 4) == "[قصير]"
