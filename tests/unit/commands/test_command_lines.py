"""What single commands print, from rows made by hand."""

from argparse import Namespace
from dataclasses import astuple

import pytest

from builders import DAY, NOON, make_settings
from marsad.catalog import sources_by_id
from marsad.commands.arguments import add_day, add_source, parser
from marsad.commands.feeds import HEAD, named
from marsad.commands.feeds import table as feeds_table
from marsad.commands.funnel import table
from marsad.commands.quarantine import _chosen, line, matching
from marsad.errors import ConfigError
from marsad.model import Feed
from marsad.pipeline.feed_report import FeedLine
from marsad.store.quarantine import Parked
from marsad.store.report import FunnelRow

ENTRIES = [
    Parked("id-1", "nahr", DAY, "https://nahr.example/1", "quarantined", "extract", "unreadable_page", "torn", NOON),
    Parked(
        "id-2", "nahr", DAY, "https://nahr.example/2", "quarantined", "publish", "mojibake", "breaks mojibake", NOON
    ),
    Parked(
        "id-3", "nahr", DAY, "https://nahr.example/3", "quarantined", "publish", "mojibake", "breaks mojibake", NOON
    ),
]


def choose(*ids, reason=(), everything=False, day=None, source=()):
    given = Namespace(
        action="replay", entry_id=list(ids), all=everything, day=day, source=list(source), reason=list(reason)
    )
    return [entry.entry_id for entry in _chosen(matching(ENTRIES, given), given)]


def test_the_funnel_is_a_table():
    rows = [
        FunnelRow(DAY, "nahr", 120, 0, 110, 5, 1, 0, 2, 1, 1, 0, 110, 0),
        FunnelRow(DAY, "sample_rafidain", 5, 1, 4, 0, 0, 0, 0, 0, 0, 0, 3, 1),
    ]
    head, _, first, second = table(rows).splitlines()
    head, first, second = (line.replace("|", " ") for line in (head, first, second))
    stages = "entry pending published duplicate gone blocked empty not_arabic quarantined dropped article"
    assert head.split() == ["day", "source_id", *stages.split(), "difference"]
    assert first.split() == ["2026-11-18", "nahr", "120", *["0", "110", "5", "1", "0", "2", "1", "1", "0", "110", "0"]]
    assert second.split()[-1] == "1"


def test_an_empty_funnel_is_its_head():
    assert table([]).split()[0] == "day"
    assert len(table([]).splitlines()) == 2


def test_feeds_are_a_table_with_the_reason_last():
    line = FeedLine("nahr/all", "failed, 3 in a row", "90 s ago", "5 h ago", "in 12 min", "status 503")
    head, _, row = feeds_table([line]).splitlines()
    assert [cell.strip() for cell in head.split("|")] == HEAD
    assert [cell.strip() for cell in row.split("|")] == list(astuple(line))


def test_feeds_are_named_by_their_id_or_by_their_source():
    feeds = [Feed(f"{source}/{name}", source, "https://x.example/") for source in ("nahr", "bahr") for name in "ab"]
    assert [feed.feed_id for feed in named(["nahr/a", "bahr"], feeds)] == ["nahr/a", "bahr/a", "bahr/b"]
    with pytest.raises(ConfigError, match=r"nahr/c.*did you mean"):
        named(["nahr/c"], feeds)


def test_a_parked_entry_is_one_line():
    assert line(ENTRIES[0]) == "id-1  2026-11-18  nahr  extract: unreadable_page  torn"


def test_entries_are_chosen_by_id_by_reason_or_all():
    assert choose("id-3", "id-1") == ["id-1", "id-3"]
    assert choose(reason=["mojibake"]) == ["id-2", "id-3"]
    assert choose("id-3", reason=["mojibake"]) == ["id-3"]
    assert choose(everything=True) == ["id-1", "id-2", "id-3"]
    assert choose(everything=True, reason=["unreadable_page", "gone"]) == ["id-1"]
    assert choose(day=[DAY], source=["nahr"], reason=["unreadable_page"]) == ["id-1"]


@pytest.mark.parametrize(
    ("ids", "reason", "named"),
    [
        (("id-1", "id-9", "id-8"), (), "id-8, id-9"),
        ((), (), "replay"),
        ((), ("gone",), "replay"),
        (("id-1",), ("mojibake",), "id-1"),
    ],
)
def test_choosing_what_is_not_parked_is_an_error_that_names_it(ids, reason, named):
    with pytest.raises(ConfigError) as caught:
        choose(*ids, reason=reason)
    assert caught.value.subject == named


def test_days_and_sources_may_be_given_several_times():
    arguments = parser("try", "Try.")
    add_day(arguments, is_required=False, text="a day")
    add_source(arguments)
    given = arguments.parse_args(["--day", "2026-11-18", "--source", "a", "--day", "2026-11-19", "--source", "b"])
    assert [day.day for day in given.day] == [18, 19]
    assert given.source == ["a", "b"]
    nothing = arguments.parse_args([])
    assert (nothing.day, nothing.source) == (None, [])


def test_sources_are_found_by_their_id(tmp_path):
    sources = sources_by_id(make_settings(tmp_path, MARSAD_OUTLETS="shafaq,aljazeera"))
    assert {source_id: source.source_id for source_id, source in sources.items()} == {
        "shafaq": "shafaq",
        "aljazeera": "aljazeera",
    }
