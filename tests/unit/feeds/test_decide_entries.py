from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.feeds.decide import Decision, decide, entry_of
from marsad.model import EntryStatus, Feed, FeedEntry, KnownEntry, Source

NOW = datetime(2026, 5, 10, 1, 30, tzinfo=UTC)
FEED = Feed("marsad/all", "marsad", "https://news.example/rss")
SOURCE = Source("marsad", "مرصد", "Marsad", "IQ", "ar", "Asia/Baghdad", "https://news.example", (FEED,))
ITEM = FeedEntry(
    entry_id="g-1", url="https://news.example/1?utm_source=rss", title="خبر", summary="نص", published_at=NOW
)


def entry(**changes):
    return entry_of(replace(ITEM, **changes), SOURCE, FEED, NOW)


def known(of, **changes):
    """What the warehouse has of an entry it saw before."""
    given = {name: getattr(of, name) for name in KnownEntry.__slots__}
    return KnownEntry(**{**given, **changes})


def test_an_entry_is_named_by_source_and_guid_alone():
    first = entry()
    assert len(first.entry_id) == 32
    assert first.entry_id == entry(title="عنوان آخر", url="https://news.example/2").entry_id
    assert first.entry_id != entry(entry_id="g-2").entry_id
    assert first.entry_id != entry_of(ITEM, replace(SOURCE, source_id="other"), FEED, NOW).entry_id


def test_a_fresh_entry_is_discovered_at_revision_one():
    first = entry()
    assert (first.status, first.revision, first.feed_id) == (EntryStatus.DISCOVERED, 1, "marsad/all")
    assert first.first_seen_at == first.last_seen_at == NOW
    assert first.canonical_url == "https://news.example/1"
    assert first.url == ITEM.url


def test_an_entry_of_an_archive_has_no_feed():
    assert entry_of(ITEM, SOURCE, None, NOW).feed_id is None


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (NOW, date(2026, 5, 10)),
        (datetime(2026, 5, 9, 23, 59, tzinfo=UTC), date(2026, 5, 9)),
        (datetime(1990, 1, 1, tzinfo=UTC), date(1990, 1, 1)),
        (NOW + timedelta(hours=24), date(2026, 5, 11)),
        (NOW + timedelta(hours=24, seconds=1), date(2026, 5, 10)),
        (datetime(1989, 12, 31, tzinfo=UTC), date(2026, 5, 10)),
        (None, date(2026, 5, 10)),
    ],
)
def test_the_day_is_that_of_publication_when_credible(published, day):
    assert entry(published_at=published).day == day


def test_white_space_is_no_edit_and_words_are():
    assert entry(summary="نص  \n").content_hash == entry().content_hash
    assert entry(summary="نص آخر").content_hash != entry().content_hash
    assert entry(title="خبرنص", summary="").content_hash != entry().content_hash


def test_credentials_in_a_link_are_not_kept():
    kept = entry(url="https://reader:secret@news.example/1")
    assert (kept.url, kept.canonical_url) == ("https://news.example/1", "https://news.example/1")


def test_entries_part_into_new_changed_and_same():
    same, edited, fresh = entry(), entry(entry_id="g-2", url="/2"), entry(entry_id="g-3", url="/3")
    seen = [known(same, revision=4), known(edited, content_hash="another", revision=2)]
    decision = decide(seen, [same, edited, fresh])
    assert decision.new == (fresh,)
    assert decision.changed == (replace(edited, revision=3),)
    assert decision.same == (replace(same, revision=4),)
    assert decision.seen_share == pytest.approx(2 / 3)
    assert set(decision.shown) == {same.entry_id, edited.entry_id, fresh.entry_id}


def test_an_empty_feed_is_all_seen():
    assert decide([], []).seen_share == 1.0


def test_of_a_repeated_id_the_newest_counts_and_the_first_shown_where_dates_tie():
    old = entry(title="قديم", published_at=NOW - timedelta(hours=1))
    new = entry(title="جديد", updated_at=NOW)
    twin = entry(title="توأم", updated_at=NOW)
    undated = entry(title="بلا تاريخ", published_at=None)
    assert decide([], [undated, old, new, twin]).new == (new,)


def test_another_feed_of_the_source_does_not_undo_an_entry():
    first = known(entry(), feed_id="marsad/full")
    teaser, retitled = entry(summary="تشويق"), entry(title="خبر معدل")
    shown = [first.entry_id]
    assert decide([first], [teaser], shown_elsewhere=shown).same
    assert decide([first], [retitled], shown_elsewhere=shown).same
    # Once the feed that brought it shows it no more, a title tells of an edit. Another text may be a mere teaser.
    assert decide([first], [teaser]).same
    assert decide([first], [retitled]).changed


def test_a_feed_takes_over_what_only_a_sitemap_had_shown():
    bare = known(entry(), feed_id=None)
    decision = decide([bare], [entry()])
    assert decision.touched == decision.same
    assert decide([bare], [entry(summary="نص آخر")]).changed
    assert decide([known(entry())], [entry()]).touched == ()


def test_an_address_that_changes_alone_is_no_edit_but_is_noted():
    moved = entry(url="https://news.example/new-slug")
    decision = decide([known(entry())], [moved])
    assert (decision.changed, decision.new) == ((), ())
    assert [e.canonical_url for e in decision.touched] == ["https://news.example/new-slug"]
    # Another feed's address of it is that feed's matter.
    other = decide([known(entry(), feed_id="marsad/full")], [moved], shown_elsewhere=[entry().entry_id])
    assert other.touched == ()


