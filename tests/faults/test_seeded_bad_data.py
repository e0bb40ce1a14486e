"""Bad data of every family on a day of which a part is out already: caught before publication, curated untouched."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from builders import BODY, DAY, NOON, curated_digest, empty_warehouse, make_entry, stage
from marsad.model import Annotation
from marsad.pipeline.publish import publish_articles
from marsad.quality.verdict import Verdict
from marsad.store.connect import connect
from marsad.store.entries import save_entries
from marsad.store.report import funnel

ENGLISH = "The ministry of health said three people were injured in an explosion in Mosul on Tuesday. " * 4
NOTICE = "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربة القراءة. " * 5
OTHER_NEWS = "افتتح المتحف الوطني معرضا للمخطوطات النادرة بحضور باحثين وطلاب جامعات من محافظات مختلفة"
TATWEEL = "\N{ARABIC TATWEEL}"


def one(**changes):
    """Seeds one bad article."""

    def seed(connection):
        entry = {"summary": changes["summary"]} if "summary" in changes else {}
        article = {name: value for name, value in changes.items() if name != "summary"}
        stage(
            connection,
            make_entry("bad", **entry),
            **({"annotation": Annotation()} if "body" in article else {}),
            **article,
        )

    return seed


def column(table, name, value):
    """Seeds one article whose annotation is then spoilt."""

    def seed(connection):
        article = stage(connection, make_entry("bad"))
        connection.execute(f"UPDATE stage.{table} SET {name} = %s WHERE article_id = %s", [value, article.article_id])
        connection.commit()

    return seed


def many(count, title=lambda n: f"خبر {n}", body=lambda n: f"{BODY} {n}", published_at=NOON):
    """Seeds so many articles."""

    def seed(connection):
        for n in range(count):
            stage(
                connection,
                make_entry(f"bad-{n}"),
                Annotation(),
                title=title(n),
                body=body(n),
                published_at=published_at,
            )

    return seed


def flood(connection):
    """Four weekdays of ten entries, and a hundred more on the day."""
    days = [DAY - timedelta(days=7 * back) for back in range(1, 5)]
    save_entries(connection, [make_entry(f"{day}-{n}", day=day) for day in days for n in range(10)])
    save_entries(connection, [make_entry(f"flood-{n}") for n in range(101)])
    stage(connection, make_entry("bad"))


def open_funnel(connection):
    """An entry said to be published that has no article."""
    save_entries(connection, [make_entry("lost")])
    connection.execute("UPDATE raw.entry SET status = 'published' WHERE guid = 'lost'")
    stage(connection, make_entry("bad"))


FAMILIES = {
    "share of Arabic letters": ("body_not_arabic", one(body=ENGLISH)),
    "mojibake": ("mojibake", one(title="Ø§Ù„ØµØ§")),
    "lost bytes": ("replacement_characters", one(title="خبر \ufffd\ufffd\ufffd\ufffd")),
    "presentation forms": ("presentation_forms", one(body=BODY + " \ufeb3\ufe8e\ufee1" * 20)),
    "runs of tatweel": ("tatweel_runs", one(body=BODY.replace("قالت", f"قا{TATWEEL * 40}لت"))),
    "empty text": ("body_empty", one(body=" \n ")),
    "empty blocks": ("blocks_empty", one(body=f"{BODY}\n***\n---\n...\n•")),
    "repeated blocks": ("blocks_repeated", one(body="\n".join([BODY.partition("\n")[0]] * 3))),
    "text of the site": ("text_of_the_site", many(3, body=lambda n: NOTICE)),
    "body against summary": ("summary_elsewhere", one(summary=OTHER_NEWS)),
    "1 January by default": ("date_by_default", one(published_at=datetime(2026, 1, 1, tzinfo=UTC))),
    "future": ("published_in_future", one(published_at=datetime.now(UTC) + timedelta(days=2))),
    "duplicates": ("duplicate_share", many(6, title=lambda n: "خبر", body=lambda n: f"{BODY} {n // 3}")),
    "volume": ("volume_flood", flood),
    "events per article": ("events_out_of_band", many(20)),
    "offsets": ("mention_span_wrong", column("mention", "text", "بغداد")),
    "ontology": ("mode_unknown", column("event", "mode", "gossip")),
    "entities": ("role_entity_unknown", column("event_role", "entity_id", "test:nobody")),
    "quantities": ("quantity_implausible", column("event_quantity", "value", 2_000_000_000)),
    "coordinates": ("latitude_out_of_range", column("event", "latitude", 91.0)),
    "keys": ("keys_incomplete", column("article", "content_hash", "")),
    "funnel": ("funnel_open", open_funnel),
}


@pytest.fixture
def dsn(shared):
    yield shared
    empty_warehouse(shared)


@pytest.fixture
def connection(dsn):
    with closing(connect(dsn)) as opened:
        yield opened


@pytest.mark.parametrize("family", FAMILIES)
def test_bad_data_is_caught_before_publication(dsn, connection, family):
    expectation, seed = FAMILIES[family]
    stage(connection, make_entry("good"))
    # A gate that looks at nothing: what it would say of a good day, other tests ask.
    assert publish_articles(dsn, DAY, lambda: NOON, lambda *_: Verdict(())).published == 1
    before = curated_digest(connection)
    seed(connection)
    connection.commit()
    told = publish_articles(dsn, DAY, lambda: NOON)
    assert told.published == 0
    assert told.quarantined >= 1
    assert expectation in told.reasons
    assert curated_digest(connection) == before
    rows = connection.execute(
        "SELECT observed, expected FROM ops.check_result WHERE expectation_name = %s AND NOT is_success", [expectation]
    ).fetchall()
    assert rows
    assert all(expected and observed for observed, expected in rows)
    difference = sum(abs(row.difference) for row in funnel(connection))
    assert difference == (1 if expectation == "funnel_open" else 0)
