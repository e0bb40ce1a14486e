"""What the gate says of outlets and of the day as a whole."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders import BODY, DAY, NOON, make_entry, make_source, stage
from marsad.annotate import ontology
from marsad.model import Annotation, Assertions
from marsad.pipeline.publish import suite_for
from marsad.quality.gate import check_day
from marsad.quality.suite import rules
from marsad.store.entries import save_entries

SUITE = [rule for rule in rules(ontology.load().types) if rule.table in ("source", "day")]
WEEK = timedelta(days=7)


def stage_many(connection, count, **changes):
    """So many different articles; a callable among `changes` is given each one's number."""
    for number in range(count):
        given = {name: value(number) if callable(value) else value for name, value in changes.items()}
        title = given.pop("title", f"خبر رقم {number}")
        body = given.pop("body", f"{BODY} {number}")
        stage(connection, make_entry(f"many-{number}"), Annotation(), title=title, body=body, **given)


def history(connection, weeks, count):
    """So many entries on the same weekday of each of the weeks before."""
    days = [DAY - WEEK * back for back in range(1, weeks + 1)]
    save_entries(connection, [make_entry(f"{day}-{n}", day=day) for day in days for n in range(count)])
    connection.commit()


def told(dsn, assertions=(), day=DAY):
    """Names of the broken expectations, and what the verdict holds against the outlet."""
    verdict = check_day(dsn, day, SUITE, assertions)
    assert [finding.detail["error"] for finding in verdict.findings if finding.detail["error"]] == []
    broken = {finding.rule.name for finding in verdict.findings if not finding.is_success}
    return broken, set(verdict.rejected_sources.get("nahr", ())), set(verdict.blocking)


def test_an_ordinary_day_holds(lasting, lasting_dsn):
    history(lasting, 8, 10)
    stage_many(lasting, 10)
    assert told(lasting_dsn) == (set(), set(), set())


def test_most_articles_on_the_first_of_january(lasting, lasting_dsn):
    stage_many(lasting, 5, published_at=lambda n: datetime(2026, 1, 1, 0 if n < 3 else 8, tzinfo=UTC))
    assert told(lasting_dsn) == ({"january_spike"}, {"january_spike"}, set())


def test_most_articles_are_copies(lasting, lasting_dsn):
    stage_many(lasting, 5, title="خبر", body=lambda n: f"{BODY} {n // 3}")
    assert told(lasting_dsn)[1] == {"duplicate_share"}


@pytest.mark.parametrize(("count", "broken"), [(101, "volume_flood"), (100, None), (2, None), (1, "volume_low")])
def test_volume_is_held_against_the_same_weekday(lasting, lasting_dsn, count, broken):
    history(lasting, 4, 10)
    save_entries(lasting, [make_entry(f"also-{n}") for n in range(count - 1)])
    stage_many(lasting, 1)
    assert told(lasting_dsn)[0] == ({broken} if broken else set())


@pytest.mark.parametrize(("weeks", "usual"), [(3, 10), (8, 9)])
def test_too_little_history_tells_nothing(lasting, lasting_dsn, weeks, usual):
    history(lasting, weeks, usual)
    stage_many(lasting, 1)
    assert told(lasting_dsn)[0] == set()


def test_undated_and_future_shares_are_warnings(lasting, lasting_dsn):
    stage_many(lasting, 5, published_at=lambda n: None if n < 3 else NOON)
    assert told(lasting_dsn) == ({"undated_share"}, set(), set())
    stage_many(lasting, 5, published_at=NOON + timedelta(hours=3))
    assert told(lasting_dsn) == ({"future_share"}, set(), set())


def test_four_articles_have_no_shares(lasting, lasting_dsn):
    stage_many(lasting, 4, title="خبر", body=BODY, published_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert told(lasting_dsn) == (set(), set(), set())


@pytest.mark.parametrize(
    ("assertion", "broken"),
    [
        ({"min_body_length": len(BODY) + 3}, "bodies_below_asserted"),
        ({"min_dated_share": 0.7}, "dates_below_asserted"),
        ({"min_distinct_share": 0.7}, "texts_below_asserted"),
    ],
)
def test_what_the_catalogue_asserts_of_texts(lasting, lasting_dsn, assertion, broken):
    stage_many(lasting, 3, title=lambda n: f"خبر {n // 2}", body=lambda n: f"{BODY} {n // 2}",
               published_at=lambda n: None if n == 0 else NOON)  # fmt: skip
    assert told(lasting_dsn, [{"source_id": "other", **assertion}])[0] == set()
    assert told(lasting_dsn, [{"source_id": "nahr", **assertion}]) == ({broken}, {broken}, set())


def test_what_the_catalogue_asserts_of_a_full_day(lasting, lasting_dsn):
    stage_many(lasting, 3)
    few, many = [{"source_id": "nahr", "min_articles": 4}], [{"source_id": "nahr", "max_articles": 2}]
    assert told(lasting_dsn, few)[0] == set()  # nobody knows: it was not watched before the day began
    lasting.execute(
        "INSERT INTO ops.feed_poll VALUES ('nahr/all', %s, 'unchanged', 200, 0, 0, 0, 0, 0, 0, NULL)",
        [NOON - timedelta(days=1)],
    )
    lasting.commit()
    assert told(lasting_dsn, few) == ({"articles_below_asserted"}, {"articles_below_asserted"}, set())
    assert told(lasting_dsn, many) == ({"articles_above_asserted"}, set(), set())


def test_a_day_that_is_not_over_has_no_volume(lasting, lasting_dsn):
    today = datetime.now(UTC).date()
    save_entries(lasting, [make_entry(f"{w}-{n}", day=today - WEEK * w) for w in range(1, 5) for n in range(20)])
    stage(lasting, make_entry(day=today), Annotation())
    assert told(lasting_dsn, day=today)[0] == set()


def test_an_annotator_that_finds_nothing_blocks_the_day(lasting, lasting_dsn):
    stage_many(lasting, 20)
    assert told(lasting_dsn)[2] == {"mentions_out_of_band", "events_out_of_band"}


def test_a_funnel_that_does_not_add_up_blocks_the_day(lasting, lasting_dsn):
    stage(lasting, make_entry())
    save_entries(lasting, [make_entry("lost")])
    lasting.execute("UPDATE raw.entry SET status = 'published' WHERE guid = 'lost'")
    lasting.commit()
    assert told(lasting_dsn) == ({"funnel_open"}, set(), {"funnel_open"})


def test_the_assertions_of_sources_reach_the_gate(lasting, lasting_dsn):
    stage(lasting, make_entry(), Annotation())
    check = suite_for([make_source(assertions=Assertions(min_body_length=5_000))])
    assert check(lasting_dsn, DAY).rejected_sources == {"nahr": ("bodies_below_asserted",)}


def test_a_quote_in_an_assertion_is_no_way_into_the_query(lasting, lasting_dsn):
    stage(lasting, make_entry(), Annotation())
    assert told(lasting_dsn, [{"source_id": "na'hr; --", "min_articles": 1}])[0] == set()


def test_another_day_is_not_looked_at(lasting, lasting_dsn):
    stage_many(lasting, 5, published_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert told(lasting_dsn, day=date(2026, 11, 17)) == (set(), set(), set())