def test_a_changed_guid_at_a_known_address_is_no_new_entry():
    before = known(entry(), revision=2)
    renamed = entry(entry_id="https://news.example/?p=1")
    assert decide([before], [renamed]).same == (replace(renamed, entry_id=before.entry_id, revision=2),)
    edited = entry(entry_id="https://news.example/?p=1", title="خبر معدل")
    (changed,) = decide([before], [edited]).changed
    assert (changed.entry_id, changed.revision) == (before.entry_id, 3)


def test_of_entries_with_one_address_the_first_known_is_meant():
    carrier, duplicate = known(entry()), known(entry(entry_id="g-2"))
    (same,) = decide([carrier, duplicate], [entry(entry_id="g-3")]).same
    assert same.entry_id == carrier.entry_id


def test_an_address_that_several_items_share_names_none_of_them():
    live = [entry(entry_id=f"g-{n}", url="https://news.example/live", title=f"تحديث {n}") for n in range(3)]
    assert len(decide([], live).new) == 3
    assert [e.entry_id for e in decide([known(live[0])], live[1:]).new] == [e.entry_id for e in live[1:]]


def test_a_guid_that_several_items_share_names_none_of_them():
    items = [entry(entry_id="feed", url=f"https://news.example/{n}", title=f"خبر {n}") for n in range(3)]
    first = decide([], items)
    assert len({e.entry_id for e in first.new}) == 3
    # The same feed again, and then with only one of them left: each is known by its address.
    seen = [known(e) for e in first.new]
    assert len(decide(seen, items).same) == 3
    assert decide(seen, items[1:2]).same[0].entry_id == first.new[1].entry_id


def test_a_guid_that_comes_back_for_another_article_begins_a_new_entry():
    before = known(entry())
    other = entry(url="https://news.example/2", title="خبر لا صلة له", published_at=NOW - timedelta(hours=5))
    decision = decide([before], [other])
    assert decision.new
    assert decision.new[0].entry_id != before.entry_id
    assert decide([before, known(decision.new[0])], [other]).same


def test_what_shares_a_title_only_by_its_emptiness_or_by_habit_did_not_move():
    def told(before, **changes):
        return decide([known(before)], [entry(url="https://news.example/2", **changes)])

    assert told(entry(title=""), title="", published_at=None).new
    yesterday = entry(title="نشرة المساء", published_at=NOW - timedelta(hours=25))
    assert told(yesterday, title="نشرة المساء").new
    assert told(yesterday, title="نشرة المساء", published_at=NOW - timedelta(hours=2)).touched


def test_an_address_that_is_handed_on_swallows_nobody():
    live = entry(entry_id="g-1", url="https://news.example/live", title="الأول")
    archived = entry(entry_id="g-1", url="https://news.example/archive/1", title="الأول")
    successor = entry(entry_id="g-2", url="https://news.example/live", title="الثاني", published_at=None)
    decision = decide([known(live)], [archived, successor])
    assert [e.guid for e in decision.touched] == ["g-1"]
    assert [e.guid for e in decision.new] == ["g-2"]


@pytest.mark.parametrize(
    "moved",
    [
        {"title": "الخَبر", "published_at": None},  # the same title but for its vowel marks
        {"title": "عنوان آخر"},  # the same moment of publication
    ],
)
def test_an_entry_that_moved_keeps_its_id(moved):
    before = known(entry(title="الخبر"))
    (changed,) = decide([before], [entry(url="https://news.example/moved", **moved)]).changed
    assert changed.entry_id == before.entry_id
    assert changed.canonical_url == "https://news.example/moved"


def hourly(count):
    """Entries an hour apart, the newest first, as a feed shows them."""
    return [
        entry(entry_id=f"g-{n}", url=f"https://news.example/{n}", published_at=NOW - timedelta(hours=n))
        for n in range(count)
    ]


def gone(before, now, **options):
    decision = decide([known(e) for e in before], now, shown_before=[e.entry_id for e in before], **options)
    return {e.guid for e in before if e.entry_id in decision.gone}


def test_an_entry_that_vanishes_from_among_others_is_gone():
    before = hourly(6)
    assert gone(before, [before[0], *before[2:]]) == {"g-1"}
    assert gone(before, [before[0], *before[2:]], shown_elsewhere=[before[1].entry_id]) == set()


def test_an_entry_that_newer_ones_pushed_out_is_not():
    every = hourly(9)
    assert gone(every[1:], every[:8]) == set()
    # The last one went in its turn, the one in the middle did not.
    assert gone(every[1:], [*every[:3], *every[4:8]]) == {"g-3"}


def test_a_pinned_entry_or_one_with_a_new_date_makes_no_other_seem_gone():
    pinned = entry(entry_id="old", url="https://news.example/old", published_at=NOW - timedelta(days=3000))
    window = hourly(8)
    assert gone([*window[1:], pinned], [*window[:7], pinned]) == set()
    assert gone([pinned, *window[1:]], [pinned, *window[:7]]) == set()
    bumped = [replace(e, published_at=NOW) for e in window[6:]]
    assert gone(window, [*bumped, *window[:4]]) == set()


def test_nothing_is_gone_from_a_feed_that_is_cut_empty_renewed_or_undated():
    before = hourly(6)
    assert gone(before, before[:2]) == set()
    assert gone(before, []) == set()
    assert gone(before, [entry(entry_id="new", url="https://news.example/new")]) == set()
    undated = [replace(e, published_at=None) for e in before]
    assert gone(undated, undated[1:]) == set()
    at_once = [replace(e, published_at=NOW) for e in before]
    assert gone(at_once, at_once[1:]) == set()


def test_a_decision_without_entries_decides_nothing():
    assert Decision() == decide([], [])
