"""What maintenance decides, from listings made by hand."""

from datetime import date, datetime, timedelta

import pytest

from builders import NOON
from marsad.archive.layout import StoredFile
from marsad.archive.warc import Piece
from marsad.pipeline import raw_plan
from marsad.pipeline.raw_plan import READ_EVERY, expired, is_read_back, moves, partitioned, to_join
from marsad.store.raw_files import FileUse, Move

LONG_AGO = NOON - timedelta(days=90)


def stored(name: str, size: int = 100, modified_at: datetime = LONG_AGO) -> StoredFile:
    return StoredFile(name, size, modified_at)


def used(*names: str, at: datetime = LONG_AGO) -> dict[str, FileUse]:
    return {name: FileUse(100, at) for name in names}


OLD, NEW = "nahr/2026/08/01/a.warc.gz", "nahr/2026/11/18/a.warc.gz"


def test_files_are_grouped_in_order_and_strangers_left_out():
    names = ["z/2026/01/02/a.warc.gz", "a/2026/01/03/b.warc.gz", "a/2026/01/03/a.warc.gz.open", "a/2026/01/02/x.txt"]
    assert list(partitioned(names).items()) == [
        (("a", date(2026, 1, 3)), ["a/2026/01/03/a.warc.gz.open", "a/2026/01/03/b.warc.gz"]),
        (("z", date(2026, 1, 2)), ["z/2026/01/02/a.warc.gz"]),
    ]


def test_files_expire_with_their_day():
    assert expired([stored(OLD), stored(NEW)], used(OLD, NEW), 30, NOON) == [OLD]
    assert expired([stored(OLD), stored(NEW)], used(OLD, NEW), 200, NOON) == []


def test_the_first_day_that_is_too_old():
    kept, gone = "nahr/2026/11/08/a.warc.gz", "nahr/2026/11/07/a.warc.gz"
    assert expired([stored(kept), stored(gone)], used(kept, gone), 10, NOON) == [gone]


def test_what_a_backfill_fetched_lately_is_kept_however_old_its_day():
    assert expired([stored(OLD)], used(OLD, at=NOON - timedelta(days=29)), 30, NOON) == []
    assert expired([stored(OLD)], used(OLD, at=NOON - timedelta(days=31)), 30, NOON) == [OLD]


def test_a_file_without_rows_expires_unless_its_transaction_may_be_open():
    assert expired([stored(OLD)], {}, 30, NOON) == [OLD]
    assert expired([stored(OLD, modified_at=NOON - timedelta(hours=1))], {}, 30, NOON) == []


def test_what_is_no_finished_file_of_ours_never_expires():
    assert expired([stored("notes.txt"), stored(f"{OLD}.open")], {}, 1, NOON) == []


def names_of(groups):
    return [[file.name for file in group] for group in groups]


def test_the_files_of_an_old_day_are_joined():
    names = [f"nahr/2026/08/01/{key}.warc.gz" for key in "ab"]
    other = ["furat/2026/08/01/a.warc.gz", "nahr/2026/08/02/a.warc.gz"]
    assert names_of(to_join(map(stored, names + other), used(*names, *other), NOON)) == [names]


@pytest.mark.parametrize(("day", "is_joined"), [("2026/11/18", False), ("2026/11/16", False), ("2026/11/15", True)])
def test_a_day_is_left_alone_while_its_news_come_in(day, is_joined):
    names = [f"nahr/{day}/{key}.warc.gz" for key in "ab"]
    assert bool(list(to_join(map(stored, names), used(*names), NOON))) == is_joined


def test_files_that_were_just_written_are_left_alone():
    names = [f"nahr/2026/08/01/{key}.warc.gz" for key in "abc"]
    files = [stored(names[0]), stored(names[1]), stored(names[2], modified_at=NOON - timedelta(hours=23))]
    assert names_of(to_join(files, used(*names), NOON)) == [names[:2]]


def test_files_without_rows_are_never_joined():
    names = [f"nahr/2026/08/01/{key}.warc.gz" for key in "ab"]
    assert list(to_join(map(stored, names), used(names[0]), NOON)) == []


def test_a_joined_file_has_a_limit(monkeypatch):
    monkeypatch.setattr(raw_plan, "JOINED_BYTES", 250)
    names = [f"nahr/2026/08/01/{key}.warc.gz" for key in "abcde"]
    big = stored("nahr/2026/08/01/f.warc.gz", 900)
    groups = names_of(to_join([*map(stored, names), big], used(*names, big.name), NOON))
    assert groups == [names[:2], names[2:4]]


def test_records_move_with_their_pieces():
    pieces = [Piece("a", 0, 100), Piece("b", 50, 80), Piece("b", 90, 100)]
    assert moves(pieces, "new") == [
        Move("a", 0, 100, "new", 0),
        Move("b", 50, 80, "new", 50),
        Move("b", 90, 100, "new", 40),
    ]


def test_every_day_is_read_back_once_in_a_while_and_new_days_daily():
    today = NOON.date()
    for age in range(100):
        day = today - timedelta(days=age)
        turns = [is_read_back(day, today + timedelta(days=later)) for later in range(READ_EVERY)]
        assert sum(turns) >= 1
        if age > READ_EVERY:
            assert sum(turns) == 1
    assert is_read_back(today + timedelta(days=1), today)
    assert is_read_back(today, today)
