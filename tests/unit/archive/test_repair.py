"""What is whole of a file that a crash or a disk has damaged."""

import gzip
import hashlib
import io
import tracemalloc
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from marsad.archive.repair import CHUNK, Extent, survey
from marsad.archive.warc import WarcStore
from marsad.model import Response

AT = datetime(2026, 1, 2, tzinfo=UTC)
NOISE = b"".join(hashlib.sha256(bytes([i, j])).digest() for i in range(24) for j in range(256))  # 3 chunks
# Also one that deflate cannot pack and one longer than the windows in which a file is read.
BODIES = [b"one", b"", NOISE, "خبر ".encode() * 60_000, b"last"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The bytes of a good file, and where its records begin and end; the first is the warcinfo."""
    root = tmp_path_factory.mktemp("store")
    pages = [Response("u", "https://news.example/", 200, {}, body, AT) for body in BODIES]
    places = WarcStore(str(root)).append("nahr", date(2026, 1, 2), pages)
    edges = [0, *(place.offset for place in places), places[-1].offset + places[-1].length]
    return (root / places[0].file).read_bytes(), list(pairwise(edges))


def look(raw):
    return survey(io.BytesIO(raw))


def test_a_good_file_is_whole(written):
    raw, _ = written
    found = look(raw)
    assert (found.whole, found.broken) == ((Extent(0, len(raw)),), ())
    assert (found.size, found.response_count) == (len(raw), len(BODIES))
    assert found.is_whole
    assert not found.is_torn


def test_an_empty_file_is_whole_and_holds_nothing():
    found = look(b"")
    assert (found.is_whole, found.is_torn, found.whole, found.response_count) == (True, False, (), 0)


def test_a_torn_file_is_whole_up_to_its_last_whole_record(written):
    raw, records = written
    for start, stop in records:
        for cut in {start + 1, start + 2, start + 11, (start + stop) // 2, stop - 9, stop - 1}:
            found = look(raw[:cut])
            assert found.is_torn
            assert found.whole == ((Extent(0, start),) if start else ())
            assert found.broken == (Extent(start, cut),)


def test_a_cut_between_records_is_no_tear(written):
    raw, records = written
    assert all(look(raw[:stop]).is_whole for _, stop in records)


def test_records_after_a_damaged_one_are_found(written):
    raw, records = written
    for number, (start, stop) in enumerate(records[:-1]):
        for at in {start, start + 1, start + 2, start + 30, (start + stop) // 2, stop - 3}:
            found = look(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
            assert found.broken == (Extent(start, stop),)
            assert found.whole == tuple(e for e in (Extent(0, start), Extent(stop, len(raw))) if e.start < e.stop)
            assert found.response_count == len(BODIES) - (number > 0)
            assert not found.is_torn


def test_bytes_that_came_between_are_left_out(written):
    raw, records = written
    at = records[2][0]
    found = look(raw[:at] + b"\0" * 5000 + raw[at:])
    assert found.broken == (Extent(at, at + 5000),)
    assert found.response_count == len(BODIES)


@pytest.mark.parametrize(
    "plain",
    [
        b"hello",
        b"",
        b"WARC/1.1\r\nContent-Length: 3\r\n\r\nabc",
        b"WARC/1.1\r\nContent-Length: 4\r\n\r\nabc\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: x\r\n\r\nabc\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n",
        b"WARC/1.1\r\n" + b"x" * 3 * CHUNK,
    ],
)
def test_a_gzip_member_that_holds_no_whole_record_is_broken(plain):
    raw = gzip.compress(plain)
    assert look(raw).broken == (Extent(0, len(raw)),)


def test_noise_of_beginnings_is_survived():
    raw = b"\x1f\x8b\x08\0" * 5000
    assert look(raw).broken == (Extent(0, len(raw)),)


def test_memory_does_not_grow_with_the_file():
    """A record of 200 MB, and as much without any record."""
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 200000000\r\n\r\n"
    raw = gzip.compress(head + b"\0" * 200_000_000 + b"\r\n\r\n", 1)
    stream = io.BytesIO(raw + bytes(20_000_000))
    tracemalloc.start()
    try:
        found = survey(stream)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.whole == (Extent(0, len(raw)),)
    assert peak < 5_000_000
