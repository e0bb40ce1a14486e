"""Publication with a gate that says what the test wants: what passes, what is parked, what stays as it was."""

from datetime import timedelta

import pytest

from builders import DAY, NOON, curated_digest, edit, make_entry, make_rule, stage, status_of
from marsad.pipeline.publish import publish_articles
from marsad.quality.rule import Severity
from marsad.quality.verdict import Finding, Verdict, judge
from marsad.store.issues import open_issues
from marsad.store.quarantine import parked
from marsad.store.report import funnel

HOLDS = Finding(make_rule("body_empty"), True, 0, frozenset(), {"examples": []})


def breach(*article_ids, name="mojibake", severity=Severity.QUARANTINE):
    seen = dict.fromkeys(article_ids, 17)
    return Finding(make_rule(name, severity), False, len(article_ids), frozenset(article_ids), {}, observed=seen)


def breach_of_outlet(source_id, name="volume_flood", severity=Severity.QUARANTINE):
    sources = frozenset([source_id])
    return Finding(make_rule(name, severity), False, 1, frozenset(), {}, sources, {source_id: 12.5})


class Gate:
    """Says what it was told to say, one answer after the other, and remembers being asked."""

    def __init__(self, *answers: list[Finding]) -> None:
        self.answers = list(answers)
        self.asked = []

    def __call__(self, dsn, day) -> Verdict:
        self.asked.append((dsn, day))
        return judge([HOLDS, *self.answers.pop(0)])


@pytest.fixture
def publish(dsn):
    def once(gate):
        return publish_articles(dsn, DAY, lambda: NOON, gate)

    return once


@pytest.fixture
def staged(connection):
    """Three articles before the gate: (entry, article) by key."""
    entries = {key: make_entry(key) for key in ("one", "two", "three")}
    return {key: (entry, stage(connection, entry)) for key, entry in entries.items()}


def statuses(connection, staged):
    return {key: status_of(connection, entry) for key, (entry, _) in staged.items()}


def titles(connection):
    return connection.execute("SELECT count(*) FROM curated.article").fetchone()[0]


def results(connection):
    return connection.execute(
        "SELECT expectation_name, is_success, severity, unexpected_count FROM ops.check_result ORDER BY ctid"
    ).fetchall()


def test_what_holds_is_published(connection, staged, publish, dsn):
    gate = Gate([])
    told = publish(gate)
    assert (told.published, told.quarantined, told.passed_checks, told.failed_checks) == (3, 0, 1, 0)
    assert set(statuses(connection, staged).values()) == {"published"}
    assert gate.asked == [(dsn, DAY)]
    assert results(connection) == [("body_empty", True, "quarantine", 0)]
    assert [row.difference for row in funnel(connection)] == [0]


def test_a_day_without_work_does_not_ask_the_gate(connection, publish):
    gate = Gate()
    assert str(publish(gate)) == "2026-11-18 publish: nothing to do"
    assert gate.asked == []


def test_a_warning_stops_nothing(connection, staged, publish):
    told = publish(Gate([breach("text_repeated", severity=Severity.WARN)]))
    assert (told.published, told.failed_checks) == (3, 1)


def test_a_rejected_article_is_parked_and_the_others_are_checked_again(connection, staged, publish):
    entry, article = staged["two"]
    gate = Gate([breach(article.article_id), breach(article.article_id, name="title_missing")], [])
    told = publish(gate)
    assert (told.published, told.quarantined, told.blocking) == (2, 1, ())
    assert statuses(connection, staged) == {"one": "published", "two": "quarantined", "three": "published"}
    assert len(gate.asked) == 2
    (record,) = parked(connection)
    assert (record.entry_id, record.stage, record.reason) == (entry.entry_id, "publish", "mojibake")
    demand = "saw 17, `article_id` is never null"
    assert record.detail == f"breaks mojibake: {demand}; title_missing: {demand}"
    assert len({row[0] for row in connection.execute("SELECT check_id FROM ops.check_result")}) == 2
    assert open_issues(connection) == []
    assert [row.difference for row in funnel(connection)] == [0]


