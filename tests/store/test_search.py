"""Finding Arabic text in the database: folded as the package folds, through indexes, under any locale."""

from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import BODY, DAY, NOON, TITLE, describe, make_entry, stage
from marsad.model import Annotation
from marsad.store.curated import publish_staged
from marsad.text.normalize import fold

FIRST_PLANE = [chr(code) for code in chain(range(1, 0xD800), range(0xE000, 0xFFFE))]
# Letters that fold, marks, ligatures, blanks, and what stands beside them.
ODD = st.text(st.sampled_from("أإآبةىئؤ ﻻﷲﷺ\u0640\u064b\u0670\u200f\u00a0\t\n ٣۳،؛؟«»Aé\u066b-\ufe13"), max_size=12)


def one(connection, query, *parameters):
    return connection.execute(query, parameters).fetchone()[0]


def folded(connection, texts):
    return [text for (text,) in connection.execute("SELECT curated.fold(t) FROM unnest(%s::text[]) AS t", [texts])]


@pytest.mark.parametrize("around", ["{}", " {}\u0651"], ids=["alone", "between a blank and a mark"])
def test_the_database_folds_every_letter_as_the_package_does(connection, around):
    texts = [around.format(char) for char in FIRST_PLANE]
    assert len(texts) > 63_000
    wrong = [text for text, ours in zip(texts, folded(connection, texts), strict=True) if ours != fold(text).text]
    assert wrong == []


@given(texts=st.lists(ODD, min_size=20, max_size=40))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_folds_texts_as_the_package_does(connection, texts):
    assert folded(connection, texts) == [fold(text).text for text in texts]


def test_an_empty_text_folds_to_nothing(connection):
    assert folded(connection, ["", "\u064b", "ﹰ"]) == ["", "", " "]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("زار الوفد مدينة الموصل", "الموصل"),
        ("زار الوفد الموصل، أمس.", "الموصل"),
        ("انفجار في المَوْصِل", "انفجار الموصل"),
        ("وصل إلى أربيل", "الى اربيل"),
        ("القاهرة", "القاهره"),
        ("مستشفى المدينة", "مستشفي"),
        ("بغداد وبغداد", "بغداد"),
        ("سافر لبغداد", "بغداد"),
        ("والعراق كذلك", "العراق"),
        ("بالعراق", "عراق"),
        ("للعراق", "العراق"),
        ("مجلس الوزراء العراقي", '"الوزراء العراقي"'),
        ("١٢ قتيلا", "12"),
        ("محـــمد", "محمد"),
        ("زيارة الرئيس", "رحلة or زيارة"),
        ("اجتماع foo-bar", "foo-bar"),
    ],
)
def test_a_search_finds(connection, text, asked):
    found = "SELECT curated.search_vector('', %s) @@ curated.search_query(%s)"
    assert one(connection, found, text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("مجلس الوزراء العراقي", '"العراقي الوزراء"'),
        ("انفجار في الموصل", "انفجار -الموصل"),
        ("انفجار في الموصل", "انفجار بغداد"),
        ("بنان", "لبنان"),
        ("ماء", "ما"),
    ],
)
def test_a_search_does_not_find(connection, text, asked):
    found = "SELECT curated.search_vector('', %s) @@ curated.search_query(%s)"
    assert not one(connection, found, text, asked)


def test_trigrams_are_seen_under_any_locale(connection):
    assert len(one(connection, "SELECT show_trgm(curated.trigram_key('بغداد'))")) == 6
    alike = "SELECT similarity(curated.trigram_key(%s), curated.trigram_key(%s))"
    assert one(connection, alike, "ماكغورك", "ماكجورك") > 0.3
    assert one(connection, alike, "بَغداد", "بغداد") == 1
    assert one(connection, alike, "بغداد", "الموصل") == 0


def test_each_letter_has_a_trigram_letter_of_its_own(connection):
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
    key = one(connection, "SELECT curated.trigram_key(%s)", letters)
    assert key.isascii()
    assert len(set(key)) == len(letters)


INDEXED = {
    "article_2026_11_search_vector_idx": (
        "title FROM curated.article WHERE curated.search_vector(title, body) @@ curated.search_query('انفجار الموصل')",
        TITLE,
    ),
    "article_2026_11_trigram_key_idx": (
        "title FROM curated.article WHERE curated.trigram_key(title) LIKE '%' || curated.trigram_key('لموصل') || '%'",
        TITLE,
    ),
    "entity_name_trigram_idx": (
        "name FROM curated.entity WHERE curated.trigram_key(name) % curated.trigram_key('وزاره الصحة')",
        "وزارة الصحة",
    ),
    "entity_alias_trigram_idx": (
        "alias FROM curated.entity_alias WHERE curated.trigram_key(alias) LIKE curated.trigram_key('الموص') || '%'",
        "الموصل",
    ),
}


@pytest.mark.parametrize("index", INDEXED)
def test_a_reader_finds_through_the_index(lasting, index):
    query, expected = INDEXED[index]
    article = stage(lasting, make_entry())
    other = stage(lasting, make_entry("two"), Annotation(), title="خبر آخر", body="نص")
    publish_staged(lasting, [article.article_id, other.article_id], NOON, describe)
    lasting.commit()
    lasting.execute("SET ROLE marsad_reader")
    assert lasting.execute(f"SELECT {query}".encode()).fetchall() == [(expected,)]
    plan = "\n".join(line for (line,) in lasting.execute(f"EXPLAIN SELECT {query}".encode()))
    assert f"Bitmap Index Scan on {index}" in plan


def test_the_text_is_found_where_it_stands(lasting):
    article = stage(lasting, make_entry())
    publish_staged(lasting, [article.article_id], NOON, describe)
    found = "SELECT day FROM curated.article WHERE curated.search_vector(title, body) @@ curated.search_query(%s)"
    words = BODY.replace("،", " ").replace(".", " ").split()
    assert all(lasting.execute(found, [word]).fetchall() == [(DAY,)] for word in words)


def test_no_analyze_computes_what_is_searched(lasting):
    lasting.execute("SELECT curated.make_month('2026-11-01')")
    query = """
    SELECT c.relname, a.attstattarget FROM pg_index AS i
    INNER JOIN pg_class AS c ON c.oid = i.indexrelid INNER JOIN pg_attribute AS a ON a.attrelid = i.indexrelid
    WHERE i.indexprs IS NOT NULL AND c.relnamespace = 'curated_month'::regnamespace AND c.relname LIKE '%2026_11%'
    """
    found = dict(lasting.execute(query).fetchall())
    assert len(found) == 2
    assert set(found.values()) == {0}
