"""Stories on a real Postgres: what linking writes, that twice is once, and that any order of arrival will do."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import psycopg
import pytest

from builders import DAY, NOON, empty_warehouse
from marsad.dedup.stories import story_id_of
from marsad.pipeline.stories import link_stories
from newsdesk import APART, BLAST, BLAST_NEWS, COPIED, ELSEWHERE, FLASHED, TOLD, News, at, publish

TABLES = (
    "curated.story",
    "curated.story_article",
    "curated.story_event",
    "curated.story_event_member",
    "ops.fingerprint",
    "ops.minhash_band",
    "ops.boilerplate",
    "ops.article_pair",
)
PAGE = "نص الخبر متاح للمشتركين في الخدمة فقط ويمكنكم الاشتراك الآن عبر صفحتنا لتصلكم الأخبار كاملة كل صباح."


def link(dsn, *days):
    return [link_stories(dsn, day, lambda: NOON) for day in days or (DAY,)]


def told(connection):
    """title -> (titles of its story, relation)"""
    query = """
        SELECT a.title, array_agg(b.title ORDER BY b.published_at), s.relation
        FROM curated.story_article AS s
        INNER JOIN curated.article AS a USING (article_id)
        INNER JOIN curated.story_article AS t ON s.story_id = t.story_id
        INNER JOIN curated.article AS b ON t.article_id = b.article_id
        GROUP BY a.title, a.article_id, s.relation
    """
    return {title: (set(titles), relation) for title, titles, relation in connection.execute(query)}


def digest(connection, *, with_xmin=False):
    found = {}
    for table in TABLES:
        row = "t.xmin || t::text" if with_xmin else "t::text"
        query = f"SELECT md5(coalesce(string_agg({row}, '|' ORDER BY t::text), '')), count(*) FROM {table} AS t"
        found[table] = connection.execute(query).fetchone()
    connection.rollback()
    return found


def one(connection, query):
    (row,) = connection.execute(query).fetchall()
    return row


def test_flash_copy_and_own_words_make_one_story(lasting, lasting_dsn):
    flash, full, _, _, _ = publish(lasting, *BLAST_NEWS, APART)
    (report,) = link(lasting_dsn)
    assert str(report).startswith(f"{DAY} link: 5 articles compared, ")
    titles = {news.title for news in BLAST_NEWS}
    assert told(lasting) == {
        FLASHED.title: (titles, "flash"),
        TOLD.title: (titles, "own"),
        COPIED.title: (titles, "copy"),
        ELSEWHERE.title: (titles, "own"),
        APART.title: ({APART.title}, "own"),
    }
    query = """
        SELECT story_id, title, article_count, source_count, independent_source_count
        FROM curated.story WHERE article_count > 1
    """
    assert one(lasting, query) == (story_id_of(flash.article_id), TOLD.title, 4, 3, 2)
    origins = dict(
        lasting.execute("SELECT relation, origin_article_id FROM curated.story_article WHERE relation <> 'own'")
    )
    assert origins == {"flash": full.article_id, "copy": full.article_id}


def test_the_events_of_a_story_are_one(lasting, lasting_dsn):
    publish(lasting, *BLAST_NEWS, APART)
    link(lasting_dsn)
    query = """
        SELECT e.event_type, e.realis, e.place_entity_id, e.article_count, e.source_count, e.independent_source_count
        FROM curated.story_event AS e INNER JOIN curated.story AS s USING (story_id) WHERE s.article_count > 1
    """
    assert one(lasting, query) == ("ASSAULT", "asserted", "test:tikrit", 4, 3, 2)
    assert one(lasting, "SELECT count(*) FROM curated.story_event_member") == (5,)


def test_linking_again_writes_nothing(lasting, lasting_dsn):
    publish(lasting, *BLAST_NEWS, APART)
    link(lasting_dsn)
    before = digest(lasting, with_xmin=True)
    (report,) = link(lasting_dsn)
    assert str(report) == f"{DAY} link: nothing to do"
    assert digest(lasting, with_xmin=True) == before


def test_another_method_compares_all_anew_and_leaves_equal_stories_untouched(lasting, lasting_dsn):
    publish(lasting, *BLAST_NEWS, APART)
    link(lasting_dsn)
    before = digest(lasting, with_xmin=True)
    lasting.execute("UPDATE ops.fingerprint SET fingerprint_version = 'older'")
    lasting.commit()
    (report,) = link(lasting_dsn)
    assert (report.articles, report.rows) == (5, 0)
    after = digest(lasting, with_xmin=True)
    assert {t: after[t] for t in TABLES if t != "ops.fingerprint"} == {
        t: before[t] for t in TABLES if t != "ops.fingerprint"
    }


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(lasting, lasting_dsn, order):
    """Three deliveries over two days, linked after each: the same rows as when all come at once."""
    late = News(
        "late", "bahr", at(7, day=19), "تفاصيل إصابة أربعة شرطيين بانفجار عبوة شمالي تكريت", ELSEWHERE.body, "انفجار"
    )
    deliveries = ((FLASHED, APART), (TOLD, COPIED), (ELSEWHERE, late))
    publish(lasting, *(news for delivery in deliveries for news in delivery))
    link(lasting_dsn, late.published_at.date(), DAY)
    expected = digest(lasting)
    empty_warehouse(lasting_dsn)
    for i in order:
        publish(lasting, *deliveries[i])
        link(lasting_dsn, DAY, late.published_at.date())
    assert digest(lasting) == expected


def test_one_text_under_many_addresses_merges_nothing(lasting, lasting_dsn):
    titles = ["انفجار في تكريت", "افتتاح معرض الكتاب", "ارتفاع أسعار الوقود", "فوز فريق الجوية", "أمطار في دهوك"]
    publish(lasting, *(News(f"page{i}", "nahr", at(8 + i), title, PAGE) for i, title in enumerate(titles)))
    link(lasting_dsn)
    assert one(lasting, "SELECT count(*), max(article_count) FROM curated.story") == (5, 1)


def test_a_paragraph_that_becomes_boilerplate_parts_what_it_had_joined(lasting, lasting_dsn):
    """Two articles that share nothing else are one text until the third title shows what the paragraph is."""
    pages = [News(f"p{i}", "nahr", at(8, day=16 + i), f"متاح للمشتركين في الخدمة {i}", PAGE) for i in range(3)]
    publish(lasting, *pages[:2])
    link(lasting_dsn, *(news.published_at.date() for news in pages[:2]))
    assert one(lasting, "SELECT count(*) FROM ops.article_pair") == (1,)
    publish(lasting, pages[2])
    link(lasting_dsn, pages[2].published_at.date())
    assert one(lasting, "SELECT count(*) FROM ops.article_pair") == (0,)
    assert one(lasting, "SELECT count(*), max(article_count) FROM curated.story") == (3, 1)


def test_an_edited_article_leaves_the_story_that_it_no_longer_tells(lasting, lasting_dsn):
    _, _, _, own = publish(lasting, *BLAST_NEWS)
    link(lasting_dsn)
    lasting.execute(
        "UPDATE curated.article SET title = %s, body = %s, content_hash = 'edited' WHERE article_id = %s",
        [APART.title, APART.body, own.article_id],
    )
    lasting.commit()
    link(lasting_dsn)
    assert told(lasting)[APART.title] == ({APART.title}, "own")
    assert told(lasting)[TOLD.title] == ({FLASHED.title, TOLD.title, COPIED.title}, "own")


def test_a_story_ends_after_three_days(lasting, lasting_dsn):
    weekly = [
        News(
            f"n{d}",
            f"outlet{d}",
            at(9, day=d),
            f"إصابة أربعة من الشرطة بانفجار عبوة ناسفة شمالي تكريت {d}",
            BLAST,
            "انفجار",
        )
        for d in range(10, 20, 2)
    ]
    publish(lasting, *weekly)
    link(lasting_dsn, *(news.published_at.date() for news in weekly))
    spans = lasting.execute(
        "SELECT last_day - first_day, article_count FROM curated.story ORDER BY first_day"
    ).fetchall()
    assert spans == [(2, 2), (2, 2), (0, 1)]


def test_days_linked_at_once_take_turns(lasting, lasting_dsn):
    days = range(14, 19)
    for d in days:
        publish(
            lasting,
            News(f"a{d}", "nahr", at(9, day=d), TOLD.title, BLAST, "انفجار"),
            News(f"b{d}", "sahil", at(13, day=d), ELSEWHERE.title, ELSEWHERE.body, "انفجار"),
        )
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda d: link(lasting_dsn, at(9, day=d).date()), days))
    at_once = digest(lasting)
    lasting.execute("TRUNCATE curated.story CASCADE")
    lasting.execute("TRUNCATE ops.fingerprint, ops.article_pair CASCADE")
    lasting.commit()
    link(lasting_dsn, *(at(9, day=d).date() for d in days))
    assert digest(lasting) == at_once


def test_a_story_refers_to_what_is_there(lasting, lasting_dsn):
    publish(lasting, *BLAST_NEWS)
    link(lasting_dsn)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        lasting.execute("DELETE FROM curated.story")
