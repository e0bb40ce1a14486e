"""Two versions of the annotator side by side: a trial, what differs, and that nothing published is touched."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import (
    BODY,
    DAY,
    NOON,
    content_digest,
    curated_digest,
    describe,
    digest,
    edit,
    make_annotation,
    make_entry,
    make_mention,
    make_rule,
    make_source,
    stage,
    status_of,
)
from marsad.annotate.version import annotator_version
from marsad.errors import ConfigError, RetryableError
from marsad.model import Annotation
from marsad.pipeline import adopt as adopt_room
from marsad.pipeline.adopt import adopt_version
from marsad.pipeline.diff import annotate_diff
from marsad.pipeline.publish import suite_for
from marsad.pipeline.readings import PUBLISHED
from marsad.pipeline.trial import annotate_trial
from marsad.quality.verdict import Finding, Verdict
from marsad.store.connect import connect
from marsad.store.curated import publish_staged
from marsad.store.lock import turn
from marsad.store.quarantine import parked
from marsad.store.report import funnel
from marsad.store.trials import count_versions, drop_trial, trials_before

SOURCES = {"nahr": make_source()}
VERSION = annotator_version()
OLD = "test-1"
EVENT = make_annotation().events[0]
NEW = Annotation(
    mentions=(make_mention("الموصل", "ORG", "test:mosul"), make_mention("سعد كريم", "PER")),
    events=(replace(EVENT, realis="planned", actors=()),),
)


class Scripted:
    """A crew that answers as it was told, and remembers what it was asked."""

    def __init__(self, answer=NEW):
        self.answer, self.asked = answer, []

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def annotate(self, texts):
        self.asked += [text.text for text in texts]
        return [self.answer(text) if callable(self.answer) else self.answer for text in texts]


@pytest.fixture
def published(connection):
    """Articles published with OLD, by key."""

    def publish(entry, annotation=None, **changes):
        article = stage(connection, entry, annotation, **changes)
        with connection.transaction():
            publish_staged(connection, [article.article_id], NOON, describe)
        return article

    return publish


@pytest.fixture
def try_it(dsn):
    def once(crew=None, **changes):
        return annotate_trial(dsn, DAY, SOURCES, clock=lambda: NOON, crew=crew or Scripted(), **changes)

    return once


@pytest.fixture
def compare(dsn):
    def once(before=OLD, after=VERSION):
        told = []
        report = annotate_diff(dsn, DAY, (before, after), told.append, clock=lambda: NOON)
        return report, told

    return once


def summary(connection):
    query = "SELECT record, change, type, field_name, record_count FROM ops.annotation_difference"
    return {tuple(row[:4]): row[4] for row in connection.execute(query)}


def counted(connection, table):
    return connection.execute(f"SELECT count(*) FROM trial.{table}").fetchone()[0]


def edited(published, entry, body):
    newer = replace(entry, revision=2, content_hash=digest(body))
    return published(newer, Annotation(), body=body)


def test_a_trial_reads_what_is_published_and_touches_nothing_of_it(connection, published, try_it):
    published(make_entry("one"))
    published(make_entry("two"))
    published(make_entry("another day", day=DAY - timedelta(days=1)))
    before, crew = curated_digest(connection), Scripted()
    report = try_it(crew)
    assert str(report) == f"2026-11-18 trial of {VERSION}: 2 annotated, 0 failed"
    assert crew.asked == [BODY, BODY]
    assert curated_digest(connection) == before
    tables = ("article", "mention", "event", "event_role", "event_quantity")
    assert [counted(connection, table) for table in tables] == [2, 4, 2, 2, 2]


def test_a_second_trial_reads_only_what_is_new(connection, published, try_it):
    entry = make_entry("one")
    published(entry)
    try_it()
    assert str(try_it()).endswith("nothing to do")
    published(make_entry("two"), body=f"{BODY} وأكثر.")
    edited(published, entry, f"{BODY} تحديث.")
    crew = Scripted()
    assert try_it(crew).annotated_count == 2
    assert Counter(crew.asked) == Counter([f"{BODY} وأكثر.", f"{BODY} تحديث."])
    assert counted(connection, "article") == 2


def test_what_is_published_with_a_version_is_not_tried_with_it(connection, published, try_it):
    published(make_entry())
    connection.execute("UPDATE curated.article SET annotator_version = %s", [VERSION])
    assert try_it().annotated_count == 0


def test_a_text_that_breaks_the_annotator_leaves_the_others_alone_and_is_tried_again(connection, published, try_it):
    published(make_entry("one"))
    published(make_entry("two"), body=f"{BODY} وأكثر.")
    report = try_it(Scripted(lambda text: ZeroDivisionError("deep inside") if text.text == BODY else NEW))
    assert (report.annotated_count, report.failed_count) == (1, 1)
    failures = [row[0] for row in connection.execute("SELECT failure FROM trial.article ORDER BY failure")]
    assert failures == ["ZeroDivisionError('deep inside')", None]
    assert (try_it().annotated_count, counted(connection, "article")) == (1, 2)


def test_one_worker_a_version_and_day(dsn, published, try_it, monkeypatch):
    published(make_entry())
    monkeypatch.setattr("marsad.store.connect.TIMEOUTS", "-c lock_timeout=50ms")
    other = connect(dsn)
    with turn(other, f"trial {VERSION}", DAY), pytest.raises(RetryableError, match="another worker"):
        try_it()
    other.close()


def test_two_versions_are_compared_article_by_article(connection, published, try_it, compare):
    published(make_entry())
    try_it()
    report, (compared,) = compare()
    assert [(c.kind, c.present.text, [f.name for f in c.fields]) for c in compared.mentions] == [
        ("removed", "وزارة الصحة", []),
        ("changed", "الموصل", ["type"]),
        ("kept", "سعد كريم", []),
    ]
    assert [(c.kind, [f.name for f in c.fields]) for c in compared.events] == [("changed", ["realis", "actors"])]
    assert str(report) == (
        f"2026-11-18 test-1 -> {VERSION}: 1 articles compared, 0 and 0 unread; "
        "mentions: 1 kept, 0 added, 1 removed, 1 changed; events: 0 kept, 0 added, 0 removed, 1 changed"
    )
    assert summary(connection) == {
        ("article", "compared", "", ""): 1,
        ("mention", "removed", "ORG", ""): 1,
        ("mention", "changed", "LOC", ""): 1,
        ("mention", "changed", "LOC", "type"): 1,
        ("mention", "kept", "PER", ""): 1,
        ("event", "changed", "ASSAULT", ""): 1,
        ("event", "changed", "ASSAULT", "realis"): 1,
        ("event", "changed", "ASSAULT", "actors"): 1,
    }
    assert compare(PUBLISHED, VERSION)[0].counts == report.counts
    backwards, _ = compare(VERSION, OLD)
    assert [backwards.total("mention", kind) for kind in ("added", "removed")] == [1, 0]


def test_a_trial_of_a_text_that_was_edited_since_is_not_shown(connection, published, try_it, compare):
    entry = make_entry()
    published(entry)
    try_it()
    edited(published, entry, f"{BODY} تحديث.")
    report, told = compare()
    assert (told, report.total("article", "unread", "to"), report.total("article", "compared")) == ([], 1, 0)


def test_comparing_again_replaces_the_summary(connection, published, try_it, compare):
    entry = make_entry()
    published(entry)
    try_it()
    compare()
    edited(published, entry, f"{BODY} تحديث.")
    compare()
    assert summary(connection) == {("article", "unread", "", "to"): 1}


def test_articles_published_with_the_other_version_already_are_left_out(connection, published, try_it, compare):
    published(make_entry("one"))
    two = published(make_entry("two"))
    try_it()
    connection.execute(
        "UPDATE curated.article SET annotator_version = %s WHERE article_id = %s", [VERSION, two.article_id]
    )
    report, told = compare(PUBLISHED, VERSION)
    assert (len(told), report.same_count) == (1, 1)


@pytest.mark.parametrize(
    ("versions", "message"),
    [((OLD, OLD), "is compared with itself"), ((OLD, "rules-9"), "rules-9: has read nothing.*that have: test-1")],
)
def test_versions_that_cannot_be_compared_are_refused(published, compare, versions, message):
    published(make_entry())
    with pytest.raises(ConfigError, match=message):
        compare(*versions)


def test_versions_are_counted_and_dropped(connection, published, try_it):
    entry = make_entry("one")
    published(entry)
    published(make_entry("two"), body=f"{BODY} وأكثر.")
    try_it()
    edited(published, entry, f"{BODY} تحديث.")
    versions = {count.annotator_version: count for count in count_versions(connection, DAY)}
    assert (versions[OLD].published_count, versions[OLD].trial_count) == (2, 0)
    assert (versions[VERSION].published_count, versions[VERSION].trial_count) == (0, 2)
    assert versions[VERSION].outdated_count == 1
    assert trials_before(connection, NOON) == []
    assert trials_before(connection, NOON + timedelta(seconds=1)) == [(VERSION, DAY)]
    assert drop_trial(connection, VERSION, DAY) == 2
    assert [counted(connection, table) for table in ("article", "mention", "event_role", "event_quantity")] == [0] * 4


def gate(*rejected, blocking=()):
    """A gate that says the same whenever it is asked, but for articles that it has parked."""
    broken = Finding(make_rule("mojibake"), False, len(rejected), frozenset(rejected), {})
    answers = iter([Verdict((broken,), tuple(blocking), dict.fromkeys(rejected, ("mojibake",))), Verdict(())])
    return lambda dsn, day: next(answers)


@pytest.fixture
def adopt(dsn):
    def once(check=None, version=VERSION):
        return adopt_version(dsn, DAY, version, (), lambda: NOON + timedelta(hours=1), check or gate())

    return once


def published_versions(connection):
    return dict(connection.execute("SELECT annotator_version, count(*) FROM curated.article GROUP BY 1").fetchall())


def test_an_adopted_trial_is_what_is_published(connection, published, try_it, adopt, compare):
    entry = make_entry()
    article = published(entry)
    try_it()
    report = adopt()
    assert (report.staged_count, report.refused_count, report.adopted_count, report.other_count) == (1, 0, 1, 0)
    rows = connection.execute("SELECT text, type, annotator_version FROM curated.mention ORDER BY start").fetchall()
    assert rows == [("الموصل", "ORG", VERSION), ("سعد كريم", "PER", VERSION)]
    assert connection.execute("SELECT realis FROM curated.event").fetchall() == [("planned",)]
    assert connection.execute("SELECT version FROM curated.article_version").fetchall() == [(1,)]
    assert status_of(connection, entry) == "published"
    assert [row.difference for row in funnel(connection)] == [0]
    assert connection.execute("SELECT count(*) FROM stage.article").fetchone() == (0,)
    # What was published is kept, and can still be compared.
    assert {count.annotator_version for count in count_versions(connection)} == {OLD, VERSION}
    told = compare()[1][0]
    assert told.article.article_id == article.article_id
    assert [change.kind for change in told.mentions] == ["removed", "changed", "kept"]


def test_adopting_twice_and_back_leaves_what_was_published(connection, published, try_it, adopt, monkeypatch):
    published(make_entry())
    before = content_digest(connection, "updated_at", "is_authority")
    try_it()
    adopt()
    again = curated_digest(connection)
    assert adopt().staged_count == 0
    assert curated_digest(connection) == again
    monkeypatch.setattr(adopt_room, "annotator_version", lambda: OLD)
    assert adopt(version=OLD).adopted_count == 1
    after = content_digest(connection, "updated_at", "is_authority")
    # Entities are kept once they were met.
    assert {t: d for t, d in after.items() if not t.startswith("entity")} == {
        t: d for t, d in before.items() if not t.startswith("entity")
    }


def test_what_the_gate_refuses_stays_published_as_it_was(connection, published, try_it, adopt):
    good, bad = make_entry("good"), make_entry("bad")
    published(good)
    refused = published(bad)
    before = curated_digest(connection)
    try_it()
    report = adopt(gate(refused.article_id))
    assert (report.staged_count, report.refused_count, report.adopted_count, report.other_count) == (2, 1, 1, 1)
    assert [status_of(connection, entry) for entry in (good, bad)] == ["published", "published"]
    assert published_versions(connection) == {OLD: 1, VERSION: 1}
    assert connection.execute("SELECT count(*) FROM stage.article").fetchone() == (0,)
    assert parked(connection) == []
    assert curated_digest(connection) != before


def test_a_day_that_the_gate_blocks_stays_as_it_was(connection, published, try_it, adopt):
    entry = make_entry()
    published(entry)
    before = curated_digest(connection)
    try_it()
    report = adopt(gate(blocking=["day_too_large"]))
    assert (report.refused_count, report.adopted_count) == (1, 0)
    assert report.gate.blocking == ("day_too_large",)
    assert curated_digest(connection) == before
    assert status_of(connection, entry) == "published"


def test_what_is_edited_or_on_its_way_is_not_adopted(connection, published, try_it, adopt):
    edited_entry, moving = make_entry("edited"), make_entry("moving")
    published(edited_entry)
    published(moving)
    try_it()
    edited(published, edited_entry, f"{BODY} تحديث.")
    edit(connection, moving)
    assert adopt().staged_count == 0
    assert published_versions(connection) == {OLD: 2}


def test_only_this_installation_s_annotator_is_adopted(published, adopt):
    published(make_entry())
    with pytest.raises(ConfigError, match="is not the annotator of this installation"):
        adopt(version="rules-9")


def test_the_real_gate_lets_a_sound_trial_through(connection, published, try_it, adopt):
    published(make_entry())
    try_it()
    report = adopt(suite_for([]))
    assert (report.adopted_count, report.gate.published) == (1, 1)
