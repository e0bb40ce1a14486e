"""Stories from pairs: who joins, who begins one, and that chains end."""

from datetime import timedelta

from marsad.dedup.agencies import agency_of
from marsad.dedup.pairs import Pair, Relation
from marsad.dedup.stories import Membership, Newsstand, Placed, roots, story_id_of
from marsad.dedup.story_events import Member, merge_events
from marsad.dedup.words import words_of
from newsdesk import at
from unit.dedup.texts import make_told


def placed(pairs, hours):
    """article -> membership, of articles `hours` after midnight."""
    stand = Newsstand()
    stand.learn(Pair(a, b, relation, similarity) for a, b, relation, similarity in pairs)
    order = sorted(hours.items(), key=lambda item: item[1])
    return {key: stand.place(Placed(key, at(0) + timedelta(hours=hour))) for key, hour in order}


def event(first, second, similarity=0.5):
    return (first, second, Relation.EVENT, similarity)


def test_who_pairs_with_the_first_joins_its_story():
    found = placed([event("a", "b"), event("a", "c")], {"a": 1, "b": 2, "c": 3, "d": 4})
    assert {m.story_id for m in found.values()} == {story_id_of("a"), story_id_of("d")}
    assert found["c"] == Membership("c", story_id_of("a"))


def test_a_chain_ends_where_less_than_half_are_linked():
    found = placed([event("a", "b"), event("b", "c"), event("c", "d")], {"a": 1, "b": 2, "c": 3, "d": 4})
    assert [found[key].story_id for key in "abcd"] == [story_id_of(key) for key in "aaad"]


def test_three_days_after_its_first_article_a_story_is_closed():
    pairs = [event("a", "b"), event("a", "c"), event("b", "c")]
    found = placed(pairs, {"a": 1, "b": 72, "c": 74})
    assert found["b"].story_id == story_id_of("a")
    assert found["c"].story_id == story_id_of("c")


def test_of_two_stories_the_nearer_and_of_equals_the_older():
    hours = {"a": 1, "b": 2, "c": 3}
    assert placed([event("a", "c", 0.4), event("b", "c", 0.6)], hours)["c"].story_id == story_id_of("b")
    assert placed([event("a", "c"), event("b", "c")], hours)["c"].story_id == story_id_of("a")
    copy = ("a", "c", Relation.COPY, 0.3)
    assert placed([copy, event("b", "c", 0.9)], hours)["c"].story_id == story_id_of("a")


def test_a_copy_of_a_copy_has_the_first_publisher_as_its_origin():
    pairs = [("a", "b", Relation.COPY, 0.9), ("b", "c", Relation.COPY, 0.9)]
    found = placed(pairs, {"a": 1, "b": 2, "c": 3})
    assert found["c"] == Membership("c", story_id_of("a"), "copy", "a")
    assert roots(found, "abc") == {"a"}


def test_a_flash_names_its_fuller_article_and_is_counted_as_it():
    pairs = [("a", "b", Relation.FLASH, 0.7), ("a", "c", Relation.FLASH, 0.8), event("b", "c")]
    found = placed(pairs, {"a": 1, "b": 2, "c": 3})
    assert found["a"] == Membership("a", story_id_of("a"), "flash", "c")
    assert roots(found, "abc") == {"b", "c"}
    assert {m.story_id for m in found.values()} == {story_id_of("a")}


def test_events_of_one_kind_and_place_are_one():
    told = [
        make_told("1"),
        make_told("2", place_entity_id=None, admin1_code=None, event_date="2026-11-18", date_precision="day"),
    ]
    (merged,) = merge_events("story", [Member("a", told[0]), Member("b", told[1])])
    assert merged.merged.place_entity_id == "test:tikrit"
    assert merged.merged.event_date == "2026-11-18"
    assert [m.article_id for m in merged.members] == ["a", "b"]


def test_a_day_within_a_range_of_days_is_the_finer_date():
    days = make_told("1", event_date="2026-11-16/2026-11-18", date_precision="range")
    day = make_told("2", event_date="2026-11-17", date_precision="day")
    (merged,) = merge_events("story", [Member("a", days), Member("b", day)])
    assert (merged.merged.event_date, merged.merged.date_precision) == ("2026-11-17", "day")
    apart = make_told("3", event_date="2026-11-19", date_precision="day")
    assert len(merge_events("story", [Member("a", days), Member("b", apart)])) == 2


def test_what_contradicts_stays_apart():
    others = (
        make_told("2", realis="negated"),
        make_told("3", event_type="COERCE"),
        make_told("4", admin1_code="place:basra", place_entity_id="test:basra"),
        make_told("5", event_date="2026-11-17", date_precision="day"),
        make_told("6", actors=frozenset({"org:b"})),
    )
    first = make_told("1", event_date="2026-11-18", date_precision="day", actors=frozenset({"org:a"}))
    for other in others:
        assert len(merge_events("story", [Member("a", first), Member("b", other)])) == 2


def test_an_article_keeps_its_own_events_apart():
    members = [Member("a", make_told("1")), Member("a", make_told("2")), Member("b", make_told("3"))]
    assert [len(e.members) for e in merge_events("story", members)] == [2, 1]


def test_the_agency_of_a_dateline_and_of_a_closing_line():
    body = "قال شهود عيان إن الحريق اندلع فجرا في السوق القديم وسط المدينة وامتد إلى عشرات المحال قبل إخماده"
    assert agency_of(words_of(f"بغداد- رويترز\n{body}")) == "reuters"
    assert agency_of(words_of(f"{body}\n(أ ف ب)")) == "afp"
    assert agency_of(words_of(f"{body} ونقلت رويترز عن شهود أن الحريق امتد إلى عشرات المحال والبيوت")) is None
    assert agency_of(words_of(body)) is None
