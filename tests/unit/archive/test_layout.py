"""Names in the store."""

from datetime import date

import pytest

from marsad.archive.layout import folder_of, partition_of

DAY = date(2026, 1, 2)


@pytest.mark.parametrize("source_id", ["nahr", "bbc_arabic", "..", "../x", "نهر", "a b"])
def test_every_folder_is_a_partition_of_its_day(source_id):
    found = partition_of(f"{folder_of(source_id, DAY)}/abc.warc.gz")
    assert found is not None
    assert found[1] == DAY


def test_a_source_keeps_its_name():
    assert partition_of(f"{folder_of('bbc_arabic', DAY)}/abc.warc.gz.open") == ("bbc_arabic", DAY)


@pytest.mark.parametrize(
    "name",
    [
        "nahr/2026/01/02/notes.txt",
        "nahr/2026/02/31/a.warc.gz",
        "nahr/2026/01/a.warc.gz",
        "a/nahr/2026/01/02/a.warc.gz",
        "a.warc.gz",
        "nahr/2026/01/02/a.warc.gz.bak",
    ],
)
def test_other_files_are_none_of_ours(name):
    assert partition_of(name) is None
