"""One article per address, and the same one after its entry moved."""

from dataclasses import replace

from builders import make_entry
from marsad.pipeline.article_ids import assign, id_of_address
from marsad.store.curated import Holder

ONE = make_entry("one")
MOVED = replace(ONE, canonical_url="https://nahr.example/moved")


def held(entry, article_id=None):
    return Holder(article_id or id_of_address(entry), entry.entry_id, entry.canonical_url)


def test_a_new_entry_is_its_address():
    assert assign([ONE], []) == {ONE.entry_id: id_of_address(ONE)}


def test_an_entry_that_moved_keeps_its_article():
    assert assign([MOVED], [held(ONE)]) == {ONE.entry_id: id_of_address(ONE)}
    # Also where it had made two before, of which the older comes last.
    assert assign([MOVED], [held(MOVED), held(ONE)]) == {ONE.entry_id: id_of_address(ONE)}


def test_another_entry_that_carries_the_same_address_carries_the_article_on():
    other = make_entry("other", canonical_url=ONE.canonical_url)
    assert assign([other], [held(ONE)]) == {other.entry_id: id_of_address(ONE)}


def test_an_address_that_an_article_has_left_makes_another_article():
    newcomer = make_entry("new", canonical_url=ONE.canonical_url)
    (settled,) = assign([newcomer], [held(MOVED, id_of_address(ONE))]).values()
    assert settled != id_of_address(ONE)
    together = assign([MOVED, newcomer], [held(ONE)])
    assert together == {ONE.entry_id: id_of_address(ONE), newcomer.entry_id: settled}
