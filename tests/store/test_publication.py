"""From stage to curated in one transaction: versions, what vanishes, and that a second time changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from psycopg.errors import CheckViolation

from builders import (
    BODY,
    CURATED_TABLES,
    DAY,
    NOON,
    TITLE,
    content_digest,
    curated_digest,
    describe,
    make_annotation,
    make_article,
    make_entry,
    make_event,
    make_mention,
    make_source,
    span,
    stage,
    status_of,
    who,
)
from marsad.model import Annotation, EntryStatus, Feed, Place, Quantity
from marsad.store.curated import publish_staged, save_sources
from marsad.store.entries import save_entries
from marsad.store.report import landed
from marsad.store.staging import articles_to_annotate, articles_to_publish

LATER = NOON + timedelta(hours=1)


def publish(connection, *articles, now=NOON):
    connection.commit()
    with connection.transaction():
        return publish_staged(connection, [article.article_id for article in articles], now, describe)


def stage_edit(connection, entry, revision, annotation=None, **changes):
    """Bring the entry to the gate again with another text, as an edit in the feed does."""
    edited = replace(entry, content_hash=f"edit-{revision}")
    save_entries(connection, [edited])
    return stage(connection, replace(edited, revision=revision), annotation, **changes)


def rows(connection, query):
    return connection.execute(query).fetchall()


def test_everything_staged_reaches_curated_and_leaves_stage(lasting):
    entry = make_entry()
    article = stage(lasting, entry)
    assert publish(lasting, article) == 1
    counts = {table: rows(lasting, f"SELECT count(*) FROM curated.{table}")[0][0] for table in CURATED_TABLES}
    assert counts == {
        "source": 1,
        "feed": 1,
        "entity": 2,
        "entity_alias": 2,
        "article_day": 1,
        "article": 1,
        "article_version": 1,
        "mention": 3,
        "event": 1,
        "event_role": 2,
        "event_quantity": 1,
    }
    assert status_of(lasting, entry) == "published"
    assert landed(lasting).staged_count == 0
    for table in ("mention", "event", "event_role", "event_quantity"):
        assert rows(lasting, f"SELECT count(*) FROM stage.{table}") == [(0,)]


def test_the_article_reads_as_it_was_staged(lasting):
    entry = make_entry()
    article = stage(lasting, entry, author="سعد", image_url="https://nahr.example/1.jpg", language=None)
    publish(lasting, article)
    columns = "entry_id, day, url, title, body, body_source, language, author, image_url, published_at, version"
    assert rows(lasting, f"SELECT {columns}, created_at FROM curated.article") == [
        (entry.entry_id, DAY, entry.url, TITLE, BODY, "page", None, "سعد", "https://nahr.example/1.jpg", NOON, 1, NOON)
    ]


def test_publishing_twice_writes_nothing(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    before = curated_digest(lasting)
    again(lasting, entry)
    publish(lasting, stage(lasting, entry), now=LATER)
    assert curated_digest(lasting) == before
    assert status_of(lasting, entry) == "published"


def again(connection, entry):
    """Put a finished entry back to the beginning, as a backfill does."""
    connection.execute("UPDATE raw.entry SET status = 'discovered' WHERE entry_id = %s", [entry.entry_id])
    connection.commit()


def test_an_edited_article_gets_the_next_version(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    publish(lasting, stage_edit(lasting, entry, 2, title="عنوان آخر"), now=LATER)
    publish(lasting, stage_edit(lasting, entry, 3, Annotation(), title="عنوان آخر", body="نص آخر"), now=LATER)
    assert rows(
        lasting,
        "SELECT version, revision, title, body, is_title_changed, is_body_changed, created_at"
        " FROM curated.article_version ORDER BY version",
    ) == [
        (1, 1, TITLE, BODY, False, False, NOON),
        (2, 2, "عنوان آخر", BODY, True, False, LATER),
        (3, 3, "عنوان آخر", "نص آخر", False, True, LATER),
    ]
    assert rows(lasting, "SELECT version, title, body, created_at, updated_at FROM curated.article") == [
        (3, "عنوان آخر", "نص آخر", NOON, LATER)
    ]


def test_a_change_shows_what_an_edit_took_out_and_put_in(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    first, second = BODY.split("\n")
    corrected = f"تصحيح للخبر.\n{second}\nخاتمة."
    publish(lasting, stage_edit(lasting, entry, 2, Annotation(), title="عنوان آخر", body=corrected), now=LATER)
    lasting.execute("SET ROLE marsad_reader")
    columns = "version, title_before, title, removed_paragraphs, added_paragraphs, changed_at"
    assert rows(lasting, f"SELECT {columns} FROM curated.article_change") == [
        (2, TITLE, "عنوان آخر", [first], ["تصحيح للخبر.", "خاتمة."], LATER)
    ]
    lasting.execute("RESET ROLE")


def test_a_text_that_comes_back_has_its_old_version(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    first = content_digest(lasting, "updated_at")
    publish(lasting, stage_edit(lasting, entry, 2, title="عنوان آخر"))
    assert rows(lasting, "SELECT version FROM curated.article") == [(2,)]
    publish(lasting, stage_edit(lasting, entry, 3))
    assert rows(lasting, "SELECT version, title FROM curated.article") == [(1, TITLE)]
    versions = rows(lasting, "SELECT version, revision FROM curated.article_version ORDER BY 1")
    assert versions == [(1, 1), (2, 2)]
    assert {t: d for t, d in content_digest(lasting, "updated_at").items() if t != "article_version"} == {
        t: d for t, d in first.items() if t != "article_version"
    }
    # And the next new text is the third, not the second again.
    publish(lasting, stage_edit(lasting, entry, 4, title="عنوان ثالث"))
    assert rows(lasting, "SELECT version FROM curated.article") == [(3,)]


def test_what_the_annotator_finds_no_more_vanishes(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    kept = make_annotation()
    fewer = Annotation(
        mentions=kept.mentions[:1],
        events=(replace(kept.events[0], actors=(), counts=()),),
    )
    again(lasting, entry)
    publish(lasting, stage(lasting, entry, fewer))
    assert rows(lasting, "SELECT text FROM curated.mention") == [("الموصل",)]
    assert rows(lasting, "SELECT role, text FROM curated.event_role") == [("recipient", "أشخاص")]
    assert rows(lasting, "SELECT kind FROM curated.event_quantity") == []
    assert rows(lasting, "SELECT count(*) FROM curated.event") == [(1,)]
    again(lasting, entry)
    publish(lasting, stage(lasting, entry, Annotation()))
    for table in ("mention", "event", "event_role", "event_quantity"):
        assert rows(lasting, f"SELECT count(*) FROM curated.{table}") == [(0,)]


def test_what_the_annotator_reads_otherwise_is_updated_in_place(lasting):
    entry = make_entry()
    annotation = make_annotation()
    publish(lasting, stage(lasting, entry, annotation))
    event = annotation.events[0]
    count = event.counts[0]
    changed = Annotation(
        mentions=(make_mention("الموصل", "LOC", None), *annotation.mentions[1:]),
        events=(
            replace(
                event,
                realis="negated",
                confidence=0.25,
                actors=(replace(event.actors[0], sector="MIL"),),
                counts=(Quantity("injured", 4, count.start, count.end, count.text),),
            ),
        ),
    )
    again(lasting, entry)
    publish(lasting, stage(lasting, entry, changed))
    assert rows(lasting, "SELECT link_status, entity_id FROM curated.mention WHERE text = 'الموصل'") == [
        ("ambiguous", None)
    ]
    assert rows(lasting, "SELECT realis, confidence FROM curated.event") == [("negated", 0.25)]
    assert rows(lasting, "SELECT sector_code FROM curated.event_role WHERE role = 'actor'") == [("MIL",)]
    assert rows(lasting, "SELECT value FROM curated.event_quantity") == [(4,)]


def test_other_articles_are_left_alone(lasting):
    first, second = make_entry("one"), make_entry("two")
    publish(lasting, stage(lasting, first), stage(lasting, second))
    query = "SELECT xmin, m FROM curated.mention AS m WHERE article_id = '{}' ORDER BY start"
    untouched = make_article(second).article_id
    before = rows(lasting, query.format(untouched))
    again(lasting, first)
    publish(lasting, stage(lasting, first, Annotation()))
    assert rows(lasting, query.format(untouched)) == before
    assert len(before) == 3


def test_only_the_named_articles_move(lasting):
    named, waiting = make_entry("named"), make_entry("waiting")
    article = stage(lasting, named)
    stage(lasting, waiting)
    assert publish(lasting, article) == 1
    assert status_of(lasting, waiting) == "annotated"
    assert landed(lasting).staged_count == 1


@pytest.mark.parametrize("status", ["discovered", "retrieved", "extracted", "quarantined", "published"])
def test_an_entry_that_moved_meanwhile_is_not_published(lasting, status):
    entry = make_entry()
    article = stage(lasting, entry)
    lasting.execute("UPDATE raw.entry SET status = %s", [status])
    assert publish(lasting, article) == 0
    assert landed(lasting).article_count == 0


def test_an_entry_that_was_edited_meanwhile_is_not_published(lasting):
    entry = make_entry()
    article = stage(lasting, entry)
    save_entries(lasting, [make_entry(title="آخر")])
    assert articles_to_publish(lasting, DAY) == []
    assert publish(lasting, article) == 0
    assert status_of(lasting, entry) == "discovered"


def test_what_was_staged_of_an_earlier_revision_is_not_published(lasting):
    article = stage(lasting, make_entry())
    lasting.execute("UPDATE raw.entry SET revision = 2")
    assert articles_to_publish(lasting, DAY) == []
    assert publish(lasting, article) == 0
    assert landed(lasting).article_count == 0


def test_an_article_without_an_annotator_is_not_published(lasting):
    entry = make_entry()
    article = stage(lasting, entry)
    lasting.execute("UPDATE stage.article SET annotator_version = NULL")
    assert articles_to_publish(lasting, DAY) == []
    assert publish(lasting, article) == 0


def test_the_authority_describes_its_entities_and_a_local_one_keeps_its_first_name(lasting):
    long, short = "وزارة الصحة", "الصحة"
    first = Annotation(mentions=(make_mention("الموصل", "LOC", "test:mosul"), make_mention(short, "ORG", "local:1")))
    publish(lasting, stage(lasting, make_entry("one"), first))
    second = Annotation(mentions=(make_mention(long, "ORG", "local:1"),))
    publish(lasting, stage(lasting, make_entry("two"), second))
    columns = "entity_id, type, name, name_en, wikidata_id, is_authority"
    assert rows(lasting, f"SELECT {columns} FROM curated.entity ORDER BY 1") == [
        ("local:1", "ORG", short, None, None, False),
        ("test:mosul", "LOC", "الموصل", "Mosul", "Q83311", True),
    ]
    aliases = rows(lasting, "SELECT entity_id, alias FROM curated.entity_alias ORDER BY 1, 2")
    assert aliases == [("local:1", short), ("local:1", long), ("test:mosul", "الموصل")]


def test_a_local_entity_is_called_by_its_fullest_name(lasting):
    names = ("سعد", "سعد كريم")
    mentions = tuple(make_mention(name, "PER", "local:saad") for name in names)
    publish(lasting, stage(lasting, make_entry(), Annotation(mentions=mentions)))
    assert rows(lasting, "SELECT name FROM curated.entity") == [("سعد كريم",)]


def test_what_the_authority_learns_reaches_its_entities(lasting):
    article = stage(lasting, make_entry("one"))
    publish(lasting, article)
    article = stage(lasting, make_entry("two"))
    publish_staged(lasting, [article.article_id], NOON, lambda *key: replace(describe(*key), name_en="Al-Mawsil"))
    assert rows(lasting, "SELECT name_en FROM curated.entity WHERE entity_id = 'test:mosul'") == [("Al-Mawsil",)]


def test_every_entity_has_a_row_and_every_mention_keeps_its_entity(lasting):
    publish(lasting, stage(lasting, make_entry()))
    assert rows(
        lasting,
        "SELECT m.text, e.name FROM curated.mention AS m INNER JOIN curated.entity AS e USING (entity_id) ORDER BY 1",
    ) == [("الموصل", "الموصل"), ("وزارة الصحة", "وزارة الصحة")]


def test_a_place_that_only_an_event_has_is_an_entity_too(lasting):
    where = span("الموصل")
    place = Place(where.start, where.end, where.text, "place:iq-mosul", "IQ")
    publish(lasting, stage(lasting, make_entry(), Annotation(events=(make_event(location=place),))))
    assert rows(lasting, "SELECT entity_id, type, name FROM curated.entity") == [("place:iq-mosul", "LOC", "الموصل")]


def test_a_transaction_that_fails_leaves_curated_as_it_was(lasting):
    entry = make_entry()
    publish(lasting, stage(lasting, entry))
    before = curated_digest(lasting)
    article = stage_edit(lasting, entry, 2, title="عنوان آخر")
    # Roles are among the last to be written: everything before them must go back.
    lasting.execute("UPDATE stage.event_role SET role = 'bystander'")
    lasting.commit()
    with pytest.raises(CheckViolation):
        publish(lasting, article)
    assert curated_digest(lasting) == before
    assert status_of(lasting, entry) == "annotated"


def test_two_rounds_fit_into_one_transaction(lasting):
    one, two = stage(lasting, make_entry("one")), stage(lasting, make_entry("two"))
    with lasting.transaction():
        counts = [publish_staged(lasting, [article.article_id], NOON, describe) for article in (one, two)]
    assert counts == [1, 1]


def test_sources_and_feeds_follow_the_catalogue(lasting):
    source = make_source()
    save_sources(lasting, [source])
    lasting.commit()
    before = curated_digest(lasting)
    save_sources(lasting, [source])
    lasting.commit()
    assert curated_digest(lasting) == before
    moved = Feed("nahr/all", "nahr", "https://nahr.example/feed")
    save_sources(lasting, [replace(source, name_en="River", is_enabled=False, feeds=(moved,))])
    assert rows(lasting, "SELECT name_en, is_enabled FROM curated.source") == [("River", False)]
    assert rows(lasting, "SELECT feed_id, url FROM curated.feed") == [("nahr/all", "https://nahr.example/feed")]


def test_articles_wait_for_annotation_while_their_entry_is_extracted(lasting):
    entry = make_entry()
    article = stage(lasting, entry)
    assert articles_to_annotate(lasting, DAY) == []
    lasting.execute("UPDATE raw.entry SET status = %s", [EntryStatus.EXTRACTED.value])
    assert articles_to_annotate(lasting, DAY) == [article]


def test_annotating_again_replaces_what_was_found(lasting):
    entry = make_entry()
    stage(lasting, entry)
    stage(lasting, entry, Annotation(events=(make_event(actors=(who("مسلحين"),)),)))
    found = rows(lasting, "SELECT (SELECT count(*) FROM stage.mention), (SELECT count(*) FROM stage.event_role)")
    assert found == [(0, 1)]
