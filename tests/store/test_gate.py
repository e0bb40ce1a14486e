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
from marsad.quality.suite import Rule, Severity, rules

SUITE = rules(tuple(ontology.load().types))
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
    "country_code_malformed": {"country_code": "IRQ"},
    "event_date_malformed": {"event_date": "yesterday"},
    "date_precision_unknown": {"date_precision": "hour"},
}
# Every span of an event points into the body: (table, column) of each that can be wrong.
SPANS = [
    ("event", "place_start"),
    ("event", "date_start"),
    ("event", "attribution_start"),
    ("event_role", "start"),
    ("event_quantity", "start"),
]


def rejected(dsn):
    verdict = check_day(dsn, DAY, SUITE)
    assert verdict.blocking == (), [f for f in verdict.findings if f.rule.name in verdict.blocking]
    return verdict.rejected


def test_a_clean_day_passes_and_every_rule_has_looked(lasting, lasting_dsn):
    # At both ends of what is allowed.
    stage(lasting, make_entry("plain"))
    stage(lasting, make_entry("undated"), published_at=None, language=None)
    stage(lasting, make_entry("old"), published_at=datetime(1995, 1, 1, tzinfo=UTC))
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
    for name, changes in BROKEN_EVENTS.items():
        article = stage(lasting, make_entry(name))
        for column, value in changes.items():
            update(lasting, "event", column, value, article)
        expected[article.article_id] = name
    for table, column in SPANS:
        article = stage(lasting, make_entry(f"{table}.{column}"))
        update(lasting, table, column, 0, article)
        expected[article.article_id] = "evidence_span_wrong"
    article = stage(lasting, make_entry("quantity"))
    update(lasting, "event_quantity", "value", -1, article)
    expected[article.article_id] = "quantity_negative"
    lasting.commit()

    found = rejected(lasting_dsn)
    assert sorted(expected[article_id] for article_id in set(expected) - set(found)) == []
    assert set(found) == set(expected)
    # A text that is broken enough breaks a second rule, too.
    also = {"body_empty": {"body_not_arabic"}}
    for article_id, names in found.items():
        own = expected[article_id]
        assert set(names) == {own} | also.get(own, set())
    assert set(expected.values()) == {rule.name for rule in SUITE if rule.severity is Severity.QUARANTINE}


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


def test_a_day_mostly_without_dates_is_a_warning(lasting, lasting_dsn):
    stage(lasting, make_entry("dated"), title="أول")
    for key in ("one", "two"):
        stage(lasting, make_entry(key), title=key + "خبر", published_at=None)
    verdict = check_day(lasting_dsn, DAY, SUITE)
    assert (verdict.blocking, verdict.rejected) == ((), {})
    assert [f.rule.name for f in verdict.findings if not f.is_success] == ["undated_share"]


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