def test_an_outlet_that_breaks_something_is_parked_as_a_whole(connection, staged, publish):
    stage(connection, make_entry("else", source_id="bahr"))
    told = publish(Gate([breach_of_outlet("nahr"), breach_of_outlet("bahr", "volume_low", Severity.WARN)], []))
    assert (told.published, told.quarantined, told.blocking) == (1, 3, ())
    assert set(statuses(connection, staged).values()) == {"quarantined"}
    assert {record.reason for record in parked(connection)} == {"volume_flood"}
    rows = connection.execute(
        "SELECT source_id, expected, observed FROM ops.check_result WHERE expectation_name = 'volume_flood'"
    ).fetchall()
    demand = "`article_id` is never null"
    assert set(rows) == {(None, demand, "12.5"), ("nahr", demand, "12.5")}


def test_a_day_of_nothing_but_rejected_articles_asks_once(connection, staged, publish):
    gate = Gate([breach(*(article.article_id for _, article in staged.values()))])
    told = publish(gate)
    assert (told.published, told.quarantined, told.blocking) == (0, 3, ())
    assert len(gate.asked) == 1
    assert set(statuses(connection, staged).values()) == {"quarantined"}


def test_a_second_rejection_blocks_the_day(connection, staged, publish):
    first, second = staged["one"][1].article_id, staged["two"][1].article_id
    told = publish(Gate([breach(first)], [breach(second, name="body_not_arabic")]))
    assert (told.published, told.quarantined, told.blocking) == (0, 3, ("body_not_arabic",))
    assert set(statuses(connection, staged).values()) == {"quarantined"}
    assert titles(connection) == 0
    assert {record.reason for record in parked(connection)} == {"mojibake", "day_blocked"}


def test_a_blocked_day_leaves_curated_as_it_was_and_tells_people(connection, staged, publish):
    publish(Gate([]))
    before = curated_digest(connection)
    edit(connection, staged["one"][0])
    late = make_entry("late")
    stage(connection, late)
    told = publish(Gate([breach(name="article_id_repeated", severity=Severity.BLOCK)]))
    assert (told.published, told.quarantined, told.blocking) == (0, 1, ("article_id_repeated",))
    assert curated_digest(connection) == before
    assert status_of(connection, late) == "quarantined"
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"]) == ("day_blocked", "2026-11-18")
    assert issue["message"] == "the whole day 2026-11-18 breaks article_id_repeated"
    (record,) = parked(connection)
    assert (record.reason, record.stage, record.detail) == ("day_blocked", "publish", issue["message"])
    assert [row.difference for row in funnel(connection)] == [0]


def test_a_blocked_day_counts_each_article_once(connection, staged, publish):
    one = staged["one"][1].article_id
    told = publish(Gate([breach(one), breach(name="day_too_large", severity=Severity.BLOCK)]))
    assert (told.quarantined, told.blocking) == (3, ("day_too_large",))


def test_the_issue_of_a_blocked_day_closes_when_the_day_goes_through(connection, staged, publish):
    publish(Gate([breach(name="day_too_large", severity=Severity.BLOCK)]))
    assert len(open_issues(connection)) == 1
    stage(connection, make_entry("late"))
    publish(Gate([]))
    assert open_issues(connection) == []


def test_what_comes_while_the_gate_looks_is_the_next_runs(connection, staged, publish):
    # The gate reads the whole day: it may see an article that was not waiting when the run began.
    class Meanwhile(Gate):
        def __call__(self, dsn, day):
            if not self.asked:
                self.late = stage(connection, late)
            self.answers = [[breach(self.late.article_id)]]
            return super().__call__(dsn, day)

    late = make_entry("late")
    told = publish(Meanwhile())
    assert (told.published, told.quarantined, told.blocking) == (3, 0, ())
    assert status_of(connection, late) == "annotated"


def test_an_edit_that_comes_while_the_gate_looks_starts_over(connection, staged, publish):
    class Meanwhile(Gate):
        def __call__(self, dsn, day):
            edit(connection, staged["one"][0])
            return super().__call__(dsn, day)

    told = publish(Meanwhile([]))
    assert told.published == 2
    assert statuses(connection, staged) == {"one": "discovered", "two": "published", "three": "published"}


def test_a_gate_that_breaks_down_leaves_everything_where_it_was(connection, staged, publish):
    def broken(dsn, day):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(broken)
    assert set(statuses(connection, staged).values()) == {"annotated"}
    assert titles(connection) == 0
    assert publish(Gate([])).published == 3


def test_other_days_are_left_alone(connection, staged, publish):
    other = make_entry("other", day=DAY - timedelta(days=1))
    stage(connection, other)
    assert publish(Gate([])).published == 3
    assert status_of(connection, other) == "annotated"
