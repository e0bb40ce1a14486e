"""The suite on a real staged day: what is broken is caught under its name, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from builders import (
    BODY,
    DAY,
    make_annotation,
    make_entry,
    make_mention,
    stage,
)
from marsad.annotate import ontology
from marsad.errors import ConfigError
from marsad.model import Annotation, BodySource
from marsad.quality.gate import check_day
from marsad.quality.rule import Rule, Severity
from marsad.quality.suite import rules

SUITE = rules(ontology.load().types)
ENGLISH = "The ministry of health said three people were injured in an explosion in Mosul on Tuesday."
SOON = datetime.now(UTC) + timedelta(days=2)
EVENT = make_annotation().events[0]
CITY, COUNT = EVENT.location, EVENT.counts[0]
assert CITY is not None

# rule -> what is wrong with the one article that it must catch
BROKEN_ARTICLES = {
    "url_not_http": {"url": "ftp://nahr.example/1"},
    "title_missing": {"title": " \n\u00a0\u200f"},
    "body_empty": {"body": " \n\t\u00a0\u200f "},
    "body_too_long": {"body": "خبر " * 50_001},
    "body_not_arabic": {"body": ENGLISH},
    "mojibake": {"title": "Ø§Ù„ØµØ§"},
    "replacement_characters": {"title": "خبر \ufffd\ufffd\ufffd\ufffd"},
    "published_in_future": {"published_at": SOON},
    "published_too_early": {"published_at": datetime(1994, 12, 31, 23, tzinfo=UTC)},
    "date_by_default": {"published_at": datetime(2026, 1, 1, tzinfo=UTC)},
    "presentation_forms": {"body": BODY + " \ufeb3\ufe8e\ufee1" * 20},
    "tatweel_runs": {"body": BODY.replace("قالت", "قا" + "\N{ARABIC TATWEEL}" * 40 + "لت")},
    "blocks_empty": {"body": BODY + "\n***\n---\n...\n•"},
    "blocks_repeated": {"body": "\n".join([BODY.partition("\n")[0]] * 3)},
    "keys_incomplete": {"extractor_version": ""},
    "language_unexpected": {"language": "fr"},
}
BROKEN_MENTIONS = {
    "mention_span_wrong": replace(make_mention("الموصل"), start=1, end=7),
    "mention_type_unknown": make_mention("الموصل", "GPE"),
    "link_status_unknown": replace(make_mention("الموصل"), link_status="perhaps"),
    "link_inconsistent": replace(make_mention("الموصل"), link_status="linked"),
}
BROKEN_EVENTS = {
    "event_type_unknown": {"event_type": "GOSSIP"},
    "realis_unknown": {"realis": "maybe"},
    "confidence_out_of_range": {"confidence": 1.5},
    "trigger_span_wrong": {"trigger_start": 0},
    "mode_unknown": {"mode": "gossip"},
    "quad_class_wrong": {"quad_class": "none"},
    "score_out_of_range": {"score": 10.5},
    "event_key_incomplete": {"longitude": None},
    "event_entity_unknown": {"place_entity_id": "test:atlantis"},
    "latitude_out_of_range": {"latitude": 91},
    "longitude_out_of_range": {"longitude": -181},
    "country_code_malformed": {"country_code": "IRQ"},
    "event_date_malformed": {"event_date": "yesterday"},
    "date_precision_unknown": {"date_precision": "hour"},
}
BROKEN_ROLES = {
    "role_unknown": {"role": "bystander"},
    "role_key_incomplete": {"annotator_version": ""},
    "role_entity_unknown": {"entity_id": "test:nobody"},
    "role_country_malformed": {"country_code": "iq"},
    "role_sector_malformed": {"sector_code": "armed"},
    "role_span_wrong": {"start": 0},
}
BROKEN_QUANTITIES = {
    "quantity_kind_unknown": {"kind": "amazed"},
    "quantity_negative": {"value": -1},
    "quantity_implausible": {"value": 50_000_001},
    "quantity_span_wrong": {"start": 0},
}
BROKEN_ROWS = {"event": BROKEN_EVENTS, "event_role": BROKEN_ROLES, "event_quantity": BROKEN_QUANTITIES}
# Every span of an event points into the body.
EVIDENCE = ("place_start", "date_start", "attribution_start")
# About outlets; test_gate_day.py breaks them.
OF_SOURCES = {rule.name for rule in SUITE if rule.table == "source"}


def rejected(dsn):
    verdict = check_day(dsn, DAY, SUITE)
    assert verdict.blocking == (), [f for f in verdict.findings if f.rule.name in verdict.blocking]
    return verdict.rejected


def test_a_clean_day_passes_and_every_rule_has_looked(lasting, lasting_dsn):
    # At both ends of what is allowed.
    stage(lasting, make_entry("plain"))
    stage(lasting, make_entry("undated"), published_at=None, language=None)
    stage(lasting, make_entry("old"), published_at=datetime(1995, 1, 2, tzinfo=UTC))
    stage(lasting, make_entry("soon"), published_at=datetime.now(UTC) + timedelta(hours=23))
    stage(lasting, make_entry("feed"), Annotation(), body_source=BodySource.FEED, body="عاجل")
    stage(lasting, make_entry("quoted"), Annotation(), body=f"{BODY} كتب: Ø§Ù„Ø®\ufffd\ufffd\ufffd")
    verdict = check_day(lasting_dsn, DAY, SUITE)
    assert (verdict.blocking, verdict.rejected) == ((), {})
    assert [finding.rule for finding in verdict.findings] == list(SUITE)
    assert all(finding.detail["error"] is None for finding in verdict.findings)
    texts = next(finding for finding in verdict.findings if finding.rule.name == "text_repeated")
    assert (texts.is_success, texts.unexpected_count) == (False, 4)


def test_a_day_without_anything_passes(lasting_dsn):
    verdict = check_day(lasting_dsn, DAY, SUITE)
    assert (verdict.blocking, verdict.rejected) == ((), {})
    assert len(verdict.findings) == len(SUITE)


def test_each_broken_row_is_caught_under_its_name_and_the_good_ones_are_not(lasting, lasting_dsn):
    expected = {}
    stage(lasting, make_entry("good"))
    for name, changes in BROKEN_ARTICLES.items():
        expected[stage(lasting, make_entry(name), Annotation(), **changes).article_id] = name
    for name, mention in BROKEN_MENTIONS.items():
        expected[stage(lasting, make_entry(name), Annotation(mentions=(mention,))).article_id] = name
    for table, broken in BROKEN_ROWS.items():
        for name, changes in broken.items():
            article = stage(lasting, make_entry(name))
            for column, value in changes.items():
                update(lasting, table, column, value, article)
            expected[article.article_id] = name
    for column in EVIDENCE:
        article = stage(lasting, make_entry(column))
        update(lasting, "event", column, 0, article)
        expected[article.article_id] = "evidence_span_wrong"
    for article_id in others_page(lasting):
        expected[article_id] = "summary_elsewhere"
    for article_id in text_of_the_site(lasting):
        expected[article_id] = "text_of_the_site"
    article = stage(lasting, make_entry("nobody"))
    update(lasting, "article", "source_id", "nobody", article)
    expected[article.article_id] = "source_unknown"
    lasting.commit()

    found = rejected(lasting_dsn)
    assert sorted(expected[article_id] for article_id in set(expected) - set(found)) == []
    assert set(found) == set(expected)
    # A text that is broken enough breaks a second rule, too.
    also = {
        "body_empty": {"body_not_arabic", "blocks_empty"},
        "event_type_unknown": {"quad_class_wrong"},
    }
    for article_id, names in found.items():
        own = expected[article_id]
        assert set(names) == {own} | also.get(own, set())
    parking = {rule.name for rule in SUITE if rule.severity is Severity.QUARANTINE}
    assert set(expected.values()) == parking - OF_SOURCES


def others_page(connection):
    """An article whose feed summarised other news."""
    summary = "افتتح المتحف الوطني معرضا للمخطوطات النادرة بحضور باحثين وطلاب جامعات من محافظات مختلفة"
    return [stage(connection, make_entry("elsewhere", summary=summary)).article_id]


def text_of_the_site(connection):
    """Three articles under one cookie notice."""
    notice = "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربة القراءة. " * 5
    return [
        stage(connection, make_entry(f"site-{n}"), Annotation(), title=f"خبر {n}", body=notice).article_id
        for n in range(3)
    ]


def update(connection, table, column, value, article):
    connection.execute(f"UPDATE stage.{table} SET {column} = %s WHERE article_id = %s", [value, article.article_id])


# Each would make Postgres refuse the whole query, or compare nothing at all.
NO_SPANS = [
    ("mention", {"start": 10, "end": 5}),
    ("mention", {"start": -5}),
    ("event", {"trigger_start": 10, "trigger_end": 5}),
    ("event", {"trigger_start": -5}),
    ("event", {"place_start": 10, "place_end": 5}),
    ("event", {"place_start": None}),
    ("event", {"place_start": None, "place_end": None}),
    ("event", {"date_start": 10, "date_end": 5}),
    ("event", {"attribution_start": 10, "attribution_end": 5}),
    ("event_role", {"start": 10, "end": 5}),
    ("event_quantity", {"start": 10, "end": 5}),
]


def test_a_span_that_is_none_parks_its_article_and_not_the_day(lasting, lasting_dsn):
    stage(lasting, make_entry("good"))
    bad = {}
    for number, (table, changes) in enumerate(NO_SPANS):
        article = stage(lasting, make_entry(str(number)))
        bad[article.article_id] = (table, changes)
        for column, value in changes.items():
            update(lasting, table, f'"{column}"', value, article)
    lasting.commit()
    found = rejected(lasting_dsn)
    assert [bad[article_id] for article_id in bad if article_id not in found] == []
    assert set(found) == set(bad)


def test_the_gate_is_quiet_about_itself(lasting, lasting_dsn, caplog):
    stage(lasting, make_entry())
    rejected(lasting_dsn)
    assert [record.getMessage() for record in caplog.records] == []


def test_a_body_source_nobody_knows_blocks_the_day(lasting, lasting_dsn):
    article = stage(lasting, make_entry())
    update(lasting, "article", "body_source", "hearsay", article)
    lasting.commit()
    assert check_day(lasting_dsn, DAY, SUITE).blocking == ("body_source_unknown",)


def test_a_check_that_raises_is_a_check_that_failed(lasting, lasting_dsn):
    stage(lasting, make_entry())
    unique = "ExpectColumnValuesToBeUnique"
    broken = Rule("broken", "article", Severity.QUARANTINE, unique, {"column": "no_such_column"})
    verdict = check_day(lasting_dsn, DAY, [broken, *SUITE])
    assert verdict.blocking == ("broken",)
    assert "no_such_column" in verdict.findings[0].detail["error"]


def test_only_what_is_about_to_be_published_is_looked_at(lasting, lasting_dsn):
    off = {"status": "extracted", "day": DAY - timedelta(days=1), "revision": 2}
    for column, value in off.items():
        entry = make_entry(column)
        stage(lasting, entry, title="")
        lasting.execute(f"UPDATE raw.entry SET {column} = %s WHERE entry_id = %s", [value, entry.entry_id])
    lasting.commit()
    assert rejected(lasting_dsn) == {}


def test_examples_are_few_and_the_count_is_whole(lasting, lasting_dsn):
    for number in range(7):
        stage(lasting, make_entry(str(number)), Annotation(), url=f"ftp://nahr.example/{number}")
    (finding,) = check_day(lasting_dsn, DAY, [rule for rule in SUITE if rule.name == "url_not_http"]).findings
    assert (finding.unexpected_count, len(finding.article_ids), len(finding.detail["examples"])) == (7, 7, 5)


def test_a_dsn_that_is_no_url_is_refused_by_name():
    with pytest.raises(ConfigError, match="MARSAD_DSN"):
        check_day("host=127.0.0.1", DAY, SUITE)
