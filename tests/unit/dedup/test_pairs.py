"""What two articles are to each other."""

from datetime import timedelta

import pytest

from marsad.dedup.pairs import Pair, Relation, Title, lookalikes, pair_of
from newsdesk import APART, BLAST_NEWS, COPIED, ELSEWHERE, FLASHED, TOLD, News, at
from unit.dedup.texts import BLAST_AT_TIKRIT, make_text, make_told


def text(news: News, **changes):
    given = {
        "source_id": news.source_id,
        "published_at": news.published_at,
        "entities": BLAST_AT_TIKRIT,
        "events": (make_told(),),
    }
    return make_text(news.key, news.title, news.body, **{**given, **changes})


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (FLASHED, TOLD, Relation.FLASH),
        (TOLD, COPIED, Relation.COPY),
        (TOLD, ELSEWHERE, Relation.EVENT),
        (TOLD, APART, None),
    ],
)
def test_relations_whichever_is_given_first(first, second, relation):
    pair = pair_of(text(first), text(second))
    assert pair == pair_of(text(second), text(first))
    assert (pair and pair.relation) == relation
    assert pair is None or (pair.article_id, pair.other_article_id) == (first.key, second.key)


def test_after_three_days_it_is_another_story():
    late = text(COPIED, published_at=TOLD.published_at + timedelta(hours=73))
    assert pair_of(text(TOLD), late) is None
    assert pair_of(text(TOLD), text(COPIED, published_at=TOLD.published_at + timedelta(hours=72))) is not None


def test_a_flash_is_told_in_full_within_hours():
    assert pair_of(text(FLASHED), text(TOLD, published_at=at(20))).relation is Relation.EVENT


def test_the_flash_of_the_own_outlet_goes_first():
    own, other = pair_of(text(FLASHED), text(TOLD)), pair_of(text(FLASHED), text(TOLD, source_id="jisr"))
    assert own.similarity > other.similarity


def test_the_same_kind_of_event_elsewhere_is_another():
    basra = make_told(admin1_code="place:basra", place_entity_id="test:basra")
    assert pair_of(text(TOLD), text(ELSEWHERE, events=(basra,))) is None


def test_without_a_name_in_common_there_is_no_event():
    assert pair_of(text(TOLD), text(ELSEWHERE, entities=frozenset())) is None
    assert (
        pair_of(text(TOLD, entities=frozenset({"country:IQ"})), text(ELSEWHERE, entities=frozenset({"country:IQ"})))
        is None
    )


def test_without_an_event_there_is_none_in_common():
    assert pair_of(text(TOLD, events=()), text(ELSEWHERE, events=())) is None


def test_all_but_the_same_news_needs_the_event_on_one_side_only():
    fair = {"entities": frozenset({"test:basra"})}
    first = make_text("a", APART.title, APART.body, events=(make_told(),), **fair)
    again = APART.body.split("\n")[0].replace("السنوي ", "").replace("دار نشر من عشر دول", "ناشر من دول")
    assert pair_of(first, make_text("b", APART.title, again, source_id="sahil", **fair)).relation is Relation.EVENT
    assert pair_of(text(TOLD), text(ELSEWHERE, events=())) is None


def test_prices_of_two_days_tell_no_common_event():
    said = "سجل سعر صرف الدولار اليوم {} في بغداد {} دينار لكل مئة دولار وأغلقت بورصتا الكفاح والحارثية على {}"
    one, two = (
        make_text(key, "أسعار الدولار في بغداد", said.format(*filled), entities={"test:baghdad"}, events=(make_told(),))
        for key, filled in {"a": ("الثلاثاء", 142500, 142750), "b": ("الأربعاء", 141500, 141250)}.items()
    )
    assert pair_of(one, two) is None


def test_candidates_share_a_telling_word():
    titles = [Title(news.key, text(news).title_words) for news in (*BLAST_NEWS, APART)]
    found = set(lookalikes(titles[:1], titles))
    assert found == {("flash", "full"), ("flash", "wire"), ("flash", "own")}


def test_a_pair_names_the_earlier_article_first():
    assert pair_of(text(COPIED), text(TOLD)) == Pair("full", "wire", Relation.COPY, 1.0)
    at_once = text(COPIED, published_at=TOLD.published_at)
    assert pair_of(at_once, text(TOLD)).article_id == "full"
